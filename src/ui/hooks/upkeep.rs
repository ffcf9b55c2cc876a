//! Has storage looked after while nobody waits for it.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::state::SaveState;
use crate::ui::hooks::use_window_event;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::work::{self, When};

/// How long after the last change, in milliseconds: copying a large notebook
/// holds up the page for some frames.
const REST: u32 = 1_000;

/// As soon as everything is stored, once nothing has changed for a moment, and
/// when the page goes away before that.
#[hook]
pub(crate) fn use_upkeep() {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let stored = !state.untouched && state.save_state() == SaveState::Saved;
    let seen = (stored, Arc::as_ptr(&state.notebook) as usize, state.lost.len());
    let due = use_mut_ref(|| false);
    let upkeep = move |when| work::upkeep(&services, &act, &state, when);
    use_window_event("pagehide", {
        let (due, upkeep) = (due.clone(), upkeep.clone());
        move |_| {
            if due.take() {
                upkeep(When::Leaving);
            }
        }
    });
    use_effect_with(seen, move |(stored, _, lost)| {
        due.replace(*stored);
        if *stored {
            upkeep(When::Stored);
        }
        let wanted = *stored || *lost > 0;
        let resting = wanted.then(|| {
            Timeout::new(REST, move || {
                due.replace(false);
                upkeep(When::Resting);
            })
        });
        move || drop(resting)
    });
}
