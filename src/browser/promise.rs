//! Promises, waited for with a limit.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::error::BrowserError;

/// The page's window; there is none in a worker.
pub(super) fn window() -> Result<web_sys::Window, BrowserError> {
    web_sys::window().ok_or(BrowserError::Unavailable)
}

/// What the promise comes to.
pub(super) async fn settled(promise: Promise) -> Result<JsValue, BrowserError> {
    JsFuture::from(promise).await.map_err(BrowserError::from)
}

/// The same, or [`BrowserError::Timeout`] after `limit` milliseconds. What was
/// begun goes on: whoever calls this has to be ready for a late answer.
pub(super) async fn within(limit: i32, promise: &Promise) -> Result<JsValue, BrowserError> {
    let timeout = js_sys::Error::new("no answer in time");
    timeout.set_name("TimeoutError");
    let window = window()?;
    // The timer calls the promise's own function: no closure to keep alive.
    let late = Promise::new(&mut |_, reject| {
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_1(&reject, limit, &timeout);
    });
    settled(Promise::race(&Array::of2(promise, &late))).await
}

/// Waits for some milliseconds.
pub async fn pause(milliseconds: i32) {
    if let Ok(window) = window() {
        let timer = Promise::new(&mut |resolve, _| {
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        });
        let _ = settled(timer).await;
    }
}

/// A promise with the function that settles it.
pub(super) fn open_promise() -> (Promise, Option<js_sys::Function>) {
    let mut settle = None;
    let promise = Promise::new(&mut |resolve, _| settle = Some(resolve));
    (promise, settle)
}
