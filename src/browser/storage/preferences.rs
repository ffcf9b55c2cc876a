//! Small choices of the person, such as the theme.

use std::cell::RefCell;

use super::web_storage::local;

const PREFIX: &str = "claimlight/preferences/";

thread_local! {
    /// What could not be stored; it lasts as long as the page.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// What was set under this name, by this page or an earlier one.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    let remembered = MEMORY.with_borrow(|memory| {
        memory.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    });
    remembered.or_else(|| local().ok()?.get_item(&format!("{PREFIX}{name}")).ok()?)
}

/// Sets it. Where it cannot be stored (`false`) it lasts as long as the page.
pub fn set(name: &str, value: &str) -> bool {
    let stored = local().is_ok_and(|it| it.set_item(&format!("{PREFIX}{name}"), value).is_ok());
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|(known, _)| known != name);
        if !stored {
            memory.push((name.to_owned(), value.to_owned()));
        }
    });
    stored
}
