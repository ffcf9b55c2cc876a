//! What is noted, outside the database, of the notebooks in it: as text, in
//! numbered formats. A text of an older format is brought to the newest one
//! step by step; one of a newer format is not read, and so not overwritten.

use litemap::LiteMap;
use serde_json::Value;

use crate::domain::id::Id;

/// What is known of one notebook.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Note {
    /// Its name.
    pub title: String,
    /// How many edits it had when they were last known to be stored.
    pub edits: u64,
}

/// All of them.
pub type Notes = LiteMap<Id, Note>;

/// The first line of a text of format 2 or later, before its number.
const HEAD: &str = "claimlight-witness ";
/// The format that is written.
const FORMAT: usize = 2;

/// From each format to the next.
const MIGRATIONS: [fn(&str) -> String; FORMAT] = [to_lines, to_counts];

/// Reads notes of any format up to ours; `None` if the format is a newer one.
/// Lines that cannot be read are left out.
#[must_use]
pub fn read_notes(text: &str) -> Option<Notes> {
    let from = format_of(text);
    let mut text = text.to_owned();
    for migrate in MIGRATIONS.get(from..)? {
        text = migrate(&text);
    }
    let mut notes = Notes::new();
    for line in text.lines().skip(1) {
        let mut parts = line.splitn(3, ' ');
        if let (Some(id), Some(edits), Some(title)) = (parts.next(), parts.next(), parts.next())
            && let (Some(id), Ok(edits)) = (Id::from_iri(id), edits.parse())
        {
            notes.insert(id, Note { title: title.to_owned(), edits });
        }
    }
    Some(notes)
}

/// A line each: the id, how many edits, the name.
#[must_use]
pub fn write_notes(notes: &Notes) -> String {
    let mut text = format!("{HEAD}{FORMAT}\n");
    for (id, note) in notes.iter() {
        let title = note.title.replace(['\n', '\r'], " ");
        text.extend([id.as_str(), " ", &note.edits.to_string(), " ", &title, "\n"]);
    }
    text
}

fn format_of(text: &str) -> usize {
    let number = text.lines().next().and_then(|line| line.strip_prefix(HEAD));
    match number {
        // A number that is none is nobody's format.
        Some(number) => number.trim().parse().unwrap_or(usize::MAX),
        None => usize::from(!text.trim_start().starts_with('{')),
    }
}

/// Format 0 is a JSON object from ids to names; format 1 has a line each: the
/// id, a space, the name.
fn to_lines(text: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(text) else { return String::new() };
    let mut lines = String::new();
    for (id, title) in &fields {
        let title = title.as_str().unwrap_or_default().replace(['\n', '\r'], " ");
        lines.extend([id, " ", &title, "\n"]);
    }
    lines
}

/// Format 2 says of itself which it is, and how many edits there were; 0 where
/// nobody counted them.
fn to_counts(text: &str) -> String {
    let mut counted = format!("{HEAD}2\n");
    for line in text.lines() {
        if let Some((id, title)) = line.split_once(' ') {
            counted.extend([id, " 0 ", title, "\n"]);
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "urn:uuid:00000000-0000-4000-8000-00000000000";

    fn notes(edits: u64) -> Notes {
        let mut notes = Notes::new();
        for (n, title) in [(1, "One “name”"), (2, "")] {
            let id = Id::from_iri(&format!("{ID}{n}")).expect("a sound id");
            notes.insert(id, Note { title: title.to_owned(), edits });
        }
        notes
    }

    #[test]
    fn every_older_format_is_read() {
        let json = format!(r#"{{"{ID}1":"One “name”","{ID}2":""}}"#);
        assert_eq!(read_notes(&json), Some(notes(0)), "format 0");
        let lines = format!("{ID}1 One “name”\n{ID}2 \n");
        assert_eq!(read_notes(&lines), Some(notes(0)), "format 1");
        let counts = format!("claimlight-witness 2\n{ID}1 7 One “name”\n{ID}2 7 \n");
        assert_eq!(read_notes(&counts), Some(notes(7)), "format 2");
        assert_eq!(write_notes(&notes(7)), counts);
        assert_eq!(read_notes(""), Some(Notes::new()));
    }

    #[test]
    fn a_newer_format_is_left_alone_and_nonsense_is_left_out() {
        assert_eq!(read_notes("claimlight-witness 3\nsomething else"), None);
        assert_eq!(read_notes("claimlight-witness x\n"), None);
        let broken = format!("claimlight-witness 2\n{ID}1 seven One\nno id\n{ID}2 7 \n");
        let read = read_notes(&broken).expect("its format is known");
        assert_eq!(read.len(), 1);
        assert_eq!(read_notes("{broken"), Some(Notes::new()));
    }
}
