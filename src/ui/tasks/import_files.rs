//! Opens files: annotations show a preview, an article its form.

use std::cell::Cell;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::open_article::{TextKind, draft_of};
use crate::app::action::{Action, Look};
use crate::app::incoming::{Arrival, Import, Incoming};
use crate::app::notice::{ArticleProblem, FileProblem, Notice};
use crate::app::state::{Panel, State};
use crate::app::words::file as words;
use crate::browser::error::BrowserError;
use crate::browser::promise::pause;
use crate::browser::{clock, files, timing};
use crate::domain::article::built_in;
use crate::domain::formats::read_file;
use crate::domain::formats::web_annotation::MAX_BYTES;
use crate::domain::order::sort_by;
use crate::ui::store::{Act, Snapshot};

/// The largest article file, in bytes.
pub(crate) const MAX_ARTICLE: usize = 5 * 1024 * 1024;
/// The most files at once: several classes.
const MAX_FILES: usize = 1_000;
/// The page gets its turn after so many milliseconds of reading.
const TURN: f64 = 50.0;

thread_local! {
    /// The lot that is being read.
    static READING: Cell<u32> = const { Cell::new(0) };
}

/// Reads the files and shows what they would do. Nothing changes yet.
pub(crate) fn open_files(act: &Act, state: &Snapshot, files: Vec<File>) {
    let (act, state) = (act.clone(), state.clone());
    spawn_local(async move {
        match <[File; 1]>::try_from(files) {
            Ok([file]) => {
                let action = match TextKind::of_name(&file.name()) {
                    Some(kind) => article(&file, kind, &state).await,
                    None => shown(file.name(), annotations(&file, &state).await),
                };
                act.send(action);
            }
            Err(files) => several(&act, &state, files).await,
        }
    });
}

/// The same for text that was pasted.
pub(crate) fn open_pasted(act: &Act, state: &State, text: &str) {
    open_text(act, state, words::PASTED.into(), text);
}

/// The same for any text, under this name.
pub(super) fn open_text(act: &Act, state: &State, name: String, text: &str) {
    act.send(shown(name.clone(), import(name, text, state)));
}

/// Those that were not read yet will not be.
pub(crate) fn stop() {
    READING.set(0);
}

async fn several(act: &Act, state: &State, mut files: Vec<File>) {
    files.truncate(MAX_FILES);
    sort_by(&mut files, |a, b| a.name().cmp(&b.name()));
    let lot = u32::from_le_bytes(clock::random()) | 1;
    READING.set(lot);
    let mut incoming = Incoming { lot, of: files.len(), arrived: Vec::new(), done: false };
    act.look(Look::Show(Some(Panel::Incoming(Arc::new(incoming.clone())))));
    let mut began = timing::now_ms();
    for file in files {
        let name = file.name();
        let outcome = annotations(&file, state).await.map(Arc::new);
        incoming.arrived.push(Arrival { name, outcome });
        if timing::now_ms() - began > TURN {
            act.look(Look::Read(Arc::new(incoming.clone())));
            pause(0).await;
            began = timing::now_ms();
        }
        if READING.get() != lot {
            break;
        }
    }
    incoming.done = true;
    act.look(Look::Read(Arc::new(incoming)));
}

async fn article(file: &File, kind: TextKind, state: &State) -> Action {
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
            let as_version = matches!(state.view.panel, Some(Panel::OpenArticle(_, true)));
            Action::Look(Look::Show(Some(Panel::OpenArticle(Arc::new(draft), as_version))))
        }
        Err(BrowserError::TooLarge(_)) => Action::Tell(Notice::Article(ArticleProblem::TooLarge)),
        Err(_) => Action::Tell(Notice::Article(ArticleProblem::Unreadable)),
    }
}

async fn annotations(file: &File, state: &State) -> Result<Import, FileProblem> {
    match files::read(file, MAX_BYTES).await {
        Ok(found) => import(file.name(), &found.text, state),
        Err(BrowserError::TooLarge(_)) => Err(FileProblem::TooLarge),
        Err(_) => Err(FileProblem::Unreadable),
    }
}

fn import(name: String, text: &str, state: &State) -> Result<Import, FileProblem> {
    // A link leaves out the article that everybody has.
    let mut known = state.articles();
    known.push(Arc::new(built_in()));
    let contents = read_file(text, &known).map_err(FileProblem::Refused)?;
    Ok(Import::of(name, contents, state))
}

fn shown(name: String, read: Result<Import, FileProblem>) -> Action {
    match read {
        Ok(import) => Action::Look(Look::Show(Some(Panel::Import(Arc::new(import))))),
        Err(problem) => Action::Tell(Notice::File(name, problem)),
    }
}
