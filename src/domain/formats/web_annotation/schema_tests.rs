//! The published schema (`docs/format.schema.json`) and example
//! (`docs/format-example.json`) say of the file what is so.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::round_trip_tests::{any_notebook, article, small};
use super::{read_notebook, read_notebook_on, write_notebook};
use crate::domain::article::Article;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::record::Record;
use crate::domain::time::Timestamp;

const SCHEMA: &str = include_str!("../../../../docs/format.schema.json");
const EXAMPLE: &str = include_str!("../../../../docs/format-example.json");
const EXPLAINED: &str = include_str!("../../../../docs/format.md");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("JSON")
}

/// What words of a pattern mean; regular expressions are no dependency.
fn matches(pattern: &str, text: &str) -> bool {
    let hex = |text: &str| {
        text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let after = |start: &str| text.strip_prefix(start);
    match pattern {
        r#"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$"# => Id::from_iri(text).is_some(),
        "^[0-9a-f]{64}$" => hex(text),
        "^urn:sha256:[0-9a-f]{64}$" => after("urn:sha256:").is_some_and(hex),
        "^[A-Za-z0-9-]{1,64}$" => {
            (1..=64).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
        "^http://purl.org/spar/cito/[A-Za-z]+$" => after("http://purl.org/spar/cito/")
            .is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_alphabetic())),
        time if time.starts_with("^[0-9]{4}-[0-9]{2}-[0-9]{2}T") => Timestamp::read(text).is_some(),
        other => panic!("no meaning is known of the pattern {other}"),
    }
}

fn whole(value: &Value) -> Option<i128> {
    value.as_u64().map(i128::from).or_else(|| value.as_i64().map(i128::from))
}

/// The keywords that the schema uses (JSON Schema 2020-12). One that is not here
/// fails the test, so that none is passed over.
struct Validator(Value);

impl Validator {
    fn wrong(&self, value: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        self.check(&self.0, value, "", &mut wrong);
        wrong
    }

    fn holds(&self, schema: &Value, value: &Value) -> bool {
        let mut wrong = Vec::new();
        self.check(schema, value, "", &mut wrong);
        wrong.is_empty()
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        let Value::Object(schema) = schema else {
            return if schema == &Value::Bool(false) {
                wrong.push(at.into())
            };
        };
        for (keyword, rule) in schema {
            let mut fail = |what: &str| wrong.push(format!("{at}: {keyword} {what}"));
            match keyword.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" | "examples" => {}
                "$ref" => {
                    let path = rule.as_str().and_then(|it| it.strip_prefix('#')).expect("a path");
                    let target = self.0.pointer(path).expect("it is defined");
                    self.check(target, value, at, wrong);
                }
                "type" => {
                    let is = match rule.as_str().expect("one type") {
                        "object" => value.is_object(),
                        "array" => value.is_array(),
                        "string" => value.is_string(),
                        "integer" => value.is_i64() || value.is_u64(),
                        other => panic!("no such type: {other}"),
                    };
                    if !is {
                        fail(&rule.to_string());
                    }
                }
                "const" if value != rule => fail(&rule.to_string()),
                "const" => {}
                "enum" if !rule.as_array().expect("a list").contains(value) => fail(""),
                "enum" => {}
                "minimum" | "maximum" => {
                    let limit = whole(rule).expect("a number");
                    let beyond = |it: i128| match keyword.as_str() {
                        "minimum" => it < limit,
                        _ => it > limit,
                    };
                    if whole(value).is_some_and(beyond) {
                        fail(&rule.to_string());
                    }
                }
                "pattern" => {
                    let pattern = rule.as_str().expect("a pattern");
                    if value.as_str().is_some_and(|text| !matches(pattern, text)) {
                        fail(pattern);
                    }
                }
                "minItems" | "maxItems" => {
                    let (many, limit) =
                        (value.as_array().map(Vec::len), rule.as_u64().expect("a number"));
                    let beyond = |many: usize| match keyword.as_str() {
                        "minItems" => (many as u64) < limit,
                        _ => many as u64 > limit,
                    };
                    if many.is_some_and(beyond) {
                        fail("");
                    }
                }
                "required" => {
                    let keys = rule.as_array().expect("a list").iter().filter_map(Value::as_str);
                    for key in keys.filter(|key| value.is_object() && value.get(*key).is_none()) {
                        fail(key);
                    }
                }
                "dependentRequired" => {
                    let has = |key: &Value| value.get(key.as_str().expect("a key")).is_some();
                    for (key, needs) in rule.as_object().expect("an object") {
                        if value.get(key).is_some()
                            && !needs.as_array().expect("a list").iter().all(has)
                        {
                            fail(key);
                        }
                    }
                }
                "properties" => {
                    for (key, rule) in rule.as_object().expect("an object") {
                        if let Some(value) = value.get(key) {
                            self.check(rule, value, &format!("{at}/{key}"), wrong);
                        }
                    }
                }
                "propertyNames" => {
                    for key in value.as_object().into_iter().flat_map(|it| it.keys()) {
                        self.check(rule, &json!(key), &format!("{at}/{key}"), wrong);
                    }
                }
                // Used alone, beside no `properties`.
                "additionalProperties" => {
                    assert!(!schema.contains_key("properties"));
                    for (key, value) in value.as_object().into_iter().flatten() {
                        self.check(rule, value, &format!("{at}/{key}"), wrong);
                    }
                }
                "items" => {
                    assert!(!schema.contains_key("prefixItems"));
                    for (i, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, value, &format!("{at}/{i}"), wrong);
                    }
                }
                "prefixItems" => {
                    let values = value.as_array().into_iter().flatten();
                    for (i, (rule, value)) in
                        rule.as_array().expect("a list").iter().zip(values).enumerate()
                    {
                        self.check(rule, value, &format!("{at}/{i}"), wrong);
                    }
                }
                "contains" => {
                    if value
                        .as_array()
                        .is_some_and(|all| !all.iter().any(|it| self.holds(rule, it)))
                    {
                        fail("");
                    }
                }
                "allOf" => {
                    rule.as_array()
                        .expect("a list")
                        .iter()
                        .for_each(|rule| self.check(rule, value, at, wrong));
                }
                "anyOf" => {
                    if !rule.as_array().expect("a list").iter().any(|rule| self.holds(rule, value))
                    {
                        fail("");
                    }
                }
                other => panic!("{at}: the keyword {other} is not known"),
            }
        }
    }
}

fn written(notebook: &Notebook, articles: &[Arc<Article>]) -> Value {
    serde_json::from_str(&write_notebook(notebook, articles)).expect("it is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_as_the_schema_says(notebook in any_notebook(), with_url in any::<bool>()) {
        let validator = Validator(schema());
        prop_assert_eq!(validator.wrong(&written(&notebook, &[article(with_url)])), Vec::<String>::new());
        prop_assert_eq!(validator.wrong(&written(&notebook, &[])), Vec::<String>::new());
    }
}

#[test]
fn the_schema_finds_what_is_wrong() {
    let validator = Validator(schema());
    let (notebook, article) = small();
    let sound = written(&notebook, &[article]);
    assert_eq!(validator.wrong(&sound), Vec::<String>::new());
    for (path, value) in [
        ("/@context/0", json!("https://www.w3.org/ns/anno.jsonld")),
        ("/id", json!("notebook")),
        ("/formatVersion", json!(2)),
        ("/articleHash", json!("CF26")),
        ("/created", json!("2026-09-20")),
        ("/creator/id", json!(1)),
        ("/total", json!(-1)),
        ("/articles/0/id", json!("urn:sha256:1")),
        ("/articles/0/blocks", json!([])),
        ("/articles/0/blocks/0/kind", json!("heading-1")),
        ("/people/0/nickname", Value::Null),
        ("/sources/0/author/0", json!("Name")),
        ("/sources/0/issued", json!({ "date-parts": [[2025, 5, 1, 1]] })),
        ("/bin/0/binned", Value::Null),
        ("/erased/0/type", json!("Gone")),
        ("/conflicts/0/motivation", json!("commenting")),
        ("/first/startIndex", json!(1)),
        ("/first/partOf/total", Value::Null),
        ("/first/items/0/version/tab-1", json!(0)),
        ("/first/items/0/version/a b", json!(1)),
        ("/first/items/0/body/0/purpose", json!("tagging")),
        ("/first/items/0/target/selector/0", json!({ "type": "CssSelector", "value": "p" })),
        ("/first/items/0/target/selector/1/end", json!("44")),
        ("/first/items/0/generator", Value::Null),
        ("/first/items/1/linkedSource", json!("source 2")),
        ("/first/items/1/body/0/source", json!("https://example.org/supports")),
        ("/version", json!({ "tab-1": 4_294_967_296_u64 })),
        ("/label", Value::Null),
    ] {
        let mut file = sound.clone();
        let (parent, key) = path.rsplit_once('/').expect("a path");
        match (file.pointer_mut(parent).expect("it is there"), value) {
            (Value::Object(fields), Value::Null) => assert!(fields.remove(key).is_some(), "{path}"),
            (Value::Object(fields), value) => drop(fields.insert(key.into(), value)),
            (Value::Array(values), value) => values[key.parse::<usize>().expect("a place")] = value,
            _ => panic!("{path} leads nowhere"),
        }
        assert!(!validator.wrong(&file).is_empty(), "{path} is wrong now");
    }
}

/// The notebook of the example: one of each kind of record that is on show.
fn example() -> (Notebook, Arc<Article>) {
    let (small, article) = small();
    let mut notebook = Notebook::empty(small.id().clone());
    for record in small.records().filter(|it| it.is_live()) {
        notebook.take_in(Arc::new(Record::clone(record)));
    }
    (notebook, article)
}

#[test]
fn the_example_is_what_is_written_and_loses_nothing() {
    let (notebook, article) = example();
    let articles = [article];
    let written = write_notebook(&notebook, &articles);
    assert_eq!(EXAMPLE, written, "if this is meant, the file is to be replaced:\n{written}");
    let read = read_notebook(EXAMPLE).expect("it is ours");
    assert_eq!((&read.notebook, &read.left_out), (&notebook, &vec![]));
    assert_eq!(read.articles, [Article::clone(&articles[0])]);
    let example: Value = serde_json::from_str(EXAMPLE).expect("JSON");
    assert_eq!(Validator(schema()).wrong(&example), Vec::<String>::new());
}

/// Every piece of JSON in the explanation is JSON, and the file by hand that it
/// shows is read whole.
#[test]
fn the_explanation_shows_what_is_so() {
    let pieces: Vec<&str> =
        EXPLAINED.split("```json\n").skip(1).filter_map(|it| it.split("```").next()).collect();
    assert!(pieces.len() >= 8);
    let example: Value = serde_json::from_str(EXAMPLE).expect("JSON");
    let mut everywhere = vec![&example];
    let mut all = Vec::new();
    while let Some(value) = everywhere.pop() {
        everywhere.extend(value.as_array().into_iter().flatten());
        everywhere.extend(value.as_object().into_iter().flat_map(|it| it.values()));
        all.push(value);
    }
    for piece in &pieces {
        let value: Value =
            serde_json::from_str(piece).unwrap_or_else(|why| panic!("{why}: {piece}"));
        if value.get("@context").is_some() {
            let (_, article) = small();
            let read = read_notebook_on(piece, &[article]).expect("it can be read");
            assert_eq!(read.left_out, [], "{piece}");
            assert_eq!(read.notebook.records().filter(|it| it.claim().is_some()).count(), 1);
            assert_eq!(
                value.get("label").and_then(Value::as_str).unwrap_or("Overdose deaths fall"),
                read.notebook.title()
            );
        } else {
            // Each is a part of the example, field by field.
            let fields = value.as_object().expect("an object");
            let within =
                |it: &&&Value| fields.iter().all(|(key, value)| it.get(key) == Some(value));
            assert!(all.iter().any(|it| within(&it)), "not in the example: {piece}");
        }
    }
}
