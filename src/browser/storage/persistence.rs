//! Whether the browser may throw away what is stored when it runs out of room.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::StorageManager;

use crate::browser::error::BrowserError;
use crate::browser::promise::{settled, window};

/// Asks it not to. Some browsers ask the person, some decide by themselves; a
/// `true` is no promise, for people clear their browsers and computers break.
///
/// # Errors
/// [`BrowserError::Unavailable`] outside secure contexts, or what the browser says.
pub async fn request() -> Result<bool, BrowserError> {
    Ok(settled(manager()?.persist()?).await?.is_truthy())
}

/// Whether it was granted before.
///
/// # Errors
/// As [`request`].
pub async fn granted() -> Result<bool, BrowserError> {
    Ok(settled(manager()?.persisted()?).await?.is_truthy())
}

fn manager() -> Result<StorageManager, BrowserError> {
    // The getter of `web-sys` takes it for granted that there is one.
    let manager = Reflect::get(&window()?.navigator(), &"storage".into())?;
    if manager.is_object() { Ok(manager.unchecked_into()) } else { Err(BrowserError::Unavailable) }
}
