//! Anchoring by selectors alone: one index of the new text's words, rare ones
//! vote for places, and prefix, quote and suffix are aligned together.

use super::find::{Finder, Match, Row};
use super::lexicon::Lexicon;
use super::tokens::{Tokens, Words};
use super::{Anchored, Selectors};
use crate::domain::text::Span;

/// How much of a quote must be left, with context and without.
const KEPT: f32 = 0.45;
const KEPT_ALONE: f32 = 0.5;
const KEPT_LOOSE: f32 = 0.6;
/// How many of the words that are there now must be old ones.
const DENSE: f32 = 0.6;
const DENSE_LOOSE: f32 = 0.35;
const DENSE_ALONE: f32 = 0.3;
/// How much of the context tells that it is the place, and, on both sides, of a
/// quote of few words.
const CONTEXT: f32 = 0.5;
const CONTEXT_OF_FEW: f32 = 0.7;
const FEW_WORDS: usize = 3;
/// A quote as good as it was, without its context, in another part of the text
/// while the context has closed up where it was, is another quote.
const FAR: usize = 3;
/// Words and context verbatim at the old position: all but sure.
const IN_PLACE: f32 = 0.95;

/// Anchors all passages by their selectors.
pub(super) fn anchor(passages: &[Selectors<'_>], new: &str) -> Vec<Anchored> {
    let mut words = Words::new(new.len() / 64);
    let tokens = Tokens::read(new, &mut words);
    let mut finder = Finder::new(&tokens, tokens.ids.clone(), &words);
    let lexicon = Lexicon::new();
    passages
        .iter()
        .map(|passage| {
            if let Some(span) = in_place(passage, &tokens, new) {
                let exact = passage.exact.unwrap_or_default();
                return Anchored::found(span, Some(span), exact, exact, &lexicon, IN_PLACE);
            }
            find(passage, &mut finder, &mut words, &tokens, new, &lexicon).unwrap_or(Anchored::LOST)
        })
        .collect()
}

/// The position, where words and context stand there verbatim.
fn in_place(passage: &Selectors<'_>, tokens: &Tokens, new: &str) -> Option<Span> {
    let (span, exact) = (passage.position?, passage.exact?);
    if span.is_empty() || span.end > tokens.len || tokens.slice(new, span) != exact {
        return None;
    }
    let before = passage.prefix.is_none_or(|prefix| {
        let start = span.start.saturating_sub(prefix.chars().count());
        tokens.slice(new, Span { start, end: span.start }) == prefix
    });
    let behind = passage.suffix.is_none_or(|suffix| {
        let end = (span.end + suffix.chars().count()).min(tokens.len);
        tokens.slice(new, Span { start: span.end, end }) == suffix
    });
    (before && behind).then_some(span)
}

fn find(
    passage: &Selectors<'_>,
    finder: &mut Finder<'_>,
    words: &mut Words,
    tokens: &Tokens,
    new: &str,
    lexicon: &Lexicon,
) -> Option<Anchored> {
    let row = Row::of(passage, words)?;
    let near = passage.position.map(|span| span.start);
    let found = finder.find(&row, near, convincing)?;
    let span = found.placed.span;
    let stray = |share: f32| (0.0..CONTEXT).contains(&share);
    if stray(found.before)
        && stray(found.behind)
        && near.is_some_and(|near| near.abs_diff(span.start) > tokens.len / FAR)
        && finder.is_cut_out(&row)
    {
        return None;
    }
    let is = tokens.slice(new, span);
    let was = passage.exact.unwrap_or_default();
    Some(Anchored::found(span, passage.position, was, is, lexicon, confidence(&found)))
}

fn convincing(found: &Match) -> bool {
    let Match { placed, before, behind, words, .. } = *found;
    let context = before.max(behind);
    if context < 0.0 {
        return placed.kept >= KEPT_ALONE && placed.dense >= DENSE_ALONE;
    }
    if words <= FEW_WORDS && placed.kept < 1.0 {
        return before >= CONTEXT_OF_FEW && behind >= CONTEXT_OF_FEW;
    }
    placed.kept >= KEPT
        && (context >= CONTEXT
            || placed.kept >= KEPT_LOOSE && placed.dense >= DENSE_LOOSE
            || placed.kept >= KEPT_ALONE && placed.dense >= DENSE)
}

/// By what is left of the quote and its context, and by how much better the place
/// is than the next best.
fn confidence(found: &Match) -> f32 {
    let context = (found.before.max(0.0) + found.behind.max(0.0)) / 2.0;
    let rival = found.rival.max(0) as f32 / found.score.max(1) as f32;
    found.placed.kept * (0.6 + 0.4 * context) * (1.0 - rival.min(1.0).powi(4) / 2.0)
}
