//! What a screen reader is told that the eye sees anyway.

use yew::prelude::*;

use crate::app::state::Means;
use crate::app::words::article;
use crate::domain::text::Span;
use crate::ui::store::use_snapshot;

/// The words that the caret passed, or those that are selected.
#[hook]
pub(crate) fn use_announcements() -> String {
    let state = use_snapshot();
    let before = use_mut_ref(|| None::<usize>);
    let words = use_mut_ref(String::new);
    let Some(selection) = state.view.selection.filter(|selection| selection.by == Means::Keys)
    else {
        *before.borrow_mut() = None;
        return String::new();
    };
    let last = before.borrow_mut().replace(selection.focus);
    if last != Some(selection.focus) || words.borrow().is_empty() {
        let span = selection.span();
        *words.borrow_mut() = if !span.is_empty() {
            article::selected(state.article.slice(span))
        } else {
            // What the caret now stands before.
            let to = last.map_or(selection.focus + 1, |last| last.max(selection.focus + 1));
            let from = last.map_or(selection.focus, |last| last.min(selection.focus));
            let passed =
                state.article.slice(Span { start: from, end: to.min(state.article.len()) });
            crate::app::words::shortened(passed, 200)
        };
    }
    words.borrow().clone()
}
