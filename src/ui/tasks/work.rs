//! Changing a notebook and keeping it: the tasks of the part `work`.

use std::sync::Arc;

use super::{keep, mirror};
use crate::app::action::Action;
use crate::app::reduce;
use crate::app::state::{Commit, State};
use crate::domain::version::Writer;
use crate::ui::parts;
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// The tasks.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    /// What becomes of the state.
    pub(crate) reduce: fn(&State, Action) -> State,
    /// Keeps one commit.
    keep: fn(&Services, &Act, &Writer, Arc<Commit>),
    /// Notes outside the database what is in it.
    note: fn(&State),
    /// Copies it there.
    mirror: fn(&Services, &State),
}

impl Work {
    pub(crate) fn new() -> Self {
        Self {
            reduce: reduce::reduce,
            keep: keep::keep,
            note: mirror::note,
            mirror: mirror::mirror,
        }
    }
}

/// Keeps these commits. Whoever made one has loaded the part already, so they
/// are in the journal before the next event.
pub(crate) fn keep(services: &Services, act: &Act, writer: &Writer, commits: Vec<Arc<Commit>>) {
    if commits.is_empty() {
        return;
    }
    let (services, asked_by, writer) = (services.clone(), act.clone(), writer.clone());
    parts::with(act, &parts::WORK, move |work| {
        for commit in commits {
            (work.keep)(&services, &asked_by, &writer, commit);
        }
    });
}

/// Notes how much of the notebook is stored.
pub(crate) fn note(act: &Act, state: &Snapshot) {
    let state = state.clone();
    parts::with(act, &parts::WORK, move |work| (work.note)(&state));
}

/// Copies the notebook to where a damage of the database does not reach.
pub(crate) fn mirror(services: &Services, act: &Act, state: &Snapshot) {
    let (services, state) = (services.clone(), state.clone());
    parts::with(act, &parts::WORK, move |work| (work.mirror)(&services, &state));
}
