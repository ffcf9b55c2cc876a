//! A claim: a passage of the article that says something which can be asked after.

use super::passage::Passage;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What kind of thing a claim says.
    Kind {
        /// Something is or was the case.
        Fact = "fact",
        /// A number, an amount, a rank.
        Quantity = "quantity",
        /// One thing brought about another.
        Causation = "causation",
        /// Somebody said or thinks something.
        Attribution = "attribution",
        /// Something will be the case.
        Prediction = "prediction",
        /// A judgement that no source can settle.
        Opinion = "opinion",
    }
}

vocabulary! {
    /// What the reader found, on the scale that the built-in exercise uses.
    Verdict {
        /// The sources bear it out.
        Supported = "supported",
        /// They bear out a part of it.
        PartlySupported = "partly supported",
        /// They speak against it.
        Disputed = "disputed",
        /// Nothing could settle it.
        NotCheckable = "not checkable",
    }
}

/// A passage, what it claims, and what the reader makes of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// Where it stands.
    pub passage: Passage,
    /// What kind of thing it says.
    pub kind: Kind,
    /// What the reader found; `None` until then.
    pub verdict: Option<Verdict>,
    /// Why, in the reader's words.
    pub reason: String,
    /// The reader's own tags, in their order.
    pub tags: Vec<String>,
}

impl Claim {
    /// A claim on which nothing has been said yet.
    #[must_use]
    pub fn new(passage: Passage, kind: Kind) -> Self {
        Self { passage, kind, verdict: None, reason: String::new(), tags: Vec::new() }
    }
}
