//! Marks that were given a moment ago, written down at once (see [`super::journal`]):
//! an entry for each student of whom storage does not have them yet. And, outside
//! the database, that a class is kept.

use super::web_storage::{keys, local, remove_all};
use crate::browser::clock::random;
use crate::domain::formats::stored_class::ClassEntry;
use crate::domain::id::Id;

/// The name of the class that is kept here.
const NOTE: &str = "claimlight/class";
const PREFIX: &str = "claimlight/class/";

thread_local! {
    /// Of this page: another tab may mark the same student.
    static SALT: String = random::<4>().iter().map(|byte| format!("{byte:02x}")).collect();
}

/// An entry that a page left behind, as it was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Left {
    key: String,
    text: String,
    /// What it says.
    pub entry: ClassEntry,
}

/// A name for a class, or for a state of a part of it.
#[must_use]
pub fn new_name() -> String {
    random::<8>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes down what is said of a student's work, synchronously; whether there
/// was room for it.
#[must_use]
pub fn write(class: &str, entry: &ClassEntry) -> bool {
    let key = key(class, &entry.marks.notebook);
    local().is_ok_and(|it| it.set_item(&key, &entry.write()).is_ok())
}

/// Crosses out what this page wrote of a student.
pub fn done(class: &str, notebook: &Id) {
    let _ = local().map(|it| it.remove_item(&key(class, notebook)));
}

/// What pages have written down of this class.
#[must_use]
pub fn pending(class: &str) -> Vec<Left> {
    let Ok(storage) = local() else { return Vec::new() };
    let read = |key: String| {
        let text = storage.get_item(&key).ok()??;
        Some(Left { entry: ClassEntry::read(&text)?, key, text })
    };
    let keys = keys(&storage, &format!("{PREFIX}{class}/")).unwrap_or_default();
    keys.into_iter().filter_map(read).collect()
}

/// Crosses an entry out, unless the page that wrote it has said more since.
pub fn cross_out(left: &Left) {
    let Ok(storage) = local() else { return };
    if storage.get_item(&left.key).ok().flatten().as_ref() == Some(&left.text) {
        let _ = storage.remove_item(&left.key);
    }
}

/// Notes that this class is kept, and no other; what was written down of others
/// goes.
pub fn note(class: &str) {
    let Ok(storage) = local() else { return };
    let _ = storage.set_item(NOTE, class);
    let own = format!("{PREFIX}{class}/");
    for key in keys(&storage, PREFIX).unwrap_or_default() {
        if !key.starts_with(&own) {
            let _ = storage.remove_item(&key);
        }
    }
}

/// The class that was noted.
#[must_use]
pub fn noted() -> Option<String> {
    local().ok()?.get_item(NOTE).ok()?
}

/// Removes the note, if it is of this class or of none, and all that was written
/// down.
pub fn forget(class: Option<&str>) {
    let Ok(storage) = local() else { return };
    if class.is_none() || noted().as_deref() == class {
        let _ = storage.remove_item(NOTE);
        let _ = remove_all(&storage, PREFIX);
    } else if let Some(class) = class {
        let _ = remove_all(&storage, &format!("{PREFIX}{class}/"));
    }
}

fn key(class: &str, notebook: &Id) -> String {
    SALT.with(|salt| format!("{PREFIX}{class}/{}/{salt}", notebook.as_str()))
}
