//! One student's work as the teacher reads it, with a field for a comment on
//! each claim, link and source.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use super::beside::{BesideProps, pair_lines};
use super::session;
use crate::app::classroom::{Classroom, Work};
use crate::app::words::classroom::{kind, relation, verdict};
use crate::app::words::{key, marks as words, source, whole};
use crate::browser::clock;
use crate::domain::comparison::{ClaimResult, PairedClaim};
use crate::domain::id::Id;
use crate::domain::link::Link;
use crate::domain::outline::Outline;
use crate::domain::record::Record;
use crate::domain::source::Source;
use crate::ui::controls::{Field, OutsideLink, name_of};

#[derive(Properties)]
pub(super) struct WorkProps {
    pub(super) room: Rc<Classroom>,
    pub(super) work: Arc<Work>,
}

impl PartialEq for WorkProps {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.work, &other.work)
            && self.room.exercise == other.room.exercise
            && self.room.key == other.room.key
    }
}

/// Claims with their links in the order of the text, then sources. With a key,
/// each claim says how it stands to it.
#[component]
pub(super) fn WorkWithComments(props: &WorkProps) -> Html {
    let WorkProps { room, work } = props;
    let notebook = &work.submission.notebook;
    let outline = use_memo(work.submission.notebook.clone(), Outline::of);
    let beside = room.key.as_ref().map(|with| BesideProps {
        with: with.clone(),
        theirs: work.placed.clone(),
        exercise: Rc::new(room.exercise.clone()),
    });
    let compared = use_memo((room.key.clone(), work.placed.clone()), |(key, placed)| {
        key.as_ref().and_then(|key| key.beside(placed).ok())
    });
    let results = compared.as_ref().as_ref().map_or(&[][..], |it| it.claims.as_slice());
    let claims = outline.claims.iter().enumerate().map(|(at, record)| {
        let lines = beside.as_ref().and_then(|beside| to_key(beside, results, &record.id));
        claim_view(props, &outline, at + 1, record, lines)
    });
    let sources = outline.sources.iter().filter_map(|record| {
        let source = record.source()?;
        Some(html! {
            <li class="marking__thing" key={record.id.to_string()}>
                <p><strong dir="auto">{ name_of(source) }</strong>{ " " }{ place_of(source) }</p>
                { answers(source) }
                { comment(work, &record.id, &words::source(&name_of(source))) }
            </li>
        })
    });
    if outline.claims.is_empty() && outline.sources.is_empty() {
        return html! { <p class="empty">{ words::NOTHING }</p> };
    }
    html! {
        <>
            <ol class="marking__things" aria-label={words::CLAIMS}>{ for claims }</ol>
            if !outline.sources.is_empty() {
                <h4 id="marking-sources">{ words::SOURCES }</h4>
                <ul class="marking__things" aria-labelledby="marking-sources">{ for sources }</ul>
            }
            if notebook.article() != Some(room.article.id()) { <p class="field__help">{ words::OTHER_VERSION }</p> }
        </>
    }
}

/// What differs from the key in one claim, or that nothing does.
fn to_key(beside: &BesideProps, results: &[ClaimResult], claim: &Id) -> Option<Vec<String>> {
    results.iter().find_map(|result| match result {
        ClaimResult::Paired(pair) if pair.theirs == *claim => Some(lines(beside, pair)),
        ClaimResult::Extra(id) if id == claim => Some(vec![key::NOT_IN_KEY.into()]),
        _ => None,
    })
}

fn lines(beside: &BesideProps, pair: &PairedClaim) -> Vec<String> {
    if pair.is_same() { vec![key::SAME.into()] } else { pair_lines(beside, pair) }
}

fn claim_view(
    props: &WorkProps,
    outline: &Outline,
    number: usize,
    record: &Record,
    to_key: Option<Vec<String>>,
) -> Html {
    let WorkProps { room, work } = props;
    let Some(claim) = record.claim() else { return Html::default() };
    let said = [kind(&room.exercise, &claim.kind), verdict(&room.exercise, claim.verdict.as_ref())];
    let links = outline.links_of_claim(&record.id).iter().filter_map(|record| {
        let link = record.link()?;
        Some(link_view(props, number, record, link))
    });
    html! {
        <li class="marking__thing" key={record.id.to_string()}>
            <blockquote dir="auto">{ whole(&claim.passage.quote.exact) }</blockquote>
            <p><strong>{ said.join(" · ") }</strong></p>
            if !claim.reason.trim().is_empty() { <p dir="auto">{ whole(&claim.reason) }</p> }
            if let Some(lines) = to_key {
                <p class="field__help">{ words::TO_KEY }</p>
                <ul class="beside__lines">{ for lines.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            }
            { comment(work, &record.id, &words::claim(number, &claim.passage.quote.exact)) }
            <ul class="marking__links">{ for links }</ul>
        </li>
    }
}

fn link_view(props: &WorkProps, number: usize, record: &Record, link: &Link) -> Html {
    let WorkProps { room, work } = props;
    let found = work.submission.notebook.source(&link.source);
    let name = found.map(name_of).unwrap_or_default();
    let relation = relation(&room.exercise, &link.relation);
    let strength = link.strength.as_ref().map(source::strength);
    html! {
        <li class="marking__thing" key={record.id.to_string()}>
            <p>
                <strong>{ &relation }</strong>{ ": " }<bdi>{ &name }</bdi>{ " " }{ for found.map(place_of) }
                if let Some(strength) = strength { { " · " }{ strength } }
            </p>
            if let Some(evidence) = link.evidence.as_ref().filter(|it| !it.exact.trim().is_empty()) {
                <blockquote dir="auto">{ whole(&evidence.exact) }</blockquote>
            }
            if !link.reason.trim().is_empty() { <p dir="auto">{ whole(&link.reason) }</p> }
            { comment(work, &record.id, &words::link(number, &relation, &name)) }
        </li>
    }
}

/// Where a source is: a link to it, or that it is in the article.
fn place_of(it: &Source) -> Html {
    match it {
        Source::Outside(work) => match &work.url {
            Some(url) => html! { <OutsideLink url={url.clone()} /> },
            None => Html::default(),
        },
        Source::InArticle { .. } => html! { <span class="field__help">{ source::INSIDE }</span> },
    }
}

/// What the student found out about the source.
fn answers(it: &Source) -> Html {
    let Source::Outside(work) = it else { return Html::default() };
    let given = source::answers(&work.appraisal);
    given
        .map(|(question, answer)| {
            html! { <p><span class="field__help">{ question }</span>{ " " }<span dir="auto">{ whole(answer) }</span></p> }
        })
        .collect()
}

fn comment(work: &Work, on: &Id, name: &str) -> Html {
    let said = work.marks.comments_on(on).next().map(|it| it.text.clone()).unwrap_or_default();
    let (id, place) = (work.submission.notebook.id().clone(), on.clone());
    let on_keep = Callback::from(move |text: String| {
        session::change(|room| room.comment(&id, &place, text, clock::new_id()));
    });
    html! { <Field label={words::comment_on(name)} value={said} multiline=true {on_keep} /> }
}
