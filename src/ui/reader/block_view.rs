//! One block of the article.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use crate::app::exercise::offer::{Offer, Word};
use crate::app::paint::{Mark, Piece};
use crate::app::words::claim;
use crate::domain::article::BlockKind;
use crate::domain::claim::Kind;
use crate::domain::id::Id;

#[derive(Properties, PartialEq)]
pub(super) struct BlockViewProps {
    pub(super) block: usize,
    pub(super) kind: BlockKind,
    pub(super) pieces: Rc<Vec<Piece>>,
    /// The open claim or source, if it has a mark in this block.
    pub(super) active: Option<Id>,
    /// How an exercise shows its kinds.
    pub(super) offer: Option<Arc<Offer>>,
}

/// Its pieces, each in as many marks as lie over it: the widest outermost, so
/// that all of them show and none is merged with another.
#[component]
pub(super) fn BlockView(props: &BlockViewProps) -> Html {
    let number = props.block.to_string();
    let pieces: Html = props.pieces.iter().map(|piece| piece_view(piece, props)).collect();
    let paragraph = (props.block + 1).to_string();
    match props.kind {
        BlockKind::Heading(level) => {
            let tag = format!("h{}", level.clamp(2, 6));
            html! { <@{tag} class="block" data-block={number} data-paragraph={paragraph} dir="auto">{ pieces }</@> }
        }
        BlockKind::Paragraph => {
            html! { <p class="block" data-block={number} data-paragraph={paragraph} dir="auto">{ pieces }</p> }
        }
        BlockKind::ListItem => html! {
            <p class="block block--item" data-block={number} data-paragraph={paragraph} dir="auto">{ pieces }</p>
        },
        BlockKind::Quotation => html! {
            <p class="block block--quotation" data-block={number} data-paragraph={paragraph} dir="auto">{ pieces }</p>
        },
    }
}

fn piece_view(piece: &Piece, props: &BlockViewProps) -> Html {
    let words = html! { { piece.text.clone() } };
    let marked = piece.marks.iter().rev().fold(words, |inner, mark| mark_view(mark, inner, props));
    match piece.sentence {
        Some(number) => html! {
            <><span class="sentence-number" data-number={number.to_string()}></span>{ marked }</>
        },
        None => marked,
    }
}

/// What a screen reader hears of it, and the number that is seen, are generated
/// content: they are in no selection and no copy.
fn mark_view(mark: &Mark, inner: Html, props: &BlockViewProps) -> Html {
    let words = props.offer.iter().flat_map(|offer| &offer.kinds);
    let word = words.into_iter().find(|word| mark.kind.as_ref() == Some(&word.key));
    let kind = mark.kind.clone().unwrap_or_else(|| "source".into());
    let id = mark.id.to_string();
    let (begins, ends) = match (&mark.kind, mark.number) {
        (Some(kind), Some(number)) => {
            let name = word.map_or_else(|| claim::kind(&Kind::from_key(kind)), Word::shown);
            (claim::begins(number, &name), claim::ends(number))
        }
        _ => (claim::SOURCE_BEGINS.into(), claim::SOURCE_ENDS.into()),
    };
    html! {
        <mark class="mark" data-kind={kind} data-ink={word.and_then(|word| word.ink)} data-pattern={word.and_then(|word| word.pattern)}
            data-lane={(mark.lane % 4).to_string()} data-mark={id.clone()}
            data-asks={mark.asks.then_some("true")}
            data-current={(props.active.as_ref() == Some(&mark.id)).then_some("true")}
            data-starts={mark.starts.then_some(id)}
            data-number={mark.number.filter(|_| mark.starts).map(|n| n.to_string())}
            data-begins={mark.starts.then_some(begins)}
            data-ends={mark.ends.then_some(ends)}>
            { inner }
        </mark>
    }
}
