//! How many people marked each sentence.

use super::{Between, Class, Spread, owned, spread};
use crate::domain::article::Article;
use crate::domain::claim::{Claim, Kind};
use crate::domain::order::sort_by;
use crate::domain::text::{Segmenter, Segments, Span};

/// A sentence, and who marked any part of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heat {
    /// The sentence.
    pub sentence: Span,
    /// How many people marked a part of it.
    pub people: usize,
    /// How many did as what; who marked two kinds in it counts for both.
    pub kinds: Spread<Kind>,
}

/// The sentences of an article, in its own code points.
#[must_use]
pub fn sentences(article: &Article, segmenter: &dyn Segmenter) -> Vec<Span> {
    let mut sentences = Vec::new();
    for (at, block) in article.blocks().iter().enumerate() {
        let start = article.block_span(at).start;
        let within = Segments::of(&block.text, segmenter);
        let moved = |span: &Span| Span { start: start + span.start, end: start + span.end };
        sentences.extend(within.sentences().iter().map(moved));
    }
    sentences
}

/// Which of the sentences, in the order of the text, a stretch has a part in.
pub(super) fn touched(sentences: &[Span], span: Span) -> std::ops::Range<usize> {
    let first = sentences.partition_point(|sentence| sentence.end <= span.start);
    let end = sentences.partition_point(|sentence| sentence.start < span.end);
    first..end.max(first)
}

impl Class {
    /// Of each of these sentences (in the order of the text, none overlapping)
    /// how many people marked any part of it.
    #[must_use]
    pub fn heat(&self, sentences: &[Span]) -> Vec<Heat> {
        let marked = self.by_sentence(sentences, Between::All);
        let heat = sentences.iter().zip(marked).map(|(sentence, claims)| {
            let mut people: Vec<usize> = claims.iter().map(|(member, _)| *member).collect();
            people.dedup();
            let of_kind = claims.into_iter().map(|(member, claim)| (&claim.kind, member));
            let mut kinds: Vec<_> = of_kind.collect();
            sort_by(&mut kinds, Ord::cmp);
            kinds.dedup();
            let kinds = spread(kinds.into_iter().map(|(kind, _)| kind).collect());
            Heat { sentence: *sentence, people: people.len(), kinds: owned(kinds) }
        });
        heat.collect()
    }

    /// The claims of these members that have a part in each sentence, by member.
    pub(super) fn by_sentence(
        &self,
        sentences: &[Span],
        between: Between,
    ) -> Vec<Vec<(usize, &Claim)>> {
        let mut marked = vec![Vec::new(); sentences.len()];
        for (member, _, claim) in self.claims_of(between) {
            for at in touched(sentences, claim.passage.span) {
                if let Some(claims) = marked.get_mut(at) {
                    claims.push((member, claim));
                }
            }
        }
        marked
    }
}
