//! The article: reading it, selecting in it, marking.

mod article_keys;
mod article_pointer;
mod article_view;
mod block_view;
mod boundaries;
mod caret;
mod chooser;
mod selection_bar;
mod window;

use yew::prelude::*;

use super::exercise::OpenExercise;
use super::parts::{self, Part, use_part};
use super::store::use_snapshot;
use crate::app::words::{article as words, page, shortened};
use crate::browser::host;
use article_view::ArticleView;
use boundaries::Boundaries;
use caret::Caret;
use chooser::Chooser;
use selection_bar::SelectionBar;

/// The reading column.
#[component]
pub(super) fn Reader() -> Html {
    let state = use_snapshot();
    let article = use_node_ref();
    let column = use_node_ref();
    let title = match state.article.title.as_str() {
        "" => words::UNTITLED,
        title => title,
    };
    let host = state.article.url.as_ref().and_then(host::of);
    html! {
        <div class="reader">
            <OpenExercise />
            <div class="reader__head">
                <h1 class="reader__title" lang={lang(&state.article.language)} dir="auto">{ shortened(title, 1_000) }</h1>
                <p class="reader__about">
                    if !state.article.published.is_empty() {
                        <time datetime={state.article.published.clone()}>{ shortened(&state.article.published, 100) }</time>
                    }
                    if let Some(host) = host {
                        <bdi>{ host }</bdi>
                    }
                </p>
                if state.outline.claims.is_empty() { <p class="reader__hint">{ words::HINT }</p> }
            </div>
            <div class="reader__column" ref={column.clone()}>
                <ArticleView article={article.clone()} />
                <Caret article={article.clone()} column={column.clone()} />
                <SelectionBar article={article.clone()} column={column.clone()} />
                if state.view.adjusting.is_some() || !state.view.choosing.is_empty() {
                    <Tools {article} {column} />
                }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ToolsProps {
    article: NodeRef,
    column: NodeRef,
}

/// What is needed now and then, loaded when it is.
#[component]
fn Tools(props: &ToolsProps) -> Html {
    match use_part(&parts::READER_TOOLS) {
        Part::Here(tools) => tools(&props.article, &props.column),
        Part::Coming => Html::default(),
        Part::Missing => {
            html! { <p class="reader__broken" role="alert">{ page::PART_MISSING }</p> }
        }
    }
}

/// Handles for boundaries that are being moved, and the list of what overlaps.
pub(super) fn tools(article: &NodeRef, column: &NodeRef) -> Html {
    html! {
        <>
            <Boundaries article={article.clone()} column={column.clone()} />
            <Chooser article={article.clone()} column={column.clone()} />
        </>
    }
}

/// A language tag as an attribute; none where it is not known.
fn lang(tag: &str) -> Option<AttrValue> {
    (!tag.is_empty()).then(|| AttrValue::from(tag.to_owned()))
}
