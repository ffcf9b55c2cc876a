//! A claim or source on the version of the article on which it was made.

use yew::prelude::*;

use crate::app::words::version as words;
use crate::browser::dom::focus;
use crate::browser::timing;
use crate::domain::article::Article;
use crate::domain::id::Id;
use crate::domain::passage::Passage;
use crate::domain::text::Span;
use crate::ui::controls::Dialog;
use crate::ui::store::use_snapshot;

#[derive(Properties, PartialEq)]
pub(super) struct MadeOnProps {
    pub(super) id: Id,
    pub(super) on_close: Callback<()>,
}

/// The old text with its passage marked, scrolled to it.
#[component]
pub(super) fn MadeOn(props: &MadeOnProps) -> Html {
    let state = use_snapshot();
    use_effect_with((), |()| {
        timing::next_frame(|| {
            if let Some(mark) = focus::find("dialog mark") {
                mark.scroll_into_view();
            }
        });
    });
    let record = state.notebook.record(&props.id);
    let passage = record.and_then(|record| {
        record.origin().map(|origin| &origin.passage).or_else(|| record.passage())
    });
    let Some(passage) = passage else { return Html::default() };
    let text = match state.version(&passage.article) {
        Some(article) => text_view(article, passage),
        None => html! {
            <><p>{ words::NOT_AT_HAND }</p><blockquote dir="auto">{ passage.quote.exact.clone() }</blockquote></>
        },
    };
    html! {
        <Dialog title={words::MADE_ON} on_close={props.on_close.clone()} wide=true>{ text }</Dialog>
    }
}

fn text_view(article: &Article, passage: &Passage) -> Html {
    let blocks = (0..article.blocks().len()).map(|block| {
        let span = article.block_span(block);
        let clip = |at: usize| at.clamp(span.start, span.end);
        let (from, to) = (clip(passage.span.start), clip(passage.span.end));
        let words = |start, end| article.slice(Span { start, end }).to_owned();
        html! {
            <p dir="auto">
                { words(span.start, from) }
                if from < to { <mark class="made-on__mark">{ words(from, to) }</mark> }
                { words(to, span.end) }
            </p>
        }
    });
    html! {
        <div class="made-on">
            <p class="made-on__title" dir="auto"><strong>{ article.title.clone() }</strong>{ " " }{ article.published.clone() }</p>
            { for blocks }
        </div>
    }
}
