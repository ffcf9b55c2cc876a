//! A table that is sorted by the buttons in its head.

use std::cmp::Ordering;

use yew::prelude::*;

use super::slices::use_turns;
use crate::domain::order::sort_by;

/// So many rows are drawn in one go.
const AT_ONCE: usize = 50;

/// What a cell is sorted by.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum By {
    /// A number; most first when its column is first chosen. None sorts last.
    Number(Option<f64>),
    /// Words, by letter.
    Words(String),
}

/// A cell.
#[derive(Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) by: By,
    pub(super) shown: Html,
}

impl Cell {
    /// Of words alone.
    pub(super) fn words(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { by: By::Words(words.to_lowercase()), shown: html! { <bdi>{ words }</bdi> } }
    }

    /// Of a count.
    pub(super) fn count(n: usize) -> Self {
        Self { by: number(n), shown: html! { { n } } }
    }
}

/// A count to sort by.
pub(super) fn number(n: usize) -> By {
    By::Number(u32::try_from(n).ok().map(f64::from))
}

/// A row; its first cell is its heading.
#[derive(Clone, PartialEq)]
pub(super) struct Row {
    pub(super) key: String,
    pub(super) cells: Vec<Cell>,
    pub(super) current: bool,
}

#[derive(Properties, PartialEq)]
pub(super) struct TableProps {
    pub(super) caption: AttrValue,
    pub(super) columns: Vec<AttrValue>,
    pub(super) rows: Vec<Row>,
    /// Whether there is more to come.
    #[prop_or_default]
    pub(super) busy: bool,
}

/// The rows come as they are given until a heading is pressed; pressed again, it
/// turns them round. Of many rows the first are drawn first.
#[component]
pub(super) fn Table(props: &TableProps) -> Html {
    let sorted = use_state(|| None::<(usize, bool)>);
    let turns = use_turns(props.rows.len() / AT_ONCE);
    let drawn = (turns + 1) * AT_ONCE;
    let busy = props.busy || drawn < props.rows.len();
    let heads = props.columns.iter().enumerate().map(|(at, name)| {
        let (by, down) = sorted.unwrap_or((usize::MAX, false));
        let direction = match (by == at, down) {
            (true, true) => "descending",
            (true, false) => "ascending",
            (false, _) => "none",
        };
        let numbers = props.rows.first().and_then(|row| row.cells.get(at));
        let first_down = numbers.is_some_and(|cell| matches!(cell.by, By::Number(_)));
        let onclick = {
            let sorted = sorted.clone();
            move |_| sorted.set(Some((at, if by == at { !down } else { first_down })))
        };
        html! {
            <th scope="col" aria-sort={direction}>
                <button type="button" class="sorter" {onclick}>{ name.clone() }<span class="sorter__sign" aria-hidden="true"></span></button>
            </th>
        }
    });
    let mut order: Vec<usize> = (0..props.rows.len()).collect();
    if let Some((by, down)) = *sorted {
        let cell = |row: usize| props.rows.get(row).and_then(|row| row.cells.get(by));
        sort_by(&mut order, |a, b| compare(cell(*a), cell(*b), down).then_with(|| a.cmp(b)));
    }
    let rows = order.iter().take(drawn).filter_map(|at| props.rows.get(*at)).map(|row| {
        let cells = row.cells.iter().enumerate().map(|(at, cell)| match at {
            0 => html! { <th scope="row">{ cell.shown.clone() }</th> },
            _ => html! { <td data-label={props.columns.get(at).cloned()}>{ cell.shown.clone() }</td> },
        });
        html! {
            <tr key={row.key.clone()} data-current={row.current.then_some("true")}>{ for cells }</tr>
        }
    });
    html! {
        <div class="table-frame" role="region" aria-label={props.caption.clone()} tabindex="0"
            aria-busy={busy.then_some("true")}>
            <table class="table">
                <caption>{ props.caption.clone() }</caption>
                <thead><tr>{ for heads }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn compare(a: Option<&Cell>, b: Option<&Cell>, down: bool) -> Ordering {
    let turned = |order: Ordering| if down { order.reverse() } else { order };
    match (a.map(|cell| &cell.by), b.map(|cell| &cell.by)) {
        (Some(By::Number(a)), Some(By::Number(b))) => match (a, b) {
            (Some(a), Some(b)) => turned(a.total_cmp(b)),
            // What has no number comes last, whichever way.
            (a, b) => b.is_some().cmp(&a.is_some()),
        },
        (Some(By::Words(a)), Some(By::Words(b))) => turned(a.cmp(b)),
        _ => Ordering::Equal,
    }
}
