//! Takes in what another tab wrote.

use super::open_notebook::{open_begun_elsewhere, open_kept};
use crate::app::action::Action;
use crate::browser::dom::page;
use crate::browser::tabs::{self, Heard};
use crate::ui::services::Services;
use crate::ui::store::Act;

/// Reads the message and takes it in.
pub(super) fn hear(services: &Services, act: &Act, message: &str) {
    if let Some(heard) = tabs::read(message) {
        take_in(services, act, heard);
    }
}

/// Takes in what was stored elsewhere, also into a notebook that is being read.
pub(super) fn take_in(services: &Services, act: &Act, heard: Heard) {
    let state = act.state();
    services.note(&heard);
    let (notebook, records) = heard;
    if notebook == *state.notebook.id() {
        // What is being typed here was typed without knowing of that.
        page::announce(page::KEEP_FIELDS);
        if state.lacks_version(&records) && !services.is_reading() {
            // The other tab took a version of the article whose text is not here yet.
            open_kept(services, act, notebook.clone());
        }
    } else if state.begun_elsewhere(&notebook, &records) && !services.is_reading() {
        open_begun_elsewhere(services, act, notebook.clone());
    }
    act.send(Action::TakeIn(notebook, records));
}
