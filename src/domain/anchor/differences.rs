//! What differs between two texts, for people to read.

use super::diff::{Differ, NONE};
use super::slide::slide;
use super::tokens::{Tokens, Words};
use crate::domain::text::Span;

/// A stretch of the old text and what stands in its place in the new one; either
/// may be empty. Both in code points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What is gone.
    pub old: Span,
    /// What came.
    pub new: Span,
}

/// The differences in words, in the order of the texts: whole words, and nothing
/// where only white space, case or the form of quotes and dashes differs. The
/// same diff that [`anchor`](super::anchor) uses; linear.
#[must_use]
pub fn differences(old: &str, new: &str) -> Vec<Difference> {
    let mut words = Words::new(old.len() / 64);
    let (before, after) = (Tokens::read(old, &mut words), Tokens::read(new, &mut words));
    let mut pairs = Differ::default().pair(&before.ids, &after.ids, &before.all);
    slide(&before, &after, &mut pairs);
    let mut found = Vec::new();
    let (mut from, mut next) = (0, 0);
    let ends = [(before.all.len(), after.all.len())];
    let paired = pairs.iter().enumerate().filter(|(_, pair)| **pair != NONE);
    let paired = paired.map(|(at, pair)| (at, *pair as usize));
    for (at, pair) in paired.chain(ends) {
        if from < at || next < pair {
            found.push(Difference {
                old: stretch(&before, from, at),
                new: stretch(&after, next, pair),
            });
        }
        (from, next) = (at + 1, pair + 1);
    }
    found
}

/// From the first of these words to the last; where there is none, the place
/// behind the word before.
fn stretch(tokens: &Tokens, from: usize, to: usize) -> Span {
    let end_of = |at: usize| tokens.all.get(at).map_or(0, |token| token.end as usize);
    if from < to {
        let start = tokens.all.get(from).map_or(0, |token| token.start as usize);
        return Span { start, end: end_of(to - 1) };
    }
    let at = from.checked_sub(1).map_or(0, end_of);
    Span { start: at, end: at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str, span: Span) -> String {
        text.chars().skip(span.start).take(span.len()).collect()
    }

    #[test]
    fn words_that_differ_are_named() {
        let (old, new) = ("Four men and five women came.", "Four men and six women came “today”.");
        let found = differences(old, new);
        let named: Vec<_> =
            found.iter().map(|it| (words(old, it.old), words(new, it.new))).collect();
        assert_eq!(named[0], ("five".into(), "six".into()));
        assert_eq!(named[1].0, "");
        assert!(named[1].1.contains("today"), "{named:?}");
        assert_eq!(differences("a  \"b\"", "A “b”"), []);
    }

    proptest! {
        #[test]
        fn what_does_not_differ_is_the_same(old in "[ab ]{0,40}", new in "[ab ]{0,40}") {
            let found = differences(&old, &new);
            let mut at = (0, 0);
            for Difference { old: gone, new: came } in &found {
                let fold = |text: String| text.split_whitespace().collect::<String>();
                let between = |text: &str, from, to| fold(words(text, Span { start: from, end: to }));
                prop_assert_eq!(between(&old, at.0, gone.start), between(&new, at.1, came.start));
                at = (gone.end, came.end);
            }
        }
    }
}
