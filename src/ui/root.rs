//! Opens what was kept, then hands over to the workspace.

use yew::prelude::*;

use super::parts::PartMissing;
use super::services::Services;
use super::tasks::start;
use super::workspace::Workspace;
use crate::app::state::State;
use crate::app::words::page;

/// The whole page.
#[component]
pub(super) fn Root() -> Html {
    let started = use_state(|| None::<Result<(State, Services), PartMissing>>);
    use_effect_with((), {
        let started = started.clone();
        move |()| {
            wasm_bindgen_futures::spawn_local(
                async move { started.set(Some(start::start().await)) },
            );
        }
    });
    match &*started {
        None => html! { <p class="loading" role="status">{ page::LOADING }</p> },
        Some(Ok((state, services))) => {
            html! { <Workspace initial={state.clone()} services={services.clone()} /> }
        }
        Some(Err(PartMissing)) => html! {
            <div class="loading" role="alert">
                <p>{ page::PART_MISSING }</p>
                <button type="button" class="button" onclick={|_| crate::browser::dom::page::reload()}>{ page::RELOAD }</button>
            </div>
        },
    }
}
