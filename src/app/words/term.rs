//! Kinds, verdicts and relations by name: in the words of an exercise where there
//! is one, else in ours.

use super::{claim, shortened, source};
use crate::domain::claim::{Kind, Verdict};
use crate::domain::exercise::{Exercise, Term};
use crate::domain::formats::exercise::read_papers;
use crate::domain::link::Relation;
use crate::domain::notebook::Notebook;

/// The words of a notebook: those of the exercise that it carries, if any.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms(Option<Exercise>);

impl Terms {
    /// Those of a notebook.
    #[must_use]
    pub fn of(notebook: &Notebook) -> Self {
        Self(read_papers(notebook).0.exercise)
    }

    /// Those of no exercise.
    #[must_use]
    pub fn ours() -> Self {
        Self(None)
    }

    /// The exercise.
    #[must_use]
    pub fn exercise(&self) -> Option<&Exercise> {
        self.0.as_ref()
    }

    /// How the exercise shows a kind of its own; `None` for ours.
    #[must_use]
    pub fn own_kind(&self, of: &Kind) -> Option<&Term> {
        self.0.as_ref()?.kind(of)
    }

    /// The name of a kind.
    #[must_use]
    pub fn kind(&self, of: &Kind) -> String {
        kind(self.exercise(), of)
    }

    /// The name of a verdict; that there is none is said.
    #[must_use]
    pub fn verdict(&self, of: Option<&Verdict>) -> String {
        verdict(self.exercise(), of)
    }

    /// The name of a relation.
    #[must_use]
    pub fn relation(&self, of: &Relation) -> String {
        relation(self.exercise(), of)
    }
}

/// The name of a kind.
#[must_use]
pub fn kind(exercise: Option<&Exercise>, of: &Kind) -> String {
    named(exercise.and_then(|it| it.kind(of)), || claim::kind(of))
}

/// The name of a verdict; that there is none is said.
#[must_use]
pub fn verdict(exercise: Option<&Exercise>, of: Option<&Verdict>) -> String {
    let Some(of) = of else { return claim::NO_VERDICT.into() };
    named(exercise.and_then(|it| it.verdict(of)), || claim::verdict(of))
}

/// The name of a relation.
#[must_use]
pub fn relation(exercise: Option<&Exercise>, of: &Relation) -> String {
    named(exercise.and_then(|it| it.relation(of)), || source::relation(of))
}

fn named(term: Option<&Term>, ours: impl FnOnce() -> String) -> String {
    match term {
        Some(term) if !term.name.is_empty() => shortened(&term.name, 60),
        _ => ours(),
    }
}
