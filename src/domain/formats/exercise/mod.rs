//! What the classroom adds to a notebook's file: four own terms of the
//! collection, each JSON that is kept whole (docs/exercise-format.md).
//!
//! `exercise` is what is asked for, and stands in the file that is given out and
//! in what is handed in; `submission` says for which exercise and under which
//! name; `exerciseKey` makes a notebook the key; `marks` is what is returned.
//! All of them are fields of the notebook's own record, so they are stored,
//! merged and exported with it by whatever knows nothing of them.

mod gradebook;
mod key;
mod marks;
mod reading;
mod submission;
mod task;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

pub use gradebook::write_gradebook;
pub use submission::SubmissionNote;

use crate::domain::exercise::{Exercise, KeyNotes, Marks, Submission};
use crate::domain::notebook::Notebook;
use crate::domain::record::Content;

const EXERCISE: &str = "exercise";
const SUBMISSION: &str = "submission";
const KEY: &str = "exerciseKey";
const MARKS: &str = "marks";

/// What of the classroom a notebook carries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Papers {
    /// What is asked for.
    pub exercise: Option<Exercise>,
    /// That it was handed in.
    pub submission: Option<SubmissionNote>,
    /// That it is a key.
    pub key: Option<KeyNotes>,
    /// What a teacher says of it.
    pub marks: Option<Marks>,
}

/// One of the four that is there but cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unread {
    /// Which: its term in the file.
    pub term: &'static str,
    /// Why.
    pub why: PaperError,
}

/// Why one of the four cannot be used. The notebook beside it can.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaperError {
    /// It is no object of the shape that it should have.
    Malformed,
    /// Something that it names by an id has none, or one that is no IRI.
    NoId,
    /// The exercise does not name its article by hash.
    NoArticle,
    /// A text or a list in it is longer than a person makes it.
    TooMuch,
}

/// What a notebook carries, and what of it cannot be used. Words of a list that
/// make no sense are left out; a list of kinds or relations without any that
/// does becomes ours.
#[must_use]
pub fn read_papers(notebook: &Notebook) -> (Papers, Vec<Unread>) {
    notebook.content(notebook.id()).map_or_else(Default::default, papers_of)
}

/// What a copy without names keeps of them: what names nobody.
#[must_use]
pub fn asked(content: &Content) -> Map<String, Value> {
    let Papers { exercise, key, .. } = papers_of(content).0;
    let blank = Content { extra: Map::new(), ..content.clone() };
    with_papers(&blank, &Papers { exercise, key, ..Papers::default() }).extra
}

/// What a notebook's own record carries.
fn papers_of(content: &Content) -> (Papers, Vec<Unread>) {
    let mut unread = Vec::new();
    let papers = Papers {
        exercise: take(content, EXERCISE, task::read, &mut unread),
        submission: take(content, SUBMISSION, submission::read, &mut unread),
        key: take(content, KEY, key::read, &mut unread),
        marks: take(content, MARKS, marks::read, &mut unread),
    };
    (papers, unread)
}

fn take<T>(
    content: &Content,
    term: &'static str,
    read: impl Fn(&Value) -> Result<T, PaperError>,
    unread: &mut Vec<Unread>,
) -> Option<T> {
    match read(content.extra.get(term)?) {
        Ok(read) => Some(read),
        Err(why) => {
            unread.push(Unread { term, why });
            None
        }
    }
}

/// The notebook's own record with these and no others: an edit of it stores them.
#[must_use]
pub fn with_papers(content: &Content, papers: &Papers) -> Content {
    let mut content = content.clone();
    let written = [
        (EXERCISE, papers.exercise.as_ref().map(task::write)),
        (SUBMISSION, papers.submission.as_ref().map(submission::write)),
        (KEY, papers.key.as_ref().map(key::write)),
        (MARKS, papers.marks.as_ref().map(marks::write)),
    ];
    for (term, value) in written {
        match value {
            Some(value) => drop(content.extra.insert(term.into(), value)),
            None => drop(content.extra.remove(term)),
        }
    }
    content
}

/// What a teacher says of a notebook on its own, as it stands in the file.
#[must_use]
pub fn write_marks(marks: &Marks) -> Value {
    marks::write(marks)
}

/// Reads that.
///
/// # Errors
/// Why it cannot be used.
pub fn read_marks(value: &Value) -> Result<Marks, PaperError> {
    marks::read(value)
}

/// The submission that a notebook is, if it says so.
#[must_use]
pub fn read_submission(notebook: &Notebook) -> Option<Submission> {
    let note = read_papers(notebook).0.submission?;
    let SubmissionNote { exercise, name, made_up } = note;
    Some(Submission { exercise, name, made_up, notebook: notebook.clone() })
}
