//! The one file format: W3C Web Annotation (Data Model, Recommendation of 23
//! February 2017) as JSON-LD, with our own terms defined in the file's
//! `@context`.
//!
//! A file is an `AnnotationCollection` (§5.1) whose one page (§5.2) is embedded.
//! In the page stand, as annotations, what other tools can show: claims
//! (motivation `classifying`), sources in the article (`identifying`) and links
//! (`linking`). What the standard has no place for stands in own terms of the
//! collection: the articles' text, outside sources, people, and, out of other
//! tools' sight, what is binned, erased or in conflict.
//!
//! [`write_notebook`] and [`read_notebook`] are the file; [`write_record`],
//! [`read_record`], [`write_article`] and [`read_article`] are its parts, alone,
//! for storage: the same shapes from the same code.
//!
//! Reading distrusts everything. A file is refused as a whole only where
//! nothing in it could be used ([`FileError`]); otherwise each record is judged
//! alone, and what is left out is listed with its reason ([`LeftOut`]).

mod article;
mod body;
mod claim;
mod context;
mod envelope;
mod error;
mod fields;
mod foreign;
#[cfg(test)]
mod hostile_tests;
mod json;
mod link;
mod origin;
mod particulars;
mod person;
mod place;
mod read;
mod record;
#[cfg(test)]
pub(crate) mod round_trip_tests;
#[cfg(test)]
mod schema_tests;
mod selector;
mod sheet;
mod source;
#[cfg(test)]
mod w3c_musts;
#[cfg(test)]
mod w3c_suite;
#[cfg(test)]
mod w3c_terms;
mod write;

pub use article::{read_article, write_article};
pub use error::{ArticleReadError, FileError, LeftOut, Part, RecordError, Why};
pub(in crate::domain::formats) use fields::{Fields, depth, derived_id, object};
pub(in crate::domain::formats) use json::parse;
pub use read::{Contents, read_notebook, read_notebook_on};
pub use record::{read_record, write_record};
pub(in crate::domain::formats) use sheet::MAX_RECORDS;
pub(in crate::domain::formats) use source::{
    read_authors, read_date, read_moment, write_authors, write_date, write_moment,
};
pub use write::write_notebook;

// For the formats beside this one, which are read as this one.
pub(in crate::domain::formats) use body::textual;
pub(in crate::domain::formats) use envelope::read_time;
pub(in crate::domain::formats) use fields::{each, is_a, list, text};
pub(in crate::domain::formats) use read::{Items, read_items_on, read_value_on};
pub(in crate::domain::formats) use record::{read_content, write_content};
pub(in crate::domain::formats) use selector::{article_iri, whole_number};
pub(in crate::domain::formats) use source::write_work;

/// The version of our own terms that is written; later ones are refused.
pub const FORMAT_VERSION: u64 = 1;

/// The longest file that is read, in bytes.
pub const MAX_BYTES: usize = 50_000_000;

/// The media type of a file (Web Annotation Protocol §4.1).
pub const MEDIA_TYPE: &str = r#"application/ld+json;profile="http://www.w3.org/ns/anno.jsonld""#;
