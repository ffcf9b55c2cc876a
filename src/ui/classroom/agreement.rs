//! How far the class agrees.

use yew::prelude::*;

use super::ClassProps;
use super::table::{By, Cell, Row, Table};
use super::text::chosen;
use crate::app::classroom::{Classroom, Seen};
use crate::app::words::agreement as words;
use crate::app::words::agreement::Unit;
use crate::app::words::classroom::{nameless, student};
use crate::domain::agreement::Outcome;
use crate::domain::agreement::boundaries::Measure;
use crate::domain::agreement::links::Distance;
use crate::domain::class::Between;

/// Ends that are no further apart than this count as the same, in code points:
/// a short word, a full stop.
const SLACK: usize = 10;

/// A row for each question, of the whole class and of two.
#[component]
pub(super) fn AgreementOf(props: &ClassProps) -> Html {
    let two = use_state(|| (0usize, 1usize));
    let all = use_memo(props.seen.as_ref().map(std::rc::Rc::as_ptr), |_| {
        let seen = props.seen.as_ref()?;
        Some(rows(&props.room, seen, Between::All))
    });
    let of_two = use_memo((props.seen.as_ref().map(std::rc::Rc::as_ptr), *two), |_| {
        let seen = props.seen.as_ref().filter(|seen| seen.people() > 1)?;
        Some(rows(&props.room, seen, Between::Two(two.0, two.1)))
    });
    let Some(seen) = &props.seen else { return Html::default() };
    let columns = [words::QUESTION, words::IN_WORDS, words::NUMBER, words::MEASURE, words::FROM];
    let columns = columns.map(AttrValue::from).to_vec();
    let pick = |label: &'static str, now: usize, set: Callback<usize>| {
        let options = seen.class.members().iter().enumerate().map(|(at, member)| {
            let name = if props.projected { nameless(at) } else { student(&member.name) };
            html! { <option value={at.to_string()} selected={now == at}>{ name }</option> }
        });
        let onchange = move |event: Event| {
            if let Some(at) = chosen(&event) {
                set.emit(at);
            }
        };
        html! {
            <label class="field">
                <span class="field__label">{ label }</span>
                <select class="field__input" {onchange}>{ for options }</select>
            </label>
        }
    };
    let (first, second) = *two;
    let set_first = {
        let two = two.clone();
        Callback::from(move |at| two.set((at, second)))
    };
    let set_second = {
        let two = two.clone();
        Callback::from(move |at| two.set((first, at)))
    };
    html! {
        <>
            <p>{ words::HELP }</p>
            if let Some(rows) = &*all {
                <Table caption={words::TABLE} columns={columns.clone()} rows={rows.clone()} />
            }
            if let Some(rows) = &*of_two {
                <h3>{ words::TWO }</h3>
                <div class="class__tools">
                    { pick(words::FIRST, first, set_first) }
                    { pick(words::SECOND, second, set_second) }
                </div>
                <Table caption={words::TABLE_OF_TWO} columns={columns.clone()} rows={rows.clone()} />
            }
        </>
    }
}

fn rows(room: &Classroom, seen: &Seen, between: Between) -> Vec<Row> {
    let (class, cuts) = (&seen.class, seen.sentences.as_slice());
    let length = room.article.len();
    let by_sentence = match between {
        Between::All => words::ALPHA_NOMINAL,
        Between::Two(..) => words::KAPPA,
    };
    let scale = room.exercise.scale();
    let mut rows = vec![
        row(
            words::SENTENCES,
            by_sentence,
            &class.agree_on_sentences(cuts, between),
            Unit::Sentences,
        ),
        row(
            words::KINDS,
            words::ALPHA_NOMINAL,
            &class.agree_on_kinds(cuts, between),
            Unit::Sentences,
        ),
        row(
            words::VERDICTS,
            words::ALPHA_ORDINAL,
            &class.agree_on_verdicts(cuts, &scale, between),
            Unit::Sentences,
        ),
        row(
            words::ENDS,
            words::UNITIZING,
            &class.agree_on_boundaries(length, false, between),
            Unit::Stretches,
        ),
        row(
            words::ENDS_BY_KIND,
            words::UNITIZING,
            &class.agree_on_boundaries(length, true, between),
            Unit::Stretches,
        ),
    ];
    for (question, measure, by) in [
        (words::TEXT, words::F1_TEXT, Measure::Text),
        (words::STRETCHES, words::F1_STRETCHES, Measure::Stretches { slack: SLACK }),
    ] {
        let (said, value, from) = match class.overlap(by, between) {
            Ok(it) => (words::overlap(it.value).into(), Some(it.value), words::from_pairs(&it)),
            Err(why) => (words::refusal(why, Unit::Stretches), None, String::new()),
        };
        rows.push(cells(question, measure, said, value, from));
    }
    for (measure, by) in
        [(words::ALPHA_JACCARD, Distance::Jaccard), (words::ALPHA_MASI, Distance::Masi)]
    {
        rows.push(row(words::LINKS, measure, &class.agree_on_links(by, between), Unit::Claims));
    }
    rows
}

fn row(question: &str, measure: &str, outcome: &Outcome, of: Unit) -> Row {
    let (said, value, from) = words::outcome(outcome, of);
    cells(question, measure, said, value, from)
}

fn cells(question: &str, measure: &str, said: String, value: Option<f64>, from: String) -> Row {
    let shown = value.map(words::number).unwrap_or_default();
    Row {
        key: format!("{question} {measure}"),
        cells: vec![
            Cell::words(question),
            Cell::words(said),
            Cell { by: By::Number(value), shown: html! { <span class="figure">{ shown }</span> } },
            Cell::words(measure),
            Cell::words(from),
        ],
        current: false,
    }
}
