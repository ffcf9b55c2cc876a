//! JSON objects, put together without serde's way through every type: that one
//! brings the reading and writing of floating point numbers, 5 KB of download.

use serde_json::{Map, Value};

/// `object! { "key": value, … }`: a JSON object; each value is one that
/// `Value::from` takes.
macro_rules! object {
    ($($key:literal: $value:expr),* $(,)?) => {
        $crate::domain::formats::object::of(vec![$(($key, serde_json::Value::from($value))),*])
    };
}
pub(crate) use object;

/// An object of these fields.
pub(crate) fn of(fields: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    for (key, value) in fields {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}
