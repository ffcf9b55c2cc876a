//! What goes back to a student: their work as it was handed in, with the marks
//! in a layer of their own.

use super::{Classroom, Work};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::exercise::Exercise;
use crate::domain::formats::exercise::{Papers, read_papers, with_papers};
use crate::domain::formats::web_annotation::write_notebook;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

/// Puts papers into the notebook's own record. Without a stamp it goes as of when
/// the record was made, so that what is made up is always the same.
pub(super) fn put_papers(notebook: &mut Notebook, papers: &Papers, stamp: Option<&Stamp>) {
    let Some(record) = notebook.record(notebook.id()).cloned() else { return };
    let Some(before) = record.content.clone() else { return };
    let own = || {
        let now: Timestamp = record.modified.clone();
        Some(Stamp { writer: Writer::named("made-up")?, now })
    };
    let Some(stamp) = stamp.cloned().or_else(own) else { return };
    let after = with_papers(&before, papers);
    let edit = Edit { id: record.id.clone(), before: Some(before), after: Some(after) };
    notebook.commit(&Change { label: Label::Import, edits: vec![edit] }, &stamp);
}

/// The work with what is said of it.
pub(super) fn with_marks(work: &Work, exercise: &Exercise, stamp: &Stamp) -> Notebook {
    let mut notebook = work.submission.notebook.clone();
    let (papers, _) = read_papers(&notebook);
    let papers = Papers {
        exercise: Some(papers.exercise.unwrap_or_else(|| exercise.clone())),
        marks: Some(work.marks.clone()),
        ..papers
    };
    put_papers(&mut notebook, &papers, Some(stamp));
    notebook
}

/// The file that goes back.
#[must_use]
pub fn returned(work: &Work, exercise: &Exercise, stamp: &Stamp) -> String {
    let notebook = with_marks(work, exercise, stamp);
    // The article that the notebook is about comes first.
    let mut articles = work.articles.clone();
    if let Some(at) = articles.iter().position(|it| Some(it.id()) == notebook.article()) {
        articles.swap(0, at);
    }
    write_notebook(&notebook, &articles)
}

/// What the file that goes back is called, without its ending; no two of a
/// class are the same.
#[must_use]
pub fn returned_name(room: &Classroom, work: &Work) -> String {
    let name = &work.submission.name;
    let same = |other: &&std::sync::Arc<Work>| other.submission.name == *name;
    let own = work.submission.notebook.id();
    let before = room.work.iter().filter(same);
    let number = before.take_while(|other| other.submission.notebook.id() != own).count();
    match number {
        0 => format!("{name} returned"),
        number => format!("{name} {} returned", number + 1),
    }
}
