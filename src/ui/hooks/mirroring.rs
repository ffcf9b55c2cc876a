//! Has the open notebook copied to where a damage of the database does not reach.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::state::SaveState;
use crate::ui::hooks::use_window_event;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::work;

/// How long after the last change, in milliseconds: writing a large copy holds
/// up the page for some frames.
const REST: u32 = 1_000;

/// Notes it as soon as all of it is stored, and copies it once nothing has
/// changed for a moment, or when the page goes away.
#[hook]
pub(crate) fn use_mirroring() {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let stored = !state.untouched && state.save_state() == SaveState::Saved;
    let due = use_mut_ref(|| false);
    use_window_event("pagehide", {
        let (due, state, act, services) =
            (due.clone(), state.clone(), act.clone(), services.clone());
        move |_| {
            if due.take() {
                work::mirror(&services, &act, &state);
            }
        }
    });
    let notebook = Arc::as_ptr(&state.notebook) as usize;
    let seen = (stored, notebook, state.lost.len());
    use_effect_with(seen, move |_| {
        due.replace(stored);
        let copy = stored.then(|| {
            work::note(&act, &state);
            Timeout::new(REST, move || {
                due.replace(false);
                work::mirror(&services, &act, &state);
            })
        });
        move || drop(copy)
    });
}
