//! What is said, above the article, of what is stored: work that is missing,
//! records that cannot be read, a notebook in the bin, changes that are in no file yet.

use yew::prelude::*;

use super::loss::MissingWork;
use super::parts::{self, Part, use_part};
use super::reminder::Reminder;
use super::store::{use_act, use_snapshot};
use crate::app::action::Look;
use crate::app::state::Panel;
use crate::app::words::{broken, page};
use crate::domain::command::Command;

/// The notes, loaded when there is one.
#[component]
pub(super) fn Notes() -> Html {
    let state = use_snapshot();
    let bare = state.lost.is_empty() && state.broken == 0 && state.unexported == 0;
    if bare && !state.is_binned() {
        Html::default()
    } else {
        html! { <Loaded /> }
    }
}

#[component]
fn Loaded() -> Html {
    match use_part(&parts::NOTES) {
        Part::Here(notes) => notes(),
        Part::Coming => Html::default(),
        Part::Missing => html! { <p class="loss" role="alert">{ page::PART_MISSING }</p> },
    }
}

/// All that there are.
pub(super) fn notes() -> Html {
    html! { <All /> }
}

#[component]
fn All() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let show = {
        let act = act.clone();
        move |_| act.look(Look::Show(Some(Panel::Broken)))
    };
    let restore = move |_| act.command(Command::Restore(act.state().notebook.id().clone()));
    html! {
        <>
            if !state.lost.is_empty() { <MissingWork /> }
            if state.broken > 0 {
                <div class="reminder" role="alert">
                    <p>{ broken::line(state.broken) }</p>
                    <button type="button" class="button button--small" onclick={show}>{ broken::SHOW }</button>
                </div>
            }
            if state.is_binned() {
                <div class="reminder" role="alert">
                    <p>{ page::IN_BIN }</p>
                    <button type="button" class="button button--small" onclick={restore}>{ page::RESTORE_NOTEBOOK }</button>
                </div>
            }
            if state.unexported > 0 { <Reminder /> }
        </>
    }
}
