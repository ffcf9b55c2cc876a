//! Small texts under a name in `localStorage`, or, where that takes none, for as long as
//! the page lasts.

use std::cell::RefCell;

use super::web_storage::local;

thread_local! {
    /// What could not be stored.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// What was set under this key, by this page or an earlier one.
pub(super) fn get(key: &str) -> Option<String> {
    let remembered = MEMORY.with_borrow(|memory| {
        memory.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())
    });
    remembered.or_else(|| local().ok()?.get_item(key).ok()?)
}

/// Sets it. Where it cannot be stored (`false`) it lasts as long as the page.
pub(super) fn set(key: &str, value: &str) -> bool {
    let stored = local().is_ok_and(|it| it.set_item(key, value).is_ok());
    forget(key);
    if !stored {
        MEMORY.with_borrow_mut(|memory| memory.push((key.to_owned(), value.to_owned())));
    }
    stored
}

/// Removes it.
pub(super) fn remove(key: &str) {
    // Where there is no storage, nothing is in it.
    let _ = local().map(|it| it.remove_item(key));
    forget(key);
}

fn forget(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.retain(|(known, _)| known != key));
}
