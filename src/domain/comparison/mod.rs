//! One notebook beside another on the same article: a submission beside the key.
//!
//! Claims are paired first, one with one, by the text that they share; then,
//! within each pair, their links. Everything is worked out from what the two
//! notebooks show: what lies in the bin, or on another version of the article,
//! is not there.

mod claims;
mod links;
mod place;
mod sources;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

pub use place::place_key;
pub use sources::{places_of, same_source, title_key};

use super::claim::Verdict;
use super::id::Id;
use super::notebook::Notebook;
use super::order::sort_by_key;
use super::outline::{Outline, Outlined, span_of};
use super::record::Record;
use super::text::Span;

/// The most claims of one notebook that are compared. People mark a hundred.
pub const MAX_CLAIMS: usize = 1_000;

/// The most links of one claim that are compared.
pub const MAX_LINKS: usize = 200;

/// What the one notebook has of the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    /// Every claim of either, in the order of the text.
    pub claims: Vec<ClaimResult>,
}

/// What became of one claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ClaimResult {
    /// It is in both.
    Paired(Box<PairedClaim>),
    /// It is in the key alone; its id there.
    Missed(Id),
    /// It is not in the key; its id in the other.
    Extra(Id),
}

/// A claim that is in both, and what differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PairedClaim {
    /// Its id in the key.
    pub key: Id,
    /// Its id in the other.
    pub theirs: Id,
    /// Where its ends stand.
    pub ends: Ends,
    /// Whether both say that it is of the same kind.
    pub same_kind: bool,
    /// What the other's verdict is to the key's.
    pub verdict: VerdictResult,
    /// Every link of either, in the order of the key's, extra ones last.
    pub links: Vec<LinkResult>,
}

/// Where the two claims of a pair begin and end, in code points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ends {
    /// In the key.
    pub key: Span,
    /// In the other.
    pub theirs: Span,
}

/// What one verdict is to the key's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VerdictResult {
    /// The same; also where neither has one.
    Same,
    /// Another.
    Other,
    /// The key has one and the other none.
    Missing,
    /// The key has none and the other one.
    Extra,
}

/// What became of one link of a pair of claims.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkResult {
    /// The same source for the same.
    Same(LinkPair),
    /// The same source for something else.
    OtherRelation(LinkPair),
    /// Another source for the same.
    OtherSource(LinkPair),
    /// In the key alone.
    Missed(Id),
    /// Not in the key.
    Extra(Id),
}

/// The ids of a link in the two notebooks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkPair {
    /// In the key.
    pub key: Id,
    /// In the other.
    pub theirs: Id,
}

/// Why two notebooks are not compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareError {
    /// They are not on the same version of the same article: one of them has to
    /// follow the other's first.
    OtherArticle,
    /// One has more than [`MAX_CLAIMS`], or [`MAX_LINKS`] at one claim.
    TooMany,
}

/// How often everything occurs in a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Claims that are in both.
    pub paired: usize,
    /// Of these, those in which nothing differs, links included.
    pub same: usize,
    /// Of these, those whose ends differ.
    pub other_ends: usize,
    /// Of these, those of another kind.
    pub other_kind: usize,
    /// Of these, those with another verdict, or one where the key has none.
    pub other_verdict: usize,
    /// Of these, those without the verdict that the key has.
    pub no_verdict: usize,
    /// Claims of the key alone.
    pub missed: usize,
    /// Claims that are not in the key.
    pub extra: usize,
    /// Links of paired claims that are the same.
    pub same_links: usize,
    /// Those with the same source for something else.
    pub other_relation: usize,
    /// Those with another source for the same.
    pub other_source: usize,
    /// Links of paired claims in the key alone.
    pub missed_links: usize,
    /// Links of paired claims that are not in the key.
    pub extra_links: usize,
}

impl Ends {
    /// How many code points later the other begins; less than 0 for earlier.
    #[must_use]
    pub fn start_by(self) -> isize {
        by(self.key.start, self.theirs.start)
    }

    /// How many code points later the other ends; less than 0 for earlier.
    #[must_use]
    pub fn end_by(self) -> isize {
        by(self.key.end, self.theirs.end)
    }

    /// Whether both stand at the same place.
    #[must_use]
    pub fn are_same(self) -> bool {
        self.key == self.theirs
    }
}

fn by(from: usize, to: usize) -> isize {
    let apart = isize::try_from(from.abs_diff(to)).unwrap_or(isize::MAX);
    if to < from { -apart } else { apart }
}

impl PairedClaim {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.ends.are_same()
            && self.same_kind
            && self.verdict == VerdictResult::Same
            && self.links.iter().all(|link| matches!(link, LinkResult::Same(_)))
    }
}

impl Comparison {
    /// Every number of it.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for claim in &self.claims {
            match claim {
                ClaimResult::Missed(_) => tally.missed += 1,
                ClaimResult::Extra(_) => tally.extra += 1,
                ClaimResult::Paired(pair) => tally.count(pair),
            }
        }
        tally
    }
}

impl Tally {
    fn count(&mut self, pair: &PairedClaim) {
        self.paired += 1;
        self.same += usize::from(pair.is_same());
        self.other_ends += usize::from(!pair.ends.are_same());
        self.other_kind += usize::from(!pair.same_kind);
        match pair.verdict {
            VerdictResult::Same => {}
            VerdictResult::Other | VerdictResult::Extra => self.other_verdict += 1,
            VerdictResult::Missing => self.no_verdict += 1,
        }
        for link in &pair.links {
            *match link {
                LinkResult::Same(_) => &mut self.same_links,
                LinkResult::OtherRelation(_) => &mut self.other_relation,
                LinkResult::OtherSource(_) => &mut self.other_source,
                LinkResult::Missed(_) => &mut self.missed_links,
                LinkResult::Extra(_) => &mut self.extra_links,
            } += 1;
        }
    }
}

/// Compares a notebook with a key on the same version of the same article.
///
/// # Errors
/// [`CompareError`] where they are on different ones, or too large.
pub fn compare(key: &Outlined, theirs: &Outlined) -> Result<Comparison, CompareError> {
    let (of_key, of_theirs) = (&**key.outline(), &**theirs.outline());
    let (key, theirs) = (&**key.notebook(), &**theirs.notebook());
    if key.article().is_none() || key.article() != theirs.article() {
        return Err(CompareError::OtherArticle);
    }
    if is_too_much(of_key) || is_too_much(of_theirs) {
        return Err(CompareError::TooMany);
    }
    let pairs = claims::pairs(&of_key.claims, &of_theirs.claims);
    let mut found = Vec::new();
    let mut taken = vec![false; of_theirs.claims.len()];
    let mut pairs = pairs.into_iter().peekable();
    for (at, claim) in of_key.claims.iter().enumerate() {
        let place = place(claim);
        let other = pairs.next_if(|pair| pair.left == at).and_then(|pair| {
            taken[pair.right] = true;
            of_theirs.claims.get(pair.right)
        });
        let result = match other
            .and_then(|other| pair_of((claim, key, of_key), (other, theirs, of_theirs)))
        {
            Some(pair) => ClaimResult::Paired(Box::new(pair)),
            None => ClaimResult::Missed(claim.id.clone()),
        };
        found.push((place, result));
    }
    let extra = of_theirs.claims.iter().zip(&taken).filter(|(_, taken)| !**taken);
    found.extend(extra.map(|(claim, _)| (place(claim), ClaimResult::Extra(claim.id.clone()))));
    sort_by_key(&mut found, |(place, _)| *place);
    Ok(Comparison { claims: found.into_iter().map(|(_, result)| result).collect() })
}

/// Whether a notebook has more claims or links than are compared.
pub(super) fn is_too_much(outline: &Outline) -> bool {
    let crowded = |claim: &Arc<Record>| outline.links_of_claim(&claim.id).len() > MAX_LINKS;
    outline.claims.len() > MAX_CLAIMS || outline.claims.iter().any(crowded)
}

fn place(claim: &Record) -> Span {
    span_of(claim).unwrap_or(Span { start: usize::MAX, end: usize::MAX })
}

type Side<'a> = (&'a Record, &'a Notebook, &'a Outline);

fn pair_of(key: Side<'_>, theirs: Side<'_>) -> Option<PairedClaim> {
    let (of_key, of_theirs) = (key.0.claim()?, theirs.0.claim()?);
    Some(PairedClaim {
        key: key.0.id.clone(),
        theirs: theirs.0.id.clone(),
        ends: Ends { key: of_key.passage.span, theirs: of_theirs.passage.span },
        same_kind: of_key.kind == of_theirs.kind,
        verdict: verdict(of_key.verdict.as_ref(), of_theirs.verdict.as_ref()),
        links: links::compare(&linked(key), &linked(theirs)),
    })
}

fn linked<'a>((claim, notebook, outline): Side<'a>) -> Vec<links::Linked<'a>> {
    links::linked(notebook, outline.links_of_claim(&claim.id))
}

fn verdict(key: Option<&Verdict>, theirs: Option<&Verdict>) -> VerdictResult {
    match (key, theirs) {
        (key, theirs) if key == theirs => VerdictResult::Same,
        (Some(_), None) => VerdictResult::Missing,
        (None, Some(_)) => VerdictResult::Extra,
        _ => VerdictResult::Other,
    }
}
