//! The clipboard.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::Clipboard;

use crate::browser::error::BrowserError;
use crate::browser::promise::{settled, window};

/// Puts a text on the clipboard; to be called while a click or a key is handled.
///
/// # Errors
/// [`BrowserError::Unavailable`] outside secure contexts, or
/// [`BrowserError::NotAllowed`]. The text can then be shown to be copied by hand.
pub async fn write(text: &str) -> Result<(), BrowserError> {
    // The getter of `web-sys` takes it for granted that there is one.
    let clipboard = Reflect::get(&window()?.navigator(), &"clipboard".into())?;
    if !clipboard.is_object() {
        return Err(BrowserError::Unavailable);
    }
    let clipboard: Clipboard = clipboard.unchecked_into();
    settled(clipboard.write_text(text)).await.map(drop)
}
