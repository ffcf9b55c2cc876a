//! Versions of an article, and what becomes of claims on another of them.

use super::count;
use crate::domain::anchor::Changes;
use crate::domain::versions::Found;

pub const HELP: &str = "Was the article corrected or shortened? Paste or drop the new text. You see what becomes of your claims before anything changes.";
pub const COMPARE: &str = "Compare with the open version";
pub const SAME: &str = "This is the text that is open already, letter for letter.";
pub const PREVIEW: &str = "The new version of the article";
pub const CLAIMS: &str = "What becomes of your work";
pub const TEXT: &str = "What differs in the text";
pub const NOTHING: &str =
    "Nothing that a reader would notice: only white space, case or the form of quotation marks.";
pub const TAKE: &str = "Use this version";
pub const THEN: &str = "Then";
pub const NOW: &str = "Now";
pub const NO_LONGER: &str = "Not in the text any more";
pub const CHANGED: &str = "text changed";
pub const CHANGED_HELP: &str = "The article was corrected here. Is the claim still the same?";
pub const ACCEPT: &str = "Accept the new text";
pub const LOST: &str = "No longer in the article";
pub const LOST_HELP: &str = "These words are not in this version. To attach one again, select its place in the article, then press the button.";
pub const ATTACH: &str = "Attach to the selection";
pub const SEE_ORIGIN: &str = "See the version it was made on";
pub const MADE_ON: &str = "The version it was made on";
pub const NOT_AT_HAND: &str =
    "That version is not in this browser. Only the claim’s own words are known.";
pub const LEFT_OUT: &str = "…";

/// "3 stay as they are, 1 moves, 2 need a look, 1 is lost."
#[must_use]
pub fn outlook(exact: usize, moved: usize, asks: usize, lost: usize) -> String {
    if exact + moved + asks + lost == 0 {
        return "There are no claims yet: nothing has to be found again.".into();
    }
    let parts = [
        (exact, count(exact, "stays as it is", "stay as they are")),
        (moved, count(moved, "moves with its words", "move with their words")),
        (asks, count(asks, "needs a look", "need a look")),
        (lost, count(lost, "is lost", "are lost")),
    ];
    let said: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect();
    format!("{}. Undo brings the old version back.", said.join(", "))
}

/// What kind of change it is, in a few words.
#[must_use]
pub fn changes(changes: Changes) -> &'static str {
    if changes.number {
        "a number changed"
    } else if changes.negation {
        "a “not” came or went"
    } else if changes.direction {
        "a word for the direction changed"
    } else if changes.words {
        "the wording changed"
    } else {
        "its place is not certain"
    }
}

/// "No longer in the article, 2".
#[must_use]
pub fn lost(n: usize) -> String {
    format!("{LOST} ({n})")
}

/// A button that attaches one lost claim.
#[must_use]
pub fn attach(words: &str) -> String {
    format!("{ATTACH}: {}", super::shortened(words, 60))
}

pub const BRING: &str = "Bring them into this notebook";

/// What the preview of a file on another version says of its passages.
#[must_use]
pub fn found(Found { found, asks, lost }: Found) -> String {
    if found == 0 {
        return "Nothing of it is found in the article that is open here.".into();
    }
    let mut said = format!(
        "{} in the article that is open here",
        count(found, "passage is found", "passages are found")
    );
    if asks > 0 {
        said += &format!(", {}", count(asks, "of them needs a look", "of them need a look"));
    }
    if lost > 0 {
        said += &format!(", {}", count(lost, "is not", "are not"));
    }
    said + "."
}
