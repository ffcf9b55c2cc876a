//! What taking a new version of the article would do, before it does it.

use std::sync::Arc;

use yew::prelude::*;

use crate::app::action::Action;
use crate::app::state::NewVersion;
use crate::app::words::{page, shortened, version as words};
use crate::browser::clock;
use crate::domain::anchor::{AnchorState, Difference};
use crate::domain::article::Article;
use crate::domain::text::Span;
use crate::domain::versions::Fate;
use crate::ui::controls::Dialog;
use crate::ui::store::{use_act, use_snapshot};

/// So many differences are listed; more is another article.
const LISTED: usize = 200;
/// How much of the text stands around a difference, in code points.
const AROUND: usize = 40;

#[derive(Properties, PartialEq)]
pub(super) struct NewVersionPreviewProps {
    pub(super) version: Arc<NewVersion>,
    pub(super) on_close: Callback<()>,
}

/// What becomes of each claim, then what differs between the texts.
#[component]
pub(super) fn NewVersionPreview(props: &NewVersionPreviewProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let version = &props.version;
    let live = || version.fates.iter().filter(|fate| fate.record.is_live());
    let is = |state: AnchorState| live().filter(move |f| f.anchored.state == state && !f.asks());
    let lost = live().filter(|fate| fate.passage.is_none()).count();
    let asks = live().filter(|fate| fate.passage.is_some() && fate.asks()).count();
    let (exact, moved) = (is(AnchorState::Exact).count(), is(AnchorState::Moved).count());
    let looked_at = live().filter(|fate| fate.asks()).map(fate_view);
    let differences = version
        .differences
        .iter()
        .take(LISTED)
        .map(|difference| difference_view(&state.article, &version.article, *difference));
    let take = {
        let (act, version) = (act.clone(), version.clone());
        move |_| act.send(Action::TakeVersion(version.clone(), clock::now()))
    };
    html! {
        <Dialog title={words::PREVIEW} on_close={props.on_close.clone()} wide=true>
            <h3>{ words::CLAIMS }</h3>
            <p>{ words::outlook(exact, moved, asks, lost) }</p>
            <ul class="fates">{ for looked_at }</ul>
            <div class="dialog__foot">
                <button type="button" class="button button--primary" onclick={take}>{ words::TAKE }</button>
                <button type="button" class="button button--quiet" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ page::CANCEL }</button>
            </div>
            <h3>{ words::TEXT }</h3>
            if version.differences.is_empty() { <p>{ words::NOTHING }</p> }
            <ol class="differences">{ for differences }</ol>
            if version.differences.len() > LISTED { <p>{ words::LEFT_OUT }</p> }
        </Dialog>
    }
}

/// One that needs a look, or is lost: then and now.
fn fate_view(fate: &Fate) -> Html {
    let then = fate.record.passage().map_or("", |passage| &passage.quote.exact);
    let said = match fate.passage {
        Some(_) => words::changes(fate.anchored.changes),
        None => words::NO_LONGER,
    };
    html! {
        <li class="fate" data-anchor={if fate.passage.is_some() { "changed" } else { "lost" }}>
            <p class="fate__state">{ said }</p>
            <p dir="auto"><del>{ shortened(then, 240) }</del></p>
            if let Some(passage) = &fate.passage {
                <p dir="auto"><ins>{ shortened(&passage.quote.exact, 240) }</ins></p>
            }
        </li>
    }
}

/// One difference among the words around it.
fn difference_view(old: &Article, new: &Article, difference: Difference) -> Html {
    let Difference { old: gone, new: came } = difference;
    let before = Span { start: came.start.saturating_sub(AROUND), end: came.start };
    let after = Span { start: came.end, end: (came.end + AROUND).min(new.len()) };
    html! {
        <li dir="auto">
            <span class="differences__around">{ words::LEFT_OUT }{ new.slice(before) }</span>
            if !gone.is_empty() { <del>{ shortened(old.slice(gone), 600) }</del>{ " " } }
            if !came.is_empty() { <ins>{ shortened(new.slice(came), 600) }</ins> }
            <span class="differences__around">{ new.slice(after) }{ words::LEFT_OUT }</span>
        </li>
    }
}
