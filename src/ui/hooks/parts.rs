//! Loading what comes later as soon as it may be wanted.

use yew::prelude::*;

use crate::ui::hooks::use_document_event;
use crate::ui::parts;

/// At the person's first touch, click or key.
#[hook]
pub(crate) fn use_parts() {
    let asked = use_mut_ref(|| false);
    let ask = move || {
        if !asked.replace(true) {
            parts::load_all();
        }
    };
    use_document_event("keydown", {
        let ask = ask.clone();
        move |_| ask()
    });
    use_document_event("pointerdown", move |_| ask());
}
