//! That a notebook is the key of an exercise: the term `exerciseKey`.

use serde_json::{Map, Value};

use super::PaperError;
use super::reading::{fields, id, list, long_text};
use crate::domain::exercise::{KeyNotes, MAX_COMMENTS};
use crate::domain::formats::object::object;

pub(super) fn write(key: &KeyNotes) -> Value {
    let prompt = |(on, text): &(_, String)| {
        let on: &crate::domain::id::Id = on;
        object! { "on": on.as_str(), "text": text.as_str() }
    };
    let mut written = Map::new();
    written.insert("exercise".into(), key.exercise.as_str().into());
    written.insert("prompts".into(), key.prompts.iter().map(prompt).collect());
    written.into()
}

pub(super) fn read(value: &Value) -> Result<KeyNotes, PaperError> {
    let found = fields(value)?;
    let mut prompts = Vec::new();
    for value in list(found, "prompts", MAX_COMMENTS)? {
        let Ok(found) = fields(value) else { continue };
        let Ok(on) = id(found, "on") else { continue };
        prompts.push((on, long_text(found, "text")?));
    }
    Ok(KeyNotes { exercise: id(found, "exercise")?, prompts })
}
