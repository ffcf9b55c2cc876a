//! The page as a whole: its root element, title and address.

use wasm_bindgen::JsValue;
use web_sys::Element;

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// Sets an attribute of `<html>`, or removes it.
pub fn set_attribute(name: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    // Both fail only for names that are no names.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Names the browser's tab.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The value of `?name=` in the page's address.
#[must_use]
pub fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The part of the page's address after `#`, with it.
#[must_use]
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address of the page, without `#` and what follows it.
#[must_use]
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    href.as_deref().and_then(|href| href.split('#').next()).unwrap_or_default().to_owned()
}

/// Takes `#` and what follows it out of the address; nothing is loaded.
pub fn forget_hash() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Refused only by pages that change it a hundred times a minute.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address()));
    }
}

/// Asks for the stylesheet that the first minute does not need, where it is
/// another file. It is smaller than any part of the page, and so here before.
pub fn want_later_styles() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(link) = document.and_then(|it| it.get_element_by_id("later-styles")) {
        // Fails only for names that are no names.
        let _ = link.set_attribute("rel", "stylesheet");
    }
}

/// The language that the browser speaks, as a BCP 47 tag.
#[must_use]
pub fn language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

/// The event that asks every field to keep what is typed in it, now.
pub const KEEP_FIELDS: &str = "claimlight:keep";

/// The event that says that storage was found empty under the page and made anew.
pub const RENEWED: &str = "claimlight:renewed";

/// Sends an event without particulars to the window.
pub fn announce(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(name)) {
        // Fails only for an event that is being sent already.
        let _ = window.dispatch_event(&event);
    }
}

/// Asks the browser to print.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Refused where dialogs are.
        let _ = window.print();
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused only where the page is being left already.
        let _ = window.location().reload();
    }
}

/// Brings the first element that fits a selector into view, in whatever scrolls.
pub fn reveal(selector: &str) {
    if let Some(element) = super::focus::find(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
