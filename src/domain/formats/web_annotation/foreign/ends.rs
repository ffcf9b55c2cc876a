//! Links between two stretches of words, as annotators of relations make them:
//! from one annotation to another. A link of ours goes from a claim to a source,
//! so what one goes to is read as a source in the article.

use litemap::LiteMap;
use serde_json::Value;

use crate::domain::formats::web_annotation::body::{purpose_in, text_in, textual};
use crate::domain::formats::web_annotation::fields::{Fields, derived_id, each, iri, list};
use crate::domain::formats::web_annotation::sheet::name_of;
use crate::domain::formats::web_annotation::source::is_attribution;
use crate::domain::order::sort_by;

/// Makes sources of what links go to. What other links come from is a claim as
/// well: a source is then put beside it.
pub(super) fn settle(items: &mut Vec<(usize, Value)>) {
    let mut words: Vec<(String, usize)> = Vec::new();
    for (at, (_, item)) in items.iter().enumerate() {
        if each(item.get("target")).iter().any(|it| it.get("selector").is_some()) {
            words.extend(name_of(item).map(|name| (name.to_owned(), at)));
        }
    }
    sort_by(&mut words, |(a, _), (b, _)| a.cmp(b));
    words.dedup_by(|(later, _), (first, _)| later == first);
    let words = LiteMap::from_sorted_store_unchecked(words);
    let mut links = Vec::new();
    for (at, (_, item)) in items.iter().enumerate() {
        if let Some((from, to)) = ends(item, &words) {
            links.push((at, from, to));
        }
    }
    let mut claims = vec![false; items.len()];
    links.iter().for_each(|(_, from, _)| claims[*from] = true);
    let mut beside: LiteMap<usize, String> = LiteMap::new();
    for (at, _, to) in links {
        let source = if claims[to] {
            if beside.get(&to).is_none() {
                let (index, claim) = items[to].clone();
                let (source, id) = source_beside(claim);
                items.push((index, source));
                beside.insert(to, id);
            }
            beside.get(&to).cloned().unwrap_or_default()
        } else {
            if let Value::Object(fields) = &mut items[to].1 {
                make_source(fields);
            }
            name_of(&items[to].1).unwrap_or_default().to_owned()
        };
        if let Value::Object(link) = &mut items[at].1 {
            link.insert("linkedSource".into(), source.into());
            label(link);
        }
    }
}

/// Where a link between annotations in the file comes from and goes to. The
/// other end is a second target, or a body.
fn ends(item: &Value, words: &LiteMap<String, usize>) -> Option<(usize, usize)> {
    let linking = each(item.get("motivation")).iter().any(|it| it == "linking");
    if !linking || item.get("linkedSource").is_some() {
        return None;
    }
    let place = |value: &Value| {
        let named = iri(value).or_else(|| iri(value.get("source")?))?;
        words.get(named).copied()
    };
    let targets = each(item.get("target"));
    let from = place(targets.first()?)?;
    let to = targets.get(1).and_then(place);
    let to = to.or_else(|| each(item.get("body")).iter().find_map(place))?;
    (from != to).then_some((from, to))
}

fn make_source(fields: &mut Fields) {
    if is_attribution(fields) {
        return;
    }
    let mut motivations = list(fields.remove("motivation").unwrap_or_default());
    motivations.retain(|it| it != "identifying" && it != "classifying");
    motivations.insert(0, "identifying".into());
    fields.insert("motivation".into(), motivations.into());
    let mut bodies = vec![textual("classifying", "attribution")];
    bodies.extend(list(fields.remove("body").unwrap_or_default()));
    fields.insert("body".into(), bodies.into());
}

/// A source on the words of a claim, with its id.
fn source_beside(claim: Value) -> (Value, String) {
    let id = derived_id(&["source", name_of(&claim).unwrap_or_default()]);
    let id = id.as_str().to_owned();
    let mut source = Fields::new();
    source.insert("id".into(), id.as_str().into());
    source.insert("type".into(), "Annotation".into());
    for key in ["articleHash", "created", "creator", "modified", "target"] {
        if let Some(value) = claim.get(key) {
            source.insert(key.into(), value.clone());
        }
    }
    make_source(&mut source);
    (source.into(), id)
}

/// What such tools call a relation is a tag of the link.
fn label(link: &mut Fields) {
    let bodies = each(link.get("body"));
    if link.contains_key("relation")
        || bodies.iter().any(|it| purpose_in(it) == Some("classifying"))
    {
        return;
    }
    let is_label = |it: &Value| purpose_in(it) == Some("tagging") && text_in(it).is_some();
    let Some(at) = bodies.iter().position(is_label) else { return };
    let mut bodies = list(link.remove("body").unwrap_or_default());
    let mut label = bodies.remove(at);
    label["purpose"] = "classifying".into();
    bodies.insert(0, label);
    link.insert("body".into(), bodies.into());
}
