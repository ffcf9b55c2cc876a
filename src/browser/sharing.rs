//! The system's own share sheet (Web Share API).

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, FilePropertyBag};

use super::error::BrowserError;
use super::promise::{settled, window};

/// Whether there is one.
#[must_use]
pub fn is_there() -> bool {
    function("share").is_ok()
}

/// Hands it a link; to be called while a click or a key is handled.
///
/// # Errors
/// [`BrowserError::Unavailable`], or what the browser says. A person who thinks
/// better of it makes no error.
pub async fn send_link(link: &str) -> Result<(), BrowserError> {
    let data = Object::new();
    Reflect::set(&data, &"url".into(), &link.into())?;
    send(&data).await
}

/// Hands it a text as a file.
///
/// # Errors
/// As [`send_link`]; many browsers take only files whose names they know.
pub async fn send_file(name: &str, text: &str) -> Result<(), BrowserError> {
    let options = FilePropertyBag::new();
    options.set_type("text/plain");
    let parts = Array::of1(&text.into());
    let file = File::new_with_str_sequence_and_options(&parts, name, &options)?;
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file))?;
    let takes = function("canShare")?.call1(&window()?.navigator(), &data)?;
    if takes.is_truthy() { send(&data).await } else { Err(BrowserError::Unavailable) }
}

async fn send(data: &Object) -> Result<(), BrowserError> {
    let sent = function("share")?.call1(&window()?.navigator(), data)?;
    match settled(sent.unchecked_into()).await {
        Ok(_) | Err(BrowserError::Aborted) => Ok(()),
        Err(error) => Err(error),
    }
}

fn function(name: &str) -> Result<Function, BrowserError> {
    let found: JsValue = Reflect::get(&window()?.navigator(), &name.into())?;
    found.dyn_into().map_err(|_| BrowserError::Unavailable)
}
