//! One claim in the margin.

use std::sync::Arc;

use yew::prelude::*;

use super::claim_editor::ClaimEditor;
use crate::app::action::Look;
use crate::app::words::{claim as words, shortened, version};
use crate::browser::dom::{focus, geometry};
use crate::browser::timing;
use crate::domain::record::Record;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::show_record;

#[derive(Properties, PartialEq)]
pub(super) struct ClaimCardProps {
    pub(super) record: Arc<Record>,
    pub(super) number: usize,
    /// How many sources are linked.
    pub(super) links: usize,
    /// What is only printed: the reason, and each source with its address.
    pub(super) printed: Vec<String>,
    /// Whether it was changed in two places.
    pub(super) conflict: bool,
    pub(super) open: bool,
    /// It was marked just now: the field for its source takes the focus.
    pub(super) linking: bool,
}

/// A line or two when closed, the editor when open.
#[component]
pub(super) fn ClaimCard(props: &ClaimCardProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    use_effect_with((props.record.id.clone(), props.open), |(id, open)| {
        if *open {
            // Its mark has its place when the next frame is drawn.
            let mark = format!("#article [data-starts=\"{id}\"]");
            timing::next_frame(move || {
                if let Some(mark) = focus::find(&mark) {
                    geometry::reveal(&mark);
                }
            });
        }
    });
    let Some(claim) = props.record.claim() else { return Html::default() };
    let id = props.record.id.clone();
    let (kind, verdict) = (state.kind_name(&claim.kind), state.verdict_name(claim));
    let word = state.kind_word(claim.kind.key());
    let quote = &claim.passage.quote.exact;
    let asks = props.record.origin().is_some_and(|origin| origin.asks);
    let toggle = {
        let (act, id) = (act, id.clone());
        move |_| {
            if act.state().view.active.as_ref() == Some(&id) {
                act.look(Look::Activate(None));
            } else {
                show_record::show_record(&act, &id);
            }
        }
    };
    html! {
        <li class="card" data-card={id.to_string()} data-kind={claim.kind.key().to_owned()}
            data-ink={word.and_then(|word| word.ink)} data-pattern={word.and_then(|word| word.pattern)}
            data-open={props.open.then_some("true")}>
            <h2 class="card__head">
                <button type="button" class="card__toggle" onclick={toggle}
                    aria-label={words::card(props.number, claim, &kind, verdict.as_deref())}
                    aria-expanded={if props.open { "true" } else { "false" }}>
                    <span class="card__number">{ props.number }</span>{ " " }
                    <span class="card__kind">{ kind }</span>{ " " }
                    if let Some(verdict) = verdict {
                        <span class="verdict" data-verdict={claim.verdict.as_ref().map(|it| it.key().to_owned())}>{ verdict }</span>
                    }
                </button>
            </h2>
            <p class="card__quote" dir="auto">{ shortened(quote, if props.open { 240 } else { 90 }) }</p>
            if !props.open {
                <p class="card__about">
                    <span class={classes!((props.links == 0).then_some("card__lacks"))}>{ words::sources(props.links) }</span>
                    if !claim.tags.is_empty() { <span dir="auto">{ shortened(&claim.tags.join(", "), 200) }</span> }
                </p>
            }
            <ul class="card__printed">{ for props.printed.iter().map(|line| html! { <li dir="auto">{ line.clone() }</li> }) }</ul>
            if asks && !props.open { <p class="card__changed">{ version::CHANGED }</p> }
            if props.conflict && !props.open { <p class="card__conflict">{ words::CONFLICT }</p> }
            if props.open { <ClaimEditor record={props.record.clone()} linking={props.linking} conflict={props.conflict} /> }
        </li>
    }
}
