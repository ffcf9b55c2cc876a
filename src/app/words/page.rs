//! The frame of the page: header, save sign, menu, settings, bin, notebooks.

use crate::app::state::{Failure, SaveState, Theme};
use crate::domain::change::Label;

pub const NAME: &str = "Claimlight";
pub const TOOLS: &str = "Notebook";
pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const MENU: &str = "Menu";
pub const CLOSE: &str = "Close";
pub const CANCEL: &str = "Cancel";
pub const DISMISS: &str = "Dismiss";
pub const NOTEBOOKS: &str = "Notebooks";
pub const NOTEBOOK_NAME: &str = "Name of this notebook";
pub const OPEN_ARTICLE: &str = "Open an article";
pub const NEW_VERSION: &str = "New version of this article";
pub const EXPORT: &str = "Save as file";
pub const IMPORT: &str = "Open a file";
pub const BIN: &str = "Bin";
pub const MAKE_EXERCISE: &str = super::exercise::MAKE;
pub const EXERCISES: &str = super::exercise::EXERCISES;
pub const SHARE: &str = super::share::SHARE;
pub const CLASS: &str = super::classroom::CLASS;
pub const COMPARE_KEY: &str = super::classroom::COMPARE_KEY;
pub const SETTINGS: &str = "Settings";
pub const KEYS: &str = "Keys";
pub const LOADING: &str = "Opening your notebook…";
pub const PART_MISSING: &str = "A part of the page could not be loaded. Check the connection, then try again. Your work is safe.";
pub const RELOAD: &str = "Reload the page";
pub const SKIP: &str = "Skip to the article";
pub const TRY_AGAIN: &str = "Try again";

pub const THIS_NOTEBOOK: &str = "open";
pub const OPEN: &str = "Open";
pub const DELETE: &str = "Delete";
pub const RESTORE: &str = "Restore";
pub const ERASE_ALL: &str = "Erase everything in the bin";
pub const ERASE_SURE: &str = "Really erase? Undo will still bring it back in this tab.";
pub const BIN_EMPTY: &str =
    "The bin is empty. Claims, sources and links that you delete wait here.";
pub const IN_BIN: &str = "This notebook was deleted. What you do in it is still kept, but it does not open the next time unless you restore it.";
pub const RESTORE_NOTEBOOK: &str = "Restore this notebook";
pub const BIN_NOTEBOOKS: &str = "Deleted notebooks";
pub const SAVE_NOTEBOOKS: &str = "Save all as files (ZIP)";
pub const NO_OTHER_NOTEBOOK: &str =
    "This is your only notebook. Opening an article starts another.";

pub const THEME: &str = "Colours";
pub const LETTERS: &str = "Single letters and digits are keys";
pub const LETTERS_HELP: &str =
    "Turn this off if you use voice control or a screen reader that types letters.";
pub const WHOLE_WORDS: &str = "Selections take whole words";
pub const NUMBERS: &str = "Number paragraphs and sentences";
pub const YOUR_NAME: &str = "Your name or pseudonym";
pub const YOUR_NAME_HELP: &str =
    "It stands beside your claims in files that you save. Nothing is sent anywhere.";

pub const STORED: &str = "Stored in this browser";
pub const STORED_HELP: &str = "Your notebooks are kept here and nowhere else, but for files that you save. On a shared computer, save them as files and erase them here when you are done.";
pub const ERASE_EVERYTHING: &str = "Erase everything";
pub const ERASE_YES: &str = "Yes, erase everything";
pub const ERASING: &str = "Erasing…";
pub const NOT_ERASED: &str = "This browser’s storage does not let itself be erased. Close the other tabs of this page and try again, or clear the data of this site in the browser’s settings.";

pub const FIRST_TITLE: &str = "Three steps";
pub const FIRST: [(&str, &str); 3] = [
    (
        "Select",
        "a passage that claims something: drag over it, tap its sentence, or move the caret and press Enter.",
    ),
    ("Say what kind", "of claim it is. It is highlighted, and its card opens here."),
    ("Link a source", "that supports or disputes it: paste an address, then choose what it does."),
];
pub const FIRST_KEPT: &str = "Everything is kept in this browser as you go. “Save as file” makes a copy that other annotation tools can read.";

/// What the sign says.
#[must_use]
pub fn save_state(state: SaveState) -> &'static str {
    match state {
        SaveState::Saved => "Saved in this browser",
        SaveState::Saving => "Saving…",
        SaveState::Error(Failure::Full) => {
            "Not saved: this browser’s storage is full. Free some space or save as file."
        }
        SaveState::Error(Failure::Forbidden) => {
            "Not saved: this browser does not allow it. Save as file before you leave."
        }
        SaveState::Error(Failure::Slow) => {
            "Not saved: storage does not answer. Save as file before you leave."
        }
        SaveState::Error(Failure::Other) => {
            "Not saved: storage failed. Save as file before you leave."
        }
        SaveState::Memory => "Kept only while this page is open. Save as file before you leave.",
        SaveState::Unread => {
            "Kept only while this page is open: your notebooks could not be read. Save as file before you leave."
        }
        SaveState::ReadOnly => "Not saved: a newer Claimlight owns this storage. Reload the page.",
        SaveState::Stopped => {
            "Not saved any more: another tab has a newer Claimlight. Reload the page."
        }
        SaveState::Erased => "Not saved any more: everything was erased. Reload the page.",
    }
}

/// The name of a colour theme.
#[must_use]
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "As the system",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

/// What was done, as in "Undo: mark a claim".
#[must_use]
pub fn deed(label: Label) -> &'static str {
    match label {
        Label::MarkClaim => "mark a claim",
        Label::MarkSource => "mark a source",
        Label::SetKind => "change the kind",
        Label::SetVerdict => "change the verdict",
        Label::SetReason => "write the reason",
        Label::SetTags => "change the tags",
        Label::SetBoundaries => "move the boundaries",
        Label::AddLink => "link a source",
        Label::EditLink => "change a link",
        Label::EditSource => "change a source",
        Label::AddSource => "add a source",
        Label::Bin => "put in the bin",
        Label::Restore => "restore from the bin",
        Label::Erase => "erase from the bin",
        Label::Rename => "rename the notebook",
        Label::RenamePerson => "change your name",
        Label::Import => "merge a file",
        Label::Settle => "choose a version",
        Label::GoBack => "bring back an earlier state",
        Label::TakeVersion => "take the new version of the article",
        Label::Accept => "accept a changed text",
        Label::MakeExercise => "make the exercise",
        Label::HandIn => "hand in",
    }
}

/// "Undo: mark a claim".
#[must_use]
pub fn undo(label: Option<Label>) -> String {
    label.map_or_else(|| UNDO.into(), |label| format!("{UNDO}: {}", deed(label)))
}

/// "Redo: mark a claim".
#[must_use]
pub fn redo(label: Option<Label>) -> String {
    label.map_or_else(|| REDO.into(), |label| format!("{REDO}: {}", deed(label)))
}

/// Asked before everything is erased.
#[must_use]
pub fn erase_sure(notebooks: usize) -> String {
    format!(
        "This erases {} with claims, sources, articles, bin and history, and your name and settings, from this browser and all its tabs. Files that you saved stay. It cannot be undone.",
        super::count(notebooks, "notebook", "notebooks")
    )
}

/// A button that acts on one notebook of the list.
#[must_use]
pub fn on_notebook(verb: &str, title: &str) -> String {
    format!("{verb} “{}”", super::shortened(title, 200))
}

/// The name of a file with all notebooks, of this day.
#[must_use]
pub fn all_notebooks(day: &str) -> String {
    format!("Claimlight notebooks {day}")
}
