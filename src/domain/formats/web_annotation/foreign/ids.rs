//! Ids of other tools that are no IRIs (§3.1 wants one): `1`, `#a7f0`, `_:b0`,
//! none at all. Each gets an IRI that is the same each time the file is read.

use litemap::LiteMap;
use serde_json::Value;

use crate::domain::formats::web_annotation::fields::{derived_id, iri, text};
use crate::domain::id::Id;
use crate::domain::order::sort_by;

/// The own term under which an id is kept as it came.
const ORIGINAL: &str = "originalId";

/// Gives an IRI to every annotation that has none, and names it by that where
/// others name it.
pub(super) fn settle(items: &mut [(usize, Value)]) {
    let mut settled: Vec<(String, Id)> = Vec::new();
    for (_, item) in items.iter_mut() {
        let id = item.get("id").or_else(|| item.get("@id")).and_then(text);
        if !item.is_object() || id.and_then(Id::from_iri).is_some() {
            continue;
        }
        let id = id.filter(|id| !id.is_empty()).map(String::from);
        let iri = match &id {
            // A number is used again in the next file, so what it is about counts.
            Some(id) if !id.starts_with("_:") => derived_id(&["annotation", id, about(item)]),
            _ => derived_id(&["annotation", &item.to_string()]),
        };
        if let Value::Object(fields) = item {
            fields.remove("@id");
            fields.insert("id".into(), iri.as_str().into());
            if let Some(id) = id {
                fields.insert(ORIGINAL.into(), id.as_str().into());
                settled.push((id, iri));
            }
        }
    }
    if settled.is_empty() {
        return;
    }
    sort_by(&mut settled, |(a, _), (b, _)| a.cmp(b));
    settled.dedup_by(|(later, _), (first, _)| later == first);
    let settled = LiteMap::from_sorted_store_unchecked(settled);
    for (_, item) in items.iter_mut() {
        for key in ["target", "body"] {
            if let Some(value) = item.get_mut(key) {
                rename(value, &settled);
            }
        }
    }
}

/// What an annotation is about, as far as it names it.
fn about(item: &Value) -> &str {
    let target = match item.get("target") {
        Some(Value::Array(targets)) => targets.first(),
        target => target,
    };
    let hash = item.get("articleHash").and_then(Value::as_str);
    hash.or_else(|| iri(target?.get("source")?)).unwrap_or_default()
}

/// Puts the IRI in where an annotation is named: alone, or as an `id` or a `source`.
fn rename(value: &mut Value, settled: &LiteMap<String, Id>) {
    match value {
        Value::String(id) => {
            if let Some(iri) = settled.get(id) {
                *id = iri.as_str().to_owned();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, settled)),
        Value::Object(fields) => {
            for key in ["id", "@id", "source"] {
                if let Some(value @ Value::String(_)) = fields.get_mut(key) {
                    rename(value, settled);
                }
            }
        }
        _ => {}
    }
}
