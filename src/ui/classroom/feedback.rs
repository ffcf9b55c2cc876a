//! What a teacher said of the open notebook, beside it.

use yew::prelude::*;

use super::table::{Cell, Row, Table};
use crate::app::words::marks as words;
use crate::app::words::{page, whole};
use crate::domain::formats::exercise::read_papers;
use crate::domain::id::Id;
use crate::ui::controls::name_of;
use crate::ui::store::{Snapshot, use_act, use_snapshot};
use crate::ui::tasks::show_record;

/// Points, the comment on the whole, and comments on claims, sources and links.
#[component]
pub(super) fn Feedback() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let papers = use_memo(state.notebook.clone(), |notebook| read_papers(notebook).0);
    let Some(marks) = &papers.marks else { return Html::default() };
    let exercise = papers.exercise.as_ref();
    let rows = exercise.map(|exercise| {
        let row = |criterion: &crate::domain::exercise::Criterion| Row {
            key: criterion.key.clone(),
            cells: vec![
                Cell::words(words::criterion(criterion)),
                Cell::words(
                    marks
                        .points_for(&criterion.key)
                        .map_or(words::NO_POINTS.into(), |it| it.to_string()),
                ),
                Cell::words(criterion.points.to_string()),
            ],
            current: false,
        };
        exercise.rubric.iter().map(row).collect::<Vec<_>>()
    });
    let total = exercise.map(|it| words::total(marks.total(it), it.points()));
    let comments = marks.comments.iter().map(|comment| {
        let (name, open) = thing(&state, &comment.on);
        let label = page::on_notebook(words::SHOW, &name);
        let act = act.clone();
        html! {
            <li key={comment.id.to_string()}>
                <p class="feedback__on">
                    <span dir="auto">{ name }</span>
                    if let Some(open) = open {
                        { " " }<button type="button" class="button button--small" aria-label={label}
                            onclick={move |_| show_record::show_record(&act, &open)}>{ words::SHOW }</button>
                    }
                </p>
                <p dir="auto">{ whole(&comment.text) }</p>
            </li>
        }
    });
    let columns = [words::CRITERION, words::POINTS, words::OUT_OF].map(AttrValue::from).to_vec();
    html! {
        <section class="feedback" aria-labelledby="feedback-title">
            <h2 id="feedback-title">{ words::FEEDBACK }</h2>
            if !marks.overall.trim().is_empty() { <p dir="auto">{ whole(&marks.overall) }</p> }
            if let Some(total) = total { <p><strong>{ total }</strong></p> }
            if let Some(rows) = rows.filter(|rows| !rows.is_empty()) {
                <Table caption={words::POINT_TABLE} {columns} {rows} />
            }
            <ul class="feedback__comments">{ for comments }</ul>
        </section>
    }
}

/// What a comment is on, and what to open to see it.
fn thing(state: &Snapshot, on: &Id) -> (String, Option<Id>) {
    if let Some(claim) = state.notebook.claim(on) {
        let number = state.outline.number(on).unwrap_or_default();
        return (words::claim(number, &claim.passage.quote.exact), Some(on.clone()));
    }
    if let Some(link) = state.notebook.link(on) {
        let number = state.outline.number(&link.claim).unwrap_or_default();
        let source = state.notebook.source(&link.source).map(name_of).unwrap_or_default();
        let relation = state.relation_name(&link.relation);
        return (words::link(number, &relation, &source), Some(link.claim.clone()));
    }
    match state.notebook.source(on) {
        Some(source) => (words::source(&name_of(source)), Some(on.clone())),
        None => (String::new(), None),
    }
}
