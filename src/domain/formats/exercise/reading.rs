//! Small helps for values that nobody vouches for.

use serde_json::{Map, Value};

use super::PaperError;
use crate::domain::exercise::Points;
use crate::domain::id::Id;
use crate::domain::record::MAX_TEXT;
use crate::domain::text::is_drawable;

/// The fields of an object.
pub(super) fn fields(value: &Value) -> Result<&Map<String, Value>, PaperError> {
    value.as_object().ok_or(PaperError::Malformed)
}

/// A text of at most `most` code points that can be drawn; empty where there is none.
pub(super) fn text(
    fields: &Map<String, Value>,
    key: &str,
    most: usize,
) -> Result<String, PaperError> {
    let text = fields.get(key).and_then(Value::as_str).unwrap_or_default();
    if (text.len() > most && text.chars().nth(most).is_some()) || !is_drawable(text) {
        return Err(PaperError::TooMuch);
    }
    Ok(text.into())
}

/// A text as long as any in a record may be.
pub(super) fn long_text(fields: &Map<String, Value>, key: &str) -> Result<String, PaperError> {
    text(fields, key, MAX_TEXT)
}

/// An id, which has to be there.
pub(super) fn id(fields: &Map<String, Value>, key: &str) -> Result<Id, PaperError> {
    let iri = fields.get(key).and_then(Value::as_str);
    iri.and_then(Id::from_iri).ok_or(PaperError::NoId)
}

/// A list of at most `most`; none where it is missing.
pub(super) fn list<'a>(
    fields: &'a Map<String, Value>,
    key: &str,
    most: usize,
) -> Result<&'a [Value], PaperError> {
    let list = fields.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if list.len() > most { Err(PaperError::TooMuch) } else { Ok(list) }
}

/// Whether it is `true`.
pub(super) fn is(fields: &Map<String, Value>, key: &str) -> bool {
    fields.get(key) == Some(&Value::Bool(true))
}

/// Points as a JSON number with at most one digit behind the point.
pub(super) fn points(value: Option<&Value>) -> Option<Points> {
    Points::read(&value?.as_number()?.to_string())
}

/// The same the other way, without floating point.
pub(super) fn write_points(points: Points) -> Value {
    match points.to_string().parse::<serde_json::Number>() {
        Ok(number) => Value::Number(number),
        Err(_) => (points.tenths() / 10).into(),
    }
}

/// Puts a text in, unless it is empty.
pub(super) fn put_text(fields: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        fields.insert(key.into(), text.into());
    }
}
