//! What other tabs wrote, and what happens to storage under this one.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::action::Action;
use crate::app::loss::{How, Lost};
use crate::app::notice::Notice;
use crate::app::state::{Keeping, State};
use crate::browser::storage::{preferences, vault, writer};
use crate::ui::hooks::use_latest;
use crate::ui::parts;
use crate::ui::services::use_services;
use crate::ui::store::{Act, use_act, use_snapshot};
use crate::ui::tasks::prefer::prefer;

/// Takes in what other tabs wrote, as they write it; stops writing where a
/// newer version of the page took over; writes all again where storage was
/// emptied.
#[hook]
pub(crate) fn use_tabs() {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let latest = use_latest(state);
    use_effect_with((), move |()| {
        services.listen_to_vault({
            let (act, services, latest) = (act.clone(), services.clone(), latest.clone());
            move |notice| match notice {
                vault::Notice::Superseded => {
                    act.send(Action::Keeping(Keeping::Stopped));
                    act.send(Action::Tell(Notice::Stopped));
                }
                vault::Notice::Reopened { emptied: true } => {
                    act.send(Action::StoreAll);
                    if let Some(state) = &*latest.borrow() {
                        renew(&act, state);
                    }
                }
                // Not only with the next change: what is open may be all that is left.
                vault::Notice::Closed => {
                    let services = services.clone();
                    spawn_local(async move { drop(services.vault().reopen().await) });
                }
                vault::Notice::Blocked | vault::Notice::Reopened { .. } => {}
            }
        });
        let heard = services.clone();
        services.join_tabs(move |message| {
            let (act, services, latest) = (act.clone(), heard.clone(), latest.clone());
            spawn_local(async move {
                // Without the part, the other's work shows when this page is loaded again.
                let Ok(kept) = parts::KEPT.load().await else { return };
                let Some((notebook, records)) = (kept.hear)(&message) else { return };
                let Some(state) = latest.borrow().clone() else { return };
                if state.begun_elsewhere(&notebook, &records) {
                    (kept.open)(&services, &act, &state, notebook.clone());
                }
                act.send(Action::TakeIn(notebook, records));
            });
        });
        move || services.leave_tabs()
    });
}

/// Storage was emptied under the page: what is small is set again, and the
/// notebooks that are not open are missed.
fn renew(act: &Act, state: &State) {
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
