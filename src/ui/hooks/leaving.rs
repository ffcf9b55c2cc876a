//! Leaving the page while something would be lost by it.

use gloo::events::{EventListener, EventListenerOptions};
use yew::prelude::*;

use crate::app::state::SaveState;
use crate::browser::storage::journal;
use crate::ui::services::use_services;
use crate::ui::store::use_snapshot;

/// Has the browser ask before the page goes away, only while there is a reason.
#[hook]
pub(crate) fn use_leaving() {
    let (state, services) = (use_snapshot(), use_services());
    let saving = state.save_state() == SaveState::Saving;
    use_effect_with((state.is_at_risk(), saving), |(at_risk, saving)| {
        let at_risk = *at_risk;
        let window = web_sys::window().filter(|_| at_risk || *saving);
        let listener = window.map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, move |event| {
                // What is in the journal, or goes there as the page is left, is safe.
                if at_risk || services.has_unwritten() || !journal::has_room() {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}
