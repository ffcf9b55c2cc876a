//! Saves all notebooks as files in one archive.

use std::cell::Cell;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use super::archive::{download, packed};
use super::export_notebook::file_name;
use super::open_notebook::load;
use super::remind;
use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::{Listed, State};
use crate::app::words::page as words;
use crate::browser::clock;
use crate::browser::dom::page;
use crate::browser::timing::Stretch;
use crate::domain::formats::web_annotation::write_notebook;
use crate::ui::services::Services;
use crate::ui::store::Act;

thread_local! {
    static SAVING: Cell<bool> = const { Cell::new(false) };
}

/// Hands them to the browser, each as its own export would be. Those that were deleted
/// are not among them; which of them cannot be read, or not whole, is said.
pub(crate) fn save_notebooks(services: &Services, act: &Act) {
    if SAVING.replace(true) {
        return;
    }
    let (services, act) = (services.clone(), act.clone());
    spawn_local(async move {
        let notice = saved(&services, &act).await;
        SAVING.set(false);
        act.send(Action::Tell(notice));
    });
}

async fn saved(services: &Services, act: &Act) -> Notice {
    page::announce(page::KEEP_FIELDS);
    let began = act.state();
    let listed = began.catalogue.iter().filter(|listed| !listed.binned);
    let (mut files, mut whole, mut lacking) = (Vec::new(), Vec::new(), Vec::new());
    let mut stretch = Stretch::begin();
    for listed in listed {
        if stretch.is_long() {
            stretch.rest().await;
        }
        let written = written(services, &began, listed).await;
        if let Some((text, is_whole)) = &written {
            files.push(packed(file_name(&listed.title, ".jsonld"), text).await);
            if *is_whole {
                whole.push(listed.id.clone());
                continue;
            }
        }
        lacking.push(listed.title.clone());
    }
    let now = clock::now();
    let today = now.as_str().get(..10).unwrap_or_default();
    let name = file_name(&words::all_notebooks(today), ".zip");
    if files.is_empty() || !download(&name, &files, &now) {
        return Notice::NotExported;
    }
    // What was done meanwhile is not in it.
    if !Arc::ptr_eq(&began.notebook, &act.state().notebook) {
        whole.retain(|id| id != began.notebook.id());
    }
    for id in &whole {
        remind::exported(act, id);
    }
    if lacking.is_empty() { Notice::SavedCopy(name) } else { Notice::SavedWithout(name, lacking) }
}

/// What the file of one holds, and whether that is all of it; `None` where it cannot be read.
async fn written(services: &Services, state: &State, listed: &Listed) -> Option<(String, bool)> {
    if listed.id == *state.notebook.id() {
        return Some((write_notebook(&state.notebook, &state.articles()), state.broken == 0));
    }
    let (writer, unkept) = (&state.writer, &state.outgoing);
    let opened = load(services.vault(), writer, &listed.id, Vec::new(), unkept).await.ok()?;
    let mut articles = vec![opened.article];
    articles.extend(opened.versions);
    Some((write_notebook(&opened.notebook, &articles), opened.broken == 0))
}
