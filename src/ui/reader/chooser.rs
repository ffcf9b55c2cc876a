//! Which of the overlapping claims is meant.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::action::Look;
use crate::app::caret::sentence_at;
use crate::app::state::{Means, Selection};
use crate::app::words::{article as words, claim as claim_words, shortened};
use crate::browser::dom::geometry::{caret_box, set_length};
use crate::browser::dom::{focus, selection};
use crate::ui::controls::name_of;
use crate::ui::reader::article_keys::segments_of;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::show_record;

#[derive(Properties, PartialEq)]
pub(super) struct ChooserProps {
    pub(super) article: NodeRef,
    pub(super) column: NodeRef,
}

/// A short list at the place that was clicked, innermost first.
#[component]
pub(super) fn Chooser(props: &ChooserProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let list = use_node_ref();
    let at = state.view.selection.map_or(0, |selection| selection.focus);
    use_effect_with(state.view.choosing.clone(), {
        let (article, column, list) = (props.article.clone(), props.column.clone(), list.clone());
        let text = state.article.clone();
        move |choosing: &Vec<_>| {
            let elements =
                article.cast::<web_sys::Element>().zip(column.cast::<web_sys::Element>());
            if let (false, Some((article, column)), Some(list)) =
                (choosing.is_empty(), elements, list.cast::<web_sys::Element>())
            {
                if let Some(place) = caret_box(&article, &text, at, &column) {
                    set_length(&list, "--left", place.left);
                    set_length(&list, "--top", place.bottom);
                }
                // When the article knows that its caret stays where the choice is offered.
                Timeout::new(0, move || {
                    focus::focus(list.query_selector("button").ok().flatten());
                })
                .forget();
            }
        }
    });
    if state.view.choosing.is_empty() {
        return Html::default();
    }
    let choices = state.view.choosing.iter().filter_map(|id| state.notebook.record(id)).map(|record| {
        let (kind, words) = match (record.claim(), record.source()) {
            (Some(claim), _) => {
                let number = state.outline.number(&record.id).unwrap_or(0);
                (claim.kind.key().to_owned(), claim_words::name(number, &state.kind_name(&claim.kind), &claim.passage.quote.exact))
            }
            (None, source) => {
                let name = source.map(name_of).unwrap_or_default();
                ("source".into(), format!("{}: {}", words::MARK_SOURCE, shortened(&name, 80)))
            }
        };
        let onclick = {
            let (act, id) = (act.clone(), record.id.clone());
            move |_| show_record::show_record(&act, &id)
        };
        html! {
            <li><button type="button" class="kind" data-kind={kind} {onclick}>
                <span class="kind__swatch" aria-hidden="true"></span><span dir="auto">{ words }</span>
            </button></li>
        }
    });
    let take_sentence = {
        let (act, article) = (act.clone(), props.article.clone());
        move |_| {
            let state = act.state();
            let span = sentence_at(&state.article, &segments_of(&state, &services), at);
            if let (Some(span), Some(root)) = (span, article.cast::<web_sys::Element>()) {
                selection::write(&root, &state.article, span.start, span.end);
                let taken = Selection { anchor: span.start, focus: span.end, by: Means::Touch };
                act.look(Look::Select(Some(taken)));
            }
        }
    };
    html! {
        <div class="chooser" role="group" aria-label={words::CHOOSE} ref={list}>
            <p class="chooser__question">{ words::CHOOSE }</p>
            <ul>
                { for choices }
                <li><button type="button" class="kind kind--plain" onclick={take_sentence}>{ words::SELECT_SENTENCE }</button></li>
            </ul>
        </div>
    }
}
