//! A file that is an exercise: the way to begin it.

use std::sync::Arc;

use yew::prelude::*;

use crate::app::exercise::begun::begun_in;
use crate::app::incoming::Import;
use crate::app::words::exercise as words;
use crate::domain::formats::exercise::{Papers, read_papers};
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::exercise as tasks;

#[derive(Properties, PartialEq)]
pub(super) struct StartProps {
    pub(super) import: Arc<Import>,
}

/// Where the file was returned, what is in it; nothing where it is somebody's work,
/// or a key.
#[component]
pub(super) fn Start(props: &StartProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let papers = use_memo(props.import.clone(), |import| read_papers(&import.notebook).0);
    if papers.marks.is_some() {
        return html! { <p class="exercise__start">{ words::RETURNED }</p> };
    }
    let Papers { exercise: Some(exercise), submission: None, key: None, marks: None } = &*papers
    else {
        return Html::default();
    };
    if !props.import.articles.iter().any(|article| *article.id() == exercise.article) {
        return Html::default();
    }
    let begun = begun_in(&state, &exercise.id);
    let start = {
        let (act, import, exercise) = (act.clone(), props.import.clone(), exercise.clone());
        move |_| tasks::begin(&act, &import, &exercise)
    };
    let Some(begun) = begun else {
        return html! {
            <div class="exercise__start">
                <p>{ words::START_HELP }</p>
                <button type="button" class="button button--primary" onclick={start}>{ words::START }</button>
            </div>
        };
    };
    let go_on = move |_| tasks::go_on(&services, &act, &begun);
    html! {
        <div class="exercise__start">
            <p>{ words::GO_ON_HELP }</p>
            <div class="dialog__foot">
                <button type="button" class="button button--primary" onclick={go_on}>{ words::GO_ON }</button>
                <button type="button" class="button" onclick={start}>{ words::START_AGAIN }</button>
            </div>
        </div>
    }
}
