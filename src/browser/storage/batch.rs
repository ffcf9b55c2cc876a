//! What is stored together, and its form as JSON.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::article::Article;
use crate::domain::formats::object::object;
use crate::domain::formats::stored_step::{read_step, write_step};
use crate::domain::formats::web_annotation::{
    read_article, read_record, write_article, write_record,
};
use crate::domain::history::Kept;
use crate::domain::id::Id;
use crate::domain::record::Record;
use crate::domain::version::Writer;

/// What one thing that a person did leaves to be stored: all of it or nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Batch {
    /// Rises with every batch of this page.
    pub number: u64,
    /// The notebook that it belongs to.
    pub notebook: Id,
    /// The tab that made it.
    pub writer: Writer,
    /// New versions of records.
    pub records: Vec<Arc<Record>>,
    /// Articles that are new here.
    pub articles: Vec<Arc<Article>>,
    /// What becomes of the steps of the undo history.
    pub steps: Vec<Kept>,
}

impl Batch {
    /// As one JSON text, for the journal.
    #[must_use]
    pub fn write(&self) -> String {
        let records: Vec<Value> = self.records.iter().map(|record| write_record(record)).collect();
        let articles: Vec<Value> = self.articles.iter().map(|it| write_article(it)).collect();
        let steps: Vec<Value> = self
            .steps
            .iter()
            .map(|kept| match kept {
                Kept::Put(step) => object! { "put": write_step(step) },
                Kept::Forget(number) => object! { "forget": *number },
            })
            .collect();
        object! {
            "number": self.number,
            "notebook": self.notebook.as_str(),
            "writer": self.writer.as_str(),
            "records": records,
            "articles": articles,
            "steps": steps,
        }
        .to_string()
    }

    /// Reads it again, each part on its own: `None` if it is no batch at all,
    /// otherwise also how many parts could not be read.
    #[must_use]
    pub fn read(text: &str) -> Option<(Self, usize)> {
        let value: Value = serde_json::from_str(text).ok()?;
        let mut broken = 0;
        let mut parts = |name: &str| -> Vec<Value> {
            value.get(name).and_then(Value::as_array).cloned().unwrap_or_else(|| {
                broken += 1;
                Vec::new()
            })
        };
        let [records, articles, steps] = ["records", "articles", "steps"].map(&mut parts);
        let whole = records.len() + articles.len() + steps.len();
        let batch = Self {
            number: value.get("number")?.as_u64()?,
            notebook: Id::from_iri(value.get("notebook")?.as_str()?)?,
            writer: Writer::named(value.get("writer")?.as_str()?)?,
            records: records.iter().filter_map(|it| read_record(it).ok().map(Arc::new)).collect(),
            articles: articles
                .iter()
                .filter_map(|it| read_article(it).ok().map(Arc::new))
                .collect(),
            steps: steps.iter().filter_map(read_kept).collect(),
        };
        let read = batch.records.len() + batch.articles.len() + batch.steps.len();
        Some((batch, broken + whole - read))
    }
}

fn read_kept(value: &Value) -> Option<Kept> {
    match (value.get("put"), value.get("forget")) {
        (Some(step), _) => read_step(step).map(Kept::Put),
        (None, Some(number)) => Some(Kept::Forget(u32::try_from(number.as_u64()?).ok()?)),
        _ => None,
    }
}
