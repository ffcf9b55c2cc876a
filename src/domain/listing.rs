//! A notebook as it is written out, for people and for other programs: claims
//! and sources numbered, and what hangs together looked up. What lies in the bin
//! is left out.

use litemap::LiteMap;

use super::claim::Claim;
use super::id::Id;
use super::link::Link;
use super::notebook::Notebook;
use super::order::sort_by_key;
use super::outline::Outline;
use super::record::Content;
use super::source::Source;

/// What is written out, in its order.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// The claims as they stand in the text, then those whose place in this
    /// version of it is not known.
    pub claims: Vec<ClaimEntry<'a>>,
    /// The sources: those in the article by place, the others as they were made,
    /// then those whose place is not known.
    pub sources: Vec<SourceEntry<'a>>,
    /// Whether more than one person made them.
    pub by_several: bool,
}

/// Who made something, and when.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// The content of its record.
    pub content: &'a Content,
    /// Its author's name; empty if not known.
    pub author: &'a str,
}

/// A claim.
#[derive(Clone, Debug)]
pub struct ClaimEntry<'a> {
    /// Its id.
    pub id: &'a Id,
    /// Its number in reading order, from 1; `None` where its place is not known.
    pub number: Option<usize>,
    /// The claim.
    pub claim: &'a Claim,
    /// Who made it.
    pub made: Made<'a>,
    /// Its links, as they were made.
    pub links: Vec<LinkEntry<'a>>,
}

/// A link, with its two ends.
#[derive(Clone, Debug)]
pub struct LinkEntry<'a> {
    /// The link.
    pub link: &'a Link,
    /// Who made it.
    pub made: Made<'a>,
    /// The number of its source.
    pub source_number: usize,
    /// Its source.
    pub source: &'a Source,
}

/// A source.
#[derive(Clone, Debug)]
pub struct SourceEntry<'a> {
    /// Its id.
    pub id: &'a Id,
    /// Its number, from 1.
    pub number: usize,
    /// The source.
    pub source: &'a Source,
    /// Who made it.
    pub made: Made<'a>,
    /// The numbers of the claims that rest on it, rising.
    pub claims: Vec<usize>,
}

impl<'a> Listing<'a> {
    /// Of a notebook and its outline.
    #[must_use]
    pub fn of(notebook: &'a Notebook, outline: &Outline) -> Self {
        let lost = |wanted: fn(&Notebook, &Id) -> bool| {
            outline.lost.iter().filter(move |record| wanted(notebook, &record.id))
        };
        let sources = outline.sources.iter().chain(lost(|it, id| it.source(id).is_some()));
        let sources: Vec<SourceEntry<'a>> = sources
            .zip(1..)
            .filter_map(|(record, number)| source(notebook, outline, &record.id, number))
            .collect();
        let mut numbers: Vec<_> = sources.iter().map(|it| (it.id.clone(), it.number)).collect();
        sort_by_key(&mut numbers, |(id, _)| id.clone());
        let numbers = LiteMap::from_sorted_store_unchecked(numbers);
        let claims = outline.claims.iter().chain(lost(|it, id| it.claim(id).is_some()));
        let claims: Vec<ClaimEntry<'a>> =
            claims.filter_map(|record| claim(notebook, outline, &record.id, &numbers)).collect();
        let by_several = {
            let made = claims.iter().flat_map(|it| it.links.iter().map(|it| it.made));
            let made = made.chain(claims.iter().map(|it| it.made));
            let mut authors =
                made.chain(sources.iter().map(|it| it.made)).map(|it| &it.content.author);
            authors.next().is_some_and(|first| authors.any(|other| other != first))
        };
        Self { claims, sources, by_several }
    }

    /// The numbers of the claims in the article to which no source is linked.
    #[must_use]
    pub fn without_source(&self) -> Vec<usize> {
        self.claims.iter().filter(|it| it.links.is_empty()).filter_map(|it| it.number).collect()
    }
}

/// Numbers of sources.
type Numbers = LiteMap<Id, usize>;

fn made<'a>(notebook: &'a Notebook, content: &'a Content) -> Made<'a> {
    let author = notebook.person(&content.author).map_or("", |person| &person.name);
    Made { content, author }
}

fn claim<'a>(
    notebook: &'a Notebook,
    outline: &Outline,
    id: &Id,
    numbers: &Numbers,
) -> Option<ClaimEntry<'a>> {
    let record = notebook.record(id)?;
    let links = outline.links_of_claim(id).iter();
    Some(ClaimEntry {
        id: &record.id,
        number: outline.number(id),
        claim: record.claim()?,
        made: made(notebook, record.content.as_ref()?),
        links: links.filter_map(|it| link(notebook, &it.id, numbers)).collect(),
    })
}

fn link<'a>(notebook: &'a Notebook, id: &Id, numbers: &Numbers) -> Option<LinkEntry<'a>> {
    let record = notebook.record(id)?;
    let link = record.link()?;
    Some(LinkEntry {
        link,
        made: made(notebook, record.content.as_ref()?),
        source_number: *numbers.get(&link.source)?,
        source: notebook.source(&link.source)?,
    })
}

fn source<'a>(
    notebook: &'a Notebook,
    outline: &Outline,
    id: &Id,
    number: usize,
) -> Option<SourceEntry<'a>> {
    let record = notebook.record(id)?;
    let links = outline.links_of_source(id).iter().filter_map(|record| record.link());
    let mut claims: Vec<usize> = links.filter_map(|link| outline.number(&link.claim)).collect();
    sort_by_key(&mut claims, |number| *number);
    claims.dedup();
    Some(SourceEntry {
        id: &record.id,
        number,
        source: record.source()?,
        made: made(notebook, record.content.as_ref()?),
        claims,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notebook::tests::{any_notebook_history, notebook_of};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn all_that_is_on_show_is_listed_once(deeds in any_notebook_history()) {
            let notebook = notebook_of(&deeds, "a");
            let outline = Outline::of(&notebook);
            let listing = Listing::of(&notebook, &outline);
            let numbers: Vec<_> = listing.claims.iter().filter_map(|it| it.number).collect();
            prop_assert_eq!(numbers, (1..=outline.claims.len()).collect::<Vec<_>>());
            let numbers: Vec<_> = listing.sources.iter().map(|it| it.number).collect();
            prop_assert_eq!(numbers, (1..=outline.sources.len()).collect::<Vec<_>>());
            for entry in &listing.claims {
                prop_assert_eq!(entry.links.len(), outline.links_of_claim(entry.id).len());
                for link in &entry.links {
                    let source = &listing.sources[link.source_number - 1];
                    prop_assert_eq!(&link.link.source, source.id);
                    prop_assert!(source.claims.contains(&entry.number.expect("it has a place")));
                }
            }
        }
    }
}
