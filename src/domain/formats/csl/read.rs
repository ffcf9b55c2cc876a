//! A bibliography as sources.

use std::sync::Arc;

use serde_json::Value;

use super::{KEPT, OWN, type_of};
use crate::domain::address::Address;
use crate::domain::bibliography::{is_sound, is_type};
use crate::domain::formats::web_annotation::{
    Contents, Fields, FileError, LeftOut, MAX_RECORDS, Part, RecordError, Why, depth, derived_id,
    object, parse, read_authors, read_date, read_moment, read_record, write_authors, write_date,
    write_moment,
};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::record::Record;

/// What is kept of an unknown field is nested at most so deep: with what we put
/// around it, a file of ours can still be read.
const MAX_DEPTH: usize = 48;

/// Reads a bibliography, or one item of it, into a notebook of sources alone,
/// to be merged into another. What we wrote has the ids and versions that it
/// had; another tool's item has an id that follows from all it says, so that
/// reading it twice gives one source, and no known author. The same limits hold
/// as for a file of annotations.
///
/// # Errors
/// A [`FileError`] where nothing in the file can be used;
/// [`FileError::NotAnnotations`] where it is JSON, but no bibliography.
pub fn read_sources(text: &str) -> Result<Contents, FileError> {
    let items = match parse(text)? {
        Value::Array(items) if items.iter().any(is_item) => items,
        item if is_item(&item) => vec![item],
        _ => return Err(FileError::NotAnnotations),
    };
    if items.len() > MAX_RECORDS {
        return Err(FileError::TooMany);
    }
    let (mut records, mut left_out) = (Vec::new(), Vec::new());
    for (index, item) in items.into_iter().enumerate() {
        let id = item.get("id").and_then(Value::as_str);
        let id = id.map(|id| id.chars().take(200).collect());
        match read_item(item) {
            Ok(record) => records.push(record),
            Err(error) => {
                let why = Why::Record(error);
                left_out.push(LeftOut { part: Part::Sources, index, id, why });
            }
        }
    }
    let ids = records.iter().map(|record| record.id.as_str());
    let id = derived_id(&["bibliography"].into_iter().chain(ids).collect::<Vec<_>>());
    let mut notebook = Notebook::empty(id);
    for record in records {
        notebook.take_in(Arc::new(record));
    }
    Ok(Contents { notebook, articles: Vec::new(), left_out })
}

/// Whether something is an item, and not an annotation or any other JSON. Tools
/// exist that write types of their own.
fn is_item(value: &Value) -> bool {
    let is_text = |key: &str| {
        value.get(key).is_some_and(|it| it.is_string() || it.get(0).is_some_and(Value::is_string))
    };
    let is_typed = value.get("type").and_then(Value::as_str).is_some_and(is_type);
    let is_annotation = ["target", "body", "motivation", "@context"];
    is_typed
        || (is_text("title") || is_text("URL"))
            && value.get("id").is_some()
            && is_annotation.iter().all(|key| value.get(*key).is_none())
}

fn read_item(item: Value) -> Result<Record, RecordError> {
    if !item.is_object() {
        return Err(RecordError::NotAnObject);
    }
    if !is_item(&item) {
        return Err(RecordError::UnknownType);
    }
    let derived = derived_id(&["source", &item.to_string()]);
    let mut item = object(item).unwrap_or_default();
    let mut custom = take_object(&mut item, "custom");
    let mut own = take_object(&mut custom, OWN);
    let mut kept = take_object(&mut own, KEPT);
    let mut fields = take_object(&mut own, "fields");
    for key in ["id", "type", "version", "creator", "created", "modified", "binned", "generator"] {
        fields.remove(key);
    }
    let id = own.get("id").and_then(Value::as_str).and_then(Id::from_iri).unwrap_or(derived);
    for key in ["creator", "created", "modified", "version", "kind", "appraisal"] {
        fields.extend(own.remove(key).map(|value| (key.into(), value)));
    }
    keep(&mut kept, "custom", Some(custom.into()).filter(|it| *it != Value::Object(Fields::new())));
    keep(&mut kept, "id", item.remove("id").filter(|it| it != id.as_str()));
    keep(&mut kept, "version", item.remove("version").filter(Value::is_string));
    let kind = fields.get("kind").and_then(Value::as_str).unwrap_or_default();
    let url = item.get("URL").and_then(Value::as_str).and_then(|url| Address::read(url).ok());
    let expected = type_of(kind, url.is_some());
    keep(&mut kept, "type", item.remove("type").filter(|it| it != expected));
    keep_parts(&mut kept, &item);
    let mut other = take_object(&mut kept, "other");
    for (key, value) in item {
        let known = is_sound(&key, &value) || READ_ANYHOW.contains(&key.as_str());
        if known {
            fields.insert(key, value);
        } else if depth(&value) <= MAX_DEPTH {
            other.insert(key, value);
        }
    }
    keep(&mut kept, "other", Some(other.into()).filter(|it| *it != Value::Object(Fields::new())));
    if !kept.is_empty() {
        fields.insert(KEPT.into(), kept.into());
    }
    fields.insert("id".into(), id.as_str().into());
    fields.insert("type".into(), "Source".into());
    read_record(&fields.into())
}

/// Fields that are read in more shapes than the schema has, as other tools write
/// them (a title in an array, a date as a string).
const READ_ANYHOW: &[&str] = &["title", "container-title", "author", "issued", "accessed"];

/// Keeps names and dates that say more than a source can hold.
fn keep_parts(kept: &mut Fields, item: &Fields) {
    let [author, issued, accessed] = ["author", "issued", "accessed"].map(|key| item.get(key));
    let says = |value: Option<&Value>, read: Option<Value>| match (value, read) {
        (Some(value), Some(read)) if *value != read => Some(value.clone()),
        _ => None,
    };
    let read = author.and_then(read_authors).map(|it| write_authors(&it));
    keep(kept, "author", says(author, read));
    let read = issued.and_then(read_date).map(|it| write_date(&it));
    keep(kept, "issued", says(issued, read));
    let read = accessed.and_then(read_moment).map(|it| write_moment(&it));
    keep(kept, "accessed", says(accessed, read));
}

fn keep(kept: &mut Fields, key: &str, value: Option<Value>) {
    let value = value.filter(|value| depth(value) <= MAX_DEPTH);
    kept.extend(value.map(|value| (key.into(), value)));
}

/// Takes an object out; anything else is left where it is.
fn take_object(fields: &mut Fields, key: &str) -> Fields {
    match fields.get(key) {
        Some(Value::Object(_)) => fields.remove(key).and_then(object).unwrap_or_default(),
        _ => Fields::new(),
    }
}
