//! The notebook as people outside the page read it: Markdown, Argdown, a report
//! and a worksheet. What programs read is in `domain::formats`.
//!
//! All are plain text made in one pass, the same every time. What came from
//! outside is escaped so that it stays text, and what hides or turns in it is
//! written out, as everywhere ([`crate::app::words::whole`]).

mod argdown;
mod html;
mod markdown;
mod report;
#[cfg(test)]
mod tests;
mod worksheet;

pub use argdown::argdown;
pub use markdown::markdown;
pub use report::report;
pub use worksheet::worksheet;

use crate::app::words::article::UNTITLED;
use crate::app::words::whole;
use crate::domain::article::Article;
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;

/// The outline; should the notebook be on another article, with nothing in the
/// text of this one.
fn outline(notebook: &Notebook, article: &Article) -> Outline {
    let mut outline = Outline::of(notebook);
    if notebook.article().is_some_and(|it| it != article.id()) {
        let sources = std::mem::take(&mut outline.sources).into_iter();
        let (inside, outside) = sources.partition(|record| record.passage().is_some());
        outline.sources = outside;
        outline.lost.append(&mut outline.claims);
        outline.lost.extend::<Vec<_>>(inside);
    }
    outline
}

/// What to call the whole: the notebook's name, else the article's.
fn title(notebook: &Notebook, article: &Article) -> String {
    let titles = [notebook.title(), &article.title, UNTITLED];
    titles.into_iter().find(|it| !it.trim().is_empty()).map(whole).unwrap_or_default()
}
