//! Reads files that were chosen or dropped, with the page's turns in between.

use std::vec::IntoIter;

use web_sys::{File, FileList};

use crate::app::notice::FileProblem;
use crate::app::state::State;
use crate::browser::error::BrowserError;
use crate::browser::promise::pause;
use crate::browser::{files, timing};
use crate::domain::formats::AtHand;
use crate::domain::formats::web_annotation::{Contents, MAX_BYTES};
use crate::domain::order::sort_by;

/// The most files at once: several classes.
const MAX_FILES: usize = 1_000;
/// The page gets its turn after so many milliseconds of reading.
const TURN: f64 = 50.0;

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
    let read = files::read(file, MAX_BYTES).await.map_err(|why| match why {
        BrowserError::TooLarge(_) => FileProblem::TooLarge,
        _ => FileProblem::Unreadable,
    })?;
    at_hand.read(&read.text).map_err(FileProblem::Refused)
}

/// Files in the order of their names, read one after the other.
pub(crate) struct Lot {
    files: IntoIter<File>,
    at_hand: AtHand,
    began: f64,
}

impl Lot {
    /// These files; those beyond the most at once are left out.
    pub(crate) fn new(mut files: Vec<File>, at_hand: AtHand) -> Self {
        files.truncate(MAX_FILES);
        sort_by(&mut files, |a, b| a.name().cmp(&b.name()));
        Self { files: files.into_iter(), at_hand, began: timing::now_ms() }
    }

    /// How many are still to be read.
    pub(crate) fn left(&self) -> usize {
        self.files.len()
    }

    /// The next file's name, and what it holds.
    pub(crate) async fn next(&mut self) -> Option<(String, Result<Contents, FileProblem>)> {
        let file = self.files.next()?;
        Some((file.name(), read_one(&file, &self.at_hand).await))
    }

    /// Whether the page should get its turn now, to draw what was read.
    pub(crate) fn is_long(&self) -> bool {
        timing::now_ms() - self.began > TURN
    }

    /// Gives the page its turn.
    pub(crate) async fn rest(&mut self) {
        pause(0).await;
        self.began = timing::now_ms();
    }
}
