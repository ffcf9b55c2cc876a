//! A notebook that is handed in, and what is made of it where it arrives.

use std::sync::Arc;

use super::Exercise;
use crate::domain::comparison::title_key;
use crate::domain::id::Id;
use crate::domain::merge::preview;
use crate::domain::nameless::signed_by;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Particulars, Record};
use crate::domain::version::Version;

/// A notebook handed in for an exercise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Submission {
    /// The exercise.
    pub exercise: Id,
    /// The name or pseudonym that the student typed; nothing else is known.
    pub name: String,
    /// Whether it was made up to try the class view with.
    pub made_up: bool,
    /// The work.
    pub notebook: Notebook,
}

/// What a submission is to those that are already there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// The first of this student.
    New,
    /// The same as this one, or an earlier state of it.
    Known(usize),
    /// A later state of this one.
    Later(usize),
    /// Another notebook under the name of this one: a second try, or somebody of
    /// the same name.
    SameName(usize),
}

/// A notebook as it is handed in. It names nobody but `author`, and them as they
/// typed it here: neither the name of the notebook, nor what lies in the bin or
/// was erased, nor other people's names go along. Nor do people's ids, by which
/// what one browser hands in for two exercises could be laid together: `author`
/// is a pseudonym that belongs to this notebook ([`signed_by`]).
#[must_use]
pub fn hand_in(
    notebook: &Notebook,
    exercise: &Exercise,
    author: &Id,
    name: &str,
    stamp: &Stamp,
) -> Notebook {
    let (copy, signs) = signed_by(notebook, author);
    let mut handed_in = Notebook::empty(notebook.id().clone());
    let goes_along = |record: &Record| record.content.as_ref().is_some_and(|it| !it.binned);
    for record in copy.records().filter(|record| goes_along(record)) {
        for version in copy.heads(&record.id).iter().filter(|version| goes_along(version)) {
            handed_in.take_in(version.clone());
        }
    }
    let seen = notebook.heads(notebook.id()).iter().map(|head| &head.version);
    let seen = seen.fold(Version::default(), |all, one| all.joined(one));
    let version = seen.advanced(&stamp.writer);
    let own = notebook.content(notebook.id()).zip(copy.content(copy.id()));
    let about = own.map(|(content, nameless)| {
        let (title, article) = (exercise.title.clone(), exercise.article.clone());
        let body = Body::Notebook(Particulars { title, article });
        Content { author: nameless.author.clone(), ..content.with_body(body) }
    });
    let person = Body::Person(Person { name: name.into() });
    let person = Content::new(signs.clone(), stamp.now.clone(), person);
    for (id, content) in [(&signs, Some(person)), (notebook.id(), about)] {
        if content.is_some() {
            // Both are as new as this hand-in, and later than an earlier one's.
            let (id, version, modified) = (id.clone(), version.clone(), stamp.now.clone());
            handed_in.take_in(Arc::new(Record { id, version, modified, content }));
        }
    }
    handed_in
}

/// What a submission is to those that are there: by its notebook first, then by
/// its name (upper and lower case, punctuation and space do not count).
#[must_use]
pub fn arrival<'a>(new: &Submission, there: impl IntoIterator<Item = &'a Submission>) -> Arrival {
    let there: Vec<&Submission> = there.into_iter().collect();
    let same = |other: &Submission| other.notebook.id() == new.notebook.id();
    if let Some((at, known)) = there.iter().enumerate().find(|(_, other)| same(other)) {
        let preview = preview(&known.notebook, &new.notebook);
        let mut changed = preview.new.iter().chain(&preview.later).chain(&preview.both);
        // People's records are no work: a notebook that was saved has another one
        // than the same notebook when it was handed in.
        let adds = changed.any(|id| new.notebook.person(id).is_none());
        return if adds { Arrival::Later(at) } else { Arrival::Known(at) };
    }
    let name = title_key(&new.name);
    let named = there.iter().position(|other| !name.is_empty() && title_key(&other.name) == name);
    named.map_or(Arrival::New, Arrival::SameName)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notebook::tests::{any_notebook_history, notebook_of};
    use crate::domain::outline::Outline;
    use crate::domain::time::Timestamp;
    use crate::domain::version::Writer;
    use proptest::prelude::*;

    fn stamp() -> Stamp {
        Stamp {
            writer: Writer::named("desk").expect("a sound name"),
            now: Timestamp::read("2026-09-21T08:00:00Z").expect("a sound time"),
        }
    }

    fn exercise(notebook: &Notebook) -> Exercise {
        let article = notebook.article().expect("it has one").clone();
        let exercise = Exercise::new(Id::from_name("an exercise"), article);
        Exercise { title: "Find five".into(), ..exercise }
    }

    /// Who wrote it: the one person of these notebooks.
    fn author(notebook: &Notebook) -> Id {
        let person = notebook.records().find(|it| notebook.person(&it.id).is_some());
        person.expect("there is one").id.clone()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn all_of_the_work_is_handed_in_and_only_the_typed_name(
            a in any_notebook_history(), b in any_notebook_history()
        ) {
            let mut notebook = notebook_of(&a, "a");
            for version in notebook_of(&b, "b").versions() {
                notebook.take_in(version.clone());
            }
            let handed_in =
                hand_in(&notebook, &exercise(&notebook), &author(&notebook), "Teal Finch", &stamp());
            let (before, after) = (Outline::of(&notebook), Outline::of(&handed_in));
            let work = |records: &[Arc<Record>]| -> Vec<_> {
                let each = records.iter();
                each.map(|it| (it.id.clone(), it.content.as_ref().map(|it| it.body.clone()))).collect()
            };
            prop_assert_eq!(work(&after.claims), work(&before.claims));
            prop_assert_eq!(work(&after.sources), work(&before.sources));
            for claim in &before.claims {
                let links = [&after, &before].map(|it| work(it.links_of_claim(&claim.id)));
                prop_assert_eq!(&links[0], &links[1]);
            }
            prop_assert!(after.bin.is_empty());
            let file = format!("{handed_in:?}");
            prop_assert!(file.contains("Teal Finch") && file.contains("Find five"));
            prop_assert!(!file.contains("Blue Heron 17") && !file.contains("A notebook"));
            prop_assert!(!file.contains(author(&notebook).as_str()));
            // Coming back, it meets the student's own work without a conflict: all of
            // that is as it was, and who signed is one more.
            let mut merged = notebook.clone();
            for version in handed_in.versions() {
                merged.take_in(version.clone());
            }
            for record in notebook.records().filter(|record| record.id != *notebook.id()) {
                prop_assert_eq!(merged.heads(&record.id), notebook.heads(&record.id));
            }
            prop_assert_eq!(merged.heads(notebook.id()).len(), 1);
            prop_assert_eq!(merged.records().count(), notebook.records().count() + 1);
        }
    }

    #[test]
    fn late_and_second_files_are_recognised() {
        let first = notebook_of(&[], "a");
        let exercise = exercise(&first);
        let submission = |notebook: &Notebook, name: &str| Submission {
            exercise: exercise.id.clone(),
            name: name.into(),
            made_up: false,
            notebook: notebook.clone(),
        };
        let later = hand_in(&first, &exercise, &author(&first), "Ann B.", &stamp());
        let other = Notebook::empty(Id::from_name("another"));
        let there = [submission(&other, "Bo"), submission(&first, "Ann B.")];
        assert_eq!(arrival(&submission(&first, "Ann B."), &there), Arrival::Known(1));
        assert_eq!(arrival(&submission(&later, "ann"), &there), Arrival::Later(1));
        assert_eq!(
            arrival(&submission(&first, "x"), &[submission(&later, "y")]),
            Arrival::Known(0)
        );
        let third = Notebook::empty(Id::from_name("a third"));
        assert_eq!(arrival(&submission(&third, " ann b"), &there), Arrival::SameName(1));
        assert_eq!(arrival(&submission(&third, "Cy"), &there), Arrival::New);
        assert_eq!(arrival(&submission(&third, ""), &[submission(&other, "")]), Arrival::New);
    }
}
