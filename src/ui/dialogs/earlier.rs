//! The last few states of the open notebook.

use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::CloseProps;
use crate::app::action::Action;
use crate::app::words::{page, safety};
use crate::browser::clock;
use crate::browser::dom::page::language;
use crate::browser::storage::states::EarlierState;
use crate::domain::formats::web_annotation::read_notebook;
use crate::ui::controls::Dialog;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};

/// When each was kept, how many claims it had, and the way back to it.
#[component]
pub(super) fn EarlierStates(props: &CloseProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let states = use_state(|| None::<Vec<EarlierState>>);
    let unreadable = use_state(|| false);
    use_effect_with(state.notebook.id().clone(), {
        let states = states.setter();
        move |id| {
            let id = id.clone();
            spawn_local(async move {
                states.set(Some(services.vault().states(&id).await.unwrap_or_default()));
            });
        }
    });
    let row = |earlier: &EarlierState| {
        let when = clock::display_time(&earlier.when, &language());
        let name = safety::state(&when, earlier.claims);
        let bring_back = {
            let (act, file, unreadable) = (act.clone(), earlier.file.clone(), unreadable.clone());
            move |_| match read_notebook(&file) {
                Ok(contents) => {
                    act.send(Action::GoBack(Arc::new(contents.notebook), clock::now()));
                }
                Err(_) => unreadable.set(true),
            }
        };
        html! {
            <li class="row" key={earlier.edits.to_string()}>
                <span class="row__name">{ name.clone() }</span>
                <button type="button" class="button button--small" aria-label={page::on_notebook(safety::BRING_BACK, &name)} onclick={bring_back}>{ safety::BRING_BACK }</button>
            </li>
        }
    };
    html! {
        <Dialog title={safety::EARLIER} on_close={props.on_close.clone()}>
            <p class="field__help">{ safety::EARLIER_HELP }</p>
            if *unreadable { <p role="alert">{ safety::UNREADABLE }</p> }
            if let Some(states) = &*states {
                if states.is_empty() { <p class="empty">{ safety::NO_EARLIER }</p> }
                <ul class="rows">{ for states.iter().map(row) }</ul>
            }
        </Dialog>
    }
}
