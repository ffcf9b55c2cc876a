//! Files: opening, the preview, saving.

use super::{count, notice, shortened};
use crate::app::incoming::{Arrival, Import, Incoming, Standing};
use crate::domain::merge::Preview;
use crate::domain::versions::Found;

pub const PREVIEW: &str = "What this file would do";
pub const PREVIEW_ALL: &str = "What these files would do";
pub const ALL: &str = "The files and what they bring";
pub const NAME: &str = "File";
pub const BRINGS: &str = "What it brings";
pub const STOP: &str = "Stop reading";
pub const PASTED: &str = "What you pasted";
pub const MERGE: &str = "Merge into this notebook";
pub const OPEN_APART: &str = "Open as a notebook of its own";
pub const NOTHING_NEW: &str = "Everything in this file is here already. Nothing would change.";

/// The line under the file's name.
#[must_use]
pub fn standing(import: &Import) -> String {
    let title = match import.notebook.title() {
        "" => &import.name,
        title => title,
    };
    let title = shortened(title, 120);
    match &import.standing {
        Standing::Same(preview) if preview.is_empty() => NOTHING_NEW.into(),
        Standing::Same(_) => "This is another copy of the notebook that is open.".into(),
        Standing::SameArticle(preview) if preview.is_empty() => NOTHING_NEW.into(),
        Standing::SameArticle(_) if import.is_placeless() => {
            "It is about no article: its sources can be added to this notebook.".into()
        }
        Standing::SameArticle(_) => format!("“{title}” is another notebook on the same article."),
        Standing::NoArticle if import.fates.is_empty() => "It is about another article, which is not in the file. Open that article first, then this file.".into(),
        Standing::NoArticle => "It is about a text that is not in the file.".into(),
        Standing::OtherArticle => format!(
            "“{title}” is about another article than the one that is open, or another version of it. It opens as a notebook beside this one."
        ),
    }
}

/// What merging would do, a line each.
#[must_use]
pub fn effects(preview: &Preview) -> Vec<String> {
    let lines = [
        (preview.new.len(), "record is new", "records are new"),
        (
            preview.later.len(),
            "record was changed later than here",
            "records were changed later than here",
        ),
        (
            preview.both.len(),
            "record was changed on both sides: both versions are kept, and you choose",
            "records were changed on both sides: both versions are kept, and you choose",
        ),
        (preview.known, "record is the same as here", "records are the same as here"),
    ];
    lines.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(*n, one, many)).collect()
}

/// What one of several files would do.
#[must_use]
pub fn arrival(arrival: &Arrival) -> String {
    let import = match &arrival.outcome {
        Ok(import) => import,
        Err(problem) => return format!("Cannot be read: {}", notice::file(problem)),
    };
    let mut line = match &import.standing {
        Standing::Same(preview) | Standing::SameArticle(preview) if preview.is_empty() => {
            "Nothing new.".into()
        }
        Standing::Same(preview) | Standing::SameArticle(preview) => brief(preview),
        Standing::OtherArticle | Standing::NoArticle => elsewhere(import),
    };
    if import.left_out > 0 {
        line += " ";
        line += &count(import.left_out, "record", "records");
        line += " could not be read.";
    }
    line
}

fn brief(preview: &Preview) -> String {
    let parts = [
        (preview.new.len(), "new"),
        (preview.later.len(), "changed later"),
        (preview.both.len(), "changed on both sides"),
        (preview.known, "the same"),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect();
    format!("{}.", said.join(", "))
}

fn elsewhere(import: &Import) -> String {
    let found = Found::of(&import.fates);
    if found.found == 0 {
        return "About another article: open it on its own.".into();
    }
    let mut line = format!(
        "Made on another version of the article: {} of {} found again",
        found.found,
        found.all()
    );
    if found.asks > 0 {
        line += ", ";
        line += &count(found.asks, "needs a look", "need a look");
    }
    line + "."
}

/// Those files of many that are not read.
#[must_use]
pub fn and_more(files: usize) -> String {
    count(files, "more file", "more files")
}

/// How far reading is.
#[must_use]
pub fn progress(read: usize, of: usize) -> String {
    format!("{read} of {of} read")
}

/// What all of them would do together.
#[must_use]
pub fn together(incoming: &Incoming) -> String {
    let useful = incoming.mergeable().len();
    let unread = incoming.arrived.iter().filter(|arrival| arrival.outcome.is_err()).count();
    let mut line = format!(
        "{useful} of {} {} something new.",
        count(incoming.arrived.len(), "file", "files"),
        if useful == 1 { "brings" } else { "bring" }
    );
    if unread > 0 {
        line += " ";
        line += &count(unread, "cannot be read.", "cannot be read.");
    }
    let skipped = incoming.of.saturating_sub(incoming.arrived.len());
    if incoming.done && skipped > 0 {
        line += &format!(" {} not read, for you stopped.", count(skipped, "was", "were"));
    }
    line
}

/// The button that takes them in.
#[must_use]
pub fn merge_all(files: usize) -> String {
    format!("Merge {} into this notebook", count(files, "file", "files"))
}

/// The button that opens each of them beside what is here.
#[must_use]
pub fn open_all(files: usize) -> String {
    match files {
        1 => "Open 1 as a notebook of its own".into(),
        _ => format!("Open {files} as notebooks of their own"),
    }
}

/// What the file holds.
#[must_use]
pub fn holds(claims: usize, sources: usize, left_out: usize) -> String {
    let mut line =
        format!("{}, {}", count(claims, "claim", "claims"), count(sources, "source", "sources"));
    if left_out > 0 {
        line += &format!(
            "; {} could not be read and would be left out",
            count(left_out, "record", "records")
        );
    }
    line
}
