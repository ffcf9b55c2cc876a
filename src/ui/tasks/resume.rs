//! Opens what an earlier visit kept.

use std::sync::Arc;

use super::keep::failure;
use super::open_notebook::{
    first_notebook as made_up, load, name_it, opened_new, shortened, stand_in,
};
use crate::app::action::{Action, Opened};
use crate::app::early;
use crate::app::loss::{How, Lost};
use crate::app::notice::Notice;
use crate::app::open::list;
use crate::app::state::{Commit, Keeping, Listed, State};
use crate::app::unkept;
use crate::browser::dom::page;
use crate::browser::error::BrowserError;
use crate::browser::storage::database::Found;
use crate::browser::storage::vault::{self, Vault};
use crate::browser::storage::{self, journal, preferences, typed, witness};
use crate::domain::article::{Article, built_in};
use crate::domain::formats::stored_batch::Batch;
use crate::domain::formats::witness_notes::Note;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::order::sort_by_key;
use crate::ui::parts::{self, PartMissing};
use crate::ui::services::Services;

/// The notebook to begin with.
pub(crate) struct Resumed {
    pub(crate) opened: Opened,
    /// What the person should be told of how it came about.
    pub(crate) notice: Option<Notice>,
    /// What was kept here and is not, or not whole.
    pub(crate) lost: Vec<Lost>,
    /// What the last page was asked for and could not keep.
    pub(crate) early: Vec<Action>,
}

/// Why there is none.
enum Trouble {
    Part(PartMissing),
    Storage(BrowserError),
}

impl From<PartMissing> for Trouble {
    fn from(missing: PartMissing) -> Self {
        Self::Part(missing)
    }
}

impl From<BrowserError> for Trouble {
    fn from(error: BrowserError) -> Self {
        Self::Storage(error)
    }
}

/// Opens a notebook, with what the last page could not store. Where storage
/// cannot be read it is left alone, and one that is not kept stands in: what
/// cannot be read is not empty.
///
/// # Errors
/// Where the part that reads articles is wanted and missing.
pub(super) async fn resume(services: &Services, state: &State) -> Result<Resumed, PartMissing> {
    let vault = services.vault();
    match first_notebook(vault, state).await {
        Ok(resumed) => {
            let early = left_early(state, &resumed.opened).await;
            Ok(Resumed { early, ..resumed })
        }
        Err(Trouble::Part(missing)) => Err(missing),
        Err(Trouble::Storage(error)) => {
            if state.keeping == Keeping::Stored {
                vault.leave();
            }
            let opened = stand_in(state, Arc::new(built_in()), Vec::new());
            Ok(Resumed {
                opened,
                notice: Some(Notice::Unread(failure(&error))),
                lost: unreachable(),
                early: Vec::new(),
            })
        }
    }
}

/// The article that the address names, else the notebook that was open last,
/// else any, else a new one on the built-in article.
async fn first_notebook(vault: &Vault, state: &State) -> Result<Resumed, Trouble> {
    let unkept = match state.keeping {
        Keeping::Stored => {
            typed::take_over(&state.writer).await;
            unkept::commits(journal::pending(&state.writer))
        }
        // What the journal holds waits for a page that can store it.
        _ => Vec::new(),
    };
    let mut catalogue = Vec::new();
    let found = vault.particulars().await?;
    for listed in found.notebooks.iter().filter_map(listed) {
        list(&mut catalogue, listed);
    }
    let mut lost = if vault.lasts() { Vec::new() } else { unreachable() };
    for (id, note) in found.missing {
        match renamed(vault, state, &id, &note).await {
            Some(listed) => list(&mut catalogue, listed),
            None => lost.push(missing(id, note, How::Gone)),
        }
    }
    if vault.found() == Found::Wreckage && lost.is_empty() {
        let (id, note) = (state.notebook.id().clone(), Note::default());
        lost.push(missing(id, note, How::Unnamed));
    }
    unkept::list_over(&unkept, &mut catalogue);
    let mut notice = None;
    let mut opened = None;
    if let Some(path) = page::query("article") {
        match (parts::DESK.load().await?.named_article)(path).await {
            Ok(article) => {
                opened = Some(on_article(vault, state, article, &catalogue, &unkept).await?);
            }
            Err(why) => notice = Some(Notice::Article(why)),
        }
    }
    if opened.is_none() {
        let last = preferences::get("notebook");
        let mut wanted: Vec<&Listed> = catalogue.iter().filter(|listed| !listed.binned).collect();
        sort_by_key(&mut wanted, |listed| Some(listed.id.as_str()) != last.as_deref());
        for listed in wanted {
            match load(vault, &state.writer, &listed.id, catalogue.clone(), &unkept).await {
                Ok(found) => {
                    opened = Some(found);
                    break;
                }
                // It alone: the next one may be whole.
                Err(BrowserError::Damaged) => {
                    notice.get_or_insert(Notice::NotOpened(listed.title.clone()));
                    let note = Note { title: listed.title.clone(), edits: 0 };
                    lost.push(missing(listed.id.clone(), note, How::Shut));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    let mut opened = opened.unwrap_or_else(|| stand_in(state, Arc::new(built_in()), catalogue));
    opened.unkept = unkept;
    lost.extend(shortened(&opened.notebook));
    Ok(Resumed { opened, notice, lost, early: Vec::new() })
}

/// The marks that earlier pages made and went away with before they could be kept,
/// as far as they are not in this notebook. They were all made on the article
/// that comes with the page; should another be open, they wait for that one.
async fn left_early(state: &State, opened: &Opened) -> Vec<Action> {
    if opened.article.id() != built_in().id() {
        return Vec::new();
    }
    let lines = storage::early::take_over(&state.writer).await;
    let left = early::read(&lines).into_iter();
    let left: Vec<_> = left.filter(|(id, _)| opened.notebook.record(id).is_none()).collect();
    if left.is_empty() {
        storage::early::done(&state.writer);
    }
    left.into_iter().map(|(_, action)| action).collect()
}

fn listed(notebook: &Notebook) -> Option<Listed> {
    notebook.record(notebook.id()).and_then(Listed::of)
}

fn missing(id: Id, note: Note, how: How) -> Lost {
    let mirrored = witness::mirrored().as_ref() == Some(&id);
    Lost { id, title: note.title, how, mirrored }
}

/// All that were noted, where nobody can see what is there.
fn unreachable() -> Vec<Lost> {
    let noted = witness::notebooks().into_iter();
    noted.map(|(id, note)| missing(id, note, How::Unreachable)).collect()
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

/// The notebook on an article that is kept, or a new one.
async fn on_article(
    vault: &Vault,
    state: &State,
    article: Arc<Article>,
    catalogue: &[Listed],
    unkept: &[Arc<Commit>],
) -> Result<Opened, BrowserError> {
    let kept = catalogue.iter().find(|listed| !listed.binned && listed.article == *article.id());
    if let Some(listed) = kept {
        return load(vault, &state.writer, &listed.id, catalogue.to_vec(), unkept).await;
    }
    let notebook = made_up(&state.author, &state.author_name, &state.writer, &article);
    Ok(opened_new(notebook, article, catalogue.to_vec()))
}
