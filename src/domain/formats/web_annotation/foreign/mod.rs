//! What only files of other tools need: documents laid out as a graph, ids that
//! are no IRIs, answers to other annotations, words that are there but not to
//! the letter. Apart from the rest, so that what reads our own files in storage
//! does not bring it along.

mod answers;
mod ends;
mod graph;
mod ids;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::FileError;
use super::sheet::Sheet;
use crate::domain::anchor::{AnchorState, Selectors, anchor};
use crate::domain::article::Article;
use crate::domain::passage::Quote;
use crate::domain::text::Span;

/// Below this confidence words that were found are not taken for those meant.
const SURE: f32 = 0.6;

/// Opens a file of any tool, ours too.
pub(super) fn open(file: Value) -> Result<Sheet, FileError> {
    let file = match file {
        Value::Object(fields) if fields.contains_key("@graph") => graph::unfolded(fields),
        file => file,
    };
    Ok(settled(Sheet::open(file)?))
}

/// Gives ids to what has none and puts answers where they belong.
pub(super) fn settled(mut sheet: Sheet) -> Sheet {
    if !sheet.own {
        ids::settle(&mut sheet.items);
        answers::join(&mut sheet);
        ends::settle(&mut sheet.items);
    }
    sheet
}

/// Words that are in an article but not to the letter. Only the same words count: other tools see a page's spaces and line ends
/// otherwise, but a claim whose words changed is for a person to look at.
pub(super) fn near(article: &Article, quote: &Quote, at: Option<Span>) -> Option<Span> {
    let given = |words| Some(words).filter(|words: &&str| !words.is_empty());
    let selectors = Selectors {
        position: at,
        exact: given(&quote.exact),
        prefix: given(&quote.prefix),
        suffix: given(&quote.suffix),
    };
    let found = anchor(&[selectors], None, article.text()).into_iter().next()?;
    let same = matches!(found.state, AnchorState::Exact | AnchorState::Moved);
    found.place.filter(|_| same && found.confidence >= SURE)
}
