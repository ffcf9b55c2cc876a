//! Every dialect comes to the same claims, sources and links.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::domain::article::{Article, built_in};
use crate::domain::formats::read_file;
use crate::domain::formats::web_annotation::round_trip_tests::small;
use crate::domain::formats::web_annotation::{
    Contents, FileError, RecordError, Why, read_notebook, write_notebook,
};
use crate::domain::link::Relation;
use crate::domain::source::Source;
use crate::domain::text::Span;

const OLD: &str = include_str!("../../../../tests/fixtures/recogito/recogito-js.json");
const NEW: &str = include_str!("../../../../tests/fixtures/recogito/text-annotator.json");
const PAIRS: &str = include_str!("../../../../tests/fixtures/recogito/w3c-relations.json");

fn at_hand() -> [Arc<Article>; 2] {
    [Arc::new(built_in()), small().1]
}

fn read(text: &str) -> Contents {
    let read = read_file(text, &at_hand()).expect("it can be read");
    assert_eq!(read_file(text, &at_hand()), Ok(read.clone()), "the same each time");
    let again = read_notebook(&write_notebook(&read.notebook, &at_hand())).expect("it is ours");
    assert_eq!((&again.notebook, again.left_out), (&read.notebook, vec![]));
    read
}

#[test]
fn every_dialect_comes_to_the_same() {
    for (text, tagged) in [(OLD, true), (NEW, true), (PAIRS, false)] {
        let read = read(text);
        assert_eq!(read.left_out, [], "{text}");
        let links: Vec<_> = read.notebook.records().filter_map(|it| it.link()).collect();
        let [link] = links.as_slice() else { panic!("one link in {text}") };
        assert_eq!(link.relation, Relation::AttributedTo);
        let claim = read.notebook.claim(&link.claim).expect("a claim");
        assert_eq!(claim.passage.span, Span { start: 16, end: 44 }, "code points");
        assert!(claim.passage.holds_in(&at_hand()[1]));
        assert_eq!(claim.reason, "Which number?");
        assert_eq!(claim.tags, if tagged { vec!["health"] } else { vec![] });
        let source = read.notebook.source(&link.source);
        let Some(Source::InArticle { passage, .. }) = source else { panic!("in the article") };
        assert_eq!(passage.quote.exact, "health officials");
        assert_eq!(read.notebook.article(), Some(at_hand()[1].id()));
    }
}

#[test]
fn who_and_when_are_those_of_the_words_marked() {
    let of = |text: &str| {
        let read = read(text);
        let record = read.notebook.records().find(|it| it.claim().is_some()).expect("a claim");
        let content = record.content.clone().expect("not erased");
        let name = read.notebook.person(&content.author).map(|it| it.name.clone());
        (name, content.created.as_str().to_owned(), record.modified.as_str().to_owned(), content)
    };
    let (name, created, modified, content) = of(NEW);
    assert_eq!(name.as_deref(), Some("Bob"));
    assert_eq!(created, "2026-09-20T14:00:00.000Z");
    assert_eq!(modified, "2026-09-20T14:05:00.000Z");
    // What we have no place for is kept.
    assert_eq!(content.extra["properties"]["layer"], "claims");
    assert_eq!(content.extra["bodyDetails"][0]["creator"]["name"], "Ann");
    assert_eq!(content.extra["target"][1]["selector"][0]["exact"], "2024", "the second stretch");
    assert_eq!(content.extra["originalId"], "ce0ed291-766b-4763-8e91-90ce1d04e706");
    let (name, created, _, _) = of(OLD);
    assert_eq!((name.as_deref(), created.as_str()), (Some("Ann"), "2026-09-20T14:03:11.120Z"));
}

#[test]
fn on_another_text_there_is_nothing_to_read() {
    for text in [OLD, NEW] {
        assert_eq!(read_file(text, &[Arc::new(built_in())]), Err(FileError::NoArticle));
        assert_eq!(read_file(text, &[]), Err(FileError::NoArticle));
    }
    // With wrong places, the words tell.
    let moved =
        OLD.replace("\"start\": 17", "\"start\": 1").replace("\"start\": 47", "\"start\": -1");
    assert_eq!(read(&moved).left_out, []);
    let gone = OLD
        .replace("health officials", "wealth officials")
        .replace("\"start\": 47", "\"start\": 1");
    let left: Vec<_> = read(&gone).left_out.iter().map(|it| (it.index, it.why)).collect();
    let why = Why::Record;
    assert_eq!(left, [(1, why(RecordError::QuoteNotFound)), (2, why(RecordError::NoSource))]);
}

#[test]
fn one_alone_is_read() {
    let all: Value = serde_json::from_str(NEW).expect("JSON");
    assert_eq!(
        read(&all[0].to_string()).notebook.records().filter(|it| it.claim().is_some()).count(),
        1
    );
}

proptest! {
    #[test]
    fn whatever_stands_in_them_they_are_read_or_refused(
        quote in prop_oneof![Just(json!("2024")), Just(json!({ "exact": "2024" })), Just(json!(7)), Just(json!([]))],
        start in prop_oneof![Just(json!(41)), Just(json!(-1)), Just(json!(1e300)), Just(json!("a")), Just(Value::Null)],
        selector in prop_oneof![Just(json!([])), Just(json!({ "from": "1", "to": 2 })), Just(json!("a")), Just(Value::Null)],
        bodies in prop_oneof![Just(json!([])), Just(json!([1, {}, { "value": {} }])), Just(json!("a"))],
    ) {
        let file = json!([
            { "id": "1", "bodies": bodies, "target": { "selector": [{ "quote": quote, "start": start, "end": 45 }] } },
            { "id": "2", "bodies": bodies, "target": { "selector": selector }, "motivation": "linking" },
            { "id": "3", "bodies": [], "target": selector },
            { "id": "4", "body": bodies, "target": { "selector": [{ "type": "TextQuoteSelector", "exact": quote }] } },
            [[]], 7,
        ]);
        if let Ok(read) = read_file(&file.to_string(), &at_hand()) {
            let again = read_notebook(&write_notebook(&read.notebook, &at_hand())).expect("it is ours");
            prop_assert_eq!((again.notebook, again.left_out), (read.notebook, vec![]));
        }
    }
}
