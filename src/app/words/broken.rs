//! What is stored and cannot be read: the line above the article, and the list.

use super::count;
use crate::domain::formats::stored_version::{Stored, Trouble};
use crate::domain::formats::web_annotation::RecordError;

pub const TITLE: &str = "What could not be read";
pub const SHOW: &str = "Show what could not be read";
pub const HELP: &str = "It stays in this browser’s storage as it is: nothing is changed or deleted. Save everything raw, and somebody may be able to read it for you.";
pub const SAVE_RAW: &str = "Save everything raw";
pub const RAW_HELP: &str = "One file with all that is stored in this browser, readable or not. It cannot be opened here; “Save as file” makes files for that.";
pub const LOOKING: &str = "Looking through the storage…";
pub const NONE: &str = "Everything that is stored can be read.";
pub const FAILED: &str =
    "The storage does not answer. Close this list and open it again in a moment.";
pub const NO_TEXT: &str = "It holds something that text cannot show.";

/// Said where something that is stored could not be read.
#[must_use]
pub fn line(n: usize) -> String {
    format!("{} could not be read. They are kept as they are.", count(n, "record", "records"))
}

/// What it should be.
#[must_use]
pub fn what(stored: Stored) -> &'static str {
    match stored {
        Stored::Version => "A claim, source, link, person or name",
        Stored::Article => "An article",
        Stored::Step => "A step of undo",
        Stored::Class => "A part of a class",
    }
}

/// Why it cannot be read.
#[must_use]
pub fn why(trouble: Trouble) -> String {
    match trouble {
        Trouble::Shapeless => "it is damaged, or something else than it should be".into(),
        Trouble::Newer(format) => {
            format!("a newer Claimlight stored it (format {format}); reload this page to get it")
        }
        Trouble::NoNotebook => "it does not say which notebook it belongs to".into(),
        Trouble::Record(error) => record(error).into(),
    }
}

fn record(error: RecordError) -> &'static str {
    match error {
        RecordError::NotAnObject => "the record in it is damaged",
        RecordError::NoId | RecordError::BadId => "it has no sound name of its own",
        RecordError::UnknownType => "it is of no kind that is known here",
        RecordError::BadVersion => "it does not say soundly which version it is",
        RecordError::UnknownArticle => "it does not say which article it is about",
        RecordError::NoQuote => "it quotes no words",
        RecordError::NoPosition | RecordError::BadPosition => {
            "it does not say where in the article its words stand"
        }
        RecordError::QuoteNotFound | RecordError::QuoteAmbiguous => {
            "its words do not stand in the article"
        }
        RecordError::NoClaim => "it is a link without a claim",
        RecordError::NoSource => "it is a link without a source",
        RecordError::Misplaced => "it stands where something else belongs",
        RecordError::AnswersNothing => "what it answers is not there",
        RecordError::Elsewhere => "the file holds its address alone",
        RecordError::TooManyVersions => "there are too many versions of it",
        RecordError::TooMuch => "there is more text in it than a person writes",
    }
}
