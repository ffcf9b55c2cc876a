//! An article that is still being read in.

use super::{Article, Block};
use crate::domain::address::Address;
use crate::domain::text::is_drawable;

/// The longest article, in code points: a long book.
pub const MAX_CODE_POINTS: usize = 4_000_000;

/// The most parts of an article: a long book again. Each is an element on screen.
pub const MAX_BLOCKS: usize = 20_000;

/// The longest title, in code points. What is longer is none: it is cut.
const MAX_TITLE: usize = 1_000;

/// What has been read of an article so far; [`Draft::finish`] makes it one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// What it is called; empty if nothing said so.
    pub title: String,
    /// BCP 47 tag of its language; empty if nothing said so.
    pub language: String,
    /// Where it came from.
    pub url: Option<Address>,
    /// When it was published, as precisely as it is known.
    pub published: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// Why a draft cannot become an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArticleError {
    /// There is no text in it.
    Empty,
    /// It is longer than [`MAX_CODE_POINTS`].
    TooLong,
    /// It has more than [`MAX_BLOCKS`].
    TooManyBlocks,
    /// A letter in it cannot be drawn (see [`is_drawable`]).
    Undrawable,
}

impl Draft {
    /// Makes the article: white space within a block becomes single spaces,
    /// blocks without text are dropped. The same text gives the same id.
    ///
    /// # Errors
    /// [`ArticleError`] where nothing is left, or too much.
    pub fn finish(mut self) -> Result<Article, ArticleError> {
        for block in &mut self.blocks {
            block.text = tidy(&block.text);
        }
        self.blocks.retain(|block| !block.text.is_empty());
        self.title = tidy(&self.title).chars().take(MAX_TITLE).collect();
        // No language and no date is as long as this.
        for word in [&mut self.language, &mut self.published] {
            if word.len() > 100 {
                word.clear();
            }
        }
        self.check()?;
        Ok(Article::from_parts(self))
    }

    /// Whether it could become an article, as far as its size goes.
    ///
    /// # Errors
    /// [`ArticleError`] where there is nothing, or too much.
    pub fn check(&self) -> Result<(), ArticleError> {
        let code_points: usize = self.blocks.iter().map(|b| b.text.chars().count() + 1).sum();
        match code_points {
            0 => Err(ArticleError::Empty),
            _ if self.blocks.len() > MAX_BLOCKS => Err(ArticleError::TooManyBlocks),
            1..=MAX_CODE_POINTS if !self.is_drawable() => Err(ArticleError::Undrawable),
            1..=MAX_CODE_POINTS => Ok(()),
            _ => Err(ArticleError::TooLong),
        }
    }

    fn is_drawable(&self) -> bool {
        is_drawable(&self.title) && self.blocks.iter().all(|block| is_drawable(&block.text))
    }
}

/// White space becomes single spaces, none at the ends; control characters and
/// the byte order mark go, for they can be neither seen nor selected.
pub(super) fn tidy(text: &str) -> String {
    let seen = |c: &char| c.is_whitespace() || !(c.is_control() || *c == '\u{feff}');
    let text: String = text.chars().filter(seen).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
