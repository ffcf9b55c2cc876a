//! A file that is an exercise: the way to begin it.

use std::sync::Arc;

use yew::prelude::*;

use crate::app::incoming::Import;
use crate::app::words::exercise as words;
use crate::domain::formats::exercise::{Papers, read_papers};
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::exercise as tasks;

#[derive(Properties, PartialEq)]
pub(super) struct StartProps {
    pub(super) import: Arc<Import>,
}

/// Nothing where the file is somebody's work, a key, or returned.
#[component]
pub(super) fn Start(props: &StartProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let papers = use_memo(props.import.clone(), |import| read_papers(&import.notebook).0);
    let Papers { exercise: Some(exercise), submission: None, key: None, marks: None } = &*papers
    else {
        return Html::default();
    };
    if !props.import.articles.iter().any(|article| *article.id() == exercise.article) {
        return Html::default();
    }
    let start = {
        let (import, exercise) = (props.import.clone(), exercise.clone());
        move |_| tasks::begin(&act, &state, &import, &exercise)
    };
    html! {
        <div class="exercise__start">
            <p>{ words::START_HELP }</p>
            <button type="button" class="button button--primary" onclick={start}>{ words::START }</button>
        </div>
    }
}
