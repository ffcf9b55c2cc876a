//! What stands in for the database where there is none: it lasts as long as the page.

use std::sync::Arc;

use litemap::LiteMap;
use serde_json::{Value, json};

use crate::domain::article::{Article, ArticleId};
use crate::domain::formats::stored_batch::Batch;
use crate::domain::formats::stored_step::write_step;
use crate::domain::formats::web_annotation::{write_article, write_record};
use crate::domain::history::{Kept, Step};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::version::Writer;

/// Notebooks, articles and steps.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) notebooks: LiteMap<Id, Notebook>,
    pub(super) articles: LiteMap<ArticleId, Arc<Article>>,
    steps: LiteMap<(Id, Writer, u32), Step>,
}

impl Memory {
    /// Takes in a batch.
    pub(super) fn keep(&mut self, batch: &Batch) {
        let id = &batch.notebook;
        if !batch.records.is_empty() {
            let mut notebook =
                self.notebooks.remove(id).unwrap_or_else(|| Notebook::empty(id.clone()));
            for record in &batch.records {
                notebook.take_in(record.clone());
            }
            self.notebooks.insert(id.clone(), notebook);
        }
        for article in &batch.articles {
            self.articles.insert(article.id().clone(), article.clone());
        }
        for kept in &batch.steps {
            let key = |number: u32| (id.clone(), batch.writer.clone(), number);
            match kept {
                Kept::Put(step) => self.steps.insert(key(step.number), step.clone()),
                Kept::Forget(number) => self.steps.remove(&key(*number)),
            };
        }
    }

    /// The steps of one history, in order.
    pub(super) fn steps(&self, notebook: &Id, writer: &Writer) -> Vec<Step> {
        let of_it = |(key, _): &(&(Id, Writer, u32), &Step)| key.0 == *notebook && key.1 == *writer;
        self.steps.iter().filter(of_it).map(|(_, step)| step.clone()).collect()
    }

    /// Erases one notebook, and its article if no other is about it.
    pub(super) fn erase(&mut self, notebook: &Id) {
        let erased = self.notebooks.remove(notebook);
        self.steps.retain(|(of, _, _), _| of != notebook);
        if let Some(article) = erased.as_ref().and_then(Notebook::article)
            && !self.notebooks.values().any(|other| other.article() == Some(article))
        {
            self.articles.remove(article);
        }
    }

    /// Everything, in the database's shapes.
    pub(super) fn raw(&self) -> Value {
        let versions = self.notebooks.values().flat_map(|notebook| {
            let id = notebook.id().as_str();
            notebook.versions().map(move |it| json!({ "notebook": id, "record": write_record(it) }))
        });
        json!({
            "versions": versions.collect::<Vec<_>>(),
            "articles": self.articles.values().map(|it| write_article(it)).collect::<Vec<_>>(),
            "steps": self.steps.values().map(write_step).collect::<Vec<_>>(),
        })
    }
}
