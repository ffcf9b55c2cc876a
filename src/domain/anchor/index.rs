//! Where each word of a text occurs.

use super::tokens::{MARK, Tokens};
use crate::domain::order;

/// The places of all words of one text.
pub(super) struct Index {
    /// Where the places of each word begin in `places`, by number.
    firsts: Vec<u32>,
    places: Vec<u32>,
}

/// Where in the text a row of words may begin; votes from its rare words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The place of the row's first word, if nothing was put in or taken out, by
    /// the votes of the row's words; it may lie before the text.
    pub(super) low: i64,
    /// The same, where something was put in.
    pub(super) high: i64,
    pub(super) votes: u32,
}

/// How many places are looked at for one row of words, and for one word.
const PLACES: usize = 96;
const OF_ONE: usize = 32;
/// How many of its words vote, and up to how many occurrences make one rare.
const VOTERS: usize = 16;
const RARE: u32 = 8;
/// How many candidates are worth aligning.
const CANDIDATES: usize = 5;

impl Index {
    /// Of the words that may be found. Linear.
    pub(super) fn new(ids: &[u32], words: usize) -> Self {
        let mut firsts = vec![0_u32; words + 2];
        for id in ids.iter().filter(|id| (**id as usize) < words) {
            firsts[*id as usize + 2] += 1;
        }
        for at in 2..firsts.len() {
            firsts[at] += firsts[at - 1];
        }
        let mut places = vec![0; firsts[words + 1] as usize];
        for (at, id) in ids.iter().enumerate() {
            // Before anything is added to it: an unknown word is `u32::MAX`.
            if (*id as usize) < words {
                let next = &mut firsts[*id as usize + 1];
                places[*next as usize] = at as u32;
                *next += 1;
            }
        }
        Self { firsts, places }
    }

    fn of(&self, id: u32) -> &[u32] {
        match self.firsts.get(id as usize..).unwrap_or_default() {
            [from, to, ..] => &self.places[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// The word of a row that is rarest in the text, and its places; `None` if no
    /// word is rare.
    pub(super) fn rarest(&self, row: &Tokens) -> Option<(usize, &[u32])> {
        let mut best: Option<(usize, &[u32])> = None;
        for (at, id) in row.ids.iter().enumerate() {
            let places = self.of(*id);
            let rare = best.map_or(RARE as usize + 1, |(_, places)| places.len());
            if !places.is_empty() && places.len() < rare {
                best = Some((at, places));
            }
        }
        best
    }

    /// The likeliest places of a row of words in the text, the likeliest first.
    /// `near`: about where its first word is expected.
    pub(super) fn candidates(&self, row: &Tokens, near: Option<i64>) -> Vec<Candidate> {
        let mut rare: Vec<(u32, u32)> = Vec::with_capacity(row.count());
        for (at, id) in row.ids.iter().enumerate() {
            let often = self.of(*id).len() as u32;
            if often > 0 && row.all[at].weight > MARK {
                rare.push((often, at as u32));
            }
        }
        if rare.is_empty() {
            let marks = (0..row.count()).map(|at| (self.of(row.ids[at]).len() as u32, at as u32));
            rare = marks.filter(|(often, _)| *often > 0).collect();
        }
        order::sort_by(&mut rare, Ord::cmp);
        let mut votes: Vec<(i64, u32)> = Vec::with_capacity(PLACES);
        for (often, at) in rare.into_iter().take(VOTERS) {
            let at = at as usize;
            let mut places = self.of(row.ids[at]);
            if votes.len() + places.len() > PLACES && !votes.is_empty() && often > RARE {
                break;
            }
            if places.len() > OF_ONE {
                let middle = near.map_or(0, |near| {
                    places.partition_point(|place| i64::from(*place) < near + at as i64)
                });
                let from = middle.saturating_sub(OF_ONE / 2).min(places.len() - OF_ONE);
                places = &places[from..from + OF_ONE];
            }
            let worth = u32::from(row.all[at].weight) * 16 / (1 + often.ilog2());
            for place in places {
                votes.push((i64::from(*place) - at as i64, worth.max(1)));
            }
        }
        order::sort_by_key(&mut votes, |vote| vote.0);
        best(&votes, 4 + row.count() as i64 / 4, near)
    }
}

/// The windows with the most votes that do not overlap.
fn best(votes: &[(i64, u32)], width: i64, near: Option<i64>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    while kept.len() < CANDIDATES {
        let mut best: Option<(Candidate, i64)> = None;
        let (mut from, mut sum) = (0, 0);
        for (high, worth) in votes {
            sum += worth;
            while votes[from].0 < high - width {
                sum -= votes[from].1;
                from += 1;
            }
            let low = votes[from].0;
            let far = near.map_or(0, |near| (near - high).abs());
            let better = best
                .is_none_or(|(held, before)| sum > held.votes || sum == held.votes && far < before);
            if better
                && kept.iter().all(|other| low > other.high + width || *high < other.low - width)
            {
                best = Some((Candidate { low, high: *high, votes: sum }, far));
            }
        }
        let Some((found, _)) = best else { break };
        kept.push(found);
    }
    kept
}
