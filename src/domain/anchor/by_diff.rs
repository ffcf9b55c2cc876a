//! Anchoring where the old text is known: one diff of the two texts, through
//! which every passage is mapped.

use super::diff::{Differ, NONE};
use super::find::{Finder, Row};
use super::lexicon::Lexicon;
use super::place::{Pairing, Placed};
use super::slide::slide;
use super::tokens::{Tokens, Words};
use super::{Anchored, Selectors};
use crate::domain::text::Span;

/// How much of a passage must be left where the diff says that it is, and how
/// close together; less of one may do for the other.
const KEPT: f32 = 0.45;
const KEPT_DENSE: f32 = 0.4;
const KEPT_LOOSE: f32 = 0.6;
const DENSE: f32 = 0.7;
const DENSE_LOOSE: f32 = 0.45;
/// How much of it must be found elsewhere, and how close together.
const KEPT_ELSEWHERE: f32 = 0.64;
const DENSE_ELSEWHERE: f32 = 0.4;
/// How much of a quote must be found in the old text where its position is wrong.
const KEPT_IN_OLD: f32 = 0.9;
/// No place that was searched for is as sure as one that the diff gives.
const SEARCHED: f32 = 0.9;

/// Both texts, and what is looked up in them when need be.
struct Diff<'t> {
    texts: (&'t str, &'t str),
    /// Whether the two are one.
    same: bool,
    old: &'t Tokens,
    new: &'t Tokens,
    pairs: &'t [u32],
    words: Words,
    lexicon: Lexicon,
    in_old: Option<Finder<'t>>,
    free: Option<Finder<'t>>,
}

/// Anchors all passages by one diff.
pub(super) fn anchor(passages: &[Selectors<'_>], old: &str, new: &str) -> Vec<Anchored> {
    let mut words = Words::new(old.len() / 64);
    let old_tokens = Tokens::read(old, &mut words);
    let new_tokens = Tokens::read(new, &mut words);
    let mut pairs = Differ::default().pair(&old_tokens.ids, &new_tokens.ids, &old_tokens.all);
    slide(&old_tokens, &new_tokens, &mut pairs);
    let mut diff = Diff {
        texts: (old, new),
        same: old == new,
        old: &old_tokens,
        new: &new_tokens,
        pairs: &pairs,
        words,
        lexicon: Lexicon::new(),
        in_old: None,
        free: None,
    };
    passages.iter().map(|passage| diff.anchor(passage)).collect()
}

impl Diff<'_> {
    fn anchor(&mut self, passage: &Selectors<'_>) -> Anchored {
        let Some(span) = self.locate(passage) else { return Anchored::LOST };
        if self.same {
            return Anchored::found(span, Some(span), "", "", &self.lexicon, 1.0);
        }
        let pairing = Pairing { old: self.old, new: self.new, pairs: self.pairs, whole: true };
        let by_diff = pairing.place(span).filter(is_left);
        let (placed, sure) = match by_diff {
            Some(placed) => (placed, 1.0),
            None => match self.elsewhere(span) {
                Some(placed) => (placed, SEARCHED),
                None => return Anchored::LOST,
            },
        };
        let was = self.old.slice(self.texts.0, span);
        let is = self.new.slice(self.texts.1, placed.span);
        Anchored::found(placed.span, Some(span), was, is, &self.lexicon, sure * placed.kept)
    }

    /// Where the passage is in the old text: at its position, or where its quote is.
    fn locate(&mut self, passage: &Selectors<'_>) -> Option<Span> {
        let at_position = passage.position.filter(|span| {
            let inside = span.start < span.end && span.end <= self.old.len;
            inside && passage.exact.is_none_or(|exact| self.old.slice(self.texts.0, *span) == exact)
        });
        if at_position.is_some() {
            return at_position;
        }
        let row = Row::of(passage, &mut self.words)?;
        let finder = self
            .in_old
            .get_or_insert_with(|| Finder::new(self.old, self.old.ids.clone(), &self.words));
        let found = finder.find(&row, passage.position.map(|span| span.start), |_| true)?;
        (found.placed.kept >= KEPT_IN_OLD).then_some(found.placed.span)
    }

    /// A moved passage, in the words of the new text that the diff left free.
    fn elsewhere(&mut self, span: Span) -> Option<Placed> {
        let text = self.old.slice(self.texts.0, span);
        let row = Row::without_context(text, &mut self.words);
        let finder = self.free.get_or_insert_with(|| {
            let mut ids = self.new.ids.clone();
            for pair in self.pairs.iter().filter(|pair| **pair != NONE) {
                ids[*pair as usize] = NONE;
            }
            Finder::new(self.new, ids, &self.words)
        });
        let held = finder.find(&row, None, |found| {
            found.placed.kept >= KEPT_ELSEWHERE && found.placed.dense >= DENSE_ELSEWHERE
        })?;
        let wider = finder.widen(&row, &held).filter(|wider| wider.placed.kept >= held.placed.kept);
        Some(wider.unwrap_or(held).placed)
    }
}

fn is_left(placed: &Placed) -> bool {
    let Placed { kept, dense, .. } = *placed;
    kept >= KEPT_LOOSE
        || kept >= KEPT && dense >= DENSE_LOOSE
        || kept >= KEPT_DENSE && dense >= DENSE
}
