//! Annotations, and files, pasted anywhere but into a field.

use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;
use yew::prelude::*;

use crate::browser::dom::focus;
use crate::ui::hooks::use_document_event;
use crate::ui::store::use_act;
use crate::ui::tasks::desk;

/// Shows what they would do. Other words have no place to go to, and stay where they are.
#[hook]
pub(crate) fn use_paste() {
    let act = use_act();
    use_document_event("paste", move |event| {
        let data = event.dyn_ref::<ClipboardEvent>().and_then(|event| event.clipboard_data());
        let Some(data) = data else { return };
        if event.default_prevented() || focus::is_typing() || act.state().view.panel.is_some() {
            return;
        }
        if let Some(files) = data.files().filter(|files| files.length() > 0) {
            event.prevent_default();
            desk::open_files(&act, &files);
            return;
        }
        let text = data.get_data("text/plain").unwrap_or_default();
        if text.trim_start().starts_with(['{', '[']) {
            event.prevent_default();
            desk::open_pasted(&act, text);
        }
    });
}
