//! Small choices of the person, such as the theme.

use super::remembered;

const PREFIX: &str = "claimlight/preferences/";

/// What was set under this name, by this page or an earlier one.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    remembered::get(&format!("{PREFIX}{name}"))
}

/// Sets it. Where it cannot be stored (`false`) it lasts as long as the page.
pub fn set(name: &str, value: &str) -> bool {
    remembered::set(&format!("{PREFIX}{name}"), value)
}
