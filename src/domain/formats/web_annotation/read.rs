//! A whole notebook from a file: ours, or annotations of another tool.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::envelope::{derived_version, unknown_time};
use super::error::{LeftOut, Part, Why};
use super::fields::{Fields, object, put_text, text};
use super::link::Cited;
use super::place::{Near, Places};
use super::record::{Author, Read, read_among};
use super::sheet::{Answer, MAX_RECORDS, Sheet, id_of};
use super::{FileError, RecordError, foreign, json};
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

/// Reads a file on its own: ours, or a plain one of another tool. Without an
/// article in the file, `articles` is empty and the records that name theirs by
/// hash are still read.
///
/// # Errors
/// A [`FileError`] where nothing in the file can be used.
pub fn read_notebook(text: &str) -> Result<Contents, FileError> {
    read_sheet(Sheet::open(json::parse(text)?)?, None, &[])
}

/// Reads whatever other tools write as well: graphs, ids that are no IRIs,
/// answers. Annotations that name their article by its address are looked for
/// in the articles at hand; their words need not stand there to the letter.
///
/// # Errors
/// A [`FileError`] where nothing in the file can be used.
pub fn read_notebook_on(text: &str, known: &[Arc<Article>]) -> Result<Contents, FileError> {
    read_value_on(json::parse(text)?, known)
}

/// The same of a text that was parsed already.
pub(in crate::domain::formats) fn read_value_on(
    file: Value,
    known: &[Arc<Article>],
) -> Result<Contents, FileError> {
    read_sheet(foreign::open(file)?, Some(foreign::near), known)
}

/// What a neighbouring format comes to, as Web Annotations.
#[derive(Default)]
pub(in crate::domain::formats) struct Items {
    /// What to call the notebook; empty if nothing says so.
    pub(in crate::domain::formats) title: String,
    /// The annotations, each with its place in the file.
    pub(in crate::domain::formats) list: Vec<(usize, Value)>,
    /// Sources outside the article, in our own shape.
    pub(in crate::domain::formats) sources: Vec<Value>,
}

/// Reads those.
///
/// # Errors
/// A [`FileError`] where nothing in them can be used.
pub(in crate::domain::formats) fn read_items_on(
    items: Items,
    known: &[Arc<Article>],
) -> Result<Contents, FileError> {
    if items.list.is_empty() && items.sources.is_empty() {
        return Err(FileError::NotAnnotations);
    }
    let mut collection = Fields::new();
    put_text(&mut collection, "label", &items.title);
    collection.insert("sources".into(), items.sources.into());
    let sheet = Sheet::of_items(collection, items.list);
    read_sheet(foreign::settled(sheet), Some(foreign::near), known)
}

fn read_sheet(
    mut sheet: Sheet,
    near: Option<Near>,
    known: &[Arc<Article>],
) -> Result<Contents, FileError> {
    let articles = sheet.take_articles()?;
    let at_hand = articles.iter().chain(known.iter().map(|article| &**article));
    let reader = Reader {
        notebook: Notebook::empty(sheet.notebook_id()),
        places: Places::new(at_hand.clone().collect()).with_near(near),
        left_out: std::mem::take(&mut sheet.left_out),
        authors: BTreeMap::new(),
        links: Vec::new(),
        own: sheet.own,
    };
    let mut by_hash = Titles::new();
    by_hash.extend(at_hand.map(|article| (article.id().clone(), article.title.clone())));
    let (notebook, left_out) = reader.read(sheet, &by_hash)?;
    Ok(Contents { notebook, articles, left_out })
}

type Titles = BTreeMap<ArticleId, String>;

struct Reader<'a> {
    notebook: Notebook,
    places: Places<'a>,
    left_out: Vec<LeftOut>,
    /// Authors, who need not stand in the file themselves.
    authors: BTreeMap<Id, Author>,
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
            let values = sheet.take_list(key).into_iter().enumerate().collect();
            self.take_all(part, values, assumed);
        }
        self.take_all(Part::Items, sheet.items, Some("Annotation"));
        self.take_links();
        self.take_answers(sheet.answers);
        let unknown = |left: &LeftOut| left.why == Why::Record(RecordError::UnknownArticle);
        if self.notebook.records().next().is_none() && self.left_out.iter().any(unknown) {
            return Err(FileError::NoArticle);
        }
        self.take_particulars(sheet.collection, titles);
        self.take_people();
        sort_by(&mut self.left_out, Ord::cmp);
        Ok((self.notebook, self.left_out))
    }

    fn take_all(&mut self, part: Part, values: Vec<(usize, Value)>, assumed: Option<&str>) {
        for (index, value) in values {
            let at = Where { part, index, id: id_of(&value) };
            let away = value.as_str().and_then(Id::from_iri).is_some();
            let why = if away { RecordError::Elsewhere } else { RecordError::NotAnObject };
            let read = object(value).ok_or(why);
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
        if let (Some(author), Some(content)) = (author, &record.content) {
            self.authors.entry(content.author.clone()).or_insert(author);
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
            if self.notebook.source(&link.source).is_none() {
                self.leave_out(at, RecordError::NoSource);
                continue;
            }
            self.take_in(at, read);
        }
    }

    /// Answers are remarks of what they answer by now; with it they are gone.
    fn take_answers(&mut self, answers: Vec<Answer>) {
        for Answer { to, index, id } in answers {
            if self.notebook.record(&to).is_none() {
                let at = Where { part: Part::Items, index, id };
                self.leave_out(at, RecordError::AnswersNothing);
            }
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

    /// Authors who do not stand in the file themselves.
    fn take_people(&mut self) {
        for (id, Author { name, more }) in std::mem::take(&mut self.authors) {
            if self.notebook.record(&id).is_none() {
                let mut content =
                    Content::new(id.clone(), unknown_time(), Body::Person(Person { name }));
                content.extra = more;
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
