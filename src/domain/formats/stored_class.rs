//! A teacher's class as it is stored: a record for the class itself, one for the
//! key, one for each submission. What a record holds of them is the text of a
//! file (an exercise, a notebook, a return file); the rest is what no file says.
//!
//! Beside it the journal's entry: marks that were given a moment ago.

use serde_json::Value;

use super::exercise::{read_marks, write_marks};
use crate::domain::exercise::Marks;
use crate::domain::formats::object::object;
use crate::domain::id::Id;

/// The format that is written. Another number needs a migration from this one,
/// and a test with what this page wrote (`tests/fixtures/class-1.json`).
pub const CLASS_FORMAT: u32 = 1;

/// Which part of a class a record is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ClassPart {
    /// The class itself: its article and its exercise.
    Room,
    /// What submissions are compared with.
    Key,
    /// The work in this notebook.
    Work(Id),
}

impl ClassPart {
    /// Its name, as messages between tabs have it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Room => "room",
            Self::Key => "key",
            Self::Work(notebook) => notebook.as_str(),
        }
    }

    /// The part of this name. A notebook's name has a colon in it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "room" => Some(Self::Room),
            "key" => Some(Self::Key),
            notebook => Id::from_iri(notebook).map(Self::Work),
        }
    }
}

/// A record of a class.
#[derive(Clone, PartialEq, Debug)]
pub struct ClassRecord {
    /// What it is a part of; drawn by chance when a class is begun, so that one
    /// that was emptied is not taken for the next.
    pub class: String,
    /// Drawn by chance whenever the record is written: who writes it says which
    /// one they have read.
    pub edit: String,
    /// Its place among the submissions.
    pub place: u32,
    /// The file that it came in, or where a key came from.
    pub name: String,
    /// Whether it has marks that no return file has.
    pub unsaved: bool,
    /// The text of a file.
    pub file: String,
}

/// What was said of a notebook and is on its way into storage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClassEntry {
    /// What was stored when it was said.
    pub base: Marks,
    /// What is said now.
    pub marks: Marks,
}

impl ClassEntry {
    /// As one JSON text.
    #[must_use]
    pub fn write(&self) -> String {
        let marks = object! { "base": write_marks(&self.base), "marks": write_marks(&self.marks) };
        marks.to_string()
    }

    /// Reads that; `None` if it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let marks = |key: &str| read_marks(value.get(key)?).ok();
        let (base, marks) = (marks("base")?, marks("marks")?);
        (base.notebook == marks.notebook).then_some(Self { base, marks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exercise::{Comment, Points};

    #[test]
    fn parts_are_found_by_name() {
        for part in [ClassPart::Room, ClassPart::Key, ClassPart::Work(Id::from_name("x"))] {
            assert_eq!(ClassPart::named(part.name()), Some(part));
        }
        assert_eq!(ClassPart::named("nothing"), None);
    }

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let id = Id::from_name("x");
        let base = Marks::new(id.clone(), id.clone());
        let mut marks = base.clone();
        marks.give("claims", Points::read("2.5"));
        marks.overall = "Güt\n漢\u{1F600} \"so\"".into();
        marks.comments.push(Comment { id: Id::from_name("c"), on: id, text: "Where?".into() });
        let entry = ClassEntry { base: base.clone(), marks };
        assert_eq!(ClassEntry::read(&entry.write()), Some(entry.clone()));
        let other = Marks::new(base.exercise.clone(), Id::from_name("another"));
        let mixed = ClassEntry { base: other, ..entry };
        for text in ["", "{}", "null", "{\"base\":{},\"marks\":7}", &mixed.write()] {
            assert_eq!(ClassEntry::read(text), None, "{text}");
        }
    }
}
