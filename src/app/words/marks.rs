//! What a teacher says of a submission, and where the student reads it.

use super::shortened;
use crate::domain::exercise::{Criterion, Points};

pub const STUDENT: &str = "Mark the work of";
pub const POINTS: &str = "Points";
pub const BAD_POINTS: &str = "This is no number of points, such as 2 or 2.5. It was not taken.";
pub const OVERALL: &str = "Comment on the whole";
pub const COMMENTS: &str = "Comments on claims, sources and links";
pub const CLAIMS: &str = "Claims and their links";
pub const SOURCES: &str = "Sources";
pub const TO_KEY: &str = "Beside the key:";
pub const NEXT: &str = "Next student";
pub const OTHER_VERSION: &str =
    "This work was made on another version of the article; its words are quoted from that.";
pub const NOTHING: &str = "There is nothing in this work to comment on.";
pub const SAVE_ONE: &str = "Save the return file";
pub const SAVE_ALL: &str = "Save all return files (ZIP)";
pub const GRADEBOOK: &str = "Save the gradebook (CSV)";
pub const SAVING: &str = "Saving the return files";

/// How far that is.
#[must_use]
pub fn saved_of(saved: usize, of: usize) -> String {
    format!("{saved} of {of} written")
}

pub const HELP: &str = "What you write here goes into the return file, beside the work, which stays as it was handed in. The student opens the file with “Open a file”. “Save all return files” puts them into one archive, from which you hand them out; added to a class again, it brings all of them with their marks.";
pub const HIDDEN: &str = "Marks are not shown in the projector view.";
pub const NAME: &str = "Name";
pub const TOTAL: &str = "Total";

pub const FEEDBACK: &str = "Comments from your teacher";
pub const NO_POINTS: &str = "–";
pub const CRITERION: &str = "Criterion";
pub const OUT_OF: &str = "Out of";
pub const POINT_TABLE: &str = "Your points";
pub const SHOW: &str = "Show";

/// The name of a criterion.
#[must_use]
pub fn criterion(criterion: &Criterion) -> String {
    match (criterion.name.as_str(), criterion.key.as_str()) {
        ("", "claims") => "Claims found and bounded well".into(),
        ("", "sources") => "Sources fit and are good".into(),
        ("", "reasons") => "Verdicts and reasons hold".into(),
        ("", key) => shortened(key, 80),
        (name, _) => shortened(name, 80),
    }
}

/// Why points are not taken that are more than there are for a criterion.
#[must_use]
pub fn too_many_points(most: Points) -> String {
    format!("There are at most {most} for this. What was typed was not taken.")
}

/// The label of a field for points.
#[must_use]
pub fn points_for(it: &Criterion) -> String {
    format!("{} (of {})", criterion(it), it.points)
}

/// "12.5 of 15 points".
#[must_use]
pub fn total(given: Option<Points>, of: Points) -> String {
    match given {
        Some(given) => format!("{given} of {of} points"),
        None => format!("No points yet, of {of}"),
    }
}

/// A comment's field, by what it is on.
#[must_use]
pub fn comment_on(what: &str) -> String {
    format!("Comment on {}", shortened(what, 100))
}

/// What a claim is called in a list of comments.
#[must_use]
pub fn claim(number: usize, quote: &str) -> String {
    format!("claim {number}: {}", shortened(quote, 100))
}

/// What a source is called.
#[must_use]
pub fn source(name: &str) -> String {
    format!("source: {}", shortened(name, 100))
}

/// What a link is called.
#[must_use]
pub fn link(number: usize, relation: &str, source: &str) -> String {
    format!("link of claim {number}: {relation}, {}", shortened(source, 80))
}
