//! The hostile strings and files of tests/corpus, given to everything that
//! reads: nothing panics, nothing takes long, and text stays text.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "what cannot be read fails the test"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use claimlight::app::words::shortened;
use claimlight::domain::address::Address;
use claimlight::domain::article::{
    Article, ArticleError, Block, BlockKind, Draft, MAX_BLOCKS, built_in, read_markdown,
    read_plain, write_markdown,
};
use claimlight::domain::formats::read_file;
use claimlight::domain::formats::web_annotation::{
    FileError, RecordError, Why, read_article, read_notebook, read_notebook_on, write_article,
    write_notebook,
};
use serde_json::{Value, json};

fn lines(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    let text = fs::read_to_string(path).expect("a readable file");
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines.len() >= 30, "{name} is cut off");
    lines
}

fn strings(name: &str) -> Vec<String> {
    lines(name).iter().map(|line| line.as_str().expect("a string").to_owned()).collect()
}

fn all_strings() -> Vec<String> {
    let files = ["markup", "csv", "unicode", "words", "names", "markdown"];
    let mut all: Vec<String> =
        files.iter().flat_map(|name| strings(&format!("{name}.jsonl"))).collect();
    let of = |line: &Value| line["address"].as_str().expect("an address").to_owned();
    all.extend(lines("addresses.jsonl").iter().map(of));
    all
}

/// How long reading may take here, without optimising: a hang takes longer.
fn in_time<T>(what: &str, read: impl FnOnce() -> T) -> T {
    let from = Instant::now();
    let read = read();
    assert!(from.elapsed() < Duration::from_secs(20), "{what} took {:?}", from.elapsed());
    read
}

#[test]
fn addresses_are_refused_or_lead_where_they_say() {
    let mut taken = Vec::new();
    for line in lines("addresses.jsonl") {
        let typed = line["address"].as_str().expect("an address");
        let read = Address::read(typed);
        if line["refused"] == true {
            taken.extend(read.ok());
            continue;
        }
        let address = read.unwrap_or_else(|why| panic!("{typed:?}: {why:?}"));
        let scheme = address.as_str().split(':').next().unwrap_or_default();
        assert!(["http", "https", "mailto"].contains(&scheme), "{typed:?}");
        assert_eq!(Address::read(address.as_str()).as_ref(), Ok(&address), "{typed:?}");
        let shown = line["host"].as_str().expect("a host");
        let spelled = address.spelled(|_| Some(shown.rsplit('@').next().unwrap_or(shown).into()));
        assert_eq!(spelled.as_ref().map(Address::host), Some(shown), "{typed:?}");
    }
    assert_eq!(taken, [], "these are no addresses");
}

#[test]
fn labels_hide_nothing() {
    for words in all_strings() {
        for max in [1, 40, 5000] {
            let shown = shortened(&words, max);
            let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!shown.contains(turns), "{words:?}");
            assert!(!shown.contains(['\u{0}', '\u{1b}', '\u{200b}', '\u{feff}']), "{words:?}");
        }
    }
}

#[test]
fn plain_text_stays_text() {
    for words in all_strings() {
        let Ok(article) = read_plain(&words).finish() else { continue };
        let tidy = |text: &str| -> String {
            text.chars()
                .filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}')
                .collect()
        };
        assert_eq!(tidy(article.text()), tidy(&words));
        survives(article);
    }
}

#[test]
fn markdown_and_markup_come_to_text() {
    for words in all_strings() {
        if let Ok(article) = read_markdown(&words).finish() {
            survives(article);
        }
    }
}

/// What was read is written and read back as it was, as Markdown and in a file.
fn survives(article: Article) {
    let draft = Draft {
        title: article.title.clone(),
        blocks: article.blocks().to_vec(),
        ..Draft::default()
    };
    let again = read_markdown(&write_markdown(&draft));
    let texts = |blocks: &[Block]| blocks.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&again.blocks), texts(&draft.blocks));
    assert_eq!(read_article(&write_article(&article)).as_ref(), Ok(&article));
}

#[test]
fn odd_files_are_refused_or_read_and_written_back() {
    let article = Arc::new(built_in());
    let address = format!("urn:sha256:{}", article.id().as_str());
    for line in lines("json.jsonl") {
        let name = line["name"].as_str().expect("a name");
        let text = line["text"].as_str().expect("a text");
        let text = text.replace("ARTICLE", &address).replace("QUOTE", "four Chinese companies");
        let read = in_time(name, || read_notebook_on(&text, std::slice::from_ref(&article)));
        let opened = in_time(name, || read_file(&text, std::slice::from_ref(&article)));
        for read in [read, opened].into_iter().flatten() {
            let written = write_notebook(&read.notebook, std::slice::from_ref(&article));
            let again = read_notebook(&written).unwrap_or_else(|why| panic!("{name}: {why:?}"));
            assert_eq!(again.notebook, read.notebook, "{name}");
            assert_eq!(again.left_out, [], "{name}");
        }
    }
}

fn claim(body: Value) -> Value {
    json!({ "type": "AnnotationCollection", "items": [{
        "id": "urn:x:1", "type": "Annotation", "body": body,
        "target": { "source": format!("urn:sha256:{}", built_in().id().as_str()),
            "selector": { "type": "TextQuoteSelector", "exact": "four Chinese companies" } },
    }] })
}

#[test]
fn every_string_comes_through_a_file_letter_for_letter() {
    let article = Arc::new(built_in());
    for words in all_strings() {
        let body = json!([
            { "type": "TextualBody", "purpose": "classifying", "value": words },
            { "type": "TextualBody", "purpose": "commenting", "value": words },
            { "type": "TextualBody", "purpose": "tagging", "value": words },
        ]);
        let file = claim(body).to_string();
        let read = read_notebook_on(&file, std::slice::from_ref(&article)).expect("it can be read");
        let written = write_notebook(&read.notebook, std::slice::from_ref(&article));
        let again = read_notebook(&written).expect("it can be read again");
        assert_eq!(again.notebook, read.notebook, "{words:?}");
        let claim = again.notebook.records().find_map(|it| it.claim().cloned()).expect("a claim");
        assert_eq!(
            (claim.reason.as_str(), claim.tags.as_slice()),
            (words.as_str(), &[words.clone()][..])
        );
    }
}

#[test]
fn what_is_too_large_too_deep_or_too_many_is_refused_at_once() {
    let refused = |text: String| in_time("a limit", || read_notebook(&text)).map(|_| ());
    assert_eq!(refused("x".repeat(60_000_000)), Err(FileError::TooLarge));
    assert_eq!(
        refused(format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000))),
        Err(FileError::TooDeep)
    );
    assert_eq!(refused(format!("[{}1]", "1,".repeat(20_000_000))), Err(FileError::TooMany));
    assert_eq!(
        refused(format!("[{}{{}}]", r#"{"target":0},"#.repeat(1_000_000))),
        Err(FileError::TooMany)
    );
    assert_eq!(
        refused(format!("[{}{{}}]", r#"{"target":0},"#.repeat(20_001))),
        Err(FileError::TooMany)
    );
    let people = vec![json!({}); 20_001];
    let file = json!({ "formatVersion": 1, "type": "AnnotationCollection", "people": people });
    assert_eq!(refused(file.to_string()), Err(FileError::TooMany));
}

#[test]
fn records_that_hold_too_much_are_left_out_and_said_to_be() {
    let article = Arc::new(built_in());
    let tag =
        |i: usize| json!({ "type": "TextualBody", "purpose": "tagging", "value": format!("t{i}") });
    let text = |purpose: &str, n: usize| json!({ "type": "TextualBody", "purpose": purpose, "value": "é".repeat(n) });
    for (what, body, fits) in [
        ("a long reason", text("commenting", 100_000), true),
        ("a reason of 10 MB", text("commenting", 5_000_000), false),
        ("a kind of 10 MB", text("classifying", 5_000_000), false),
        ("many tags", (0..1_000).map(tag).collect(), true),
        ("100,000 tags", (0..100_000).map(tag).collect(), false),
    ] {
        let file = claim(body).to_string();
        let read = in_time(what, || read_notebook_on(&file, std::slice::from_ref(&article)));
        let read = read.expect("it can be read");
        let left: Vec<_> = read.left_out.iter().map(|it| it.why).collect();
        let expected = if fits { vec![] } else { vec![Why::Record(RecordError::TooMuch)] };
        assert_eq!(left, expected, "{what}");
    }
}

/// A neighbour's annotation on the built-in article.
fn neighbours(n: usize, tags: Value, text: &str) -> Value {
    let page = format!("urn:sha256:{}", built_in().id().as_str());
    let quote = json!({ "type": "TextQuoteSelector", "exact": "four Chinese companies" });
    json!({ "id": format!("urn:x:{n}"), "uri": page, "user": "acct:a@b", "tags": tags, "text": text,
        "target": [{ "source": page, "selector": [quote] }] })
}

#[test]
fn files_of_neighbours_have_an_end() {
    let article = Arc::new(built_in());
    let ours = json!(["claim", "type:fact"]);
    let list = |n: usize| {
        let line = |i: usize| format!("- supports: [{i}](https://a.example/{i} \"source:1\")\n");
        (0..n).map(line).collect::<String>()
    };
    let answer = |n: usize, to: usize| {
        let mut answer = neighbours(n, json!([]), "Yes.");
        answer["references"] = json!([format!("urn:x:{to}")]);
        answer["target"] = json!([]);
        answer
    };
    let relation = |n: usize| {
        json!({ "id": n.to_string(), "bodies": [], "motivation": "linking",
            "target": { "selector": { "from": "0", "to": (n + 1).to_string() } } })
    };
    let source = |n: usize| neighbours(n, json!(["source", "source:1"]), "");
    let many_tags: Vec<String> = (0..200_000).map(|n| format!("relation:{n}")).collect();
    let tagged = json!([["claim", "type:"].map(String::from).to_vec(), many_tags].concat());
    for (what, file, fits) in [
        ("19,000 links", json!([neighbours(1, ours.clone(), &list(19_000))]), true),
        ("a million links", json!([neighbours(1, ours.clone(), &list(500_000))]), false),
        ("20,001 annotations", (0..20_001).map(|n| neighbours(n, json!([]), "")).collect(), false),
        ("20,000 sources of one number", (0..20_000).map(source).collect(), true),
        ("a long row of answers", (0..19_000).map(|n| answer(n + 1, n)).collect(), true),
        (
            "answers to one",
            (0..19_000)
                .map(|n| if n == 0 { neighbours(0, json!([]), "") } else { answer(n, 0) })
                .collect(),
            true,
        ),
        (
            "a text of brackets",
            json!([neighbours(1, ours.clone(), &"- [".repeat(3_000_000))]),
            true,
        ),
        ("200,000 relations", json!([neighbours(1, tagged, "")]), true),
        ("20,000 relations", (0..20_000).map(relation).collect(), true),
        (
            "a pair of 30,000",
            json!([vec![json!({ "id": "1", "bodies": [], "target": {} }); 30_000]]),
            false,
        ),
    ] {
        let text = file.to_string();
        let read = in_time(what, || read_file(&text, std::slice::from_ref(&article)));
        let many = matches!(read, Err(FileError::TooMany));
        assert_eq!(!many, fits, "{what}: {:?}", read.map(|it| it.left_out.len()));
    }
}

#[test]
fn articles_have_an_end() {
    let million = in_time("a million lines", || read_plain(&"a\n\n".repeat(1_000_000)).finish());
    assert_eq!(million, Err(ArticleError::TooManyBlocks));
    assert!(read_plain(&"a\n\n".repeat(MAX_BLOCKS)).finish().is_ok());
    let block = |text: String| Block { kind: BlockKind::Paragraph, text };
    let long = Draft { blocks: vec![block("a".repeat(4_000_001))], ..Draft::default() };
    assert_eq!(long.finish(), Err(ArticleError::TooLong));
    let titled = Draft {
        title: "t ".repeat(5_000_000),
        blocks: vec![block("a".into())],
        ..Draft::default()
    };
    let titled = titled.finish().expect("it has text");
    assert!(titled.title.len() <= 1_000);
}

#[test]
fn no_markdown_takes_long() {
    for unit in [
        "[",
        "![",
        "[a](",
        "*a_b**",
        "<a ",
        "<!--",
        "<![CDATA[",
        "&#",
        "\\",
        "`a``",
        "> ",
        "- ",
        "1. ",
        "[a]: b\n",
        "|a",
        "**a*",
        "]",
        "a\n===\n",
        "    a\n",
        "\t",
    ] {
        let text = unit.repeat(400_000 / unit.len());
        in_time(unit, || read_markdown(&text));
    }
    let ticks: Vec<String> = (0..800).map(|n| "`".repeat(n)).collect();
    in_time("runs of backticks", || read_markdown(&ticks.join(" ")));
}
