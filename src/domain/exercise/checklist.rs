//! What is done of an exercise, counted in the work itself.

use super::Exercise;
use super::terms::closed;
use crate::domain::claim::{Claim, Kind};
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;

closed! {
    /// What an exercise can look at beyond how much there is.
    Ask {
        /// Every claim has a source.
        ClaimsSourced = "claims sourced",
        /// Every claim has a verdict.
        ClaimsJudged = "claims judged",
        /// Every verdict has a reason.
        VerdictsReasoned = "verdicts reasoned",
        /// Every link has a reason.
        LinksReasoned = "links reasoned",
        /// Every link names the words in the source that carry it.
        LinksQuoted = "links quoted",
        /// Every claim is of a kind that the exercise offers.
        KindsOffered = "kinds offered",
    }
}

/// What a line of the checklist counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Claims, against how many are wanted.
    Claims,
    /// Sources that are linked to a claim, against how many are wanted.
    Sources,
    /// Links, against how many are wanted.
    Links,
    /// What is so of all of them, against how many there are.
    Every(Ask),
}

/// A line of the checklist: "3 of 5".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item {
    /// What is counted.
    pub what: What,
    /// How many there are, or for how many it is so.
    pub done: usize,
    /// How many are wanted, or of how many.
    pub of: usize,
}

impl Item {
    /// Whether it is done. What is to be so of every one is not so of none.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.of > 0 && self.done >= self.of
    }
}

/// What is done of an exercise in a notebook, as its outline shows it: what is
/// asked for, in a fixed order. What asks for sources or verdicts is left out
/// where the exercise asks for none.
#[must_use]
pub fn checklist(exercise: &Exercise, notebook: &Notebook) -> Vec<Item> {
    let outline = Outline::of(notebook);
    let claims: Vec<_> = outline.claims.iter().filter_map(|it| Some((it, it.claim()?))).collect();
    let of_claims = outline.claims.iter().flat_map(|it| outline.links_of_claim(&it.id));
    let links: Vec<_> = of_claims.filter_map(|it| it.link()).collect();
    let linked = |it: &&std::sync::Arc<crate::domain::record::Record>| {
        links.iter().any(|link| link.source == it.id)
    };
    let sources = outline.sources.iter().filter(linked).count();
    let mut items = Vec::new();
    let minimum = &exercise.minimum;
    for (what, done, of) in [
        (What::Claims, claims.len(), minimum.claims),
        (What::Sources, sources, minimum.sources),
        (What::Links, links.len(), minimum.links),
    ] {
        let asked = what == What::Claims || exercise.sources;
        if of > 0 && asked {
            items.push(Item { what, done, of: usize::try_from(of).unwrap_or(usize::MAX) });
        }
    }
    let judged = |(_, claim): &&(_, &Claim)| claim.verdict.is_some();
    let counted = |is_so: &dyn Fn(&Claim) -> bool, all: &[&Claim]| {
        (all.iter().filter(|claim| is_so(claim)).count(), all.len())
    };
    let all: Vec<&Claim> = claims.iter().map(|(_, claim)| *claim).collect();
    let with_verdict: Vec<&Claim> = claims.iter().filter(judged).map(|(_, claim)| *claim).collect();
    for ask in Ask::ALL.iter().filter(|ask| exercise.asks.contains(ask)) {
        let (done, of) = match ask {
            Ask::ClaimsSourced | Ask::LinksReasoned | Ask::LinksQuoted if !exercise.sources => {
                continue;
            }
            Ask::ClaimsJudged | Ask::VerdictsReasoned if exercise.verdicts.is_empty() => continue,
            Ask::ClaimsSourced => {
                let has = |id| !outline.links_of_claim(id).is_empty();
                (claims.iter().filter(|(record, _)| has(&record.id)).count(), claims.len())
            }
            Ask::ClaimsJudged => (with_verdict.len(), claims.len()),
            Ask::VerdictsReasoned => {
                counted(&|claim| !claim.reason.trim().is_empty(), &with_verdict)
            }
            Ask::LinksReasoned => {
                let reasoned = links.iter().filter(|link| !link.reason.trim().is_empty());
                (reasoned.count(), links.len())
            }
            Ask::LinksQuoted => {
                let quoted = links.iter().filter(|link| link.evidence.is_some());
                (quoted.count(), links.len())
            }
            Ask::KindsOffered => {
                let offered = |kind: &Kind| exercise.kind(kind).is_some();
                counted(&|claim| offered(&claim.kind), &all)
            }
        };
        items.push(Item { what: What::Every(*ask), done, of });
    }
    items
}
