//! What the class found: claims of several people that are one.

use super::stretches::{closeness, clusters};
use super::{Between, Class, Finding, Spread, owned, spread};
use crate::domain::claim::{Claim, Kind, Verdict};
use crate::domain::order::sort_by;
use crate::domain::record::Record;
use crate::domain::text::Span;

/// A claim that one or more people found. Of each of them one claim counts in
/// it, so every number is one of people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClassClaim {
    /// Where most of them mark it: the stretch of one of them.
    pub span: Span,
    /// Who found it, by member, each with the claim that comes closest to it.
    pub found: Vec<Finding>,
    /// Further claims of the same people at the same place.
    pub others: Vec<Finding>,
    /// What kind it is, how many people say.
    pub kinds: Spread<Kind>,
    /// What the verdict is, how many people say; `None` is no verdict yet.
    pub verdicts: Spread<Option<Verdict>>,
}

impl Class {
    /// The claims of all members, put together where at least half of the text
    /// is the same (of all that the two cover), in the order of the text.
    #[must_use]
    pub fn claims(&self) -> Vec<ClassClaim> {
        let all: Vec<_> = self.claims_of(Between::All).collect();
        let marks: Vec<_> = all.iter().map(|(who, _, claim)| (claim.passage.span, *who)).collect();
        let mut found = Vec::new();
        for cluster in clusters(&marks) {
            let members = cluster.members.iter().filter_map(|at| all.get(*at));
            let mut members: Vec<_> =
                members.map(|mark| (rank(mark, cluster.centre), mark)).collect();
            sort_by(&mut members, |a, b| a.0.cmp(&b.0));
            found.push(together(cluster.centre, members.into_iter().map(|(_, mark)| *mark)));
        }
        found
    }
}

type Mark<'a> = (usize, &'a Record, &'a Claim);

/// By member, the closest first; where two are equally close, what they say
/// decides, so that ids (which are chance) do so last.
fn rank<'a>(
    (member, record, claim): &Mark<'a>,
    centre: Span,
) -> (usize, std::cmp::Reverse<u64>, Span, &'a Kind, Option<&'a Verdict>, &'a str) {
    let close = std::cmp::Reverse(closeness(centre, claim.passage.span));
    let span = claim.passage.span;
    (*member, close, span, &claim.kind, claim.verdict.as_ref(), record.id.as_str())
}

fn together<'a>(span: Span, members: impl Iterator<Item = Mark<'a>>) -> ClassClaim {
    let (mut found, mut others) = (Vec::<Finding>::new(), Vec::new());
    let (mut kinds, mut verdicts) = (Vec::new(), Vec::new());
    for (member, record, claim) in members {
        let finding = Finding { member, id: record.id.clone() };
        if found.last().is_some_and(|last| last.member == member) {
            others.push(finding);
            continue;
        }
        found.push(finding);
        kinds.push(&claim.kind);
        verdicts.push(&claim.verdict);
    }
    let (kinds, verdicts) = (owned(spread(kinds)), owned(spread(verdicts)));
    ClassClaim { span, found, others, kinds, verdicts }
}
