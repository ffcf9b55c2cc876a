//! Whatever a person opens, pastes or drops: which format it is, and what is in it.

use std::sync::Arc;

use serde_json::Value;

use super::csl::read_sources;
use super::web_annotation::{Contents, FileError, parse, read_value_on};
use super::{hypothesis, recogito};
use crate::domain::article::Article;

/// A format: whether a file is in it, and how it is read.
struct Format {
    is: fn(&Value) -> bool,
    read: fn(Value, &[Arc<Article>]) -> Result<Contents, FileError>,
}

/// The formats of other tools that are no Web Annotations, or not quite. Ours,
/// and everybody's Web Annotations, are what is left.
const NEIGHBOURS: &[Format] = &[
    Format { is: hypothesis::is_hypothesis, read: hypothesis::read },
    Format { is: recogito::is_recogito, read: recogito::read },
];

/// Reads a file of any format that we know: Web Annotations (ours too), an
/// export of Hypothesis or what its API answers, arrays of Recogito, bibliographies
/// in CSL-JSON. `known` are
/// the articles at hand, the one on show first: annotations that name theirs by
/// address, or not at all, are looked for in those.
///
/// # Errors
/// A [`FileError`] where nothing in the file can be used.
pub fn read_file(text: &str, known: &[Arc<Article>]) -> Result<Contents, FileError> {
    let file = parse(text)?;
    let ours = file.get("formatVersion").is_some();
    match NEIGHBOURS.iter().find(|format| !ours && (format.is)(&file)) {
        Some(format) => (format.read)(file, known),
        None => match read_value_on(file, known) {
            Err(FileError::NotAnnotations) => read_sources(text),
            read => read,
        },
    }
}
