//! The article's text with its marks.

use std::rc::Rc;

use yew::prelude::*;

use super::article_keys::use_article_keys;
use super::article_pointer::use_article_pointer;
use super::block_view::BlockView;
use super::lang;
use super::window::use_window;
use crate::app::paint::pieces;
use crate::app::state::{Panel, Paper};
use crate::app::words::article as words;
use crate::ui::services::use_services;
use crate::ui::store::use_snapshot;

#[derive(Properties, PartialEq)]
pub(super) struct ArticleViewProps {
    pub(super) article: NodeRef,
}

/// The blocks. Only those whose pieces changed are drawn again.
#[component]
pub(super) fn ArticleView(props: &ArticleViewProps) -> Html {
    let (state, services) = (use_snapshot(), use_services());
    let (onkeydown, onfocus, onblur) = use_article_keys(&props.article);
    use_article_pointer(&props.article);
    use_window(&props.article);
    let worksheet = matches!(state.view.panel, Some(Panel::Paper(Paper::Worksheet)));
    let numbers = state.preferences.numbers || worksheet;
    let sentences = use_memo((state.article.id().clone(), numbers), |_| {
        if !numbers {
            return Vec::new();
        }
        let blocks = 0..state.article.blocks().len();
        let starts = |block: usize| {
            let start = state.article.block_span(block).start;
            let cut = services.segments(&state.article, block);
            cut.sentences().iter().map(|sentence| start + sentence.start).collect::<Vec<_>>()
        };
        blocks.flat_map(starts).collect()
    });
    let painted = (
        state.outline.clone(),
        state.view.adjusting.clone(),
        state.view.window,
        sentences.clone(),
        state.article.id().clone(),
    );
    let painted = use_memo(painted, |_| -> Vec<Rc<Vec<_>>> {
        let blocks = pieces(
            &state.article,
            &state.outline,
            state.view.adjusting.as_ref(),
            &sentences,
            state.view.window,
        );
        blocks.into_iter().map(Rc::new).collect()
    });
    let active = state.view.active.as_ref();
    let blocks = state.article.blocks().iter().zip(painted.iter()).enumerate().map(
        |(i, (block, pieces))| {
            let held =
                pieces.iter().any(|piece| piece.marks.iter().any(|mark| Some(&mark.id) == active));
            html! {
                <BlockView key={i} block={i} kind={block.kind} pieces={pieces.clone()}
                    active={active.filter(|_| held).cloned()} offer={state.offer.clone()} />
            }
        },
    );
    html! {
        <article id="article" class="article" ref={props.article.clone()} tabindex="0"
            aria-label={words::TEXT} aria-describedby="article-help"
            lang={lang(&state.article.language)} dir="auto" {onkeydown} {onfocus} {onblur}>
            { for blocks }
            <p id="article-help" hidden=true>{ words::TEXT_HELP }</p>
        </article>
    }
}
