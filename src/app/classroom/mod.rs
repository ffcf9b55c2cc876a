//! The teacher's class: what was handed in, how it arrived, and what is said of it.
//!
//! A value like the rest of `app`; what is kept of it is the text of files.

mod agreeing;
mod arriving;
mod kept;
mod keyed;
mod returning;
mod seen;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use agreeing::{Answer, Question};
pub use arriving::{FileSeen, Outcome, Problem, Work};
pub use kept::{Kept, Sign, WhyNot};
pub use keyed::{ClassBeside, KeyClaim};
pub use returning::{returned, returned_name};
pub use seen::{HeatPiece, Looked, Looking, STEPS, Seen, SeenClaim, Standing, step};

use self::returning::with_marks;
use super::words::exercise::BUILT_IN;
use crate::domain::article::{Article, built_in};
use crate::domain::class::{Class, Member, TooMany};
use crate::domain::comparison::{CompareError, Comparison, compare};
use crate::domain::exercise::{
    Comment, Exercise, KeyNotes, Submission, built_in_exercise, built_in_key, made_up_class,
};
use crate::domain::formats::exercise::read_papers;
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::outline::Outlined;

/// So many students has the class that is made up to look at.
pub const MADE_UP: usize = 30;

/// A class on one article.
#[derive(Clone, PartialEq, Debug)]
pub struct Classroom {
    /// The article that the class is looked at on.
    pub article: Arc<Article>,
    /// What was asked for.
    pub exercise: Exercise,
    /// What was handed in, in the order in which it came.
    pub work: Vec<Arc<Work>>,
    /// The files that came, in their order.
    pub files: Vec<FileSeen>,
    /// What submissions are compared with.
    pub key: Option<Arc<Key>>,
    /// Rises with whatever changes the picture of the class (not with marks).
    pub edition: u32,
    /// Whether the exercise was named by a file, or is the one that stands in.
    asked: bool,
}

/// What submissions are compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// Where it came from.
    pub from: KeyFrom,
    /// The worked notebook.
    pub work: Outlined,
    /// The questions in it.
    pub notes: Option<KeyNotes>,
}

/// Where a key came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyFrom {
    /// It is the notebook that is open.
    Open,
    /// A file of this name.
    File(String),
    /// It is the one on the built-in article.
    BuiltIn,
}

impl Classroom {
    /// An empty class on the article that is open. The exercise is the one that
    /// the open notebook carries, or a plain one that asks for claims and sources.
    #[must_use]
    pub fn new(article: Arc<Article>, notebook: &Notebook) -> Self {
        let carried = read_papers(notebook).0.exercise;
        let asked = carried.is_some();
        let exercise = carried.unwrap_or_else(|| plain_exercise(&article));
        let (work, files) = (Vec::new(), Vec::new());
        Self { article, exercise, work, files, key: None, edition: 0, asked }
    }

    /// The class that is made up to look at, on the built-in article.
    #[must_use]
    pub fn made_up() -> Self {
        let article = Arc::new(built_in());
        let work = made_up_class(1, MADE_UP, &BUILT_IN).into_iter();
        let work = work.map(|made| Arc::new(Work::of_made_up(made, &article))).collect();
        let exercise = built_in_exercise(&BUILT_IN);
        Self { article, exercise, work, files: Vec::new(), key: None, edition: 0, asked: true }
    }

    /// Whether any of it was made up.
    #[must_use]
    pub fn has_made_up(&self) -> bool {
        self.work.iter().any(|work| work.submission.made_up)
    }

    /// The class as it is looked at: its members are by name.
    ///
    /// # Errors
    /// [`TooMany`] where they hold more than can be looked at in time.
    pub fn class(&self) -> Result<Class, TooMany> {
        let member = |work: &Arc<Work>| Member {
            name: work.submission.name.clone(),
            work: work.placed.clone(),
        };
        Class::of(self.article.id(), self.work.iter().map(member).collect())
    }

    /// The work in a notebook.
    #[must_use]
    pub fn work_of(&self, notebook: &Id) -> Option<&Arc<Work>> {
        self.work.iter().find(|work| work.submission.notebook.id() == notebook)
    }

    /// Changes what is said of a notebook.
    pub fn mark(
        &mut self,
        notebook: &Id,
        change: impl FnOnce(&mut crate::domain::exercise::Marks),
    ) {
        let found = self.work.iter_mut().find(|work| work.submission.notebook.id() == notebook);
        if let Some(work) = found {
            let work = Arc::make_mut(work);
            change(&mut work.marks);
            work.unsaved = true;
        }
    }

    /// The return file of a notebook was written, with this stamp. The next one is
    /// a later state of it, so that a student who has the one takes the other.
    pub fn saved(&mut self, notebook: &Id, stamp: &Stamp) {
        let found = self.work.iter_mut().find(|work| work.submission.notebook.id() == notebook);
        if let Some(work) = found {
            let work = Arc::make_mut(work);
            work.submission.notebook = with_marks(work, &self.exercise, stamp);
            work.unsaved = false;
        }
    }

    /// The same of all of these as they were; what was marked since is in no file.
    pub fn saved_all(&mut self, written: &[Arc<Work>], stamp: &Stamp) {
        for work in written {
            if self.work.iter().any(|now| Arc::ptr_eq(now, work)) {
                self.saved(work.submission.notebook.id(), stamp);
            }
        }
    }

    /// Says something of a record in a notebook, or (empty) takes it back.
    pub fn comment(&mut self, notebook: &Id, on: &Id, text: String, id: Id) {
        self.mark(notebook, |marks| {
            let known = marks.comments_on(on).next().map(|comment| comment.id.clone());
            marks.comments.retain(|comment| comment.on != *on);
            if !text.trim().is_empty() {
                let id = known.unwrap_or(id);
                marks.comments.push(Comment { id, on: on.clone(), text });
            }
        });
    }

    /// Whether there are marks that no file has.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.work.iter().any(|work| work.unsaved)
    }

    /// Takes a submission out again.
    pub fn remove(&mut self, notebook: &Id) {
        self.work.retain(|work| work.submission.notebook.id() != notebook);
        self.edition += 1;
    }

    /// The submissions, for what arrives next to be compared with.
    fn submissions(&self) -> impl Iterator<Item = &Submission> {
        self.work.iter().map(|work| &work.submission)
    }
}

impl Key {
    /// The notebook that is open, as the key.
    #[must_use]
    pub fn of_open(notebook: &Notebook) -> Self {
        let notes = read_papers(notebook).0.key;
        Self { from: KeyFrom::Open, work: Outlined::of(notebook.clone()), notes }
    }

    /// The key of the built-in exercise.
    #[must_use]
    pub fn built_in() -> Self {
        let (notebook, notes) = built_in_key(&BUILT_IN);
        Self { from: KeyFrom::BuiltIn, work: Outlined::of(notebook), notes: Some(notes) }
    }

    /// What a notebook has of it.
    ///
    /// # Errors
    /// [`CompareError`] where they are on different articles, or too large.
    pub fn beside(&self, theirs: &Outlined) -> Result<Comparison, CompareError> {
        compare(&self.work, theirs)
    }
}

/// What stands in where nothing says what was asked for.
fn plain_exercise(article: &Article) -> Exercise {
    let model = built_in_exercise(&BUILT_IN);
    let id = Id::from_name(&format!("claimlight plain exercise {}", article.id().as_str()));
    let exercise = Exercise::new(id, article.id().clone());
    Exercise { rubric: model.rubric, ..exercise }
}
