//! The focus, where what had it went away.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::browser::dom::focus;
use crate::ui::hooks::use_document_event;

/// Where the focus goes, the nearest first: the dialog, the open card, the article.
const PLACES: &[&str] = &["dialog[open] button", "[data-card] [aria-expanded=true]", "#article"];

/// After each drawing: if the element that had the focus is gone from the page,
/// the focus goes to the nearest place that is there, never to nothing.
#[hook]
pub(crate) fn use_focus_kept() {
    let last = use_mut_ref(|| None::<Element>);
    use_document_event("focusin", {
        let last = last.clone();
        move |event| *last.borrow_mut() = event.target().and_then(|it| it.dyn_into().ok())
    });
    use_effect(move || {
        let gone = last.borrow().as_ref().is_some_and(|element| !element.is_connected());
        if gone && focus::is_lost() {
            let place = PLACES.iter().find_map(|place| focus::find(place));
            *last.borrow_mut() = None;
            focus::focus(place);
        }
    });
}
