//! How far the class agrees.

use std::rc::Rc;

use yew::prelude::*;

use super::ClassProps;
use super::slices::{Same, Turns, use_slices};
use super::table::{By, Cell, Row, Table};
use super::text::chosen;
use crate::app::classroom::{Answer, Classroom, Question, Seen};
use crate::app::words::agreement as words;
use crate::app::words::agreement::Unit;
use crate::app::words::classroom::{nameless, student};
use crate::domain::class::Between;

/// A row for each question, of the whole class and of two.
#[component]
pub(super) fn AgreementOf(props: &ClassProps) -> Html {
    let two = use_state(|| (0usize, 1usize));
    let seen = props.seen.clone().map(Same);
    let answers = use_slices(seen.clone(), {
        let room = props.room.clone();
        move |seen, turns, show| answer_all(room, seen, turns, show)
    });
    // Of two people there is little to work out.
    let of_two = use_memo((seen, *two), |(seen, two)| {
        let Same(seen) = seen.as_ref().filter(|seen| seen.0.people() > 1)?;
        let between = Between::Two(two.0, two.1);
        let answers = Question::ALL.map(|question| seen.answer(&props.room, question, between));
        Some(rows(&answers, between))
    });
    let Some(seen) = &props.seen else { return Html::default() };
    let answers = answers.unwrap_or_default();
    let busy = answers.len() < Question::ALL.len();
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
            <p role="status" class="visually-hidden">{ if busy { words::WORKING } else { words::WORKED_OUT } }</p>
            <Table caption={words::TABLE} columns={columns.clone()} rows={rows(&answers, Between::All)} {busy} />
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

/// Answers each question for the whole class, and shows it when it has.
async fn answer_all(
    room: Rc<Classroom>,
    seen: Option<Same<Seen>>,
    mut turns: Turns,
    show: Callback<Vec<Answer>>,
) {
    let Some(Same(seen)) = seen else { return };
    let mut answers = Vec::new();
    for question in Question::ALL {
        answers.push(seen.answer(&room, question, Between::All));
        show.emit(answers.clone());
        if !turns.turn().await {
            return;
        }
    }
}

/// A row for each question; those that have no answer yet say so.
fn rows(answers: &[Answer], between: Between) -> Vec<Row> {
    let row = |(at, question): (usize, &Question)| {
        let (asks, measure, unit) = asked(*question, between);
        let (said, value, from) = match answers.get(at) {
            Some(Answer::Agreement(outcome)) => words::outcome(outcome, unit),
            Some(Answer::Overlap(Ok(it))) => {
                (words::overlap(it.value).into(), Some(it.value), words::from_pairs(it))
            }
            Some(Answer::Overlap(Err(why))) => (words::refusal(*why, unit), None, String::new()),
            None => (words::WORKING.into(), None, String::new()),
        };
        cells(asks, measure, said, value, from)
    };
    Question::ALL.iter().enumerate().map(row).collect()
}

/// A question in words, its measure, and what is counted.
fn asked(question: Question, between: Between) -> (&'static str, &'static str, Unit) {
    match question {
        Question::Sentences => {
            let measure = match between {
                Between::All => words::ALPHA_NOMINAL,
                Between::Two(..) => words::KAPPA,
            };
            (words::SENTENCES, measure, Unit::Sentences)
        }
        Question::Kinds => (words::KINDS, words::ALPHA_NOMINAL, Unit::Sentences),
        Question::Verdicts => (words::VERDICTS, words::ALPHA_ORDINAL, Unit::Sentences),
        Question::Ends => (words::ENDS, words::UNITIZING, Unit::Stretches),
        Question::EndsByKind => (words::ENDS_BY_KIND, words::UNITIZING, Unit::Stretches),
        Question::Text => (words::TEXT, words::F1_TEXT, Unit::Stretches),
        Question::Stretches => (words::STRETCHES, words::F1_STRETCHES, Unit::Stretches),
        Question::Links => (words::LINKS, words::ALPHA_JACCARD, Unit::Claims),
        Question::LinksByPart => (words::LINKS_BY_PART, words::ALPHA_MASI, Unit::Claims),
    }
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
