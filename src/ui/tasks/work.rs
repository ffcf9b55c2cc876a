//! Changing a notebook and keeping it: the tasks of the part `work`.

use std::sync::Arc;

use super::keep;
use crate::app::action::Action;
use crate::app::reduce;
use crate::app::state::{Commit, State};
use crate::domain::version::Writer;
use crate::ui::parts;
use crate::ui::services::Services;
use crate::ui::store::Act;

/// The tasks.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    /// What becomes of the state.
    pub(crate) reduce: fn(&State, Action) -> State,
    /// Keeps one commit.
    keep: fn(&Services, &Act, &Writer, Arc<Commit>),
    /// Shortens what the journal says of one.
    shorten: fn(&Writer, &Commit),
}

impl Work {
    pub(crate) fn new() -> Self {
        Self { reduce: reduce::reduce, keep: keep::keep, shorten: keep::shorten }
    }
}

/// Keeps those of these commits that come after number `sent`. Whoever made one
/// has loaded the part already, so they are in the journal before the next event.
pub(crate) fn keep(
    services: &Services,
    act: &Act,
    writer: &Writer,
    commits: Vec<Arc<Commit>>,
    sent: u64,
) {
    if commits.is_empty() {
        return;
    }
    let (services, asked_by, writer) = (services.clone(), act.clone(), writer.clone());
    parts::with(act, &parts::WORK, move |work| {
        for commit in commits {
            if commit.number > sent {
                (work.keep)(&services, &asked_by, &writer, commit);
            } else {
                (work.shorten)(&writer, &commit);
            }
        }
    });
}
