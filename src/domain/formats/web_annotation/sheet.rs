//! A file in one shape, whichever it had: a collection's own fields and a list
//! of annotations.

use serde_json::Value;

use super::error::{ArticleReadError, LeftOut, Part, Why};
use super::fields::{Fields, decimal, decimal_in, derived_id, is_a, list, object, text};
use super::{FORMAT_VERSION, FileError, RecordError, read_article};
use crate::domain::article::Article;
use crate::domain::id::Id;

/// How many records a file may bring: a year of work of a whole class. Showing
/// more would hold the page up for seconds.
pub(in crate::domain::formats) const MAX_RECORDS: usize = 20_000;

/// How many pages a file may hold or name: even short ones are records by then.
const MAX_PAGES: usize = 2_000;

/// A file, opened.
pub(super) struct Sheet {
    /// The collection's own fields; empty where there is none.
    pub(super) collection: Fields,
    /// The annotations, each with its place in the file.
    pub(super) items: Vec<(usize, Value)>,
    /// Whether we wrote it.
    pub(super) own: bool,
    /// What is not in the file, or belongs to nothing in it.
    pub(super) left_out: Vec<LeftOut>,
    /// What has become a remark of another annotation.
    pub(super) answers: Vec<Answer>,
}

/// An annotation that answers another one.
pub(super) struct Answer {
    /// The one at the beginning of what was said.
    pub(super) to: Id,
    /// Its own place in the file.
    pub(super) index: usize,
    /// Its own id.
    pub(super) id: Option<String>,
}

impl Sheet {
    pub(super) fn open(file: Value) -> Result<Self, FileError> {
        let mut pages = Pages::default();
        let mut fields = match file {
            Value::Array(parts) if parts.iter().any(is_part) => {
                parts.into_iter().for_each(|part| pages.take_part(part));
                return pages.into_sheet(Fields::new(), false);
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
            pages.take_collection(&mut fields);
            if !pages.found && !own {
                return Err(pages.nothing());
            }
            pages.into_sheet(fields, own)
        } else if is_a(&fields, "AnnotationPage") {
            let collection = match fields.remove("partOf") {
                Some(Value::Object(collection)) => collection,
                Some(id) => Fields::from_iter([("id".into(), id)]),
                None => Fields::new(),
            };
            pages.take_page(fields.into());
            if !pages.found {
                return Err(pages.nothing());
            }
            pages.into_sheet(collection, own)
        } else if has_target(&fields) {
            pages.items.push(fields.into());
            pages.into_sheet(Fields::new(), own)
        } else {
            Err(FileError::NotAnnotations)
        }
    }

    /// Annotations of another format.
    pub(super) fn of_items(collection: Fields, items: Vec<(usize, Value)>) -> Self {
        Self { collection, items, own: false, left_out: Vec::new(), answers: Vec::new() }
    }

    pub(super) fn notebook_id(&self) -> Id {
        let id = self.collection.get("id").or_else(|| self.collection.get("@id"));
        id.and_then(text).and_then(Id::from_iri).unwrap_or_else(|| {
            let ids = self.items.iter().filter_map(|(_, item)| item.get("id").and_then(text));
            derived_id(&["notebook"].into_iter().chain(ids).collect::<Vec<_>>())
        })
    }

    pub(super) fn take_list(&mut self, key: &str) -> Vec<Value> {
        list(self.collection.remove(key).unwrap_or_default())
    }

    /// The sound articles. If there were some and none is sound, the records on
    /// them would hang in the air, so the file is refused.
    pub(super) fn take_articles(&mut self) -> Result<Vec<Article>, FileError> {
        let mut articles = Vec::<Article>::new();
        let mut damaged = false;
        for (index, value) in self.take_list("articles").iter().enumerate() {
            match read_article(value) {
                Ok(article) if articles.iter().any(|other| other.id() == article.id()) => {}
                Ok(article) => articles.push(article),
                Err(error) => {
                    damaged |= error == ArticleReadError::Damaged;
                    let why = Why::Article(error);
                    self.left_out.push(LeftOut {
                        part: Part::Articles,
                        index,
                        id: id_of(value),
                        why,
                    });
                }
            }
        }
        if damaged && articles.is_empty() {
            return Err(FileError::DamagedArticle);
        }
        Ok(articles)
    }
}

/// The pages of a collection (§5.2), one behind the other.
#[derive(Default)]
struct Pages {
    items: Vec<Value>,
    /// Whether there was a page, be it an empty one.
    found: bool,
    /// The ids of those that are in the file.
    seen: Vec<String>,
    /// Those of which the file has the address alone.
    named: Vec<String>,
    too_many: bool,
}

impl Pages {
    /// One of a list: an annotation, or a page or collection of them.
    fn take_part(&mut self, part: Value) {
        match part {
            Value::Object(mut fields) if is_a(&fields, "AnnotationCollection") => {
                self.take_collection(&mut fields);
            }
            Value::Object(fields) if is_a(&fields, "AnnotationPage") => {
                self.take_page(fields.into());
            }
            Value::Array(parts) => parts.into_iter().for_each(|part| self.take_part(part)),
            part => self.items.push(part),
        }
    }

    fn take_collection(&mut self, fields: &mut Fields) {
        let (first, last) = (fields.remove("first"), fields.remove("last"));
        // Not in the standard, but written.
        if let Some(items) = fields.remove("items") {
            self.found = true;
            self.items.extend(list(items));
        }
        list(first.unwrap_or_default()).into_iter().for_each(|page| self.take_page(page));
        if let Some(last @ Value::Object(_)) = last
            && !id_of(&last).is_some_and(|id| self.seen.contains(&id))
        {
            self.take_page(last);
        }
    }

    fn take_page(&mut self, page: Value) {
        if self.seen.len() + self.named.len() >= MAX_PAGES {
            self.too_many = true;
            return;
        }
        let id = id_of(&page);
        let Some(mut fields) = object(page) else {
            return self.named.extend(id);
        };
        let next = fields.remove("next");
        match fields.remove("items") {
            Some(items) => {
                self.found = true;
                self.seen.extend(id);
                self.items.extend(list(items));
            }
            // An object that says no more than the address.
            None => self.named.extend(id),
        }
        if let Some(next) = next {
            self.take_page(next);
        }
    }

    /// Why there is no annotation to be had.
    fn nothing(&self) -> FileError {
        match self.named.is_empty() {
            true => FileError::NotAnnotations,
            false => FileError::Elsewhere,
        }
    }

    fn into_sheet(mut self, collection: Fields, own: bool) -> Result<Sheet, FileError> {
        if self.too_many || self.items.len() > MAX_RECORDS {
            return Err(FileError::TooMany);
        }
        let seen = std::mem::take(&mut self.seen);
        self.named.retain(|id| !seen.contains(id));
        let away = |item: &Value| item.as_str().and_then(Id::from_iri).is_some();
        let all_away = self.items.iter().all(away);
        let some = !self.items.is_empty() || !self.named.is_empty();
        // What else is in a file of ours can be used without them.
        if all_away && some && (!own || self.items.is_empty()) {
            return Err(FileError::Elsewhere);
        }
        let many = self.items.len();
        let left_out = self.named.into_iter().enumerate().map(|(i, id)| LeftOut {
            part: Part::Items,
            index: many + i,
            id: Some(id),
            why: Why::Record(RecordError::Elsewhere),
        });
        Ok(Sheet {
            collection,
            items: self.items.into_iter().enumerate().collect(),
            own,
            left_out: left_out.collect(),
            answers: Vec::new(),
        })
    }
}

/// A version that cannot be read is taken for ours: the records will show.
fn read_version(version: &Value) -> u64 {
    let number = decimal(version).or_else(|| decimal_in(version.as_str()?));
    number.map_or(FORMAT_VERSION, |(number, whole)| number.saturating_add(u64::from(!whole)))
}

/// Also without a type: what has a target is nothing else.
pub(super) fn has_target(fields: &Fields) -> bool {
    is_a(fields, "Annotation") || fields.contains_key("target")
}

fn is_part(part: &Value) -> bool {
    match part {
        Value::Object(fields) => {
            has_target(fields)
                || is_a(fields, "AnnotationPage")
                || is_a(fields, "AnnotationCollection")
        }
        Value::Array(parts) => parts.iter().any(is_part),
        _ => false,
    }
}

/// The id of an annotation or a page: its own, or the string that it is.
pub(super) fn name_of(value: &Value) -> Option<&str> {
    text(value.get("id").or_else(|| value.get("@id")).unwrap_or(value))
}

/// The same for a list that people read.
pub(super) fn id_of(value: &Value) -> Option<String> {
    Some(name_of(value)?.chars().take(200).collect())
}
