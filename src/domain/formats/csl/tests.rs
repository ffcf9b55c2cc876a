//! Against the rules of the schema, as they stand in `csl-data.json` of CSL
//! 1.0.2, and there and back.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{read_sources, write_sources};
use crate::domain::formats::web_annotation::round_trip_tests::{any_notebook, small};
use crate::domain::formats::web_annotation::{FileError, RecordError, Why};
use crate::domain::merge::preview;
use crate::domain::notebook::Notebook;
use crate::domain::record::Record;
use crate::domain::source::{Source, Work};

/// The rules, written down from the schema and not from the code that they test:
/// what an item may hold, and of which JSON types.
fn rule(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "id"
        | "chapter-number"
        | "citation-number"
        | "collection-number"
        | "edition"
        | "first-reference-note-number"
        | "issue"
        | "locator"
        | "number"
        | "number-of-pages"
        | "number-of-volumes"
        | "page"
        | "page-first"
        | "part"
        | "printing"
        | "supplement"
        | "volume" => &["string", "number"],
        "type" => &["type"],
        "categories" => &["strings"],
        "custom" => &["object"],
        "author" | "chair" | "collection-editor" | "compiler" | "composer" | "container-author"
        | "contributor" | "curator" | "director" | "editor" | "editorial-director"
        | "executive-producer" | "guest" | "host" | "interviewer" | "illustrator" | "narrator"
        | "organizer" | "original-author" | "performer" | "producer" | "recipient"
        | "reviewed-author" | "script-writer" | "series-creator" | "translator" => &["names"],
        "accessed" | "available-date" | "event-date" | "issued" | "original-date" | "submitted" => {
            &["date"]
        }
        "citation-key"
        | "language"
        | "journalAbbreviation"
        | "shortTitle"
        | "abstract"
        | "annote"
        | "archive"
        | "archive_collection"
        | "archive_location"
        | "archive-place"
        | "authority"
        | "call-number"
        | "citation-label"
        | "collection-title"
        | "container-title"
        | "container-title-short"
        | "dimensions"
        | "division"
        | "DOI"
        | "event"
        | "event-title"
        | "event-place"
        | "genre"
        | "ISBN"
        | "ISSN"
        | "jurisdiction"
        | "keyword"
        | "medium"
        | "note"
        | "original-publisher"
        | "original-publisher-place"
        | "original-title"
        | "part-title"
        | "PMCID"
        | "PMID"
        | "publisher"
        | "publisher-place"
        | "references"
        | "reviewed-genre"
        | "reviewed-title"
        | "scale"
        | "section"
        | "source"
        | "status"
        | "title"
        | "title-short"
        | "URL"
        | "version"
        | "volume-title"
        | "volume-title-short"
        | "year-suffix" => &["string"],
        _ => return None,
    })
}

const TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-newspaper",
    "book",
    "dataset",
    "document",
    "entry-encyclopedia",
    "interview",
    "legislation",
    "post",
    "report",
    "webpage",
];

fn holds(value: &Value, rule: &str) -> bool {
    let all = |key_rule: &dyn Fn(&str) -> &'static [&'static str]| {
        value.as_object().is_some_and(|it| {
            it.iter().all(|(key, value)| key_rule(key).iter().any(|rule| holds(value, rule)))
        })
    };
    let each = |rule: &str, most: usize| {
        value.as_array().is_some_and(|it| it.len() <= most && it.iter().all(|it| holds(it, rule)))
    };
    match rule {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "type" => TYPES.iter().any(|known| value == known),
        "strings" => each("string", usize::MAX),
        "names" => each("name", usize::MAX),
        "name" => all(&|key| match key {
            "family"
            | "given"
            | "dropping-particle"
            | "non-dropping-particle"
            | "suffix"
            | "literal" => &["string"],
            "comma-suffix" | "static-ordering" | "parse-names" => &["string", "number", "boolean"],
            _ => &[],
        }),
        "date" => all(&|key| match key {
            "date-parts" => &["moments"],
            "season" => &["string", "number"],
            "circa" => &["string", "number", "boolean"],
            "literal" | "raw" => &["string"],
            _ => &[],
        }),
        "moments" => each("moment", 2) && *value != json!([]),
        "moment" => each("part", 3) && *value != json!([]),
        "part" => value.is_string() || value.is_number(),
        _ => false,
    }
}

/// Fails where the text breaks a rule; gives the items.
fn assert_valid(text: &str) -> Vec<Value> {
    let items: Value = serde_json::from_str(text).expect("it is JSON");
    let items = items.as_array().expect("an array").clone();
    let mut ids = Vec::new();
    for item in &items {
        let fields = item.as_object().expect("an object");
        assert!(fields.contains_key("id") && fields.contains_key("type"), "{item}");
        for (key, value) in fields {
            let rules = rule(key).unwrap_or_else(|| panic!("{key} is no field of the schema"));
            assert!(rules.iter().any(|rule| holds(value, rule)), "{key}: {value}");
        }
        let id = fields["id"].as_str().map_or_else(|| fields["id"].to_string(), Into::into);
        assert!(!ids.contains(&id), "{id} names two items");
        ids.push(id);
    }
    items
}

fn outside(notebook: &Notebook) -> Vec<Record> {
    let is_written =
        |record: &Record| record.is_live() && matches!(record.source(), Some(Source::Outside(_)));
    notebook.records().filter(|it| is_written(it)).map(|it| Record::clone(it)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn outside_sources_come_back_and_keep_the_rules(notebook in any_notebook()) {
        let text = write_sources(&notebook);
        let items = assert_valid(&text);
        let sources = outside(&notebook);
        prop_assert_eq!(items.len(), sources.len());
        prop_assert_eq!(&write_sources(&notebook.clone()), &text);
        if sources.is_empty() {
            prop_assert_eq!(read_sources(&text), Err(FileError::NotAnnotations));
            return Ok(());
        }
        let read = read_sources(&text).expect("it is ours");
        prop_assert_eq!(read.left_out, vec![]);
        prop_assert_eq!(outside(&read.notebook), sources);
        // Nothing new, unless a conflict's other side was not written.
        let news = preview(&notebook, &read.notebook);
        prop_assert!(news.is_empty(), "{:?}", news);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn any_item_is_read_twice_as_once_and_written_by_the_rules(
        fields in prop::collection::btree_map(any_key(), any_value(), 0..8), id in any_value()
    ) {
        let mut item = json!({ "id": id, "type": "book" });
        for (key, value) in fields {
            item[key] = value;
        }
        let text = json!([item, item]).to_string();
        let read = read_sources(&text).expect("a bibliography");
        prop_assert_eq!(&read_sources(&text).expect("the same"), &read);
        prop_assert_eq!(outside(&read.notebook).len(), 1);
        let written = write_sources(&read.notebook);
        assert_valid(&written);
        let again = read_sources(&written).expect("it is ours");
        prop_assert_eq!(outside(&again.notebook), outside(&read.notebook));
    }
}

fn any_key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "title",
        "container-title",
        "author",
        "editor",
        "issued",
        "accessed",
        "submitted",
        "URL",
        "volume",
        "version",
        "note",
        "custom",
        "kind",
        "binned",
        "creator",
        "created",
        "csl",
        "appraisal",
        "categories",
        "archive_location",
        "own",
        "language",
        "madeOn",
        "generator",
    ])
    .prop_map(Into::into)
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[a-z ]{0,9}".prop_map(Value::from),
        any::<u16>().prop_map(Value::from),
        Just(json!([{ "given": "Ludwig", "non-dropping-particle": "van", "family": "Beethoven" }])),
        Just(json!([{ "literal": "WHO" }])),
        Just(json!([{ "family": 7 }])),
        Just(json!({ "date-parts": [[2023, 7], [2023, 8]] })),
        Just(json!({ "date-parts": [["2023", "7", 8]], "circa": true })),
        Just(json!({ "date-parts": [] })),
        Just(json!({ "season": 1, "raw": "spring" })),
        Just(json!({ "a": { "b": [1.5, null] } })),
        Just(json!("https://example.org/a")),
        Just(json!("javascript:alert(1)")),
        Just(json!(["a", "b"])),
        Just(Value::Null),
        Just(json!(true)),
    ]
}

fn only_work(text: &str) -> Work {
    let read = read_sources(text).expect("a bibliography");
    assert_eq!(read.left_out, []);
    let sources = outside(&read.notebook);
    assert_eq!(sources.len(), 1);
    match sources[0].source() {
        Some(Source::Outside(work)) => work.clone(),
        other => panic!("{other:?}"),
    }
}

/// An item as a reference manager writes it, with a number for an id.
#[test]
fn what_another_tool_wrote_is_understood_and_written_back() {
    let text = include_str!("../../../../tests/fixtures/csl/library.json");
    let work = only_work(text);
    assert_eq!(work.title, "On the counting of things");
    assert_eq!(work.authors, ["Ludwig van Beethoven Jr.", "World Health Organization"]);
    assert_eq!(work.publisher, "Journal of Things");
    assert_eq!(work.issued, "2023-07");
    assert_eq!(work.accessed.as_ref().map(|it| it.as_str()), Some("2024-02-29T00:00:00Z"));
    assert_eq!(work.url.as_ref().map(|it| it.as_str()), Some("https://things.example/12"));
    let written = assert_valid(&write_sources(&read_sources(text).expect("it is read").notebook));
    let original: Value = serde_json::from_str(text).expect("JSON");
    for (key, value) in original[0].as_object().expect("an object") {
        match key.as_str() {
            "custom" => assert_eq!(written[0]["custom"]["shelf"], value["shelf"]),
            "x-tool" => {
                assert_eq!(written[0]["custom"]["claimlight"]["csl"]["other"]["x-tool"], *value)
            }
            key => assert_eq!(written[0][key], *value, "{key}"),
        }
    }
}

#[test]
fn one_item_alone_is_read_and_other_json_is_not() {
    let alone = r#"{"id": "a", "type": "book", "title": "T"}"#;
    assert_eq!(only_work(alone).title, "T");
    // As registries of DOIs write it.
    assert_eq!(only_work(r#"{"id": 1, "title": ["T"], "type": "journal-article"}"#).title, "T");
    for text in [
        "[]",
        "{}",
        "7",
        r#"[{"id": "a"}]"#,
        r#"{"annotations": []}"#,
        r#"{"type": "Annotation", "id": "urn:x:1", "title": "T", "target": "urn:x:2"}"#,
    ] {
        assert_eq!(read_sources(text), Err(FileError::NotAnnotations), "{text}");
    }
    assert!(matches!(read_sources("[{"), Err(FileError::NotJson { .. })));
    assert_eq!(read_sources(&"[".repeat(100_000)), Err(FileError::TooDeep));
    let many = format!("[{}{alone}]", format!("{alone},").repeat(20_000));
    assert_eq!(read_sources(&many), Err(FileError::TooMany));
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_read() {
    let long = "x".repeat(100_001);
    let file = json!([
        { "id": "good", "type": "book" },
        7,
        { "id": "no", "type": "Annotation" },
        { "id": "long", "type": "book", "title": long },
    ]);
    let read = read_sources(&file.to_string()).expect("a bibliography");
    assert_eq!(outside(&read.notebook).len(), 1);
    let why: Vec<_> = read.left_out.iter().map(|it| (it.index, it.why)).collect();
    let record = Why::Record;
    assert_eq!(
        why,
        [
            (1, record(RecordError::NotAnObject)),
            (2, record(RecordError::UnknownType)),
            (3, record(RecordError::TooMuch)),
        ]
    );
}

#[test]
fn two_libraries_may_use_one_id() {
    let file = json!([
        { "id": 1, "type": "book", "title": "A" },
        { "id": "1", "type": "book", "title": "B" },
    ]);
    let read = read_sources(&file.to_string()).expect("a bibliography");
    assert_eq!(outside(&read.notebook).len(), 2);
    let written = write_sources(&read.notebook);
    assert_valid(&written);
    let again = read_sources(&written).expect("it is ours");
    assert_eq!(outside(&again.notebook), outside(&read.notebook));
}

#[test]
fn the_golden_file_is_what_is_written() {
    let (notebook, _) = small();
    let golden = include_str!("../../../../tests/fixtures/csl/sources.json");
    let written = write_sources(&notebook);
    assert_eq!(golden, written, "if this is meant, the file is to be replaced:\n{written}");
}
