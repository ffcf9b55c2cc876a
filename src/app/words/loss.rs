//! What is said where something that was kept is not there any more.

use crate::app::loss::{How, Lost};

pub const REGION: &str = "Missing work";
pub const BRING_BACK: &str = "Bring back";
pub const GIVE_UP: &str = "Give up";
pub const HIDE: &str = "Hide this message";
pub const FILE: &str = "If you saved it as a file, open that file: it is the only other copy.";

/// What happened, in one sentence.
#[must_use]
pub fn sentence(lost: &Lost) -> String {
    let title = &lost.title;
    match lost.how {
        How::Gone => format!(
            "“{title}” was kept in this browser and is not there any more: its storage was damaged or cleared."
        ),
        How::Shut => format!("“{title}” is damaged in this browser’s storage and cannot be opened."),
        How::Shorter => format!("“{title}” has lost some of its last changes: this browser’s storage was damaged."),
        How::Unreachable => format!(
            "“{title}” is kept in this browser, but its storage cannot be opened now. Close the browser, then open this page again. If that does not help, clear this site’s data in the browser’s settings; save what you can as files first."
        ),
        How::Unnamed => "This browser’s storage was damaged, and the browser has replaced it by an empty one. What was in it is not there any more.".into(),
    }
}

/// What can be done about it.
#[must_use]
pub fn way_back(lost: &Lost) -> &'static str {
    match (lost.mirrored, lost.how) {
        (true, _) => "There is a copy of it, as it was when it was last saved.",
        (false, How::Unreachable) => "",
        (false, _) => FILE,
    }
}

/// Said when it is back.
#[must_use]
pub fn brought_back(title: &str) -> String {
    format!("“{title}” is back, as it was when it was last saved.")
}

pub const NOT_BROUGHT_BACK: &str =
    "The copy cannot be read. Save everything raw: somebody may be able to read it for you.";
