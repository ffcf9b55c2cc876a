//! Hands the notebook on: as a file, to the clipboard, to the system's own
//! share sheet, or packed into a link.

use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use yew::UseStateSetter;

use super::copy_selection::copy;
use super::export_notebook::file_name;
use super::remind;
use crate::app::action::Action;
use crate::app::file_format::{Export, FileFormat};
use crate::app::notice::Notice;
use crate::browser::dom::page;
use crate::browser::segmenter::BrowserSegmenter;
use crate::browser::{files, host, packing, sharing};
use crate::domain::article::{Article, built_in};
use crate::domain::class::sentences;
use crate::domain::formats::exercise::asked;
use crate::domain::formats::packed::{MAX_PACKED, pack};
use crate::domain::formats::web_annotation::write_notebook;
use crate::domain::nameless::without_names;
use crate::domain::notebook::Notebook;
use crate::ui::store::Act;

/// Whether this browser has a share sheet.
pub(crate) fn can_send() -> bool {
    sharing::is_there()
}

/// Saves it as a file.
pub(crate) fn save_file(act: &Act, export: Export) {
    let Some((name, text)) = written(act, export) else { return };
    let notice = match files::download(&name, &text, export.format.media_type()) {
        Ok(()) if export.format.is_whole() && !export.nameless => {
            remind::exported(act, act.state().notebook.id());
            Notice::Exported(name)
        }
        Ok(()) => Notice::SavedCopy(name),
        Err(_) => Notice::NotExported,
    };
    act.send(Action::Tell(notice));
}

/// Puts the file's text on the clipboard.
pub(crate) fn copy_file(act: &Act, export: Export) {
    if let Some((_, text)) = written(act, export) {
        copy(act, text);
    }
}

/// Hands the file to the share sheet; where that takes no such file, saves it.
pub(crate) fn send_file(act: &Act, export: Export) {
    let Some((name, text)) = written(act, export) else { return };
    let act = act.clone();
    spawn_local(async move {
        if sharing::send_file(&name, &text).await.is_err() {
            save_file(&act, export);
        }
    });
}

/// Hands a link to the share sheet; where that does not take it, copies it.
pub(crate) fn send_link(act: &Act, link: &str) {
    let (act, link) = (act.clone(), link.to_owned());
    spawn_local(async move {
        if sharing::send_link(&link).await.is_err() {
            copy(&act, link);
        }
    });
}

/// Why there is no link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoLink {
    /// The browser cannot pack.
    Unavailable,
    /// No page would read it.
    TooLong,
}

/// Packs the notebook into a link.
pub(crate) fn make_link(
    act: &Act,
    nameless: bool,
    set: UseStateSetter<Option<Result<Rc<str>, NoLink>>>,
) {
    let state = act.state();
    let anonymous = nameless.then(|| without_names(&state.notebook, asked));
    pack_link(anonymous.as_ref().unwrap_or(&state.notebook), &state.articles(), set);
}

/// The same for any notebook.
pub(super) fn pack_link(
    notebook: &Notebook,
    articles: &[Arc<Article>],
    set: UseStateSetter<Option<Result<Rc<str>, NoLink>>>,
) {
    let ours = built_in();
    // Everybody has that one.
    let others = articles.iter().filter(|article| article.id() != ours.id());
    let articles: Vec<_> = others.cloned().collect();
    let text = write_notebook(notebook, &articles);
    spawn_local(async move {
        let link = packing::deflated(&text).await;
        set.set(Some(match link.map(|bytes| pack(&bytes)) {
            Ok(packed) if packed.len() > MAX_PACKED => Err(NoLink::TooLong),
            Ok(packed) => Ok(format!("{}#{packed}", page::address()).into()),
            Err(_) => Err(NoLink::Unavailable),
        }));
    });
}

fn sentence_starts(article: &Article) -> Vec<usize> {
    let segmenter = BrowserSegmenter::new(&article.language);
    sentences(article, &segmenter).iter().map(|sentence| sentence.start).collect()
}

/// The file's name and text; says so where there is nothing to put into it.
fn written(act: &Act, export: Export) -> Option<(String, String)> {
    page::announce(page::KEEP_FIELDS);
    let state = act.state();
    let text = export.write(&state.notebook, &state.articles(), &host::real, &sentence_starts);
    if text.is_none() {
        act.send(Action::Tell(Notice::NothingToSave));
    }
    let title = match export.format {
        // Two files of one notebook, one with names and one without, are to be told apart.
        FileFormat::Notebook if export.nameless => format!("{} nameless", state.notebook.title()),
        _ => state.notebook.title().to_owned(),
    };
    Some((file_name(&title, export.format.ending()), text?))
}
