//! A notebook as it is read: claims in the order of the text, with what hangs on them.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use litemap::LiteMap;

use super::id::Id;
use super::notebook::Notebook;
use super::order::{sort_by, sort_by_key};
use super::record::{Body, Record};
use super::text::Span;
use super::time::Timestamp;

/// What is on show, worked out in one pass over the records.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outline {
    /// The claims, by place (start, the longer first).
    pub claims: Vec<Arc<Record>>,
    /// The sources: those in the article by place, then the others as they were made.
    pub sources: Vec<Arc<Record>>,
    /// Claims and sources in the article whose place in this version of it is
    /// not known, as they were made.
    pub lost: Vec<Arc<Record>>,
    /// What lies in the bin: claims, sources and links, latest first.
    pub bin: Vec<Arc<Record>>,
    numbers: LiteMap<Id, usize>,
    by_claim: Links,
    by_source: Links,
}

type Links = LiteMap<Id, Vec<Arc<Record>>>;

/// A notebook and what it shows, worked out once. Cloning shares both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outlined {
    notebook: Arc<Notebook>,
    outline: Arc<Outline>,
}

impl Outline {
    /// Of a whole notebook. A link shows while its claim and its source do.
    #[must_use]
    pub fn of(notebook: &Notebook) -> Self {
        let mut outline = Self::default();
        let mut links = Vec::new();
        let article = notebook.article();
        for record in notebook.records() {
            let Some(content) = &record.content else { continue };
            match &content.body {
                Body::Notebook(_) | Body::Person(_) => {}
                _ if content.binned => outline.bin.push(record.clone()),
                _ if content.passage().is_some_and(|it| Some(&it.article) != article) => {
                    outline.lost.push(record.clone());
                }
                Body::Claim(_) => outline.claims.push(record.clone()),
                Body::Source(_) => outline.sources.push(record.clone()),
                Body::Link(_) => links.push(record.clone()),
            }
        }
        sort_by(&mut outline.claims, by_place);
        sort_by(&mut outline.sources, by_place);
        sort_by(&mut outline.lost, by_place);
        sort_by(&mut outline.bin, |a, b| b.modified.cmp(&a.modified));
        let claims = outline.claims.iter().enumerate();
        let mut numbers: Vec<_> = claims.map(|(i, record)| (record.id.clone(), i + 1)).collect();
        sort_by_key(&mut numbers, |(id, _)| id.clone());
        outline.numbers = LiteMap::from_sorted_store_unchecked(numbers);
        sort_by(&mut links, by_place);
        for record in &links {
            let Some(link) = record.link() else { continue };
            if live(notebook, &link.claim) && live(notebook, &link.source) {
                push(&mut outline.by_claim, &link.claim, record);
                push(&mut outline.by_source, &link.source, record);
            }
        }
        outline
    }

    /// A claim's number in reading order, from 1.
    #[must_use]
    pub fn number(&self, claim: &Id) -> Option<usize> {
        self.numbers.get(claim).copied()
    }

    /// The links of a claim, as they were made.
    #[must_use]
    pub fn links_of_claim(&self, claim: &Id) -> &[Arc<Record>] {
        self.by_claim.get(claim).map_or(&[], Vec::as_slice)
    }

    /// The links of a source, as they were made.
    #[must_use]
    pub fn links_of_source(&self, source: &Id) -> &[Arc<Record>] {
        self.by_source.get(source).map_or(&[], Vec::as_slice)
    }

    /// Claims and sources in the article whose passage holds a place, the
    /// shortest first: the innermost is what a click most likely means.
    #[must_use]
    pub fn at(&self, at: usize) -> Vec<Arc<Record>> {
        let records = self.claims.iter().chain(&self.sources);
        let mut found: Vec<_> =
            records.filter(|r| span_of(r).is_some_and(|span| span.contains(at))).cloned().collect();
        sort_by_key(&mut found, |record| span_of(record).map_or(0, Span::len));
        found
    }
}

impl Outlined {
    /// A notebook, with what it shows.
    #[must_use]
    pub fn of(notebook: impl Into<Arc<Notebook>>) -> Self {
        let notebook = notebook.into();
        Self { outline: Arc::new(Outline::of(&notebook)), notebook }
    }

    /// The notebook.
    #[must_use]
    pub fn notebook(&self) -> &Arc<Notebook> {
        &self.notebook
    }

    /// What it shows.
    #[must_use]
    pub fn outline(&self) -> &Arc<Outline> {
        &self.outline
    }

    /// Takes in all versions of another copy.
    pub fn take_in(&mut self, other: &Notebook) {
        let notebook = Arc::make_mut(&mut self.notebook);
        for version in other.versions() {
            notebook.take_in(version.clone());
        }
        self.outline = Arc::new(Outline::of(&self.notebook));
    }
}

/// Where a claim or a source in the article stands.
#[must_use]
pub fn span_of(record: &Record) -> Option<Span> {
    record.passage().map(|passage| passage.span)
}

fn push(links: &mut Links, of: &Id, link: &Arc<Record>) {
    match links.get_mut(of) {
        Some(links) => links.push(link.clone()),
        None => drop(links.insert(of.clone(), vec![link.clone()])),
    }
}

fn by_place(a: &Arc<Record>, b: &Arc<Record>) -> Ordering {
    place(a).cmp(&place(b))
}

fn place(record: &Record) -> (usize, Reverse<usize>, Option<&Timestamp>, &Id) {
    let span = span_of(record).unwrap_or(Span { start: usize::MAX, end: usize::MAX });
    let created = record.content.as_ref().map(|content| &content.created);
    (span.start, Reverse(span.len()), created, &record.id)
}

fn live(notebook: &Notebook, id: &Id) -> bool {
    notebook.record(id).is_some_and(|record| record.is_live())
}
