//! One step of an undo history, for storage. Its contents are the records of
//! [`web_annotation`](super::web_annotation) without version and time of change.

use std::sync::Arc;

use serde_json::Value;

use super::web_annotation::{read_content, write_content};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::formats::object::object;
use crate::domain::history::Step;
use crate::domain::id::Id;
use crate::domain::record::Content;

/// Writes a step.
#[must_use]
pub fn write_step(step: &Step) -> Value {
    let edit = |edit: &Edit| {
        let content = |content: &Option<Content>| {
            content.as_ref().map_or(Value::Null, |content| write_content(&edit.id, content))
        };
        object! {
            "id": edit.id.as_str(),
            "before": content(&edit.before),
            "after": content(&edit.after),
        }
    };
    object! {
        "number": step.number,
        "label": step.change.label.key(),
        "undone": step.undone,
        "edits": step.change.edits.iter().map(edit).collect::<Vec<_>>(),
    }
}

/// Reads a step. `None` if anything in it cannot be read: half a step cannot be
/// taken back.
#[must_use]
pub fn read_step(value: &Value) -> Option<Step> {
    let edits: Option<Vec<Edit>> = value.get("edits")?.as_array()?.iter().map(read_edit).collect();
    let label = Label::from_key(value.get("label")?.as_str()?)?;
    Some(Step {
        number: u32::try_from(value.get("number")?.as_u64()?).ok()?,
        change: Arc::new(Change { label, edits: edits? }),
        undone: value.get("undone")?.as_bool()?,
    })
}

fn read_edit(value: &Value) -> Option<Edit> {
    let content = |key: &str| match value.get(key)? {
        Value::Null => Some(None),
        content => read_content(content).ok().map(Some),
    };
    let id = Id::from_iri(value.get("id")?.as_str()?)?;
    Some(Edit { id, before: content("before")?, after: content("after")? })
}
