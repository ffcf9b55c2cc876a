//! Leaving the page while something would be lost by it.

use gloo::events::{EventListener, EventListenerOptions};
use yew::prelude::*;

use crate::ui::store::use_snapshot;

/// Has the browser ask before the page goes away, only while there is a reason.
#[hook]
pub(crate) fn use_leaving() {
    let state = use_snapshot();
    use_effect_with(state.is_at_risk(), |at_risk| {
        let window = web_sys::window().filter(|_| *at_risk);
        let listener = window.map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || drop(listener)
    });
}
