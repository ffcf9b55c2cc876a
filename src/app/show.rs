//! What becomes of the state when only what is on show changes, or storage
//! answers. Changes of the notebook are [`reduce`](super::reduce)'s.

use std::sync::Arc;

use super::action::{Action, Look};
use super::state::{Keeping, Panel, State, Tab};
use crate::domain::id::Id;

impl Action {
    /// Whether [`show`] is all that it takes.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        matches!(
            self,
            Self::Kept(_)
                | Self::NotKept(..)
                | Self::Keeping(_)
                | Self::Underway(_)
                | Self::Look(_)
                | Self::Prefer(_)
                | Self::Offer(..)
                | Self::Filed(_)
                | Self::Tell(_)
        )
    }
}

/// The state after such an action; after any other, the state as it was.
#[must_use]
pub fn show(state: &State, action: Action) -> State {
    let mut next = state.clone();
    match action {
        Action::Kept(number) => {
            next.outgoing.retain(|commit| commit.number != number);
            if next.outgoing.is_empty() && matches!(next.keeping, Keeping::Failed(_)) {
                next.keeping = Keeping::Stored;
            }
        }
        Action::NotKept(_, why) => {
            if matches!(next.keeping, Keeping::Stored | Keeping::Failed(_)) {
                next.keeping = Keeping::Failed(why);
            }
        }
        Action::Underway(true) => next.underway += 1,
        Action::Underway(false) => next.underway = next.underway.saturating_sub(1),
        Action::Keeping(keeping) => next.keeping = keeping,
        Action::Look(look) => look_at(&mut next, look),
        Action::Prefer(preferences) => next.preferences = preferences,
        // Of one that was open before it is of no interest any more.
        Action::Offer(notebook, offer) if notebook == *state.notebook.id() => next.offer = offer,
        Action::Filed(filed) => next.unfiled.retain(|id| *id != filed),
        Action::Tell(notice) => next.notice = Some(Arc::new(notice)),
        _ => {}
    }
    next
}

fn look_at(state: &mut State, look: Look) {
    match look {
        Look::Select(selection) => {
            if let Some(selection) = selection {
                state.view.caret = selection.focus;
            }
            state.view.selection = selection;
            state.view.choosing.clear();
        }
        Look::Activate(id) => activate(state, id),
        Look::Choose(ids) => state.view.choosing = ids,
        Look::Adjust(id, span) => {
            state.view.selection = None;
            state.view.adjusting = Some((id, span));
        }
        Look::StopAdjusting => state.view.adjusting = None,
        Look::Show(panel) => state.view.panel = panel,
        Look::Read(incoming) => {
            if matches!(&state.view.panel, Some(Panel::Incoming(shown)) if shown.lot == incoming.lot)
            {
                state.view.panel = Some(Panel::Incoming(incoming));
            }
        }
        Look::Turn(tab) => state.view.tab = tab,
        Look::Window(window) => state.view.window = window,
        Look::Dismiss => state.notice = None,
    }
}

pub(super) fn activate(state: &mut State, id: Option<Id>) {
    if let Some(id) = &id {
        state.view.tab = match state.notebook.source(id) {
            Some(_) => Tab::Sources,
            None => Tab::Claims,
        };
    }
    if state.view.adjusting.as_ref().is_some_and(|(adjusted, _)| Some(adjusted) != id.as_ref()) {
        state.view.adjusting = None;
    }
    state.view.active = id;
    state.view.linking = false;
    state.view.choosing.clear();
}
