//! `localStorage` and `sessionStorage`, either of which may be missing, forbidden or full.

use web_sys::Storage;

use crate::browser::error::BrowserError;
use crate::browser::promise::window;

/// What every key of ours begins with: other pages may share the origin.
pub const PREFIX: &str = "claimlight/";

/// The storage that outlives the page.
///
/// # Errors
/// [`BrowserError::NotAllowed`] where the person blocks it (the getter itself
/// throws then), [`BrowserError::Unavailable`] where there is none.
pub fn local() -> Result<Storage, BrowserError> {
    window()?.local_storage()?.ok_or(BrowserError::Unavailable)
}

/// The storage that lasts as long as the tab.
///
/// # Errors
/// As [`local`].
pub fn session() -> Result<Storage, BrowserError> {
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
