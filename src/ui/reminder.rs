//! The quiet reminder to save a file.

use yew::prelude::*;

use super::store::{use_act, use_snapshot};
use super::tasks::{desk, remind};
use crate::app::words::{page, safety};

/// What has changed, and the way to save it.
#[component]
pub(super) fn Reminder() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let export = {
        let act = act.clone();
        move |_| desk::export_notebook(&act)
    };
    let hush = {
        let (act, id) = (act.clone(), state.notebook.id().clone());
        move |_| remind::hush(&act, &id)
    };
    html! {
        <div class="reminder" role="note" aria-label={safety::REMINDER}>
            <p>{ safety::reminder(state.unexported) }</p>
            <button type="button" class="button button--small" onclick={export}>{ page::EXPORT }</button>
            <button type="button" class="button button--small button--quiet" onclick={hush}>{ safety::NOT_NOW }</button>
        </div>
    }
}
