//! A notebook's particulars: the fields of the collection itself (§5.1).

use super::RecordError;
use super::fields::{Fields, take_text};
use crate::domain::article::ArticleId;
use crate::domain::record::Particulars;

/// Adds the name and the article.
pub(super) fn write(fields: &mut Fields, particulars: &Particulars) {
    fields.insert("type".into(), "AnnotationCollection".into());
    fields.insert("label".into(), particulars.title.as_str().into());
    fields.insert("articleHash".into(), particulars.article.as_str().into());
}

/// What a collection holds besides them: never an unknown field of theirs.
const HELD: &[&str] = &[
    "articles",
    "bin",
    "conflicts",
    "erased",
    "first",
    "formatVersion",
    "items",
    "last",
    "people",
    "sources",
    "total",
];

/// Takes them out.
pub(super) fn take(fields: &mut Fields) -> Result<Particulars, RecordError> {
    for key in HELD {
        fields.remove(*key);
    }
    let title = take_text(fields, "label").unwrap_or_default();
    let article = take_text(fields, "articleHash").and_then(|hash| ArticleId::read(&hash));
    Ok(Particulars { title, article: article.ok_or(RecordError::UnknownArticle)? })
}
