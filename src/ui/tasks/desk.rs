//! Files and articles, in and out: the tasks of the part `desk`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{export_notebook, import_files, named_article, read_files, read_link};
use web_sys::{File, FileList};

use crate::app::notice::ArticleProblem;
use crate::domain::article::Article;
use crate::ui::parts;
use crate::ui::store::Act;

/// An article on its way.
pub(crate) type Fetched = Pin<Box<dyn Future<Output = Result<Arc<Article>, ArticleProblem>>>>;

/// The tasks.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// Reads files and shows what they would do.
    pub(crate) open_files: fn(&Act, Vec<File>),
    /// The same for text that was pasted.
    pub(crate) open_pasted: fn(&Act, &str),
    /// The same for the notebook in a link.
    pub(crate) open_link: fn(&Act, String),
    /// Saves the notebook as a file.
    pub(crate) export_notebook: fn(&Act),
    /// Reads the article that an address names.
    pub(crate) named_article: fn(String) -> Fetched,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            open_files: import_files::open_files,
            open_pasted: import_files::open_pasted,
            open_link: read_link::read_link,
            export_notebook: export_notebook::export_notebook,
            named_article: |path| Box::pin(named_article::named_article(path)),
        }
    }
}

/// Opens files: annotations show a preview, an article its form.
pub(crate) fn open_files(act: &Act, files: &FileList) {
    let files = read_files::all(files);
    if files.is_empty() {
        return;
    }
    let asked_by = act.clone();
    parts::with(act, &parts::DESK, move |desk| (desk.open_files)(&asked_by, files));
}

/// Shows what annotations that were pasted would do.
pub(crate) fn open_pasted(act: &Act, text: String) {
    let asked_by = act.clone();
    parts::with(act, &parts::DESK, move |desk| (desk.open_pasted)(&asked_by, &text));
}

/// Shows what the notebook in a link would do.
pub(crate) fn open_link(act: &Act, packed: String) {
    let asked_by = act.clone();
    parts::with(act, &parts::DESK, move |desk| (desk.open_link)(&asked_by, packed));
}

/// Saves the notebook as a file.
pub(crate) fn export_notebook(act: &Act) {
    let asked_by = act.clone();
    // First what was done before that part came.
    parts::with(act, &parts::WORK, move |_| {
        let exporter = asked_by.clone();
        parts::with(&asked_by, &parts::DESK, move |desk| (desk.export_notebook)(&exporter));
    });
}
