//! Copies: the reminder to make a file, and the earlier states of a notebook.

use super::count;

pub const REMINDER: &str = "Reminder";
pub const NOT_NOW: &str = "Not now";

pub const EARLIER: &str = "Earlier states";
pub const EARLIER_HELP: &str = "This notebook as it was. Bringing a state back is one step that Undo takes back; what came since goes to the bin.";
pub const NO_EARLIER: &str =
    "There is no earlier state yet. One is kept at each visit, and after much work.";
pub const BRING_BACK: &str = "Bring back";
pub const UNREADABLE: &str = "This state cannot be read any more. It stays as it is.";

/// What the reminder says.
#[must_use]
pub fn reminder(changes: u32) -> String {
    format!(
        "{} since you last saved this notebook as a file. A file is the only copy outside this browser.",
        count(changes as usize, "change", "changes")
    )
}

/// A state, in the list.
#[must_use]
pub fn state(when: &str, claims: u32) -> String {
    format!("{when}, {}", count(claims as usize, "claim", "claims"))
}
