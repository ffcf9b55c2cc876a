//! Marks that a person makes on a first visit before the part that keeps them is
//! here. They wait for it; should the page go away first, the next page carries
//! them out. For that each is written down at once, as a line of text.
//!
//! Nothing else can be changed so early: whoever comes back to something gets
//! that part before the page is ready.

use super::action::Action;
use crate::domain::claim::Kind;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::text::Span;
use crate::domain::time::Timestamp;

/// The most that are carried out: nobody marks more while a page loads.
pub const MOST: usize = 100;

/// The line of an action: id, start and end (code points), time, and the kind of
/// claim, or nothing for a source. `None` for any other action.
#[must_use]
pub fn line(action: &Action) -> Option<String> {
    let Action::Do(command, now) = action else { return None };
    let (id, span, kind) = match command {
        Command::MarkClaim { id, span, kind } => (id, span, kind.key()),
        Command::MarkSource { id, span, link: None } => (id, span, ""),
        _ => return None,
    };
    Some(format!("{id} {} {} {} {kind}\n", span.start, span.end, now.as_str()))
}

/// The marks of such lines, each with its id, at most [`MOST`]. A line that makes
/// no sense is left out: anything may stand there.
#[must_use]
pub fn read(lines: &str) -> Vec<(Id, Action)> {
    lines.lines().filter_map(mark).take(MOST).collect()
}

fn mark(line: &str) -> Option<(Id, Action)> {
    let mut words = line.splitn(5, ' ');
    let id = Id::from_iri(words.next()?)?;
    let (start, end) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let now = Timestamp::read(words.next()?)?;
    let span = Span { start, end };
    let command = match words.next()? {
        "" => Command::MarkSource { id: id.clone(), span, link: None },
        kind => Command::MarkClaim { id: id.clone(), span, kind: Kind::from_key(kind) },
    };
    Some((id, Action::Do(command, now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> Id {
        Id::from_name(name)
    }

    #[test]
    fn what_is_written_is_read() {
        let now = Timestamp::read("2026-11-27T08:00:00.123Z").expect("a time");
        let span = Span { start: 3, end: 14 };
        let own = Kind::from_key("a kind of  its own");
        let marks = [
            Command::MarkClaim { id: id("a"), span, kind: Kind::Quantity },
            Command::MarkClaim { id: id("b"), span, kind: own },
            Command::MarkSource { id: id("c"), span, link: None },
        ]
        .map(|command| Action::Do(command, now.clone()));
        let lines: String = marks.iter().filter_map(line).collect();
        let read: Vec<_> = read(&lines);
        assert_eq!(
            read.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(),
            ["a", "b", "c"].map(id)
        );
        assert!(read.iter().map(|(_, action)| action).eq(&marks));
        assert_eq!(line(&Action::Do(Command::Bin(id("a")), now.clone())), None);
        assert_eq!(line(&Action::Undo(now)), None);
    }

    #[test]
    fn anything_may_stand_there() {
        let sound = "urn:x:1 0 4 2026-11-27T08:00:00Z fact";
        let hostile = [
            "",
            " ",
            "urn:x:1",
            "urn:x:1 0 4",
            "urn:x:1 0 4 2026-11-27T08:00:00Z",
            "\u{0} 0 4 x fact",
            "urn:x:1 -1 4 2026-11-27T08:00:00Z fact",
            "urn:x:1 0 99999999999999999999999 2026-11-27T08:00:00Z fact",
            "urn:x:1 0 4 yesterday fact",
            "no-iri 0 4 2026-11-27T08:00:00Z fact",
        ];
        let lines = format!("{}\n{sound}\n", hostile.join("\n"));
        assert_eq!(read(&lines).len(), 1);
        assert_eq!(read(&format!("{sound}\n").repeat(2 * MOST)).len(), MOST);
    }
}
