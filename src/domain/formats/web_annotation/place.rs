//! What stands around a record: written with it for other tools, looked up when
//! it is read.

use std::cell::Cell;
use std::sync::Arc;

use super::RecordError;
use crate::domain::address::Address;
use crate::domain::article::{Article, ArticleId};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::passage::{Passage, Quote};
use crate::domain::record::Body;
use crate::domain::source::Source;
use crate::domain::text::Span;

/// What a record is written among. What it adds to a record serves other tools
/// alone: reading gives an equal record without it.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) notebook: Option<&'a Notebook>,
    pub(super) articles: &'a [Arc<Article>],
}

impl<'a> Around<'a> {
    /// Nothing: for a record alone.
    pub(super) const NOTHING: Around<'static> = Around { notebook: None, articles: &[] };

    pub(super) fn nickname(&self, person: &Id) -> Option<&'a str> {
        Some(&self.notebook?.person(person)?.name)
    }

    pub(super) fn source(&self, id: &Id) -> Option<&'a Source> {
        self.notebook?.source(id)
    }

    pub(super) fn url(&self, article: &ArticleId) -> Option<&'a Address> {
        self.articles.iter().find(|other| other.id() == article)?.url.as_ref()
    }

    /// Where a claim or a source in the article begins.
    pub(super) fn start(&self, id: &Id) -> Option<usize> {
        match &self.notebook?.content(id)?.body {
            Body::Claim(claim) => Some(claim.passage.span.start),
            Body::Source(source) => source.passage().map(|passage| passage.span.start),
            _ => None,
        }
    }
}

/// How many bytes of text one file may make us search for words that are not at
/// their place: a file of misplaced claims on a long book would take hours.
const SEARCH: usize = 1_000_000_000;

/// How much dearer a search for words that are not there to the letter is.
const NEAR: usize = 50;

/// Finds words that do not stand in an article to the letter.
pub(super) type Near = fn(&Article, &Quote, Option<Span>) -> Option<Span>;

/// The articles at hand while a file is read.
pub(super) struct Places<'a> {
    articles: Vec<&'a Article>,
    search: Cell<usize>,
    near: Option<Near>,
}

/// What a file says about where something stands.
#[derive(Debug)]
pub(super) struct Claimed {
    /// The hash of its article, if given.
    pub(super) hash: Option<ArticleId>,
    /// Where its article came from, if given.
    pub(super) url: Option<String>,
    pub(super) quote: Option<Quote>,
    pub(super) span: Option<Span>,
}

impl<'a> Places<'a> {
    pub(super) fn new(articles: Vec<&'a Article>) -> Self {
        Self { articles, search: Cell::new(SEARCH), near: None }
    }

    /// The same for files of other tools, which see the same words with other
    /// spaces, or with other words around them.
    pub(super) fn with_near(self, near: Option<Near>) -> Self {
        Self { near, ..self }
    }

    /// The passage. Where the article is at hand, its words must stand at their
    /// place, or else at exactly one other, which is then taken. Where it is
    /// not, the file has to be believed.
    pub(super) fn find(&self, claimed: &Claimed) -> Result<Passage, RecordError> {
        let known =
            self.articles.iter().find(|article| Some(article.id()) == claimed.hash.as_ref());
        match (known, &claimed.hash) {
            (Some(article), _) => self.on(article, claimed),
            (None, Some(hash)) => unseen(hash, claimed),
            (None, None) => {
                let url = claimed.url.as_deref().ok_or(RecordError::UnknownArticle)?;
                let same = |article: &&&Article| {
                    article.url.as_ref().is_some_and(|other| other.as_str() == url)
                };
                let versions = self.articles.iter().filter(same).map(|it| self.on(it, claimed));
                versions.reduce(Result::or).unwrap_or_else(|| elsewhere(url, claimed))
            }
        }
    }

    fn on(&self, article: &Article, claimed: &Claimed) -> Result<Passage, RecordError> {
        let Some(quote) = &claimed.quote else {
            let span = claimed.span.ok_or(RecordError::NoQuote)?;
            return Passage::of(article, span).ok_or(RecordError::BadPosition);
        };
        if let Some(span) = claimed.span {
            let passage = Passage { article: article.id().clone(), span, quote: quote.clone() };
            if passage.holds_in(article) {
                return Ok(passage);
            }
        }
        let span = self
            .search(article, quote)
            .or_else(|why| self.search_near(article, quote, claimed.span).ok_or(why))?;
        Passage::of(article, span).ok_or(RecordError::QuoteNotFound)
    }

    fn search_near(&self, article: &Article, quote: &Quote, at: Option<Span>) -> Option<Span> {
        let near = self.near?;
        let cost = article.text().len().saturating_mul(NEAR);
        self.search.set(self.search.get().checked_sub(cost)?);
        near(article, quote, at)
    }

    /// The one place where the words stand; of several, the one that has the
    /// quote's context on both sides.
    fn search(&self, article: &Article, quote: &Quote) -> Result<Span, RecordError> {
        let text = article.text();
        let left = self.search.get().checked_sub(text.len()).ok_or(RecordError::QuoteNotFound)?;
        self.search.set(left);
        let mut found = text.match_indices(&quote.exact).map(|(at, _)| at);
        let Some(first) = found.next() else { return Err(RecordError::QuoteNotFound) };
        let Some(second) = found.next() else { return Ok(span(text, first, quote)) };
        if quote.prefix.is_empty() && quote.suffix.is_empty() {
            return Err(RecordError::QuoteAmbiguous);
        }
        let in_context = |at: &usize| {
            text[..*at].ends_with(&quote.prefix)
                && text[at + quote.exact.len()..].starts_with(&quote.suffix)
        };
        let mut found = [first, second].into_iter().chain(found).filter(in_context);
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(span(text, at, quote)),
            _ => Err(RecordError::QuoteAmbiguous),
        }
    }
}

fn span(text: &str, at: usize, quote: &Quote) -> Span {
    let start = text[..at].chars().count();
    Span { start, end: start + quote.exact.chars().count() }
}

/// On a text that nobody knows but by its address: the words may be found in
/// another version of it. A name made from the address stands in for its hash.
fn elsewhere(url: &str, claimed: &Claimed) -> Result<Passage, RecordError> {
    let quote = claimed.quote.clone().ok_or(RecordError::UnknownArticle)?;
    let end = quote.exact.chars().count();
    let span = claimed.span.filter(|span| span.len() == end).unwrap_or(Span { start: 0, end });
    Ok(Passage { article: ArticleId::of(&format!("unknown text at {url}")), span, quote })
}

fn unseen(article: &ArticleId, claimed: &Claimed) -> Result<Passage, RecordError> {
    let quote = claimed.quote.clone().ok_or(RecordError::NoQuote)?;
    let span = claimed.span.ok_or(RecordError::NoPosition)?;
    match quote.exact.chars().count() == span.len() {
        true => Ok(Passage { article: article.clone(), span, quote }),
        false => Err(RecordError::BadPosition),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::{Block, BlockKind, Draft};

    fn find(quote: [&str; 3], at: Option<(usize, usize)>) -> Result<(usize, usize), RecordError> {
        let text = "é one fish, two fish; one bird.".into();
        let blocks = vec![Block { kind: BlockKind::Paragraph, text }];
        let article = Draft { blocks, ..Draft::default() }.finish().expect("it has text");
        let [prefix, exact, suffix] = quote.map(String::from);
        let claimed = Claimed {
            hash: Some(article.id().clone()),
            url: None,
            quote: Some(Quote { exact, prefix, suffix }),
            span: at.map(|(start, end)| Span { start, end }),
        };
        let passage = Places::new(vec![&article]).find(&claimed)?;
        assert!(passage.holds_in(&article));
        Ok((passage.span.start, passage.span.end))
    }

    #[test]
    fn words_are_found_at_their_place_or_at_the_only_other_one() {
        assert_eq!(find(["", "fish", ""], Some((16, 20))), Ok((16, 20)));
        assert_eq!(find(["", "two", ""], Some((0, 3))), Ok((12, 15)));
        assert_eq!(find(["", "two", ""], None), Ok((12, 15)));
        assert_eq!(find(["", "one", " bird"], None), Ok((22, 25)));
        assert_eq!(find(["", "one", ""], Some((1, 4))), Err(RecordError::QuoteAmbiguous));
        assert_eq!(find(["x", "one", ""], None), Err(RecordError::QuoteAmbiguous));
        assert_eq!(find(["", "three", ""], Some((0, 5))), Err(RecordError::QuoteNotFound));
    }

    #[test]
    fn a_file_cannot_make_us_search_forever() {
        let places = Places::new(Vec::new());
        places.search.set(3);
        let blocks = vec![Block { kind: BlockKind::Paragraph, text: "four".into() }];
        let article = Draft { blocks, ..Draft::default() }.finish().expect("it has text");
        assert_eq!(places.search(&article, &Quote::of("four")), Err(RecordError::QuoteNotFound));
    }
}
