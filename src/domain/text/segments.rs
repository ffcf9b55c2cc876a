//! Where a text may be cut: graphemes, words, sentences.

use super::{Span, repair_sentences};

/// Finds the boundaries that people expect (Unicode Standard Annex 29). The
/// browser's own `Intl.Segmenter` does it on the page, a crate in the tests.
/// All offsets are code points of the given text.
pub trait Segmenter {
    /// Starts of the grapheme clusters.
    fn graphemes(&self, text: &str) -> Vec<usize>;
    /// The words, without the white space and punctuation between them.
    fn words(&self, text: &str) -> Vec<Span>;
    /// Starts of the sentences, by the general rules alone.
    fn sentences(&self, text: &str) -> Vec<usize>;
}

/// The boundaries of one block's text, in code points from the block's start.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Segments {
    graphemes: Vec<usize>,
    words: Vec<Span>,
    sentences: Vec<Span>,
    len: usize,
}

impl Segments {
    /// Cuts one block's text. Linear in its length.
    pub fn of(text: &str, segmenter: &dyn Segmenter) -> Self {
        Self {
            graphemes: segmenter.graphemes(text),
            words: segmenter.words(text),
            sentences: sentences_of(text, segmenter),
            len: text.chars().count(),
        }
    }

    /// The sentences, without the white space between them.
    #[must_use]
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// The sentence at a place, or the nearest one before it.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<Span> {
        let after = self.sentences.partition_point(|sentence| sentence.start <= at);
        self.sentences.get(after.saturating_sub(1)).copied()
    }

    /// The nearest grapheme boundary at or before `at`.
    #[must_use]
    pub fn grapheme_floor(&self, at: usize) -> usize {
        if at >= self.len {
            return self.len;
        }
        let after = self.graphemes.partition_point(|start| *start <= at);
        after.checked_sub(1).map_or(0, |i| self.graphemes[i])
    }

    /// The nearest grapheme boundary at or behind `at`.
    #[must_use]
    pub fn grapheme_ceil(&self, at: usize) -> usize {
        let first = self.graphemes.partition_point(|start| *start < at);
        self.graphemes.get(first).copied().unwrap_or(self.len)
    }

    /// The grapheme boundary before `at`; `None` at the block's start.
    #[must_use]
    pub fn grapheme_before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).map(|before| self.grapheme_floor(before.min(self.len.saturating_sub(1))))
    }

    /// The grapheme boundary behind `at`; `None` at the block's end.
    #[must_use]
    pub fn grapheme_after(&self, at: usize) -> Option<usize> {
        (at < self.len).then(|| self.grapheme_ceil(at + 1))
    }

    /// The start of the word before `at`.
    #[must_use]
    pub fn word_before(&self, at: usize) -> Option<usize> {
        let first = self.words.partition_point(|word| word.start < at);
        self.words.get(first.checked_sub(1)?).map(|word| word.start)
    }

    /// The end of the word behind `at`.
    #[must_use]
    pub fn word_after(&self, at: usize) -> Option<usize> {
        self.words.iter().find(|word| word.end > at).map(|word| word.end)
    }

    /// Grown to whole grapheme clusters, so that no letter loses its accent.
    #[must_use]
    pub fn snap_to_graphemes(&self, span: Span) -> Span {
        Span { start: self.grapheme_floor(span.start), end: self.grapheme_ceil(span.end) }
    }

    /// Grown to whole words where an end cuts one, and without white space at
    /// its ends. A stretch without a word stays as it is.
    #[must_use]
    pub fn snap_to_words(&self, span: Span) -> Span {
        let cut = |at: usize| self.words.iter().find(|word| word.start < at && at < word.end);
        let mut span = self.snap_to_graphemes(span);
        // In some scripts a word ends within a cluster: growing to the one may
        // cut the other, so it goes on until neither is. It only ever grows.
        loop {
            let words = Span {
                start: cut(span.start).map_or(span.start, |word| word.start),
                end: cut(span.end).map_or(span.end, |word| word.end),
            };
            let grown = self.snap_to_graphemes(words);
            if grown == span {
                return span;
            }
            span = grown;
        }
    }
}

fn sentences_of(text: &str, segmenter: &dyn Segmenter) -> Vec<Span> {
    let chars: Vec<char> = text.chars().collect();
    let starts = repair_sentences(&chars, &segmenter.sentences(text));
    let ends = starts.iter().skip(1).copied().chain([chars.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| trim(&chars, Span { start: *start, end }))
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

fn trim(chars: &[char], span: Span) -> Span {
    let words = &chars[span.start..span.end];
    let before = words.iter().take_while(|c| c.is_whitespace()).count();
    let behind = words.iter().rev().take_while(|c| c.is_whitespace()).count();
    Span {
        start: span.start + before,
        end: span.end.saturating_sub(behind).max(span.start + before),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    /// The crate that stands in for the browser's segmenter.
    pub(crate) struct Uax29;

    impl Segmenter for Uax29 {
        fn graphemes(&self, text: &str) -> Vec<usize> {
            starts(text.graphemes(true))
        }
        fn words(&self, text: &str) -> Vec<Span> {
            let mut at = 0;
            let mut words = Vec::new();
            for piece in text.split_word_bounds() {
                let len = piece.chars().count();
                if piece.chars().any(char::is_alphanumeric) {
                    words.push(Span { start: at, end: at + len });
                }
                at += len;
            }
            words
        }
        fn sentences(&self, text: &str) -> Vec<usize> {
            starts(text.split_sentence_bounds())
        }
    }

    fn starts<'t>(pieces: impl Iterator<Item = &'t str>) -> Vec<usize> {
        pieces
            .scan(0, |at, piece| {
                let start = *at;
                *at += piece.chars().count();
                Some(start)
            })
            .collect()
    }

    fn segments(text: &str) -> Segments {
        Segments::of(text, &Uax29)
    }

    #[test]
    fn a_family_and_an_accent_are_one_step() {
        let family = segments("a👩‍👩‍👧‍👦e\u{301}b");
        assert_eq!(family.grapheme_after(0), Some(1));
        assert_eq!(family.grapheme_after(1), Some(8));
        assert_eq!(family.grapheme_after(8), Some(10));
        assert_eq!(family.grapheme_before(10), Some(8));
        assert_eq!(family.snap_to_graphemes(Span { start: 3, end: 9 }), Span { start: 1, end: 10 });
    }

    #[test]
    fn words_are_taken_whole() {
        let text = segments("Officials said so.");
        assert_eq!(text.snap_to_words(Span { start: 3, end: 12 }), Span { start: 0, end: 14 });
        assert_eq!(text.snap_to_words(Span { start: 10, end: 18 }), Span { start: 10, end: 18 });
        assert_eq!(text.word_before(10), Some(0));
        assert_eq!(text.word_after(9), Some(14));
        assert_eq!(text.word_after(17), None);
    }

    #[test]
    fn a_sentence_has_no_white_space_around_it() {
        let text = segments("One here. Two there. ");
        assert_eq!(text.sentences(), [Span { start: 0, end: 9 }, Span { start: 10, end: 20 }]);
        assert_eq!(text.sentence_at(12), Some(Span { start: 10, end: 20 }));
        assert_eq!(text.sentence_at(9), Some(Span { start: 0, end: 9 }));
    }

    #[test]
    fn a_word_that_ends_within_a_cluster_is_taken_with_it() {
        let text = "Aaㄱ0𑯀  A0০®0𑈓ꬉΣ🌀0𝋠¡Σ0A𑏑𐺭";
        let cut = segments(text);
        let snapped = cut.snap_to_words(Span { start: 0, end: 20 });
        assert_eq!(cut.snap_to_words(snapped), snapped);
        assert_eq!(cut.snap_to_graphemes(snapped), snapped);
    }

    proptest! {
        #[test]
        fn snapping_only_grows_and_settles(text in "\\PC{0,80}", a in 0usize..90, b in 0usize..90) {
            let cut = segments(&text);
            let len = text.chars().count();
            let span = Span::between(a.min(len), b.min(len));
            for snapped in [cut.snap_to_graphemes(span), cut.snap_to_words(span)] {
                prop_assert!(snapped.start <= span.start && span.end <= snapped.end);
                prop_assert!(snapped.end <= len);
                prop_assert_eq!(cut.snap_to_graphemes(snapped), snapped);
            }
            let words = cut.snap_to_words(span);
            prop_assert_eq!(cut.snap_to_words(words), words);
        }

        #[test]
        fn steps_forward_and_back_meet_the_same_places(text in "\\PC{0,60}") {
            let cut = segments(&text);
            let (mut at, mut places) = (0, vec![0]);
            while let Some(next) = cut.grapheme_after(at) {
                prop_assert!(next > at);
                at = next;
                places.push(at);
            }
            let mut back = vec![at];
            while let Some(before) = cut.grapheme_before(at) {
                prop_assert!(before < at);
                at = before;
                back.push(at);
            }
            back.reverse();
            prop_assert_eq!(places, back);
        }
    }
}
