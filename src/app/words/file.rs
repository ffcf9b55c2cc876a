//! Files: opening, the preview, saving.

use super::{count, shortened};
use crate::app::state::{Import, Standing};
use crate::domain::merge::Preview;

pub const PREVIEW: &str = "What this file would do";
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
        Standing::SameArticle(_) => format!("“{title}” is another notebook on the same article."),
        Standing::NoArticle if import.fates.is_empty() => "It is about another article, which is not in the file. Open that article first, then this file.".into(),
        Standing::NoArticle => "It is about a text that is not in the file.".into(),
        Standing::OtherArticle => format!(
            "“{title}” is about another article, or another version of this one. It can be opened on its own."
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
