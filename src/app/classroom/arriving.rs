//! Files that are handed in: what becomes of each.

use std::sync::Arc;

use super::Classroom;
use crate::app::notice::FileProblem;
use crate::domain::article::{Article, are_versions};
use crate::domain::command::{By, Command, plan};
use crate::domain::exercise::{Arrival, Marks, Submission, arrival};
use crate::domain::formats::exercise::{Papers, read_papers};
use crate::domain::formats::web_annotation::Contents;
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::outline::Outlined;
use crate::domain::versions::{Fate, Found, foresee};

/// One student's work.
#[derive(Clone, PartialEq, Debug)]
pub struct Work {
    /// As it was handed in.
    pub submission: Submission,
    /// The articles that came with it.
    pub articles: Vec<Arc<Article>>,
    /// The same on the article of the class.
    pub placed: Outlined,
    /// What became of it, if it was on another version.
    pub moved: Option<Found>,
    /// The name of the file that it came in; empty if it was made up.
    pub file: String,
    /// What the teacher says of it.
    pub marks: Marks,
    /// Whether no file has that.
    pub unsaved: bool,
}

/// What became of one file.
#[derive(Clone, PartialEq, Debug)]
pub struct FileSeen {
    /// Its name.
    pub name: String,
    /// Whose it is, as far as it says.
    pub student: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What became of its passages, if it is on another version.
    pub moved: Option<Found>,
    /// Whether it was handed in by way of an exercise.
    pub handed_in: bool,
    /// Whether it was handed in for another exercise than that of the class.
    pub other_exercise: bool,
    /// How many of its records could not be read.
    pub left_out: usize,
}

/// What became of one file.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It is the first of this student.
    New,
    /// It is here already.
    Known,
    /// A later state of what is here; that is shown now.
    Later,
    /// Another notebook under the name of one that is here; both are shown.
    SameName,
    /// It was kept in this browser.
    Kept,
    /// It is not taken, for this reason.
    Refused(Problem),
}

/// Why a file is not taken.
#[derive(Clone, PartialEq, Debug)]
pub enum Problem {
    /// It cannot be read.
    File(FileProblem),
    /// Nothing of it is found in the article of the class.
    OtherArticle,
    /// It has no work on an article in it: a list of sources, say.
    NoArticle,
    /// It is a key or an exercise, not what a student handed in.
    NotHandedIn,
    /// It was handed in for another exercise, of this title: its criteria are others.
    OtherExercise(String),
}

impl Work {
    /// One that was made up, on the built-in article.
    pub(super) fn of_made_up(mut submission: Submission, article: &Arc<Article>) -> Self {
        let note = crate::domain::formats::exercise::SubmissionNote {
            exercise: submission.exercise.clone(),
            name: submission.name.clone(),
            made_up: true,
        };
        let papers = Papers { submission: Some(note), ..Papers::default() };
        super::returning::put_papers(&mut submission.notebook, &papers, None);
        let placed = Outlined::of(submission.notebook.clone());
        let marks = Marks::new(submission.exercise.clone(), submission.notebook.id().clone());
        let articles = vec![article.clone()];
        let file = String::new();
        Self { submission, articles, placed, moved: None, file, marks, unsaved: false }
    }
}

impl Classroom {
    /// Takes in a file of this name. `now` and `writer` (the stamp) are for what
    /// has to be placed in another version of the article.
    pub fn take_in(&mut self, name: String, read: Result<Contents, FileProblem>, stamp: &Stamp) {
        self.arrive(name, read, stamp, false);
    }

    /// The same; with `foreign` work for another exercise is taken, too.
    pub(super) fn arrive(
        &mut self,
        name: String,
        read: Result<Contents, FileProblem>,
        stamp: &Stamp,
        foreign: bool,
    ) {
        let mut seen = FileSeen {
            name,
            student: String::new(),
            outcome: Outcome::New,
            moved: None,
            handed_in: false,
            other_exercise: false,
            left_out: 0,
        };
        let result = match read {
            Ok(contents) => self.take_contents(contents, &mut seen, stamp, foreign),
            Err(problem) => Err(Problem::File(problem)),
        };
        seen.outcome = result.unwrap_or_else(Outcome::Refused);
        self.files.push(seen);
        self.edition += 1;
    }

    fn take_contents(
        &mut self,
        contents: Contents,
        seen: &mut FileSeen,
        stamp: &Stamp,
        foreign: bool,
    ) -> Result<Outcome, Problem> {
        let Contents { notebook, articles, left_out } = contents;
        seen.left_out = left_out.len();
        let (papers, _) = read_papers(&notebook);
        let articles: Vec<_> = articles.into_iter().map(Arc::new).collect();
        seen.handed_in = papers.submission.is_some();
        if papers.key.is_some() || (papers.exercise.is_some() && !seen.handed_in) {
            return Err(Problem::NotHandedIn);
        }
        let on = notebook.article().ok_or(Problem::NoArticle)?.clone();
        let mut placed = place(&notebook, &articles, &self.article, stamp);
        if self.work.is_empty() && placed.as_ref().is_none_or(|(_, moved)| moved.is_nothing()) {
            // The first file says which article the class is on.
            let article = articles.iter().find(|article| *article.id() == on);
            self.article = article.ok_or(Problem::OtherArticle)?.clone();
            if !self.asked {
                self.exercise = super::plain_exercise(&self.article);
            }
            placed = place(&notebook, &articles, &self.article, stamp);
        }
        let (placed, moved) = placed.ok_or(Problem::OtherArticle)?;
        if moved.is_nothing() {
            return Err(Problem::OtherArticle);
        }
        let moved = (on != *self.article.id()).then_some(moved);
        let asks = papers.exercise.as_ref();
        if let Some(exercise) = asks.filter(|_| !self.asked || self.work.is_empty()) {
            self.exercise = exercise.clone();
            self.asked = true;
        }
        let submission = submission_of(notebook, &papers, &self.exercise.id);
        seen.student.clone_from(&submission.name);
        seen.moved = moved;
        seen.other_exercise = seen.handed_in && submission.exercise != self.exercise.id;
        if seen.other_exercise && !foreign {
            let title = asks.map(|exercise| exercise.title.clone());
            return Err(Problem::OtherExercise(title.unwrap_or_default()));
        }
        let arrived = arrival(&submission, self.submissions());
        Ok(match arrived {
            Arrival::Known(_) => Outcome::Known,
            Arrival::Later(at) => {
                if let Some(known) = self.work.get_mut(at) {
                    let known = Arc::make_mut(known);
                    known.join(submission, placed, articles, moved);
                    known.file.clone_from(&seen.name);
                    if let Some(marks) = papers.marks.filter(|_| known.marks.is_empty()) {
                        known.marks = marks;
                    }
                }
                Outcome::Later
            }
            Arrival::New | Arrival::SameName(_) => {
                // Marks that a file brings along are gone on with.
                let fresh = || Marks::new(submission.exercise.clone(), placed.id().clone());
                let marks = papers.marks.unwrap_or_else(fresh);
                let placed = Outlined::of(placed);
                let file = seen.name.clone();
                let work =
                    Work { submission, articles, placed, moved, file, marks, unsaved: false };
                self.work.push(Arc::new(work));
                if arrived == Arrival::New { Outcome::New } else { Outcome::SameName }
            }
        })
    }
}

impl Work {
    /// Takes in what another state of the same work has more than this one.
    pub(super) fn take_from(&mut self, other: &Self) {
        for version in other.submission.notebook.versions() {
            self.submission.notebook.take_in(version.clone());
        }
        self.placed.take_in(other.placed.notebook());
        self.take_articles(other.articles.iter().cloned());
    }

    fn take_articles(&mut self, articles: impl Iterator<Item = Arc<Article>>) {
        for article in articles {
            if !self.articles.iter().any(|known| known.id() == article.id()) {
                self.articles.push(article);
            }
        }
    }

    /// Takes in a later state of the same notebook.
    fn join(
        &mut self,
        later: Submission,
        placed: Notebook,
        articles: Vec<Arc<Article>>,
        moved: Option<Found>,
    ) {
        for version in later.notebook.versions() {
            self.submission.notebook.take_in(version.clone());
        }
        self.placed.take_in(&placed);
        self.take_articles(articles.into_iter());
        self.submission.name = later.name;
        self.moved = moved;
    }
}

/// A notebook as it is on this article, and what became of it; `None` where it
/// cannot follow it.
pub(super) fn place(
    notebook: &Notebook,
    articles: &[Arc<Article>],
    article: &Article,
    stamp: &Stamp,
) -> Option<(Notebook, Found)> {
    if notebook.article() == Some(article.id()) {
        return Some((notebook.clone(), Found::default()));
    }
    // A few words of another article may well stand in this one by chance.
    let theirs = articles.iter().find(|known| Some(known.id()) == notebook.article());
    if theirs.is_some_and(|theirs| !are_versions(theirs, article)) {
        return None;
    }
    let fates = foresee(notebook, articles, article);
    let found = Found::of(&fates);
    if found.all() == 0 {
        // Empty work on something else.
        return None;
    }
    let placed = fates.iter().filter_map(Fate::placed).collect();
    let by = By { author: notebook.id().clone(), now: stamp.now.clone() };
    let command = Command::TakeVersion { article: article.id().clone(), placed };
    let change = plan(notebook, article, command, &by).ok()?;
    let mut moved = notebook.clone();
    moved.commit(&change, stamp);
    Some((moved, found))
}

/// The submission that a notebook is; one that was just saved as a file goes by
/// the name of whoever wrote it.
fn submission_of(notebook: Notebook, papers: &Papers, exercise: &Id) -> Submission {
    match &papers.submission {
        Some(note) => Submission {
            exercise: note.exercise.clone(),
            name: note.name.clone(),
            made_up: note.made_up,
            notebook,
        },
        None => {
            let names = notebook.records().filter_map(|record| notebook.person(&record.id));
            let name = names.map(|person| person.name.clone()).find(|name| !name.is_empty());
            let name = name.unwrap_or_default();
            Submission { exercise: exercise.clone(), name, made_up: false, notebook }
        }
    }
}
