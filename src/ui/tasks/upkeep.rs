//! Looks after storage: notes of what is in it, a copy of the open notebook,
//! states to come back to, and, once a page, a look over all of it.

use std::cell::Cell;

use super::mirror::{mirror, note};
use super::work::When;
use crate::app::state::SaveState;
use crate::ui::parts;
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

thread_local! {
    static LOOKED_OVER: Cell<bool> = const { Cell::new(false) };
}

/// Does what there is to do at this moment.
pub(crate) fn upkeep(services: &Services, act: &Act, state: &Snapshot, when: When) {
    let stored = !state.untouched && state.save_state() == SaveState::Saved;
    match when {
        When::Stored => note(state),
        When::Resting | When::Leaving if stored => mirror(services, state),
        When::Resting | When::Leaving => {}
    }
    if when == When::Resting && !LOOKED_OVER.replace(true) {
        let (services, asked_by, state) = (services.clone(), act.clone(), state.clone());
        parts::with(act, &parts::KEPT, move |kept| {
            (kept.look_over)(&services, &asked_by, &state);
        });
    }
}
