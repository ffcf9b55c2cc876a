//! Files that were read but not taken in yet, and how they stand to the open notebook.

use std::sync::Arc;

use super::notice::FileProblem;
use super::state::State;
use crate::domain::article::Article;
use crate::domain::formats::web_annotation::Contents;
use crate::domain::merge::{Preview, preview};
use crate::domain::notebook::Notebook;
use crate::domain::versions::{Fate, Found, foresee};

/// A file that was read but not taken in yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Import {
    /// The file's name.
    pub name: String,
    /// What it holds.
    pub notebook: Notebook,
    /// Its articles.
    pub articles: Vec<Arc<Article>>,
    /// How many of its records could not be read.
    pub left_out: usize,
    /// How it stands to the open notebook.
    pub standing: Standing,
    /// Where its claims and sources are in the open article, if it is about another.
    pub fates: Vec<Fate>,
}

/// How a file stands to the open notebook.
#[derive(Clone, PartialEq, Debug)]
pub enum Standing {
    /// It is the same notebook: it can be merged.
    Same(Preview),
    /// Another notebook, on the same article: its claims can be added here, or
    /// it can be opened on its own.
    SameArticle(Preview),
    /// It is about another article: it can be opened on its own.
    OtherArticle,
    /// It is about another article, and does not hold it.
    NoArticle,
}

impl Import {
    /// What a file of this name would do to the open notebook.
    #[must_use]
    pub fn of(name: String, contents: Contents, state: &State) -> Self {
        let Contents { notebook, articles, left_out } = contents;
        let articles: Vec<_> = articles.into_iter().map(Arc::new).collect();
        let stands = articles.iter().any(|article| Some(article.id()) == notebook.article());
        let standing = if notebook.id() == state.notebook.id() {
            Standing::Same(preview(&state.notebook, &notebook))
        } else if notebook.article() == Some(state.article.id()) || is_placeless(&notebook) {
            Standing::SameArticle(preview(&state.notebook, &notebook))
        } else if stands {
            Standing::OtherArticle
        } else {
            Standing::NoArticle
        };
        let fates = match standing {
            Standing::OtherArticle | Standing::NoArticle => {
                foresee(&notebook, &articles, &state.article)
            }
            Standing::Same(_) | Standing::SameArticle(_) => Vec::new(),
        };
        Self { name, notebook, articles, left_out: left_out.len(), standing, fates }
    }

    /// Whether it carries something of the classroom, perhaps an exercise.
    #[must_use]
    pub fn carries_more(&self) -> bool {
        let own = self.notebook.content(self.notebook.id());
        own.is_some_and(|content| content.extra.contains_key("exercise"))
    }

    /// Whether it is about no article: a bibliography.
    #[must_use]
    pub fn is_placeless(&self) -> bool {
        is_placeless(&self.notebook)
    }

    /// Whether it can be opened as a notebook of its own: it is not the open one, and
    /// holds the article that it is about.
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        let about = self.notebook.article();
        !matches!(self.standing, Standing::Same(_))
            && self.articles.iter().any(|article| Some(article.id()) == about)
    }

    /// Whether merging it would change the open notebook.
    #[must_use]
    pub fn is_mergeable(&self) -> bool {
        match &self.standing {
            Standing::Same(preview) | Standing::SameArticle(preview) => !preview.is_empty(),
            Standing::OtherArticle | Standing::NoArticle => Found::of(&self.fates).found > 0,
        }
    }
}

fn is_placeless(notebook: &Notebook) -> bool {
    notebook.article().is_none() && notebook.records().all(|record| record.passage().is_none())
}

/// Several files, chosen or dropped at once.
#[derive(Clone, PartialEq, Debug)]
pub struct Incoming {
    /// Which of such lots it is.
    pub lot: u32,
    /// How many files there are.
    pub of: usize,
    /// Those that were read so far, in the order of their names.
    pub arrived: Vec<Arrival>,
    /// Whether no more will be read.
    pub done: bool,
}

/// One of several files.
#[derive(Clone, PartialEq, Debug)]
pub struct Arrival {
    /// Its name.
    pub name: String,
    /// What it would do, or why it cannot be read.
    pub outcome: Result<Arc<Import>, FileProblem>,
}

impl Incoming {
    /// Those that would change the open notebook.
    #[must_use]
    pub fn mergeable(&self) -> Vec<Arc<Import>> {
        self.those(Import::is_mergeable)
    }

    /// Those that can be opened as notebooks of their own.
    #[must_use]
    pub fn standing_alone(&self) -> Vec<Arc<Import>> {
        self.those(Import::stands_alone)
    }

    fn those(&self, wanted: fn(&Import) -> bool) -> Vec<Arc<Import>> {
        let read = self.arrived.iter().filter_map(|arrival| arrival.outcome.as_ref().ok());
        read.filter(|import| wanted(import)).cloned().collect()
    }
}
