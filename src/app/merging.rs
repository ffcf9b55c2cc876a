//! Taking files in: any number of them, in one step that can be undone.

use std::sync::Arc;

use super::incoming::Import;
use super::notice::Notice;
use super::open::{refresh, send};
use super::state::State;
use crate::domain::article::Article;
use crate::domain::change::{Change, Edit, Label};
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::order::sort_by;
use crate::domain::record::{Origin, Record};
use crate::domain::time::Timestamp;
use crate::domain::versions::Fate;

/// Merges these files into the open notebook. Their order does not matter, and
/// what was merged before changes nothing.
pub(super) fn merge(state: &mut State, imports: &[Arc<Import>], now: Timestamp) {
    let before = state.notebook.clone();
    let notebook = Arc::make_mut(&mut state.notebook);
    let mut taken = Vec::new();
    for import in imports {
        let same = import.notebook.id() == notebook.id();
        for record in import.notebook.versions() {
            // Another notebook's name stays its own.
            if (same || record.id != *import.notebook.id()) && notebook.take_in(record.clone()) {
                taken.push(record.clone());
            }
        }
    }
    let mut touched: Vec<Id> = taken.iter().map(|record| record.id.clone()).collect();
    sort_by(&mut touched, Ord::cmp);
    touched.dedup();
    let fates = imports.iter().flat_map(|import| &import.fates);
    taken.extend(place(notebook, fates, &Stamp { writer: state.writer.clone(), now }));
    let edits: Vec<Edit> = touched
        .iter()
        .map(|id| Edit {
            id: id.clone(),
            before: before.content(id).cloned(),
            after: state.notebook.content(id).cloned(),
        })
        .filter(|edit| edit.before != edit.after)
        .collect();
    let steps = if edits.is_empty() {
        Vec::new()
    } else {
        state.history.record(Change { label: Label::Import, edits }, true)
    };
    state.view.panel = None;
    if !taken.is_empty() {
        let mut articles: Vec<Arc<Article>> = Vec::new();
        for article in imports.iter().flat_map(|import| &import.articles) {
            let is_known = |known: &Arc<Article>| known.id() == article.id();
            if state.version(article.id()).is_none() && !articles.iter().any(is_known) {
                articles.push(article.clone());
            }
        }
        state.versions.extend(articles.iter().cloned());
        if std::mem::take(&mut state.untouched) {
            // Its first change: now all of it is worth keeping.
            taken = state.notebook.versions().cloned().collect();
            articles = state.articles();
        }
        send(state, taken, articles, steps);
    }
    refresh(state);
    state.notice = Some(Arc::new(Notice::Imported(touched.len())));
}

/// What files have on another version of the article gets its place in this
/// one, unless it has one here already.
fn place<'a>(
    notebook: &mut Notebook,
    fates: impl Iterator<Item = &'a Fate>,
    stamp: &Stamp,
) -> Vec<Arc<Record>> {
    let stands = |fate: &&Fate| {
        let now = notebook.content(&fate.record.id).and_then(|content| content.passage());
        now.is_some() && now == fate.record.passage()
    };
    let mut fates: Vec<&Fate> = fates.filter(stands).collect();
    sort_by(&mut fates, |a, b| a.record.id.cmp(&b.record.id));
    fates.dedup_by(|a, b| a.record.id == b.record.id);
    let edit = |fate: &&Fate| {
        let placed = fate.placed()?;
        let before = notebook.content(&placed.id)?.clone();
        let origin = before.passage().cloned()?;
        let mut after = before.with_passage(placed.passage)?;
        after.origin = Some(Origin { passage: origin, asks: placed.asks });
        Some(Edit { id: placed.id, before: Some(before), after: Some(after) })
    };
    let edits: Vec<Edit> = fates.iter().filter_map(edit).collect();
    notebook.commit(&Change { label: Label::Import, edits }, stamp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Action;
    use crate::app::keeping_tests::blank;
    use crate::app::reduce::reduce;
    use crate::domain::article::{Block, BlockKind, Draft};
    use crate::domain::claim::Kind;
    use crate::domain::command::Command;
    use crate::domain::formats::read_file;
    use crate::domain::formats::web_annotation::write_notebook;
    use crate::domain::text::Span;
    use crate::domain::version::Writer;
    use proptest::prelude::*;

    const SENTENCES: [&str; 3] = [
        "Four companies were charged on Monday with selling chemicals abroad.",
        "The embassy condemned the charges in a long letter to the newspapers.",
        "Nobody answered the questions that were asked about the shipments.",
    ];

    fn article(sentences: &[&str]) -> Arc<Article> {
        let block = |text: &&str| Block { kind: BlockKind::Paragraph, text: (*text).into() };
        let blocks = sentences.iter().map(block).collect();
        Arc::new(Draft { blocks, ..Draft::default() }.finish().expect("it has text"))
    }

    fn now() -> Timestamp {
        Timestamp::read("2026-09-20T14:03:11Z").expect("a time")
    }

    fn state(writer: &str, article: &Arc<Article>) -> State {
        blank(&Writer::named(writer).expect("a name"), article)
    }

    fn id(n: usize) -> Id {
        Id::from_iri(&format!("urn:x:{n}")).expect("an IRI")
    }

    /// What somebody marked, as the file that they saved.
    fn file(writer: &str, article: &Arc<Article>, claims: &[usize]) -> String {
        let mut state = state(writer, article);
        for n in claims {
            let span = Span { start: n * 3, end: n * 3 + 12 };
            let command = Command::MarkClaim { id: id(*n), span, kind: Kind::Fact };
            state = reduce(&state, Action::Do(command, now()));
        }
        // A notebook of their own.
        let file = write_notebook(&state.notebook, &state.articles());
        file.replace(state.notebook.id().as_str(), &format!("urn:x:of-{writer}"))
    }

    fn merged(state: &State, files: &[&String]) -> State {
        let read = |file: &&String| {
            let contents = read_file(file, &state.articles()).expect("it can be read");
            Arc::new(Import::of("a file".into(), contents, state))
        };
        reduce(state, Action::Merge(files.iter().map(read).collect(), now()))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn order_and_repetition_do_not_matter_and_one_step_takes_all_back(
            order in Just(vec![0, 1, 2, 3]).prop_shuffle(), twice in 0usize..4, at_once in any::<bool>()
        ) {
            let here = article(&SENTENCES);
            let longer: Vec<&str> = ["It was corrected on Tuesday."].into_iter().chain(SENTENCES).collect();
            let before = article(&longer);
            let files = [
                file("b", &here, &[1, 2]),
                file("c", &here, &[2, 7]),
                // On another version of the article, which goes through anchoring.
                file("d", &before, &[11, 12]),
                file("e", &before, &[15]),
            ];
            let start = reduce(&state("a", &here), Action::Do(
                Command::MarkClaim { id: id(30), span: Span { start: 90, end: 99 }, kind: Kind::Fact }, now(),
            ));
            let expected = merged(&start, &files.iter().collect::<Vec<_>>());
            prop_assert_eq!(expected.outline.claims.len(), 7);
            let mut shuffled: Vec<&String> = order.iter().map(|at| &files[*at]).collect();
            shuffled.push(&files[twice]);
            let found = if at_once {
                merged(&start, &shuffled)
            } else {
                shuffled.iter().fold(start.clone(), |state, file| merged(&state, &[*file]))
            };
            if at_once {
                prop_assert_eq!(&*found.notebook, &*expected.notebook);
            }
            // One by one, the places in this version are found by as many edits; they say the same.
            prop_assert!(found.notebook.says_the_same(&expected.notebook));
            let again = merged(&found, &shuffled);
            prop_assert_eq!(&*again.notebook, &*found.notebook);
            let undone = reduce(&expected, Action::Undo(now()));
            // The one that two of them changed stays, and asks.
            prop_assert_eq!(undone.outline.claims.len(), 2);
        }
    }
}
