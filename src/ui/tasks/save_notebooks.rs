//! Saves all notebooks as files in one archive.

use wasm_bindgen_futures::spawn_local;

use super::archive::{download, packed};
use super::export_notebook::file_name;
use super::open_notebook::load;
use super::remind;
use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::Listed;
use crate::app::words::page;
use crate::browser::clock;
use crate::browser::timing::Stretch;
use crate::domain::formats::web_annotation::write_notebook;
use crate::ui::services::Services;
use crate::ui::store::Act;

/// Hands them to the browser, each as its own export would be. Those that were deleted
/// are not among them; one that cannot be read is named.
pub(crate) fn save_notebooks(services: &Services, act: &Act) {
    let (services, act) = (services.clone(), act.clone());
    spawn_local(async move {
        let listed: Vec<Listed> =
            act.state().catalogue.iter().filter(|listed| !listed.binned).cloned().collect();
        let (mut files, mut saved, mut unread) = (Vec::new(), Vec::new(), None);
        let mut stretch = Stretch::begin();
        for listed in listed {
            if stretch.is_long() {
                stretch.rest().await;
            }
            match written(&services, &act, &listed).await {
                Some(text) => {
                    files.push(packed(file_name(&listed.title, ".jsonld"), &text).await);
                    saved.push(listed.id);
                }
                None => unread = Some(listed.title),
            }
        }
        let now = clock::now();
        let today = now.as_str().get(..10).unwrap_or_default();
        let name = file_name(&page::all_notebooks(today), ".zip");
        if !download(&name, &files, &now) {
            return act.send(Action::Tell(Notice::NotExported));
        }
        for id in saved {
            remind::exported(&act, &id);
        }
        act.send(Action::Tell(match unread {
            Some(title) => Notice::NotOpened(title),
            None => Notice::SavedCopy(name),
        }));
    });
}

/// What its file holds; `None` where it cannot be read.
async fn written(services: &Services, act: &Act, listed: &Listed) -> Option<String> {
    let state = act.state();
    if listed.id == *state.notebook.id() {
        return Some(write_notebook(&state.notebook, &state.articles()));
    }
    let (writer, unkept) = (&state.writer, &state.outgoing);
    let opened = load(services.vault(), writer, &listed.id, Vec::new(), unkept).await.ok()?;
    let mut articles = vec![opened.article];
    articles.extend(opened.versions);
    Some(write_notebook(&opened.notebook, &articles))
}
