//! Files that are damaged, made by others, or made to do harm.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::round_trip_tests::{any_notebook, any_record, article, id, small};
use super::*;
use crate::domain::article::Article;
use crate::domain::claim::{Kind, Verdict};
use crate::domain::link::Relation;
use crate::domain::record::Body;
use crate::domain::source::Source;

/// One thing done to a document at a place that the path leads to.
#[derive(Clone, Debug)]
enum Harm {
    Put(Value),
    Remove,
    Twice,
    Wrap,
    Rename(String),
}

fn any_junk() -> impl Strategy<Value = Value> {
    let deep = (0..90).fold(json!(1), |inner, _| json!([inner]));
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!(1e300)),
        Just(json!(2.5)),
        any::<String>().prop_map(Value::from),
        prop::sample::select(
            &[
                "Annotation",
                "Person",
                "Source",
                "Tombstone",
                "AnnotationCollection",
                "AnnotationPage",
                "linking",
                "identifying",
                "classifying",
                "attribution",
                "urn:uuid:1",
                "2026-09-20",
                ""
            ][..]
        )
        .prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(deep),
        Just(
            json!({ "id": "urn:uuid:2", "source": ["urn:uuid:3"], "value": ["a", "b"], "type": ["Person", 1] })
        ),
    ]
}

fn any_harm() -> impl Strategy<Value = (Vec<u8>, Harm)> {
    let keys = &[
        "id",
        "type",
        "body",
        "target",
        "version",
        "bodyValue",
        "items",
        "binned",
        "relation",
        "first",
    ][..];
    let harm = prop_oneof![
        5 => any_junk().prop_map(Harm::Put),
        2 => Just(Harm::Remove),
        1 => Just(Harm::Twice),
        1 => Just(Harm::Wrap),
        1 => prop::sample::select(keys).prop_map(|key| Harm::Rename(key.into())),
    ];
    (prop::collection::vec(any::<u8>(), 1..9), harm)
}

fn do_harm(value: &mut Value, path: &[u8], harm: &Harm) {
    let pick = |len: usize| usize::from(path.first().copied().unwrap_or(0)) % len;
    let deeper = path.len() > 1;
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let key = fields.keys().nth(pick(fields.len())).expect("there are some").clone();
            if deeper && fields[&key].is_object() | fields[&key].is_array() {
                return do_harm(&mut fields[&key], &path[1..], harm);
            }
            match harm {
                Harm::Put(junk) => fields[&key] = junk.clone(),
                Harm::Remove => drop(fields.remove(&key)),
                Harm::Twice | Harm::Wrap => fields[&key] = json!([fields[&key].clone()]),
                Harm::Rename(to) => {
                    let value = fields.remove(&key).expect("it is there");
                    fields.insert(to.clone(), value);
                }
            }
        }
        Value::Array(values) if !values.is_empty() => {
            let at = pick(values.len());
            if deeper && values[at].is_object() | values[at].is_array() {
                return do_harm(&mut values[at], &path[1..], harm);
            }
            match harm {
                Harm::Put(junk) => values[at] = junk.clone(),
                Harm::Remove => drop(values.remove(at)),
                Harm::Twice => values.push(values[at].clone()),
                Harm::Wrap | Harm::Rename(_) => values[at] = json!({ "id": values[at].clone() }),
            }
        }
        other => {
            if let Harm::Put(junk) = harm {
                *other = junk.clone();
            }
        }
    }
}

/// Whatever was read can be written, and comes back.
fn holds(read: &Contents) -> Result<(), TestCaseError> {
    let articles: Vec<_> = read.articles.iter().cloned().map(Arc::new).collect();
    let again = read_notebook(&write_notebook(&read.notebook, &articles));
    let again = again.map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
    prop_assert_eq!(&again.left_out, &vec![]);
    prop_assert_eq!(&again.notebook, &read.notebook);
    prop_assert_eq!(&again.articles, &read.articles);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_near_miss_is_read_as_far_as_it_goes(
        notebook in any_notebook(),
        harms in prop::collection::vec(any_harm(), 1..12),
        with_url in any::<bool>(),
    ) {
        let articles = [article(with_url)];
        let mut file: Value = serde_json::from_str(&write_notebook(&notebook, &articles)).expect("it is JSON");
        for (path, harm) in &harms {
            do_harm(&mut file, path, harm);
        }
        for text in [file.to_string(), file["first"].to_string(), file["first"]["items"].to_string()] {
            if let Ok(read) = read_notebook_on(&text, &articles) {
                for record in read.notebook.records() {
                    for passage in [record.claim().map(|it| &it.passage), record.source().and_then(Source::passage)] {
                        let here = passage.filter(|it| it.article == *articles[0].id());
                        prop_assert!(here.is_none_or(|it| it.holds_in(&articles[0])));
                    }
                }
                holds(&read)?;
            }
        }
    }

    #[test]
    fn a_harmed_record_is_refused_or_read(record in any_record(), harms in prop::collection::vec(any_harm(), 1..6)) {
        let mut value = write_record(&record);
        for (path, harm) in &harms {
            do_harm(&mut value, path, harm);
        }
        if let Ok(read) = read_record(&value) {
            prop_assert_eq!(read_record(&write_record(&read)), Ok(read));
        }
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_notebook(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_torn_file_is_refused_or_read(at in any::<prop::sample::Index>(), put in "[\\[\\]{}\",:\\\\u0-9d]{0,8}", tail in any::<bool>()) {
        let golden = include_str!("../../../../tests/fixtures/notebook.jsonld");
        let places: Vec<usize> = golden.char_indices().map(|(byte, _)| byte).collect();
        let at = *at.get(&places);
        let text = format!("{}{put}{}", &golden[..at], if tail { &golden[at..] } else { "" });
        if let Ok(read) = read_notebook(&text) {
            holds(&read)?;
        }
    }
}

fn golden() -> Value {
    serde_json::from_str(include_str!("../../../../tests/fixtures/notebook.jsonld"))
        .expect("it is JSON")
}

fn changed(change: impl FnOnce(&mut Value)) -> Result<Contents, FileError> {
    let mut file = golden();
    change(&mut file);
    read_notebook(&file.to_string())
}

#[test]
fn files_that_cannot_be_used_say_why() {
    assert_eq!(read_notebook(""), Err(FileError::Empty));
    assert_eq!(read_notebook("\u{feff}\r\n"), Err(FileError::Empty));
    assert_eq!(read_notebook(&" ".repeat(MAX_BYTES + 1)), Err(FileError::TooLarge));
    assert_eq!(read_notebook("<html>"), Err(FileError::NotJson { line: 1, column: 1 }));
    assert_eq!(read_notebook("{\"target\": NaN}"), Err(FileError::NotJson { line: 1, column: 12 }));
    for deep in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
    ] {
        assert_eq!(read_notebook(&deep), Err(FileError::TooDeep));
    }
    for other in ["1", "\"a\"", "null", "{}", "[]", "[{}]", "[1]", r#"{"annotations": []}"#] {
        assert_eq!(read_notebook(other), Err(FileError::NotAnnotations), "{other}");
    }
    for elsewhere in [
        r#"{"type": "AnnotationCollection", "first": "https://example.org/page1"}"#,
        r#"{"type": "AnnotationCollection", "first": {"id": "https://example.org/page1"}}"#,
        r#"{"type": "AnnotationCollection", "formatVersion": 1, "first": "https://example.org/1"}"#,
        r#"{"type": "AnnotationPage", "items": ["https://example.org/1", "https://example.org/2"]}"#,
        r#"[{"type": "AnnotationPage", "items": ["https://example.org/1"]}]"#,
    ] {
        assert_eq!(read_notebook(elsewhere), Err(FileError::Elsewhere), "{elsewhere}");
    }
    let page = |next| json!({ "type": "AnnotationPage", "items": [], "next": next });
    let many = vec![page("urn:x:next"); 3_000];
    assert_eq!(read_notebook(&Value::from(many).to_string()), Err(FileError::TooMany));
    assert_eq!(changed(|file| file["formatVersion"] = json!(2)), Err(FileError::NewerVersion(2)));
    assert_eq!(
        changed(|file| *file = json!({ "formatVersion": 7 })),
        Err(FileError::NewerVersion(7))
    );
    assert_eq!(changed(|file| file["formatVersion"] = json!("3")), Err(FileError::NewerVersion(3)));
    let damaged = changed(|file| file["articles"][0]["blocks"][0]["text"] = "Another.".into());
    assert_eq!(damaged, Err(FileError::DamagedArticle));
    let foreign = |selector: Value| {
        let target = json!({ "source": "https://news.example/a", "selector": selector });
        let file = json!({ "type": "Annotation", "id": "urn:x:1", "target": target });
        read_notebook(&file.to_string())
    };
    let position = json!({ "type": "TextPositionSelector", "start": 3, "end": 5 });
    assert_eq!(foreign(position), Err(FileError::NoArticle));
    // Words can be looked for in any text.
    assert!(foreign(json!({ "type": "TextQuoteSelector", "exact": "a" })).is_ok());
}

#[test]
fn one_bad_record_costs_only_itself() {
    let whole = read_notebook(&golden().to_string()).expect("it can be read");
    let cases: [(&str, Value, RecordError); 10] = [
        ("/first/items/0/id", "6c1d5f3e".into(), RecordError::BadId),
        ("/first/items/0/id", Value::Null, RecordError::NoId),
        ("/first/items/0/version", json!({ "tab-1": -1 }), RecordError::BadVersion),
        ("/first/items/0/target/selector/1/start", json!(-3), RecordError::BadPosition),
        ("/first/items/0/target/selector/1/end", json!(1e18), RecordError::BadPosition),
        (
            "/first/items/0/target/selector/0/exact",
            "words that are not there".into(),
            RecordError::QuoteNotFound,
        ),
        ("/first/items/0/target", Value::Null, RecordError::NoQuote),
        ("/first/items/0", json!("urn uuid:1"), RecordError::NotAnObject),
        ("/first/items/0", json!("urn:uuid:1"), RecordError::Elsewhere),
        ("/first/items/0/type", "Note".into(), RecordError::UnknownType),
    ];
    for (path, value, error) in cases {
        let read = changed(|file| {
            // Else the other version of the claim stands in for the bad one.
            file["conflicts"] = json!([]);
            *file.pointer_mut(path).expect("it is there") = value;
        });
        let read = read.expect("the rest can be read");
        let left: Vec<_> = read.left_out.iter().map(|it| (it.part, it.index, it.why)).collect();
        assert_eq!(left, [(Part::Items, 0, Why::Record(error))], "{path}");
        assert_eq!(read.notebook.records().count(), whole.notebook.records().count() - 1);
    }
}

#[test]
fn a_claim_whose_words_moved_moves_with_them() {
    let read = changed(|file| {
        file["conflicts"] = json!([]);
        file["first"]["items"][0]["target"]["selector"][1] =
            json!({ "type": "TextPositionSelector", "start": 0, "end": 28 });
    });
    let read = read.expect("it can be read");
    let (notebook, _) = small();
    let claim = id("urn:uuid:03030303-0303-4303-8303-030303030303");
    assert_eq!(read.left_out, []);
    assert_eq!(
        read.notebook.claim(&claim).map(|it| &it.passage),
        notebook.claim(&claim).map(|it| &it.passage)
    );
}

#[test]
fn a_record_cannot_take_the_notebooks_place() {
    let own = golden()["id"].clone();
    let read = changed(|file| {
        file["conflicts"] = json!([]);
        file["first"]["items"][0]["id"] = own;
        file["first"]["items"][0]["version"] = json!({ "tab-1": 99 });
        let mut twin = file.clone();
        twin["id"] = "urn:uuid:other".into();
        file["bin"] = json!([{ "id": "urn:uuid:other", "type": "AnnotationCollection", "articleHash": twin["articleHash"] }]);
    });
    let read = read.expect("it can be read");
    assert_eq!(read.notebook.title(), "Overdoses");
    let left: Vec<_> = read.left_out.iter().map(|it| (it.part, it.why)).collect();
    let why = Why::Record(RecordError::Misplaced);
    assert_eq!(left, [(Part::Items, why), (Part::Bin, why)]);
}

#[test]
fn a_thousand_versions_of_one_thing_do_not_hold_us_up() {
    let read = changed(|file| {
        let item = file["first"]["items"][0].clone();
        let version = |n: usize| {
            let mut version = item.clone();
            version["version"] = json!({ format!("w-{n}"): 1 });
            version
        };
        file["conflicts"] = (0..1000).map(version).collect();
    });
    let read = read.expect("it can be read");
    let many =
        read.left_out.iter().filter(|it| it.why == Why::Record(RecordError::TooManyVersions));
    assert!(many.count() > 900);
}

#[test]
fn two_files_of_one_notebook_merge_by_version() {
    let twice = read_notebook(&golden().to_string()).expect("it can be read").notebook;
    let mut merged = twice.clone();
    for version in twice.versions() {
        assert!(!merged.take_in(version.clone()), "reading twice is reading once");
    }
    assert_eq!(merged, twice);
}

/// An annotation on the built-in article, by its address.
fn foreign(rest: Value) -> Value {
    let mut annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://other.example/anno/1",
        "type": "Annotation",
        "target": {
            "source": "https://news.example/2023/07/07/a",
            "selector": { "type": "TextQuoteSelector", "exact": "four Chinese companies" },
        },
    });
    for (key, value) in rest.as_object().expect("an object") {
        annotation[key] = value.clone();
    }
    annotation
}

fn read_foreign(file: &Value) -> Contents {
    let read = read_notebook_on(&file.to_string(), &[article(true)]).expect("it can be read");
    holds(&read).expect("it comes back");
    assert_eq!(read, read_notebook_on(&file.to_string(), &[article(true)]).expect("again"));
    read
}

#[test]
fn other_tools_shapes_are_read() {
    let one = foreign(json!({}));
    let page = json!({ "type": "AnnotationPage", "id": "urn:x:page", "partOf": "urn:x:all", "items": [one] });
    for file in [
        one.clone(),
        json!([one]),
        page.clone(),
        json!({ "type": ["AnnotationCollection"], "id": "urn:x:all", "label": "L", "first": page }),
        json!({ "type": "AnnotationCollection", "id": "urn:x:all", "items": [one] }),
        json!({ "type": "AnnotationCollection", "items": one }),
    ] {
        let read = read_foreign(&file);
        assert_eq!(read.left_out, [], "{file}");
        let claim = read.notebook.claim(&id("https://other.example/anno/1")).expect("it is one");
        assert!(claim.passage.holds_in(&article(true)));
        assert_eq!(claim.kind.key(), "other");
        assert_eq!(read.notebook.article(), Some(article(true).id()));
        assert!(!read.notebook.title().is_empty());
    }
}

#[test]
fn other_tools_bodies_are_read() {
    let claim = |rest: Value| {
        let read = read_foreign(&foreign(rest));
        assert_eq!(read.left_out, []);
        let record =
            read.notebook.record(&id("https://other.example/anno/1")).expect("it is there").clone();
        let extra = record.content.as_ref().expect("not erased").extra.clone();
        (record.claim().expect("it is one").clone(), extra)
    };
    assert_eq!(claim(json!({ "bodyValue": "Hm." })).0.reason, "Hm.");
    assert_eq!(
        claim(json!({ "bodyValue": "quantity", "motivation": "classifying" })).0.kind,
        Kind::Quantity
    );
    assert_eq!(claim(json!({ "bodyValue": "a", "motivation": ["tagging", "x:y"] })).0.tags, ["a"]);
    let (read, extra) = claim(json!({ "motivation": "highlighting", "rights": "urn:x:r", "body": [
        { "type": "TextualBody", "value": "Why", "purpose": "commenting" },
        { "type": "TextualBody", "value": "not?" },
        { "type": "TextualBody", "value": "disputed", "purpose": ["assessing"] },
        { "type": "TextualBody", "value": "t", "purpose": "tagging" },
        { "type": "Image", "id": "https://other.example/i.png" },
        "https://other.example/page",
    ] }));
    assert_eq!((read.reason.as_str(), read.verdict), ("Why\n\nnot?", Some(Verdict::Disputed)));
    assert_eq!(read.tags, ["t"]);
    assert_eq!(extra["rights"], "urn:x:r");
    assert_eq!(extra["body"][1], "https://other.example/page");
    let (read, extra) =
        claim(json!({ "body": "https://other.example/page", "motivation": "identifying" }));
    assert_eq!((read.reason.as_str(), extra["body"].as_array().map(Vec::len)), ("", Some(1)));
}

#[test]
fn other_tools_links_bring_their_sources() {
    let link = json!({
        "id": "https://other.example/anno/2", "type": "Annotation", "motivation": "linking",
        "creator": { "name": "Ann" },
        "body": [
            { "type": "SpecificResource", "purpose": "classifying", "source": "http://purl.org/spar/cito/isRefutedBy" },
            { "type": "SpecificResource", "purpose": "linking", "source": "https://stats.example/a",
              "selector": { "type": "TextQuoteSelector", "exact": "26.9%" },
              "state": { "type": "TimeState", "sourceDate": "2026-09-20T14:08:30Z" } },
            { "type": "TextualBody", "value": "The agency itself." },
        ],
        "target": "https://other.example/anno/1",
    });
    let stray = json!({ "id": "urn:x:3", "type": "Annotation", "motivation": "linking",
        "body": "https://a.example/", "target": "https://b.example/" });
    let read = read_foreign(&json!([link, stray, foreign(json!({}))]));
    let left: Vec<_> = read.left_out.iter().map(|it| (it.index, it.why)).collect();
    assert_eq!(left, [(1, Why::Record(RecordError::NoClaim))]);
    let link = read.notebook.link(&id("https://other.example/anno/2")).expect("it is one");
    assert_eq!(link.relation, Relation::Disputes);
    assert_eq!(link.reason, "The agency itself.");
    assert_eq!(link.evidence.as_ref().map(|it| it.exact.as_str()), Some("26.9%"));
    let Some(Source::Outside(work)) = read.notebook.source(&link.source) else {
        panic!("no source")
    };
    assert_eq!(work.name(), "stats.example/a");
    assert!(work.accessed.is_some());
    let author = read
        .notebook
        .content(&id("https://other.example/anno/2"))
        .expect("it is there")
        .author
        .clone();
    assert_eq!(read.notebook.person(&author).map(|it| it.name.as_str()), Some("Ann"));
}

#[test]
fn a_file_without_its_article_keeps_its_records() {
    let read = changed(|file| file["articles"] = json!([])).expect("the records can be read");
    let (notebook, small_article) = small();
    assert_eq!((read.notebook, read.articles), (notebook, vec![]));
    let again = read_notebook_on(&golden().to_string(), std::slice::from_ref(&small_article))
        .expect("it can be read");
    assert_eq!(again.articles, [Article::clone(&small_article)]);
}

#[test]
fn names_of_authors_make_people_where_people_are_missing() {
    let read = changed(|file| file["people"] = json!([])).expect("it can be read");
    let person = id("urn:uuid:02020202-0202-4202-8202-020202020202");
    assert_eq!(read.notebook.person(&person).map(|it| it.name.as_str()), Some("Blue Heron 17"));
    let content = read.notebook.content(&person).expect("they are there");
    assert!(matches!(content.body, Body::Person(_)));
}
