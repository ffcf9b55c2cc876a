//! A class: the notebooks of several people on one article, seen together.
//!
//! Nothing in it depends on the order in which the notebooks came. Members are
//! sorted; two files of the same notebook (a late or second one) become one
//! member with the later state of both.

mod agreement;
mod claims;
mod heat;
mod sources;
mod stretches;
#[cfg(test)]
mod tests;

pub use agreement::{Between, Linked};
pub use claims::ClassClaim;
pub use heat::{Heat, sentences};
pub use sources::ClassSource;

use super::article::ArticleId;
use super::claim::Claim;
use super::comparison::is_too_much;
use super::id::Id;
use super::notebook::Notebook;
use super::order::sort_by;
use super::outline::{Outline, Outlined};
use super::record::Record;

/// The most claims of a whole class: 200 people with 100 each.
pub const MAX_CLASS_CLAIMS: usize = 20_000;

/// Whose notebook, and the notebook. Cloning shares it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// The name or pseudonym under which it was handed in.
    pub name: String,
    /// The work.
    pub work: Outlined,
}

/// The notebooks on one version of an article. Members are named by their place
/// in [`Class::members`].
#[derive(Clone, Debug)]
pub struct Class {
    members: Vec<Member>,
    left_out: Vec<(Member, LeftOut)>,
}

/// Why a member's work is not looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOut {
    /// It is on another article, or another version of it, and has to follow
    /// this one first (`domain::versions`).
    OtherArticle,
    /// It has more claims or links than a person makes.
    TooMuch,
}

/// There are more than [`MAX_CLASS_CLAIMS`] claims in all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooMany;

/// A record of one member.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// Whose, by place in [`Class::members`].
    pub member: usize,
    /// The record's id in their notebook.
    pub id: Id,
}

/// How many say what, the most first.
pub type Spread<T> = Vec<(T, usize)>;

impl Class {
    /// Of these notebooks, as far as they are on this version of the article.
    ///
    /// # Errors
    /// [`TooMany`] where they hold more than can be looked at in time.
    pub fn of(article: &ArticleId, members: Vec<Member>) -> Result<Self, TooMany> {
        let mut class = Self { members: Vec::new(), left_out: Vec::new() };
        let mut claims = 0;
        for member in joined(members) {
            if member.notebook().article() != Some(article) {
                class.left_out.push((member, LeftOut::OtherArticle));
            } else if is_too_much(member.outline()) {
                class.left_out.push((member, LeftOut::TooMuch));
            } else {
                claims += member.outline().claims.len();
                class.members.push(member);
            }
        }
        if claims > MAX_CLASS_CLAIMS { Err(TooMany) } else { Ok(class) }
    }

    /// Whose work is looked at, by name.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Whose is not, and why.
    #[must_use]
    pub fn left_out(&self) -> &[(Member, LeftOut)] {
        &self.left_out
    }

    /// What a member's notebook shows.
    #[must_use]
    pub fn outline(&self, member: usize) -> Option<&Outline> {
        self.members.get(member).map(Member::outline)
    }

    fn outlines(&self) -> impl Iterator<Item = (usize, &Outline)> {
        self.members.iter().map(Member::outline).enumerate()
    }

    /// Every claim of these members, with whose it is.
    fn claims_of(&self, between: Between) -> impl Iterator<Item = (usize, &Record, &Claim)> {
        let outlines = self.outlines().filter(move |(member, _)| between.has(*member));
        outlines.flat_map(|(member, outline)| {
            let claims = outline.claims.iter();
            claims.filter_map(move |record| Some((member, &**record, record.claim()?)))
        })
    }
}

impl Member {
    /// A notebook that was handed in under this name.
    #[must_use]
    pub fn of(name: String, notebook: Notebook) -> Self {
        Self { name, work: Outlined::of(notebook) }
    }

    /// The notebook.
    #[must_use]
    pub fn notebook(&self) -> &Notebook {
        self.work.notebook()
    }

    /// What it shows.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        self.work.outline()
    }
}

/// Members by name and id, each notebook once.
fn joined(mut members: Vec<Member>) -> Vec<Member> {
    sort_by(&mut members, |a, b| {
        a.notebook().id().cmp(b.notebook().id()).then_with(|| a.name.cmp(&b.name))
    });
    let mut joined: Vec<Member> = Vec::with_capacity(members.len());
    for member in members {
        match joined.last_mut() {
            Some(last) if last.notebook().id() == member.notebook().id() => {
                last.work.take_in(member.notebook());
            }
            _ => joined.push(member),
        }
    }
    sort_by(&mut joined, |a, b| {
        a.name.cmp(&b.name).then_with(|| a.notebook().id().cmp(b.notebook().id()))
    });
    joined
}

/// Counts what comes several times: the most first, then in the order of the
/// words themselves.
fn spread<T: Ord>(mut all: Vec<T>) -> Spread<T> {
    sort_by(&mut all, Ord::cmp);
    let mut spread: Spread<T> = Vec::new();
    for one in all {
        match spread.last_mut() {
            Some((last, count)) if *last == one => *count += 1,
            _ => spread.push((one, 1)),
        }
    }
    sort_by(&mut spread, |a, b| b.1.cmp(&a.1));
    spread
}

/// The same count of what it was borrowed from.
fn owned<T: Clone>(spread: Spread<&T>) -> Spread<T> {
    spread.into_iter().map(|(one, count)| (one.clone(), count)).collect()
}
