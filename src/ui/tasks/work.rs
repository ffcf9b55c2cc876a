//! Changing a notebook and keeping it: the tasks of the part `work`.

use std::sync::Arc;

use super::{keep, upkeep};
use crate::app::action::Action;
use crate::app::reduce;
use crate::app::state::{Commit, Failure, State};
use crate::domain::version::Writer;
use crate::ui::parts;
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// The tasks.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    /// What becomes of the state.
    pub(crate) reduce: fn(&State, Action) -> State,
    /// Writes what was done just now into the journal.
    pub(crate) note: fn(&Services, &State),
    /// Writes down what a change that was only tried would leave to be stored.
    pub(crate) write_ahead: fn(&Services, &State),
    /// Keeps one commit.
    keep: fn(&Services, &Act, &Writer, Arc<Commit>),
    /// Looks after storage.
    upkeep: fn(&Services, &Act, &Snapshot, When),
    /// Shortens what the journal says of one.
    shorten: fn(&Writer, &Commit),
}

impl Work {
    pub(crate) fn new() -> Self {
        Self {
            reduce: reduce::reduce,
            note: keep::note,
            write_ahead: keep::write_ahead,
            keep: keep::keep,
            shorten: keep::shorten,
            upkeep: upkeep::upkeep,
        }
    }
}

/// Keeps those of these commits that come after number `sent`. Whoever made one
/// has loaded the part already, so they are in the journal before the next event;
/// what an earlier page left is in the journal, and may have to wait for the part.
pub(crate) fn keep(
    services: &Services,
    act: &Act,
    writer: &Writer,
    commits: Vec<Arc<Commit>>,
    sent: u64,
) {
    let Some(last) = commits.last().map(|commit| commit.number) else { return };
    let (services, asked_by, writer) = (services.clone(), act.clone(), writer.clone());
    let keep = move |work: Work| {
        for commit in commits {
            if commit.number > sent {
                (work.keep)(&services, &asked_by, &writer, commit);
            } else {
                (work.shorten)(&writer, &commit);
            }
        }
    };
    let without = act.clone();
    parts::with_or(act, &parts::WORK, keep, move || {
        // So that it is tried again.
        without.send(Action::NotKept(last, Failure::Other));
    });
}

/// When storage is looked after.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Everything was stored just now.
    Stored,
    /// Nothing has changed for a moment since.
    Resting,
    /// The page goes away.
    Leaving,
}

/// Looks after storage.
pub(crate) fn upkeep(services: &Services, act: &Act, state: &Snapshot, when: When) {
    let (services, asked_by, state) = (services.clone(), act.clone(), state.clone());
    parts::with(act, &parts::WORK, move |work| {
        (work.upkeep)(&services, &asked_by, &state, when);
    });
}
