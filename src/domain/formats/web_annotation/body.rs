//! The bodies of an annotation (§3.2): short texts, each with a purpose.

use serde_json::Value;

use super::fields::{Fields, list, text};
use crate::domain::formats::object::object;

/// A text and what it is for (§3.2.4, §3.3.5).
pub(super) fn textual(purpose: &str, value: &str) -> Value {
    object! { "type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain" }
}

/// Puts the bodies in: ours, then those that reading could not place.
pub(super) fn put(fields: &mut Fields, mut bodies: Vec<Value>, extra: &Fields) {
    bodies.extend(extra.get("body").cloned().map(list).unwrap_or_default());
    if !bodies.is_empty() {
        fields.insert("body".into(), bodies.into());
    }
}

/// One body, as it was read.
pub(super) struct Body {
    /// What it is for.
    pub(super) purpose: String,
    /// Its text, if it is one.
    pub(super) text: Option<String>,
    /// The whole of it.
    pub(super) value: Value,
}

/// Takes the bodies out: one, several, or a `bodyValue` (§3.2.5). One without a
/// purpose has the annotation's motivation for it, where that can be one.
pub(super) fn take(fields: &mut Fields, motivation: &str) -> Vec<Body> {
    let value = fields.remove("bodyValue").filter(Value::is_string);
    let value = value.map(|value| object! { "type": "TextualBody", "value": value });
    let bodies = list(fields.remove("body").unwrap_or_default()).into_iter().chain(value);
    bodies
        .map(|value| Body {
            purpose: value.get("purpose").and_then(text).unwrap_or(motivation).to_owned(),
            text: value.get("value").and_then(text).map(Into::into),
            value,
        })
        .collect()
}

/// Keeps bodies that have no place with us, for [`put`] to write them back.
pub(super) fn keep(fields: &mut Fields, unplaced: Vec<Body>) {
    if !unplaced.is_empty() {
        let bodies = unplaced.into_iter().map(|body| body.value);
        fields.insert("body".into(), bodies.collect());
    }
}

/// A word from a vocabulary in a text without purpose would be the text itself,
/// so only these motivations are handed down to bodies; the rest say something
/// about the whole, and a text below them is a remark.
pub(super) fn default_purpose(motivation: &str) -> &str {
    match motivation {
        "assessing" | "classifying" | "tagging" => motivation,
        _ => "commenting",
    }
}

/// Joins remarks: ours is one, another tool's may be many.
pub(super) fn add_remark(to: &mut String, remark: &str) {
    if !to.is_empty() && !remark.is_empty() {
        to.push_str("\n\n");
    }
    to.push_str(remark);
}
