//! Mouse, pen and touch in the article.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};
use yew::prelude::*;

use super::article_keys::{segments_of, snapped};
use crate::app::action::Look;
use crate::app::caret::sentence_at;
use crate::app::state::{Means, Selection};
use crate::browser::dom::{place, selection};
use crate::domain::text::Span;
use crate::ui::hooks::use_document_event;
use crate::ui::services::{Services, use_services};
use crate::ui::store::{Act, Snapshot, use_act};

/// How long a finger's selection must rest before it is taken, in milliseconds.
const REST: u32 = 350;

/// Turns drags into selections, clicks into claims, taps into sentences.
#[hook]
pub(super) fn use_article_pointer(article: &NodeRef) {
    let (act, services) = (use_act(), use_services());
    let touching = use_mut_ref(|| false);
    let began_inside = use_mut_ref(|| false);
    let rest = use_mut_ref(|| None::<Timeout>);
    use_document_event("pointerdown", {
        let (article, touching, began) = (article.clone(), touching.clone(), began_inside.clone());
        move |event| {
            let pointer = event.dyn_ref::<PointerEvent>();
            *touching.borrow_mut() =
                pointer.is_some_and(|pointer| pointer.pointer_type() == "touch");
            *began.borrow_mut() = is_inside(&article, event);
        }
    });
    // A click comes after the selection is settled, whatever made it.
    use_document_event("click", {
        let (article, touching) = (article.clone(), touching.clone());
        let (act, services) = (act.clone(), services.clone());
        move |event| {
            let state = act.state();
            let (Some(root), Some(click)) =
                (article.cast::<Element>(), event.dyn_ref::<MouseEvent>())
            else {
                return;
            };
            let pointer = Pointer { root, state: &state, act: &act, services: &services };
            let inside = is_inside(&article, event);
            // A keyboard's click on a button has no count; it is no pointer's.
            if click.detail() == 0 || !(inside || *began_inside.borrow()) {
                return;
            }
            if *touching.borrow() {
                if inside {
                    pointer.tap(click);
                }
            } else if !pointer.take_selection(Means::Pointer) && inside {
                pointer.click(click);
            }
            *began_inside.borrow_mut() = false;
        }
    });
    // A long press selects by the system's own handles; no click follows.
    use_document_event("selectionchange", {
        let article = article.clone();
        move |_| {
            if !*touching.borrow() {
                return;
            }
            let (article, act, services) = (article.clone(), act.clone(), services.clone());
            *rest.borrow_mut() = Some(Timeout::new(REST, move || {
                let (Some(root), state) = (article.cast::<Element>(), act.state()) else { return };
                let found = selection::read(&root, &state.article).filter(|(a, b)| a != b);
                if let Some((anchor, focus)) = found {
                    let span = snapped(&state, &services, Span::between(anchor, focus));
                    let known = state.view.selection.is_some_and(|s| s.span() == span);
                    if !span.is_empty() && !known && state.view.adjusting.is_none() {
                        let selection =
                            Selection { anchor: span.start, focus: span.end, by: Means::Touch };
                        act.look(Look::Select(Some(selection)));
                    }
                }
            }));
        }
    });
}

fn is_inside(article: &NodeRef, event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    article.cast::<Element>().zip(target).is_some_and(|(root, target)| root.contains(Some(&target)))
}

struct Pointer<'a> {
    root: Element,
    state: &'a Snapshot,
    act: &'a Act,
    services: &'a Services,
}

impl Pointer<'_> {
    /// Takes what the browser has selected; `false` if that is nothing.
    fn take_selection(&self, by: Means) -> bool {
        let found = selection::read(&self.root, &self.state.article);
        let Some((anchor, focus)) = found.filter(|(anchor, focus)| anchor != focus) else {
            return false;
        };
        if self.state.view.adjusting.is_some() {
            return true;
        }
        let span = snapped(self.state, self.services, Span::between(anchor, focus));
        if span.is_empty() {
            return false;
        }
        let (anchor, focus) =
            if anchor < focus { (span.start, span.end) } else { (span.end, span.start) };
        selection::write(&self.root, &self.state.article, anchor, focus);
        self.act.look(Look::Select(Some(Selection { anchor, focus, by })));
        true
    }

    fn place(&self, click: &MouseEvent) -> Option<usize> {
        let (x, y) = (f64::from(click.client_x()), f64::from(click.client_y()));
        place::place_at_point(&self.root, &self.state.article, x, y)
    }

    /// A click without a drag: what lies there, or the caret.
    fn click(&self, click: &MouseEvent) {
        let Some(at) = self.place(click) else { return };
        if !self.open_marks(click, at) {
            let caret = Selection { anchor: at, focus: at, by: Means::Pointer };
            self.act.look(Look::Select(Some(caret)));
        }
    }

    /// A tap takes the sentence; a second one extends the selection to its own.
    fn tap(&self, click: &MouseEvent) {
        let Some(at) = self.place(click) else { return };
        let pending =
            self.state.view.selection.map(Selection::span).filter(|span| !span.is_empty());
        if pending.is_none() && self.open_marks(click, at) {
            return;
        }
        self.take_sentence(at, pending);
    }

    fn take_sentence(&self, at: usize, pending: Option<Span>) {
        let segments = segments_of(self.state, self.services);
        let Some(sentence) = sentence_at(&self.state.article, &segments, at) else { return };
        let span = match pending {
            Some(span) if span == sentence => return self.act.look(Look::Select(None)),
            Some(span) => span.cover(sentence),
            None => sentence,
        };
        selection::write(&self.root, &self.state.article, span.start, span.end);
        let selection = Selection { anchor: span.start, focus: span.end, by: Means::Touch };
        self.act.look(Look::Select(Some(selection)));
    }

    /// Opens the claim under a click, or offers those that overlap there.
    fn open_marks(&self, click: &MouseEvent, at: usize) -> bool {
        let target = click.target().and_then(|target| target.dyn_into::<Element>().ok());
        let mark = target.and_then(|target| target.closest("[data-mark]").ok().flatten());
        let Some(mark) = mark else { return false };
        // The edge of a mark may lie half a letter beside the place that was hit.
        let mut found = self.state.outline.at(at);
        if found.is_empty() {
            found = self.state.outline.at(at.saturating_sub(1));
        }
        let ids: Vec<_> = found.iter().map(|record| record.id.clone()).collect();
        match ids.as_slice() {
            [] => match mark
                .get_attribute("data-mark")
                .and_then(|id| crate::domain::id::Id::from_iri(&id))
            {
                Some(id) => self.act.look(Look::Activate(Some(id))),
                None => return false,
            },
            [one] => self.act.look(Look::Activate(Some(one.clone()))),
            _ => {
                self.act.look(Look::Select(Some(Selection {
                    anchor: at,
                    focus: at,
                    by: Means::Pointer,
                })));
                self.act.look(Look::Choose(ids));
            }
        }
        true
    }
}
