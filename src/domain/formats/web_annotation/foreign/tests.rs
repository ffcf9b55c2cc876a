//! Shapes that only other tools write.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::article::Article;
use crate::domain::claim::Claim;
use crate::domain::formats::web_annotation::round_trip_tests::{article, id};
use crate::domain::formats::web_annotation::{
    Contents, FileError, Part, RecordError, Why, read_notebook, read_notebook_on, write_notebook,
};
use crate::domain::id::Id;
use crate::domain::link::Relation;
use crate::domain::record::{Body, Content};
use crate::domain::source::Source;

const PAGE: &str = "https://news.example/2023/07/07/a";

fn at_hand() -> [Arc<Article>; 1] {
    [article(true)]
}

/// Reads it, and what is written of it: nothing is lost in between.
fn read(file: &Value) -> Contents {
    let read = read_notebook_on(&file.to_string(), &at_hand()).expect("it can be read");
    let written = write_notebook(&read.notebook, &at_hand());
    let again = read_notebook(&written).expect("it is ours");
    assert_eq!((&again.notebook, &again.left_out), (&read.notebook, &vec![]));
    read
}

fn left(read: &Contents) -> Vec<(usize, RecordError)> {
    let why = |why| match why {
        Why::Record(error) => error,
        Why::Article(_) => panic!("there is no article"),
    };
    read.left_out.iter().map(|it| (it.index, why(it.why))).collect()
}

fn on(words: &str) -> Value {
    json!({ "source": PAGE, "selector": { "type": "TextQuoteSelector", "exact": words } })
}

fn note(iri: &str, words: &str) -> Value {
    json!({ "id": iri, "type": "Annotation", "target": on(words) })
}

fn the_claim(read: &Contents) -> (Id, Claim, Content) {
    let mut claims = read.notebook.records().filter(|it| it.claim().is_some());
    let found = claims.next().expect("a claim");
    assert!(claims.next().is_none(), "there is one");
    let content = found.content.clone().expect("not erased");
    (found.id.clone(), found.claim().expect("it is one").clone(), content)
}

/// What is written of the only claim.
fn written(read: &Contents) -> Value {
    let file: Value =
        serde_json::from_str(&write_notebook(&read.notebook, &at_hand())).expect("it is JSON");
    file["first"]["items"][0].clone()
}

#[test]
fn ids_that_are_no_iris_get_one_that_stays() {
    let file = json!([
        note("1", "four Chinese companies"),
        { "id": "2", "type": "Annotation", "motivation": "identifying", "target": on("eight individuals"),
          "body": { "purpose": "classifying", "value": "attribution" } },
        { "id": "3", "type": "Annotation", "motivation": "linking", "target": ["1", { "id": "2" }] },
        { "type": "Annotation", "target": on("four Chinese companies"), "bodyValue": "none" },
        { "id": "_:b0", "type": "Annotation", "target": on("four Chinese companies") },
    ]);
    let first = read(&file);
    assert_eq!(first.left_out, []);
    assert_eq!(first, read(&file));
    let link = first.notebook.records().find_map(|it| it.link()).expect("a link");
    let content = first.notebook.content(&link.claim).expect("it is there");
    assert_eq!(content.extra["originalId"], "1");
    assert!(first.notebook.claim(&link.claim).is_some());
    assert!(matches!(first.notebook.source(&link.source), Some(Source::InArticle { .. })));
    assert_eq!(first.notebook.records().filter(|it| it.claim().is_some()).count(), 3);
    // The same number about another page is another thing.
    let elsewhere = json!([{ "id": "1", "target": {
        "source": "https://other.example/", "selector": on("a")["selector"] } }]);
    assert_ne!(the_claim(&read(&elsewhere)).0, link.claim);
}

#[test]
fn pages_follow_each_other_and_those_elsewhere_are_named() {
    let page = |iri: &str, note: Value, next: Value| {
        json!({
        "id": iri, "type": "AnnotationPage", "items": [note], "next": next })
    };
    let second = page("urn:x:p2", note("urn:x:2", "eight individuals"), json!("urn:x:p3"));
    let first = page("urn:x:p1", note("urn:x:1", "four Chinese companies"), second.clone());
    let file = |last: Value| json!({ "type": "AnnotationCollection", "id": "urn:x:all", "first": first, "last": last });
    let read_first = read(&file(json!("urn:x:p3")));
    assert_eq!(left(&read_first), [(2, RecordError::Elsewhere)]);
    assert_eq!(read_first.left_out[0].id.as_deref(), Some("urn:x:p3"));
    assert_eq!(read_first.left_out[0].part, Part::Items);
    let third = page("urn:x:p3", note("urn:x:3", "criminal charges"), Value::Null);
    let all = read(&file(third.clone()));
    assert_eq!(all.left_out, []);
    assert_eq!(all.notebook.records().filter(|it| it.claim().is_some()).count(), 3);
    // A page that is there twice is read once; one named by itself is here.
    assert_eq!(read(&file(second)).left_out.len(), 1);
    let parts = read(&json!([file(third), note("urn:x:4", "eight individuals"), ["urn:x:5"]]));
    assert_eq!(left(&parts), [(4, RecordError::Elsewhere)]);
}

#[test]
fn a_graph_is_put_together() {
    let file = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "@graph": [
            { "id": "urn:x:1", "type": "Annotation", "body": ["_:b0", { "@id": "urn:x:tag" }],
              "creator": "urn:x:ann", "target": "_:t0", "motivation": "commenting" },
            { "id": "_:b0", "type": "TextualBody", "value": "Hm.", "purpose": "commenting" },
            { "@id": "urn:x:tag", "type": "TextualBody", "value": "trade", "purpose": "tagging" },
            { "id": "urn:x:ann", "type": "Person", "name": "Ann" },
            { "id": "_:t0", "type": "SpecificResource", "source": PAGE, "selector": "_:s0" },
            { "id": "_:s0", "type": "TextQuoteSelector", "exact": "four Chinese companies" },
            { "id": "urn:x:2", "type": "Annotation", "motivation": "replying", "target": "urn:x:1",
              "body": { "type": "TextualBody", "value": "Indeed." } },
            { "id": "urn:x:page", "type": "AnnotationPage", "items": ["urn:x:1", "urn:x:2", "urn:x:9"] },
            { "id": "urn:x:all", "type": "AnnotationCollection", "label": "All", "first": "urn:x:page" },
        ],
    });
    let read = read(&file);
    assert_eq!(left(&read), [(2, RecordError::Elsewhere)]);
    let (iri, claim, content) = the_claim(&read);
    assert_eq!(iri, id("urn:x:1"));
    assert_eq!(claim.reason, "Hm.\n\nIndeed.");
    assert_eq!(claim.tags, ["trade"]);
    assert!(claim.passage.holds_in(&at_hand()[0]));
    assert_eq!(read.notebook.person(&content.author).map(|it| it.name.as_str()), Some("Ann"));
    assert_eq!(read.notebook.title(), "All");
}

#[test]
fn a_graph_cannot_grow_without_end() {
    let node = |n: usize| {
        json!({ "id": format!("urn:x:{n}"),
        "body": vec![json!(format!("urn:x:{}", n + 1)); 1_000] })
    };
    let mut graph: Vec<Value> = (0..50).map(node).collect();
    graph.push(json!({ "id": "urn:x:a", "type": "Annotation", "body": ["urn:x:0", "urn:x:a"], "target": on("four Chinese companies") }));
    graph.push(json!({ "id": "urn:x:loop", "body": "urn:x:loop" }));
    // A thousand to the sixth, were there no end.
    let read = read_notebook_on(&json!({ "@graph": graph }).to_string(), &at_hand());
    let read = read.expect("it can be read");
    let extra = the_claim(&read).2.extra;
    assert!(Value::from(extra).to_string().len() < 100_000_000);
    let nothing = read_notebook_on(r#"{"@graph": [1, [], {}, {"@graph": []}]}"#, &[]);
    assert_eq!(nothing, Err(FileError::NotAnnotations));
}

#[test]
fn answers_become_remarks_of_what_they_answer() {
    let reply = |iri: &str, to: &str, name: &str, time: &str, body: Value| {
        json!({
        "id": iri, "type": "Annotation", "motivation": "replying", "creator": { "name": name },
        "created": time, "target": to, "body": body })
    };
    let mut first = note("urn:x:1", "four Chinese companies");
    first["bodyValue"] = json!("Which?");
    let text = |value: &str| json!({ "type": "TextualBody", "value": value });
    let file = json!([
        reply("urn:x:4", "urn:x:3", "Bob", "2026-01-03T00:00:00Z", text("Thanks.")),
        reply(
            "urn:x:3",
            "urn:x:1",
            "Ann",
            "2026-01-02T00:00:00Z",
            json!([
            text("Named below."), { "type": "TextualBody", "purpose": "tagging", "value": "found" },
            "https://other.example/page" ])
        ),
        first,
        reply("urn:x:5", "urn:x:gone", "Cy", "2026-01-02T00:00:00Z", text("Where?")),
        reply("urn:x:6", "urn:x:7", "Cy", "2026-01-02T00:00:00Z", text("Round")),
        reply("urn:x:7", "urn:x:6", "Cy", "2026-01-02T00:00:00Z", text("and round")),
        note("urn:x:8", "words that stand nowhere"),
        reply("urn:x:9", "urn:x:8", "Cy", "2026-01-02T00:00:00Z", text("Really?")),
        reply("urn:x:10", "urn:x:1", "Cy", "2026-01-04T00:00:00Z", text(&"a".repeat(100_000))),
    ]);
    let read = read(&file);
    let (_, claim, content) = the_claim(&read);
    assert_eq!(claim.reason, "Which?\n\nAnn: Named below.\n\nBob: Thanks.");
    assert_eq!(claim.tags, ["found"]);
    assert_eq!(content.extra["body"], json!(["https://other.example/page"]));
    let nothing = RecordError::AnswersNothing;
    assert_eq!(
        left(&read),
        [
            (3, nothing),
            (4, nothing),
            (5, nothing),
            (6, RecordError::QuoteNotFound),
            (7, nothing),
            (8, RecordError::TooMuch)
        ]
    );
}

#[test]
fn what_a_target_says_besides_is_written_back() {
    let file = json!([{ "id": "urn:x:1", "type": "Annotation", "target": [
        "https://other.example/whole",
        { "id": "urn:x:target", "type": "SpecificResource", "styleClass": "red",
          "source": { "id": PAGE, "format": "text/html" },
          "selector": [
            { "type": "CssSelector", "value": "p:first-child" },
            { "type": "TextPositionSelector", "start": 0, "end": 22 },
            { "type": "TextQuoteSelector", "exact": "four Chinese companies" },
          ] },
    ]}]);
    let read = read(&file);
    assert_eq!(read.left_out, []);
    let target = &written(&read)["target"];
    assert_eq!(target[1], "https://other.example/whole");
    let kept = &target[0];
    assert_eq!((&kept["id"], &kept["styleClass"]), (&json!("urn:x:target"), &json!("red")));
    assert_eq!(kept["source"], json!({ "id": PAGE, "format": "text/html" }));
    let kinds: Vec<&Value> =
        kept["selector"].as_array().expect("a list").iter().map(|it| &it["type"]).collect();
    assert_eq!(kinds, ["TextQuoteSelector", "TextPositionSelector", "CssSelector"]);
    // On another passage, another tool's way of pointing would lead astray.
    let (_, claim, content) = the_claim(&read);
    let moved = content.with_passage(claim.passage).expect("it has one");
    assert_eq!(moved.extra["target"][0].get("selector"), None);
}

#[test]
fn one_of_a_set_of_targets_counts_and_the_set_stays() {
    let set = json!({ "type": "Choice", "items": [PAGE, on("four Chinese companies"), on("eight individuals")] });
    let read = read(&json!([{ "id": "urn:x:1", "type": "Annotation", "target": set }]));
    assert_eq!(the_claim(&read).1.passage.quote.exact, "four Chinese companies");
    assert_eq!(written(&read)["target"][1], set);
}

#[test]
fn what_bodies_say_besides_is_written_back() {
    let own = json!({ "type": "TextualBody", "value": "Warum?", "language": "de", "format": "text/html" });
    let mut file = note("urn:x:1", "four Chinese companies");
    file["motivation"] = json!(["questioning", "ex:own"]);
    file["creator"] = json!([{ "name": "Ann", "email": "mailto:ann@other.example" }, "urn:x:bob"]);
    file["body"] = json!([
        own,
        "just words",
        { "type": "SpecificResource", "purpose": "tagging", "source": { "type": "TextualBody", "value": "trade" } },
    ]);
    let read = read(&json!([file]));
    let (_, claim, content) = the_claim(&read);
    assert_eq!(
        (claim.reason.as_str(), &claim.tags[..]),
        ("Warum?\n\njust words", &["trade".to_owned()][..])
    );
    let out = written(&read);
    assert_eq!(out["motivation"], json!(["classifying", "questioning", "ex:own"]));
    assert_eq!(out["creator"][1], "urn:x:bob");
    let person = read.notebook.content(&content.author).expect("they are there");
    assert!(matches!(&person.body, Body::Person(person) if person.name == "Ann"));
    assert_eq!(person.extra["email"], "mailto:ann@other.example");
    // Two remarks became one text, so the first stands beside it; the tag is as it was.
    assert_eq!(out["bodyDetails"][0]["language"], "de");
    assert_eq!(out["body"][2], file["body"][2]);
    // A remark alone is written with all that was known of it.
    file["body"] = own.clone();
    let out = written(&super::tests::read(&json!([file])));
    assert_eq!(
        (&out["body"][1]["language"], &out["body"][1]["format"]),
        (&json!("de"), &json!("text/html"))
    );
}

#[test]
fn the_same_words_with_other_spaces_are_the_same_words() {
    let quote = |exact: &str, prefix: &str| {
        json!([{ "id": "urn:x:1", "type": "Annotation", "target": { "source": PAGE, "selector": {
            "type": "TextQuoteSelector", "exact": exact, "prefix": prefix } } }])
    };
    let found =
        read(&quote("four\n   Chinese companies and\teight individuals", "charges against\n  "));
    assert_eq!(found.left_out, []);
    let passage = the_claim(&found).1.passage;
    assert!(passage.holds_in(&at_hand()[0]));
    assert_eq!(passage.quote.exact, "four Chinese companies and eight individuals");
    let other = quote("five Chinese companies and eight individuals", "charges against ");
    assert_eq!(left(&read(&other)), [(0, RecordError::QuoteNotFound)]);
}

#[test]
fn links_between_words_go_to_sources() {
    let link = |iri: &str, from: &str, to: &str, body: Value| json!({ "id": iri, "type": "Annotation", "motivation": "linking", "target": [from, to], "body": body });
    let label = json!({ "type": "TextualBody", "purpose": "tagging", "value": "attributed-to", "language": "en" });
    let mut noted = note("urn:x:2", "eight individuals");
    noted["bodyValue"] = "These.".into();
    let mut to_body = link("urn:x:14", "urn:x:3", "", json!("urn:x:2"));
    to_body["target"] = "urn:x:3".into();
    let meta = json!({ "id": "urn:x:15", "type": "Annotation", "motivation": "tagging", "target": "urn:x:14",
        "body": { "value": "quotes" } });
    let read = read(&json!([
        note("urn:x:1", "four Chinese companies"),
        noted,
        note("urn:x:3", "criminal charges"),
        link("urn:x:11", "urn:x:1", "urn:x:2", json!([label])),
        link("urn:x:12", "urn:x:3", "urn:x:1", json!([])),
        link("urn:x:13", "urn:x:1", "urn:x:nowhere", json!([])),
        to_body,
        meta,
    ]));
    assert_eq!(left(&read), [(5, RecordError::NoSource)]);
    let link = |iri: &str| read.notebook.link(&id(iri)).expect("it is one").clone();
    let first = link("urn:x:11");
    assert_eq!(
        (first.claim, first.source, first.relation),
        (id("urn:x:1"), id("urn:x:2"), Relation::AttributedTo)
    );
    let source = read.notebook.content(&id("urn:x:2")).expect("it is there");
    assert!(matches!(&source.body, Body::Source(Source::InArticle { .. })));
    assert_eq!(source.extra["body"][0]["value"], "These.");
    let second = link("urn:x:12");
    assert!(read.notebook.claim(&id("urn:x:1")).is_some(), "it is still a claim");
    let beside = read.notebook.source(&second.source).and_then(Source::passage).expect("a passage");
    assert_eq!(beside.quote.exact, "four Chinese companies");
    let third = link("urn:x:14");
    assert_eq!((third.source, third.relation.key()), (id("urn:x:2"), "quotes"));
}
