//! Sharing: links, files in other formats, paper.

use super::count;
use crate::app::file_format::FileFormat;
use crate::domain::formats::packed::{PackedError, Reach};

pub const SHARE: &str = "Share or save as";
pub const FROM_LINK: &str = "The link";
pub const NAMELESS: &str = "Without names";
pub const NAMELESS_HELP: &str = "Nobody’s name or pseudonym goes with it. What people wrote stays.";
pub const LINK: &str = "A link that holds everything";
pub const LINK_HELP: &str = "The notebook itself is in the link, in the part that browsers send to nobody. Whoever has the link can read it.";
pub const MAKE_LINK: &str = "Make a link";
pub const THE_LINK: &str = "Link";
pub const COPY_LINK: &str = "Copy the link";
pub const SEND_LINK: &str = "Send the link…";
pub const NO_LINK: &str = "This browser cannot pack a notebook into a link. Save a file instead.";
pub const TOO_LONG: &str = "This notebook is too large for a link. Send the file instead.";
pub const FILE: &str = "A file";
pub const FORMAT: &str = "Format";
pub const SAVE: &str = "Save the file";
pub const COPY: &str = "Copy its text";
pub const SEND: &str = "Send the file…";
pub const PAPER: &str = "On paper";
pub const PRINT: &str = "Print the article with its claims";
pub const WORKSHEET: &str = "Print an empty worksheet";

pub const NOTHING: &str =
    "No claim has a verdict, a reason and a source yet: there is nothing to draft.";

/// What a format is called.
#[must_use]
pub fn format(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Notebook => "The notebook (.jsonld)",
        FileFormat::Report => "Report (.html)",
        FileFormat::Worksheet => "Empty worksheet (.html)",
        FileFormat::Markdown => "Markdown (.md)",
        FileFormat::Argdown => "Argdown (.argdown)",
        FileFormat::Claims => "Table of claims (.csv)",
        FileFormat::Links => "Table of links (.csv)",
        FileFormat::Sources => "Sources for reference managers (.json)",
        FileFormat::ClaimReviews => "ClaimReview drafts (.json)",
        FileFormat::Hypothesis => "Hypothesis (.json)",
    }
}

/// What it is good for.
#[must_use]
pub fn format_help(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Notebook => {
            "W3C Web Annotation, with the article: opens here and in other annotation tools."
        }
        FileFormat::Report => "One page to read, print or put on a site.",
        FileFormat::Worksheet => "The article, numbered, with a table to fill in by hand.",
        FileFormat::Markdown => "For notes and wikis.",
        FileFormat::Argdown => {
            "Claims with what supports and disputes them, as a map of arguments."
        }
        FileFormat::Claims => "For a spreadsheet, a line for each claim.",
        FileFormat::Links => "For a spreadsheet, a line for each source of a claim.",
        FileFormat::Sources => "CSL-JSON, for Zotero and others. Opens here again.",
        FileFormat::ClaimReviews => "schema.org, for claims with verdict, reason and source.",
        FileFormat::Hypothesis => "For the Hypothesis importer. Opens here again.",
    }
}

/// How long a link is, and how far it gets.
#[must_use]
pub fn length(length: usize, reach: Reach) -> String {
    let says = match reach {
        Reach::Anywhere => "short enough for mail and chat",
        Reach::Some => "some mail and chat programs cut it off",
        Reach::Few => "too long for most mail and chat programs: send the file instead",
    };
    format!("{}: {says}.", count(length, "character", "characters"))
}

/// Why a link could not be read.
#[must_use]
pub fn unreadable(error: PackedError) -> &'static str {
    match error {
        PackedError::Newer => {
            "The link was made by a newer Claimlight. Reload this page to get the newest, then follow it again."
        }
        PackedError::Damaged => {
            "The link was cut off or changed on its way. Ask for a file instead."
        }
        PackedError::TooLong => "The link is longer than any that is read. Ask for a file instead.",
    }
}
