//! Merging: one idea for two tabs, two devices and thirty submissions.

use std::cmp::Ordering;
use std::sync::Arc;

use super::formats::web_annotation::write_record;
use super::id::Id;
use super::nameless::is_pseudonym;
use super::notebook::Notebook;
use super::order::sort_by;
use super::record::{Content, Record};

/// The versions of one record of which none knows another. One of them, unless
/// two people (or tabs) changed it without knowing of each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heads(Vec<Arc<Record>>);

impl Heads {
    /// A single version.
    #[must_use]
    pub fn one(record: Arc<Record>) -> Self {
        Self(vec![record])
    }

    /// The one that is shown: always the same one, wherever the versions met.
    #[must_use]
    pub fn first(&self) -> &Arc<Record> {
        &self.0[0]
    }

    /// All of them, the one that is shown first.
    #[must_use]
    pub fn all(&self) -> &[Arc<Record>] {
        &self.0
    }

    /// Takes in one more version: what it knew of goes, and it stays away
    /// itself if it is known already. Returns whether anything changed.
    pub fn take_in(&mut self, record: Arc<Record>) -> bool {
        let known = self.0.iter().any(|head| match compare(head, &record) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => head == &record,
            _ => false,
        });
        if known {
            return false;
        }
        self.0.retain(|head| compare(head, &record) != Some(Ordering::Less));
        self.0.push(record);
        sort_by(&mut self.0, shown_first);
        true
    }
}

/// Which was made knowing the other. A copy without names is the same version
/// with less in it, so the one with names stands for both; of two copies in
/// which the same person got another pseudonym, the first.
fn compare(a: &Record, b: &Record) -> Option<Ordering> {
    let order = a.version.compare(&b.version)?;
    let (Some(one), Some(other)) = (&a.content, &b.content) else { return Some(order) };
    let named = [one, other].map(|content| !is_pseudonym(&content.author));
    if order.is_ne() || named == [true, true] || !says_the_same(one, other) {
        return Some(order);
    }
    Some(named[0].cmp(&named[1]).then_with(|| other.author.cmp(&one.author)))
}

/// Whether two contents differ at most in what a copy without names leaves out.
fn says_the_same(a: &Content, b: &Content) -> bool {
    let said = |it: &Content| (it.created.clone(), it.binned, it.origin.clone());
    a.body == b.body && said(a) == said(b)
}

/// What has content comes before what was erased, more edits before fewer; the
/// rest only has to be the same everywhere.
fn shown_first(a: &Arc<Record>, b: &Arc<Record>) -> Ordering {
    let words = |record| write_record(record).to_string();
    b.content
        .is_some()
        .cmp(&a.content.is_some())
        .then_with(|| b.version.total().cmp(&a.version.total()))
        .then_with(|| a.version.cmp(&b.version))
        .then_with(|| words(a).cmp(&words(b)))
}

/// What taking another notebook's versions in would do to this one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    /// Records that this one does not have.
    pub new: Vec<Id>,
    /// Records that the other changed later, in knowledge of ours.
    pub later: Vec<Id>,
    /// Records that were changed on both sides without knowing of each other.
    pub both: Vec<Id>,
    /// How many are the same, or older than ours.
    pub known: usize,
}

impl Preview {
    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.later.is_empty() && self.both.is_empty()
    }
}

/// What taking `theirs` in would do, without doing it.
#[must_use]
pub fn preview(ours: &Notebook, theirs: &Notebook) -> Preview {
    let mut preview = Preview::default();
    // Another notebook's own record, its name, stays with it.
    let taken = |record: &&Arc<Record>| record.id != *theirs.id() || theirs.id() == ours.id();
    for record in theirs.records().filter(taken) {
        let id = record.id.clone();
        let mut after = ours.heads(&id).to_vec();
        let had = after.len();
        let mut trial = Notebook::empty(ours.id().clone());
        for head in after.drain(..).chain(theirs.heads(&id).iter().cloned()) {
            trial.take_in(head);
        }
        let heads = trial.heads(&id);
        match (had, heads.len()) {
            _ if heads == ours.heads(&id) => preview.known += 1,
            (0, _) => preview.new.push(id),
            (before, now) if now > before => preview.both.push(id),
            _ => preview.later.push(id),
        }
    }
    preview
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notebook::tests::{any_notebook_history, notebook_of};
    use proptest::prelude::*;

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
        fn order_grouping_and_repetition_do_not_matter(
            [a, b, c] in prop::array::uniform3(any_notebook_history())
        ) {
            let [a, b, c] = [notebook_of(&a, "a"), notebook_of(&b, "b"), notebook_of(&c, "a")];
            let all = merged(&[&a, &b, &c]);
            prop_assert_eq!(&merged(&[&c, &a, &b]), &all);
            prop_assert_eq!(&merged(&[&a, &merged(&[&b, &c])]), &all);
            prop_assert_eq!(&merged(&[&all, &a, &all]), &all);
            prop_assert!(preview(&all, &b).is_empty());
            for version in b.versions() {
                let survives = all.heads(&version.id).iter().any(|head| head.version.knows(&version.version));
                prop_assert!(survives);
            }
        }
    }
}
