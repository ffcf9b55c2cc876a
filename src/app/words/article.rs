//! The article, selecting in it, opening another.

pub const TEXT: &str = "Article text";
pub const TEXT_HELP: &str = "Arrow keys move the caret, with Shift they select. Enter marks the selection, or takes the sentence. Question mark lists all keys.";
pub const UNTITLED: &str = "Untitled article";
pub const MARK: &str = "Mark the selection";
pub const MARK_SOURCE: &str = "Source";
pub const COPY: &str = "Copy";
pub const CHOOSE: &str = "What do you mean here?";
pub const SELECT_SENTENCE: &str = "Select the sentence";
pub const BOUNDARIES: &str = "Boundaries";
pub const START: &str = "Start";
pub const END: &str = "End";
pub const START_BACK: &str = "Start one word earlier";
pub const START_ON: &str = "Start one word later";
pub const END_BACK: &str = "End one word earlier";
pub const END_ON: &str = "End one word later";
pub const START_HANDLE: &str = "Drag the start";
pub const END_HANDLE: &str = "Drag the end";
pub const DONE: &str = "Done";

pub const PASTE: &str = "Article text";
pub const PASTE_HELP: &str = "Paste an article here, from a web page or plain. Headings, lists and quotations stay; nothing else does. Or drop a file on the page.";
pub const CHOOSE_FILE: &str = "Choose a file";
pub const CHOOSE_FILE_HELP: &str = ".txt, .md or .html";
pub const TITLE: &str = "Title";
pub const ADDRESS: &str = "Where it came from (optional)";
pub const START_NOTEBOOK: &str = "Start a notebook on it";
pub const DROP: &str = "Drop the file to open it";

/// Said of the selection to a screen reader.
#[must_use]
pub fn selected(words: &str) -> String {
    format!("Selected: {}", super::shortened(words, 200))
}

/// A button that marks the selection as a source of a claim.
#[must_use]
pub fn source_for(number: usize) -> String {
    format!("Source for claim {number}")
}

/// "paragraph 3".
#[must_use]
pub fn paragraph(number: usize) -> String {
    format!("paragraph {number}")
}

/// Under the list of notebooks.
pub const NOTEBOOK_HELP: &str =
    "A notebook is your work on one article. All of them are kept in this browser only.";

/// Under the title of a small screen, while there is no claim.
pub const HINT: &str = "Tap a sentence that claims something, then say what kind of claim it is.";
