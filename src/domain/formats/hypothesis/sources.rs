//! The sources of a file, by what its links call them.

use litemap::LiteMap;

use super::markdown::Item;
use crate::domain::id::Id;

/// How many sources of one number are looked through: as many notebooks as one
/// group of Hypothesis may hold.
const MAX_NAMESAKES: usize = 100;

/// A source as links see it.
pub(super) struct Numbered {
    pub(super) id: Id,
    pub(super) number: u32,
    /// The account of whoever added it.
    pub(super) user: String,
    pub(super) name: String,
    pub(super) url: String,
}

/// All of them.
#[derive(Default)]
pub(super) struct Sources {
    all: Vec<Numbered>,
    by_number: LiteMap<u32, Vec<usize>>,
    by_name: LiteMap<String, usize>,
}

impl Sources {
    pub(super) fn add(&mut self, source: Numbered) {
        let at = self.all.len();
        for name in [&source.url, &source.name] {
            if !name.is_empty() && self.by_name.get(name).is_none() {
                self.by_name.insert(name.clone(), at);
            }
        }
        match self.by_number.get_mut(&source.number) {
            Some(namesakes) if namesakes.len() < MAX_NAMESAKES => namesakes.push(at),
            Some(_) => {}
            None => drop(self.by_number.insert(source.number, vec![at])),
        }
        self.all.push(source);
    }

    /// The one that a link of this person names. Two notebooks in one group count
    /// alike, so a person's own goes first, and one of the same name before others.
    pub(super) fn named(&self, item: &Item, user: &str) -> Option<Id> {
        let namesakes = item.number.and_then(|number| self.by_number.get(&number));
        let namesakes = || namesakes.into_iter().flatten().filter_map(|at| self.all.get(*at));
        let same = |it: &&Numbered| match item.url.is_empty() {
            true => it.name == item.name,
            false => it.url == item.url,
        };
        let own = |it: &&Numbered| it.user == user;
        let name = if item.url.is_empty() { &item.name } else { &item.url };
        let found = namesakes()
            .find(|it| own(it) && same(it))
            .or_else(|| only(namesakes().filter(own)))
            .or_else(|| namesakes().find(same))
            .or_else(|| only(namesakes()))
            .or_else(|| self.all.get(*self.by_name.get(name)?));
        found.map(|source| source.id.clone())
    }
}

fn only<'s>(mut sources: impl Iterator<Item = &'s Numbered>) -> Option<&'s Numbered> {
    sources.next().filter(|_| sources.next().is_none())
}
