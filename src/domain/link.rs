//! A link: one claim, one source, and what the one does for the other.

use super::id::Id;
use super::passage::Quote;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What the source does for the claim.
    Relation {
        /// It bears the claim out.
        Supports = "supports",
        /// It speaks against the claim.
        Disputes = "disputes",
        /// It narrows the claim.
        Qualifies = "qualifies",
        /// It gives background.
        Context = "context",
        /// It is whom the article credits.
        AttributedTo = "attributed to",
        /// It goes back to where the article's own words come from.
        SameOrigin = "same origin",
    }
}

vocabulary! {
    /// How much the source does for the claim.
    Strength {
        /// In passing.
        Weak = "weak",
        /// In part.
        Moderate = "moderate",
        /// Fully.
        Strong = "strong",
    }
}

/// Joins one claim and one source. Either may have many.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The claim's id.
    pub claim: Id,
    /// The source's id.
    pub source: Id,
    /// What the source does for the claim.
    pub relation: Relation,
    /// How much.
    pub strength: Option<Strength>,
    /// Why the reader thinks so.
    pub reason: String,
    /// The words in the source that carry it.
    pub evidence: Option<Quote>,
}

impl Link {
    /// A link about which only the relation is known.
    #[must_use]
    pub fn new(claim: Id, source: Id, relation: Relation) -> Self {
        Self { claim, source, relation, strength: None, reason: String::new(), evidence: None }
    }
}
