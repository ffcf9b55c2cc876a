//! A whole notebook as one file.

use std::sync::Arc;

use serde_json::{Value, json};

use super::context::context;
use super::envelope::{generator, write_version};
use super::fields::{Fields, is_a};
use super::place::Around;
use super::record::{content_fields, write_among};
use super::{FORMAT_VERSION, write_article};
use crate::domain::article::Article;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::order::sort_by;
use crate::domain::record::{Body, Content, Record};

/// Writes a notebook and the articles that are to travel with it. Equal
/// notebooks give equal files, byte for byte: no time of writing is in them.
#[must_use]
pub fn write_notebook(notebook: &Notebook, articles: &[Arc<Article>]) -> String {
    let around = Around { notebook: Some(notebook), articles };
    let lists = Lists::of(notebook, &around);
    let mut fields = collection(notebook, &around);
    let total = lists.items.len();
    let mut part_of = json!({ "id": notebook.id().as_str(), "total": total });
    if let Some(label) = fields.get("label") {
        part_of["label"] = label.clone();
    }
    let page = json!({
        "id": page_iri(notebook.id()),
        "type": "AnnotationPage",
        "partOf": part_of,
        "startIndex": 0,
        "items": lists.items,
    });
    let articles: Vec<Value> = articles.iter().map(|article| write_article(article)).collect();
    let own = [
        ("articles", articles),
        ("bin", lists.bin),
        ("conflicts", lists.conflicts),
        ("erased", lists.erased),
        ("people", lists.people),
        ("sources", lists.sources),
    ];
    for (key, list) in own.into_iter().filter(|(_, list)| !list.is_empty()) {
        fields.insert(key.into(), list.into());
    }
    fields.insert("@context".into(), context());
    fields.insert("generator".into(), generator());
    fields.insert("formatVersion".into(), FORMAT_VERSION.into());
    fields.insert("total".into(), total.into());
    fields.insert("first".into(), page);
    format!("{:#}\n", Value::Object(fields))
}

/// The collection's own fields: the notebook's record, where it has one.
fn collection(notebook: &Notebook, around: &Around<'_>) -> Fields {
    let record = notebook.record(notebook.id());
    if let Some(record) = record
        && let Some(content @ Content { body: Body::Notebook(_), .. }) = &record.content
    {
        let mut fields = content_fields(&record.id, content, around);
        write_version(&mut fields, &record.version, &record.modified);
        return fields;
    }
    let mut fields = Fields::new();
    fields.insert("id".into(), notebook.id().as_str().into());
    fields.insert("type".into(), "AnnotationCollection".into());
    fields
}

/// The page gets the collection's id with a fragment; an IRI has one at most.
fn page_iri(notebook: &Id) -> String {
    let separator = if notebook.as_str().contains('#') { '-' } else { '#' };
    format!("{notebook}{separator}page")
}

#[derive(Default)]
struct Lists {
    items: Vec<Value>,
    people: Vec<Value>,
    sources: Vec<Value>,
    bin: Vec<Value>,
    erased: Vec<Value>,
    conflicts: Vec<Value>,
}

impl Lists {
    /// Every version of every record into its list.
    fn of(notebook: &Notebook, around: &Around<'_>) -> Self {
        let mut lists = Self::default();
        let mut items = Vec::new();
        for record in notebook.records() {
            let json = || write_among(record, around);
            match &record.content {
                None => lists.erased.push(json()),
                Some(content) => match &content.body {
                    // Its fields are the collection's own.
                    Body::Notebook(_) if record.id == *notebook.id() => {}
                    Body::Notebook(_) => lists.conflicts.push(json()),
                    _ if content.binned => lists.bin.push(json()),
                    Body::Person(_) => lists.people.push(json()),
                    _ => match json() {
                        Value::Object(fields) if is_a(&fields, "Annotation") => {
                            items.push((place(record, around), fields.into()));
                        }
                        work => lists.sources.push(work),
                    },
                },
            }
            let further = notebook.heads(&record.id).iter().skip(1);
            lists.conflicts.extend(further.map(|version| write_among(version, around)));
        }
        sort_by(&mut items, |(a, _), (b, _)| a.cmp(b));
        lists.items = items.into_iter().map(|(_, item)| item).collect();
        lists
    }
}

/// The order of the page: that of the text; at one place claims, then sources,
/// then links (a link stands where its claim does), each by id.
fn place(record: &Record, around: &Around<'_>) -> (usize, u8, Id) {
    let (start, class) = match (record.link(), record.claim()) {
        (Some(link), _) => (around.start(&link.claim), 2),
        (None, Some(_)) => (around.start(&record.id), 0),
        (None, None) => (around.start(&record.id), 1),
    };
    (start.unwrap_or(usize::MAX), class, record.id.clone())
}
