//! The rows of the form: words of one's own, criteria.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::exercise::draft::CriterionRow;
use crate::app::exercise::term_rows::{Row, TermRow};
use crate::app::words::exercise as words;
use crate::browser::dom::focus;
use crate::domain::exercise::{Ink, MAX_CRITERIA, MAX_TERMS, Pattern};
use crate::ui::controls::text_of;

/// What becomes of the rows, whatever they are by then: more may have been typed
/// since they were drawn.
pub(super) type Change<T> = Rc<dyn Fn(&mut Vec<T>)>;

#[derive(Properties, PartialEq)]
pub(super) struct RowsProps<T: PartialEq> {
    pub(super) rows: Vec<T>,
    pub(super) on_change: Callback<Change<T>>,
}

/// How much room an input takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// A number, a letter.
    Short,
    /// A column.
    Usual,
    /// All of its row.
    Wide,
}

/// A text input with its label, as the form has many.
pub(super) fn input(label: &'static str, value: &str, width: Width, set: Callback<String>) -> Html {
    let oninput = move |event: InputEvent| set.emit(text_of(&event).unwrap_or_default());
    html! {
        <label class={classes!("field", (width == Width::Wide).then_some("field--wide"))}>
            <span class="field__label">{ label }</span>
            <input class={classes!("field__input", (width == Width::Short).then_some("field__input--short"))} type="text" dir="auto" autocomplete="off"
                value={value.to_owned()} {oninput} />
        </label>
    }
}

/// Changes one of the rows.
fn set<T: PartialEq + 'static, V: Clone + 'static>(
    props: &RowsProps<T>,
    at: usize,
    change: fn(&mut T, V),
) -> Callback<V> {
    props.on_change.reform(move |value: V| -> Change<T> {
        Rc::new(move |rows| {
            if let Some(row) = rows.get_mut(at) {
                change(row, value.clone());
            }
        })
    })
}

/// Takes one of the rows out; the focus goes to what adds one, by its id.
fn without<T: PartialEq + 'static>(
    props: &RowsProps<T>,
    at: usize,
    adds: &'static str,
) -> Callback<MouseEvent> {
    let on_change = props.on_change.clone();
    Callback::from(move |_| {
        let change: Change<T> = Rc::new(move |rows| {
            if at < rows.len() {
                rows.remove(at);
            }
        });
        on_change.emit(change);
        focus::focus_first(&format!("#{adds}"));
    })
}

#[derive(Properties, PartialEq)]
pub(super) struct TermRowsProps {
    /// Kinds, verdicts or relations.
    pub(super) what: Row,
    pub(super) rows: Vec<TermRow>,
    pub(super) on_change: Callback<Change<TermRow>>,
}

/// Kinds, verdicts or relations of one's own. Only a kind has a colour, a line
/// and a key; only a verdict a place on a scale.
#[component]
pub(super) fn TermRows(props: &TermRowsProps) -> Html {
    let what = props.what;
    let adder = match what {
        Row::Kind => "add-kind",
        Row::Verdict => "add-verdict",
        Row::Relation | Row::Criterion => "add-relation",
    };
    let shared = RowsProps { rows: props.rows.clone(), on_change: props.on_change.clone() };
    let rows = props.rows.iter().enumerate().map(|(at, row)| {
        let looks = (what == Row::Kind).then(|| looks(&shared, at, row));
        let flip = {
            let flip = set(&shared, at, |row: &mut TermRow, ()| row.on_scale = !row.on_scale);
            move |_: Event| flip.emit(())
        };
        let swatch = html! {
            <span class="kind__swatch" aria-hidden="true" data-kind="" data-ink={row.ink.key()} data-pattern={row.pattern.key()}></span>
        };
        html! {
            <li>
                <fieldset class="making__row">
                    <legend>
                        if what == Row::Kind { { swatch } }
                        { words::row(what, at + 1) }
                    </legend>
                    { input(words::TERM_NAME, &row.name, Width::Usual, set(&shared, at, |row, name| row.name = name)) }
                    { for looks }
                    { input(words::TERM_HELP, &row.help, Width::Wide, set(&shared, at, |row, help| row.help = help)) }
                    if what == Row::Verdict {
                        <label class="check"><input type="checkbox" checked={row.on_scale} onchange={flip} /><span>{ words::ON_SCALE }</span></label>
                    }
                    <button type="button" class="button button--small button--quiet" aria-label={words::remove(what, at + 1)}
                        onclick={without(&shared, at, adder)}>{ words::REMOVE }</button>
                </fieldset>
            </li>
        }
    });
    let add = props.on_change.reform(|_: MouseEvent| -> Change<TermRow> {
        Rc::new(|rows| {
            if rows.len() < MAX_TERMS {
                rows.push(TermRow::new(rows.len()));
            }
        })
    });
    html! {
        <>
            <ul class="making__rows">{ for rows }</ul>
            <div class="dialog__foot">
                <button type="button" class="button button--small" id={adder} disabled={props.rows.len() >= MAX_TERMS} onclick={add}>{ words::add(what) }</button>
            </div>
        </>
    }
}

/// The colour of a kind, its line, its key.
fn looks(props: &RowsProps<TermRow>, at: usize, row: &TermRow) -> Html {
    let set_ink = set(props, at, |row: &mut TermRow, key: String| {
        row.ink = Ink::from_key(&key).unwrap_or(row.ink);
    });
    let set_pattern = set(props, at, |row: &mut TermRow, key: String| {
        row.pattern = Pattern::from_key(&key).unwrap_or(row.pattern);
    });
    let inks = Ink::ALL.iter().map(|ink| (ink.key(), words::ink(*ink), *ink == row.ink));
    let patterns = Pattern::ALL.iter();
    let patterns = patterns.map(|it| (it.key(), words::pattern(*it), *it == row.pattern));
    html! {
        <>
            { select(words::TERM_INK, inks, set_ink) }
            { select(words::TERM_PATTERN, patterns, set_pattern) }
            { input(words::TERM_KEY, &row.shortcut, Width::Short, set(props, at, |row, key| row.shortcut = key)) }
        </>
    }
}

/// A choice among words with keys.
fn select(
    label: &'static str,
    choices: impl Iterator<Item = (&'static str, &'static str, bool)>,
    set: Callback<String>,
) -> Html {
    let onchange = move |event: Event| {
        let select = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
        set.emit(select.map(|select| select.value()).unwrap_or_default());
    };
    let options = choices
        .map(|(key, name, selected)| html! { <option value={key} {selected}>{ name }</option> });
    html! {
        <label class="field">
            <span class="field__label">{ label }</span>
            <select class="field__input" {onchange}>{ for options }</select>
        </label>
    }
}

/// The rubric.
#[component]
pub(super) fn CriterionRows(props: &RowsProps<CriterionRow>) -> Html {
    let rows = props.rows.iter().enumerate().map(|(at, row)| {
        html! {
            <li>
                <fieldset class="making__row">
                    <legend>{ words::row(Row::Criterion, at + 1) }</legend>
                    { input(words::CRITERION, &row.name, Width::Usual, set(props, at, |row, name| row.name = name)) }
                    { input(words::POINTS, &row.points, Width::Short, set(props, at, |row, points| row.points = points)) }
                    <button type="button" class="button button--small button--quiet" aria-label={words::remove(Row::Criterion, at + 1)}
                        onclick={without(props, at, "add-criterion")}>{ words::REMOVE }</button>
                </fieldset>
            </li>
        }
    });
    let add = props.on_change.reform(|_: MouseEvent| -> Change<CriterionRow> {
        Rc::new(|rows| {
            if rows.len() < MAX_CRITERIA {
                rows.push(CriterionRow { points: "5".into(), ..CriterionRow::default() });
            }
        })
    });
    html! {
        <>
            <ul class="making__rows">{ for rows }</ul>
            <div class="dialog__foot">
                <button type="button" class="button button--small" id="add-criterion" disabled={props.rows.len() >= MAX_CRITERIA} onclick={add}>{ words::add(Row::Criterion) }</button>
            </div>
        </>
    }
}
