//! Which link of the one claim is which of the other.

use std::sync::Arc;

use super::sources::same_source;
use super::{LinkPair, LinkResult};
use crate::domain::id::Id;
use crate::domain::link::Relation;
use crate::domain::notebook::Notebook;
use crate::domain::pairing::{Candidate, best_pairs};
use crate::domain::record::Record;
use crate::domain::source::Source;

/// A link with the source at its end.
pub(super) struct Linked<'a> {
    id: &'a Id,
    relation: &'a Relation,
    source_id: &'a Id,
    source: &'a Source,
}

/// The links of a claim with their sources.
pub(super) fn linked<'a>(notebook: &'a Notebook, links: &'a [Arc<Record>]) -> Vec<Linked<'a>> {
    let linked = links.iter().filter_map(|record| {
        let link = record.link()?;
        let source = notebook.source(&link.source)?;
        let (relation, source_id) = (&link.relation, &link.source);
        Some(Linked { id: &record.id, relation, source_id, source })
    });
    linked.collect()
}

/// Pairs links so that as many as can be are the same; then as many as can be
/// have the same source; then as many as can be say the same of another one.
pub(super) fn compare(key: &[Linked<'_>], theirs: &[Linked<'_>]) -> Vec<LinkResult> {
    // More than all of the next lower rank together.
    let rank = key.len().min(theirs.len()) as u64 + 1;
    let mut candidates = Vec::new();
    for (left, link) in key.iter().enumerate() {
        for (right, other) in theirs.iter().enumerate() {
            let worth = match alike(link, other) {
                (true, true) => rank * rank,
                (true, false) => rank,
                (false, true) => 1,
                (false, false) => continue,
            };
            candidates.push(Candidate { left, right, worth });
        }
    }
    let mut pairs = best_pairs(&candidates).into_iter().peekable();
    let mut taken = vec![false; theirs.len()];
    let mut found = Vec::with_capacity(key.len());
    for (at, link) in key.iter().enumerate() {
        let other = pairs.next_if(|pair| pair.left == at).and_then(|pair| {
            taken[pair.right] = true;
            theirs.get(pair.right)
        });
        found.push(match other {
            None => LinkResult::Missed(link.id.clone()),
            Some(other) => {
                let pair = LinkPair { key: link.id.clone(), theirs: other.id.clone() };
                match alike(link, other) {
                    (true, true) => LinkResult::Same(pair),
                    (true, false) => LinkResult::OtherRelation(pair),
                    (false, _) => LinkResult::OtherSource(pair),
                }
            }
        });
    }
    let extra = theirs.iter().zip(&taken).filter(|(_, taken)| !**taken);
    found.extend(extra.map(|(link, _)| LinkResult::Extra(link.id.clone())));
    found
}

/// Whether the source is the same, and the relation.
fn alike(a: &Linked<'_>, b: &Linked<'_>) -> (bool, bool) {
    // Work begun for the class has its sources under the same ids everywhere.
    let same = a.source_id == b.source_id || same_source(a.source, b.source);
    (same, a.relation == b.relation)
}
