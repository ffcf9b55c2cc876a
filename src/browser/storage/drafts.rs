//! What was typed into a form and not sent off yet: it outlives the page, but is no part
//! of any notebook.

use super::remembered;

const PREFIX: &str = "claimlight/drafts/";

/// What was typed into the form of this name; empty for nothing.
#[must_use]
pub fn get(form: &str) -> String {
    remembered::get(&format!("{PREFIX}{form}")).unwrap_or_default()
}

/// Writes it down. An empty one is removed.
pub fn set(form: &str, typed: &str) {
    let key = format!("{PREFIX}{form}");
    if typed.is_empty() {
        remembered::remove(&key);
    } else {
        // Where it cannot be stored it lasts as long as the page, as it would without this.
        let _ = remembered::set(&key, typed);
    }
}
