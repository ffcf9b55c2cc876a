//! The exercise on the built-in article, with its worked key.
//!
//! `built_in_key.json` has the claims, their places, and public sources with the
//! reason for each. The sources and what they say were looked up in November
//! 2026; the words about them are the project's own, under its licence.

use serde_json::Value;

use super::{Criterion, Exercise, KeyNotes, Minimum, Points};
use crate::domain::address::Address;
use crate::domain::article::{Article, built_in};
use crate::domain::claim::{Claim, Kind, Verdict};
use crate::domain::id::Id;
use crate::domain::link::{Link, Relation};
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::passage::Passage;
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Particulars};
use crate::domain::source::{Source, Work};
use crate::domain::text::Span;
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

const KEY: &str = include_str!("built_in_key.json");

/// Since when the exercise is as it is: the same for everybody, so that two
/// copies of it are one.
const SINCE: &str = "2026-11-24T00:00:00Z";

/// What people read in the exercise: the interface has the words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wording<'a> {
    /// What the exercise is called.
    pub title: &'a str,
    /// What to do.
    pub instructions: &'a str,
    /// Whose key it is.
    pub author: &'a str,
    /// Reasons such as students give, for the made-up class; may be none.
    pub reasons: &'a [&'a str],
}

/// The exercise: mark five claims or more and find a source for each.
#[must_use]
pub fn built_in_exercise(wording: &Wording<'_>) -> Exercise {
    let criterion = |key: &str, points| Criterion {
        key: key.into(),
        name: String::new(),
        help: String::new(),
        points: Points::whole(points),
    };
    Exercise {
        title: wording.title.into(),
        instructions: wording.instructions.into(),
        minimum: Minimum { claims: 5, sources: 3, links: 0 },
        rubric: vec![criterion("claims", 5), criterion("sources", 5), criterion("reasons", 5)],
        ..Exercise::new(exercise_id(), built_in().id().clone())
    }
}

fn exercise_id() -> Id {
    Id::from_name("claimlight built-in exercise")
}

pub(super) fn id(what: &str, name: &str) -> Id {
    Id::from_name(&format!("claimlight built-in key {what} {name}"))
}

/// The key, as a notebook on the built-in article, with its questions.
#[must_use]
pub fn built_in_key(wording: &Wording<'_>) -> (Notebook, KeyNotes) {
    let article = built_in();
    let author = id("author", "");
    let particulars = Particulars { title: wording.title.into(), article: article.id().clone() };
    let person = Person { name: wording.author.into() };
    let mut bodies = vec![
        (id("notebook", ""), Body::Notebook(particulars)),
        (author.clone(), Body::Person(person)),
    ];
    let mut prompts = Vec::new();
    for source in sources() {
        bodies.push((source.id, Body::Source(Source::Outside(source.work))));
    }
    for KeyClaim { id, claim, prompt, links } in claims(&article) {
        bodies.extend(links.into_iter().map(|(id, link)| (id, Body::Link(link))));
        prompts.push((id.clone(), prompt));
        bodies.push((id, Body::Claim(claim)));
    }
    let notebook = begin(id("notebook", ""), &author, bodies, "built-in");
    (notebook, KeyNotes { exercise: exercise_id(), prompts })
}

/// A notebook of one person's records, as of [`SINCE`].
pub(super) fn begin(id: Id, author: &Id, bodies: Vec<(Id, Body)>, writer: &str) -> Notebook {
    let (Some(now), Some(writer)) = (Timestamp::read(SINCE), Writer::named(writer)) else {
        // Both are sound; a test says so.
        return Notebook::empty(id);
    };
    let content = |body| Content::new(author.clone(), now.clone(), body);
    let contents = bodies.into_iter().map(|(id, body)| (id, content(body))).collect();
    Notebook::begin(id, contents, &Stamp { writer, now })
}

/// A source of the key.
pub(super) struct KeySource {
    pub(super) id: Id,
    pub(super) work: Work,
}

/// A claim of the key.
pub(super) struct KeyClaim {
    pub(super) id: Id,
    pub(super) claim: Claim,
    pub(super) prompt: String,
    pub(super) links: Vec<(Id, Link)>,
}

fn key() -> Value {
    serde_json::from_str(KEY).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The sources, in the order of the file.
pub(super) fn sources() -> Vec<KeySource> {
    let source = |value: &Value| KeySource {
        id: id("source", text(value, "id")),
        work: Work {
            title: text(value, "title").into(),
            publisher: text(value, "publisher").into(),
            issued: text(value, "date").into(),
            url: Address::read(text(value, "url")).ok(),
            kind: text(value, "kind").into(),
            ..Work::default()
        },
    };
    list(&key(), "sources").iter().map(source).collect()
}

/// The claims with their links, in the order of the text.
pub(super) fn claims(article: &Article) -> Vec<KeyClaim> {
    let number = |value: &Value, key: &str| {
        value.get(key).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok())
    };
    let claim = |value: &Value| {
        let name = text(value, "id");
        let span = Span { start: number(value, "start")?, end: number(value, "end")? };
        let claim = Claim {
            verdict: Some(Verdict::from_key(text(value, "verdict"))),
            ..Claim::new(Passage::of(article, span)?, Kind::from_key(text(value, "kind")))
        };
        let of = id("claim", name);
        let link = |(at, value): (usize, &Value)| {
            let source = id("source", text(value, "source"));
            let relation = Relation::from_key(text(value, "relation"));
            let reason = text(value, "note").into();
            let link = Link { reason, ..Link::new(of.clone(), source, relation) };
            (id("link", &format!("{name} {at}")), link)
        };
        let links = list(value, "links").iter().enumerate().map(link).collect();
        Some(KeyClaim { id: of.clone(), claim, prompt: text(value, "prompt").into(), links })
    };
    list(&key(), "claims").iter().filter_map(claim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::comparison::compare;
    use crate::domain::outline::{Outline, Outlined};

    const WORDING: Wording<'_> =
        Wording { title: "T", instructions: "I", author: "A", reasons: &[] };

    #[test]
    fn the_key_is_what_its_file_says() {
        let (article, key) = (built_in(), key());
        let (notebook, notes) = built_in_key(&WORDING);
        let outline = Outline::of(&notebook);
        let links = outline.claims.iter().map(|it| outline.links_of_claim(&it.id).len());
        let counts = (outline.claims.len(), links.sum::<usize>(), outline.sources.len());
        assert_eq!(counts, (14, 23, 15));
        assert_eq!(list(&key, "claims").len(), 14);
        for (value, record) in list(&key, "claims").iter().zip(&outline.claims) {
            let claim = record.claim().expect("it is one");
            assert!(claim.passage.holds_in(&article));
            assert_eq!(claim.passage.quote.exact, text(value, "quote"));
            assert_eq!(claim.kind.key(), text(value, "kind"));
            assert!(Kind::ALL.contains(&claim.kind));
            assert!(Verdict::ALL.contains(claim.verdict.as_ref().expect("it has one")));
            assert_eq!(notes.prompt(&record.id), Some(text(value, "prompt")));
            let (name, links) = (text(value, "id"), outline.links_of_claim(&record.id));
            assert_eq!(links.len(), list(value, "links").len());
            for (n, value) in list(value, "links").iter().enumerate() {
                let link = notebook.link(&id("link", &format!("{name} {n}"))).expect("it is there");
                assert_eq!(link.reason, text(value, "note"));
                assert_eq!(link.relation.key(), text(value, "relation"));
                assert!(Relation::ALL.contains(&link.relation));
                assert_eq!(link.source, id("source", text(value, "source")));
            }
        }
        let works = outline.sources.iter().map(|it| it.source().expect("it is one"));
        for source in works {
            let Source::Outside(work) = source else { panic!("{source:?}") };
            assert!(work.url.is_some() && !work.title.is_empty() && !work.issued.is_empty());
        }
    }

    #[test]
    fn the_key_is_the_same_every_time_and_beside_itself() {
        let (notebook, notes) = built_in_key(&WORDING);
        assert_eq!(built_in_key(&WORDING), (notebook.clone(), notes.clone()));
        let worked = Outlined::of(notebook.clone());
        let tally = compare(&worked, &worked).expect("they compare").tally();
        assert_eq!((tally.paired, tally.same, tally.same_links), (14, 14, 23));
        let exercise = built_in_exercise(&WORDING);
        assert_eq!(notes.exercise, exercise.id);
        assert_eq!(Some(&exercise.article), notebook.article());
        assert_eq!(exercise.scale().len(), 3);
    }
}
