//! Brings a notebook back from the copy outside the database.

use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use super::open_notebook::{load, opened_new};
use crate::app::action::{Action, Opened};
use crate::app::notice::Notice;
use crate::app::open::list;
use crate::app::state::{Keeping, Listed};
use crate::browser::storage::vault::Vault;
use crate::browser::storage::witness;
use crate::domain::article::Article;
use crate::domain::formats::stored_batch::Batch;
use crate::domain::formats::web_annotation::read_notebook;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::ui::services::Services;
use crate::ui::store::Act;

/// Puts the copy into storage, beside what is left there, and opens the notebook.
pub(crate) fn bring_back(services: &Services, act: &Act, id: Id) {
    let (services, act) = (services.clone(), act.clone());
    spawn_local(async move {
        let Some((notebook, articles)) = copy_of(&id) else {
            return act.send(Action::Tell(Notice::NotBroughtBack));
        };
        let (state, title) = (act.state(), notebook.title().to_owned());
        let stored = match state.keeping {
            Keeping::Stored | Keeping::Failed(_) => {
                store(services.vault(), &act, &notebook, &articles).await
            }
            _ => None,
        };
        let article = articles.iter().find(|article| Some(article.id()) == notebook.article());
        let opened = match (stored, article) {
            (Some(opened), _) => opened,
            // Storage fails: it is open then, and kept with all else as soon as may be.
            (None, Some(article)) => {
                opened_new(notebook.clone(), article.clone(), act.state().catalogue.clone())
            }
            (None, None) => return act.send(Action::Tell(Notice::NotBroughtBack)),
        };
        act.send(Action::Open(Box::new(opened)));
        act.send(Action::Tell(Notice::BroughtBack(title)));
    });
}

fn copy_of(id: &Id) -> Option<(Notebook, Vec<Arc<Article>>)> {
    let contents = read_notebook(&witness::mirror(id)?).ok()?;
    let articles = contents.articles.into_iter().map(Arc::new).collect();
    (contents.notebook.id() == id).then_some((contents.notebook, articles))
}

/// Stores the copy and reads it again; `None` where either fails.
async fn store(
    vault: &Vault,
    act: &Act,
    copy: &Notebook,
    articles: &[Arc<Article>],
) -> Option<Opened> {
    let (state, id) = (act.state(), copy.id());
    let batch = Batch {
        number: 0,
        notebook: id.clone(),
        writer: state.writer.clone(),
        records: copy.versions().cloned().collect(),
        articles: articles.to_vec(),
        steps: Vec::new(),
    };
    vault.keep(&batch).await.ok()?;
    // Where something unreadable has a version's place, that version is still missing.
    let mut there = vault.notebook(id).await.ok()?.notebook;
    let records: Vec<_> =
        batch.records.iter().filter(|it| there.take_in((*it).clone())).cloned().collect();
    if !records.is_empty() {
        vault.keep_beside(&Batch { records, ..batch }).await.ok()?;
    }
    let mut catalogue = act.state().catalogue.clone();
    if let Some(listed) = there.record(id).and_then(Listed::of) {
        list(&mut catalogue, listed);
    }
    load(vault, &state.writer, id, catalogue, &state.outgoing).await.ok()
}
