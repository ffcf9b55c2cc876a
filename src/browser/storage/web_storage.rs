//! `localStorage` and `sessionStorage`, either of which may be missing, forbidden or full.

use std::cell::Cell;

use web_sys::Storage;

use crate::browser::error::BrowserError;
use crate::browser::promise::window;

/// What every key of ours begins with: other pages may share the origin.
pub const PREFIX: &str = "claimlight/";

/// The writer's name of this tab: the one key in the session's storage.
pub(super) const WRITER: &str = "claimlight/writer";

/// There while a tab erases everything.
const ERASING: &str = "claimlight/erasing";

thread_local! {
    static LEFT: Cell<bool> = const { Cell::new(false) };
}

/// Whether everything is erased or about to be: this page stores nothing any more.
#[must_use]
pub fn has_left() -> bool {
    LEFT.get()
}

/// Stores nothing any more, in no storage, because everything is being erased.
pub fn leave() {
    // Each tab has its own session: nobody else can remove what is in it.
    let _ = open_session().map(|it| it.remove_item(WRITER));
    LEFT.set(true);
}

/// The same, if a tab is erasing everything just now.
pub(super) fn leave_if_erased() {
    let erasing = local().ok().and_then(|it| it.get_item(ERASING).ok()?);
    if erasing.is_some() {
        leave();
    }
}

pub(super) fn begin_erasure() {
    // Without it, tabs that have no channel hear of nothing.
    let _ = open_local().map(|it| it.set_item(ERASING, "1"));
    leave();
}

pub(super) fn give_up_erasure() {
    let _ = open_local().map(|it| it.remove_item(ERASING));
    LEFT.set(false);
}

pub(super) fn end_erasure() {
    for storage in [open_local(), open_session()] {
        // Where there is none, nothing is in it.
        let _ = storage.map(|it| remove_all(&it, PREFIX));
    }
}

/// The storage that outlives the page.
///
/// # Errors
/// [`BrowserError::NotAllowed`] where the person blocks it (the getter itself
/// throws then) or has had everything erased, [`BrowserError::Unavailable`]
/// where there is none.
pub fn local() -> Result<Storage, BrowserError> {
    if has_left() { Err(BrowserError::NotAllowed) } else { open_local() }
}

fn open_local() -> Result<Storage, BrowserError> {
    window()?.local_storage()?.ok_or(BrowserError::Unavailable)
}

/// The storage that lasts as long as the tab.
///
/// # Errors
/// As [`local`].
pub fn session() -> Result<Storage, BrowserError> {
    if has_left() { Err(BrowserError::NotAllowed) } else { open_session() }
}

fn open_session() -> Result<Storage, BrowserError> {
    window()?.session_storage()?.ok_or(BrowserError::Unavailable)
}

/// All keys with this beginning. Read at once, so that they can be removed.
///
/// # Errors
/// What the storage throws.
pub fn keys(storage: &Storage, beginning: &str) -> Result<Vec<String>, BrowserError> {
    let mut keys = Vec::new();
    for index in 0..storage.length()? {
        keys.extend(storage.key(index)?.filter(|key| key.starts_with(beginning)));
    }
    Ok(keys)
}

/// Removes all keys with this beginning.
///
/// # Errors
/// What the storage throws.
pub fn remove_all(storage: &Storage, beginning: &str) -> Result<(), BrowserError> {
    for key in keys(storage, beginning)? {
        storage.remove_item(&key)?;
    }
    Ok(())
}
