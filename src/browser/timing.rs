//! How long things take, for the browser's own tools and the tests, and the
//! moment after the page was painted.

use gloo::timers::callback::Timeout;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Performance;

use crate::browser::promise::{pause, window};

#[wasm_bindgen]
extern "C" {
    /// `web-sys` has the options behind an unstable flag only.
    type UserTiming;
    #[wasm_bindgen(method, catch)]
    fn measure(this: &UserTiming, name: &str, options: &Object) -> Result<JsValue, JsValue>;
}

fn performance() -> Option<Performance> {
    window().ok()?.performance()
}

/// Milliseconds since the page began; never goes back.
#[must_use]
pub fn now_ms() -> f64 {
    performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// A stretch of work that keeps the page from answering.
pub struct Stretch(f64);

impl Stretch {
    /// After so many milliseconds the page should get its turn.
    const LONG: f64 = 50.0;

    /// Begins now.
    #[must_use]
    pub fn begin() -> Self {
        Self(now_ms())
    }

    /// Whether the page should get its turn.
    #[must_use]
    pub fn is_long(&self) -> bool {
        now_ms() - self.0 > Self::LONG
    }

    /// Gives the page its turn, and begins anew.
    pub async fn rest(&mut self) {
        pause(0).await;
        self.0 = now_ms();
    }
}

/// Marks this moment.
pub fn mark(name: &str) {
    if let Some(performance) = performance() {
        let _ = performance.mark(name);
    }
}

/// Measures from `start_ms`, which [`now_ms`] gave, until now.
pub fn measure(name: &str, start_ms: f64) {
    let options = Object::new();
    // Setting a field of a fresh object cannot fail.
    let _ = Reflect::set(&options, &"start".into(), &start_ms.into());
    if let Some(performance) = performance() {
        let _ = performance.unchecked_ref::<UserTiming>().measure(name, &options);
    }
}

/// Calls back once what has changed was painted; soon, where nothing is painted
/// (a tab in the background).
pub fn after_next_paint(callback: impl FnOnce() + 'static) {
    let window = window().ok();
    let visible = window.as_ref().and_then(|it| it.document()).is_some_and(|it| !it.hidden());
    match window.filter(|_| visible) {
        Some(window) => {
            // The frame's callbacks run before it is painted, a task begun in one after it.
            let frame = Closure::once_into_js(move || {
                Timeout::new(0, callback).forget();
            });
            let _ = window.request_animation_frame(frame.unchecked_ref());
        }
        None => {
            Timeout::new(0, callback).forget();
        }
    }
}

/// Calls back before the next frame is drawn; never where there are no frames.
pub fn next_frame(callback: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(callback);
    if let Some(window) = web_sys::window() {
        // Refused only if that is no function, and it is one.
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}
