//! The notebooks of an exercise that go from hand to hand: what is given out,
//! what a student begins with, what they hand in, the key.
//!
//! Each is a notebook of its own with ids of its own: thirty submissions are
//! told apart by their notebooks, and a key that a student is given later meets
//! nothing of theirs. None names anybody but who typed a name to hand in.

use std::sync::Arc;

use litemap::LiteMap;

use crate::domain::article::ArticleId;
use crate::domain::change::{Change, Edit, Label};
use crate::domain::claim::Claim;
use crate::domain::exercise::{Exercise, KeyNotes, hand_in};
use crate::domain::formats::exercise::{Papers, SubmissionNote, read_papers, with_papers};
use crate::domain::id::Id;
use crate::domain::link::Link;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Particulars, Record};

/// Whose copy it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Owner {
    /// The copy's own id.
    pub notebook: Id,
    /// Who holds it.
    pub author: Id,
    /// Their name; `None` leaves their record out.
    pub name: Option<String>,
}

impl Owner {
    /// Nobody, as for what is given out.
    #[must_use]
    pub fn nobody(notebook: Id, exercise: &Exercise) -> Self {
        let author = Id::from_name(&format!("who gives out {}", exercise.id));
        Self { notebook, author, name: None }
    }
}

/// What is given out: the exercise, and with `starter` the passages of the
/// teacher's claims with their kinds. Verdicts, reasons, tags, sources and links
/// are the key, and stay.
#[must_use]
pub fn given_out(
    notebook: &Notebook,
    exercise: &Exercise,
    starter: bool,
    id: Id,
    stamp: &Stamp,
) -> Notebook {
    let papers = Papers { exercise: Some(exercise.clone()), ..Papers::default() };
    let bare = |body: &Body| match body {
        Body::Claim(claim) if starter => {
            Some(Body::Claim(Claim::new(claim.passage.clone(), claim.kind.clone())))
        }
        _ => None,
    };
    copied(notebook, exercise, &Owner::nobody(id, exercise), stamp, |_| papers.clone(), bare)
}

/// What a student begins with: the exercise and its starter work, as their own.
#[must_use]
pub fn begun(notebook: &Notebook, exercise: &Exercise, owner: &Owner, stamp: &Stamp) -> Notebook {
    let papers = Papers { exercise: Some(exercise.clone()), ..Papers::default() };
    copied(notebook, exercise, owner, stamp, |_| papers.clone(), |body| Some(body.clone()))
}

/// The key, to be given out afterwards: all of the teacher's work but the bin,
/// with no name.
#[must_use]
pub fn key_for_students(
    notebook: &Notebook,
    exercise: &Exercise,
    id: Id,
    stamp: &Stamp,
) -> Notebook {
    let notes = read_papers(notebook).0.key;
    let papers = |ids: &LiteMap<Id, Id>| {
        let prompts = notes.iter().flat_map(|notes| &notes.prompts);
        let prompts = prompts.filter_map(|(on, text)| Some((ids.get(on)?.clone(), text.clone())));
        let key = KeyNotes { exercise: exercise.id.clone(), prompts: prompts.collect() };
        Papers { exercise: Some(exercise.clone()), key: Some(key), ..Papers::default() }
    };
    let whole = |body: &Body| Some(body.clone());
    copied(notebook, exercise, &Owner::nobody(id, exercise), stamp, papers, whole)
}

/// What is handed in under this name; the notebook itself is not touched.
#[must_use]
pub fn handed_in(
    notebook: &Notebook,
    exercise: &Exercise,
    author: &Id,
    name: &str,
    stamp: &Stamp,
) -> Notebook {
    let mut notebook = notebook.clone();
    if let Some(before) = notebook.content(notebook.id()).cloned() {
        // Fields that another tool left there may name somebody.
        let blank = Content { extra: serde_json::Map::new(), ..before.clone() };
        let papers = Papers {
            exercise: Some(exercise.clone()),
            submission: Some(note(exercise, name)),
            ..Papers::default()
        };
        let after = Some(with_papers(&blank, &papers));
        let edit = Edit { id: notebook.id().clone(), before: Some(before), after };
        notebook.commit(&Change { label: Label::HandIn, edits: vec![edit] }, stamp);
    }
    hand_in(&notebook, exercise, author, name, stamp)
}

/// That a notebook is handed in for an exercise, under this name.
#[must_use]
pub fn note(exercise: &Exercise, name: &str) -> SubmissionNote {
    SubmissionNote { exercise: exercise.id.clone(), name: name.to_owned(), made_up: false }
}

/// The article that a file's exercise is on: the exercise's own, whatever the
/// notebook around it says.
#[must_use]
pub fn article_of(exercise: &Exercise) -> &ArticleId {
    &exercise.article
}

/// A copy of what `keep` leaves of the live records, as the owner's.
fn copied(
    notebook: &Notebook,
    exercise: &Exercise,
    owner: &Owner,
    stamp: &Stamp,
    papers: impl Fn(&LiteMap<Id, Id>) -> Papers,
    keep: impl Fn(&Body) -> Option<Body>,
) -> Notebook {
    let is_work = |record: &&Arc<Record>| {
        record.is_live()
            && matches!(body(record), Some(Body::Claim(_) | Body::Source(_) | Body::Link(_)))
    };
    let new_id = |old: &Id| Id::from_name(&format!("{old} in {}", owner.notebook));
    let mut ids = LiteMap::new();
    let mut kept = Vec::new();
    for record in notebook.records().filter(is_work) {
        if let Some((content, body)) =
            record.content.as_ref().and_then(|content| Some((content, keep(&content.body)?)))
        {
            ids.insert(record.id.clone(), new_id(&record.id));
            kept.push((new_id(&record.id), content.origin.clone(), body));
        }
    }
    let content = |body| Content::new(owner.author.clone(), stamp.now.clone(), body);
    let about = Particulars { title: exercise.title.clone(), article: exercise.article.clone() };
    let own = with_papers(&content(Body::Notebook(about)), &papers(&ids));
    let mut contents = vec![(owner.notebook.clone(), own)];
    if let Some(name) = &owner.name {
        contents.push((owner.author.clone(), content(Body::Person(Person { name: name.clone() }))));
    }
    for (id, origin, body) in kept {
        let body = match body {
            Body::Link(link) => {
                let ends = (ids.get(&link.claim), ids.get(&link.source));
                let (Some(claim), Some(source)) = ends else { continue };
                Body::Link(Link { claim: claim.clone(), source: source.clone(), ..link })
            }
            body => body,
        };
        contents.push((id, Content { origin, ..content(body) }));
    }
    Notebook::begin(owner.notebook.clone(), contents, stamp)
}

fn body(record: &Record) -> Option<&Body> {
    record.content.as_ref().map(|content| &content.body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::built_in;
    use crate::domain::exercise::{Arrival, Submission};
    use crate::domain::exercise::{Wording, arrival, built_in_exercise, built_in_key};
    use crate::domain::formats::exercise::read_submission;
    use crate::domain::formats::read_file;
    use crate::domain::formats::web_annotation::write_notebook;
    use crate::domain::outline::Outline;
    use crate::domain::time::Timestamp;
    use crate::domain::version::Writer;

    const WORDING: Wording<'_> =
        Wording { title: "Find five", instructions: "I", author: "Ms Teacher", reasons: &[] };

    fn stamp(writer: &str) -> Stamp {
        Stamp {
            writer: Writer::named(writer).expect("a sound name"),
            now: Timestamp::read("2026-11-24T08:00:00Z").expect("a sound time"),
        }
    }

    fn owner(name: &str) -> Owner {
        Owner {
            notebook: Id::from_name(&format!("notebook of {name}")),
            author: Id::from_name(&format!("person {name}")),
            name: Some(name.into()),
        }
    }

    fn file(notebook: &Notebook) -> String {
        write_notebook(notebook, &[Arc::new(built_in())])
    }

    fn counts(notebook: &Notebook) -> (usize, usize, usize) {
        let outline = Outline::of(notebook);
        let links = outline.claims.iter().map(|it| outline.links_of_claim(&it.id).len()).sum();
        (outline.claims.len(), outline.sources.len(), links)
    }

    #[test]
    fn what_is_given_out_holds_nothing_of_the_key() {
        let exercise = built_in_exercise(&WORDING);
        let (mut key, notes) = built_in_key(&WORDING);
        let own = key.content(key.id()).expect("its own").clone();
        let papers =
            Papers { exercise: Some(exercise.clone()), key: Some(notes), ..Papers::default() };
        let edit = Edit {
            id: key.id().clone(),
            before: Some(own.clone()),
            after: Some(with_papers(&own, &papers)),
        };
        key.commit(&Change { label: Label::MakeExercise, edits: vec![edit] }, &stamp("t"));
        for (starter, claims) in [(false, 0), (true, 14)] {
            let out = given_out(&key, &exercise, starter, Id::from_name("out"), &stamp("t"));
            assert_eq!(counts(&out), (claims, 0, 0));
            let text = without_terms(&file(&out));
            for of_key in ["Ms Teacher", "exerciseKey", "assessing", "marks", "Source", "linking"] {
                assert!(!text.contains(of_key), "{of_key}");
            }
            for record in key.records().filter(|record| record.id != *key.id()) {
                assert!(!text.contains(record.id.as_str()), "{}", record.id);
            }
            let read = read_file(&file(&out), &[Arc::new(built_in())]).expect("it opens").notebook;
            let (papers, unread) = read_papers(&read);
            assert_eq!((papers.exercise.as_ref(), unread.len()), (Some(&exercise), 0));
            assert!(papers.key.is_none() && papers.marks.is_none() && papers.submission.is_none());
        }
        // The key, given out afterwards, holds all of it under ids of its own.
        let out = key_for_students(&key, &exercise, Id::from_name("key out"), &stamp("t"));
        assert_eq!(counts(&out), (14, 15, 23));
        let notes = read_papers(&out).0.key.expect("it is a key");
        assert_eq!(notes.prompts.len(), 14);
        assert!(notes.prompts.iter().all(|(on, _)| out.claim(on).is_some()));
        assert!(!file(&out).contains("Ms Teacher"));
    }

    /// A file without the part that names its terms, and without the article.
    fn without_terms(text: &str) -> String {
        let mut value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let fields = value.as_object_mut().expect("an object");
        for other in ["@context", "articles", "exercise"] {
            fields.remove(other).expect("it is there");
        }
        value.to_string()
    }

    #[test]
    fn each_student_has_a_notebook_of_their_own() {
        let exercise = built_in_exercise(&WORDING);
        let (key, _) = built_in_key(&WORDING);
        let out = given_out(&key, &exercise, true, Id::from_name("out"), &stamp("t"));
        let hand = |name: &str, typed: &str| {
            let owner = owner(name);
            let notebook = begun(&out, &exercise, &owner, &stamp("w"));
            assert_eq!(counts(&notebook), (14, 0, 0));
            let given = handed_in(&notebook, &exercise, &owner.author, typed, &stamp("w"));
            let text = file(&given);
            assert!(text.contains(typed) && !text.contains(name), "{typed}");
            assert!(!text.contains(owner.author.as_str()), "an id tells who it is elsewhere");
            let nobody = Owner::nobody(Id::from_name("out"), &exercise).author;
            assert!(!text.contains(nobody.as_str()) && !text.contains("Ms Teacher"));
            read_submission(&given).expect("it says so")
        };
        let (ann, bo) = (hand("Annabel 9", "Teal Finch"), hand("Bodo 9", "Teal Finch"));
        assert_eq!(ann.name, "Teal Finch");
        let there: [Submission; 1] = [ann.clone()];
        assert_eq!(arrival(&bo, &there), Arrival::SameName(0));
        assert_eq!(arrival(&ann, &there), Arrival::Known(0));
        let ids = |it: &Submission| {
            let work = it.notebook.records().filter(|record| record.claim().is_some());
            work.map(|record| record.id.clone()).collect::<Vec<_>>()
        };
        assert!(ids(&ann).iter().all(|id| !ids(&bo).contains(id)));
    }

    #[test]
    fn the_key_as_starter_work_keeps_its_links_whole() {
        let exercise = built_in_exercise(&WORDING);
        let (key, _) = built_in_key(&WORDING);
        let notebook = begun(&key, &exercise, &owner("Annabel 9"), &stamp("a"));
        assert_eq!(counts(&notebook), (14, 15, 23));
        assert_eq!(notebook.article(), Some(article_of(&exercise)));
    }

    #[test]
    fn a_second_hand_in_is_later_than_the_first() {
        let exercise = built_in_exercise(&WORDING);
        let owner = owner("Annabel 9");
        let mut notebook =
            begun(&Notebook::empty(Id::from_name("e")), &exercise, &owner, &stamp("a"));
        let first = handed_in(&notebook, &exercise, &owner.author, "Ann", &stamp("a"));
        // As the page does: that it was handed in is written down.
        let before = notebook.content(notebook.id()).cloned();
        let mut papers = read_papers(&notebook).0;
        papers.submission = Some(note(&exercise, "Ann"));
        let after = before.as_ref().map(|content| with_papers(content, &papers));
        let edit = Edit { id: notebook.id().clone(), before, after };
        notebook.commit(&Change { label: Label::HandIn, edits: vec![edit] }, &stamp("a"));
        let second = handed_in(&notebook, &exercise, &owner.author, "Ann B", &stamp("a"));
        let [first, second] = [first, second].map(|it| read_submission(&it).expect("it is one"));
        assert_eq!(arrival(&second, std::slice::from_ref(&first)), Arrival::Later(0));
        assert_eq!(arrival(&first, &[second]), Arrival::Known(0));
    }
}
