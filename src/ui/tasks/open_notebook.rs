//! Opens a notebook that is kept, makes a new one, or adopts one from a file.

use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use crate::app::action::{Action, Opened};
use crate::app::loss::{How, Lost};
use crate::app::open::list;
use crate::app::state::{Import, Listed, State};
use crate::browser::clock;
use crate::browser::error::BrowserError;
use crate::browser::storage::vault::Vault;
use crate::browser::storage::witness;
use crate::domain::article::{Article, ArticleId};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::history::History;
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Particulars, Record};
use crate::domain::version::Writer;
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// Opens a notebook of the list.
pub(crate) fn open_kept(services: &Services, act: &Act, state: &Snapshot, id: Id) {
    let (services, act, state) = (services.clone(), act.clone(), state.clone());
    spawn_local(async move {
        match load(services.vault(), &state.writer, &id, state.catalogue.clone()).await {
            Ok(opened) => {
                let shorter = shortened(&opened.notebook);
                show(&act, opened);
                act.send(Action::Lose(shorter.into_iter().collect()));
            }
            Err(_) => act.send(Action::Tell(crate::app::notice::Notice::Refused(
                crate::domain::command::Refusal::NotThere,
            ))),
        }
    });
}

/// Starts a notebook on an article.
pub(crate) fn open_new(act: &Act, state: &State, article: Arc<Article>) {
    let notebook = new_notebook(&state.author, &state.author_name, &state.writer, &article);
    show(act, opened_new(notebook, article, state.catalogue.clone()));
}

/// Opens what a file holds as a notebook of its own.
pub(crate) fn open_import(act: &Act, state: &State, import: &Import) {
    let theirs = import.notebook.article();
    let article = import.articles.iter().find(|article| Some(article.id()) == theirs);
    if let Some(article) = article {
        let mut notebook = import.notebook.clone();
        if notebook.particulars().is_none() {
            // Another tool's annotations have no name as a notebook: they get their file's.
            let file = &import.name;
            let title = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            name_it(&mut notebook, state, article.id(), title);
        }
        show(act, opened_new(notebook, article.clone(), state.catalogue.clone()));
    }
}

/// Gives a notebook particulars; returns their record.
pub(crate) fn name_it(
    notebook: &mut Notebook,
    state: &State,
    article: &ArticleId,
    title: &str,
) -> Vec<Arc<Record>> {
    let particulars = Particulars { title: title.to_owned(), article: article.clone() };
    let now = clock::now();
    let content = Content::new(state.author.clone(), now.clone(), Body::Notebook(particulars));
    let edit = Edit { id: notebook.id().clone(), before: None, after: Some(content) };
    let change = Change { label: Label::Rename, edits: vec![edit] };
    notebook.commit(&change, &Stamp { writer: state.writer.clone(), now })
}

/// What is missing of a notebook that was read, if it had more edits once.
pub(crate) fn shortened(notebook: &Notebook) -> Option<Lost> {
    let id = notebook.id();
    let noted = witness::notebooks().remove(id).filter(|note| note.edits > notebook.edits())?;
    let mirrored = witness::mirrored().as_ref() == Some(id);
    Some(Lost { id: id.clone(), title: noted.title, how: How::Shorter, mirrored })
}

fn show(act: &Act, opened: Opened) {
    act.send(Action::Open(Box::new(opened)));
}

/// A notebook that is not kept yet.
pub(crate) fn opened_new(
    notebook: Notebook,
    article: Arc<Article>,
    mut catalogue: Vec<Listed>,
) -> Opened {
    if let Some(listed) = notebook.record(notebook.id()).and_then(Listed::of) {
        list(&mut catalogue, listed);
    }
    Opened {
        notebook,
        article,
        history: History::default(),
        broken: 0,
        catalogue,
        new: true,
        untouched: false,
    }
}

/// Reads a notebook, its article and its history.
///
/// # Errors
/// Where storage fails, or the notebook or its article is not there.
pub(crate) async fn load(
    vault: &Vault,
    writer: &Writer,
    id: &Id,
    catalogue: Vec<Listed>,
) -> Result<Opened, BrowserError> {
    let loaded = vault.notebook(id).await?;
    let article = loaded.notebook.article().ok_or(BrowserError::Damaged)?;
    let article = vault.article(article).await?.ok_or(BrowserError::Damaged)?;
    // A history that cannot be read costs undo, not the notebook.
    let steps = vault.steps(id, writer).await.unwrap_or_default();
    Ok(Opened {
        notebook: loaded.notebook,
        article: Arc::new(article),
        history: History::from_steps(steps),
        broken: loaded.broken,
        catalogue,
        new: false,
        untouched: false,
    })
}

/// A notebook with its particulars and its first author.
pub(crate) fn new_notebook(
    author: &Id,
    name: &str,
    writer: &Writer,
    article: &Article,
) -> Notebook {
    let (id, now) = (clock::new_id(), clock::now());
    let title = if article.title.is_empty() {
        crate::app::words::article::UNTITLED.to_owned()
    } else {
        article.title.clone()
    };
    let bodies = [
        (id.clone(), Body::Notebook(Particulars { title, article: article.id().clone() })),
        (author.clone(), Body::Person(Person { name: name.to_owned() })),
    ];
    let contents =
        bodies.into_iter().map(|(id, body)| (id, Content::new(author.clone(), now.clone(), body)));
    Notebook::begin(id, contents.collect(), &Stamp { writer: writer.clone(), now: now.clone() })
}
