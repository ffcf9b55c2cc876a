//! What goes out comes back; what Hypothesis writes is read.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::write_hypothesis;
use crate::domain::article::{Article, built_in};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::claim::{Kind, Verdict};
use crate::domain::formats::read_file;
use crate::domain::formats::web_annotation::round_trip_tests::{
    any_notebook, article, id, small, time,
};
use crate::domain::formats::web_annotation::{
    Contents, FileError, RecordError, Why, read_notebook, write_notebook,
};
use crate::domain::id::Id;
use crate::domain::link::Relation;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::outline::Outline;
use crate::domain::passage::Quote;
use crate::domain::record::{Body, Content, Record};
use crate::domain::source::Source;
use crate::domain::version::Writer;

/// Claims and sources that a notebook shows, each with its id, author's name and
/// times: all that the format can hold of them.
fn shown(notebook: &Notebook) -> Vec<(Id, Option<String>, Id, String, String, Body)> {
    let shows = |record: &&Arc<Record>| {
        record.is_live() && (record.claim().is_some() || record.source().is_some())
    };
    let said = |record: &Arc<Record>| {
        let content = record.content.as_ref().expect("it is live");
        (
            record.id.clone(),
            notebook.person(&content.author).map(|it| it.name.clone()),
            content.author.clone(),
            content.created.as_str().to_owned(),
            record.modified.as_str().to_owned(),
            content.body.clone(),
        )
    };
    notebook.records().filter(shows).map(said).collect()
}

/// Links as the format can hold them: without ids, and of the words only the
/// words themselves.
fn linked(notebook: &Notebook) -> Vec<String> {
    let outline = Outline::of(notebook);
    let claims = notebook.records().filter(|it| it.is_live() && it.claim().is_some());
    let mut links: Vec<String> = claims
        .flat_map(|claim| outline.links_of_claim(&claim.id).to_vec())
        .map(|record| record.link().expect("it is one").clone())
        // A record may be a claim in one copy and a source in another.
        .filter(|link| notebook.source(&link.source).is_some())
        .map(|mut link| {
            link.evidence = link.evidence.map(|quote| Quote::of(&quote.exact));
            format!("{link:?}")
        })
        .collect();
    links.sort();
    links
}

fn extras(notebook: &Notebook) -> Vec<Value> {
    let contents = notebook.records().filter_map(|it| it.content.clone());
    contents.map(|it| Value::from(it.extra)).filter(|it| *it != json!({})).collect()
}

/// A notebook with other words in its claims and links.
fn reworded(mut notebook: Notebook, words: &[String]) -> Notebook {
    let mut words = words.iter().cycle().cloned();
    let mut word = || words.next().unwrap_or_default();
    let mut edits = Vec::new();
    for record in notebook.records() {
        let Some(content) = &record.content else { continue };
        let body = match content.body.clone() {
            Body::Claim(mut claim) => {
                (claim.kind, claim.reason) = (Kind::from_key(&word()), word());
                claim.verdict = Some(Verdict::from_key(&word())).filter(|it| it.key().len() > 3);
                claim.tags = vec![word(), word()];
                Body::Claim(claim)
            }
            Body::Link(mut link) => {
                (link.relation, link.reason) = (Relation::from_key(&word()), word());
                link.evidence = Some(Quote::of(&word())).filter(|it| it.exact.len() > 3);
                Body::Link(link)
            }
            Body::Source(Source::InArticle { passage, .. }) => {
                Body::Source(Source::InArticle { passage, name: word() })
            }
            Body::Source(Source::Outside(mut work)) => {
                (work.title, work.publisher, work.authors) = (word(), word(), vec![word(), word()]);
                (work.kind, work.appraisal.others) = (word(), word());
                Body::Source(Source::Outside(work))
            }
            other => other,
        };
        let after = Some(Content { extra: Default::default(), ..content.with_body(body) });
        edits.push(Edit { id: record.id.clone(), before: None, after });
    }
    let writer = Writer::named("d").expect("a sound name");
    let stamp = Stamp { writer, now: time("2026-09-22T08:00:00Z") };
    notebook.commit(&Change { label: Label::Import, edits }, &stamp);
    notebook
}

fn any_words() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[-\\\\ \"()\\[\\]<>:a—\n]{0,12}",
        "(claim|source|type:|verdict:|tag:|relation:|source:1)x?",
        "(a\n)?(\\\\)?- (supports: \\[x\\]\\(https://x.example/\\)|b)(\n  c)?",
        any::<String>(),
    ];
    prop::collection::vec(word, 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_the_format_can_hold_comes_back(
        notebook in any_notebook(),
        words in any_words(),
        with_url in any::<bool>(),
    ) {
        let notebook = reworded(notebook, &words);
        let articles = [article(with_url)];
        let text = write_hypothesis(&notebook, &articles);
        prop_assert_eq!(write_hypothesis(&notebook, &articles), text.clone());
        let expected = shown(&notebook);
        match read_file(&text, &articles) {
            Ok(read) => {
                prop_assert_eq!(&read.left_out, &vec![]);
                prop_assert_eq!(shown(&read.notebook), expected);
                prop_assert_eq!(linked(&read.notebook), linked(&notebook));
                prop_assert_eq!(extras(&read.notebook), Vec::<Value>::new());
                prop_assert_eq!(read_file(&text, &articles), Ok(read));
            }
            Err(why) => prop_assert_eq!((why, expected), (FileError::NotAnnotations, vec![])),
        }
    }
}

const EXPORT: &str = include_str!("../../../../tests/fixtures/hypothesis/export.json");
const WRITTEN: &str = include_str!("../../../../tests/fixtures/hypothesis/written.json");

fn read_export(text: &str) -> (Contents, Arc<Article>) {
    let (_, article) = small();
    let read = read_file(text, std::slice::from_ref(&article)).expect("it can be read");
    let again = write_notebook(&read.notebook, std::slice::from_ref(&article));
    let again = read_notebook(&again).expect("it is ours");
    assert_eq!((&again.notebook, again.left_out), (&read.notebook, vec![]));
    (read, article)
}

fn at(short: &str) -> Id {
    id(&format!("https://hypothes.is/a/{short}"))
}

#[test]
fn an_export_is_read_with_its_answers() {
    let (read, article) = read_export(EXPORT);
    let felicity = at("wJ0f7pRVEe-aBcDeFgHiJk");
    let content = read.notebook.content(&felicity).expect("it is there");
    let claim = read.notebook.claim(&felicity).expect("it is one");
    assert_eq!(claim.reason, "No number given.\n\nbob: The table has one.\n\nFelicity: Thanks!");
    assert_eq!(claim.tags, ["health", "ask", "found"]);
    assert_eq!(claim.kind.key(), "other");
    assert!(claim.passage.holds_in(&article));
    assert_eq!(claim.passage.span.start, 16, "code points");
    assert_eq!(content.author, id("acct:felicity@hypothes.is"));
    assert_eq!(read.notebook.person(&content.author).map(|it| it.name.as_str()), Some("Felicity"));
    assert_eq!(content.extra["hypothesis"]["group"], "kX4p9Q2a");
    assert_eq!(content.extra["target"][0]["selector"][0]["type"], "RangeSelector");
    assert_eq!(read.notebook.title(), "Overdose deaths fall | News");
    let hidden = read.notebook.content(&at("Xp8kLpRWEe-1234567890A")).expect("it is there");
    assert!(hidden.binned, "what moderators hid is out of sight");
    let words = hidden.passage().map(|it| it.quote.exact.as_str());
    assert_eq!(words, Some("health officials"), "spaces are the page's");
    let left: Vec<_> = read.left_out.iter().map(|it| (it.index, it.why)).collect();
    let why = Why::Record;
    assert_eq!(left, [(4, why(RecordError::NoQuote)), (6, why(RecordError::AnswersNothing))]);
}

#[test]
fn links_written_by_hand_are_links() {
    let (read, _) = read_export(EXPORT);
    let claim = at("Vn8kLpRWEe-1234567890A");
    let content = read.notebook.claim(&claim).expect("it is one");
    assert_eq!(content.reason, "Says who?\n- and this is only a list");
    assert_eq!((&content.kind, &content.verdict), (&Kind::Fact, &Some(Verdict::Disputed)));
    let outline = Outline::of(&read.notebook);
    let mut links: Vec<_> = outline
        .links_of_claim(&claim)
        .iter()
        .filter_map(|it| it.link())
        .map(|link| {
            let source = read.notebook.source(&link.source).expect("it came along");
            let Source::Outside(work) = source else { panic!("not in the article") };
            let exact = link.evidence.as_ref().map(|it| it.exact.as_str());
            let strength = link.strength.as_ref().map(|it| it.key());
            let url = work.url.as_ref().expect("an address").as_str();
            format!(
                "{} {strength:?} {} {url} {exact:?} {}",
                link.relation.key(),
                work.title,
                link.reason
            )
        })
        .collect();
    links.sort();
    assert_eq!(
        links,
        [
            "attributed to None officials https://agency.example/who None ",
            "disputes Some(\"weak\") A blog https://blog.example/ Some(\"not yet\") an opinion",
        ]
    );
}

#[test]
fn all_that_the_api_answers_is_read() {
    let export: Value = serde_json::from_str(EXPORT).expect("JSON");
    let all = export["annotations"].clone();
    let (whole, _) = read_export(EXPORT);
    let rows = json!({ "total": 7, "rows": all });
    for file in [all.clone(), rows] {
        assert_eq!(read_export(&file.to_string()).0, whole);
    }
    let (mut threads, mut replies) = (Vec::new(), Vec::new());
    for annotation in all.as_array().expect("a list") {
        match annotation.get("references").is_none_or(|it| *it == json!([])) {
            true => threads.push(annotation.clone()),
            false => replies.push(annotation.clone()),
        }
    }
    let separate = json!({ "total": 4, "rows": threads, "replies": replies });
    assert_eq!(
        read_export(&separate.to_string()).0.notebook.records().count(),
        whole.notebook.records().count()
    );
    let (alone, _) = read_export(&all[0].to_string());
    assert_eq!(alone.notebook.records().filter(|it| it.claim().is_some()).count(), 1);
    for nothing in [json!({ "annotations": [] }), json!({ "total": 0, "rows": [] })] {
        assert_eq!(read_file(&nothing.to_string(), &[]), Err(FileError::NotAnnotations));
    }
}

#[test]
fn the_golden_file_is_what_is_written() {
    let (notebook, article) = small();
    let articles = [article];
    let written = write_hypothesis(&notebook, &articles);
    assert_eq!(WRITTEN, written, "if this is meant, the file is to be replaced:\n{written}");
    let file: Value = serde_json::from_str(WRITTEN).expect("JSON");
    let keys: Vec<&String> = file.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["annotations", "client_version", "export_date", "export_userid"]);
    // What Hypothesis asks of each to import it.
    for annotation in file["annotations"].as_array().expect("a list") {
        assert!(annotation["user"].as_str().is_some_and(|it| it.starts_with("acct:")));
        assert!(annotation["tags"].is_array() && annotation["text"].is_string());
        assert!(annotation["uri"].is_string() && annotation["document"].is_object());
        assert!(annotation["permissions"]["read"].is_array());
        assert_eq!(annotation["references"], json!([]));
        assert!(annotation["target"][0]["source"].is_string());
    }
    let position = &file["annotations"][0]["target"][0]["selector"][0];
    assert_eq!((&position["start"], &position["end"]), (&json!(17), &json!(45)), "UTF-16 units");
}

#[test]
fn what_passed_through_hypothesis_comes_back() {
    // An import keeps tags, text, target, address and document, and nothing else.
    let mut file: Value = serde_json::from_str(WRITTEN).expect("JSON");
    let annotations = file["annotations"].as_array_mut().expect("a list");
    annotations.reverse();
    for (n, annotation) in annotations.iter_mut().enumerate() {
        *annotation = json!({
            "id": format!("aaaaaaaaaaaaaaaaaaaa{n:02}"),
            "user": "acct:ann@hypothes.is",
            "created": "2026-10-01T00:00:00.000000+00:00",
            "updated": "2026-10-01T00:00:00.000000+00:00",
            "tags": annotation["tags"], "text": annotation["text"], "target": annotation["target"],
            "uri": annotation["uri"], "document": annotation["document"],
        });
    }
    let (read, _) = read_export(&file.to_string());
    let (before, _) = small();
    assert_eq!(read.left_out, []);
    let bodies = |notebook: &Notebook| {
        let mut bodies: Vec<String> =
            shown(notebook).iter().map(|it| format!("{:?}", it.5)).collect();
        bodies.sort();
        bodies
    };
    assert_eq!(bodies(&read.notebook), bodies(&before));
    let relations = |notebook: &Notebook| {
        let links = notebook.records().filter_map(|it| it.link()).map(|it| {
            let source = notebook.source(&it.source).expect("it is there").name().to_owned();
            (it.relation.clone(), source, it.reason.clone())
        });
        let mut links: Vec<_> = links.collect();
        links.sort();
        links
    };
    assert_eq!(relations(&read.notebook), relations(&before));
}

#[test]
fn what_only_hypothesis_knows_is_written_back() {
    let (read, article) = read_export(EXPORT);
    let written = write_hypothesis(&read.notebook, &[article]);
    let written: Value = serde_json::from_str(&written).expect("JSON");
    let export: Value = serde_json::from_str(EXPORT).expect("JSON");
    let (before, after) = (&export["annotations"][0], &written["annotations"][0]);
    for same in [
        "id",
        "created",
        "updated",
        "user",
        "user_info",
        "uri",
        "group",
        "permissions",
        "document",
        "links",
        "hidden",
    ] {
        assert_eq!(before[same], after[same], "{same}");
    }
    assert_eq!(after["tags"], json!(["claim", "type:other", "health", "ask", "found"]));
    assert_eq!(before["target"][0]["selector"], after["target"][0]["selector"]);
}

#[test]
fn articles_that_are_not_at_hand_are_named_by_address() {
    let other = Arc::new(built_in());
    let read = read_file(EXPORT, &[other]).expect("it can be read");
    let claim = read.notebook.claim(&at("wJ0f7pRVEe-aBcDeFgHiJk")).expect("it is one");
    assert_eq!((claim.passage.span.start, claim.passage.span.len()), (17, 28), "a hint");
    // Of two versions of a page, the one that has the words.
    let (_, article) = small();
    let mut version = built_in();
    version.url = article.url.clone();
    let both = [Arc::new(version), article.clone()];
    let read = read_file(EXPORT, &both).expect("it can be read");
    assert_eq!(read.notebook.article(), Some(article.id()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_and_tags_are_read(
        text in "(- [a-z]{0,4}( \\([a-z]\\))?: ?\\[[a-z\\\\]{0,3}\\]?(\\(<?[a-z:/.]{0,9}>?|\\[)?( \"source:[0-9]{0,11})?\"?[\\])]?( — \"?[a-z\"\\\\]{0,4})?\n?( {0,2}[a-z])?){0,3}",
        tags in prop::collection::vec("(claim|source|type:|verdict:|source:[0-9]{1,12}|tag:|)", 0..5),
        selects in any::<bool>(),
    ) {
        let (_, article) = small();
        let selector = if selects { json!([{ "type": "TextQuoteSelector", "exact": "2024" }]) } else { json!([]) };
        let file = json!({ "annotations": [{ "id": "1", "uri": "https://news.example/overdose-2024", "text": text, "tags": tags,
            "target": [{ "selector": selector }] }] });
        if let Ok(read) = read_file(&file.to_string(), std::slice::from_ref(&article)) {
            let written = write_hypothesis(&read.notebook, std::slice::from_ref(&article));
            let again = read_file(&written, std::slice::from_ref(&article));
            let again = again.map(|it| (shown(&it.notebook).len(), linked(&it.notebook).len()));
            let before = (shown(&read.notebook).len(), linked(&read.notebook).len());
            if before.0 > 0 {
                prop_assert_eq!(again, Ok(before));
            }
        }
    }
}
