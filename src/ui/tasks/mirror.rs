//! Notes outside the database what is in it, with a copy of the open notebook.

use super::keep_state::keep_state;
use crate::app::state::State;
use crate::browser::storage::witness;
use crate::domain::formats::web_annotation::write_notebook;
use crate::domain::id::Id;
use crate::ui::services::Services;

/// No version of a record is shorter than this in a file, in bytes.
const SHORTEST: usize = 100;

/// Notes a notebook of which everything is stored.
pub(crate) fn note(state: &State) {
    let notebook = &state.notebook;
    if !is_lost(state, notebook.id()) {
        witness::count(notebook.id(), notebook.title(), notebook.edits());
    }
}

/// Copies such a notebook.
pub(crate) fn mirror(services: &Services, state: &State) {
    let notebook = &state.notebook;
    if is_lost(state, notebook.id()) {
        return;
    }
    keep_state(services, state);
    let least = notebook.versions().count() * SHORTEST + state.article.len();
    let of_lost = witness::mirrored().is_some_and(|id| is_lost(state, &id));
    if least > witness::MIRROR_LIMIT || of_lost {
        return;
    }
    let file = write_notebook(notebook, std::slice::from_ref(&state.article));
    // Where there is no room for it, the notes alone still tell of a loss.
    let _ = witness::set_mirror(notebook.id(), &file);
}

/// The copy of what is lost stays until the person has decided about it.
fn is_lost(state: &State, id: &Id) -> bool {
    state.lost.iter().any(|lost| lost.id == *id)
}
