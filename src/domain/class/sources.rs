//! What the class links to: sources of several people that are one.

use litemap::LiteMap;

use super::stretches::clusters;
use super::{Class, Finding, Spread, owned, spread};
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
        for (member, outline) in self.outlines() {
            for record in &outline.sources {
                let finding = Finding { member, id: record.id.clone() };
                match record.source() {
                    Some(source @ Source::Outside(work)) => works.push((finding, source, work)),
                    Some(source @ Source::InArticle { passage, .. }) => {
                        within.push((finding, source, passage.span));
                    }
                    None => {}
                }
            }
        }
        let outside: Vec<&Work> = works.iter().map(|(_, _, work)| *work).collect();
        let mut found = Vec::new();
        for group in groups(&outside) {
            let group = group.into_iter().filter_map(|at| works.get(at));
            let group = group.map(|(finding, source, _)| (finding.clone(), *source));
            found.push(self.together(group.collect(), None));
        }
        let marks: Vec<_> =
            within.iter().map(|(finding, _, span)| (*span, finding.member)).collect();
        for cluster in clusters(&marks) {
            let group = cluster.members.iter().filter_map(|at| within.get(*at));
            let group = group.map(|(finding, source, _)| (finding.clone(), *source));
            found.push(self.together(group.collect(), Some(cluster.centre)));
        }
        sort_by(&mut found, |a, b| {
            (b.people, b.links())
                .cmp(&(a.people, a.links()))
                .then_with(|| (&a.name, a.span, &a.sources).cmp(&(&b.name, b.span, &b.sources)))
        });
        found
    }

    fn together(&self, mut group: Vec<(Finding, &Source)>, span: Option<Span>) -> ClassSource {
        sort_by(&mut group, |a, b| a.0.cmp(&b.0));
        let (mut names, mut relations, mut people) = (Vec::new(), Vec::new(), Vec::new());
        for (Finding { member, id }, source) in &group {
            people.push(*member);
            names.push(source.name());
            let Some(outline) = self.outline(*member) else { continue };
            let links = outline.links_of_source(id).iter().filter_map(|record| record.link());
            relations.extend(links.map(|link| &link.relation));
        }
        people.dedup();
        names.retain(|name| !name.is_empty());
        let name = spread(names).first().map_or(String::new(), |(name, _)| (*name).to_owned());
        let sources = group.into_iter().map(|(finding, _)| finding).collect();
        let relations = owned(spread(relations));
        ClassSource { name, span, sources, people: people.len(), relations }
    }
}

/// The works that are one, by place.
fn groups(works: &[&Work]) -> Vec<Vec<usize>> {
    let mut roots: Vec<usize> = (0..works.len()).collect();
    let mut by_place: LiteMap<String, usize> = LiteMap::new();
    let mut unplaced = Vec::new();
    for (at, work) in works.iter().enumerate() {
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
    if !unplaced.is_empty() {
        by_title(works, &unplaced, &mut roots);
    }
    let mut rooted: Vec<_> = (0..works.len()).map(|at| (root(&mut roots, at), at)).collect();
    sort_by_key(&mut rooted, |rooted| *rooted);
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (root, at) in rooted {
        match groups.last_mut() {
            Some((last, group)) if *last == root => group.push(at),
            _ => groups.push((root, vec![at])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Joins those without an address by title.
fn by_title(works: &[&Work], unplaced: &[usize], roots: &mut [usize]) {
    // Of each title, the groups with an address that have it: one, or several.
    let mut placed: LiteMap<String, Option<usize>> = LiteMap::new();
    for (at, work) in works.iter().enumerate() {
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
        let title = title_key(&works[*at].title);
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
