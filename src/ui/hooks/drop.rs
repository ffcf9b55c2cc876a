//! Files dropped anywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

use crate::ui::hooks::use_document_event;
use crate::ui::store::use_act;
use crate::ui::tasks::desk;

/// Opens dropped files; tells whether one is being dragged over the page.
#[hook]
pub(crate) fn use_drop() -> bool {
    let act = use_act();
    let over = use_state(|| false);
    let set = over.setter();
    use_document_event("dragover", {
        let (set, shown) = (set.clone(), *over);
        move |event| {
            if has_files(event) {
                event.prevent_default();
                if !shown {
                    set.set(true);
                }
            } else if !is_over_field(event) {
                // Else the browser would leave the page for a link dropped on it.
                event.prevent_default();
                let data = event.dyn_ref::<DragEvent>().and_then(|e| e.data_transfer());
                if let Some(data) = data {
                    data.set_drop_effect("none");
                }
            }
        }
    });
    use_document_event("dragleave", {
        let set = set.clone();
        move |event| {
            // Leaving the window, not just passing from one element to the next.
            let left = event.dyn_ref::<DragEvent>().is_some_and(|e| e.related_target().is_none());
            if left {
                set.set(false);
            }
        }
    });
    use_document_event("drop", move |event| {
        if !has_files(event) {
            if !is_over_field(event) {
                event.prevent_default();
            }
            return;
        }
        event.prevent_default();
        set.set(false);
        let files = event.dyn_ref::<DragEvent>().and_then(|e| e.data_transfer()?.files());
        if let Some(files) = files {
            desk::open_files(&act, &files);
        }
    });
    *over
}

/// Text is dropped into fields, and nowhere else.
fn is_over_field(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}

fn has_files(event: &web_sys::Event) -> bool {
    let types =
        event.dyn_ref::<DragEvent>().and_then(|e| e.data_transfer()).map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}
