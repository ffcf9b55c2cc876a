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

use super::store::use_snapshot;
use crate::app::words::{article as words, page};
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
    html! {
        <div class="reader">
            <div class="reader__head">
                <h1 class="reader__title" lang={lang(&state.article.language)} dir="auto">{ title }</h1>
                <p class="reader__about">
                    if !state.article.published.is_empty() {
                        <time datetime={state.article.published.clone()}>{ state.article.published.clone() }</time>
                    }
                    if let Some(url) = &state.article.url {
                        <bdi>{ url.host().to_owned() }</bdi>
                    }
                </p>
                if state.outline.claims.is_empty() { <p class="reader__hint">{ words::HINT }</p> }
                if state.broken > 0 {
                    <p class="reader__broken" role="alert">{ page::broken(state.broken) }</p>
                }
            </div>
            <div class="reader__column" ref={column.clone()}>
                <ArticleView article={article.clone()} />
                <Caret article={article.clone()} column={column.clone()} />
                <SelectionBar article={article.clone()} column={column.clone()} />
                <Boundaries article={article.clone()} column={column.clone()} />
                <Chooser {article} {column} />
            </div>
        </div>
    }
}

/// A language tag as an attribute; none where it is not known.
fn lang(tag: &str) -> Option<AttrValue> {
    (!tag.is_empty()).then(|| AttrValue::from(tag.to_owned()))
}
