//! What is stored and cannot be read.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::CloseProps;
use crate::app::words::broken as words;
use crate::browser::storage::survey::Broken;
use crate::ui::controls::Dialog;
use crate::ui::services::use_services;
use crate::ui::store::use_act;
use crate::ui::tasks::save_raw::save_raw;

/// What can be told of each, and a way to save them all.
#[component]
pub(super) fn BrokenRecords(props: &CloseProps) -> Html {
    let (act, services) = (use_act(), use_services());
    let found = use_state(|| None::<Result<Vec<Broken>, ()>>);
    use_effect_with((), {
        let (found, services) = (found.setter(), services.clone());
        move |()| {
            spawn_local(async move {
                found.set(Some(services.vault().broken().await.map_err(drop)));
            });
        }
    });
    let list = match &*found {
        None => html! { <p role="status">{ words::LOOKING }</p> },
        Some(Err(())) => html! { <p role="alert">{ words::FAILED }</p> },
        Some(Ok(found)) if found.is_empty() => html! { <p class="empty">{ words::NONE }</p> },
        Some(Ok(found)) => html! {
            <>
                <p>{ words::HELP }</p>
                <ul class="rows">{ for found.iter().map(row) }</ul>
            </>
        },
    };
    let save = move |_| save_raw(&services, &act);
    html! {
        <Dialog title={words::TITLE} on_close={props.on_close.clone()} wide=true>
            { list }
            <button type="button" class="button button--primary" onclick={save}>{ words::SAVE_RAW }</button>
        </Dialog>
    }
}

fn row(broken: &Broken) -> Html {
    html! {
        <li class="broken" key={broken.key.clone()}>
            <p><strong>{ words::what(broken.what) }</strong>{ ": " }{ words::why(broken.why) }{ "." }</p>
            <p class="broken__raw" dir="ltr"><bdi>{ broken.key.clone() }</bdi></p>
            if broken.excerpt.is_empty() {
                <p class="broken__raw">{ words::NO_TEXT }</p>
            } else {
                <p class="broken__raw" dir="ltr"><bdi>{ broken.excerpt.clone() }</bdi></p>
            }
        </li>
    }
}
