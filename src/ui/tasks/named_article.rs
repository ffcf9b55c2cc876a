//! Reads the article that `?article=` names.

use std::sync::Arc;

use super::open_article::{TextKind, article_of, draft_of};
use crate::app::notice::ArticleProblem;
use crate::browser::files;
use crate::domain::article::{Article, write_markdown};

/// From this page's own host alone.
///
/// # Errors
/// Why there is none.
pub(super) async fn named_article(path: String) -> Result<Arc<Article>, ArticleProblem> {
    let (text, content_type) =
        files::fetch_same_origin(&path).await.map_err(|_| ArticleProblem::NotFound)?;
    let kind = TextKind::of_name(path.split(['?', '#']).next().unwrap_or(&path));
    let kind = match kind {
        Some(kind) => kind,
        None if content_type.contains("html") => TextKind::Html,
        None if content_type.contains("markdown") => TextKind::Markdown,
        None if content_type.starts_with("text/") => TextKind::Plain,
        None => return Err(ArticleProblem::NotText),
    };
    let mut draft = draft_of(&text, kind);
    if draft.title.is_empty() {
        let name = path.rsplit('/').next().unwrap_or(&path);
        draft.title = name.split('.').next().unwrap_or(name).to_owned();
    }
    article_of(&write_markdown(&draft), &draft.title, draft.url.clone(), &draft)
}
