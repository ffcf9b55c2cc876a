//! What has to be done when storage was closed or emptied under the page.

use wasm_bindgen_futures::spawn_local;

use super::prefer::prefer;
use crate::app::action::Action;
use crate::app::loss::{How, Lost};
use crate::browser::dom::page;
use crate::browser::storage::{preferences, vault, writer};
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// Opens it again; where it is empty then, everything that is open is stored
/// again, what is small is set again, and the other notebooks are missed.
pub(crate) fn renew(services: &Services, act: &Act, notice: vault::Notice) {
    match notice {
        // Not only with the next change: what is open may be all that is left.
        vault::Notice::Closed => {
            let services = services.clone();
            spawn_local(async move { drop(services.vault().reopen().await) });
        }
        vault::Notice::Reopened { emptied: true } => {
            store_all(act, &act.state());
            page::announce(page::RENEWED);
        }
        _ => {}
    }
}

fn store_all(act: &Act, state: &Snapshot) {
    act.send(Action::StoreAll);
    prefer(act, state.preferences);
    preferences::set("author", state.author.as_str());
    preferences::set("author-name", &state.author_name);
    writer::note(&state.writer);
    if !state.untouched {
        preferences::set("notebook", state.notebook.id().as_str());
    }
    let others = state.catalogue.iter().filter(|listed| listed.id != *state.notebook.id());
    let lost = others.map(|listed| Lost {
        id: listed.id.clone(),
        title: listed.title.clone(),
        how: How::Gone,
        mirrored: false,
    });
    act.send(Action::Lose(lost.collect()));
}
