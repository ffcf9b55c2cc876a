//! The keyboard focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Focuses an element; does nothing if it is not there.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Only an element that went away is refused.
        let _ = element.focus();
    }
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
