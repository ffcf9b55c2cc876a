//! The cards of the claims, each beside what it speaks of.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::prelude::*;

use super::claim_card::ClaimCard;
use crate::app::words::{PRINTED, claim, shortened, source};
use crate::browser::dom::{focus, layout};
use crate::browser::host;
use crate::domain::outline::span_of;
use crate::domain::record::Record;
use crate::domain::source::Source;
use crate::ui::controls::name_of;
use crate::ui::store::use_snapshot;

/// So many cards are drawn at once.
const AT_ONCE: usize = 250;

/// The claims in reading order.
#[component]
pub(super) fn Claims() -> Html {
    let state = use_snapshot();
    let list = use_node_ref();
    use_layout(&list, state.view.active.as_ref().map(ToString::to_string));
    let active = state.view.active.as_ref();
    let in_window = |record: &Record| {
        let block = span_of(record).map(|span| state.article.block_at(span.start));
        active == Some(&record.id)
            || state
                .view
                .window
                .zip(block)
                .is_none_or(|((from, to), block)| from <= block && block < to)
    };
    let claims = state.outline.claims.iter().enumerate().filter(|(_, record)| in_window(record));
    let claims: Vec<_> = claims.collect();
    // Thousands may stand at one place. On paper, all are shown.
    let limit = use_state(|| AT_ONCE);
    let most = if state.view.window.is_some() { *limit } else { claims.len() };
    let left = claims.len().saturating_sub(most);
    let is_shown = |(at, (_, record)): &(usize, (usize, &Arc<Record>))| {
        *at < most || active == Some(&record.id)
    };
    let claims = claims.into_iter().enumerate().filter(is_shown);
    let cards = claims.map(|(_, (i, record))| {
        let links = state.outline.links_of_claim(&record.id);
        let reason = record.claim().map(|claim| shortened(&claim.reason, PRINTED));
        let reason = reason.filter(|why| !why.is_empty());
        let sources = links.iter().filter_map(|link| {
            let link = link.link()?;
            let source = state.notebook.source(&link.source)?;
            let url = match source {
                Source::Outside(work) => work.url.as_ref(),
                Source::InArticle { .. } => None,
            };
            Some(source::printed(link, &name_of(source), url.and_then(host::real).as_ref()))
        });
        let printed: Vec<String> = reason.into_iter().chain(sources).collect();
        let links = links.len();
        let conflict = state.notebook.heads(&record.id).len() > 1;
        html! {
            <ClaimCard key={record.id.to_string()} record={record.clone()} number={i + 1} {links} {printed} {conflict}
                open={active == Some(&record.id)} linking={active == Some(&record.id) && state.view.linking} />
        }
    });
    let more = {
        let limit = limit.clone();
        move |_| limit.set(*limit + AT_ONCE)
    };
    html! {
        <>
            <ol class="cards" ref={list}>{ for cards }</ol>
            if left > 0 { <button type="button" class="button" onclick={more}>{ claim::more(left) }</button> }
        </>
    }
}

/// Lays the cards out after each drawing, and when their sizes or the article's change.
#[hook]
fn use_layout(list: &NodeRef, open: Option<String>) {
    let latest = crate::ui::hooks::use_latest(open);
    let lay_out = {
        let list = list.clone();
        Rc::new(move || {
            let margin = list.cast::<web_sys::Element>();
            if let (Some(margin), Some(article)) = (margin, focus::find("#article")) {
                let open = latest.borrow().clone().flatten();
                layout::lay_out(&article, &margin, open.as_deref());
            }
        })
    };
    use_effect({
        let lay_out = lay_out.clone();
        move || lay_out()
    });
    let list = list.clone();
    use_effect_with(list.cast::<web_sys::Element>().is_some(), move |_| {
        // Once a frame at most, or the observer would chase its own tail.
        let waiting = Rc::new(Cell::new(false));
        let later = {
            let (waiting, lay_out) = (waiting, lay_out.clone());
            Rc::new(move || {
                if waiting.replace(true) {
                    return;
                }
                let (waiting, lay_out) = (waiting.clone(), lay_out.clone());
                crate::browser::timing::next_frame(move || {
                    waiting.set(false);
                    lay_out();
                });
            })
        };
        let on_resize = later.clone();
        let changed = Closure::<dyn FnMut()>::new(move || on_resize());
        let observer = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            let watched = [list.cast::<web_sys::Element>(), focus::find("#article")];
            for element in watched.into_iter().flatten() {
                observer.observe(&element);
            }
        }
        let toggled = list.cast::<web_sys::Element>().map(|list| {
            // Opening a link's details changes a card's height, not the list's.
            EventListener::new_with_options(
                &list,
                "toggle",
                gloo::events::EventListenerOptions::run_in_capture_phase(),
                move |_| later(),
            )
        });
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop((changed, toggled));
        }
    });
}
