//! Going back to an earlier state of a notebook, as one change.

use super::change::{Change, Edit, Label};
use super::notebook::Notebook;
use super::record::{Body, Content};

/// The change after which a notebook says what `earlier` says. What has come
/// since goes to the bin, so that nothing is lost by it; people stay.
#[must_use]
pub fn back_to(now: &Notebook, earlier: &Notebook) -> Change {
    let mut edits = Vec::new();
    for record in earlier.records() {
        let before = now.content(&record.id).cloned();
        let after = record.content.clone().or_else(|| before.as_ref().and_then(binned));
        if before != after || now.heads(&record.id).len() > 1 {
            edits.push(Edit { id: record.id.clone(), before, after });
        }
    }
    for record in now.records().filter(|record| earlier.record(&record.id).is_none()) {
        let before = record.content.clone();
        let after = before.as_ref().and_then(binned);
        if before != after {
            edits.push(Edit { id: record.id.clone(), before, after });
        }
    }
    Change { label: Label::GoBack, edits }
}

fn binned(content: &Content) -> Option<Content> {
    let stays = matches!(content.body, Body::Person(_) | Body::Notebook(_));
    Some(Content { binned: content.binned || !stays, ..content.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::history::History;
    use crate::domain::notebook::Stamp;
    use crate::domain::notebook::tests::{any_notebook_history, notebook_of};
    use crate::domain::record::Record;
    use crate::domain::time::Timestamp;
    use crate::domain::version::Writer;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn live(notebook: &Notebook) -> Vec<Arc<Record>> {
        notebook.records().filter(|record| record.is_live()).cloned().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn an_earlier_state_comes_back_and_can_be_left_again(
            deeds in any_notebook_history(), share in 0usize..100
        ) {
            let earlier = notebook_of(&deeds[..deeds.len() * share / 100], "a");
            let start = notebook_of(&deeds, "a");
            let mut notebook = start.clone();
            let stamp = Stamp {
                writer: Writer::named("b").expect("a sound name"),
                now: Timestamp::read("2026-09-20T14:03:11Z").expect("a sound time"),
            };
            let change = back_to(&notebook, &earlier);
            let mut history = History::default();
            history.record(change.clone(), true);
            notebook.commit(&change, &stamp);
            let (there, back) = (live(&notebook), live(&earlier));
            prop_assert_eq!(there.len(), back.len());
            for (there, back) in there.iter().zip(&back) {
                prop_assert_eq!(&there.id, &back.id);
                prop_assert_eq!(&there.content, &back.content);
            }
            // Nothing that had words lost them.
            for record in start.records().filter(|record| record.content.is_some()) {
                prop_assert!(notebook.content(&record.id).is_some());
            }
            prop_assert!(back_to(&notebook, &earlier).is_empty());
            if let Some((undo, _)) = history.undo(&notebook) {
                notebook.commit(&undo, &stamp);
            }
            prop_assert!(notebook.says_the_same(&start));
        }
    }
}
