//! Keeps the state of a notebook now and then, to come back to.

use std::cell::RefCell;

use wasm_bindgen_futures::spawn_local;

use crate::app::state::State;
use crate::browser::clock;
use crate::browser::storage::states::{EarlierState, LIMIT};
use crate::domain::formats::web_annotation::write_notebook;
use crate::domain::id::Id;
use crate::ui::services::Services;

/// After so many edits a state is worth keeping.
const MANY: u64 = 25;

thread_local! {
    /// The notebook of which one was kept last, and how many edits it had.
    static LAST: RefCell<Option<(Id, u64)>> = const { RefCell::new(None) };
}

/// When a notebook was opened, and after every many edits.
pub(crate) fn keep_state(services: &Services, state: &State) {
    let (id, edits) = (state.notebook.id().clone(), state.notebook.edits());
    let due = LAST.with_borrow(|last| {
        last.as_ref().is_none_or(|(of, at)| *of != id || edits >= at.saturating_add(MANY))
    });
    // A transaction that is begun then may keep the next page waiting (WebKit).
    if !due || services.is_leaving() {
        return;
    }
    LAST.set(Some((id.clone(), edits)));
    let file = write_notebook(&state.notebook, std::slice::from_ref(&state.article));
    if file.len() > LIMIT {
        return;
    }
    let claims = u32::try_from(state.outline.claims.len()).unwrap_or(u32::MAX);
    let services = services.clone();
    spawn_local(async move {
        let state = EarlierState { when: clock::now(), claims, edits, file };
        // Without it, there is one earlier state less.
        let _ = services.vault().keep_state(&id, &state).await;
    });
}
