//! Sends every commit to storage as soon as it is made, once.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::app::state::{Keeping, SaveState};
use crate::browser::storage::preferences;
use crate::ui::hooks::use_window_event;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::work;

/// How long after a failure keeping is tried again, in milliseconds.
const RETRY: u32 = 10_000;

/// Keeps what is outgoing. After a failure everything that is still outgoing is
/// tried again every ten seconds.
#[hook]
pub(crate) fn use_keeping() {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let sent = use_mut_ref(|| 0_u64);
    use_effect_with(state.last_commit, {
        let (state, act, services) = (state.clone(), act.clone(), services.clone());
        move |_| {
            let sent = sent.replace(state.last_commit);
            work::keep(&services, &act, &state.writer, state.outgoing.clone(), sent);
        }
    });
    // What only stands in for a notebook does not become the one to begin with.
    let stands_in = state.untouched || matches!(state.keeping, Keeping::Memory | Keeping::Unread);
    let kept = (!stands_in).then(|| state.notebook.id().clone());
    use_effect_with(kept, |kept| {
        if let Some(id) = kept {
            preferences::set("notebook", id.as_str());
        }
    });
    use_effect_with((), {
        let services = services.clone();
        move |()| {
            let listener = web_sys::window().map(|window| {
                // Before the fields hear of it, and keep what is typed in them.
                let first = EventListenerOptions::run_in_capture_phase();
                let leave = move |_: &web_sys::Event| services.set_leaving(true);
                EventListener::new_with_options(&window, "pagehide", first, leave)
            });
            move || drop(listener)
        }
    });
    use_window_event("pageshow", {
        let (act, services) = (act.clone(), services.clone());
        move |_| {
            services.set_leaving(false);
            let state = act.state();
            work::keep(&services, &act, &state.writer, state.outgoing.clone(), 0);
        }
    });
    let failed = matches!(state.keeping, Keeping::Failed(_));
    use_effect_with(failed, move |failed| {
        let again = failed.then(|| {
            Interval::new(RETRY, move || {
                let state = act.state();
                if matches!(state.save_state(), SaveState::Error(_)) {
                    work::keep(&services, &act, &state.writer, state.outgoing.clone(), 0);
                }
            })
        });
        move || drop(again)
    });
}
