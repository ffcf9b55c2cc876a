//! Files dropped anywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

use crate::ui::hooks::use_document_event;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::desk;

/// Opens a dropped file; tells whether one is being dragged over the page.
#[hook]
pub(crate) fn use_drop() -> bool {
    let (state, act) = (use_snapshot(), use_act());
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
            return;
        }
        event.prevent_default();
        set.set(false);
        let files = event.dyn_ref::<DragEvent>().and_then(|e| e.data_transfer()?.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            desk::open_file(&act, &state, file);
        }
    });
    *over
}

fn has_files(event: &web_sys::Event) -> bool {
    let types =
        event.dyn_ref::<DragEvent>().and_then(|e| e.data_transfer()).map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}
