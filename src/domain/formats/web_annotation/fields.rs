//! Small helps for JSON objects. What reading takes out of an object is known
//! to us; what is left in it in the end is kept as it came.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::address::Address;
use crate::domain::id::Id;

/// A JSON object.
pub(in crate::domain::formats) type Fields = Map<String, Value>;

/// The object in a value.
pub(in crate::domain::formats) fn object(value: Value) -> Option<Fields> {
    match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

/// JSON-LD writes one value with or without an array around it.
pub(in crate::domain::formats) fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values,
        value => vec![value],
    }
}

/// The same without taking the value.
pub(in crate::domain::formats) fn each(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
    }
}

/// A number that is not below 0 and not written with an exponent: its whole
/// part, and whether that is all of it. Floating point would cost 15 KB of
/// download, and no tool writes a place or a version that needs it.
pub(super) fn decimal(value: &Value) -> Option<(u64, bool)> {
    decimal_in(&value.as_number()?.to_string())
}

/// The same in a text.
pub(super) fn decimal_in(text: &str) -> Option<(u64, bool)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(fraction))
        .then(|| (whole.parse().unwrap_or(u64::MAX), fraction.bytes().all(|b| b == b'0')))
}

/// The string in a value, or the first of an array of them.
pub(in crate::domain::formats) fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Array(values) => values.first().and_then(Value::as_str),
        value => value.as_str(),
    }
}

/// Takes a string out; a value of another kind is dropped.
pub(super) fn take_text(fields: &mut Fields, key: &str) -> Option<String> {
    fields.remove(key).as_ref().and_then(text).map(Into::into)
}

/// Takes a string out if `read` makes something of it; leaves it where it is,
/// as a field that we do not know, if not.
pub(super) fn take_if<T>(
    fields: &mut Fields,
    key: &str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Option<T> {
    let read = read(fields.get(key)?)?;
    fields.remove(key);
    Some(read)
}

/// Puts a string in, unless it is empty.
pub(super) fn put_text(fields: &mut Fields, key: &str, text: &str) {
    if !text.is_empty() {
        fields.insert(key.into(), text.into());
    }
}

/// Whether `type` (or `@type`) is or includes this.
pub(in crate::domain::formats) fn is_a(fields: &Fields, name: &str) -> bool {
    let types = fields.get("type").or_else(|| fields.get("@type"));
    match types {
        Some(Value::Array(types)) => types.iter().any(|other| other == name),
        Some(other) => other == name,
        None => false,
    }
}

/// An IRI, as a string or as the `id` of an object.
pub(super) fn iri(value: &Value) -> Option<&str> {
    match value {
        Value::String(iri) => Some(iri),
        Value::Object(fields) => fields.get("id").or_else(|| fields.get("@id"))?.as_str(),
        _ => None,
    }
}

/// An address as an IRI (§3.1). Some that browsers follow are none, such as one
/// with two fragments; those are not written where the standard wants an IRI.
pub(super) fn address_iri(address: &Address) -> Option<&str> {
    let text = address.as_str();
    Id::from_iri(text).filter(|_| text.matches('#').count() < 2).map(|_| text)
}

/// Sixteen bytes that are always the same for the same words.
pub(super) fn digest(words: &[&str]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for word in words {
        // The same on every machine, whatever its `usize`.
        hash.update((word.len() as u64).to_be_bytes());
        hash.update(word.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes
}

/// An id for what came without one: the same every time the file is read.
pub(in crate::domain::formats) fn derived_id(words: &[&str]) -> Id {
    Id::from_random(digest(words))
}

/// How deep a value is nested; a plain one is 0.
pub(in crate::domain::formats) fn depth(value: &Value) -> usize {
    match value {
        Value::Array(values) => 1 + values.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
