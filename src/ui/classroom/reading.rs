//! Reads the files of a class, and writes what goes back.

use std::cell::Cell;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{File, FileList};
use yew::prelude::*;

use super::session;
use crate::app::notice::FileProblem;
use crate::browser::error::BrowserError;
use crate::browser::promise::pause;
use crate::browser::{clock, files, timing};
use crate::domain::article::{Article, built_in};
use crate::domain::formats::read_file;
use crate::domain::formats::web_annotation::{Contents, MAX_BYTES};
use crate::domain::notebook::Stamp;
use crate::domain::order::sort_by;
use crate::domain::version::Writer;

/// The most files at once: several classes.
const MAX_FILES: usize = 1_000;
/// The page gets its turn after so many milliseconds of reading.
const TURN: f64 = 50.0;

thread_local! {
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// What a list of files holds.
pub(super) fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// Reads the files into the class, one after the other; `progress` hears how
/// many of how many were read. Asked again meanwhile, it does nothing.
pub(super) fn read_submissions(
    mut files: Vec<File>,
    writer: Writer,
    known: Vec<Arc<Article>>,
    progress: Callback<Option<(usize, usize)>>,
) {
    if files.is_empty() || BUSY.replace(true) {
        return;
    }
    files.truncate(MAX_FILES);
    sort_by(&mut files, |a, b| a.name().cmp(&b.name()));
    spawn_local(async move {
        let began = timing::now_ms();
        let of = files.len();
        let mut turn = timing::now_ms();
        progress.emit(Some((0, of)));
        let mut read = Vec::with_capacity(of);
        for file in files {
            read.push((file.name(), contents(&file, &known).await));
            if timing::now_ms() - turn > TURN {
                progress.emit(Some((read.len(), of)));
                pause(0).await;
                turn = timing::now_ms();
            }
        }
        BUSY.set(false);
        session::change(|room| {
            for (name, read) in read {
                room.take_in(name, read, &Stamp { writer: writer.clone(), now: clock::now() });
            }
        });
        progress.emit(None);
        timing::after_next_paint(move || timing::measure("claimlight:class", began));
    });
}

/// Reads one file as the key.
pub(super) fn read_key(
    file: File,
    known: Vec<Arc<Article>>,
    then: Callback<(String, Result<Contents, FileProblem>)>,
) {
    spawn_local(async move {
        let read = contents(&file, &known).await;
        then.emit((file.name(), read));
    });
}

async fn contents(file: &File, known: &[Arc<Article>]) -> Result<Contents, FileProblem> {
    let read = files::read(file, MAX_BYTES).await.map_err(|why| match why {
        BrowserError::TooLarge(_) => FileProblem::TooLarge,
        _ => FileProblem::Unreadable,
    })?;
    // A file may leave out the article that everybody has.
    let mut known = known.to_vec();
    known.push(Arc::new(built_in()));
    read_file(&read.text, &known).map_err(FileProblem::Refused)
}
