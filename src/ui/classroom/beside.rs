//! One notebook beside a key, claim by claim.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use crate::app::classroom::Key;
use crate::app::words::classroom as names;
use crate::app::words::key as words;
use crate::app::words::{count, whole};
use crate::domain::comparison::{ClaimResult, LinkResult, PairedClaim};
use crate::domain::exercise::Exercise;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outlined;
use crate::ui::controls::name_of;

#[derive(Properties)]
pub(super) struct BesideProps {
    pub(super) with: Arc<Key>,
    pub(super) theirs: Outlined,
    pub(super) exercise: Rc<Exercise>,
}

impl PartialEq for BesideProps {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.with, &other.with)
            && Arc::ptr_eq(self.theirs.notebook(), other.theirs.notebook())
    }
}

/// The numbers, then each claim of either with what differs and the key's reasons.
#[component]
pub(super) fn Beside(props: &BesideProps) -> Html {
    let outline = props.with.work.outline();
    let compared = match props.with.beside(&props.theirs) {
        Ok(compared) => compared,
        Err(why) => return html! { <p role="alert">{ words::error(why) }</p> },
    };
    let claims = compared.claims.iter().enumerate().map(|(at, result)| {
        let (head, quote, lines, key) = match result {
            ClaimResult::Paired(pair) => {
                let head = if pair.is_same() { words::SAME } else { words::DIFFERS };
                (head, quote(props.theirs.notebook(), &pair.theirs), pair_lines(props, pair), Some(&pair.key))
            }
            ClaimResult::Missed(id) => {
                let links = outline.links_of_claim(id).iter();
                let links = links.map(|link| link_line(props, &LinkResult::Missed(link.id.clone())));
                (words::MISSED, quote(props.with.work.notebook(), id), links.collect(), Some(id))
            }
            ClaimResult::Extra(id) => {
                (words::NOT_IN_KEY, quote(props.theirs.notebook(), id), Vec::new(), None)
            }
        };
        let reasons = key.map(|id| props.with.reasons(id)).unwrap_or_default();
        let ask = key.and_then(|id| props.with.notes.as_ref()?.prompt(id));
        html! {
            <li class="beside__claim" key={at}>
                <h4>{ head }</h4>
                <blockquote dir="auto">{ quote }</blockquote>
                if !lines.is_empty() { <ul class="beside__lines">{ for lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul> }
                { for reasons.iter().map(|reason| html! { <p class="beside__reason">{ words::REASON }{ " " }<span dir="auto">{ whole(reason) }</span></p> }) }
                if let Some(ask) = ask { <p class="beside__reason">{ words::ASK }{ " " }<span dir="auto">{ whole(ask) }</span></p> }
            </li>
        }
    });
    html! {
        <section aria-labelledby="beside-title" class="beside">
            <h3 id="beside-title">{ words::CLAIM_BY_CLAIM }{ " (" }{ count(compared.claims.len(), "claim", "claims") }{ ")" }</h3>
            <p role="status">{ words::tally(&compared.tally()) }</p>
            <ol class="beside__claims">{ for claims }</ol>
        </section>
    }
}

fn quote(notebook: &Notebook, claim: &Id) -> String {
    notebook.claim(claim).map(|claim| whole(&claim.passage.quote.exact)).unwrap_or_default()
}

/// What differs between the two.
pub(super) fn pair_lines(props: &BesideProps, pair: &PairedClaim) -> Vec<String> {
    let key = props.with.work.notebook().claim(&pair.key);
    let theirs = props.theirs.notebook().claim(&pair.theirs);
    let (Some(key), Some(theirs)) = (key, theirs) else { return Vec::new() };
    let exercise = &props.exercise;
    let mut lines: Vec<String> = words::ends(pair.ends).into_iter().collect();
    if !pair.same_kind {
        let kind = |it| names::kind(exercise, it);
        lines.push(words::other_kind(&kind(&theirs.kind), &kind(&key.kind)));
    }
    lines.extend(words::verdict(
        exercise,
        pair.verdict,
        theirs.verdict.as_ref(),
        key.verdict.as_ref(),
    ));
    lines.extend(pair.links.iter().map(|link| link_line(props, link)));
    lines
}

/// Relation and source of a link.
fn link(props: &BesideProps, notebook: &Notebook, id: &Id) -> (String, String) {
    let link = notebook.link(id);
    let relation = link.map(|it| names::relation(&props.exercise, &it.relation));
    let source = link.and_then(|it| notebook.source(&it.source)).map(name_of);
    (relation.unwrap_or_default(), source.unwrap_or_default())
}

fn link_line(props: &BesideProps, result: &LinkResult) -> String {
    let key = |id| link(props, props.with.work.notebook(), id);
    let theirs = |id| link(props, props.theirs.notebook(), id);
    match result {
        LinkResult::Same(pair) => {
            let (relation, source) = key(&pair.key);
            words::same_link(&relation, &source)
        }
        LinkResult::OtherRelation(pair) => {
            let ((relation, source), (other, _)) = (key(&pair.key), theirs(&pair.theirs));
            words::other_relation(&other, &relation, &source)
        }
        LinkResult::OtherSource(pair) => {
            let ((relation, source), (_, other)) = (key(&pair.key), theirs(&pair.theirs));
            words::other_source(&relation, &other, &source)
        }
        LinkResult::Missed(id) => {
            let (relation, source) = key(id);
            words::missed_link(&relation, &source)
        }
        LinkResult::Extra(id) => {
            let (relation, source) = theirs(id);
            words::extra_link(&relation, &source)
        }
    }
}
