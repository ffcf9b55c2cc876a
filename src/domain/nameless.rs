//! A copy of a notebook that names nobody, to hand out or to have judged blind.
//!
//! **Goes:** every person's record, and with it their name; the id of every
//! person, in whose place stands a pseudonym; every field that another tool
//! wrote and we do not know (it may hold a `user`, an account, a name), except
//! what a bibliography says about a cited work and the people behind that; under
//! which name it was handed in, and what a teacher said of it.
//!
//! **Stays:** the ids of the notebook and of claims, sources and links; their
//! versions; their times; all that people wrote or chose themselves, names that
//! they typed included; what an exercise asks for, and the reasons of its key. So whoever has the same notebook with its names can lay
//! the two side by side. And a version tells, by a random mark, which browser
//! made an edit; other notebooks from that browser have the same mark. Without
//! it the copy could not be merged.
//!
//! **Pseudonyms** number the people in the order in which they came to the
//! notebook. They follow from that number and the notebook's id alone, so nobody
//! finds a person by trying out ids. Merged with the notebook itself the copy
//! changes nothing ([`super::merge`]); what was changed in the copy since comes
//! as a later version, whose author is the pseudonym.
//!
//! A copy that one person signs ([`signed_by`]) is the same, but that their
//! pseudonym is number 0: it stays the same whoever else comes to the notebook.

use std::sync::Arc;

use litemap::LiteMap;
use serde_json::{Map, Value};

use super::bibliography::{is_sound, is_type};
use super::id::Id;
use super::link::Link;
use super::notebook::Notebook;
use super::order::sort_by;
use super::record::{Body, Content, Record};
use super::source::Source;
use super::time::Timestamp;

/// What all pseudonyms begin with.
const PREFIX: &str = "urn:claimlight:nameless:";

/// Whether an id stands for a person whose own id was left out.
#[must_use]
pub fn is_pseudonym(person: &Id) -> bool {
    person.as_str().starts_with(PREFIX)
}

/// Of the fields of a notebook's own record, those that name nobody.
pub type Nameless = fn(&Content) -> Map<String, Value>;

/// The copy; `asked` gives what an exercise asks for, whose form is a format's
/// matter. Equal notebooks give equal copies; a copy of a copy is the same.
#[must_use]
pub fn without_names(notebook: &Notebook, asked: Nameless) -> Notebook {
    copied(notebook, &People::of(notebook, None), asked)
}

/// A copy for this person to sign, and their pseudonym in it, of which there is
/// no record yet.
#[must_use]
pub fn signed_by(notebook: &Notebook, person: &Id) -> (Notebook, Id) {
    let people = People::of(notebook, Some(person));
    (copied(notebook, &people, |_| Map::new()), people.hide(person))
}

fn copied(notebook: &Notebook, people: &People, asked: Nameless) -> Notebook {
    let mut copy = Notebook::empty(notebook.id().clone());
    for record in notebook.versions() {
        if people.is_person(notebook, record) {
            continue;
        }
        let content =
            record.content.as_ref().map(|content| people.hidden(notebook, content, asked));
        copy.take_in(Arc::new(Record { content, ..Record::clone(record) }));
    }
    copy
}

/// Everybody's pseudonym.
struct People(LiteMap<Id, Id>);

impl People {
    /// With number 0 for the one who signs the copy.
    fn of(notebook: &Notebook, signs: Option<&Id>) -> Self {
        // Each with the first thing that they made.
        let mut first = LiteMap::<&Id, (&Timestamp, &Id)>::new();
        for record in notebook.versions() {
            let Some(content) = &record.content else { continue };
            let is_person = matches!(content.body, Body::Person(_)).then_some(&record.id);
            for person in [&content.author].into_iter().chain(is_person) {
                let thing = (&content.created, &record.id);
                match first.get_mut(&person) {
                    Some(earlier) => *earlier = thing.min(*earlier),
                    None => drop(first.insert(person, thing)),
                }
            }
        }
        let mut order: Vec<_> = first.iter().map(|(person, first)| (*person, *first)).collect();
        sort_by(&mut order, |a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(b.0)));
        let is_free = |pseudonym: &Id| first.get(&pseudonym).is_none();
        let mut pseudonyms = (1..).map(|n| pseudonym(notebook.id(), n)).filter(is_free);
        let mut people = LiteMap::new();
        people.extend(signs.map(|person| (person.clone(), pseudonym(notebook.id(), 0))));
        let others = order.into_iter().filter(|(person, _)| Some(*person) != signs);
        for (person, _) in others.filter(|(person, _)| !is_pseudonym(person)) {
            people.extend(pseudonyms.next().map(|pseudonym| (person.clone(), pseudonym)));
        }
        Self(people)
    }

    /// Whether a record is a person's, or all that is left of one.
    fn is_person(&self, notebook: &Notebook, record: &Record) -> bool {
        let is_thing = || is_thing(notebook, &record.id);
        match &record.content {
            Some(content) => matches!(content.body, Body::Person(_)),
            None => self.0.contains_key(&record.id) && !is_thing(),
        }
    }

    fn hide(&self, person: &Id) -> Id {
        self.0.get(person).unwrap_or(person).clone()
    }

    fn hidden(&self, notebook: &Notebook, content: &Content, asked: Nameless) -> Content {
        // A link of another tool may lead from or to a person.
        let end = |id: &Id| if is_thing(notebook, id) { id.clone() } else { self.hide(id) };
        let (body, extra) = match &content.body {
            Body::Link(link) => {
                let (claim, source) = (end(&link.claim), end(&link.source));
                (Body::Link(Link { claim, source, ..link.clone() }), Map::new())
            }
            Body::Source(Source::Outside(_)) => {
                (content.body.clone(), bibliographic(&content.extra))
            }
            Body::Notebook(_) => (content.body.clone(), asked(content)),
            body => (body.clone(), Map::new()),
        };
        Content { author: self.hide(&content.author), body, extra, ..content.clone() }
    }
}

/// Whether an id names something that stays.
fn is_thing(notebook: &Notebook, id: &Id) -> bool {
    id == notebook.id()
        || notebook.heads(id).iter().any(|record| {
            record.content.as_ref().is_some_and(|it| !matches!(it.body, Body::Person(_)))
        })
}

fn pseudonym(notebook: &Id, number: usize) -> Id {
    let name = Id::from_name(&format!("person {number} of {notebook}"));
    let digits = name.as_str().rsplit(':').next().unwrap_or_default();
    Id::from_iri(&format!("{PREFIX}{digits}")).unwrap_or(name)
}

/// Of the fields that we do not know, those that say something about the work.
/// Under `csl` stand those whose names mean something else to us, as reading a
/// bibliography leaves them.
fn bibliographic(extra: &Map<String, Value>) -> Map<String, Value> {
    let mut kept = Map::new();
    for (key, value) in extra {
        match (key.as_str(), value) {
            ("csl", Value::Object(own)) => {
                let says = |key: &str, value: &Value| match key {
                    "type" => value.as_str().is_some_and(is_type),
                    key => is_sound(key, value),
                };
                let own = own.iter().filter(|(key, value)| says(key, value));
                let own: Map<_, _> = own.map(|(key, it)| (key.clone(), it.clone())).collect();
                if !own.is_empty() {
                    kept.insert(key.clone(), own.into());
                }
            }
            (key, value) if is_sound(key, value) => {
                kept.insert(key.to_owned(), value.clone());
            }
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_bibliography_says_of_a_work_stays() {
        let extra = json!({
            "DOI": "10.1000/12", "volume": 3, "editor": [{ "family": "Doe" }], "user": "Xaver",
            "contributor": { "name": "Xaver" },
            "csl": { "type": "book", "id": "x", "issued": { "circa": true }, "custom": {} },
        });
        let kept = bibliographic(extra.as_object().expect("an object"));
        let expected = json!({
            "DOI": "10.1000/12", "volume": 3, "editor": [{ "family": "Doe" }],
            "csl": { "type": "book", "issued": { "circa": true } },
        });
        assert_eq!(Value::Object(kept), expected);
    }
}
