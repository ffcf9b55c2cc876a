//! Reads files that were chosen or dropped, with the page's turns in between.

use std::cell::Cell;
use std::rc::Rc;
use std::vec::IntoIter;

use web_sys::{File, FileList};

use crate::app::notice::FileProblem;
use crate::app::state::State;
use crate::app::words::file as words;
use crate::browser::error::BrowserError;
use crate::browser::timing::Stretch;
use crate::browser::{files, packing};
use crate::domain::archive::{self, ArchiveError, Member, Packing};
use crate::domain::formats::AtHand;
use crate::domain::formats::web_annotation::{Contents, MAX_BYTES};
use crate::domain::order::sort_by;

/// The most files at once: several classes.
const MAX_FILES: usize = 1_000;
/// The most bytes that come out of one archive.
const MAX_UNPACKED: u64 = 4 * MAX_BYTES as u64;

/// What a list of files holds.
pub(crate) fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// The articles that files may leave out while this is open.
pub(crate) fn at_hand(state: &State) -> AtHand {
    AtHand::new(state.articles())
}

/// Reads one file.
///
/// # Errors
/// The [`FileProblem`] that it has.
pub(crate) async fn read_one(file: &File, at_hand: &AtHand) -> Result<Contents, FileProblem> {
    let read = files::read(file, MAX_BYTES).await.map_err(|why| problem(&why))?;
    at_hand.read(&read.text).map_err(FileProblem::Refused)
}

fn problem(why: &BrowserError) -> FileProblem {
    match why {
        BrowserError::TooLarge(_) => FileProblem::TooLarge,
        _ => FileProblem::Unreadable,
    }
}

/// Whether a file is an archive of others, by its name.
pub(crate) fn is_archive(file: &File) -> bool {
    file.name().to_ascii_lowercase().ends_with(".zip")
}

/// Files in the order of their names, those of archives in place of these, read one
/// after the other.
pub(crate) struct Lot {
    items: IntoIter<Item>,
    at_hand: AtHand,
    stretch: Stretch,
}

/// What is to be read.
enum Item {
    File(File),
    Member(Rc<Archive>, Member),
    Refused(String, FileProblem),
}

impl Lot {
    /// These files. Of archives those are opened that have room together; of files
    /// beyond the most at once it is said that they are not read.
    pub(crate) async fn new(mut files: Vec<File>, at_hand: AtHand) -> Self {
        sort_by(&mut files, |a, b| a.name().cmp(&b.name()));
        let mut items = Vec::new();
        let mut room = MAX_BYTES;
        for file in files {
            if is_archive(&file) {
                items.extend(opened(&file, &mut room).await);
            } else {
                items.push(Item::File(file));
            }
        }
        if items.len() > MAX_FILES {
            let more = words::and_more(items.len() - MAX_FILES);
            items.truncate(MAX_FILES);
            items.push(Item::Refused(more, FileProblem::TooMuch));
        }
        Self { items: items.into_iter(), at_hand, stretch: Stretch::begin() }
    }

    /// How many are still to be read.
    pub(crate) fn left(&self) -> usize {
        self.items.len()
    }

    /// The next file's name, and what it holds.
    pub(crate) async fn next(&mut self) -> Option<(String, Result<Contents, FileProblem>)> {
        Some(match self.items.next()? {
            Item::File(file) => (file.name(), read_one(&file, &self.at_hand).await),
            Item::Member(archive, member) => {
                let read = archive.unpacked(&member).await;
                let text = read.map(|bytes| files::decode(&bytes, false, None));
                let read =
                    text.and_then(|text| self.at_hand.read(&text).map_err(FileProblem::Refused));
                (member.name, read)
            }
            Item::Refused(name, problem) => (name, Err(problem)),
        })
    }

    /// Whether the page should get its turn now, to draw what was read.
    pub(crate) fn is_long(&self) -> bool {
        self.stretch.is_long()
    }

    /// Gives the page its turn.
    pub(crate) async fn rest(&mut self) {
        self.stretch.rest().await;
    }
}

/// An archive that was read, and how many bytes may still come out of it.
struct Archive {
    bytes: Vec<u8>,
    room: Cell<u64>,
}

/// What is in an archive of at most `room` bytes, which are used up.
async fn opened(file: &File, room: &mut usize) -> Vec<Item> {
    let refused = |problem| vec![Item::Refused(file.name(), problem)];
    let bytes = match files::read_bytes(file, *room).await {
        Ok(bytes) => bytes,
        Err(BrowserError::TooLarge(_)) => return refused(FileProblem::TooMuch),
        Err(why) => return refused(problem(&why)),
    };
    *room -= bytes.len();
    let archive = Rc::new(Archive { bytes, room: Cell::new(MAX_UNPACKED) });
    match archive::members(&archive.bytes) {
        Ok(members) => members.into_iter().map(|it| Item::Member(archive.clone(), it)).collect(),
        Err(why) => refused(FileProblem::Archive(why)),
    }
}

impl Archive {
    /// The bytes of a file in it, as they were put in.
    async fn unpacked(&self, member: &Member) -> Result<Vec<u8>, FileProblem> {
        let packing = member.packing.ok_or(FileProblem::Packed)?;
        let broken = FileProblem::Archive(ArchiveError::Broken);
        let place = member.place.clone().and_then(|place| self.bytes.get(place));
        let Some(packed) = place else { return Err(broken) };
        let size = usize::try_from(member.size).unwrap_or(usize::MAX);
        if size > MAX_BYTES {
            return Err(FileProblem::TooLarge);
        }
        // Also for what turns out to be broken: finding out takes as long.
        let room = self.room.get().checked_sub(member.size).ok_or(FileProblem::TooMuch)?;
        self.room.set(room);
        let bytes = match packing {
            Packing::Stored if packed.len() == size => packed.to_vec(),
            Packing::Stored => return Err(broken),
            // It may hold more than it claims: then it is not read to its end.
            Packing::Deflated => match packing::inflated_bytes(packed, size).await {
                Ok(bytes) => bytes,
                Err(BrowserError::Unavailable) => return Err(FileProblem::Packed),
                Err(_) => return Err(broken),
            },
        };
        if member.is_whole(&bytes) { Ok(bytes) } else { Err(broken) }
    }
}
