//! What can be done with a selection.

use yew::prelude::*;

use crate::app::action::Look;
use crate::app::state::{Means, Selection};
use crate::app::words::{article as words, shortened};
use crate::browser::clock;
use crate::browser::dom::geometry::{box_of, set_length};
use crate::browser::dom::{focus, selection};
use crate::domain::claim::Kind;
use crate::domain::command::{Command, NewLink};
use crate::domain::link::Relation;
use crate::domain::text::Span;
use crate::ui::controls::Icon;
use crate::ui::reader::article_keys::snapped;
use crate::ui::services::use_services;
use crate::ui::store::{Act, use_act, use_snapshot};
use crate::ui::tasks::copy_selection;

#[derive(Properties, PartialEq)]
pub(super) struct SelectionBarProps {
    pub(super) article: NodeRef,
    pub(super) column: NodeRef,
}

/// The kinds of claim, a source, a copy. Beside the selection, or at the foot
/// of a small or touched screen.
#[component]
pub(super) fn SelectionBar(props: &SelectionBarProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let bar = use_node_ref();
    let selected = state.view.selection.filter(|_| state.view.adjusting.is_none());
    let span = selected.map(Selection::span).filter(|span| !span.is_empty());
    use_effect_with(span, {
        let (article, column, bar) = (props.article.clone(), props.column.clone(), bar.clone());
        let text = state.article.clone();
        move |span| {
            let elements =
                article.cast::<web_sys::Element>().zip(column.cast::<web_sys::Element>());
            match (span, elements, bar.cast::<web_sys::Element>()) {
                (Some(span), Some((article, column)), Some(bar)) => {
                    if let Some(place) = box_of(&article, &text, *span, &column, true) {
                        set_length(&bar, "--left", place.left);
                        set_length(&bar, "--top", place.bottom);
                    }
                }
                (None, Some((article, _)), _) => selection::clear(&article),
                _ => {}
            }
        }
    });
    let (Some(span), Some(selected)) = (span, selected) else { return Html::default() };
    let marks: Html = state.kinds().into_iter().map(|word| {
        let kind = Kind::from_key(&word.key);
        let shortcut = word.shortcut.filter(|_| state.preferences.letters).map(String::from);
        let onclick = {
            let (act, services, kind) = (act.clone(), services.clone(), kind.clone());
            move |_| mark_as(&act, snapped(&act.state(), &services, span), Some(kind.clone()))
        };
        html! {
            <button type="button" class="kind" data-kind={word.key} data-ink={word.ink} data-pattern={word.pattern} title={word.help} {onclick}
                aria-keyshortcuts={shortcut.clone()}>
                <span class="kind__swatch" aria-hidden="true"></span>
                <span dir="auto">{ shortened(&word.name, 40) }</span>
                if let Some(shortcut) = shortcut { <kbd aria-hidden="true">{ shortcut }</kbd> }
            </button>
        }
    }).collect();
    let open_claim = state.view.active.as_ref().and_then(|id| state.outline.number(id));
    let source_words = open_claim.map_or_else(|| words::MARK_SOURCE.into(), words::source_for);
    let mark_source = {
        let (act, services) = (act.clone(), services.clone());
        move |_| mark_as(&act, snapped(&act.state(), &services, span), None)
    };
    let copy = {
        let (state, act) = (state.clone(), act.clone());
        move |_| copy_selection::copy(&act, state.article.slice(span).to_owned())
    };
    let cancel = {
        let act = act.clone();
        move |_| act.look(Look::Select(None))
    };
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            focus::focus_first("#article");
            act.look(Look::Select(None));
            event.stop_propagation();
        }
    };
    html! {
        <div class="selection-bar" role="group" aria-label={words::MARK} ref={bar} {onkeydown}
            data-means={if selected.by == Means::Touch { "touch" } else { "pointer" }}>
            <div class="selection-bar__kinds">{ marks }</div>
            <div class="selection-bar__more">
                <button type="button" class="kind" data-kind="source" onclick={mark_source}>
                    <span class="kind__swatch" aria-hidden="true"></span><span>{ source_words }</span>
                </button>
                <button type="button" class="kind kind--plain" onclick={copy}>{ words::COPY }</button>
                <button type="button" class="tool" aria-label={crate::app::words::page::CANCEL}
                    onclick={cancel}><Icon name="close" /></button>
            </div>
        </div>
    }
}

/// Marks a span as a claim of a kind, or (without one) as a source, which is
/// linked to the claim that is open.
pub(super) fn mark_as(act: &Act, span: Span, kind: Option<Kind>) {
    let (state, id) = (act.state(), clock::new_id());
    act.command(match kind {
        Some(kind) => Command::MarkClaim { id, span, kind },
        None => {
            let open = state.view.active.clone().filter(|id| state.notebook.claim(id).is_some());
            let link = open.map(|claim| NewLink {
                id: clock::new_id(),
                claim,
                relation: Relation::AttributedTo,
            });
            Command::MarkSource { id, span, link }
        }
    });
}
