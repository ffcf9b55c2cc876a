//! Has the open notebook copied to where a damage of the database does not reach.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::state::SaveState;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::work;

/// How long after the last change, in milliseconds: writing a large copy holds
/// up the page for some frames.
const REST: u32 = 1_000;

/// Copies it once all of it is stored and nothing has changed for a moment.
#[hook]
pub(crate) fn use_mirroring() {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let stored = !state.untouched && state.save_state() == SaveState::Saved;
    let notebook = Arc::as_ptr(&state.notebook) as usize;
    let seen = (stored, notebook, state.lost.len());
    use_effect_with(seen, move |_| {
        let copy =
            stored.then(|| Timeout::new(REST, move || work::mirror(&services, &act, &state)));
        move || drop(copy)
    });
}
