//! All that can be said of a claim.

use std::sync::Arc;

use yew::prelude::*;

use super::conflict::Conflict;
use super::link_form::LinkForm;
use super::link_row::LinkRow;
use super::review::review;
use crate::app::action::Look;
use crate::app::exercise::offer::Word;
use crate::app::words::{claim as words, shortened, source};
use crate::browser::dom::focus;
use crate::domain::claim::{Kind, Verdict};
use crate::domain::command::{ClaimRevision, Command};
use crate::domain::record::Record;
use crate::ui::controls::Field;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::show_record;

#[derive(Properties, PartialEq)]
pub(super) struct ClaimEditorProps {
    pub(super) record: Arc<Record>,
    pub(super) linking: bool,
    pub(super) conflict: bool,
}

/// Sources first, for that is what a claim lacks when it has just been marked.
#[component]
pub(super) fn ClaimEditor(props: &ClaimEditorProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let Some(claim) = props.record.claim() else { return Html::default() };
    let id = props.record.id.clone();
    let revise = {
        let (act, id) = (act.clone(), id.clone());
        Callback::from(move |revision| {
            act.command(Command::ReviseClaim { id: id.clone(), revision })
        })
    };
    let links = state.outline.links_of_claim(&id).iter().map(|link| {
        html! { <LinkRow key={link.id.to_string()} record={link.clone()} /> }
    });
    let mut offered = state.kinds();
    if !offered.iter().any(|word| word.key == claim.kind.key()) {
        offered.push(Word::of(claim.kind.key(), words::kind(&claim.kind)));
    }
    let kinds = offered.into_iter().map(|word| {
        let kind = Kind::from_key(&word.key);
        let chosen = claim.kind == kind;
        let onchange = {
            let revise = revise.clone();
            move |_| revise.emit(ClaimRevision::Kind(kind.clone()))
        };
        html! {
            <label class="chip" data-kind={word.key.clone()} data-ink={word.ink} data-pattern={word.pattern} title={word.help.clone()}>
                <input type="radio" name={format!("kind-{id}")} checked={chosen} {onchange} />
                <span class="kind__swatch" aria-hidden="true"></span>{ word.shown() }
            </label>
        }
    });
    let mut offered = state.verdicts();
    if let Some(other) =
        claim.verdict.as_ref().filter(|it| offered.iter().all(|word| word.key != it.key()))
    {
        offered.push(Word::of(other.key(), words::verdict(other)));
    }
    // An exercise may ask for none.
    let judged = !offered.is_empty();
    let verdicts = std::iter::once(None).chain(offered.into_iter().map(Some)).map(|word| {
        let verdict = word.as_ref().map(|word| Verdict::from_key(&word.key));
        let chosen = claim.verdict == verdict;
        let onchange = {
            let revise = revise.clone();
            move |_| revise.emit(ClaimRevision::Verdict(verdict.clone()))
        };
        let key = word.as_ref().map(|word| word.key.clone());
        html! {
            <label class="chip chip--verdict" data-verdict={key}>
                <input type="radio" name={format!("verdict-{id}")} checked={chosen} {onchange} />
                { word.as_ref().map_or_else(|| words::NO_VERDICT.to_owned(), Word::shown) }
            </label>
        }
    });
    let tags = revise
        .reform(|text: String| ClaimRevision::Tags(text.split(',').map(Into::into).collect()));
    let adjust = {
        let (act, id) = (act.clone(), id.clone());
        move |_| {
            show_record::adjust(&act, &id);
        }
    };
    let bin = {
        let (act, id) = (act.clone(), id.clone());
        move |_| {
            act.command(Command::Bin(id.clone()));
            focus::focus_first("#article");
        }
    };
    let author =
        props.record.content.as_ref().and_then(|content| state.notebook.person(&content.author));
    html! {
        <div class="editor">
            if props.conflict { <Conflict id={id.clone()} /> }
            { review(&props.record, &act) }
            <section class="editor__part" aria-label={source::LINKED}>
                if !state.outline.links_of_claim(&id).is_empty() { <ul class="links">{ for links }</ul> }
                if state.asks_for_sources() { <LinkForm claim={id.clone()} focused={props.linking} /> }
            </section>
            if judged {
                <fieldset class="editor__part chips"><legend>{ words::VERDICT }</legend>{ for verdicts }</fieldset>
                <Field label={words::REASON} value={claim.reason.clone()} multiline=true written_ahead=true
                    on_keep={revise.reform(ClaimRevision::Reason)} />
            }
            <fieldset class="editor__part chips"><legend>{ words::KIND }</legend>{ for kinds }</fieldset>
            <Field label={words::TAGS} value={claim.tags.join(", ")} written_ahead=true on_keep={tags} />
            <div class="editor__foot">
                <button type="button" class="button button--small" onclick={adjust}>{ words::CHANGE_BOUNDARIES }</button>
                <button type="button" class="button button--small button--quiet" onclick={bin}>{ words::BIN }</button>
                if let Some(author) = author { <span class="editor__author">{ words::BY }{ " " }<bdi>{ shortened(&author.name, 80) }</bdi></span> }
            </div>
            <button type="button" class="button editor__close" onclick={move |_| act.look(Look::Activate(None))}>{ words::CLOSE }</button>
        </div>
    }
}
