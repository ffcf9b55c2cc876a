//! A block of the article as it is painted: its text cut once at every boundary.

use crate::domain::article::Article;
use crate::domain::id::Id;
use crate::domain::order::sort_by_key;
use crate::domain::outline::{Outline, span_of};
use crate::domain::record::Body;
use crate::domain::text::Span;

/// So many marks may lie over one place; of more, the later ones are seen in the
/// margin alone. Elements nested deeper than this are more than browsers bear.
const MAX_DEPTH: usize = 48;

/// So many marks are drawn in all, each time.
const MAX_DRAWN: usize = 40_000;

/// A stretch of text that is marked in one way throughout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// The marks over it, the widest first.
    pub marks: Vec<Mark>,
    /// The number of the sentence that begins with it, where they are numbered.
    pub sentence: Option<usize>,
}

/// A claim or a source in the article, over one piece.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Whose mark it is.
    pub id: Id,
    /// The claim's kind; `None` for a source.
    pub kind: Option<String>,
    /// The claim's number.
    pub number: Option<usize>,
    /// How many marks lie under it on its whole length (0 to 3, then again):
    /// decides the height of its line, so that lines do not cover each other.
    pub lane: usize,
    /// Whether its text changed and nobody has looked at it yet.
    pub asks: bool,
    /// Whether the passage begins with this piece.
    pub starts: bool,
    /// Whether it ends with this piece.
    pub ends: bool,
}

/// A mark's place in the text and the lane that it was given.
#[derive(Clone, Debug)]
struct Placed {
    span: Span,
    mark: Mark,
}

/// The pieces of every block. Linear in the text and in the marks, times the
/// depth of overlap. `adjusted` shows one passage elsewhere than it is;
/// `sentences` are the places where numbered sentences begin, rising. Blocks
/// outside `window` (first, and first behind) are left unmarked.
#[must_use]
pub fn pieces(
    article: &Article,
    outline: &Outline,
    adjusted: Option<&(Id, Span)>,
    sentences: &[usize],
    window: Option<(usize, usize)>,
) -> Vec<Vec<Piece>> {
    let placed = place(outline, adjusted);
    let (mut first, mut sentence, mut left) = (0, 0, MAX_DRAWN);
    (0..article.blocks().len())
        .map(|block| {
            let span = article.block_span(block);
            while placed.get(first).is_some_and(|p| p.span.end <= span.start) {
                first += 1;
            }
            let shown = window.is_none_or(|(from, to)| from <= block && block < to);
            let over: Vec<&Placed> = placed[first..]
                .iter()
                .filter(|_| shown)
                .take_while(|p| p.span.start < span.end)
                .filter(|p| p.span.overlaps(span))
                .collect();
            let from = sentence;
            while sentences.get(sentence).is_some_and(|start| *start < span.end) {
                sentence += 1;
            }
            cut(article, span, &over, &sentences[from..sentence], from, &mut left)
        })
        .collect()
}

/// Marks by place (start, the longer first), each in a lane of its own.
fn place(outline: &Outline, adjusted: Option<&(Id, Span)>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = outline
        .claims
        .iter()
        .chain(&outline.sources)
        .filter_map(|record| {
            let moved = adjusted.filter(|(id, _)| *id == record.id).map(|(_, span)| *span);
            let span = moved.or_else(|| span_of(record))?;
            let kind = match &record.content.as_ref()?.body {
                Body::Claim(claim) => Some(claim.kind.key().to_owned()),
                _ => None,
            };
            let number = outline.number(&record.id);
            let id = record.id.clone();
            let asks = record.origin().is_some_and(|origin| origin.asks);
            let mark = Mark { id, kind, number, lane: 0, asks, starts: false, ends: false };
            Some(Placed { span, mark })
        })
        .collect();
    sort_by_key(&mut placed, |p| (p.span.start, std::cmp::Reverse(p.span.end)));
    let mut lanes: Vec<usize> = Vec::new();
    placed.retain_mut(|p| {
        let free = lanes.iter().position(|end| *end <= p.span.start);
        p.mark.lane = free.unwrap_or(lanes.len());
        match free {
            Some(lane) => lanes[lane] = p.span.end,
            None if lanes.len() < MAX_DEPTH => lanes.push(p.span.end),
            None => return false,
        }
        true
    });
    placed
}

fn cut(
    article: &Article,
    block: Span,
    over: &[&Placed],
    sentences: &[usize],
    from: usize,
    left: &mut usize,
) -> Vec<Piece> {
    let ends = over.iter().flat_map(|p| [p.span.start, p.span.end]);
    let mut cuts: Vec<usize> = ends
        .chain(sentences.iter().copied())
        .filter(|at| block.contains(*at))
        .chain([block.start, block.end])
        .collect();
    sort_by_key(&mut cuts, |at| *at);
    cuts.dedup();
    cuts.windows(2)
        .map(|ends| {
            let span = Span { start: ends[0], end: ends[1] };
            let marks = over.iter().filter(|p| p.span.overlaps(span)).map(|p| Mark {
                starts: p.span.start == span.start,
                ends: p.span.end == span.end,
                ..p.mark.clone()
            });
            let marks: Vec<Mark> = marks.take(*left).collect();
            *left -= marks.len();
            let sentence = sentences.iter().position(|start| *start == span.start);
            Piece {
                text: article.slice(span).to_owned(),
                marks,
                sentence: sentence.map(|i| from + i + 1),
            }
        })
        .collect()
}
