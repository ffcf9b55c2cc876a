//! The rows of the form: kinds of one's own, criteria.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::exercise::draft::{CriterionRow, KindRow};
use crate::app::words::exercise as words;
use crate::browser::dom::focus;
use crate::domain::exercise::{Ink, MAX_CRITERIA, MAX_TERMS};
use crate::ui::controls::text_of;

#[derive(Properties, PartialEq)]
pub(super) struct RowsProps<T: PartialEq> {
    pub(super) rows: Vec<T>,
    pub(super) on_change: Callback<Vec<T>>,
}

/// A text input with its label, as the form has many.
pub(super) fn input(label: &'static str, value: &str, short: bool, set: Callback<String>) -> Html {
    let oninput = move |event: InputEvent| set.emit(text_of(&event).unwrap_or_default());
    html! {
        <label class="field">
            <span class="field__label">{ label }</span>
            <input class={classes!("field__input", short.then_some("field__input--short"))} type="text" dir="auto" autocomplete="off"
                value={value.to_owned()} {oninput} />
        </label>
    }
}

/// The rows with one of them changed.
fn set<T: Clone + PartialEq + 'static, V: 'static>(
    props: &RowsProps<T>,
    at: usize,
    change: fn(&mut T, V),
) -> Callback<V> {
    let (rows, on_change) = (props.rows.clone(), props.on_change.clone());
    Callback::from(move |value| {
        let mut rows = rows.clone();
        if let Some(row) = rows.get_mut(at) {
            change(row, value);
        }
        on_change.emit(rows);
    })
}

/// The rows without one of them; the focus goes to what adds one.
fn without<T: Clone + PartialEq + 'static>(
    props: &RowsProps<T>,
    at: usize,
    adds: &'static str,
) -> Callback<MouseEvent> {
    let (rows, on_change) = (props.rows.clone(), props.on_change.clone());
    Callback::from(move |_| {
        let mut rows = rows.clone();
        rows.remove(at);
        on_change.emit(rows);
        focus::focus_first(adds);
    })
}

/// The kinds of one's own.
#[component]
pub(super) fn KindRows(props: &RowsProps<KindRow>) -> Html {
    let rows = props.rows.iter().enumerate().map(|(at, row)| {
        let set_ink = set(props, at, |row: &mut KindRow, key: String| {
            row.ink = Ink::from_key(&key).unwrap_or(row.ink);
        });
        let onchange = move |event: Event| {
            let select = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
            set_ink.emit(select.map(|select| select.value()).unwrap_or_default());
        };
        let inks = Ink::ALL.iter().map(|ink| {
            html! { <option value={ink.key()} selected={*ink == row.ink}>{ words::ink(*ink) }</option> }
        });
        html! {
            <li>
                <fieldset class="making__row">
                    <legend>
                        <span class="kind__swatch" aria-hidden="true" data-kind="" data-ink={row.ink.key()} data-pattern={row.pattern.key()}></span>
                        { words::row(words::Row::Kind, at + 1) }
                    </legend>
                    { input(words::KIND_NAME, &row.name, false, set(props, at, |row, name| row.name = name)) }
                    <label class="field">
                        <span class="field__label">{ words::KIND_INK }</span>
                        <select class="field__input" {onchange}>{ for inks }</select>
                    </label>
                    { input(words::KIND_KEY, &row.shortcut, true, set(props, at, |row, key| row.shortcut = key)) }
                    { input(words::KIND_HELP, &row.help, false, set(props, at, |row, help| row.help = help)) }
                    <button type="button" class="button button--small button--quiet" aria-label={words::remove(words::Row::Kind, at + 1)}
                        onclick={without(props, at, "#add-kind")}>{ words::REMOVE }</button>
                </fieldset>
            </li>
        }
    });
    let add = {
        let (rows, on_change) = (props.rows.clone(), props.on_change.clone());
        move |_| {
            let mut rows = rows.clone();
            rows.push(KindRow::new(rows.len()));
            on_change.emit(rows);
        }
    };
    html! {
        <>
            <ul class="making__rows">{ for rows }</ul>
            <div class="dialog__foot">
                <button type="button" class="button button--small" id="add-kind" disabled={props.rows.len() >= MAX_TERMS} onclick={add}>{ words::ADD_KIND }</button>
            </div>
        </>
    }
}

/// The rubric.
#[component]
pub(super) fn CriterionRows(props: &RowsProps<CriterionRow>) -> Html {
    let rows = props.rows.iter().enumerate().map(|(at, row)| {
        html! {
            <li>
                <fieldset class="making__row">
                    <legend>{ words::row(words::Row::Criterion, at + 1) }</legend>
                    { input(words::CRITERION, &row.name, false, set(props, at, |row, name| row.name = name)) }
                    { input(words::POINTS, &row.points, true, set(props, at, |row, points| row.points = points)) }
                    <button type="button" class="button button--small button--quiet" aria-label={words::remove(words::Row::Criterion, at + 1)}
                        onclick={without(props, at, "#add-criterion")}>{ words::REMOVE }</button>
                </fieldset>
            </li>
        }
    });
    let add = {
        let (rows, on_change) = (props.rows.clone(), props.on_change.clone());
        move |_| {
            let mut rows = rows.clone();
            rows.push(CriterionRow { points: "5".into(), ..CriterionRow::default() });
            on_change.emit(rows);
        }
    };
    html! {
        <>
            <ul class="making__rows">{ for rows }</ul>
            <div class="dialog__foot">
                <button type="button" class="button button--small" id="add-criterion" disabled={props.rows.len() >= MAX_CRITERIA} onclick={add}>{ words::ADD_CRITERION }</button>
            </div>
        </>
    }
}
