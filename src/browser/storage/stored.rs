//! The shapes in the database: keys, and JSON as structured objects, so that
//! other programs (and people, in the browser's tools) can read them.

use js_sys::{Array, JSON, Object, Reflect};
use serde_json::Value;
use sha2::{Digest, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbIndexParameters, IdbKeyRange, IdbTransaction};

use super::database::Schema;
use crate::domain::formats::stored_version::{STORED_FORMAT, StoredVersion, Trouble, read_stored};
use crate::domain::id::Id;
use crate::domain::record::{Body, Record};
use crate::domain::version::Writer;

/// The database. Another version needs another branch in [`upgrade`], which
/// then runs for those who come from an older one.
pub(super) const SCHEMA: Schema = Schema { name: "claimlight", version: 3, upgrade };

/// Versions of records, under `[notebook, record, edits, digest]`; never changed.
pub(super) const VERSIONS: &str = "versions";
/// Articles, under their hash.
pub(super) const ARTICLES: &str = "articles";
/// Steps of undo histories, under `[notebook, writer, number]`.
pub(super) const STEPS: &str = "steps";
/// Earlier states of notebooks, under `[notebook, number]`.
pub(super) const STATES: &str = "states";
/// The parts of a teacher's class, under `["room"]`, `["key"]`, `["work", notebook]`.
pub(super) const CLASS: &str = "class";
/// What belongs to notebooks.
pub(super) const OF_NOTEBOOKS: [&str; 4] = [VERSIONS, ARTICLES, STEPS, STATES];
/// All stores.
pub(super) const ALL: [&str; 5] = [VERSIONS, ARTICLES, STEPS, STATES, CLASS];
/// The index of [`VERSIONS`] on the kind of thing.
pub(super) const BY_KIND: &str = "kind";
/// The kind of a notebook's own particulars.
pub(super) const NOTEBOOK: &str = "notebook";

fn upgrade(database: &IdbDatabase, _: &IdbTransaction, from: u32) -> Result<(), JsValue> {
    // Somebody may have made an empty one by looking for it.
    if from < 1 || database.object_store_names().length() == 0 {
        let versions = database.create_object_store(VERSIONS)?;
        let many = IdbIndexParameters::new();
        many.set_unique(false);
        versions.create_index_with_str_and_optional_parameters(BY_KIND, BY_KIND, &many)?;
        database.create_object_store(ARTICLES)?;
        database.create_object_store(STEPS)?;
    }
    if from < 2 {
        database.create_object_store(STATES)?;
    }
    if from < 3 {
        database.create_object_store(CLASS)?;
    }
    Ok(())
}

/// What a record is, also where it was erased and nothing else says so.
pub(super) fn kind(notebook: &Id, record: &Record) -> &'static str {
    match record.content.as_ref().map(|content| &content.body) {
        Some(Body::Notebook(_)) => NOTEBOOK,
        None if record.id == *notebook => NOTEBOOK,
        Some(Body::Person(_)) => "person",
        Some(Body::Claim(_)) => "claim",
        Some(Body::Source(_)) => "source",
        Some(Body::Link(_)) => "link",
        None => "erased",
    }
}

/// The key of a version. The digest of its words, not the writer's name: from a
/// file come versions of many writers, two of which may have seen as many
/// edits, and the one must not take the other's place.
///
/// Before the digest stands the format, and before that a `beginning` where
/// that place is taken.
pub(super) fn version_key(notebook: &Id, record: &Record, json: &str, beginning: &str) -> JsValue {
    let digest = Sha256::digest(json.as_bytes());
    let mut digits = format!("{beginning}{STORED_FORMAT}-");
    digits.extend(digest.iter().take(16).map(|byte| format!("{byte:02x}")));
    Array::of4(
        &notebook.as_str().into(),
        &record.id.as_str().into(),
        &(record.version.total() as f64).into(),
        &digits.into(),
    )
    .into()
}

/// The key of a step.
pub(super) fn step_key(notebook: &Id, writer: &Writer, number: u32) -> JsValue {
    Array::of3(&notebook.as_str().into(), &writer.as_str().into(), &number.into()).into()
}

/// All keys that begin with these strings: an array comes after every string
/// and number in the order of keys.
pub(super) fn beginning_with(parts: &[&str]) -> Result<IdbKeyRange, JsValue> {
    let lower: Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
    let upper = lower.concat(&Array::of1(&Array::new()));
    IdbKeyRange::bound(&lower, &upper)
}

/// The value of a version: its record, and what it is looked for by.
pub(super) fn version_value(notebook: &Id, kind: &str, record: &Value) -> Result<JsValue, JsValue> {
    let value = Object::new();
    Reflect::set(&value, &"format".into(), &(STORED_FORMAT as f64).into())?;
    Reflect::set(&value, &"notebook".into(), &notebook.as_str().into())?;
    Reflect::set(&value, &BY_KIND.into(), &kind.into())?;
    Reflect::set(&value, &"record".into(), &to_js(record)?)?;
    Ok(value.into())
}

/// A stored version.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read_version(value: &JsValue) -> Result<StoredVersion, Trouble> {
    read_stored(from_js(value).ok_or(Trouble::Shapeless)?)
}

/// A JSON value as a structured object, or as its text where JavaScript's
/// numbers would change it (a file of another tool may hold any).
pub(super) fn to_js(value: &Value) -> Result<JsValue, JsValue> {
    let text = value.to_string();
    if is_exact(value) { JSON::parse(&text) } else { Ok(text.into()) }
}

/// A structured object, or such a text, as a JSON value; `None` if it is neither.
pub(super) fn from_js(value: &JsValue) -> Option<Value> {
    let text = match value.as_string() {
        Some(text) => text,
        // No list is stored; one with holes may stand for gigabytes of JSON.
        None if Array::is_array(value) => return None,
        None => JSON::stringify(value).ok()?.as_string()?,
    };
    serde_json::from_str(&text).ok()
}

fn is_exact(value: &Value) -> bool {
    const SAFE: u64 = (1 << 53) - 1;
    match value {
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => number <= SAFE,
            (None, Some(number)) => number.unsigned_abs() <= SAFE,
            // What is no integer is the same kind of number on both sides.
            (None, None) => true,
        },
        Value::Array(values) => values.iter().all(is_exact),
        Value::Object(fields) => fields.values().all(is_exact),
        _ => true,
    }
}

/// The elements of a request's result.
pub(super) fn list(result: &JsValue) -> Vec<JsValue> {
    result.dyn_ref::<Array>().map(|array| array.iter().collect()).unwrap_or_default()
}
