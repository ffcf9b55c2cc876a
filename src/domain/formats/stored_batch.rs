//! What is stored together: its form as JSON, and its place in the journal.

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
use crate::domain::order::sort_by;
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

/// A batch's place in the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it lies under, behind the journal's own prefix.
    pub key: String,
    /// Whether everything in it can be read. What cannot be is never removed.
    pub whole: bool,
}

impl Entry {
    /// The place of a batch; the same one for every try to store it. A page that
    /// uses an earlier one's name may count from the start again, so the number
    /// alone could overwrite what that one left behind: each page has a `salt`.
    #[must_use]
    pub fn of(batch: &Batch, salt: &str) -> Self {
        let key = format!("{}/{:08}/{salt}", batch.writer.as_str(), batch.number);
        Self { key, whole: true }
    }
}

/// What was left behind under these keys, in the order in which each writer
/// made it. Of other writers than `own`, who may be at work still, the steps
/// are left out: their order matters, and nobody else reads them.
#[must_use]
pub fn pending(mut left: Vec<(String, String)>, own: &Writer) -> Vec<(Entry, Batch)> {
    sort_by(&mut left, |(a, _), (b, _)| a.cmp(b));
    let entry = |(key, text): (String, String)| {
        let (mut batch, broken) = Batch::read(&text)?;
        if batch.writer != *own {
            batch.steps.clear();
        }
        Some((Entry { key, whole: broken == 0 }, batch))
    };
    left.into_iter().filter_map(entry).collect()
}

fn read_kept(value: &Value) -> Option<Kept> {
    match (value.get("put"), value.get("forget")) {
        (Some(step), _) => read_step(step).map(Kept::Put),
        (None, Some(number)) => Some(Kept::Forget(u32::try_from(number.as_u64()?).ok()?)),
        _ => None,
    }
}
