//! Where a stretch of one text is in another, once their words are paired.

use super::diff::NONE;
use super::tokens::{Kind, MARK, SENTENCE, Tokens};
use crate::domain::text::Span;

/// Two rows of words and what is paired in them.
pub(super) struct Pairing<'t> {
    pub(super) old: &'t Tokens,
    pub(super) new: &'t Tokens,
    /// For each old word its partner.
    pub(super) pairs: &'t [u32],
    /// Whether the old row is a whole text: else what stands before its first
    /// partner may belong to anything.
    pub(super) whole: bool,
}

/// From so many words on, and so many for each unit of weight, a jump between
/// partners leaves strays behind.
const STRAY: usize = 12;
const STRAY_FOR_WEIGHT: usize = 4;
/// How many words away the end of a sentence is looked for.
const NEAR: usize = 16;
/// So many new words may begin an old sentence.
const FEW: usize = 3;
/// What weighs more is no stray.
const MOST_STRAY: usize = 16;

/// A found stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) span: Span,
    /// How many of the old words are there: 0 to 1.
    pub(super) kept: f32,
    /// How many of the words that are there now are old ones: 0 to 1.
    pub(super) dense: f32,
}

impl Pairing<'_> {
    /// The new stretch for an old one; `None` if none of its words has a
    /// partner.
    pub(super) fn place(&self, span: Span) -> Option<Placed> {
        let (from, to) = (self.old.first_behind(span.start), self.old.first_from(span.end));
        if from >= to {
            return self.between_words(from, span);
        }
        let mut kept = (from..to).filter(|at| self.pairs[*at] != NONE);
        let first = kept.next()?;
        let last = kept.next_back().unwrap_or(first);
        let (first, last) = self.without_strays(first, last);
        let (all, kept) = self.kept(from, to, first, last);
        let (low, high) = (self.partner(first), self.partner(last));
        let there = self.new.words(low, high + 1).max(1);
        let start = self.start(from, first, span);
        let end = self.end(to - 1, first, last, span);
        let span = Span { start, end: end.max(start) };
        Some(Placed {
            span,
            kept: kept as f32 / all.max(1) as f32,
            dense: kept as f32 / there as f32,
        })
    }

    fn partner(&self, at: usize) -> usize {
        self.pairs[at] as usize
    }

    /// Leaves out a few words at an end whose partners are far from the others':
    /// chance, not survival.
    fn without_strays(&self, mut first: usize, mut last: usize) -> (usize, usize) {
        let far = |jump: usize, weight: usize| jump > STRAY && jump > STRAY_FOR_WEIGHT * weight;
        let mut weight = 0;
        let mut left = first;
        for at in first + 1..=last {
            weight +=
                usize::from(self.old.all[left].weight) * usize::from(self.pairs[left] != NONE);
            if self.pairs[at] == NONE {
                continue;
            }
            if weight > MOST_STRAY {
                break;
            }
            if far(self.partner(at) - self.partner(left) - 1, weight) {
                first = at;
                weight = 0;
            }
            left = at;
        }
        let (mut weight, mut right) = (0, last);
        for at in (first..last).rev() {
            weight +=
                usize::from(self.old.all[right].weight) * usize::from(self.pairs[right] != NONE);
            if self.pairs[at] == NONE {
                continue;
            }
            if weight > MOST_STRAY {
                break;
            }
            if far(self.partner(right) - self.partner(at) - 1, weight) {
                last = at;
                weight = 0;
            }
            right = at;
        }
        (first, last)
    }

    /// How many words there are in `from..to`, and how many of them are left within
    /// `first..=last`. "U.S." and "well-known" are one word each; marks count only
    /// where there is nothing else.
    fn kept(&self, from: usize, to: usize, first: usize, last: usize) -> (usize, usize) {
        let left = |at: usize| self.pairs[at] != NONE && first <= at && at <= last;
        let (mut all, mut kept, mut marks_kept) = (0, 0, 0);
        let mut at = from;
        while at < to {
            if matches!(self.old.all[at].kind, Kind::Mark | Kind::Joint) {
                marks_kept += usize::from(left(at));
                at += 1;
                continue;
            }
            let (mut pieces, mut pieces_kept) = (1, usize::from(left(at)));
            while self.old.goes_on(at) && at + 2 < to {
                at += 2;
                pieces += 1;
                pieces_kept += usize::from(left(at));
            }
            at += 1;
            all += 1;
            kept += usize::from(pieces_kept == pieces);
        }
        if all == 0 { (to - from, marks_kept) } else { (all, kept) }
    }

    /// The new start, where `from` is the first old word and `first` the first
    /// that is left.
    fn start(&self, from: usize, first: usize, span: Span) -> usize {
        let to = self.partner(first);
        let mut before = from;
        while before > 0 && self.pairs[before - 1] == NONE {
            before -= 1;
        }
        let low = match before.checked_sub(1) {
            Some(at) => self.partner(at) + 1,
            None if self.whole => 0,
            None => to,
        };
        let sentence = self.old.gap(from) >= SENTENCE;
        if first == from {
            // A sentence that begins with other words now.
            if sentence
                && before < from
                && self.breaks(to) < SENTENCE
                && let Some(at) = self.cut_backward(low.max(to.saturating_sub(FEW)), to, 0)
            {
                return self.new.all[at].start as usize;
            }
            let (word, found) =
                (self.old.all[from].start as usize, self.new.all[to].start as usize);
            return if span.start > word {
                (found + span.start - word).min(self.new.all[to].end as usize)
            } else {
                // White space before the word comes along as far as there is any.
                let behind = to.checked_sub(1).map_or(0, |at| self.new.all[at].end as usize);
                found.saturating_sub(word - span.start).max(behind)
            };
        }
        // What stood from the last word left before the passage to the first one
        // left in it was replaced by what stands there now.
        let alone = before == from && (before > 0 || self.whole);
        let skip = self.breaks_in(from + 1, first + 1);
        let by_sentence = if alone || sentence { self.cut_backward(low, to, skip) } else { None };
        let at = by_sentence.unwrap_or_else(|| {
            if alone {
                low
            } else if let Some(at) = self.behind_mark(from, low, to) {
                at
            } else if first - before == to - low {
                low + from - before
            } else {
                to
            }
        });
        self.new.all[at].start as usize
    }

    /// The new end, where `to` is the last old word and `last` the last that is
    /// left.
    fn end(&self, to: usize, first: usize, last: usize, span: Span) -> usize {
        if last == to {
            if let Some(end) = self.mark_far_off(first, to) {
                return end;
            }
            let found = self.partner(last);
            let (word, end) = (self.old.all[to].end as usize, self.new.all[found].end as usize);
            return if span.end < word {
                end.saturating_sub(word - span.end).max(self.new.all[found].start as usize)
            } else {
                let behind =
                    self.new.all.get(found + 1).map_or(self.new.len, |next| next.start as usize);
                (end + span.end - word).min(behind)
            };
        }
        let low = self.partner(last) + 1;
        let mut behind = to + 1;
        while behind < self.pairs.len() && self.pairs[behind] == NONE {
            behind += 1;
        }
        let high = match self.pairs.get(behind) {
            Some(high) => *high as usize,
            None if self.whole => self.new.count(),
            None => low,
        };
        let sentence = self.old.gap(to + 1) >= SENTENCE;
        let alone = behind == to + 1 && (behind < self.pairs.len() || self.whole);
        let skip = self.breaks_in(last + 1, to + 1);
        let by_sentence = if alone || sentence { self.cut_forward(low, high, skip) } else { None };
        let at = by_sentence.unwrap_or_else(|| {
            if alone {
                high
            } else if let Some(at) = self.before_mark(to + 1, low, high) {
                at
            } else if let Some(at) = self.sentence_end(sentence, high) {
                at
            } else if behind - last - 1 == high - low {
                low + to - last
            } else {
                low
            }
        });
        self.new.all[at - 1].end as usize
    }

    /// The end of a sentence to which something was added, so that its full stop
    /// was paired with that of a later one.
    fn mark_far_off(&self, first: usize, to: usize) -> Option<usize> {
        if to == first || self.old.all[to].weight > MARK || self.old.gap(to + 1) < SENTENCE {
            return None;
        }
        let before = (first..to).rev().find(|at| self.pairs[*at] != NONE)?;
        let (low, high) = (self.partner(before) + 1, self.partner(to));
        let at = self.cut_forward(low + 1, high, self.breaks_in(before + 1, to + 1))?;
        Some(self.new.all[at - 1].end as usize)
    }

    /// How many sentences begin at the old words `from..to`.
    fn breaks_in(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|at| self.old.gap(*at) >= SENTENCE).count()
    }

    /// The first place in `low..=high` where a sentence begins, after `skip` others.
    fn cut_forward(&self, low: usize, high: usize, skip: usize) -> Option<usize> {
        (low..=high.min(self.new.count())).filter(|at| self.breaks(*at) >= SENTENCE).nth(skip)
    }

    /// The same from the other end.
    fn cut_backward(&self, low: usize, high: usize, skip: usize) -> Option<usize> {
        (low..=high).rev().filter(|at| self.breaks(*at) >= SENTENCE).nth(skip)
    }

    /// The end of the sentence in which the new word `from` stands, if it is near.
    fn sentence_end(&self, sentence: bool, from: usize) -> Option<usize> {
        if sentence { self.cut_forward(from, from + NEAR, 0) } else { None }
    }

    /// Behind the same mark as the one before the old word `at`.
    fn behind_mark(&self, at: usize, low: usize, high: usize) -> Option<usize> {
        let mark = at.checked_sub(1).filter(|at| self.old.all[*at].weight == MARK)?;
        let found = self.new.ids[low..high].iter().rposition(|id| *id == self.old.ids[mark])?;
        Some(low + found + 1)
    }

    /// Before the same mark as the old one at `at`.
    fn before_mark(&self, at: usize, low: usize, high: usize) -> Option<usize> {
        let mark = *self.old.ids.get(at).filter(|_| self.old.all[at].weight == MARK)?;
        let found = self.new.ids[low..high].iter().position(|id| *id == mark)?;
        Some(low + found)
    }

    fn breaks(&self, at: usize) -> u8 {
        self.new.gap(at)
    }

    /// A stretch of white space is where its neighbours are.
    fn between_words(&self, behind: usize, span: Span) -> Option<Placed> {
        let before = behind.checked_sub(1)?;
        let (left, right) = (*self.pairs.get(before)?, *self.pairs.get(behind)?);
        if left == NONE || right != left + 1 {
            return None;
        }
        let (low, high) =
            (self.new.all[left as usize].end as usize, self.new.all[right as usize].start as usize);
        let start = (low + span.start.saturating_sub(self.old.all[before].end as usize)).min(high);
        Some(Placed {
            span: Span { start, end: (start + span.len()).min(high) },
            kept: 1.0,
            dense: 1.0,
        })
    }
}
