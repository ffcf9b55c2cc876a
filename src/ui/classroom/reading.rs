//! Reads the files of a class.

use std::cell::Cell;

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::session;
use crate::app::notice::FileProblem;
use crate::browser::{clock, timing};
use crate::domain::formats::AtHand;
use crate::domain::formats::web_annotation::Contents;
use crate::domain::notebook::Stamp;
use crate::domain::version::Writer;
use crate::ui::tasks::read_files::{Lot, read_one};

thread_local! {
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Reads the files into the class, one after the other, and shows it when all are
/// in it; `progress` hears how many of how many are. Asked again meanwhile, it
/// does nothing.
pub(super) fn read_submissions(
    files: Vec<File>,
    writer: Writer,
    at_hand: AtHand,
    progress: Callback<Option<(usize, usize)>>,
) {
    if files.is_empty() || BUSY.replace(true) {
        return;
    }
    spawn_local(async move {
        let began = timing::now_ms();
        let mut lot = Lot::new(files, at_hand).await;
        let of = lot.left();
        progress.emit(Some((0, of)));
        while let Some((name, read)) = lot.next().await {
            let stamp = Stamp { writer: writer.clone(), now: clock::now() };
            session::change_unseen(|room| room.take_in(name, read, &stamp));
            if lot.is_long() {
                progress.emit(Some((of - lot.left(), of)));
                lot.rest().await;
            }
        }
        BUSY.set(false);
        session::draw();
        progress.emit(None);
        timing::after_next_paint(move || timing::measure("claimlight:class", began));
    });
}

/// Reads one file as the key.
pub(super) fn read_key(
    file: File,
    at_hand: AtHand,
    then: Callback<(String, Result<Contents, FileProblem>)>,
) {
    spawn_local(async move {
        let read = read_one(&file, &at_hand).await;
        then.emit((file.name(), read));
    });
}
