//! A passage: a stretch of an article, and what is needed to find it again.

use super::article::{Article, ArticleId};
use super::text::Span;

/// How many code points of context are kept on either side.
const CONTEXT: usize = 32;

/// A stretch of one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// The article version on which it was marked.
    pub article: ArticleId,
    /// Where, in code points (W3C `TextPositionSelector`, §4.2.5).
    pub span: Span,
    /// What it says and what stands around it (W3C `TextQuoteSelector`, §4.2.4).
    pub quote: Quote,
}

/// Words, and the words around them. An empty context is one that was not given
/// or the text's edge.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quote {
    /// The words themselves.
    pub exact: String,
    /// Up to 32 code points before them.
    pub prefix: String,
    /// Up to 32 code points behind them.
    pub suffix: String,
}

impl Quote {
    /// Words without context.
    #[must_use]
    pub fn of(exact: &str) -> Self {
        Self { exact: exact.into(), ..Self::default() }
    }
}

impl Passage {
    /// Describes a stretch of an article. `None` where it is empty or reaches
    /// beyond the text.
    #[must_use]
    pub fn of(article: &Article, span: Span) -> Option<Self> {
        if span.is_empty() || span.end > article.len() {
            return None;
        }
        let words = |start: usize, end: usize| article.slice(Span { start, end }).to_owned();
        Some(Self {
            article: article.id().clone(),
            span,
            quote: Quote {
                exact: words(span.start, span.end),
                prefix: words(span.start.saturating_sub(CONTEXT), span.start),
                suffix: words(span.end, (span.end + CONTEXT).min(article.len())),
            },
        })
    }

    /// Whether its words stand at its place in this article.
    #[must_use]
    pub fn holds_in(&self, article: &Article) -> bool {
        self.article == *article.id()
            && self.span.end <= article.len()
            && article.slice(self.span) == self.quote.exact
    }
}
