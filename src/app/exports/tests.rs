//! What is written is what it should be, whatever the notebook holds: no markup
//! but ours, no address but those of the web and of mail, no name in a copy
//! without names.

use std::sync::Arc;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use super::{argdown, markdown, report, worksheet};
use crate::app::words::term::Terms;
use crate::domain::address::Address;
use crate::domain::article::{Article, Block, BlockKind, Draft, built_in};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::claim::{Claim, Kind, Verdict};
use crate::domain::exercise::{Exercise, Ink, Pattern};
use crate::domain::formats::claim_review::write_claim_reviews;
use crate::domain::formats::csl::write_sources;
use crate::domain::formats::csv::tests::assert_inert;
use crate::domain::formats::csv::{write_claims, write_links};
use crate::domain::formats::exercise::{Papers, asked, with_papers};
use crate::domain::formats::nameless_tests::{SECRETS, any_named_notebook};
use crate::domain::formats::web_annotation::round_trip_tests::{any_notebook, small};
use crate::domain::id::Id;
use crate::domain::link::{Link, Relation, Strength};
use crate::domain::listing::Listing;
use crate::domain::nameless::without_names;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::outline::Outline;
use crate::domain::passage::{Passage, Quote};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Particulars};
use crate::domain::source::{Appraisal, Source, Work};
use crate::domain::text::Span;
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

fn as_it_is(address: &Address) -> Option<Address> {
    Some(address.clone())
}

/// What the report and the worksheet are made of.
const TAGS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "footer",
    "article",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "div",
    "span",
    "small",
    "sup",
    "mark",
    "a",
    "i",
    "q",
    "bdi",
];

const ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "href",
    "rel",
    "lang",
    "dir",
    "role",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "charset",
    "http-equiv",
    "content",
    "name",
];

/// Reads a page as strictly as can be: only our elements and attributes, all
/// closed, all quoted; ids once; links within the page or to the web.
fn assert_sound_page(html: &str) {
    assert!(!html.to_lowercase().contains("<script"), "a script");
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!html.contains(turns), "something that turns the writing");
    let (mut open, mut ids, mut targets) = (Vec::new(), Vec::new(), Vec::new());
    let mut rest = html.strip_prefix("<!doctype html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>') || open.last() == Some(&"style"), "{}", &rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find('>').expect("the end of a tag");
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in another order");
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.contains(&name), "<{tag}>");
        while !attributes.is_empty() {
            let (key, behind) = attributes.split_once("=\"").expect("a quoted attribute");
            assert!(ATTRIBUTES.contains(&key), "<{tag}>");
            let (value, behind) = behind.split_once('"').expect("the closing mark");
            attributes = behind.trim_start();
            match key {
                "id" => {
                    assert!(!ids.contains(&value), "two {value}");
                    ids.push(value);
                }
                "href" => match value.strip_prefix('#') {
                    Some(id) => targets.push(id),
                    None => assert!(is_safe(value), "{value}"),
                },
                _ => {}
            }
        }
        if name != "meta" {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    for target in targets {
        assert!(ids.contains(&target), "nothing is at #{target}");
    }
}

fn is_safe(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

/// Only what we write ourselves is markup.
fn assert_sound_markdown(text: &str) {
    assert!(!text.contains('\r'));
    for event in Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => assert!(is_safe(&dest_url), "{dest_url}"),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { id: None, .. }
                | Tag::BlockQuote(None)
                | Tag::List(_)
                | Tag::Item
                | Tag::Strong,
            )
            | Event::End(_)
            | Event::Text(_)
            | Event::SoftBreak
            | Event::HardBreak => {}
            other => panic!("{other:?} in\n{text}"),
        }
    }
}

/// Reads Argdown by the rules of its lexer: what is not escaped is ours.
fn assert_sound_argdown(text: &str) {
    for line in text.lines() {
        let mut rest = line;
        for start in ["# ", "## ", "  <+ ", "  <- "] {
            rest = line.strip_prefix(start).unwrap_or(rest);
        }
        assert!(!rest.starts_with([' ', '+', '-', '(', '\t']), "{line}");
        while let Some(c) = rest.chars().next() {
            if c == '\\' {
                rest = rest[1..].strip_prefix(|_: char| true).expect("an escaped sign");
            } else if let Some(behind) = construct(rest) {
                rest = behind;
            } else {
                assert!(!"[]<>{}#@*_/=".contains(c), "{c} in {line}");
                rest = &rest[c.len_utf8()..];
            }
        }
    }
}

/// What stands behind one of our own constructs, if one begins here.
fn construct(text: &str) -> Option<&str> {
    let named = |open: &str, close: char| {
        let (number, behind) = text.strip_prefix(open)?.split_once(close)?;
        number.bytes().all(|b| b.is_ascii_digit()).then_some(behind)
    };
    named("[Claim ", ']')
        .or_else(|| named("@[Claim ", ']'))
        .or_else(|| named("<Source ", '>'))
        .or_else(|| named("@<Source ", '>'))
        .or_else(|| {
            let (name, behind) = text.strip_prefix("#(")?.split_once(')')?;
            (!name.contains(['(', '[', '<', '{', '\\'])).then_some(behind)
        })
        .or_else(|| {
            let (host, behind) = text.strip_prefix('[')?.split_once("](")?;
            let (url, behind) = behind.split_once(')')?;
            (is_safe(url) && !host.contains(['[', ']']) && !url.contains([' ', '(']))
                .then_some(behind)
        })
}

fn body(page: &str) -> &str {
    page.split_once("</style>").expect("a style").1
}

#[test]
fn the_golden_files_are_what_is_written() {
    let (notebook, article) = small();
    let report = report(&notebook, &article, &as_it_is);
    for (golden, written) in [
        (
            include_str!("../../../tests/fixtures/markdown/notebook.md"),
            &*markdown(&notebook, &article),
        ),
        (
            include_str!("../../../tests/fixtures/argdown/notebook.argdown"),
            &argdown(&notebook, &article),
        ),
        (include_str!("../../../tests/fixtures/report/report-body.html"), body(&report)),
        (
            include_str!("../../../tests/fixtures/report/worksheet-body.html"),
            body(&worksheet(&article, &Terms::ours(), &[0, 16])),
        ),
    ] {
        assert_eq!(golden, written, "if this is meant, the file is to be replaced:\n{written}");
    }
}

#[test]
fn the_pages_allow_their_own_style_and_nothing_else() {
    let (notebook, article) = small();
    for page in [report(&notebook, &article, &as_it_is), worksheet(&article, &Terms::ours(), &[])] {
        assert_sound_page(&page);
        let policy = page.find("http-equiv=\"Content-Security-Policy\"").expect("a policy");
        assert!(policy < page.find("<style>").expect("a style"));
        assert!(page.contains("default-src 'none'; style-src 'sha256-"));
        assert!(!page.contains("url("), "the style asks for something");
    }
}

#[test]
fn the_words_of_an_exercise_are_used() {
    let (mut notebook, article) = small();
    let first = Outline::of(&notebook).claims[0].clone();
    let kind = first.claim().expect("a claim").kind.clone();
    let mut exercise = Exercise::new(Id::from_name("e"), article.id().clone());
    let place = exercise.kinds.iter().position(|term| term.key == kind.key()).expect("ours");
    let term = &mut exercise.kinds[place];
    (term.name, term.help) = ("Zebra <kind>".into(), "Striped & loud".into());
    (term.ink, term.pattern) = (Ink::Rose, Pattern::Wavy);
    exercise.instructions = "Look for zebras.".into();
    exercise.verdicts.truncate(1);
    exercise.minimum.claims = 11;
    exercise.sources = false;
    let own = notebook.content(notebook.id()).expect("its own").clone();
    let papers = Papers { exercise: Some(exercise), ..Papers::default() };
    let after = Some(with_papers(&own, &papers));
    let edit = Edit { id: notebook.id().clone(), before: Some(own), after };
    let stamp = Stamp {
        writer: Writer::named("w").expect("a name"),
        now: Timestamp::read("2026-11-27T08:00:00Z").expect("a time"),
    };
    notebook.commit(&Change { label: Label::MakeExercise, edits: vec![edit] }, &stamp);
    let page = report(&notebook, &article, &as_it_is);
    assert_sound_page(&page);
    assert!(page.contains("class=\"opinion wavy\"><i>Z</i> Zebra &lt;kind&gt;"), "{page}");
    assert!(markdown(&notebook, &article).contains("Zebra"));
    assert!(argdown(&notebook, &article).contains("Zebra"));
    let sheet = worksheet(&article, &Terms::of(&notebook), &[0, 16]);
    assert_sound_page(&sheet);
    for has in ["Look for zebras.", "Striped &amp; loud", "Zebra &lt;kind&gt;", "Claim 11"] {
        assert!(sheet.contains(has), "{has}");
    }
    for lacks in ["Claim 12", "Disputed", "Source, and what it says"] {
        assert!(!sheet.contains(lacks), "{lacks}");
    }
}

#[test]
fn an_address_that_the_browser_would_not_follow_is_no_link() {
    let (notebook, article) = small();
    let page = report(&notebook, &article, &|_| None);
    assert!(!page.contains("href=\"http"));
    assert!(page.contains("Provisional drug overdose death counts"));
}

#[test]
fn a_notebook_on_another_article_marks_nothing_in_this_one() {
    let (notebook, _) = small();
    let page = report(&notebook, &built_in(), &as_it_is);
    assert_sound_page(&page);
    assert!(!page.contains("id=\"in-claim-1\"") && page.contains("id=\"claim-1\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_notebook_is_written_soundly_and_the_same_twice(notebook in any_notebook()) {
        let article = built_in();
        let outline = Outline::of(&notebook);
        let listing = Listing::of(&notebook, &outline);
        let page = report(&notebook, &article, &as_it_is);
        assert_sound_page(&page);
        for entry in &listing.claims {
            let number = entry.number.expect("it is in the article");
            let marked = format!("id=\"in-claim-{number}\"");
            let listed = format!("id=\"claim-{number}\"");
            // A passage of nothing but the end of a paragraph is nowhere to be seen.
            let seen = entry.claim.passage.quote.exact.contains(|c| c != '\n');
            prop_assert_eq!(page.contains(&marked), seen);
            prop_assert!(page.contains(&listed));
        }
        let lacking = listing.claims.iter().filter(|entry| entry.links.is_empty()).count();
        prop_assert_eq!(page.matches(">No source yet.<").count(), lacking);
        let text = markdown(&notebook, &article);
        assert_sound_markdown(&text);
        let map = argdown(&notebook, &article);
        assert_sound_argdown(&map);
        let again = notebook.clone();
        prop_assert_eq!(report(&again, &article, &as_it_is), page);
        prop_assert_eq!(markdown(&again, &article), text);
        prop_assert_eq!(argdown(&again, &article), map);
    }

    #[test]
    fn a_copy_without_names_has_none(notebook in any_named_notebook()) {
        let article = built_in();
        let copy = without_names(&notebook, asked);
        for text in [
            report(&copy, &article, &as_it_is),
            markdown(&copy, &article),
            argdown(&copy, &article),
        ] {
            for secret in SECRETS {
                prop_assert!(!text.contains(secret), "{}", secret);
            }
        }
    }
}

/// A notebook that says these words wherever words can stand.
fn full_of(words: &str) -> (Notebook, Arc<Article>) {
    let said = || words.to_owned();
    let block = |kind| Block { kind, text: format!("x {words}") };
    let kinds =
        [BlockKind::Heading(2), BlockKind::Paragraph, BlockKind::ListItem, BlockKind::Quotation];
    let draft = Draft {
        title: said(),
        language: said(),
        published: said(),
        url: Address::read(&format!("https://a.example/?{words}")).ok(),
        blocks: kinds.map(block).into(),
    };
    let article = Arc::new(draft.finish().expect("it has text"));
    let passage = |start, end| Passage::of(&article, Span { start, end }).expect("a passage");
    let ids: Vec<Id> = (1..9).map(|n| Id::from_random([n; 16])).collect();
    let claim = Claim {
        passage: passage(0, article.len()),
        kind: Kind::from_key(words),
        verdict: Some(Verdict::from_key(words)),
        reason: said(),
        tags: vec![said(), said()],
    };
    let work = Work {
        title: said(),
        url: Address::read("https://b.example/#part").ok(),
        authors: vec![said()],
        publisher: said(),
        issued: said(),
        accessed: None,
        archive: Address::read(words).ok(),
        kind: said(),
        appraisal: Appraisal { behind: said(), evidence: said(), others: said() },
    };
    let link = |source: &Id, relation| Link {
        strength: Some(Strength::from_key(words)),
        reason: said(),
        evidence: Some(Quote { exact: said(), prefix: said(), suffix: said() }),
        ..Link::new(ids[2].clone(), source.clone(), relation)
    };
    let bodies = [
        Body::Notebook(Particulars { title: said(), article: article.id().clone() }),
        Body::Person(Person { name: said() }),
        Body::Claim(claim),
        Body::Claim(Claim::new(passage(0, 2), Kind::Fact)),
        Body::Source(Source::InArticle { passage: passage(1, 3), name: said() }),
        Body::Source(Source::Outside(work)),
        Body::Link(link(&ids[4], Relation::from_key(words))),
        Body::Link(link(&ids[5], Relation::Supports)),
    ];
    let now = Timestamp::read("2026-09-20T14:03:11Z").expect("a sound time");
    let contents = ids.iter().cloned().zip(bodies);
    let contents = contents.map(|(id, body)| (id, Content::new(ids[1].clone(), now.clone(), body)));
    let stamp = Stamp { writer: Writer::named("a").expect("a sound name"), now: now.clone() };
    (Notebook::begin(ids[0].clone(), contents.collect(), &stamp), article)
}

const CORPUS: &[&str] = &[
    include_str!("../../../tests/corpus/markup.jsonl"),
    include_str!("../../../tests/corpus/addresses.jsonl"),
    include_str!("../../../tests/corpus/csv.jsonl"),
    include_str!("../../../tests/corpus/unicode.jsonl"),
    include_str!("../../../tests/corpus/words.jsonl"),
    include_str!("../../../tests/corpus/names.jsonl"),
    include_str!("../../../tests/corpus/markdown.jsonl"),
];

#[test]
fn no_hostile_string_is_more_than_text_in_any_export() {
    let mut seen = 0;
    for line in CORPUS.iter().flat_map(|file| file.lines()) {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let words = line.as_str().or(line["address"].as_str()).expect("a string");
        let (notebook, article) = full_of(words);
        assert_sound_page(&report(&notebook, &article, &as_it_is));
        assert_sound_page(&worksheet(&article, &Terms::ours(), &[0, 1]));
        let text = markdown(&notebook, &article);
        assert_sound_markdown(&text);
        assert!(!text.to_lowercase().contains("<script"), "{words:?}");
        assert_sound_argdown(&argdown(&notebook, &article));
        assert_inert(&write_claims(&notebook));
        assert_inert(&write_links(&notebook));
        if let Some(drafts) = write_claim_reviews(&notebook, &article) {
            assert!(!drafts.contains('<'), "{words:?}");
            assert!(serde_json::from_str::<Value>(&drafts).is_ok(), "{words:?}");
        }
        let items: Value = serde_json::from_str(&write_sources(&notebook)).expect("JSON");
        assert_eq!(items[0]["title"].as_str().unwrap_or_default(), words);
        seen += 1;
    }
    assert!(seen > 500, "the corpus is cut off");
}
