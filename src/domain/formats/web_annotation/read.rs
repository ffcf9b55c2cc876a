//! A whole notebook from a file: ours, or annotations of another tool.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::envelope::{derived_version, unknown_time};
use super::error::{ArticleReadError, LeftOut, Part, Why};
use super::fields::{Fields, decimal, decimal_in, derived_id, is_a, list, object, text};
use super::link::Cited;
use super::place::Places;
use super::record::{Read, read_among};
use super::{FORMAT_VERSION, FileError, RecordError, json, read_article};
use crate::domain::article::{Article, ArticleId};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::order::sort_by;
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Record};
use crate::domain::source::Source;
use crate::domain::time::Timestamp;

/// How many versions of one thing a file may bring. People leave two or three;
/// a file made to hold us up would bring thousands.
const MAX_VERSIONS: usize = 64;

/// How many records a file may bring: a year of work of a whole class. Showing
/// more would hold the page up for seconds.
const MAX_RECORDS: usize = 20_000;

/// What was read from a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contents {
    /// The notebook. From another tool's file, it is one that holds what could
    /// be read, with ids that are the same each time the file is read.
    pub notebook: Notebook,
    /// The articles in the file, each under the hash of its text.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub left_out: Vec<LeftOut>,
}

/// Reads a file on its own: ours, or another tool's collection, page, array of
/// annotations or single annotation. Without an article in the file, `articles`
/// is empty and the records that name theirs by hash are still read.
///
/// # Errors
/// A [`FileError`] where nothing in the file can be used.
pub fn read_notebook(text: &str) -> Result<Contents, FileError> {
    read_notebook_on(text, &[])
}

/// The same with articles at hand: annotations of another tool, which name
/// theirs by its address, are looked for in those.
///
/// # Errors
/// A [`FileError`] where nothing in the file can be used.
pub fn read_notebook_on(text: &str, known: &[Arc<Article>]) -> Result<Contents, FileError> {
    let mut sheet = Sheet::open(json::parse(text)?)?;
    let (articles, left_out) = sheet.take_articles()?;
    let at_hand = articles.iter().chain(known.iter().map(|article| &**article));
    let reader = Reader {
        notebook: Notebook::empty(sheet.notebook_id()),
        places: Places::new(at_hand.collect()),
        left_out,
        names: BTreeMap::new(),
        links: Vec::new(),
        own: sheet.own,
    };
    let titles = articles.iter().chain(known.iter().map(|article| &**article));
    let mut by_hash = Titles::new();
    by_hash.extend(titles.map(|article| (article.id().clone(), article.title.clone())));
    let (notebook, left_out) = reader.read(sheet, &by_hash)?;
    Ok(Contents { notebook, articles, left_out })
}

/// A file in one shape, whichever it had.
struct Sheet {
    /// The collection's own fields; empty where there is none.
    collection: Fields,
    items: Vec<Value>,
    /// Whether we wrote it.
    own: bool,
}

impl Sheet {
    fn open(file: Value) -> Result<Self, FileError> {
        let mut fields = match file {
            Value::Array(items) if items.iter().filter_map(Value::as_object).any(has_target) => {
                return Ok(Self { collection: Fields::new(), items, own: false });
            }
            Value::Object(fields) => fields,
            _ => return Err(FileError::NotAnnotations),
        };
        let version = fields.remove("formatVersion").map(|version| read_version(&version));
        if let Some(version) = version.filter(|version| *version > FORMAT_VERSION) {
            return Err(FileError::NewerVersion(version));
        }
        let own = version.is_some();
        if is_a(&fields, "AnnotationCollection") {
            let page = fields.remove("first").and_then(object);
            let items =
                page.map_or_else(|| fields.remove("items"), |mut page| page.remove("items"));
            if items.is_none() && !own {
                return Err(FileError::NotAnnotations);
            }
            Ok(Self { collection: fields, items: list(items.unwrap_or_default()), own })
        } else if is_a(&fields, "AnnotationPage") {
            let items = fields.remove("items").ok_or(FileError::NotAnnotations)?;
            let collection = match fields.remove("partOf") {
                Some(Value::Object(collection)) => collection,
                Some(id) => Fields::from_iter([("id".into(), id)]),
                None => Fields::new(),
            };
            Ok(Self { collection, items: list(items), own })
        } else if has_target(&fields) {
            Ok(Self { collection: Fields::new(), items: vec![fields.into()], own })
        } else {
            Err(FileError::NotAnnotations)
        }
    }

    fn notebook_id(&self) -> Id {
        let id = self.collection.get("id").or_else(|| self.collection.get("@id"));
        id.and_then(text).and_then(Id::from_iri).unwrap_or_else(|| {
            let ids = self.items.iter().filter_map(|item| item.get("id").and_then(text));
            derived_id(&["notebook"].into_iter().chain(ids).collect::<Vec<_>>())
        })
    }

    fn take_list(&mut self, key: &str) -> Vec<Value> {
        list(self.collection.remove(key).unwrap_or_default())
    }

    /// The sound articles. If there were some and none is sound, the records on
    /// them would hang in the air, so the file is refused.
    fn take_articles(&mut self) -> Result<(Vec<Article>, Vec<LeftOut>), FileError> {
        let (mut articles, mut left_out) = (Vec::<Article>::new(), Vec::new());
        let mut damaged = false;
        for (index, value) in self.take_list("articles").iter().enumerate() {
            match read_article(value) {
                Ok(article) if articles.iter().any(|other| other.id() == article.id()) => {}
                Ok(article) => articles.push(article),
                Err(error) => {
                    damaged |= error == ArticleReadError::Damaged;
                    let why = Why::Article(error);
                    left_out.push(LeftOut { part: Part::Articles, index, id: id_of(value), why });
                }
            }
        }
        if damaged && articles.is_empty() {
            return Err(FileError::DamagedArticle);
        }
        Ok((articles, left_out))
    }
}

/// A version that cannot be read is taken for ours: the records will show.
fn read_version(version: &Value) -> u64 {
    let number = decimal(version).or_else(|| decimal_in(version.as_str()?));
    number.map_or(FORMAT_VERSION, |(number, whole)| number.saturating_add(u64::from(!whole)))
}

/// Also without a type: what has a target is nothing else.
fn has_target(fields: &Fields) -> bool {
    is_a(fields, "Annotation") || fields.contains_key("target")
}

/// An id as it stands in the file, for a list that people read.
fn id_of(value: &Value) -> Option<String> {
    let id = value.get("id").or_else(|| value.get("@id")).and_then(text)?;
    Some(id.chars().take(200).collect())
}

type Titles = BTreeMap<ArticleId, String>;

struct Reader<'a> {
    notebook: Notebook,
    places: Places<'a>,
    left_out: Vec<LeftOut>,
    /// Names of authors, who need not stand in the file themselves.
    names: BTreeMap<Id, String>,
    /// Links of another tool, until all claims are known.
    links: Vec<(Where, Read)>,
    own: bool,
}

/// Where a record stands in the file.
#[derive(Clone)]
struct Where {
    part: Part,
    index: usize,
    id: Option<String>,
}

impl Reader<'_> {
    fn read(
        mut self,
        mut sheet: Sheet,
        titles: &Titles,
    ) -> Result<(Notebook, Vec<LeftOut>), FileError> {
        let lists = ["people", "sources", "bin", "erased", "conflicts"];
        let counts =
            lists.iter().filter_map(|key| Some(sheet.collection.get(*key)?.as_array()?.len()));
        if counts.sum::<usize>() + sheet.items.len() > MAX_RECORDS {
            return Err(FileError::TooMany);
        }
        for (part, key, assumed) in [
            (Part::People, "people", Some("Person")),
            (Part::Sources, "sources", Some("Source")),
            (Part::Bin, "bin", None),
            (Part::Erased, "erased", Some("Tombstone")),
            (Part::Conflicts, "conflicts", None),
        ] {
            self.take_all(part, sheet.take_list(key), assumed);
        }
        self.take_all(Part::Items, sheet.items, Some("Annotation"));
        self.take_links();
        let unknown = |left: &LeftOut| left.why == Why::Record(RecordError::UnknownArticle);
        if self.notebook.records().next().is_none() && self.left_out.iter().any(unknown) {
            return Err(FileError::NoArticle);
        }
        self.take_particulars(sheet.collection, titles);
        self.take_people();
        sort_by(&mut self.left_out, Ord::cmp);
        Ok((self.notebook, self.left_out))
    }

    fn take_all(&mut self, part: Part, values: Vec<Value>, assumed: Option<&str>) {
        for (index, value) in values.into_iter().enumerate() {
            let at = Where { part, index, id: id_of(&value) };
            let read = object(value).ok_or(RecordError::NotAnObject);
            match read.and_then(|fields| read_among(fields, assumed, &self.places)) {
                Ok(read) if !self.own && read.record.link().is_some() => {
                    self.links.push((at, read))
                }
                Ok(read) => self.take_in(at, read),
                Err(error) => self.leave_out(at, error),
            }
        }
    }

    fn leave_out(&mut self, at: Where, error: RecordError) {
        let Where { part, index, id } = at;
        self.left_out.push(LeftOut { part, index, id, why: Why::Record(error) });
    }

    fn take_in(&mut self, at: Where, read: Read) {
        let Read { record, author, .. } = read;
        let is_particulars = |content: &Content| matches!(content.body, Body::Notebook(_));
        let is_notebook = record.id == *self.notebook.id();
        if record.content.as_ref().is_some_and(|content| is_particulars(content) != is_notebook) {
            return self.leave_out(at, RecordError::Misplaced);
        }
        if self.notebook.heads(&record.id).len() >= MAX_VERSIONS {
            return self.leave_out(at, RecordError::TooManyVersions);
        }
        if let (Some(name), Some(content)) = (author, &record.content) {
            self.names.entry(content.author.clone()).or_insert(name);
        }
        self.notebook.take_in(Arc::new(record));
    }

    /// Other tools link pages with pages; a link of ours has a claim at its end.
    /// A source that such a link names by address alone becomes one here.
    fn take_links(&mut self) {
        for (at, read) in std::mem::take(&mut self.links) {
            let Some(link) = read.record.link() else { continue };
            if self.notebook.claim(&link.claim).is_none() {
                self.leave_out(at, RecordError::NoClaim);
                continue;
            }
            if let (Some(cited), Some(content)) = (&read.cited, &read.record.content)
                && self.notebook.record(&link.source).is_none()
            {
                let source = cited_source(&link.source, cited, content, &read.record.modified);
                self.notebook.take_in(Arc::new(source));
            }
            self.take_in(at, read);
        }
    }

    /// The notebook's own record. Another tool's file has none; if all that was
    /// read is on one article, the notebook is about that.
    fn take_particulars(&mut self, mut fields: Fields, titles: &Titles) {
        if self.own && !fields.contains_key("version") {
            return;
        }
        if !self.own {
            let Some((article, content)) = self.only_article() else { return };
            let label = fields.remove("label").filter(|label| text(label).is_some());
            let title = titles.get(&article).cloned().unwrap_or_default();
            fields.insert("label".into(), label.unwrap_or_else(|| title.into()));
            fields.insert("articleHash".into(), article.as_str().into());
            fields.entry("creator").or_insert_with(|| content.author.as_str().into());
            fields.entry("created").or_insert_with(|| content.created.as_str().into());
            fields.insert("type".into(), "AnnotationCollection".into());
        }
        fields.insert("id".into(), self.notebook.id().as_str().into());
        let at = Where { part: Part::Notebook, index: 0, id: None };
        match read_among(fields, None, &self.places) {
            Ok(read) => self.take_in(at, read),
            Err(error) => self.leave_out(at, error),
        }
    }

    /// The article of all passages, with the first record that has one.
    fn only_article(&self) -> Option<(ArticleId, Content)> {
        let mut found =
            self.notebook.records().filter_map(|it| Some((it.passage()?.article.clone(), it)));
        let (article, first) = found.next()?;
        let only = found.all(|(other, _)| other == article);
        Some((article, first.content.clone().filter(|_| only)?))
    }

    /// Authors of whom nothing is known but the name.
    fn take_people(&mut self) {
        for (id, name) in std::mem::take(&mut self.names) {
            if self.notebook.record(&id).is_none() {
                let content =
                    Content::new(id.clone(), unknown_time(), Body::Person(Person { name }));
                let version = derived_version(&id);
                let record =
                    Record { id, version, modified: unknown_time(), content: Some(content) };
                self.notebook.take_in(Arc::new(record));
            }
        }
    }
}

fn cited_source(id: &Id, cited: &Cited, link: &Content, modified: &Timestamp) -> Record {
    let body = Body::Source(Source::Outside(cited.work()));
    let content = Content::new(link.author.clone(), link.created.clone(), body);
    let version = derived_version(id);
    Record { id: id.clone(), version, modified: modified.clone(), content: Some(content) }
}
