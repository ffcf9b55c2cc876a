//! Reads an article in from what a person pasted, dropped or chose.

use std::sync::Arc;

use crate::app::notice::ArticleProblem;
use crate::browser::parse_html::parse_html;
use crate::domain::address::Address;
use crate::domain::article::{Article, Draft, is_too_deep, read_markdown, read_markup, read_plain};

/// What kind of text a file holds, as far as its name or type tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    Plain,
    Markdown,
    Html,
}

impl TextKind {
    /// By a file's name; `None` where it is not one that we read.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        match name.rsplit('.').next()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}

/// The draft that a text gives. Markup becomes blocks of text, nothing else.
pub(crate) fn draft_of(text: &str, kind: TextKind) -> Draft {
    match kind {
        TextKind::Plain => read_plain(text),
        TextKind::Markdown => read_markdown(text),
        TextKind::Html if is_too_deep(text) => Draft::default(),
        TextKind::Html => read_markup(&parse_html(text)),
    }
}

/// The article that the form's fields give.
///
/// # Errors
/// Why there is none.
pub(crate) fn article_of(
    text: &str,
    title: &str,
    url: Option<Address>,
    offered: &Draft,
) -> Result<Arc<Article>, ArticleProblem> {
    let mut draft = read_markdown(text);
    if !title.trim().is_empty() {
        draft.title = title.trim().to_owned();
    }
    draft.url = url.or(draft.url);
    if draft.language.is_empty() {
        draft.language.clone_from(&offered.language);
    }
    if draft.published.is_empty() {
        draft.published.clone_from(&offered.published);
    }
    draft.finish().map(Arc::new).map_err(ArticleProblem::Refused)
}
