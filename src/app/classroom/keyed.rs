//! Work beside a key: of one student, and of the whole class.

use std::sync::Arc;

use super::arriving::place;
use super::{Key, KeyFrom, Problem, Work};
use crate::domain::article::Article;
use crate::domain::comparison::{ClaimResult, Comparison, LinkResult, Tally, VerdictResult};
use crate::domain::formats::exercise::read_papers;
use crate::domain::formats::web_annotation::Contents;
use crate::domain::id::Id;
use crate::domain::notebook::Stamp;
use crate::domain::outline::Outlined;

/// A class beside the key.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ClassBeside {
    /// Each student's work, by notebook; `None` where it cannot be compared.
    pub students: Vec<(Id, Option<Tally>)>,
    /// Each claim of the key, in the order of the text.
    pub claims: Vec<KeyClaim>,
}

/// A claim of the key, and how many students have it and how.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyClaim {
    /// Its id in the key.
    pub id: Id,
    /// How many found it.
    pub found: usize,
    /// Of these, those in which nothing differs, links included.
    pub same: usize,
    /// Of these, those whose ends differ.
    pub other_ends: usize,
    /// Of these, those of another kind.
    pub other_kind: usize,
    /// Of these, those with another verdict or none.
    pub other_verdict: usize,
    /// How many missed it.
    pub missed: usize,
    /// Its links of which the found have the source for something else.
    pub other_relation: usize,
    /// Its links for which the found have another source.
    pub other_source: usize,
    /// Its links that the found lack.
    pub missed_links: usize,
}

impl Key {
    /// A file as the key, on this article.
    ///
    /// # Errors
    /// The [`Problem`] where it is on another one.
    pub fn of(
        name: String,
        contents: Contents,
        article: &Article,
        stamp: &Stamp,
    ) -> Result<Self, Problem> {
        let Contents { notebook, articles, .. } = contents;
        let articles: Vec<_> = articles.into_iter().map(Arc::new).collect();
        if notebook.article().is_none() {
            return Err(Problem::NoArticle);
        }
        let notes = read_papers(&notebook).0.key;
        let placed = place(&notebook, &articles, article, stamp);
        let (notebook, _) =
            placed.filter(|(_, moved)| !moved.is_nothing()).ok_or(Problem::OtherArticle)?;
        Ok(Self { from: KeyFrom::File(name), work: Outlined::of(notebook), notes })
    }
}

impl Key {
    /// Its reasons for what it says of a claim: that of the verdict, and that of
    /// each link, each once.
    #[must_use]
    pub fn reasons(&self, claim: &Id) -> Vec<String> {
        let own = self.work.notebook().claim(claim).map(|claim| claim.reason.clone());
        let links = self.work.outline().links_of_claim(claim).iter();
        let links = links.filter_map(|record| Some(record.link()?.reason.clone()));
        let mut reasons: Vec<String> = Vec::new();
        for reason in own.into_iter().chain(links).filter(|reason| !reason.trim().is_empty()) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }
}

impl ClassBeside {
    /// Adds one more submission, so that a page can draw between two.
    pub fn add(&mut self, key: &Key, work: &Work) {
        let compared = key.beside(&work.placed).ok();
        if let Some(compared) = &compared {
            count(&mut self.claims, compared);
        }
        let id = work.submission.notebook.id().clone();
        self.students.push((id, compared.map(|it| it.tally())));
    }
}

fn count(claims: &mut Vec<KeyClaim>, compared: &Comparison) {
    for result in &compared.claims {
        let id = match result {
            ClaimResult::Paired(pair) => &pair.key,
            ClaimResult::Missed(id) => id,
            ClaimResult::Extra(_) => continue,
        };
        let at = claims.iter().position(|claim| claim.id == *id).unwrap_or_else(|| {
            claims.push(KeyClaim {
                id: id.clone(),
                found: 0,
                same: 0,
                other_ends: 0,
                other_kind: 0,
                other_verdict: 0,
                missed: 0,
                other_relation: 0,
                other_source: 0,
                missed_links: 0,
            });
            claims.len() - 1
        });
        let Some(claim) = claims.get_mut(at) else { continue };
        match result {
            ClaimResult::Paired(pair) => {
                claim.found += 1;
                claim.same += usize::from(pair.is_same());
                claim.other_ends += usize::from(!pair.ends.are_same());
                claim.other_kind += usize::from(!pair.same_kind);
                claim.other_verdict += usize::from(pair.verdict != VerdictResult::Same);
                let links =
                    |is: fn(&LinkResult) -> bool| pair.links.iter().filter(|it| is(it)).count();
                claim.other_relation += links(|it| matches!(it, LinkResult::OtherRelation(_)));
                claim.other_source += links(|it| matches!(it, LinkResult::OtherSource(_)));
                claim.missed_links += links(|it| matches!(it, LinkResult::Missed(_)));
            }
            _ => claim.missed += 1,
        }
    }
}
