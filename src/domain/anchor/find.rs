//! Finds quotes in a text by their words and the words around them.

use super::Selectors;
use super::align::Aligner;
use super::diff::{Differ, NONE};
use super::index::{Candidate, Index};
use super::place::{Pairing, Placed};
use super::slide::slide;
use super::tokens::{Tokens, Words};
use crate::domain::text::Span;

/// A text in which quotes are looked for.
pub(super) struct Finder<'t> {
    tokens: &'t Tokens,
    /// The words by number; [`NONE`] where nothing may be found.
    ids: Vec<u32>,
    /// All of them.
    all: Vec<u32>,
    index: Index,
    differ: Differ,
    aligner: Aligner,
}

/// A quote with its context as one row of words.
pub(super) struct Row {
    pub(super) tokens: Tokens,
    /// The quote in it, in code points of the row's text.
    pub(super) span: Span,
}

impl Row {
    /// Of a passage; `None` where its words are not known.
    pub(super) fn of(passage: &Selectors<'_>, words: &mut Words) -> Option<Self> {
        let exact = passage.exact.filter(|exact| !exact.is_empty())?;
        let (prefix, suffix) = (passage.prefix.unwrap_or(""), passage.suffix.unwrap_or(""));
        let start = prefix.chars().count();
        let span = Span { start, end: start + exact.chars().count() };
        Some(Self { tokens: Tokens::read(&[prefix, exact, suffix].concat(), words), span })
    }

    /// Of words alone.
    pub(super) fn without_context(text: &str, words: &mut Words) -> Self {
        let tokens = Tokens::read(text, words);
        let span = Span { start: 0, end: tokens.len };
        Self { tokens, span }
    }
}

/// What was found for a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) placed: Placed,
    /// How much of the context is there, by weight: 0 to 1, before and behind;
    /// below 0 where none was given.
    pub(super) before: f32,
    pub(super) behind: f32,
    /// How many words the quote has.
    pub(super) words: usize,
    /// What speaks for the place, comparable between places of one row.
    pub(super) score: i32,
    /// What speaks for the next best place.
    pub(super) rival: i32,
}

impl Match {
    /// Whether nothing is missing, of the quote or its context.
    fn is_whole(&self) -> bool {
        let all = |share: f32| !(0.0..1.0).contains(&share);
        self.placed.kept >= 1.0 && self.placed.dense >= 1.0 && all(self.before) && all(self.behind)
    }

    /// Whether most of it is there, and words around it.
    fn is_good(&self) -> bool {
        let most = |share: f32| !(0.0..0.6).contains(&share);
        self.placed.kept >= 0.75
            && self.placed.dense >= 0.75
            && most(self.before)
            && most(self.behind)
    }
}

/// What speaks against a place at the other end of the text.
const FAR: i64 = 6;
/// From so many equal words on at an end of a row, it is the place.
const SURE: usize = 3;
/// A window's words beyond the row's own.
const SLACK: usize = 12;
const MOST_SLACK: usize = 240;
/// Cells that are aligned at once; more are cut at anchors first.
const CELLS: usize = 40_000;

impl<'t> Finder<'t> {
    /// Prepares a text. Linear.
    pub(super) fn new(tokens: &'t Tokens, ids: Vec<u32>, words: &Words) -> Self {
        let index = Index::new(&ids, words.len());
        Self {
            tokens,
            ids,
            all: tokens.ids.clone(),
            index,
            differ: Differ::default(),
            aligner: Aligner::default(),
        }
    }

    /// The best place for a row. `near`: about where its quote starts, in code
    /// points.
    pub(super) fn find(
        &mut self,
        row: &Row,
        near: Option<usize>,
        good: impl Fn(&Match) -> bool,
    ) -> Option<Match> {
        let first = row.tokens.first_behind(row.span.start);
        let near = near.map(|near| self.tokens.first_behind(near) as i64 - first as i64);
        if let Some(found) = self.verbatim(row).filter(&good) {
            return Some(found);
        }
        let mut best: Option<(Match, i64)> = None;
        let mut enough = 0;
        for candidate in self.index.candidates(&row.tokens, near) {
            // Where all is nearly as it was, only as good a place may be better.
            if candidate.votes < enough {
                break;
            }
            let Some(mut found) = self.try_at(row, candidate).filter(&good) else { continue };
            let far = near.map_or(0, |near| (near - candidate.low).abs());
            let text = self.ids.len().max(1) as i64;
            found.score -= (FAR * far / text).min(FAR) as i32;
            if found.is_whole() {
                enough = enough.max(candidate.votes);
            } else if found.is_good() {
                enough = enough.max(candidate.votes * 2 / 3);
            } else {
                enough = enough.max(candidate.votes / 3);
            }
            best = Some(match best {
                None => (found, far),
                Some((mut held, near)) => {
                    let better =
                        found.score > held.score || found.score == held.score && far < near;
                    if better {
                        found.rival = held.score;
                        (found, far)
                    } else {
                        held.rival = held.rival.max(found.score);
                        (held, near)
                    }
                }
            });
        }
        best.map(|(found, _)| found)
    }

    /// The only place where quote and context stand word for word.
    fn verbatim(&self, row: &Row) -> Option<Match> {
        let (ids, sought) = (&self.ids[..], &row.tokens.ids[..]);
        let (at, places) = self.index.rarest(&row.tokens)?;
        let count = sought.len();
        let mut only = None;
        for place in places {
            let Some(base) = (*place as usize).checked_sub(at) else { continue };
            if base + count > ids.len() {
                continue;
            }
            // The outermost words may be cut through.
            let inner = 1..count.saturating_sub(1).max(1);
            if ids[base..][inner.clone()] == sought[inner] {
                if only.is_some() {
                    return None;
                }
                only = Some(base);
            }
        }
        let base = only?;
        let pair = |at: usize| if ids[base + at] == sought[at] { (base + at) as u32 } else { NONE };
        let pairs: Vec<u32> = (0..count).map(pair).collect();
        self.judge(row, &pairs)
    }

    /// Whether the words before and behind the quote stand side by side, with
    /// nothing left of the quote between them.
    pub(super) fn is_cut_out(&mut self, row: &Row) -> bool {
        let (from, to) =
            (row.tokens.first_behind(row.span.start), row.tokens.first_from(row.span.end));
        let around = row.tokens.without(from, to);
        if from == 0 || around.count() == from {
            return false;
        }
        for candidate in self.index.candidates(&around, None) {
            let pairs = self.pair(&around, candidate);
            let (left, right) = (pairs[from - 1], pairs[from]);
            let kept = pairs.iter().filter(|pair| **pair != NONE).count();
            if left != NONE && right == left + 1 && kept * 5 >= around.count() * 4 {
                return true;
            }
        }
        false
    }

    /// Reads a found place once more, now with the words that were kept from being
    /// found: they may belong to it all the same.
    pub(super) fn widen(&mut self, row: &Row, found: &Match) -> Option<Match> {
        let at = self.tokens.first_behind(found.placed.span.start) as i64;
        std::mem::swap(&mut self.ids, &mut self.all);
        let wider = self.try_at(row, Candidate { low: at, high: at, votes: 0 });
        std::mem::swap(&mut self.ids, &mut self.all);
        wider
    }

    fn try_at(&mut self, row: &Row, candidate: Candidate) -> Option<Match> {
        let mut pairs = self.pair(&row.tokens, candidate);
        slide(&row.tokens, self.tokens, &mut pairs);
        self.judge(row, &pairs)
    }

    /// Pairs a row with the text around a place.
    fn pair(&mut self, row: &Tokens, candidate: Candidate) -> Vec<u32> {
        let count = row.count();
        let mut pairs = vec![NONE; count];
        if count == 0 {
            return pairs;
        }
        let ids = &self.ids[..];
        // What is equal from either end on needs no aligning; a word that is cut
        // through at the very end of the row may differ.
        let equal = |at: usize, base: i64| {
            let place = base + at as i64;
            place >= 0 && (place as usize) < ids.len() && ids[place as usize] == row.ids[at]
        };
        let (mut left, mut left_base, mut most) = (0, candidate.low, 0);
        let (mut right, mut right_base, mut most_right) = (count, candidate.high, 0);
        for base in candidate.low..=candidate.high {
            let mut at = 0;
            while at < count && (at == 0 || equal(at, base)) {
                at += 1;
            }
            let length = at - usize::from(!equal(0, base));
            if length > most {
                (left, left_base, most) = (at, base, length);
            }
            let mut at = count;
            while at > 0 && (at == count || equal(at - 1, base)) {
                at -= 1;
            }
            let length = count - at - usize::from(!equal(count - 1, base));
            if length > most_right {
                (right, right_base, most_right) = (at, base, length);
            }
        }
        right = right.max(left);
        let slack = (SLACK + count / 2).min(MOST_SLACK) as i64;
        let limit = self.ids.len() as i64;
        let (mut low, mut high) = (candidate.low - slack, candidate.high + count as i64 + slack);
        if left > SURE {
            for (at, pair) in pairs.iter_mut().enumerate().take(left) {
                if equal(at, left_base) {
                    *pair = (left_base + at as i64) as u32;
                }
            }
            low = left_base + left as i64;
        } else {
            left = 0;
        }
        if count - right > SURE && right_base + right as i64 >= low {
            for (at, pair) in pairs.iter_mut().enumerate().skip(right) {
                if equal(at, right_base) {
                    *pair = (right_base + at as i64) as u32;
                }
            }
            high = right_base + right as i64;
        } else {
            right = count;
        }
        if left >= right {
            return pairs;
        }
        let low = low.clamp(0, limit) as usize;
        let high = high.clamp(low as i64, limit) as usize;
        let window = &ids[low..high];
        let (ids, tokens) = (&row.ids[left..right], &row.all[left..right]);
        if ids.len() * window.len() <= CELLS {
            self.aligner.align(ids, window, tokens, low as u32, &mut pairs[left..right]);
            return pairs;
        }
        let found = self.differ.pair(ids, window, tokens);
        for (pair, found) in pairs[left..right].iter_mut().zip(found) {
            *pair = if found == NONE { NONE } else { found + low as u32 };
        }
        pairs
    }

    fn judge(&self, row: &Row, pairs: &[u32]) -> Option<Match> {
        let tokens = &row.tokens;
        let pairing = Pairing { old: tokens, new: self.tokens, pairs, whole: false };
        let placed = pairing.place(row.span)?;
        let (from, to) = (tokens.first_behind(row.span.start), tokens.first_from(row.span.end));
        let part = |from: usize, to: usize| {
            let (mut all, mut kept) = (0_i32, 0_i32);
            for at in from..to {
                // The outermost words are cut through.
                let outermost = at == 0 || at + 1 == pairs.len();
                let weight = i32::from(tokens.all[at].weight);
                if pairs[at] != NONE {
                    kept += weight;
                    all += weight;
                } else if !outermost {
                    all += weight;
                }
            }
            (kept, all)
        };
        let (before, behind, within) = (part(0, from), part(to, pairs.len()), part(from, to));
        let share =
            |(kept, all): (i32, i32)| if all == 0 { -1.0 } else { kept as f32 / all as f32 };
        let mut breaks = 0;
        for at in 1..pairs.len() {
            let next = pairs[at] != NONE && pairs[at - 1] != NONE && pairs[at] == pairs[at - 1] + 1;
            breaks += i32::from(!next);
        }
        Some(Match {
            placed,
            before: share(before),
            behind: share(behind),
            words: tokens.words(from, to),
            score: 2 * (before.0 + behind.0 + within.0) - breaks,
            rival: i32::MIN,
        })
    }
}
