//! A document laid out as a graph (JSON-LD 1.1 §4.9, `@graph`): every thing in
//! it stands alone and is named where it belongs. Here each is put back there.

use litemap::LiteMap;
use serde_json::Value;

use crate::domain::formats::web_annotation::fields::{Fields, each, is_a, list, object, text};
use crate::domain::formats::web_annotation::json::MAX_DEPTH;
use crate::domain::formats::web_annotation::sheet::{has_target, name_of};
use crate::domain::order::sort_by;

/// How deep things are put into each other: a body in an annotation, a state in
/// the body, an agent in the state.
const MAX_NESTING: usize = 6;

/// How many values may be put somewhere: one that is named a thousand times
/// becomes a thousand.
const MAX_PUT: usize = 1_000_000;

/// Where things of their own stand in an annotation.
const PLACES: &[&str] = &[
    "body",
    "creator",
    "endSelector",
    "items",
    "refinedBy",
    "selector",
    "startSelector",
    "state",
    "target",
];

/// The annotations of a graph: as a collection, where one is in it, else as an
/// array. What is neither belongs to them or is of no use to us.
pub(super) fn unfolded(mut fields: Fields) -> Value {
    let nodes: Vec<Fields> =
        list(fields.remove("@graph").unwrap_or_default()).into_iter().filter_map(object).collect();
    let (mut annotations, mut parts, mut pages, mut collection) = (vec![], vec![], vec![], None);
    for node in nodes {
        if is_a(&node, "AnnotationCollection") {
            collection.get_or_insert(node);
        } else if is_a(&node, "AnnotationPage") {
            pages.push(node);
        } else if has_target(&node) {
            annotations.push(node);
        } else if let Some(id) = node.get("id").or_else(|| node.get("@id")).and_then(text) {
            parts.push((id.to_owned(), (size(&node), node)));
        }
    }
    sort_by(&mut parts, |(a, _), (b, _)| a.cmp(b));
    parts.dedup_by(|(later, _), (first, _)| later == first);
    let mut graph = Graph { parts: LiteMap::from_sorted_store_unchecked(parts), left: MAX_PUT };
    let mut items = Vec::new();
    let mut here: Vec<(String, ())> = Vec::new();
    for mut annotation in annotations {
        graph.fill(&mut annotation, MAX_NESTING);
        let item = Value::from(annotation);
        here.extend(name_of(&item).map(|id| (id.to_owned(), ())));
        items.push(item);
    }
    sort_by(&mut here, |(a, ()), (b, ())| a.cmp(b));
    here.dedup();
    let here = LiteMap::from_sorted_store_unchecked(here);
    // What a page holds itself, and what it names that is nowhere.
    for page in &pages {
        let away = |it: &&Value| name_of(it).is_none_or(|id| here.get(id).is_none());
        items.extend(each(page.get("items")).iter().filter(away).cloned());
    }
    match collection {
        Some(mut collection) => {
            for key in ["first", "last", "items"] {
                collection.remove(key);
            }
            for (key, value) in fields {
                collection.entry(key).or_insert(value);
            }
            collection.insert("items".into(), items.into());
            collection.into()
        }
        None => items.into(),
    }
}

struct Graph {
    /// What may be put somewhere, by id, with its size.
    parts: LiteMap<String, (usize, Fields)>,
    /// How many values still may.
    left: usize,
}

impl Graph {
    fn fill(&mut self, fields: &mut Fields, nesting: usize) {
        for key in PLACES {
            if let Some(value) = fields.get_mut(*key) {
                self.put(value, nesting);
            }
        }
    }

    fn put(&mut self, value: &mut Value, nesting: usize) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| self.put(value, nesting)),
            Value::String(_) => self.replace(value, nesting),
            Value::Object(fields) if is_name(fields) => self.replace(value, nesting),
            Value::Object(fields) if nesting > 0 => self.fill(fields, nesting - 1),
            _ => {}
        }
    }

    /// Puts the thing in where it is named.
    fn replace(&mut self, name: &mut Value, nesting: usize) {
        let Some((size, node)) = name_of(name).and_then(|id| self.parts.get(id)) else { return };
        if nesting == 0 || *size > self.left {
            return;
        }
        self.left -= size;
        let mut node = node.clone();
        // The name of a thing that has none outside this file.
        node.retain(|key, id| !(matches!(key.as_str(), "id" | "@id") && is_blank(id)));
        self.fill(&mut node, nesting - 1);
        *name = node.into();
    }
}

/// Whether an object says no more than which thing is meant.
fn is_name(fields: &Fields) -> bool {
    fields.len() == 1 && (fields.contains_key("id") || fields.contains_key("@id"))
}

fn is_blank(id: &Value) -> bool {
    id.as_str().is_some_and(|id| id.starts_with("_:"))
}

/// How many values there are in an object.
fn size(fields: &Fields) -> usize {
    fn of(value: &Value, depth: usize) -> usize {
        match value {
            _ if depth > MAX_DEPTH => 1,
            Value::Array(values) => 1 + values.iter().map(|it| of(it, depth + 1)).sum::<usize>(),
            Value::Object(fields) => 1 + fields.values().map(|it| of(it, depth + 1)).sum::<usize>(),
            _ => 1,
        }
    }
    fields.values().map(|value| of(value, 0)).sum::<usize>() + 1
}
