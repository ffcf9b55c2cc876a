//! What other tabs wrote, and what happens to storage under this one.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::Keeping;
use crate::browser::dom::page;
use crate::browser::storage::{vault, web_storage};
use crate::browser::tabs::{ERASED, ERASING};
use crate::ui::parts;
use crate::ui::services::use_services;
use crate::ui::store::use_act;

/// Takes in what other tabs wrote, as they write it; stops writing where a
/// newer version of the page took over or a tab erases everything; writes all
/// again where storage was emptied.
#[hook]
pub(crate) fn use_tabs() {
    let (act, services) = (use_act(), use_services());
    use_effect_with((), move |()| {
        services.listen_to_vault({
            let (act, services) = (act.clone(), services.clone());
            move |notice| match notice {
                vault::Notice::Superseded => {
                    act.send(Action::Keeping(Keeping::Stopped));
                    act.send(Action::Tell(Notice::Stopped));
                }
                vault::Notice::Erased => act.send(Action::Keeping(Keeping::Erased)),
                vault::Notice::Blocked => {}
                vault::Notice::Closed | vault::Notice::Reopened { .. } => {
                    let (services, asked_by) = (services.clone(), act.clone());
                    parts::with(&act, &parts::KEPT, move |kept| {
                        (kept.renew)(&services, &asked_by, notice);
                    });
                }
            }
        });
        let heard = services.clone();
        services.listen_to_tabs(move |message| {
            if message == ERASING || message == ERASED {
                web_storage::leave();
                act.send(Action::Keeping(Keeping::Erased));
                if message == ERASED {
                    page::reload();
                }
                return;
            }
            let (act, services) = (act.clone(), heard.clone());
            spawn_local(async move {
                // Without the part, the other's work shows when this page is loaded again.
                let Ok(kept) = parts::KEPT.load().await else { return };
                (kept.hear)(&services, &act, &message);
            });
        });
    });
}
