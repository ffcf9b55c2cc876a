//! What the Web Annotation Data Model says must hold, as checks of our own over
//! every annotation, page and collection that we write. Each check has a name
//! and a broken example that shows that it can fail.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::fields::each;
use super::round_trip_tests::{any_notebook, article, small};
use super::write_notebook;
use crate::domain::id::Id;
use crate::domain::time::Timestamp;

/// A rule, and whether a thing keeps it.
pub(super) type Check = (&'static str, fn(&Value) -> bool);

const MOTIVATIONS: &[&str] = &[
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

fn is_iri(value: &Value) -> bool {
    value.as_str().is_some_and(|iri| Id::from_iri(iri).is_some() && iri.matches('#').count() < 2)
}

fn one_iri(of: &Value, key: &str) -> bool {
    of.get(key).is_some_and(is_iri)
}

fn iri_if_any(of: &Value, key: &str) -> bool {
    of.get(key).is_none_or(is_iri)
}

fn time_if_any(of: &Value, key: &str) -> bool {
    of.get(key).is_none_or(|it| it.as_str().is_some_and(|text| Timestamp::read(text).is_some()))
}

fn text_if_any(of: &Value, key: &str) -> bool {
    of.get(key).is_none_or(Value::is_string)
}

fn has_type(of: &Value, name: &str) -> bool {
    each(of.get("type")).iter().any(|other| other == name)
}

fn bodies(annotation: &Value) -> &[Value] {
    each(annotation.get("body"))
}

fn targets(annotation: &Value) -> &[Value] {
    each(annotation.get("target"))
}

/// Bodies and targets that are objects.
fn resources(annotation: &Value) -> impl Iterator<Item = &Value> {
    bodies(annotation).iter().chain(targets(annotation)).filter(|it| it.is_object())
}

/// Bodies and targets that are sets of others (§3.2.7, §4.4).
fn is_set(resource: &Value) -> bool {
    ["Choice", "Composite", "List", "Independents"].iter().any(|name| has_type(resource, name))
}

fn has_any(of: &Value, keys: &[&str]) -> bool {
    keys.iter().any(|key| of.get(key).is_some())
}

/// Every selector, also those in others.
fn all_selectors(annotation: &Value) -> Vec<&Value> {
    let of = |it| -> &[Value] { each(it) };
    let mut open: Vec<&Value> =
        resources(annotation).flat_map(|it| of(it.get("selector"))).collect();
    let mut all = Vec::new();
    while let Some(selector) = open.pop() {
        let inner = ["refinedBy", "startSelector", "endSelector"];
        open.extend(inner.iter().flat_map(|key| of(selector.get(key))));
        all.push(selector);
    }
    all
}

fn one_value(selector: &Value) -> bool {
    selector.get("value").is_some_and(Value::is_string)
}

fn selectors<'v>(annotation: &'v Value, name: &'static str) -> impl Iterator<Item = &'v Value> {
    let all = resources(annotation).flat_map(|it| each(it.get("selector")));
    all.filter(move |it| has_type(it, name))
}

fn agents(of: &Value) -> impl Iterator<Item = &Value> {
    ["creator", "generator"].into_iter().flat_map(|key| each(of.get(key)))
}

fn times_are_sound(of: &Value) -> bool {
    ["created", "modified", "generated"].iter().all(|key| time_if_any(of, key))
}

fn agents_are_sound(of: &Value) -> bool {
    agents(of).all(|agent| is_iri(agent) || (agent.is_object() && iri_if_any(agent, "id")))
}

fn rights_are_iris(of: &Value) -> bool {
    each(of.get("rights")).iter().all(is_iri)
}

pub(super) const ANNOTATION: &[Check] = &[
    ("§5.2: in a page, an annotation has no context of its own", |it| {
        it.get("@context").is_none()
    }),
    ("§3.1: exactly one id, an IRI", |it| one_iri(it, "id")),
    ("§3.1: its type includes Annotation", |it| has_type(it, "Annotation")),
    ("§3.1: one target or more", |it| !targets(it).is_empty()),
    ("§3.2: a target is an IRI or a resource", |it| {
        targets(it)
            .iter()
            .all(|target| is_iri(target) || one_iri(target, "source") || one_iri(target, "id"))
    }),
    ("§3.2: a body is an IRI, a resource or a text", |it| {
        bodies(it).iter().all(|body| {
            is_iri(body)
                || one_iri(body, "source")
                || one_iri(body, "id")
                || body.get("value").is_some_and(Value::is_string)
        })
    }),
    ("§3.2.4: a text has exactly one value and at most one format", |it| {
        let texts = bodies(it).iter().filter(|body| has_type(body, "TextualBody"));
        texts.clone().all(|body| body.get("value").is_some_and(Value::is_string))
            && texts.clone().all(|body| text_if_any(body, "format"))
    }),
    ("§3.2.5: never both body and bodyValue", |it| {
        it.get("body").is_none() || it.get("bodyValue").is_none()
    }),
    ("§3.2.5: bodyValue is one text", |it| text_if_any(it, "bodyValue")),
    ("§3.3.1: times are dates with clock and zone, one each", times_are_sound),
    ("§3.3.2: an agent has at most one id, an IRI", agents_are_sound),
    ("§3.3.2: an agent has at most one nickname", |it| {
        agents(it).all(|agent| text_if_any(agent, "nickname"))
    }),
    ("§3.3.5: exactly one motivation, one of the thirteen", |it| {
        it.get("motivation").and_then(Value::as_str).is_some_and(|it| MOTIVATIONS.contains(&it))
    }),
    ("§3.3.5: a purpose is one of the thirteen", |it| {
        let purposes = bodies(it).iter().flat_map(|body| each(body.get("purpose")));
        purposes.clone().all(|it| it.as_str().is_some_and(|it| MOTIVATIONS.contains(&it)))
    }),
    ("§3.3.5: assessing is no motivation, for old contexts do not know it", |it| {
        it.get("motivation") != Some(&json!("assessing"))
    }),
    ("§3.3.6: rights are IRIs", rights_are_iris),
    ("§3.3.7: canonical is one IRI, via are IRIs", |it| {
        iri_if_any(it, "canonical") && each(it.get("via")).iter().all(is_iri)
    }),
    ("§3.2.1: a text direction is auto, ltr or rtl", |it| {
        let directions = resources(it).flat_map(|it| it.get("textDirection"));
        directions.into_iter().all(|it| ["auto", "ltr", "rtl"].iter().any(|known| it == known))
    }),
    ("§3.3.1: times of bodies and targets are dates with clock and zone, one each", |it| {
        resources(it).all(times_are_sound)
    }),
    ("§3.3.6, §3.3.7: rights, canonical and via of bodies and targets are IRIs", |it| {
        resources(it).all(|it| {
            rights_are_iris(it)
                && iri_if_any(it, "canonical")
                && each(it.get("via")).iter().all(is_iri)
        })
    }),
    ("§3.2.7: only a set has items", |it| {
        resources(it).all(|it| is_set(it) || it.get("items").is_none())
    }),
    ("§3.2.7: a set has no value, source or purpose", |it| {
        resources(it).all(|it| !is_set(it) || !has_any(it, &["value", "source", "purpose"]))
    }),
    ("§3.2.4: a text has no source", |it| {
        resources(it).all(|it| !has_type(it, "TextualBody") || it.get("source").is_none())
    }),
    ("§3.2.4: a target is no text", |it| {
        targets(it).iter().all(|it| !has_type(it, "TextualBody") && it.get("value").is_none())
    }),
    ("§3.3.5: only texts and specific resources have a purpose", |it| {
        resources(it).all(|it| it.get("purpose").is_none() || has_any(it, &["value", "source"]))
    }),
    ("§4.2: a selector is an IRI or has a type", |it| {
        all_selectors(it).into_iter().all(|it| is_iri(it) || it.get("type").is_some())
    }),
    ("§4.2.1–§4.2.3: a fragment, CSS or XPath selector has one value", |it| {
        let named = ["FragmentSelector", "CssSelector", "XPathSelector"];
        let wanting = |it: &&Value| named.iter().any(|name| has_type(it, name));
        all_selectors(it).into_iter().filter(wanting).all(one_value)
    }),
    ("§4.2.7: an SVG selector has one value, or an id", |it| {
        let mut all = all_selectors(it).into_iter().filter(|it| has_type(it, "SvgSelector"));
        all.all(|it| one_value(it) || one_iri(it, "id"))
    }),
    ("§4.2.8: a range has one start and one end, both selectors", |it| {
        let mut ranges = all_selectors(it).into_iter().filter(|it| has_type(it, "RangeSelector"));
        ranges.all(|it| it["startSelector"].is_object() && it["endSelector"].is_object())
    }),
    ("§4.2.9: what refines a selector or a state is one", |it| {
        let states = resources(it).flat_map(|it| each(it.get("state")));
        let refined = all_selectors(it).into_iter().chain(states);
        refined.flat_map(|it| each(it.get("refinedBy"))).all(|it| is_iri(it) || it.is_object())
    }),
    ("§4.4: a style class is a text", |it| resources(it).all(|it| text_if_any(it, "styleClass"))),
    ("§4: a specific resource has exactly one source", |it| {
        resources(it).filter(|it| has_type(it, "SpecificResource")).all(|it| one_iri(it, "source"))
    }),
    ("§4.2.4: a quote has exactly one exact text", |it| {
        selectors(it, "TextQuoteSelector").all(|it| it.get("exact").is_some_and(Value::is_string))
    }),
    ("§4.2.4: a quote has at most one prefix and one suffix", |it| {
        selectors(it, "TextQuoteSelector")
            .all(|it| text_if_any(it, "prefix") && text_if_any(it, "suffix"))
    }),
    ("§4.2.5: a position has one start and one end, neither negative", |it| {
        let number = |it: &Value, key: &str| it.get(key).is_some_and(Value::is_u64);
        let mut all =
            selectors(it, "TextPositionSelector").chain(selectors(it, "DataPositionSelector"));
        all.all(|it| number(it, "start") && number(it, "end"))
    }),
    ("§4.2.5: a position ends behind its start", |it| {
        selectors(it, "TextPositionSelector").all(|it| it["start"].as_u64() < it["end"].as_u64())
    }),
    ("§4.2.5: positions count code points, so quote and position are equally long", |it| {
        resources(it).all(|it| {
            let of = |name| each(it.get("selector")).iter().find(move |it| has_type(it, name));
            let (Some(quote), Some(at)) = (of("TextQuoteSelector"), of("TextPositionSelector"))
            else {
                return true;
            };
            let length = quote["exact"].as_str().map(|it| it.chars().count() as u64);
            at["end"]
                .as_u64()
                .zip(at["start"].as_u64())
                .map(|(end, start)| end.saturating_sub(start))
                == length
        })
    }),
    ("§4.3.1, §4.3.2: a state says when, with a zone, where a copy is, or what was asked", |it| {
        resources(it).flat_map(|it| each(it.get("state"))).all(|state| {
            if has_type(state, "HttpRequestState") {
                return one_value(state);
            }
            has_type(state, "TimeState")
                && (state.get("sourceDate").is_some() || state.get("cached").is_some())
                && time_if_any(state, "sourceDate")
                && iri_if_any(state, "cached")
        })
    }),
];

pub(super) const PAGE: &[Check] = &[
    ("§5: an embedded page has no context of its own", |it| it.get("@context").is_none()),
    ("§5.2: exactly one id, an IRI", |it| one_iri(it, "id")),
    ("§5.2: its type includes AnnotationPage", |it| has_type(it, "AnnotationPage")),
    ("§5.2: items is an array of annotations", |it| {
        it.get("items").and_then(Value::as_array).is_some_and(|items| {
            items.iter().all(|item| is_iri(item) || has_type(item, "Annotation"))
        })
    }),
    ("§5.2: partOf is the collection, as an object", |it| {
        it.get("partOf").is_some_and(|of| of.is_object() && one_iri(of, "id"))
    }),
    ("§5.1: the collection in partOf has texts for label", |it| {
        each(it["partOf"].get("label")).iter().all(Value::is_string)
    }),
    ("§5.1: the collection in partOf has one total, not negative", |it| {
        it["partOf"].get("total").is_none_or(Value::is_u64)
    }),
    ("§5.1: the collection in partOf has an IRI each for its first and last page", |it| {
        iri_if_any(&it["partOf"], "first") && iri_if_any(&it["partOf"], "last")
    }),
    ("§5.2: at most one startIndex, not negative", |it| {
        it.get("startIndex").is_none_or(Value::is_u64)
    }),
    ("§5.2: next and prev are IRIs", |it| iri_if_any(it, "next") && iri_if_any(it, "prev")),
    ("§3.3.1: times are dates with clock and zone, one each", times_are_sound),
    ("§3.3.2: an agent has at most one id, an IRI", agents_are_sound),
    ("§3.3.6: rights are IRIs", rights_are_iris),
];

pub(super) const COLLECTION: &[Check] = &[
    ("§5: the context includes the standard's, exactly", |it| {
        each(it.get("@context")).iter().any(|it| it == "http://www.w3.org/ns/anno.jsonld")
    }),
    ("§5.1: exactly one id, an IRI", |it| one_iri(it, "id")),
    ("§5.1: its type includes AnnotationCollection", |it| has_type(it, "AnnotationCollection")),
    ("§5.1: labels are texts", |it| each(it.get("label")).iter().all(Value::is_string)),
    ("§5.1: total is one number, not negative", |it| it.get("total").is_none_or(Value::is_u64)),
    ("§5.1: total is the number of annotations", |it| {
        let items = it["first"].get("items").and_then(Value::as_array).map_or(0, Vec::len);
        it.get("total").is_none_or(|total| *total == json!(items))
    }),
    ("§5.1: with annotations, there is a first page", |it| {
        it["total"].as_u64().is_none_or(|total| total == 0) || it.get("first").is_some()
    }),
    ("§5.1: first is one IRI or page", |it| {
        it.get("first").is_none_or(|page| is_iri(page) || has_type(page, "AnnotationPage"))
    }),
    ("§5.1: last is one IRI", |it| iri_if_any(it, "last")),
    ("§5.1: the page is part of this collection", |it| {
        it["first"]
            .get("partOf")
            .is_none_or(|of| of["id"] == it["id"] && of.get("total") == it.get("total"))
    }),
    ("§3.3.1: times are dates with clock and zone, one each", times_are_sound),
    ("§3.3.2: an agent has at most one id, an IRI", agents_are_sound),
    ("§3.3.6: rights are IRIs", rights_are_iris),
];

fn broken<'c>(checks: &'c [Check], thing: &Value) -> Vec<&'c str> {
    checks.iter().filter(|(_, holds)| !holds(thing)).map(|(name, _)| *name).collect()
}

/// All rules that a file breaks, but for those named.
fn broken_in(file: &Value) -> Vec<&'static str> {
    let mut all = broken(COLLECTION, file);
    all.extend(broken(PAGE, &file["first"]));
    all.extend(each(file["first"].get("items")).iter().flat_map(|item| broken(ANNOTATION, item)));
    all
}

fn written(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_we_write_keeps_the_rules(notebook in any_notebook(), with_url in any::<bool>()) {
        // Unknown fields are another tool's, and so are the rules that they break.
        let mut plain = crate::domain::notebook::Notebook::empty(notebook.id().clone());
        for version in notebook.versions() {
            let mut version = crate::domain::record::Record::clone(version);
            if let Some(content) = &mut version.content {
                content.extra.clear();
            }
            plain.take_in(version.into());
        }
        let file = written(&write_notebook(&plain, &[article(with_url)]));
        prop_assert_eq!(broken_in(&file), Vec::<&str>::new());
        for aside in ["bin", "conflicts"] {
            for item in each(file.get(aside)).iter().filter(|it| has_type(it, "Annotation")) {
                prop_assert_eq!(broken(ANNOTATION, item), Vec::<&str>::new());
            }
        }
    }
}

#[test]
fn every_rule_can_be_broken() {
    let (notebook, article) = small();
    let sound = written(&write_notebook(&notebook, &[article]));
    assert_eq!(broken_in(&sound), Vec::<&str>::new());
    // The claim is the first annotation, the link with evidence the second.
    let examples: &[(&[Check], &str, &str, Value)] = &[
        (
            ANNOTATION,
            "no context of its own",
            "/first/items/0/@context",
            json!("http://www.w3.org/ns/anno.jsonld"),
        ),
        (ANNOTATION, "exactly one id", "/first/items/0/id", json!("6c1d5f3e-2b64")),
        (ANNOTATION, "type includes Annotation", "/first/items/0/type", json!("Note")),
        (ANNOTATION, "one target or more", "/first/items/0/target", Value::Null),
        (ANNOTATION, "a target is", "/first/items/0/target", json!("a b")),
        (ANNOTATION, "a body is", "/first/items/0/body/0", json!({ "type": "Text" })),
        (ANNOTATION, "exactly one value", "/first/items/0/body/0/value", json!(["a", "b"])),
        (ANNOTATION, "both body and bodyValue", "/first/items/0/bodyValue", json!("a")),
        (ANNOTATION, "bodyValue is one text", "/first/items/0/bodyValue", json!(["a"])),
        (ANNOTATION, "times are dates", "/first/items/0/created", json!("2026-09-20")),
        (
            ANNOTATION,
            "at most one id, an IRI",
            "/first/items/0/creator/id",
            json!(["urn:x:1", "urn:x:2"]),
        ),
        (ANNOTATION, "one nickname", "/first/items/0/creator/nickname", json!(["A", "B"])),
        (ANNOTATION, "exactly one motivation", "/first/items/0/motivation", json!("claiming")),
        (ANNOTATION, "a purpose is", "/first/items/0/body/0/purpose", json!("claiming")),
        (ANNOTATION, "assessing is no motivation", "/first/items/0/motivation", json!("assessing")),
        (ANNOTATION, "rights are IRIs", "/first/items/0/rights", json!("mine")),
        (ANNOTATION, "canonical is", "/first/items/0/canonical", json!(["urn:x:1", "urn:x:2"])),
        (ANNOTATION, "exactly one source", "/first/items/1/body/1/source", Value::Null),
        (ANNOTATION, "one exact text", "/first/items/0/target/selector/0/exact", Value::Null),
        (ANNOTATION, "one prefix", "/first/items/0/target/selector/0/prefix", json!(["a"])),
        (ANNOTATION, "neither negative", "/first/items/0/target/selector/1/start", json!(-1)),
        (ANNOTATION, "ends behind its start", "/first/items/0/target/selector/1/end", json!(16)),
        (ANNOTATION, "count code points", "/first/items/0/target/selector/1/end", json!(45)),
        (
            ANNOTATION,
            "a state says when",
            "/first/items/1/body/1/state/sourceDate",
            json!("yesterday"),
        ),
        (ANNOTATION, "text direction", "/first/items/0/body/0/textDirection", json!("up")),
        (ANNOTATION, "times of bodies", "/first/items/0/target/modified", json!(["a", "b"])),
        (ANNOTATION, "rights, canonical", "/first/items/0/body/0/via", json!("by me")),
        (ANNOTATION, "only a set has items", "/first/items/0/target/items", json!([])),
        (ANNOTATION, "a set has no value", "/first/items/0/body/0/type", json!("Choice")),
        (ANNOTATION, "a text has no source", "/first/items/0/body/0/source", json!("urn:x:1")),
        (ANNOTATION, "a target is no text", "/first/items/0/target/type", json!("TextualBody")),
        (
            ANNOTATION,
            "have a purpose",
            "/first/items/1/body/1",
            json!({ "id": "urn:x:1", "purpose": "linking" }),
        ),
        (ANNOTATION, "or has a type", "/first/items/0/target/selector/0/type", Value::Null),
        (
            ANNOTATION,
            "a fragment, CSS",
            "/first/items/0/target/selector/0/type",
            json!("CssSelector"),
        ),
        (
            ANNOTATION,
            "an SVG selector",
            "/first/items/0/target/selector/0/type",
            json!("SvgSelector"),
        ),
        (
            ANNOTATION,
            "a range has one",
            "/first/items/0/target/selector/0/type",
            json!("RangeSelector"),
        ),
        (ANNOTATION, "what refines", "/first/items/0/target/selector/0/refinedBy", json!(7)),
        (ANNOTATION, "a style class", "/first/items/0/target/styleClass", json!(["a", "b"])),
        (
            PAGE,
            "no context of its own",
            "/first/@context",
            json!("http://www.w3.org/ns/anno.jsonld"),
        ),
        (PAGE, "first and last page", "/first/partOf/last", json!(3)),
        (PAGE, "exactly one id", "/first/id", Value::Null),
        (PAGE, "type includes AnnotationPage", "/first/type", json!("Page")),
        (PAGE, "items is an array", "/first/items", json!([{ "type": "Note" }])),
        (PAGE, "partOf is the collection", "/first/partOf", json!("urn:uuid:1")),
        (PAGE, "texts for label", "/first/partOf/label", json!([1])),
        (PAGE, "one total, not negative", "/first/partOf/total", json!("4")),
        (PAGE, "one startIndex", "/first/startIndex", json!(-1)),
        (PAGE, "next and prev", "/first/next", json!(2)),
        (PAGE, "times are dates", "/first/modified", json!("now")),
        (PAGE, "an agent", "/first/creator", json!("me")),
        (PAGE, "rights are IRIs", "/first/rights", json!("mine")),
        (
            COLLECTION,
            "the standard's, exactly",
            "/@context/0",
            json!("https://www.w3.org/ns/anno.jsonld"),
        ),
        (COLLECTION, "exactly one id", "/id", json!("notebook")),
        (COLLECTION, "type includes AnnotationCollection", "/type", json!("Collection")),
        (COLLECTION, "labels are texts", "/label", json!([{}])),
        (COLLECTION, "total is one number", "/total", json!(-1)),
        (COLLECTION, "total is the number", "/total", json!(3)),
        (COLLECTION, "there is a first page", "/first", Value::Null),
        (COLLECTION, "first is one IRI or page", "/first", json!([])),
        (COLLECTION, "last is one IRI", "/last", json!({})),
        (COLLECTION, "part of this collection", "/first/partOf/id", json!("urn:uuid:1")),
        (COLLECTION, "times are dates", "/created", json!(1)),
        (COLLECTION, "an agent", "/creator/id", json!("me")),
        (COLLECTION, "rights are IRIs", "/rights", json!("mine")),
    ];
    let mut shown = Vec::new();
    for (checks, name, path, value) in examples {
        let mut file = sound.clone();
        let (parent, key) = path.rsplit_once('/').expect("a path");
        let parent = file.pointer_mut(parent).expect("it is there");
        match (parent, value) {
            (Value::Object(fields), Value::Null) => drop(fields.remove(key)),
            (Value::Object(fields), value) => drop(fields.insert(key.into(), value.clone())),
            (Value::Array(values), value) => {
                values[key.parse::<usize>().expect("a place")] = value.clone()
            }
            _ => panic!("{path} leads nowhere"),
        }
        let thing = match *checks {
            checks if std::ptr::eq(checks, PAGE) => file["first"].clone(),
            checks if std::ptr::eq(checks, COLLECTION) => file.clone(),
            _ => file["first"]["items"][if path.contains("items/1") { 1 } else { 0 }].clone(),
        };
        let found = broken(checks, &thing);
        let rule = found.iter().find(|rule| rule.contains(name));
        assert!(rule.is_some(), "{path} should break \"{name}\", but breaks {found:?}");
        shown.push((checks.as_ptr(), *rule.expect("it is some")));
    }
    for checks in [ANNOTATION, PAGE, COLLECTION] {
        for (name, _) in checks {
            assert!(shown.contains(&(checks.as_ptr(), name)), "no example breaks \"{name}\"");
        }
    }
}
