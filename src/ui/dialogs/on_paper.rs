//! Printing: what is on paper and not on the screen.

use gloo::events::EventListener;
use yew::prelude::*;

use crate::app::exercise::offer::Word;
use crate::app::state::Paper;
use crate::app::words::{claim, exports};
use crate::browser::dom::page;
use crate::browser::timing;
use crate::ui::store::use_snapshot;

/// So many claims have room on a worksheet.
const ROWS: usize = 10;

#[derive(Properties, PartialEq)]
pub(super) struct OnPaperProps {
    pub(super) paper: Paper,
    pub(super) on_close: Callback<()>,
}

/// Asks the browser to print as soon as it is drawn, and goes when that is done.
#[component]
pub(super) fn OnPaper(props: &OnPaperProps) -> Html {
    let state = use_snapshot();
    let numbers = state.preferences.numbers;
    let is_worksheet = props.paper == Paper::Worksheet;
    use_effect_with((), {
        let on_close = props.on_close.clone();
        move |()| {
            page::set_attribute("data-paper", is_worksheet.then_some("worksheet"));
            page::set_attribute("data-numbers", (is_worksheet || numbers).then_some(""));
            let listener = web_sys::window().map(|window| {
                EventListener::once(&window, "afterprint", move |_| on_close.emit(()))
            });
            timing::after_next_paint(page::print);
            move || {
                page::set_attribute("data-paper", None);
                page::set_attribute("data-numbers", numbers.then_some(""));
                drop(listener);
            }
        }
    });
    if !is_worksheet {
        return Html::default();
    }
    let kinds: String = state.kinds().iter().map(Word::shown).collect::<Vec<_>>().join(" · ");
    let columns = [
        exports::WORKSHEET_CLAIM,
        claim::KIND,
        exports::WORKSHEET_SOURCE,
        claim::VERDICT,
        exports::WORKSHEET_REASON,
    ];
    let rows = (0..ROWS).map(|_| html! { <tr>{ for columns.map(|_| html! { <td></td> }) }</tr> });
    html! {
        <section class="worksheet" aria-label={exports::WORKSHEET}>
            <p class="worksheet__who"><span>{ exports::WORKSHEET_NAME }</span><span>{ exports::WORKSHEET_DATE }</span></p>
            <p>{ exports::WORKSHEET_HELP }</p>
            <p>{ kinds }</p>
            <table>
                <thead><tr>{ for columns.map(|words| html! { <th scope="col">{ words }</th> }) }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </section>
    }
}
