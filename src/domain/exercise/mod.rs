//! An exercise: what a class is asked to do with an article, what each person
//! hands in, and what they get back.
//!
//! An exercise travels with a notebook: the one in its file holds the starter
//! work, the one that is handed in the work, the one that is returned the marks
//! beside it. The format `exercise` writes all of these into the notebook's file.

mod built_in;
mod checklist;
mod made_up;
mod marks;
mod submission;
mod terms;

pub use built_in::{Wording, built_in_exercise, built_in_key};
pub use checklist::{Ask, Item, What, checklist};
pub use made_up::{MAX_MADE_UP, made_up_class};
pub use marks::{Comment, Criterion, Marks, Points, Row, gradebook};
pub use submission::{Arrival, Submission, arrival, hand_in};
pub use terms::{Ink, KindPreset, Pattern, Term, VerdictPreset, relation_terms};

use super::article::ArticleId;
use super::claim::{Kind, Verdict};
use super::id::Id;
use super::link::Relation;

/// The most kinds, relations or verdicts of an exercise: more than can be told
/// apart on a page.
pub const MAX_TERMS: usize = 24;

/// The most criteria of a rubric.
pub const MAX_CRITERIA: usize = 50;

/// The most comments on one notebook, and the most prompts of a key.
pub const MAX_COMMENTS: usize = 2_000;

/// The longest key of a term or a criterion, in code points.
pub const MAX_KEY: usize = 100;

/// The longest name of a thing or a person, in code points.
pub const MAX_NAME: usize = 1_000;

/// What a class is asked to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exercise {
    /// What submissions name it by.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// The article that it is on.
    pub article: ArticleId,
    /// What to do, in the teacher's words.
    pub instructions: String,
    /// The kinds of claim that are offered; at least one.
    pub kinds: Vec<Term>,
    /// The relations that are offered; at least one.
    pub relations: Vec<Term>,
    /// The verdicts that are offered; none where no verdict is asked for.
    pub verdicts: Vec<Term>,
    /// Whether sources are asked for.
    pub sources: bool,
    /// How much is asked for at least.
    pub minimum: Minimum,
    /// What else is looked at in the checklist.
    pub asks: Vec<Ask>,
    /// What points are given for.
    pub rubric: Vec<Criterion>,
}

/// How much is asked for at least; 0 is not asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Minimum {
    /// Claims.
    pub claims: u32,
    /// Sources that are linked to a claim.
    pub sources: u32,
    /// Links.
    pub links: u32,
}

/// What makes a notebook the key of an exercise: what the claims and links of it
/// do not say themselves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyNotes {
    /// The exercise that it is the key of.
    pub exercise: Id,
    /// A question for the student about a claim of the key, by the claim's id.
    pub prompts: Vec<(Id, String)>,
}

impl KeyNotes {
    /// The question about a claim of the key.
    #[must_use]
    pub fn prompt(&self, claim: &Id) -> Option<&str> {
        let found = self.prompts.iter().find(|(on, _)| on == claim);
        found.map(|(_, text)| text.as_str())
    }
}

impl Exercise {
    /// One that asks for claims with sources, in our own words, and for five
    /// claims. The rest is for the teacher to say.
    #[must_use]
    pub fn new(id: Id, article: ArticleId) -> Self {
        Self {
            id,
            title: String::new(),
            article,
            instructions: String::new(),
            kinds: KindPreset::Ours.terms(),
            relations: relation_terms(),
            verdicts: VerdictPreset::Ours.terms(),
            sources: true,
            minimum: Minimum { claims: 5, ..Minimum::default() },
            asks: vec![Ask::ClaimsSourced, Ask::VerdictsReasoned],
            rubric: Vec::new(),
        }
    }

    /// How this exercise shows a kind; `None` for one that it does not offer.
    #[must_use]
    pub fn kind(&self, kind: &Kind) -> Option<&Term> {
        find(&self.kinds, kind.key())
    }

    /// How this exercise shows a relation; `None` for one that it does not offer.
    #[must_use]
    pub fn relation(&self, relation: &Relation) -> Option<&Term> {
        find(&self.relations, relation.key())
    }

    /// How this exercise shows a verdict; `None` for one that it does not offer.
    #[must_use]
    pub fn verdict(&self, verdict: &Verdict) -> Option<&Term> {
        find(&self.verdicts, verdict.key())
    }

    /// The verdicts that can be put in a row, in this order: for ordinal agreement.
    #[must_use]
    pub fn scale(&self) -> Vec<Verdict> {
        let on_scale = self.verdicts.iter().filter(|term| term.on_scale);
        on_scale.map(|term| Verdict::from_key(&term.key)).collect()
    }
}

fn find<'a>(terms: &'a [Term], key: &str) -> Option<&'a Term> {
    terms.iter().find(|term| term.key == key)
}
