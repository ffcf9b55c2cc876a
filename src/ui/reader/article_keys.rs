//! The keys in the article: a caret that moves, selects and marks.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::selection_bar::mark_as;
use crate::app::action::Look;
use crate::app::caret::{Step, sentence_at, snap, step};
use crate::app::exercise::offer::Word;
use crate::app::state::{Means, Selection, State};
use crate::browser::dom::{focus, geometry, selection};
use crate::domain::claim::Kind;
use crate::domain::text::Span;
use crate::ui::reader::boundaries;
use crate::ui::services::{Services, use_services};
use crate::ui::store::{Act, Snapshot, use_act};
use crate::ui::tasks::show_record;

/// What a key in the article may use.
struct Keys<'a> {
    root: web_sys::Element,
    state: &'a Snapshot,
    act: &'a Act,
    services: &'a Services,
}

/// Handlers for the article's `keydown`, `focus` and `blur`.
#[hook]
pub(super) fn use_article_keys(
    article: &NodeRef,
) -> (Callback<KeyboardEvent>, Callback<FocusEvent>, Callback<FocusEvent>) {
    let (act, services) = (use_act(), use_services());
    let article = article.clone();
    let onblur = {
        let act = act.clone();
        Callback::from(move |_| {
            let state = act.state();
            // The chooser takes the focus, and stands where the caret is.
            let caret = state.view.selection.filter(|_| state.view.choosing.is_empty());
            // An empty selection is only a caret: it goes with the focus.
            if caret.is_some_and(|caret| caret.span().is_empty()) {
                act.look(Look::Select(None));
            }
        })
    };
    let onfocus = {
        let (act, article) = (act.clone(), article.clone());
        Callback::from(move |_| {
            let state = act.state();
            let view = &state.view;
            let root = article.cast::<web_sys::Element>();
            // The pointer says itself where it is; keys go on from where they were.
            let by_keys = root.is_some_and(|root| root.matches(":focus-visible").unwrap_or(false));
            if by_keys && view.selection.is_none() && view.adjusting.is_none() {
                let caret = Selection { anchor: view.caret, focus: view.caret, by: Means::Keys };
                act.look(Look::Select(Some(caret)));
            }
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let Some(root) = article.cast::<web_sys::Element>() else { return };
        let state = act.state();
        let keys = Keys { root, state: &state, act: &act, services: &services };
        let taken = match &state.view.adjusting {
            Some((id, span)) => boundaries::key(&event, &state, &act, &services, id, *span),
            None => keys.press(&event),
        };
        if taken {
            event.prevent_default();
        }
    });
    (onkeydown, onfocus, onblur)
}

impl Keys<'_> {
    fn press(&self, event: &KeyboardEvent) -> bool {
        let here = self.state.view.selection;
        let at = here.map_or(self.state.view.caret, |selection| selection.focus);
        if let Some(to) = self.target(event, at) {
            let anchor = if event.shift_key() { here.map_or(at, |s| s.anchor) } else { to };
            self.select(anchor, to);
            return true;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        match event.key().as_str() {
            "Enter" => self.enter(here),
            key => self.state.preferences.letters && self.mark(key, here),
        }
    }

    /// Where a key leads; `None` for a key that does not move.
    fn target(&self, event: &KeyboardEvent, at: usize) -> Option<usize> {
        let (control, alt) = (event.ctrl_key() || event.meta_key(), event.alt_key());
        let (by, forward) = match event.key().as_str() {
            "ArrowRight" | "ArrowLeft" => {
                // On a Mac words go with Option; there Alt and an arrow lead nowhere else.
                let by = if control || alt { Step::Word } else { Step::Character };
                (by, (event.key() == "ArrowRight") != self.is_right_to_left(at))
            }
            "ArrowDown" if alt => (Step::Sentence, true),
            "ArrowUp" if alt => (Step::Sentence, false),
            "ArrowDown" if control => (Step::Paragraph, true),
            "ArrowUp" if control => (Step::Paragraph, false),
            "ArrowDown" => return self.by_screen(at, true, "line"),
            "ArrowUp" => return self.by_screen(at, false, "line"),
            "End" if control => (Step::Text, true),
            "Home" if control => (Step::Text, false),
            "End" => return self.by_screen(at, true, "lineboundary"),
            "Home" => return self.by_screen(at, false, "lineboundary"),
            _ => return None,
        };
        let segments = segments_of(self.state, self.services);
        Some(step(&self.state.article, &segments, at, by, forward))
    }

    /// Lines are the screen's: the browser moves its own selection, and we read it.
    fn by_screen(&self, at: usize, forward: bool, unit: &str) -> Option<usize> {
        selection::write(&self.root, &self.state.article, at, at);
        Some(selection::move_by(&self.root, &self.state.article, forward, unit).unwrap_or(at))
    }

    fn is_right_to_left(&self, at: usize) -> bool {
        let block =
            crate::browser::dom::place::block_element(&self.root, self.state.article.block_at(at));
        let style =
            block.and_then(|block| web_sys::window()?.get_computed_style(&block).ok().flatten());
        style.and_then(|style| style.get_property_value("direction").ok()).as_deref() == Some("rtl")
    }

    fn select(&self, anchor: usize, focus: usize) {
        selection::write(&self.root, &self.state.article, anchor, focus);
        self.act.look(Look::Select(Some(Selection { anchor, focus, by: Means::Keys })));
    }

    /// Enter: the tools for what is selected; else the claim at the caret; else
    /// the sentence.
    fn enter(&self, here: Option<Selection>) -> bool {
        let article = &self.state.article;
        let segments = segments_of(self.state, self.services);
        match here {
            Some(selection) if !selection.span().is_empty() => {
                let span =
                    snap(article, &segments, selection.span(), self.state.preferences.whole_words);
                self.select(span.start, span.end);
                if focus::find(".selection-bar").is_some() {
                    to_tools();
                } else {
                    // They are drawn before a timer of no time runs out.
                    Timeout::new(0, to_tools).forget();
                }
            }
            _ => {
                let at = here.map_or(self.state.view.caret, |selection| selection.focus);
                let found = self.state.outline.at(at);
                match found.as_slice() {
                    [] => {
                        if let Some(span) = sentence_at(article, &segments, at) {
                            self.select(span.start, span.end);
                        }
                    }
                    [one] => show_record::show_record(self.act, &one.id),
                    many => {
                        self.act.look(Look::Choose(
                            many.iter().map(|record| record.id.clone()).collect(),
                        ));
                    }
                }
            }
        }
        true
    }

    /// Marks the selection as what has this key.
    fn mark(&self, key: &str, here: Option<Selection>) -> bool {
        let has_key = |word: &Word| word.shortcut.is_some_and(|it| key.chars().eq([it]));
        let kind = match key {
            "0" => None,
            _ => match self.state.kinds().iter().find(|word| has_key(word)) {
                Some(word) => Some(Kind::from_key(&word.key)),
                None => return false,
            },
        };
        let Some(span) = here.map(Selection::span).filter(|span| !span.is_empty()) else {
            return false;
        };
        let segments = segments_of(self.state, self.services);
        let span = snap(&self.state.article, &segments, span, self.state.preferences.whole_words);
        mark_as(self.act, span, kind);
        true
    }
}

/// The focus goes to what can be done with the selection.
fn to_tools() {
    focus::focus_first(".selection-bar button");
    if let Some(bar) = focus::find(".selection-bar") {
        geometry::reveal(&bar);
    }
}

/// The boundaries of the open article's blocks.
pub(super) fn segments_of(
    state: &State,
    services: &Services,
) -> impl Fn(usize) -> Rc<crate::domain::text::Segments> + use<> {
    let (article, services) = (state.article.clone(), services.clone());
    move |block| services.segments(&article, block)
}

/// A span as it would be marked.
pub(super) fn snapped(state: &State, services: &Services, span: Span) -> Span {
    snap(&state.article, &segments_of(state, services), span, state.preferences.whole_words)
}
