//! Opens what an earlier visit kept.

use std::sync::Arc;

use super::open_notebook::{load, name_it, new_notebook, opened_new, shortened};
use crate::app::action::Opened;
use crate::app::loss::{How, Lost};
use crate::app::notice::ArticleProblem;
use crate::app::open::list;
use crate::app::state::{Keeping, Listed, State};
use crate::browser::dom::page;
use crate::browser::storage::batch::Batch;
use crate::browser::storage::database::Found;
use crate::browser::storage::vault::{self, Vault};
use crate::browser::storage::{journal, preferences, witness};
use crate::domain::article::{Article, built_in};
use crate::domain::formats::witness_notes::Note;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::order::sort_by_key;
use crate::ui::parts::{self, PartMissing};
use crate::ui::services::Services;

/// The notebook to begin with.
pub(crate) struct Resumed {
    pub(crate) opened: Opened,
    /// Why the article that the address names is not the one.
    pub(crate) problem: Option<ArticleProblem>,
    /// What was kept here and is not, or not whole.
    pub(crate) lost: Vec<Lost>,
}

/// Stores what the last page could not, then opens a notebook.
///
/// # Errors
/// Where the part that reads articles is wanted and missing.
pub(super) async fn resume(services: &Services, state: &State) -> Result<Resumed, PartMissing> {
    let vault = services.vault();
    if state.keeping == Keeping::Stored {
        for (entry, batch) in journal::pending(&state.writer) {
            if vault.keep(&batch).await.is_ok() {
                journal::done(&entry);
            }
        }
    }
    let mut catalogue = Vec::new();
    let mut lost = Vec::new();
    match vault.particulars().await {
        Ok(found) if state.keeping != Keeping::Memory => {
            for listed in found.notebooks.iter().filter_map(listed) {
                list(&mut catalogue, listed);
            }
            for (id, note) in found.missing {
                match renamed(vault, state, &id, &note).await {
                    Some(listed) => list(&mut catalogue, listed),
                    None => lost.push(missing(id, note, How::Gone)),
                }
            }
        }
        // Unreadable is not empty.
        Ok(_) | Err(_) => {
            let noted = witness::notebooks().into_iter();
            lost.extend(noted.map(|(id, note)| missing(id, note, How::Unreachable)));
        }
    }
    if vault.found() == Found::Wreckage && lost.is_empty() {
        let (id, note) = (state.notebook.id().clone(), Note::default());
        lost.push(missing(id, note, How::Unnamed));
    }
    first_notebook(vault, state, catalogue, lost).await
}

fn listed(notebook: &Notebook) -> Option<Listed> {
    notebook.record(notebook.id()).and_then(Listed::of)
}

fn missing(id: Id, note: Note, how: How) -> Lost {
    let mirrored = witness::mirrored().as_ref() == Some(&id);
    Lost { id, title: note.title, how, mirrored }
}

/// A notebook of which only the record of its name is gone gets it back.
async fn renamed(vault: &Vault, state: &State, id: &Id, note: &Note) -> Option<Listed> {
    let vault::Loaded { mut notebook, .. } = vault.notebook(id).await.ok()?;
    let article = notebook.article()?.clone();
    let records = name_it(&mut notebook, state, &article, &note.title);
    let listed = listed(&notebook);
    let batch = Batch {
        number: 0,
        notebook: id.clone(),
        writer: state.writer.clone(),
        records,
        articles: Vec::new(),
        steps: Vec::new(),
    };
    // If it cannot be stored now, the next page does the same again.
    let _ = vault.keep(&batch).await;
    listed
}

/// The article that the address names, else the notebook that was open last,
/// else any, else a new one on the built-in article.
async fn first_notebook(
    vault: &Vault,
    state: &State,
    catalogue: Vec<Listed>,
    mut lost: Vec<Lost>,
) -> Result<Resumed, PartMissing> {
    let mut problem = None;
    if let Some(path) = page::query("article") {
        match (parts::DESK.load().await?.named_article)(path).await {
            Ok(article) => {
                let opened = on_article(vault, state, article, catalogue).await;
                return Ok(resumed(opened, None, lost));
            }
            Err(why) => problem = Some(why),
        }
    }
    let last = preferences::get("notebook");
    let mut wanted: Vec<&Listed> = catalogue.iter().filter(|listed| !listed.binned).collect();
    sort_by_key(&mut wanted, |listed| Some(listed.id.as_str()) != last.as_deref());
    for listed in wanted {
        if let Ok(opened) = load(vault, &state.writer, &listed.id, catalogue.clone()).await {
            return Ok(resumed(opened, problem, lost));
        }
        let note = Note { title: listed.title.clone(), edits: 0 };
        lost.push(missing(listed.id.clone(), note, How::Shut));
    }
    let mut opened = on_article(vault, state, Arc::new(built_in()), catalogue).await;
    if !lost.is_empty() && opened.new {
        // Made for want of another: it must not stand where the lost one stood.
        (opened.new, opened.untouched) = (false, true);
    }
    Ok(resumed(opened, problem, lost))
}

fn resumed(opened: Opened, problem: Option<ArticleProblem>, mut lost: Vec<Lost>) -> Resumed {
    lost.extend(shortened(&opened.notebook));
    Resumed { opened, problem, lost }
}

/// The notebook on an article that is kept, or a new one.
async fn on_article(
    vault: &Vault,
    state: &State,
    article: Arc<Article>,
    catalogue: Vec<Listed>,
) -> Opened {
    let kept = catalogue.iter().find(|listed| !listed.binned && listed.article == *article.id());
    if let Some(listed) = kept
        && let Ok(opened) = load(vault, &state.writer, &listed.id, catalogue.clone()).await
    {
        return opened;
    }
    let notebook = new_notebook(&state.author, &state.author_name, &state.writer, &article);
    opened_new(notebook, article, catalogue)
}
