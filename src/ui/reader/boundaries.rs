//! Moving the ends of a claim or of a source in the article.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::article_keys::segments_of;
use crate::app::action::Look;
use crate::app::caret::{Step, snap, step};
use crate::app::state::State;
use crate::app::words::{article as words, page};
use crate::browser::dom::focus::find;
use crate::browser::dom::geometry::{caret_box, reveal, set_length};
use crate::browser::dom::place::place_at_point;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::text::Span;
use crate::ui::controls::Icon;
use crate::ui::services::{Services, use_services};
use crate::ui::store::{Act, use_act, use_snapshot};

/// Which end.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Start,
    End,
}

#[derive(Properties, PartialEq)]
pub(super) struct BoundariesProps {
    pub(super) article: NodeRef,
    pub(super) column: NodeRef,
}

/// Two handles in the text and a bar with buttons for the same.
#[component]
pub(super) fn Boundaries(props: &BoundariesProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let handles = [use_node_ref(), use_node_ref()];
    let bar = use_node_ref();
    let adjusting = state.view.adjusting.clone();
    use_effect_with(adjusting.as_ref().map(|(id, _)| id.clone()), |adjusted| {
        let mark = adjusted.as_ref().and_then(|_| find("#article [data-current][data-starts]"));
        if let Some(mark) = mark {
            reveal(&mark);
        }
    });
    use_effect_with((adjusting.clone(), state.outline.clone()), {
        let (article, column, bar) = (props.article.clone(), props.column.clone(), bar.clone());
        let (handles, text) = (handles.clone(), state.article.clone());
        move |(adjusting, _)| {
            let elements =
                article.cast::<web_sys::Element>().zip(column.cast::<web_sys::Element>());
            let (Some((_, span)), Some((article, column))) = (adjusting, elements) else { return };
            for (handle, at) in handles.iter().chain([&bar]).zip([span.start, span.end, span.end]) {
                let place = caret_box(&article, &text, at, &column);
                if let (Some(place), Some(handle)) = (place, handle.cast::<web_sys::Element>()) {
                    set_length(&handle, "--left", place.left);
                    set_length(&handle, "--top", place.top);
                    set_length(&handle, "--bottom", place.bottom);
                    set_length(&handle, "--height", place.bottom - place.top);
                }
            }
        }
    });
    if adjusting.is_none() {
        return Html::default();
    }
    let drag = |end: End| {
        let (act, services, article) = (act.clone(), services.clone(), props.article.clone());
        Callback::from(move |event: PointerEvent| {
            let state = act.state();
            let (Some(root), true) = (article.cast::<web_sys::Element>(), event.buttons() == 1)
            else {
                return;
            };
            let Some((id, span)) = state.view.adjusting.clone() else { return };
            event.prevent_default();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            if let Some(at) = place_at_point(&root, &state.article, x, y)
                && let Some(moved) = moved_to(&state, &services, span, end, at)
            {
                act.look(Look::Adjust(id, moved));
            }
        })
    };
    let handle = |end: End, node: &NodeRef| {
        let label = if end == End::Start { words::START_HANDLE } else { words::END_HANDLE };
        let class =
            classes!("handle", if end == End::Start { "handle--start" } else { "handle--end" });
        html! {
            <span {class} ref={node.clone()} title={label} aria-hidden="true"
                onpointerdown={hold} onpointermove={drag(end)}></span>
        }
    };
    let nudge = |end: End, forward: bool, label: &'static str, icon: &'static str| {
        let (act, services) = (act.clone(), services.clone());
        let onclick = move |_| {
            let state = act.state();
            if let Some((id, span)) = &state.view.adjusting
                && let Some(moved) = nudged(&state, &services, *span, end, forward)
            {
                act.look(Look::Adjust(id.clone(), moved));
            }
        };
        html! { <button type="button" class="tool" aria-label={label} title={label} {onclick}><Icon name={icon} /></button> }
    };
    let done = {
        let act = act.clone();
        move |_| {
            if let Some((id, span)) = &act.state().view.adjusting {
                finish(&act, id, *span);
            }
        }
    };
    let cancel = {
        let act = act.clone();
        move |_| act.look(Look::StopAdjusting)
    };
    html! {
        <>
            { handle(End::Start, &handles[0]) }
            { handle(End::End, &handles[1]) }
            <div class="boundary-bar" role="group" aria-label={words::BOUNDARIES} ref={bar}>
                <span class="boundary-bar__name">{ words::START }</span>
                { nudge(End::Start, false, words::START_BACK, "left") }
                { nudge(End::Start, true, words::START_ON, "right") }
                <span class="boundary-bar__name">{ words::END }</span>
                { nudge(End::End, false, words::END_BACK, "left") }
                { nudge(End::End, true, words::END_ON, "right") }
                <button type="button" class="button button--primary button--small" onclick={done}>{ words::DONE }</button>
                <button type="button" class="button button--small" onclick={cancel}>{ page::CANCEL }</button>
            </div>
        </>
    }
}

/// The handle keeps the pointer until it is let go.
fn hold(event: PointerEvent) {
    event.prevent_default();
    let handle = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(handle) = handle {
        // Refused only for a pointer that is already gone.
        let _ = handle.set_pointer_capture(event.pointer_id());
    }
}

/// The keys while boundaries are moved; whether this was one of them.
pub(super) fn key(
    event: &KeyboardEvent,
    state: &State,
    act: &Act,
    services: &Services,
    id: &Id,
    span: Span,
) -> bool {
    let end = if event.shift_key() { End::Start } else { End::End };
    let moved = match event.key().as_str() {
        "ArrowRight" => nudged(state, services, span, end, true),
        "ArrowLeft" => nudged(state, services, span, end, false),
        "Enter" => {
            finish(act, id, span);
            return true;
        }
        _ => return false,
    };
    if let Some(moved) = moved {
        act.look(Look::Adjust(id.clone(), moved));
    }
    true
}

fn finish(act: &Act, id: &Id, span: Span) {
    act.command(Command::SetBoundaries { id: id.clone(), span });
    act.look(Look::StopAdjusting);
}

/// An end moved by a word; `None` if nothing would be left.
fn nudged(state: &State, services: &Services, span: Span, end: End, forward: bool) -> Option<Span> {
    let segments = segments_of(state, services);
    let by = |at, forward| step(&state.article, &segments, at, Step::Word, forward);
    let moved = match (end, forward) {
        // A start stands before a word: to the next one's start is to its end and back.
        (End::Start, true) => {
            let next_end = by(by(span.start, true), true);
            Span { start: by(next_end, false), ..span }
        }
        (End::Start, false) => Span { start: by(span.start, false), ..span },
        (End::End, true) => Span { end: by(span.end, true), ..span },
        (End::End, false) => {
            let before = by(by(span.end, false), false);
            Span { end: by(before, true), ..span }
        }
    };
    (moved.start < moved.end).then_some(moved)
}

/// An end dragged to a place; `None` if nothing would be left.
fn moved_to(state: &State, services: &Services, span: Span, end: End, at: usize) -> Option<Span> {
    let dragged = match end {
        End::Start => Span { start: at, ..span },
        End::End => Span { end: at, ..span },
    };
    if dragged.is_empty() {
        return None;
    }
    let segments = segments_of(state, services);
    let grown = snap(&state.article, &segments, dragged, state.preferences.whole_words);
    // Only the dragged end grows to its word; the other stays where it was set.
    let moved = match end {
        End::Start => Span { end: span.end, ..grown },
        End::End => Span { start: span.start, ..grown },
    };
    (!moved.is_empty()).then_some(moved)
}
