//! What is written is read as it was.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::fields::Fields;
use super::*;
use crate::domain::address::Address;
use crate::domain::article::{Article, ArticleId, built_in};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::claim::{Claim, Kind, Verdict};
use crate::domain::formats::stored_step::{read_step, write_step};
use crate::domain::history::Step;
use crate::domain::id::Id;
use crate::domain::link::{Link, Relation, Strength};
use crate::domain::notebook::tests::{any_notebook_history, notebook_of};
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::passage::{Passage, Quote};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Origin, Particulars, Record};
use crate::domain::source::{Appraisal, Source, Work};
use crate::domain::text::Span;
use crate::domain::time::Timestamp;
use crate::domain::version::{Version, Writer};

pub(in crate::domain::formats) fn id(iri: &str) -> Id {
    Id::from_iri(iri).expect("an IRI")
}

pub(in crate::domain::formats) fn time(text: &str) -> Timestamp {
    Timestamp::read(text).expect("a sound time")
}

fn address(url: &str) -> Address {
    Address::read(url).expect("a sound address")
}

/// The built-in article, with or without an address.
pub(crate) fn article(with_url: bool) -> Arc<Article> {
    let mut article = built_in();
    article.url = with_url.then(|| address("https://news.example/2023/07/07/a"));
    Arc::new(article)
}

fn any_id() -> impl Strategy<Value = Id> {
    prop_oneof![
        any::<[u8; 16]>().prop_map(Id::from_random),
        "[a-z]{1,4}".prop_map(|it| id(&format!("https://example.org/é/{it}#x"))),
    ]
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    (1000u16..2999, 1u8..13, 1u8..28, prop_oneof![Just("Z"), Just(".120Z"), Just("+02:00")])
        .prop_map(|(y, m, d, zone)| time(&format!("{y}-{m:02}-{d:02}T14:03:11{zone}")))
}

fn any_version() -> impl Strategy<Value = Version> {
    let writer = "[a-zA-Z0-9-]{1,8}".prop_map(|name| Writer::named(&name).expect("a sound name"));
    prop::collection::vec((writer, any::<u32>()), 0..4).prop_map(Version::from_counts)
}

fn any_address() -> impl Strategy<Value = Option<Address>> {
    let web = "[a-zé]{1,9}(\\?[a-z]=1)?(#a#b)?"
        .prop_map(|it| address(&format!("https://example.org/{it}")));
    prop::option::of(prop_oneof![web, Just(address("mailto:a@example.org?subject=<x>"))])
}

fn any_quote() -> impl Strategy<Value = Quote> {
    prop::array::uniform3(any::<String>()).prop_map(|[exact, prefix, suffix]| Quote {
        exact,
        prefix,
        suffix,
    })
}

fn any_passage() -> impl Strategy<Value = Passage> {
    ("(?s).{1,20}", 0usize..9000, any::<String>()).prop_map(|(exact, start, around)| Passage {
        article: ArticleId::of(&around),
        span: Span { start, end: start + exact.chars().count() },
        quote: Quote { exact, prefix: around.clone(), suffix: around },
    })
}

fn any_work() -> impl Strategy<Value = Work> {
    let dates = prop_oneof![any::<String>(), "[0-9]{4}(-[0-9]{2}){0,2}".prop_map(|it| it)];
    let texts = prop::array::uniform6(any::<String>());
    let authors = prop::collection::vec(any::<String>(), 0..3);
    (texts, any_address(), any_address(), authors, dates, prop::option::of(any_time())).prop_map(
        |(
            [title, publisher, kind, behind, evidence, others],
            url,
            archive,
            authors,
            issued,
            accessed,
        )| {
            let appraisal = Appraisal { behind, evidence, others };
            Work { title, url, authors, publisher, issued, accessed, archive, kind, appraisal }
        },
    )
}

fn any_body() -> impl Strategy<Value = Body> {
    let word =
        prop_oneof![Just("fact"), Just("supports"), Just("disputed"), Just(""), Just("own word-é")];
    let notebook = any::<String>()
        .prop_map(|title| Body::Notebook(Particulars { article: ArticleId::of(&title), title }));
    let person = any::<String>().prop_map(|name| Body::Person(Person { name }));
    let tags = prop::collection::vec(any::<String>(), 0..3);
    let claim =
        (any_passage(), word.clone(), prop::option::of(word.clone()), any::<String>(), tags)
            .prop_map(|(passage, kind, verdict, reason, tags)| {
                let verdict = verdict.map(Verdict::from_key);
                Body::Claim(Claim { passage, kind: Kind::from_key(kind), verdict, reason, tags })
            });
    let source = prop_oneof![
        any_work().prop_map(Source::Outside),
        (any_passage(), any::<String>())
            .prop_map(|(passage, name)| Source::InArticle { passage, name }),
    ];
    let link = (any_id(), any_id(), word.clone(), prop::option::of(word), any::<String>())
        .prop_flat_map(|(claim, source, relation, strength, reason)| {
            prop::option::of(any_quote()).prop_map(move |evidence| {
                let (claim, source, reason) = (claim.clone(), source.clone(), reason.clone());
                let strength = strength.map(Strength::from_key);
                let relation = Relation::from_key(relation);
                Body::Link(Link { claim, source, relation, strength, reason, evidence })
            })
        });
    prop_oneof![notebook, person, claim, source.prop_map(Body::Source), link]
}

fn any_extra() -> impl Strategy<Value = Fields> {
    let value = prop_oneof![
        any::<String>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!({ "a": [null, true, { "b": 1.5 }] })),
    ];
    prop::collection::btree_map("(rights|via|ex:[a-zé]{0,5})", value, 0..3)
        .prop_map(|fields| fields.into_iter().collect())
}

fn any_content() -> impl Strategy<Value = Content> {
    let origin = prop::option::of(
        (any_passage(), any::<bool>()).prop_map(|(passage, asks)| Origin { passage, asks }),
    );
    (any_id(), any_time(), any::<bool>(), any_body(), any_extra(), any::<bool>(), origin).prop_map(
        |(author, created, binned, body, mut extra, image, origin)| {
            let annotation = matches!(body, Body::Claim(_) | Body::Link(_) | Body::Source(Source::InArticle { .. }));
            if image && annotation {
                let image = json!([{ "type": "Image", "id": "https://example.org/i.png", "purpose": "linking" }]);
                extra.insert("body".into(), image);
                extra.insert("motivation".into(), json!(["linking", "ex:own"]));
                extra.insert("creator".into(), json!(["urn:x:other", { "name": "Ann" }]));
                let detail = |text: &str| json!({ "purpose": "commenting", "value": text, "language": "en" });
                let reason = match &body {
                    Body::Claim(claim) => claim.reason.as_str(),
                    Body::Link(link) => &link.reason,
                    _ => "",
                };
                extra.insert("bodyDetails".into(), json!([detail(reason), detail("gone"), 7]));
                let rest = match &body {
                    Body::Link(_) => json!(["urn:x:a", { "id": "urn:x:b" }]),
                    _ if binned => json!([{}, "https://example.org/page"]),
                    _ => json!([{
                        "type": ["SpecificResource", "ex:Part"], "styleClass": "red",
                        "source": { "format": "text/html" },
                        "selector": [
                            { "type": "CssSelector", "value": "p" },
                            { "type": "TextQuoteSelector", "exact": "other", "ex:by": 1 },
                        ],
                    }]),
                };
                extra.insert("target".into(), rest);
            }
            Content { author, created, binned, body, origin, extra }
        },
    )
}

pub(in crate::domain::formats) fn any_record() -> impl Strategy<Value = Record> {
    (any_id(), any_version(), any_time(), prop::option::weighted(0.9, any_content()))
        .prop_map(|(id, version, modified, content)| Record { id, version, modified, content })
}

/// Two copies of a notebook that went their own ways and met again, with full
/// cards, unknown fields, a binned notebook and an erased person here and there.
pub(crate) fn any_notebook() -> impl Strategy<Value = Notebook> {
    let extras = prop::collection::vec((any::<prop::sample::Index>(), any_extra()), 0..3);
    let works = prop::collection::vec((any::<prop::sample::Index>(), any_work()), 0..3);
    (any_notebook_history(), any_notebook_history(), extras, works, 0u8..8).prop_map(
        |(a, b, extras, works, odd)| {
            let mut notebook = notebook_of(&a, "a");
            for version in notebook_of(&b, "ab").versions() {
                notebook.take_in(version.clone());
            }
            let mut edits = Vec::new();
            let all: Vec<_> = notebook.records().cloned().collect();
            for (at, extra) in extras {
                let record = at.get(&all);
                let after = record.content.clone().map(|content| Content { extra, ..content });
                edits.push(Edit { id: record.id.clone(), before: None, after });
            }
            for (at, work) in works {
                let record = at.get(&all);
                if let Some(Source::Outside(_)) = record.source() {
                    let body = Body::Source(Source::Outside(work));
                    let after = record.content.as_ref().map(|content| content.with_body(body));
                    edits.push(Edit { id: record.id.clone(), before: None, after });
                }
            }
            if odd == 0 {
                let content = notebook.content(notebook.id()).cloned();
                let after = content.map(|content| Content { binned: true, ..content });
                edits.push(Edit { id: notebook.id().clone(), before: None, after });
            }
            let person = |record: &&Arc<Record>| notebook.person(&record.id).is_some();
            if let (1, Some(record)) = (odd, all.iter().find(person)) {
                edits.push(Edit { id: record.id.clone(), before: None, after: None });
            }
            let writer = Writer::named("c").expect("a sound name");
            let stamp = Stamp { writer, now: time("2026-09-21T08:00:00Z") };
            notebook.commit(&Change { label: Label::Import, edits }, &stamp);
            notebook
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_notebook_comes_back(notebook in any_notebook(), with_url in any::<bool>()) {
        let articles = [article(with_url)];
        let text = write_notebook(&notebook, &articles);
        let read = read_notebook(&text).expect("it is ours");
        prop_assert_eq!(&read.left_out, &Vec::new());
        prop_assert_eq!(&read.notebook, &notebook);
        prop_assert_eq!(&read.articles, &[built_in_with(with_url)]);
        prop_assert_eq!(write_notebook(&read.notebook, &articles), text);
    }

    #[test]
    fn a_notebook_comes_back_without_its_article(notebook in any_notebook()) {
        let read = read_notebook(&write_notebook(&notebook, &[])).expect("it is ours");
        prop_assert_eq!((read.notebook, read.articles, read.left_out), (notebook, vec![], vec![]));
    }

    #[test]
    fn a_step_comes_back(
        number in any::<u32>(),
        label in prop::sample::select(Label::ALL),
        undone in any::<bool>(),
        edits in prop::collection::vec((any_id(), prop::option::of(any_content()), prop::option::of(any_content())), 0..4),
    ) {
        let edits = edits.into_iter().map(|(id, before, after)| Edit { id, before, after }).collect();
        let step = Step { number, change: Arc::new(Change { label: label.0, edits }), undone };
        prop_assert_eq!(read_step(&write_step(&step)), Some(step));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_record_comes_back(record in any_record()) {
        let value = write_record(&record);
        prop_assert_eq!(read_record(&value), Ok(record.clone()));
        let text = value.to_string();
        let parsed: Value = serde_json::from_str(&text).expect("it is JSON");
        prop_assert_eq!(read_record(&parsed), Ok(record));
    }
}

fn built_in_with(url: bool) -> Article {
    Article::clone(&article(url))
}

/// A notebook with one of everything, small enough to be read by people.
pub(crate) fn small() -> (Notebook, Arc<Article>) {
    use crate::domain::article::{Block, BlockKind, Draft};
    let block = |kind, text: &str| Block { kind, text: text.into() };
    let draft = Draft {
        title: "Overdose deaths fall".into(),
        language: "en".into(),
        url: Some(address("https://news.example/overdose-2024")),
        published: "2025-05-14".into(),
        blocks: vec![
            block(BlockKind::Heading(2), "A second year 📉"),
            block(BlockKind::Paragraph, "Overdose deaths fell in 2024, health officials said."),
            block(BlockKind::Quotation, "“We are not there yet,” one added."),
        ],
    };
    let article = Arc::new(draft.finish().expect("it has text"));
    let passage = |words: &str| {
        let byte = article.text().find(words).expect("it is in the text");
        let start = article.text()[..byte].chars().count();
        Passage::of(&article, Span { start, end: start + words.chars().count() })
            .expect("a passage")
    };
    let uuid = |n: u8| Id::from_random([n; 16]);
    let [notebook_id, person, claim, officials, cdc, link, to_officials, binned, erased] =
        [1, 2, 3, 4, 5, 6, 7, 8, 9].map(uuid);
    let work = Work {
        title: "Provisional drug overdose death counts".into(),
        url: Some(address("https://statistics.example/overdose")),
        authors: vec!["National Center for Health Statistics".into()],
        publisher: "Vital Statistics Rapid Release".into(),
        issued: "2025-05".into(),
        accessed: Some(time("2026-09-20T14:08:30Z")),
        archive: Some(address("https://archive.example/20260920140830/overdose")),
        kind: "official statistics".into(),
        appraisal: Appraisal { behind: "A federal agency.".into(), ..Appraisal::default() },
    };
    let mut marked = Claim::new(passage("Overdose deaths fell in 2024"), Kind::Quantity);
    marked.verdict = Some(Verdict::Supported);
    marked.reason = "The agency’s own counts show it.".into();
    marked.tags = vec!["health".into()];
    let supports = Link {
        strength: Some(Strength::Strong),
        reason: "Primary data.".into(),
        evidence: Some(Quote { prefix: "data show ".into(), ..Quote::of("deaths declined 26.9%") }),
        ..Link::new(claim.clone(), cdc.clone(), Relation::Supports)
    };
    let bodies = [
        (
            notebook_id.clone(),
            Body::Notebook(Particulars {
                title: "Overdoses".into(),
                article: article.id().clone(),
            }),
        ),
        (person.clone(), Body::Person(Person { name: "Blue Heron 17".into() })),
        (claim.clone(), Body::Claim(marked)),
        (
            officials.clone(),
            Body::Source(Source::InArticle {
                passage: passage("health officials"),
                name: "The health ministry".into(),
            }),
        ),
        (cdc, Body::Source(Source::Outside(work))),
        (link, Body::Link(supports)),
        (to_officials, Body::Link(Link::new(claim.clone(), officials, Relation::AttributedTo))),
        (binned.clone(), Body::Claim(Claim::new(passage("We are not there yet"), Kind::Opinion))),
        (erased.clone(), Body::Claim(Claim::new(passage("2024"), Kind::Fact))),
    ];
    let created = time("2026-09-20T14:03:11Z");
    let new = |(id, body): (Id, Body)| {
        let mut content = Content::new(person.clone(), created.clone(), body);
        content.binned = id == binned;
        Edit { id, before: None, after: Some(content) }
    };
    let stamp = |writer: &str, now: &str| Stamp {
        writer: Writer::named(writer).expect("sound"),
        now: time(now),
    };
    let change = |edits| Change { label: Label::Import, edits };
    let mut notebook = Notebook::empty(notebook_id);
    notebook.commit(&change(bodies.map(new).into()), &stamp("tab-1", "2026-09-20T14:03:11Z"));
    // Two tabs give the claim a tag without knowing of each other.
    let other = notebook.clone();
    let retag = |notebook: &mut Notebook, tag: &str, stamp: &Stamp| {
        let content = notebook.content(&claim).expect("it is there").clone();
        let mut revised = notebook.claim(&claim).expect("it is one").clone();
        revised.tags.push(tag.into());
        let after = Some(content.with_body(Body::Claim(revised)));
        notebook.commit(&change(vec![Edit { id: claim.clone(), before: None, after }]), stamp);
    };
    let mut there = other;
    retag(&mut notebook, "here", &stamp("tab-1", "2026-09-20T14:05:40Z"));
    retag(&mut there, "there", &stamp("tab-2", "2026-09-20T14:06:00Z"));
    for version in there.versions() {
        notebook.take_in(version.clone());
    }
    let erase = Edit { id: erased, before: None, after: None };
    notebook.commit(&change(vec![erase]), &stamp("tab-1", "2026-09-20T14:09:00Z"));
    (notebook, article)
}

/// The file in the repository is what is written today: a change of the format
/// shows in a review, and files of today can be read tomorrow.
#[test]
fn the_golden_file_is_what_is_written_and_can_be_read() {
    let golden = include_str!("../../../../tests/fixtures/notebook.jsonld");
    let (notebook, article) = small();
    let written = write_notebook(&notebook, std::slice::from_ref(&article));
    assert_eq!(golden, written, "if this is meant, the file is to be replaced:\n{written}");
    let read = read_notebook(golden).expect("it can be read");
    assert_eq!((read.notebook, read.articles), (notebook, vec![Article::clone(&article)]));
    assert_eq!(read.left_out, []);
}
