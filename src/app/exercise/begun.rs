//! An exercise that was begun here before: opening its file again goes on with
//! that work.

use crate::app::state::{Listed, State};
use crate::domain::formats::exercise::{Papers, read_papers};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;

/// The notebook in which this exercise was begun: the open one, else the one of
/// the list that was changed last. What lies in the bin does not count, nor does
/// the teacher's, which is the key.
#[must_use]
pub fn begun_in(state: &State, exercise: &Id) -> Option<Id> {
    if is_begun(&state.notebook, exercise) {
        return Some(state.notebook.id().clone());
    }
    let begun = |listed: &&Listed| {
        let mut notebook = Notebook::empty(listed.id.clone());
        notebook.take_in(listed.record.clone());
        !listed.binned && is_begun(&notebook, exercise)
    };
    let begun = state.catalogue.iter().filter(begun);
    begun.max_by(|a, b| a.record.modified.cmp(&b.record.modified)).map(|listed| listed.id.clone())
}

fn is_begun(notebook: &Notebook, exercise: &Id) -> bool {
    let Papers { exercise: carried, key, .. } = read_papers(notebook).0;
    key.is_none() && carried.is_some_and(|carried| carried.id == *exercise)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::action::Action;
    use crate::app::keeping_tests::blank;
    use crate::app::reduce::reduce;
    use crate::domain::article::built_in;
    use crate::domain::change::Label;
    use crate::domain::command::Command;
    use crate::domain::exercise::{Exercise, KeyNotes};
    use crate::domain::formats::exercise::with_papers;
    use crate::domain::time::Timestamp;
    use crate::domain::version::Writer;

    fn now() -> Timestamp {
        Timestamp::read("2026-11-27T08:00:00Z").expect("a time")
    }

    fn state() -> State {
        blank(&Writer::named("w").expect("a name"), &Arc::new(built_in()))
    }

    fn carrying(papers: &Papers) -> State {
        let state = state();
        let own = state.notebook.content(state.notebook.id()).expect("its own");
        let extra = with_papers(own, papers).extra;
        let carry = Command::Carry(Label::MakeExercise, Box::new(extra));
        reduce(&state, Action::Do(carry, now()))
    }

    fn listed(state: &State) -> Listed {
        let record = state.notebook.record(state.notebook.id()).expect("its own");
        Listed::of(record).expect("it can be listed")
    }

    #[test]
    fn work_that_was_begun_is_found_and_a_key_is_not() {
        let exercise = Exercise::new(Id::from_name("e"), built_in().id().clone());
        let id = exercise.id.clone();
        let papers = Papers { exercise: Some(exercise), ..Papers::default() };
        let begun = carrying(&papers);
        assert_eq!(begun_in(&begun, &id), Some(begun.notebook.id().clone()));
        assert_eq!(begun_in(&begun, &Id::from_name("another")), None);
        let mut elsewhere = state();
        elsewhere.notebook = Arc::new(Notebook::empty(Id::from_name("open")));
        elsewhere.catalogue = vec![listed(&begun)];
        assert_eq!(begun_in(&elsewhere, &id), Some(begun.notebook.id().clone()));
        elsewhere.catalogue[0].binned = true;
        assert_eq!(begun_in(&elsewhere, &id), None);
        let key = KeyNotes { exercise: id.clone(), prompts: Vec::new() };
        assert_eq!(begun_in(&carrying(&Papers { key: Some(key), ..papers }), &id), None);
    }
}
