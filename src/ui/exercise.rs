//! The open exercise: its place above the article, and reading it.

use std::sync::Arc;

use yew::prelude::*;

use super::parts::{self, Part, use_part};
use super::store::{use_act, use_snapshot};
use crate::app::action::Action;
use crate::app::words::page;

/// The exercise's region, loaded where there is one.
#[component]
pub(super) fn OpenExercise() -> Html {
    if use_snapshot().offer.is_some() {
        html! { <Loaded /> }
    } else {
        Html::default()
    }
}

#[component]
fn Loaded() -> Html {
    match use_part(&parts::LESSON) {
        Part::Here(lesson) => (lesson.region)(),
        Part::Coming => Html::default(),
        Part::Missing => html! { <p role="alert">{ page::PART_MISSING }</p> },
    }
}

/// Has what the open notebook carries read, whenever its own record changed.
/// What it carries is not looked at here: only whether there is anything.
#[hook]
pub(super) fn use_exercise() {
    let (state, act) = (use_snapshot(), use_act());
    let own = state.notebook.record(state.notebook.id()).cloned();
    // By its place: comparing what it says would load with the page.
    use_effect_with(own.as_ref().map(|own| Arc::as_ptr(own) as usize), move |_| {
        let content = own.as_ref().and_then(|record| record.content.as_ref());
        if content.is_some_and(|content| !content.extra.is_empty()) {
            let asked_by = act.clone();
            parts::with(&act, &parts::LESSON, move |part| (part.look)(&asked_by, &state));
        } else if state.offer.is_some() {
            act.send(Action::Offer(state.notebook.id().clone(), None));
        }
    });
}
