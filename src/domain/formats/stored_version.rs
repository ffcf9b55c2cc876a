//! One version of a record as it is stored: the record, the notebook that it
//! belongs to, and the number of this format. What an older page stored is
//! brought to the newest format step by step; what a newer one stored is not
//! read, and so never changed.

use serde_json::{Map, Value};

use super::web_annotation::{RecordError, read_record};
use crate::domain::id::Id;
use crate::domain::record::Record;

/// The format that is written.
pub const STORED_FORMAT: u64 = 2;

type Fields = Map<String, Value>;

/// From each format to the next, beginning with format 1.
const MIGRATIONS: [fn(&mut Fields); STORED_FORMAT as usize - 1] = [number];

/// What is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stored {
    /// A version of a record.
    Version,
    /// An article.
    Article,
    /// A step of an undo history.
    Step,
    /// A part of a teacher's class.
    Class,
}

/// Why a stored version cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It is nothing that JSON can say, or no object.
    Shapeless,
    /// A newer page stored it, in this format.
    Newer(u64),
    /// It does not say which notebook it belongs to.
    NoNotebook,
    /// The record in it cannot be read.
    Record(RecordError),
}

/// A stored version as it was read.
#[derive(Clone, PartialEq, Debug)]
pub struct StoredVersion {
    /// The notebook that it belongs to.
    pub notebook: Id,
    /// The record.
    pub record: Record,
    /// The format in which it was stored.
    pub format: u64,
}

/// Reads one.
///
/// # Errors
/// Why it cannot be read.
pub fn read_stored(value: Value) -> Result<StoredVersion, Trouble> {
    let Value::Object(mut fields) = value else { return Err(Trouble::Shapeless) };
    let format = match fields.get("format") {
        None => 1,
        Some(format) => format.as_u64().filter(|format| *format > 1).ok_or(Trouble::Shapeless)?,
    };
    if format > STORED_FORMAT {
        return Err(Trouble::Newer(format));
    }
    for migrate in MIGRATIONS.iter().skip(format as usize - 1) {
        migrate(&mut fields);
    }
    let notebook = fields.get("notebook").and_then(Value::as_str).and_then(Id::from_iri);
    let notebook = notebook.ok_or(Trouble::NoNotebook)?;
    let record = match fields.remove("record") {
        // As text, where JavaScript's numbers would have changed it.
        Some(Value::String(text)) => serde_json::from_str(&text).map_err(|_| Trouble::Shapeless)?,
        Some(record) => record,
        None => return Err(Trouble::Record(RecordError::NotAnObject)),
    };
    let record = read_record(&record).map_err(Trouble::Record)?;
    Ok(StoredVersion { notebook, record, format })
}

/// Format 1 did not say which it was, so nothing could tell a newer one.
fn number(fields: &mut Fields) {
    fields.insert("format".into(), 2.into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What the first page stored, in the order of its keys.
    const FORMAT_1: &str = include_str!("../../../tests/fixtures/database-1.json");

    #[test]
    fn every_version_of_the_first_format_is_read() {
        let database: Value = serde_json::from_str(FORMAT_1).expect("JSON");
        let versions = database["versions"]["values"].as_array().expect("a list").clone();
        assert_eq!(versions.len(), 6);
        for value in versions {
            let read = read_stored(value.clone()).expect("a sound version");
            assert_eq!(read.format, 1);
            let Value::Object(mut fields) = value else { unreachable!("it was read") };
            number(&mut fields);
            let again = read_stored(fields.into()).expect("it is the newest format");
            assert_eq!((again.format, again.record), (STORED_FORMAT, read.record));
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let record = json!({ "id": "urn:x:1", "type": "Person", "version": { "a": 1 } });
        for (value, why) in [
            (json!(null), Trouble::Shapeless),
            (json!({ "format": "2" }), Trouble::Shapeless),
            (json!({ "format": 3, "notebook": "urn:x:0", "record": record }), Trouble::Newer(3)),
            (json!({ "format": 2, "record": record }), Trouble::NoNotebook),
            (json!({ "notebook": "urn:x:0" }), Trouble::Record(RecordError::NotAnObject)),
            (json!({ "notebook": "urn:x:0", "record": "{" }), Trouble::Shapeless),
            (json!({ "notebook": "urn:x:0", "record": {} }), Trouble::Record(RecordError::NoId)),
        ] {
            assert_eq!(read_stored(value.clone()), Err(why), "{value}");
        }
        let sound = json!({ "format": 2, "notebook": "urn:x:0", "record": record.to_string() });
        assert!(read_stored(sound).is_ok());
    }
}
