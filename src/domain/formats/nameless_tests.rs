//! A copy without names has no name in any format, and merges.

use proptest::prelude::*;
use serde_json::json;

use super::exercise::asked;
use super::web_annotation::round_trip_tests::{any_notebook, article};
use super::{claim_review, csl, csv, web_annotation};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::id::Id;
use crate::domain::merge::preview;
use crate::domain::nameless::{is_pseudonym, without_names};
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content};
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

/// What may be found nowhere in a copy: names, accounts, people's ids.
pub(crate) const SECRETS: &[&str] = &[
    "Xaver",
    "Ungerer",
    "xaver@people.invalid",
    "people.invalid",
    "Heron",
    "urn:uuid:77777777-7777-4777-8777-777777777701",
    "urn:uuid:77777777-7777-4777-8777-777777777702",
];

/// Any notebook, into which three people with names have written, by ways
/// that files of our own and of other tools have.
pub(crate) fn any_named_notebook() -> impl Strategy<Value = Notebook> {
    let picks = prop::collection::vec((0usize..4, 0usize..6), 64);
    (any_notebook(), picks).prop_map(|(mut notebook, picks)| {
        let people = [
            "urn:uuid:77777777-7777-4777-8777-777777777701",
            "urn:uuid:77777777-7777-4777-8777-777777777702",
            "acct:xaver@people.invalid",
        ]
        .map(|id| Id::from_iri(id).expect("an IRI"));
        let now = Timestamp::read("2026-09-21T08:00:00Z").expect("a sound time");
        let mut edits = Vec::new();
        for record in notebook.records() {
            let Some(content) = &record.content else { continue };
            let (who, how) = picks[edits.len() % picks.len()];
            let mut content = content.clone();
            if let Some(person) = people.get(who) {
                content.author = person.clone();
            }
            let (key, value) = match how {
                0 => ("user", json!("acct:xaver@people.invalid")),
                1 => ("user_info", json!({ "display_name": "Xaver Ungerer" })),
                2 => ("contributor", json!({ "id": people[0].as_str(), "name": "Ungerer" })),
                3 => ("body", json!([{ "type": "Image", "creator": { "name": "Xaver" } }])),
                4 => ("csl", json!({ "other": { "by": "Xaver" }, "id": "Xaver2026" })),
                _ => ("permissions", json!({ "admin": [people[2].as_str()] })),
            };
            content.extra.insert(key.into(), value);
            edits.push(Edit { id: record.id.clone(), before: None, after: Some(content) });
        }
        for (person, name) in people.iter().zip(["Xaver", "Ungerer, X.", "Xaver Ungerer"]) {
            let body = Body::Person(Person { name: name.into() });
            let after = Some(Content::new(person.clone(), now.clone(), body));
            edits.push(Edit { id: person.clone(), before: None, after });
        }
        let writer = Writer::named("d").expect("a sound name");
        notebook.commit(&Change { label: Label::Import, edits }, &Stamp { writer, now });
        notebook
    })
}

fn merged(notebooks: &[&Notebook]) -> Notebook {
    let mut all = Notebook::empty(notebooks[0].id().clone());
    for version in notebooks.iter().flat_map(|notebook| notebook.versions()) {
        all.take_in(version.clone());
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_copy_has_the_same_things_and_merges_into_the_notebook(notebook in any_named_notebook()) {
        let copy = without_names(&notebook, asked);
        prop_assert_eq!(&without_names(&copy, asked), &copy);
        let debug = format!("{copy:?}");
        for secret in SECRETS {
            prop_assert!(!debug.contains(secret), "{} is in {}", secret, debug);
        }
        for record in notebook.versions() {
            let copied = copy.heads(&record.id);
            let is_person = |it: &Content| matches!(it.body, Body::Person(_));
            match &record.content {
                Some(content) if is_person(content) => prop_assert!(copied.is_empty()),
                Some(content) => {
                    let same = copied.iter().find(|it| it.version == record.version);
                    let same = same.and_then(|it| it.content.as_ref()).expect("it is there");
                    prop_assert_eq!(&same.body, &content.body);
                    prop_assert!(is_pseudonym(&same.author));
                }
                None => {}
            }
        }
        prop_assert_eq!(&merged(&[&notebook, &copy]), &notebook);
        prop_assert_eq!(&merged(&[&copy, &notebook]), &notebook);
        prop_assert!(preview(&notebook, &copy).is_empty());
        // Two people are still two.
        let authors = |notebook: &Notebook| {
            let things = notebook.versions().filter_map(|it| it.content.as_ref());
            let things = things.filter(|it| !matches!(it.body, Body::Person(_)));
            let mut all: Vec<_> = things.map(|content| content.author.clone()).collect();
            all.sort();
            all.dedup();
            all.len()
        };
        prop_assert_eq!(authors(&copy), authors(&notebook));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_format_of_a_copy_holds_a_name(notebook in any_named_notebook()) {
        let article = article(true);
        let written = |notebook: &Notebook| {
            [
                web_annotation::write_notebook(notebook, std::slice::from_ref(&article)),
                csl::write_sources(notebook),
                csv::write_claims(notebook),
                csv::write_links(notebook),
                claim_review::write_claim_reviews(notebook, &article).unwrap_or_default(),
            ]
        };
        for text in written(&without_names(&notebook, asked)) {
            for secret in SECRETS {
                prop_assert!(!text.contains(secret), "{} is in {}", secret, text);
            }
        }
        // The check would see them.
        prop_assert!(written(&notebook)[0].contains("Xaver"));
    }

    #[test]
    fn copies_merge_in_any_order(one in any_named_notebook(), other in any_named_notebook()) {
        let (copy, copied) = (without_names(&one, asked), without_names(&other, asked));
        let all = merged(&[&one, &copied, &copy, &other]);
        prop_assert_eq!(&merged(&[&copy, &copied, &other, &one]), &all);
        prop_assert_eq!(&merged(&[&merged(&[&other, &copy]), &merged(&[&copied, &one])]), &all);
        prop_assert_eq!(&merged(&[&all, &copied, &copy]), &all);
        prop_assert_eq!(&merged(&[&one, &other]), &all);
    }
}
