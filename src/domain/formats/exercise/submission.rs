//! That a notebook was handed in: the term `submission`.

use serde_json::{Map, Value};

use super::PaperError;
use super::reading::{fields, id, is, text};
use crate::domain::exercise::MAX_NAME;
use crate::domain::id::Id;

/// For which exercise a notebook was handed in, and under which name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubmissionNote {
    /// The exercise.
    pub exercise: Id,
    /// The name or pseudonym that was typed.
    pub name: String,
    /// Whether it was made up to try the class view with.
    pub made_up: bool,
}

pub(super) fn write(note: &SubmissionNote) -> Value {
    let mut written = Map::new();
    written.insert("exercise".into(), note.exercise.as_str().into());
    written.insert("name".into(), note.name.as_str().into());
    if note.made_up {
        written.insert("madeUp".into(), true.into());
    }
    written.into()
}

pub(super) fn read(value: &Value) -> Result<SubmissionNote, PaperError> {
    let found = fields(value)?;
    Ok(SubmissionNote {
        exercise: id(found, "exercise")?,
        name: text(found, "name", MAX_NAME)?,
        made_up: is(found, "madeUp"),
    })
}
