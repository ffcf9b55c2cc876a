//! One link of a claim: what the source does for it, why, and by which words.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::app::action::Look;
use crate::app::exercise::offer::Word;
use crate::app::state::Panel;
use crate::app::words::source as words;
use crate::domain::command::{Command, LinkRevision};
use crate::domain::link::{Relation, Strength};
use crate::domain::record::Record;
use crate::domain::source::Source;
use crate::ui::controls::{Field, OutsideLink, name_of};
use crate::ui::store::{use_act, use_snapshot};

#[derive(Properties, PartialEq)]
pub(super) struct LinkRowProps {
    pub(super) record: Arc<Record>,
}

/// A line; opened, all that can be said of the link.
#[component]
pub(super) fn LinkRow(props: &LinkRowProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let Some(link) = props.record.link() else { return Html::default() };
    let Some(source) = state.notebook.source(&link.source) else { return Html::default() };
    let revise = {
        let (act, id) = (act.clone(), props.record.id.clone());
        Callback::from(move |revision| {
            act.command(Command::ReviseLink { id: id.clone(), revision })
        })
    };
    let on_relation =
        revise.reform(|event: Event| LinkRevision::Relation(Relation::from_key(&chosen(&event))));
    let on_strength = revise.reform(|event: Event| {
        let key = chosen(&event);
        LinkRevision::Strength((!key.is_empty()).then(|| Strength::from_key(&key)))
    });
    let edit = {
        let (act, id) = (act.clone(), link.source.clone());
        move |_| act.look(Look::Show(Some(Panel::Source(id.clone()))))
    };
    let remove = {
        let (act, id) = (act.clone(), props.record.id.clone());
        move |_| act.command(Command::Bin(id.clone()))
    };
    let mut offered = state.relations();
    if !offered.iter().any(|word| word.key == link.relation.key()) {
        offered.push(Word::of(link.relation.key(), words::relation(&link.relation)));
    }
    let relations = offered.into_iter().map(|word| {
        html! {
            <option value={word.key.clone()} selected={word.key == link.relation.key()}>
                { word.shown() }
            </option>
        }
    });
    let other = link.strength.iter().filter(|strength| matches!(strength, Strength::Other(_)));
    let strengths = Strength::ALL.iter().chain(other).map(|strength| {
        html! {
            <option value={strength.key().to_owned()} selected={link.strength.as_ref() == Some(strength)}>
                { words::strength(strength) }
            </option>
        }
    });
    let url = match source {
        Source::Outside(work) => work.url.clone(),
        Source::InArticle { .. } => None,
    };
    let evidence = link.evidence.as_ref().map_or("", |quote| &quote.exact).to_owned();
    html! {
        <li class="link" data-relation={link.relation.key().to_owned()}>
            <details>
                <summary>
                    <span class="link__relation">{ state.relation_name(&link.relation) }</span>
                    <bdi class="link__source">{ name_of(source) }</bdi>
                </summary>
                <div class="link__body">
                    if let Some(url) = url {
                        <OutsideLink {url} at={link.evidence.clone()} />
                    }
                    <div class="link__choices">
                        <label class="field"><span class="field__label">{ words::RELATION }</span>
                            <select class="field__input" onchange={on_relation}>{ for relations }</select></label>
                        <label class="field"><span class="field__label">{ words::STRENGTH }</span>
                            <select class="field__input" onchange={on_strength}>
                                <option value="" selected={link.strength.is_none()}>{ words::NO_STRENGTH }</option>
                                { for strengths }
                            </select></label>
                    </div>
                    <Field label={words::REASON} value={link.reason.clone()} multiline=true written_ahead=true on_keep={revise.reform(LinkRevision::Reason)} />
                    <Field label={words::EVIDENCE} value={evidence} multiline=true written_ahead=true on_keep={revise.reform(LinkRevision::Evidence)} />
                    <div class="editor__foot">
                        <button type="button" class="button button--small" onclick={edit}>{ words::EDIT }</button>
                        <button type="button" class="button button--small button--quiet" onclick={remove}>{ words::REMOVE_LINK }</button>
                    </div>
                </div>
            </details>
        </li>
    }
}

fn chosen(event: &Event) -> String {
    let select =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}
