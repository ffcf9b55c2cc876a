//! An article: a text that never changes, in blocks, and the ways in which one
//! is read from plain text, Markdown or a web page.

mod block;
mod built_in;
mod draft;
mod likeness;
mod markdown;
mod markup;
mod nesting;
mod plain;
mod write_markdown;

use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use block::{Block, BlockKind};
pub use built_in::built_in;
pub use draft::{ArticleError, Draft, MAX_BLOCKS, MAX_CODE_POINTS};
pub use likeness::are_versions;
pub use markdown::read_markdown;
pub use markup::{Element, Markup, read_markup};
pub use nesting::is_too_deep;
pub use plain::read_plain;
pub use write_markdown::write_markdown;

use super::address::Address;
use super::text::{Span, TextIndex};

/// The SHA-256 of an article's text in UTF-8, as 64 hexadecimal digits. A
/// corrected article has another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// Of a whole text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let digits = Sha256::digest(text.as_bytes());
        Self(digits.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into())
    }

    /// Takes 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn read(digits: &str) -> Option<Self> {
        let sound = digits.len() == 64
            && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        sound.then(|| Self(digits.into()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that never changes. Its text is that of its blocks, joined by one
/// line feed; all places in it are code points of that text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
    id: ArticleId,
    /// What it is called; empty if nobody said.
    pub title: String,
    /// BCP 47 tag of its language; empty if not known.
    pub language: String,
    /// Where it came from.
    pub url: Option<Address>,
    /// When it was published, as precisely as it is known: `2023-07-07`.
    pub published: String,
    blocks: Vec<Block>,
    text: String,
    index: TextIndex,
    starts: Vec<usize>,
}

impl Article {
    /// The hash of its text.
    #[must_use]
    pub fn id(&self) -> &ArticleId {
        &self.id
    }

    /// Its blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Its whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many code points its text has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it has no text. Articles that were read have some.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Converts offsets of its text.
    #[must_use]
    pub fn index(&self) -> &TextIndex {
        &self.index
    }

    /// The words of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.index.slice(&self.text, span)
    }

    /// Where a block stands in the text. An empty span behind the last one.
    #[must_use]
    pub fn block_span(&self, block: usize) -> Span {
        let Some(start) = self.starts.get(block).copied() else {
            return Span { start: self.len(), end: self.len() };
        };
        let end = self.starts.get(block + 1).map_or(self.len(), |next| next - 1);
        Span { start, end }
    }

    /// The block that holds a place; the line feed behind a block belongs to it.
    #[must_use]
    pub fn block_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Puts an article together. [`Draft::finish`] is the way in from outside.
    fn from_parts(draft: Draft) -> Self {
        let text = draft.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
        let starts = draft
            .blocks
            .iter()
            .scan(0, |at, block| {
                let start = *at;
                *at += block.text.chars().count() + 1;
                Some(start)
            })
            .collect();
        Self {
            id: ArticleId::of(&text),
            title: draft.title,
            language: draft.language,
            url: draft.url,
            published: draft.published,
            blocks: draft.blocks,
            index: TextIndex::new(&text),
            text,
            starts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_article_is_the_one_that_the_key_was_made_on() {
        let article = built_in();
        assert_eq!(article.blocks().len(), 13);
        assert_eq!(article.len(), 2738);
        let span = Span { start: 1204, end: 1278 };
        assert_eq!(
            article.slice(span),
            "file criminal charges against four Chinese companies and eight individuals"
        );
        assert_eq!(article.id(), &ArticleId::of(article.text()));
    }

    #[test]
    fn blocks_know_their_places() {
        let article = read_plain("One.\n\nTwo 𠮷.\n\nThree.").finish().expect("it has text");
        assert_eq!(article.text(), "One.\nTwo 𠮷.\nThree.");
        let spans: Vec<_> = (0..4).map(|block| article.block_span(block)).collect();
        assert_eq!(spans[0], Span { start: 0, end: 4 });
        assert_eq!(spans[1], Span { start: 5, end: 11 });
        assert_eq!(spans[2], Span { start: 12, end: 18 });
        assert!(spans[3].is_empty());
        assert_eq!([0, 4, 5, 11, 12, 40].map(|at| article.block_at(at)), [0, 0, 1, 1, 2, 2]);
    }
}
