//! Opens files: annotations show a preview, an article its form.

use std::cell::Cell;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::open_article::{TextKind, draft_of};
use super::read_files::{Lot, at_hand, is_archive, read_one};
use crate::app::action::{Action, Look};
use crate::app::incoming::{Arrival, Import, Incoming};
use crate::app::notice::{ArticleProblem, FileProblem, Notice};
use crate::app::state::Panel;
use crate::app::words::file as words;
use crate::browser::error::BrowserError;
use crate::browser::{clock, files};
use crate::domain::formats::web_annotation::Contents;
use crate::ui::store::Act;

/// The largest article file, in bytes.
pub(crate) const MAX_ARTICLE: usize = 5 * 1024 * 1024;

thread_local! {
    /// The lot that is being read.
    static READING: Cell<u32> = const { Cell::new(0) };
}

/// Reads the files and shows what they would do. Nothing changes yet.
pub(crate) fn open_files(act: &Act, files: Vec<File>) {
    let act = act.clone();
    spawn_local(async move {
        match <[File; 1]>::try_from(files) {
            Ok([file]) if !is_archive(&file) => {
                let action = match TextKind::of_name(&file.name()) {
                    Some(kind) => article(&file, kind, &act).await,
                    None => {
                        let read = read_one(&file, &at_hand(&act.state())).await;
                        shown(file.name(), read, &act)
                    }
                };
                act.send(action);
            }
            Ok([archive]) => several(&act, vec![archive]).await,
            Err(files) => several(&act, files).await,
        }
    });
}

/// The same for text that was pasted.
pub(crate) fn open_pasted(act: &Act, text: &str) {
    open_text(act, words::PASTED.into(), text);
}

/// The same for any text, under this name.
pub(super) fn open_text(act: &Act, name: String, text: &str) {
    let read = at_hand(&act.state()).read(text).map_err(FileProblem::Refused);
    act.send(shown(name, read, act));
}

/// Those that were not read yet will not be.
pub(crate) fn stop() {
    READING.set(0);
}

async fn several(act: &Act, files: Vec<File>) {
    let lot = u32::from_le_bytes(clock::random()) | 1;
    READING.set(lot);
    let mut files = Lot::new(files, at_hand(&act.state())).await;
    if READING.get() != lot {
        return;
    }
    let mut incoming = Incoming { lot, of: files.left(), arrived: Vec::new(), done: false };
    act.look(Look::Show(Some(Panel::Incoming(Arc::new(incoming.clone())))));
    while let Some((name, read)) = files.next().await {
        let import = |contents| Arc::new(Import::of(name.clone(), contents, &act.state()));
        let outcome = read.map(import);
        incoming.arrived.push(Arrival { name, outcome });
        if files.is_long() {
            act.look(Look::Read(Arc::new(incoming.clone())));
            files.rest().await;
        }
        if READING.get() != lot {
            break;
        }
    }
    incoming.done = true;
    act.look(Look::Read(Arc::new(incoming)));
}

async fn article(file: &File, kind: TextKind, act: &Act) -> Action {
    let as_version = matches!(act.state().view.panel, Some(Panel::OpenArticle(_, true)));
    match files::read(file, MAX_ARTICLE).await {
        Ok(found) if found.text.contains('\0') => {
            Action::Tell(Notice::Article(ArticleProblem::NotText))
        }
        Ok(found) => {
            let mut draft = draft_of(&found.text, kind);
            // Before the form has to show it.
            if let Err(why) = draft.check() {
                return Action::Tell(Notice::Article(ArticleProblem::Refused(why)));
            }
            if draft.title.is_empty() {
                let name = file.name();
                draft.title =
                    name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
            }
            Action::Look(Look::Show(Some(Panel::OpenArticle(Arc::new(draft), as_version))))
        }
        Err(BrowserError::TooLarge(_)) => Action::Tell(Notice::Article(ArticleProblem::TooLarge)),
        Err(_) => Action::Tell(Notice::Article(ArticleProblem::Unreadable)),
    }
}

fn shown(name: String, read: Result<Contents, FileProblem>, act: &Act) -> Action {
    match read {
        Ok(contents) => {
            let import = Arc::new(Import::of(name, contents, &act.state()));
            Action::Look(Look::Show(Some(Panel::Import(import))))
        }
        Err(problem) => Action::Tell(Notice::File(name, problem)),
    }
}
