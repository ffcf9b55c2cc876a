//! What the class links to: sources of several people that are one.

use litemap::LiteMap;

use super::stretches::clusters;
use super::{Class, Finding, Spread, spread};
use crate::domain::comparison::{places_of, title_key};
use crate::domain::link::Relation;
use crate::domain::order::{sort_by, sort_by_key};
use crate::domain::source::{Source, Work};
use crate::domain::text::Span;

/// A source that one or more people have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClassSource {
    /// What most of them call it.
    pub name: String,
    /// Where it stands, if it is in the article.
    pub span: Option<Span>,
    /// The sources that are one, by member.
    pub sources: Vec<Finding>,
    /// How many people have it.
    pub people: usize,
    /// How many links lead to it, and for what.
    pub relations: Spread<Relation>,
}

impl ClassSource {
    /// How many links lead to it.
    #[must_use]
    pub fn links(&self) -> usize {
        self.relations.iter().map(|(_, count)| count).sum()
    }
}

impl Class {
    /// The sources of all members, those that most people have first, then those
    /// with most links, then by name.
    ///
    /// Outside sources are one where they share an address (archive copies
    /// included), directly or by way of others. One without an address goes by
    /// its title: to others without one, or to the one source with an address
    /// that has this title, if there is just one. Sources in the article are one
    /// where at least half of their text is the same.
    #[must_use]
    pub fn sources(&self) -> Vec<ClassSource> {
        let (mut works, mut within) = (Vec::new(), Vec::new());
        for (member, outline) in self.outlines.iter().enumerate() {
            for record in &outline.sources {
                let finding = Finding { member, id: record.id.clone() };
                match record.source() {
                    Some(Source::Outside(work)) => works.push((finding, work)),
                    Some(Source::InArticle { passage, .. }) => within.push((finding, passage.span)),
                    None => {}
                }
            }
        }
        let mut found: Vec<ClassSource> =
            groups(&works).into_iter().map(|group| self.together(group, None)).collect();
        let marks: Vec<_> = within.iter().map(|(finding, span)| (*span, finding.member)).collect();
        for cluster in clusters(&marks) {
            let group = cluster.members.iter().filter_map(|at| Some(within.get(*at)?.0.clone()));
            found.push(self.together(group.collect(), Some(cluster.centre)));
        }
        sort_by(&mut found, |a, b| {
            (b.people, b.links())
                .cmp(&(a.people, a.links()))
                .then_with(|| (&a.name, a.span, &a.sources).cmp(&(&b.name, b.span, &b.sources)))
        });
        found
    }

    fn together(&self, mut sources: Vec<Finding>, span: Option<Span>) -> ClassSource {
        sort_by(&mut sources, Ord::cmp);
        let (mut names, mut relations, mut people) = (Vec::new(), Vec::new(), Vec::new());
        for Finding { member, id } in &sources {
            people.push(*member);
            let Some(outline) = self.outlines.get(*member) else { continue };
            let record = outline.sources.iter().find(|record| record.id == *id);
            names.extend(record.and_then(|it| it.source()).map(|it| it.name().to_owned()));
            let links = outline.links_of_source(id).iter().filter_map(|record| record.link());
            relations.extend(links.map(|link| link.relation.clone()));
        }
        people.dedup();
        names.retain(|name| !name.is_empty());
        let name = spread(names).into_iter().next().map_or(String::new(), |(name, _)| name);
        ClassSource { name, span, sources, people: people.len(), relations: spread(relations) }
    }
}

/// The works that are one.
fn groups(works: &[(Finding, &Work)]) -> Vec<Vec<Finding>> {
    let mut roots: Vec<usize> = (0..works.len()).collect();
    let mut by_place: LiteMap<String, usize> = LiteMap::new();
    let mut unplaced = Vec::new();
    for (at, (_, work)) in works.iter().enumerate() {
        let places = places_of(work);
        if places.is_empty() {
            unplaced.push(at);
        }
        for place in places {
            match by_place.get(&place) {
                Some(first) => join(&mut roots, *first, at),
                None => drop(by_place.insert(place, at)),
            }
        }
    }
    by_title(works, &unplaced, &mut roots);
    let mut rooted: Vec<_> = (0..works.len()).map(|at| (root(&mut roots, at), at)).collect();
    sort_by_key(&mut rooted, |rooted| *rooted);
    let mut groups: Vec<(usize, Vec<Finding>)> = Vec::new();
    for (root, at) in rooted {
        let finding = works[at].0.clone();
        match groups.last_mut() {
            Some((last, group)) if *last == root => group.push(finding),
            _ => groups.push((root, vec![finding])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Joins those without an address by title.
fn by_title(works: &[(Finding, &Work)], unplaced: &[usize], roots: &mut [usize]) {
    // Of each title, the groups with an address that have it: one, or several.
    let mut placed: LiteMap<String, Option<usize>> = LiteMap::new();
    for (at, (_, work)) in works.iter().enumerate() {
        if unplaced.binary_search(&at).is_ok() {
            continue;
        }
        let group = root(roots, at);
        let title = title_key(&work.title);
        let one = match placed.get(&title) {
            None => Some(group),
            Some(other) => other.filter(|other| *other == group),
        };
        placed.insert(title, one);
    }
    let mut first: LiteMap<String, usize> = LiteMap::new();
    for at in unplaced {
        let title = title_key(&works[*at].1.title);
        if title.is_empty() {
            continue;
        }
        match (placed.get(&title).copied().flatten(), first.get(&title).copied()) {
            (Some(group), _) | (None, Some(group)) => join(roots, group, *at),
            (None, None) => drop(first.insert(title, *at)),
        }
    }
}

fn root(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

fn join(roots: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(roots, a), root(roots, b));
    roots[a.max(b)] = a.min(b);
}
