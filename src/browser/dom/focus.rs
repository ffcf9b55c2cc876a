//! The keyboard focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Focuses an element without scrolling; does nothing if it is not there. What
/// should be seen is brought into view by itself, once it has its place.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Only an element that went away is refused.
        let _ = element.focus_with_options(&options);
    }
}

/// Whether nothing has the focus: what had it was taken from the page.
#[must_use]
pub fn is_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| match document.active_element() {
        None => true,
        Some(active) => document.body().is_some_and(|body| *body == active),
    })
}

/// Focuses the first element that a selector finds on the page.
pub fn focus_first(selector: &str) {
    focus(find(selector));
}

/// The first element that a selector finds on the page.
#[must_use]
pub fn find(selector: &str) -> Option<Element> {
    web_sys::window()?.document()?.query_selector(selector).ok().flatten()
}

/// Whether letters typed now go into a field.
#[must_use]
pub fn is_typing() -> bool {
    let active = web_sys::window().and_then(|w| w.document()).and_then(|d| d.active_element());
    active.is_some_and(|element| {
        element
            .matches("input:not([type=radio]):not([type=checkbox]), textarea, select")
            .unwrap_or(false)
    })
}
