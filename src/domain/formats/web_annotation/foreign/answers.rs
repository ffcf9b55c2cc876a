//! Answers: annotations of annotations (motivation `replying`, or any that names
//! another one instead of selecting words). We have no record for one, so each
//! becomes a remark of what stands at the beginning, with the name of who said it.

use litemap::LiteMap;
use serde_json::Value;

use crate::domain::formats::object::object;
use crate::domain::formats::web_annotation::body::{self, Body};
use crate::domain::formats::web_annotation::envelope::take_creator;
use crate::domain::formats::web_annotation::error::{LeftOut, Part, RecordError, Why};
use crate::domain::formats::web_annotation::fields::{each, iri, list, text};
use crate::domain::formats::web_annotation::sheet::{Answer, Sheet, id_of, name_of};
use crate::domain::id::Id;
use crate::domain::order::sort_by;
use crate::domain::record::MAX_TEXT;

/// How long a chain of answers to answers may be.
const MAX_CHAIN: usize = 100;

/// Puts each answer into what it answers; one to nothing in the file is left out.
pub(super) fn join(sheet: &mut Sheet) {
    let items = &mut sheet.items;
    let places = places(items);
    let parents: Vec<Option<usize>> =
        items.iter().enumerate().map(|(at, (_, item))| parent(item, at, &places)).collect();
    // Each answer, with where what it answers begins.
    let mut answers: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, (_, item)) in items.iter().enumerate() {
        match parents[at] {
            Some(parent) => answers.push((at, root(parent, &parents))),
            None if is_reply(item) => answers.push((at, None)),
            None => {}
        }
    }
    if answers.is_empty() {
        return;
    }
    let created = |at: usize| items[at].1.get("created").and_then(text).map(String::from);
    let mut dated: Vec<_> = answers.into_iter().map(|it| (created(it.0), it)).collect();
    sort_by(&mut dated, |(a, _), (b, _)| a.cmp(b));
    let mut lengths: Vec<Option<usize>> = vec![None; items.len()];
    let mut joined = vec![false; items.len()];
    for (_, (at, root)) in dated {
        joined[at] = true;
        let index = items[at].0;
        let id = id_of(&items[at].1);
        let to =
            root.and_then(|root| Some((root, name_of(&items[root].1).and_then(Id::from_iri)?)));
        let why = match to {
            Some((root, to)) => {
                let reply = std::mem::take(&mut items[at].1);
                let remarks = remarks(reply);
                let before = lengths[root].unwrap_or_else(|| length(&items[root].1));
                let sum = before + remarks.iter().map(length_of).sum::<usize>();
                if sum <= MAX_TEXT {
                    lengths[root] = Some(sum);
                    add(&mut items[root].1, remarks);
                    sheet.answers.push(Answer { to, index, id });
                    continue;
                }
                RecordError::TooMuch
            }
            None => RecordError::AnswersNothing,
        };
        let why = Why::Record(why);
        sheet.left_out.push(LeftOut { part: Part::Items, index, id, why });
    }
    let mut joined = joined.into_iter();
    items.retain(|_| !joined.next().unwrap_or_default());
}

/// Where each annotation stands.
fn places(items: &[(usize, Value)]) -> LiteMap<String, usize> {
    let named = |(at, (_, item)): (usize, &(usize, Value))| Some((name_of(item)?.to_owned(), at));
    let mut places: Vec<(String, usize)> = items.iter().enumerate().filter_map(named).collect();
    sort_by(&mut places, |(a, _), (b, _)| a.cmp(b));
    places.dedup_by(|(later, _), (first, _)| later == first);
    LiteMap::from_sorted_store_unchecked(places)
}

fn motivations(item: &Value) -> impl Iterator<Item = &Value> {
    each(item.get("motivation")).iter()
}

fn selects(item: &Value) -> bool {
    each(item.get("target")).iter().any(|target| target.get("selector").is_some())
}

fn is_reply(item: &Value) -> bool {
    motivations(item).any(|it| it == "replying") && !selects(item)
}

/// The annotation that one of another annotation is about.
fn parent(item: &Value, at: usize, places: &LiteMap<String, usize>) -> Option<usize> {
    if selects(item) || motivations(item).any(|it| it == "linking") {
        return None;
    }
    let named = each(item.get("target")).iter().filter_map(|target| {
        let named = iri(target).or_else(|| iri(target.get("source")?))?;
        places.get(named).copied()
    });
    named.into_iter().find(|found| *found != at)
}

/// Where a chain of answers begins; `None` if it runs in a circle.
fn root(mut at: usize, parents: &[Option<usize>]) -> Option<usize> {
    for _ in 0..MAX_CHAIN {
        match parents.get(at).copied().flatten() {
            Some(parent) => at = parent,
            None => return Some(at),
        }
    }
    None
}

/// What an answer adds: its texts, each with the name of who wrote it, its tags,
/// and whatever else it carries.
fn remarks(reply: Value) -> Vec<Value> {
    let Value::Object(mut reply) = reply else { return Vec::new() };
    let name = take_creator(&mut reply).name;
    let motivation = each(reply.get("motivation")).first().and_then(Value::as_str);
    let purpose = body::default_purpose(motivation.unwrap_or_default()).to_owned();
    let bodies = body::take(&mut reply, &purpose);
    let remark = |Body { purpose, text, value }: Body| match (purpose.as_str(), text) {
        ("tagging", Some(tag)) => body::textual("tagging", &tag),
        (_, Some(said)) => match &name {
            Some(name) => body::textual("commenting", &format!("{name}: {said}")),
            None => body::textual("commenting", &said),
        },
        (_, None) => value,
    };
    bodies.into_iter().map(remark).collect()
}

fn length_of(body: &Value) -> usize {
    body::text_in(body).map_or(0, |text| text.chars().count() + 2)
}

fn length(item: &Value) -> usize {
    let value = item.get("bodyValue").and_then(Value::as_str);
    each(item.get("body")).iter().map(length_of).sum::<usize>() + value.map_or(0, str::len)
}

/// Adds bodies to an annotation, behind its own.
fn add(item: &mut Value, remarks: Vec<Value>) {
    let Value::Object(fields) = item else { return };
    let mut bodies = list(fields.remove("body").unwrap_or_default());
    if let Some(value @ Value::String(_)) = fields.remove("bodyValue") {
        bodies.push(object! { "type": "TextualBody", "value": value });
    }
    bodies.extend(remarks);
    fields.insert("body".into(), bodies.into());
}
