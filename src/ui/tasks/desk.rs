//! Files and articles, in and out: the tasks of the part `desk`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{export_notebook, import_file, named_article};
use crate::app::notice::ArticleProblem;
use crate::app::state::State;
use crate::domain::article::Article;
use crate::ui::parts;
use crate::ui::store::{Act, Snapshot};

/// An article on its way.
pub(crate) type Fetched = Pin<Box<dyn Future<Output = Result<Arc<Article>, ArticleProblem>>>>;

/// The tasks.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// Reads a file and shows what it would do.
    pub(crate) open_file: fn(&Act, &Snapshot, web_sys::File),
    /// Saves the notebook as a file.
    pub(crate) export_notebook: fn(&State, &Act),
    /// Reads the article that an address names.
    pub(crate) named_article: fn(String) -> Fetched,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            open_file: import_file::open_file,
            export_notebook: |state, act| export_notebook::export_notebook(state, act),
            named_article: |path| Box::pin(named_article::named_article(path)),
        }
    }
}

/// Opens a file: annotations show a preview, an article its form.
pub(crate) fn open_file(act: &Act, state: &Snapshot, file: web_sys::File) {
    let (asked_by, state) = (act.clone(), state.clone());
    parts::with(act, &parts::DESK, move |desk| (desk.open_file)(&asked_by, &state, file));
}

/// Saves the notebook as a file.
pub(crate) fn export_notebook(act: &Act, state: &Snapshot) {
    let (asked_by, state) = (act.clone(), state.clone());
    parts::with(act, &parts::DESK, move |desk| (desk.export_notebook)(&state, &asked_by));
}
