//! The quiet reminder to save a file.

use yew::prelude::*;

use super::parts::{self, Part, use_part};
use super::store::{use_act, use_snapshot};
use super::tasks::{desk, remind};
use crate::app::words::{page, safety};

/// Loaded when there is something to be reminded of.
#[component]
pub(super) fn Reminder() -> Html {
    match use_part(&parts::REMINDER) {
        Part::Here(reminder) => reminder(),
        Part::Coming | Part::Missing => Html::default(),
    }
}

/// What has changed, and the way to save it.
pub(super) fn reminder() -> Html {
    html! { <Note /> }
}

#[component]
fn Note() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let export = {
        let (act, state) = (act.clone(), state.clone());
        move |_| desk::export_notebook(&act, &state)
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
