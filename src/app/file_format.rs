//! The kinds of file that a notebook can be saved as.

use std::sync::Arc;

use super::exports::{argdown, markdown, report, worksheet};
use crate::app::words::term::Terms;
use crate::domain::address::Address;
use crate::domain::article::Article;
use crate::domain::formats::claim_review::{self, write_claim_reviews};
use crate::domain::formats::csl::{self, write_sources};
use crate::domain::formats::csv::{self, write_claims, write_links};
use crate::domain::formats::exercise::asked;
use crate::domain::formats::hypothesis::write_hypothesis;
use crate::domain::formats::web_annotation::{self, write_notebook};
use crate::domain::nameless::without_names;
use crate::domain::notebook::Notebook;

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileFormat {
    /// W3C Web Annotation: the notebook itself.
    Notebook,
    /// A page to read.
    Report,
    /// The article alone, numbered, with a table to be filled in.
    Worksheet,
    /// The notebook as Markdown.
    Markdown,
    /// Claims and what speaks for and against them, as Argdown.
    Argdown,
    /// A table of the claims.
    Claims,
    /// A table of the links.
    Links,
    /// The sources, as CSL-JSON.
    Sources,
    /// Drafts of fact checks, as schema.org has them.
    ClaimReviews,
    /// Annotations for Hypothesis.
    Hypothesis,
}

impl FileFormat {
    /// All of them, what most people want first.
    pub const ALL: [Self; 10] = [
        Self::Notebook,
        Self::Report,
        Self::Worksheet,
        Self::Markdown,
        Self::Claims,
        Self::Links,
        Self::Sources,
        Self::ClaimReviews,
        Self::Argdown,
        Self::Hypothesis,
    ];

    /// How names of such files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Notebook => ".jsonld",
            Self::Report => ".html",
            Self::Worksheet => "-worksheet.html",
            Self::Markdown => ".md",
            Self::Argdown => ".argdown",
            Self::Claims => "-claims.csv",
            Self::Links => "-links.csv",
            Self::Sources => "-sources.json",
            Self::ClaimReviews => "-claimreview.json",
            Self::Hypothesis => "-hypothesis.json",
        }
    }

    /// Their media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Notebook => web_annotation::MEDIA_TYPE,
            Self::Report | Self::Worksheet => "text/html;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Argdown => "text/plain;charset=utf-8",
            Self::Claims | Self::Links => csv::MEDIA_TYPE,
            Self::Sources => csl::MEDIA_TYPE,
            Self::ClaimReviews => claim_review::MEDIA_TYPE,
            Self::Hypothesis => "application/json",
        }
    }

    /// Whether the notebook can be opened from such a file again.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self == Self::Notebook
    }
}

/// What is saved, shared or copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Export {
    /// As what.
    pub format: FileFormat,
    /// Whether nobody's name goes with it.
    pub nameless: bool,
}

impl Export {
    /// The file's text; `None` where there is nothing to put into it. `real`
    /// gives an address as the browser will ask for it, or `None` where it would
    /// not go; `sentences` where the sentences of the article begin (code points). The
    /// first of the articles is the one the notebook is about.
    #[must_use]
    pub fn write(
        self,
        notebook: &Notebook,
        articles: &[Arc<Article>],
        real: &dyn Fn(&Address) -> Option<Address>,
        sentences: &dyn Fn(&Article) -> Vec<usize>,
    ) -> Option<String> {
        let anonymous = self.nameless.then(|| without_names(notebook, asked));
        let notebook = anonymous.as_ref().unwrap_or(notebook);
        let article = articles.first()?;
        Some(match self.format {
            FileFormat::Notebook => write_notebook(notebook, articles),
            FileFormat::Report => report(notebook, article, real),
            FileFormat::Worksheet => worksheet(article, &Terms::of(notebook), &sentences(article)),
            FileFormat::Markdown => markdown(notebook, article),
            FileFormat::Argdown => argdown(notebook, article),
            FileFormat::Claims => write_claims(notebook),
            FileFormat::Links => write_links(notebook),
            FileFormat::Sources => write_sources(notebook),
            FileFormat::ClaimReviews => write_claim_reviews(notebook, article)?,
            FileFormat::Hypothesis => write_hypothesis(notebook, articles),
        })
    }
}
