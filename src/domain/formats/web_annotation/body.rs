//! The bodies of an annotation (§3.2): short texts, each with a purpose.

use serde_json::Value;

use super::RecordError;
use super::fields::{Fields, each, list, text};
use crate::domain::formats::object::object;
use crate::domain::id::Id;
use crate::domain::record::MAX_TEXTS;

/// A text and what it is for (§3.2.4, §3.3.5).
pub(in crate::domain::formats) fn textual(purpose: &str, value: &str) -> Value {
    object! { "type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain" }
}

/// The own term for bodies of which another tool said more than we hold.
const DETAILS: &str = "bodyDetails";

/// Puts the bodies in: ours, then those that reading could not place. A text of
/// which more is known (its language, who added it) is written with that, as
/// long as it says the same.
pub(super) fn put(fields: &mut Fields, mut bodies: Vec<Value>, extra: &Fields) {
    let mut enriched = vec![false; bodies.len()];
    for detailed in each(extra.get(DETAILS)).iter().filter(|it| it.is_object()) {
        let same = |body: &Value| {
            body.get("value").is_some()
                && purpose_in(body) == purpose_in(detailed)
                && text_in(body) == text_in(detailed)
        };
        let free = bodies.iter_mut().zip(&mut enriched).filter(|(_, enriched)| !**enriched);
        if let Some((body, enriched)) = free.into_iter().find(|(body, _)| same(body)) {
            (*body, *enriched) = (detailed.clone(), true);
        }
    }
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

/// What a body is for, where it says so.
pub(super) fn purpose_in(body: &Value) -> Option<&str> {
    body.get("purpose").and_then(text)
}

/// The text of a body: its own, or that of the text which it is made of (§4).
pub(super) fn text_in(body: &Value) -> Option<&str> {
    body.get("value").or_else(|| body.get("source")?.get("value")).and_then(text)
}

/// Takes the bodies out: one, several, or a `bodyValue` (§3.2.5). One without a
/// purpose has the annotation's motivation for it, where that can be one. A
/// string that is no IRI is a text that another tool wrote without more ado.
pub(super) fn take(fields: &mut Fields, motivation: &str) -> Vec<Body> {
    let value = fields.remove("bodyValue").filter(Value::is_string);
    let plain = |value: Value| object! { "type": "TextualBody", "value": value };
    let bodies = list(fields.remove("body").unwrap_or_default()).into_iter().map(|body| {
        let words = body.as_str().is_some_and(|words| Id::from_iri(words).is_none());
        if words { plain(body) } else { body }
    });
    bodies
        .chain(value.map(plain))
        .map(|value| Body {
            purpose: purpose_in(&value).unwrap_or(motivation).to_owned(),
            text: text_in(&value).map(Into::into),
            value,
        })
        .collect()
}

/// Of bodies, those of which there is more to know than we hold, each with its
/// purpose.
pub(super) fn details(bodies: &[Body]) -> Vec<Value> {
    bodies.iter().filter_map(detailed).collect()
}

fn detailed(body: &Body) -> Option<Value> {
    let mut fields = body.value.as_object()?.clone();
    let is = |key: &str, expected: &str| fields.get(key).is_none_or(|it| it == expected);
    let ordinary = match body.text {
        Some(_) => {
            is("type", "TextualBody")
                && is("format", "text/plain")
                && fields.get("value").is_some_and(Value::is_string)
                && only(&fields, &["type", "purpose", "value", "format"])
        }
        None => is("type", "SpecificResource") && is_bare_resource(&fields),
    };
    if ordinary {
        return None;
    }
    if purpose_in(&body.value).is_none() {
        fields.insert("purpose".into(), body.purpose.as_str().into());
    }
    Some(fields.into())
}

/// Whether a resource says no more than what a link of ours holds.
fn is_bare_resource(fields: &Fields) -> bool {
    let part = |key: &str, keys: &[&str]| match each(fields.get(key)) {
        [] => true,
        [part] => part.as_object().is_some_and(|part| only(part, keys)),
        _ => false,
    };
    only(fields, &["id", "type", "purpose", "source", "selector", "state"])
        && fields.get("source").is_none_or(Value::is_string)
        && part("selector", &["type", "exact", "prefix", "suffix"])
        && part("state", &["type", "sourceDate", "cached"])
}

fn only(fields: &Fields, keys: &[&str]) -> bool {
    fields.keys().all(|key| keys.contains(&key.as_str()))
}

/// Keeps bodies that have no place with us, and the details of those that have,
/// for [`put`] to write them back.
pub(super) fn keep(
    fields: &mut Fields,
    unplaced: Vec<Body>,
    details: Vec<Value>,
) -> Result<(), RecordError> {
    let known = each(fields.get(DETAILS));
    if known.len() + details.len() > MAX_TEXTS {
        return Err(RecordError::TooMuch);
    }
    let whole: Vec<Value> = unplaced.iter().filter_map(detailed).collect();
    let mut new: Vec<Value> = Vec::new();
    for detail in details {
        if !whole.contains(&detail) && !known.contains(&detail) && !new.contains(&detail) {
            new.push(detail);
        }
    }
    if !new.is_empty() {
        let mut all = list(fields.remove(DETAILS).unwrap_or_default());
        all.extend(new);
        fields.insert(DETAILS.into(), all.into());
    }
    if !unplaced.is_empty() {
        let bodies = unplaced.into_iter().map(|body| body.value);
        fields.insert("body".into(), bodies.collect());
    }
    Ok(())
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
