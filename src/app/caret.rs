//! Moving a caret through the article.

use crate::domain::article::Article;
use crate::domain::text::{Segments, Span};

/// A step that a key asks for. Lines are the screen's: they are not here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// To the next or previous grapheme cluster.
    Character,
    /// To the end of this word, or the start of the one before.
    Word,
    /// To the next sentence, or to the start of this one or the one before.
    Sentence,
    /// To the next paragraph, or to the start of this one or the one before.
    Paragraph,
    /// To the end or the start of the text.
    Text,
}

/// Where a step leads from `at`. `segments` gives the boundaries of a block.
pub fn step(
    article: &Article,
    segments: &dyn Fn(usize) -> std::rc::Rc<Segments>,
    at: usize,
    step: Step,
    forward: bool,
) -> usize {
    let block = article.block_at(at);
    let span = article.block_span(block);
    let inside = at.min(span.end) - span.start;
    let next_start = article.block_span(block + 1).start;
    let previous = block.checked_sub(1).map(|b| (b, article.block_span(b)));
    let cut = segments(block);
    match (step, forward) {
        (Step::Character, true) => {
            cut.grapheme_after(inside).map_or(next_start, |to| span.start + to)
        }
        (Step::Character, false) => match cut.grapheme_before(inside) {
            Some(to) => span.start + to,
            None => previous.map_or(0, |(_, before)| before.end),
        },
        (Step::Word, true) => match cut.word_after(inside) {
            Some(to) => span.start + to,
            None if next_start == article.len() => article.len(),
            None => first_word_end(&segments(block + 1), article.block_span(block + 1)),
        },
        (Step::Word, false) => match (cut.word_before(inside), previous) {
            (Some(to), _) => span.start + to,
            (None, Some((b, before))) => {
                before.start + segments(b).word_before(before.len() + 1).unwrap_or(0)
            }
            (None, None) => 0,
        },
        (Step::Sentence, true) => {
            let next = cut.sentences().iter().find(|sentence| sentence.start > inside);
            next.map_or(next_start, |sentence| span.start + sentence.start)
        }
        (Step::Sentence, false) => {
            let before = cut.sentences().iter().rev().find(|sentence| sentence.start < inside);
            match (before, previous) {
                (Some(sentence), _) => span.start + sentence.start,
                (None, Some((b, before))) => {
                    before.start + segments(b).sentences().last().map_or(0, |s| s.start)
                }
                (None, None) => 0,
            }
        }
        (Step::Paragraph, true) => next_start,
        (Step::Paragraph, false) if inside > 0 => span.start,
        (Step::Paragraph, false) => previous.map_or(0, |(_, before)| before.start),
        (Step::Text, true) => article.len(),
        (Step::Text, false) => 0,
    }
}

fn first_word_end(cut: &Segments, block: Span) -> usize {
    cut.word_after(0).map_or(block.end, |to| block.start + to)
}

/// The sentence at a place of the article; `None` in a block without text.
pub fn sentence_at(
    article: &Article,
    segments: &dyn Fn(usize) -> std::rc::Rc<Segments>,
    at: usize,
) -> Option<Span> {
    let block = article.block_at(at);
    let start = article.block_span(block).start;
    let inside = segments(block).sentence_at(at - start)?;
    Some(Span { start: start + inside.start, end: start + inside.end })
}

/// A selection grown to whole grapheme clusters, and to whole words if wished.
/// White space at its ends is left out where words are wished for.
pub fn snap(
    article: &Article,
    segments: &dyn Fn(usize) -> std::rc::Rc<Segments>,
    span: Span,
    whole_words: bool,
) -> Span {
    let end_of = |at: usize, grow_end: bool| {
        let block = article.block_at(at);
        let block_span = article.block_span(block);
        let inside = at.min(block_span.end) - block_span.start;
        let point = Span { start: inside, end: inside };
        let cut = segments(block);
        let grown =
            if whole_words { cut.snap_to_words(point) } else { cut.snap_to_graphemes(point) };
        block_span.start + if grow_end { grown.end } else { grown.start }
    };
    let grown = Span { start: end_of(span.start, false), end: end_of(span.end, true) };
    if !whole_words {
        return grown;
    }
    let words = article.slice(grown);
    let before = words.chars().take_while(|c| c.is_whitespace()).count();
    let behind = words.chars().rev().take_while(|c| c.is_whitespace()).count();
    if before == grown.len() {
        return Span { start: grown.start, end: grown.start };
    }
    Span { start: grown.start + before, end: grown.end - behind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::{built_in, read_plain};
    use crate::domain::text::segments::tests::Uax29;
    use std::rc::Rc;

    fn with(text: &str, check: impl Fn(&Article, &dyn Fn(usize) -> Rc<Segments>)) {
        let article = read_plain(text).finish().expect("it has text");
        let segments = |block: usize| {
            Rc::new(
                article
                    .blocks()
                    .get(block)
                    .map_or_else(Segments::default, |b| Segments::of(&b.text, &Uax29)),
            )
        };
        check(&article, &segments);
    }

    #[test]
    fn every_step_moves_until_the_end_and_back_to_the_start() {
        let text = built_in().text().to_owned();
        with(&text, |article, segments| {
            for by in [Step::Character, Step::Word, Step::Sentence, Step::Paragraph, Step::Text] {
                for forward in [true, false] {
                    let (goal, mut at) =
                        if forward { (article.len(), 0) } else { (0, article.len()) };
                    let mut steps = 0;
                    while at != goal {
                        let to = step(article, segments, at, by, forward);
                        assert!(if forward { to > at } else { to < at }, "{by:?} stays at {at}");
                        at = to;
                        steps += 1;
                    }
                    assert!(steps > 0);
                }
            }
        });
    }

    #[test]
    fn a_selection_takes_whole_words_and_no_space() {
        with("One two.\n\nThree.", |article, segments| {
            let whole = |start, end| snap(article, segments, Span { start, end }, true);
            assert_eq!(whole(1, 6), Span { start: 0, end: 7 });
            assert_eq!(whole(3, 5), Span { start: 4, end: 7 });
            assert_eq!(whole(5, 11), Span { start: 4, end: 14 });
            assert!(whole(3, 4).is_empty());
            assert_eq!(sentence_at(article, segments, 2), Some(Span { start: 0, end: 8 }));
        });
    }
}
