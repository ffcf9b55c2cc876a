//! Versions of one article: what becomes of a notebook on another of them.

use std::sync::Arc;

use super::anchor::{AnchorState, Anchored, Selectors, anchor};
use super::article::Article;
use super::command::Placed;
use super::notebook::Notebook;
use super::passage::Passage;
use super::record::Record;

/// Below this confidence a place is shown to the person, whatever its words.
const SURE: f32 = 0.6;

/// What becomes of one claim or source in the article.
#[derive(Clone, PartialEq, Debug)]
pub struct Fate {
    /// It, as it is now.
    pub record: Arc<Record>,
    /// What became of its passage.
    pub anchored: Anchored,
    /// Its passage on the other version; `None` if it is lost.
    pub passage: Option<Passage>,
}

impl Fate {
    /// Whether somebody has to look at it.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.anchored.state == AnchorState::Changed || self.anchored.confidence < SURE
    }

    /// Where it stands, unless it is lost.
    #[must_use]
    pub fn placed(&self) -> Option<Placed> {
        let passage = self.passage.clone()?;
        Some(Placed { id: self.record.id.clone(), passage, asks: self.asks() })
    }
}

/// How many claims and sources have their place on another version, those in
/// the bin left aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// Those that have a place on it.
    pub found: usize,
    /// Of these, those that somebody has to look at.
    pub asks: usize,
    /// Those that are nowhere on it.
    pub lost: usize,
}

impl Found {
    /// What becomes of these, counted.
    #[must_use]
    pub fn of(fates: &[Fate]) -> Self {
        let mut counted = Self::default();
        for fate in fates.iter().filter(|fate| fate.record.is_live()) {
            if fate.passage.is_some() {
                counted.found += 1;
                counted.asks += usize::from(fate.asks());
            } else {
                counted.lost += 1;
            }
        }
        counted
    }

    /// How many there are.
    #[must_use]
    pub fn all(self) -> usize {
        self.found + self.lost
    }

    /// Whether there was something to find, and nothing of it was.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self.found == 0 && self.lost > 0
    }
}

/// What becomes of every claim and source in the article, those in the bin too,
/// on another version: in the order of the notebook's records. `versions` are
/// the articles at hand, on which the passages stand; one that is on none of
/// them is looked for by its words alone.
#[must_use]
pub fn foresee(notebook: &Notebook, versions: &[Arc<Article>], new: &Article) -> Vec<Fate> {
    let mut fates: Vec<Fate> = Vec::new();
    let with_passage = notebook.records().filter_map(|record| Some((record, record.passage()?)));
    let mut groups: Vec<(&Passage, Vec<&Arc<Record>>)> = Vec::new();
    for (record, passage) in with_passage {
        match groups.iter_mut().find(|(other, _)| other.article == passage.article) {
            Some((_, records)) => records.push(record),
            None => groups.push((passage, vec![record])),
        }
    }
    for (first, records) in groups {
        let old = versions.iter().find(|version| *version.id() == first.article);
        let selectors: Vec<Selectors<'_>> =
            records.iter().filter_map(|record| record.passage()).map(Selectors::from).collect();
        let anchored = anchor(&selectors, old.map(|old| old.text()), new.text());
        fates.extend(records.into_iter().zip(anchored).map(|(record, anchored)| Fate {
            record: record.clone(),
            passage: anchored.place.and_then(|place| Passage::of(new, place)),
            anchored,
        }));
    }
    fates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::{Block, BlockKind, Draft};
    use crate::domain::claim::Kind;
    use crate::domain::command::{By, Command, plan};
    use crate::domain::id::Id;
    use crate::domain::notebook::Stamp;
    use crate::domain::outline::Outline;
    use crate::domain::record::{Body, Content, Particulars};
    use crate::domain::text::Span;
    use crate::domain::time::Timestamp;
    use crate::domain::version::Writer;

    fn article(paragraphs: &[&str]) -> Arc<Article> {
        let block = |text: &&str| Block { kind: BlockKind::Paragraph, text: (*text).into() };
        let blocks = paragraphs.iter().map(block).collect();
        Arc::new(Draft { blocks, ..Draft::default() }.finish().expect("it has text"))
    }

    fn id(n: u8) -> Id {
        Id::from_iri(&format!("urn:x:{n}")).expect("an IRI")
    }

    struct Desk {
        notebook: Notebook,
        by: By,
        stamp: Stamp,
    }

    impl Desk {
        fn new(article: &Article) -> Self {
            let now = Timestamp::read("2026-09-20T14:03:11Z").expect("a time");
            let writer = Writer::named("a").expect("a name");
            let stamp = Stamp { writer, now: now.clone() };
            let body = Particulars { title: "T".into(), article: article.id().clone() };
            let content = Content::new(id(0), now.clone(), Body::Notebook(body));
            let notebook = Notebook::begin(id(9), vec![(id(9), content)], &stamp);
            Self { notebook, by: By { author: id(0), now }, stamp }
        }

        fn carry_out(
            &mut self,
            article: &Article,
            command: Command,
        ) -> crate::domain::change::Change {
            let change = plan(&self.notebook, article, command, &self.by).expect("it can be done");
            self.notebook.commit(&change, &self.stamp);
            change
        }

        fn mark(&mut self, article: &Article, n: u8, words: &str) {
            let at = article.text().find(words).expect("the words are there");
            let start = article.text()[..at].chars().count();
            let span = Span { start, end: start + words.chars().count() };
            self.carry_out(article, Command::MarkClaim { id: id(n), span, kind: Kind::Fact });
        }
    }

    #[test]
    fn a_notebook_follows_its_article_and_comes_back() {
        let old = article(&[
            "Four companies were charged on Monday with selling chemicals abroad.",
            "The embassy condemned the charges in a long letter to the newspapers.",
            "Nobody answered the questions that were asked about the shipments.",
        ]);
        let new = article(&[
            "This article was corrected on Tuesday, for a number in it was wrong.",
            "Six companies were charged on Monday with selling chemicals abroad.",
            "Nobody answered the questions that were asked about the shipments.",
        ]);
        let mut desk = Desk::new(&old);
        desk.mark(&old, 1, "Four companies were charged");
        desk.mark(&old, 2, "The embassy condemned the charges in a long letter");
        desk.mark(&old, 3, "Nobody answered the questions");
        let before = desk.notebook.clone();
        let fates = foresee(&desk.notebook, std::slice::from_ref(&old), &new);
        let of = |n: u8| fates.iter().find(|fate| fate.record.id == id(n)).expect("its fate");
        assert!(of(1).anchored.changes.number && of(1).asks());
        assert_eq!((of(2).anchored.state, of(2).placed()), (AnchorState::Lost, None));
        assert_eq!((of(3).anchored.state, of(3).asks()), (AnchorState::Moved, false));

        let placed = fates.iter().filter_map(Fate::placed).collect();
        let take = Command::TakeVersion { article: new.id().clone(), placed };
        let change = desk.carry_out(&old, take);
        assert_eq!(desk.notebook.article(), Some(new.id()));
        let outline = Outline::of(&desk.notebook);
        let ids = |records: &[Arc<Record>]| -> Vec<Id> {
            records.iter().map(|record| record.id.clone()).collect()
        };
        assert_eq!((ids(&outline.claims), ids(&outline.lost)), (vec![id(1), id(3)], vec![id(2)]));
        let changed = desk.notebook.record(&id(1)).expect("it is there").clone();
        assert!(changed.passage().is_some_and(|passage| passage.holds_in(&new)));
        let origin = changed.origin().expect("it came from the old version");
        assert!(origin.asks && origin.passage.holds_in(&old));
        assert_eq!(desk.notebook.other_versions(new.id()), [old.id().clone()]);

        let undone = {
            let mut it = desk.notebook.clone();
            it.commit(&change.inverse(), &desk.stamp);
            it
        };
        assert!(undone.says_the_same(&before));

        desk.carry_out(&new, Command::Accept(id(1)));
        assert!(desk.notebook.record(&id(1)).and_then(|it| it.origin()).is_some_and(|it| !it.asks));
        desk.carry_out(
            &new,
            Command::SetBoundaries { id: id(2), span: Span { start: 5, end: 12 } },
        );
        let attached = Outline::of(&desk.notebook);
        assert_eq!((attached.claims.len(), attached.lost.len()), (3, 0));

        // Back on the text that it was made on, nothing is left to remember.
        let versions = [old.clone(), new.clone()];
        let placed =
            foresee(&desk.notebook, &versions, &old).iter().filter_map(Fate::placed).collect();
        desk.carry_out(&new, Command::TakeVersion { article: old.id().clone(), placed });
        assert_eq!(desk.notebook.record(&id(3)).and_then(|it| it.origin()), None);
    }
}
