//! Opens a notebook that is kept, makes a new one, or adopts one from a file.

use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use crate::app::action::{Action, Opened};
use crate::app::incoming::Import;
use crate::app::loss::{How, Lost};
use crate::app::notice::Notice;
use crate::app::open::list;
use crate::app::state::{Commit, Listed, State};
use crate::app::unkept;
use crate::browser::clock;
use crate::browser::error::BrowserError;
use crate::browser::storage::vault::{Loaded, Vault};
use crate::browser::storage::{preferences, witness};
use crate::domain::article::{Article, ArticleId};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::history::History;
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Particulars, Record};
use crate::domain::version::Writer;
use crate::ui::parts;
use crate::ui::services::Services;
use crate::ui::store::Act;

/// Opens a notebook of the list.
pub(crate) fn open_kept(services: &Services, act: &Act, id: Id) {
    read_and_show(services, act, id, false);
}

/// Opens a notebook that another tab began, unless the person begins here too.
pub(super) fn open_begun_elsewhere(services: &Services, act: &Act, id: Id) {
    read_and_show(services, act, id, true);
}

fn read_and_show(services: &Services, act: &Act, id: Id, yields: bool) {
    let (services, act) = (services.clone(), act.clone());
    services.begin_reading();
    spawn_local(async move {
        let before = act.state();
        let (writer, unkept) = (&before.writer, &before.outgoing);
        let read = load(services.vault(), writer, &id, before.catalogue.clone(), unkept).await;
        let meanwhile = services.end_reading();
        // The person may have worked on meanwhile.
        let state = act.state();
        match read {
            Ok(opened) => {
                let shorter = shortened(&opened.notebook);
                show(&act, Opened { yields, catalogue: state.catalogue.clone(), ..opened });
                if state.notebook.id() == &id {
                    // What was done here may not be in storage yet.
                    let ours = state.notebook.versions().cloned().collect();
                    act.send(Action::TakeIn(id, ours));
                }
                for (notebook, records) in meanwhile {
                    act.send(Action::TakeIn(notebook, records));
                }
                if let Some(shorter) = shorter.filter(|_| !yields) {
                    act.send(Action::Lose(vec![shorter]));
                }
            }
            Err(_) if yields => {}
            Err(_) => {
                let listed = state.catalogue.iter().find(|listed| listed.id == id);
                let title = listed.map_or_else(String::new, |listed| listed.title.clone());
                act.send(Action::Tell(Notice::NotOpened(title)));
            }
        }
    });
}

/// Starts a notebook on an article.
pub(crate) fn open_new(act: &Act, article: Arc<Article>) {
    let (state, id) = (act.state(), clock::new_id());
    let notebook = new_notebook(id, &state.author, &state.author_name, &state.writer, &article);
    show(act, opened_new(notebook, article, state.catalogue.clone()));
}

/// Opens what files hold as notebooks of their own, one after the other; the last one
/// stays open.
pub(crate) fn open_imports(services: &Services, act: &Act, imports: Vec<Arc<Import>>) {
    let (services, asked_by) = (services.clone(), act.clone());
    // What each of them changes is to be there for the next one.
    parts::with(act, &parts::WORK, move |_| {
        spawn_local(async move {
            for import in imports {
                match opened_import(&services, &asked_by.state(), &import).await {
                    Ok(Some(opened)) => show(&asked_by, opened),
                    Ok(None) => {}
                    Err(_) => {
                        let title = import.notebook.title().to_owned();
                        return asked_by.send(Action::Tell(Notice::NotOpened(title)));
                    }
                }
            }
        });
    });
}

/// What a file holds as a notebook; of one that is kept here already, what is kept with
/// what the file adds. `None` where the file lacks its article.
async fn opened_import(
    services: &Services,
    state: &State,
    import: &Import,
) -> Result<Option<Opened>, BrowserError> {
    let theirs = import.notebook.article();
    let article = import.articles.iter().find(|article| Some(article.id()) == theirs);
    let id = import.notebook.id();
    if state.catalogue.iter().any(|listed| listed.id == *id) {
        let (vault, catalogue) = (services.vault(), state.catalogue.clone());
        let mut opened = load(vault, &state.writer, id, catalogue, &state.outgoing).await?;
        for version in import.notebook.versions() {
            opened.notebook.take_in(version.clone());
        }
        let known = |opened: &Opened, article: &Article| {
            opened.article.id() == article.id()
                || opened.versions.iter().any(|version| version.id() == article.id())
        };
        for article in &import.articles {
            if !known(&opened, article) {
                opened.versions.push(article.clone());
            }
        }
        return Ok(Some(Opened { new: true, ..opened }));
    }
    Ok(article.map(|article| {
        let mut notebook = import.notebook.clone();
        if notebook.particulars().is_none() {
            // Another tool's annotations have no name as a notebook: they get their file's.
            let file = &import.name;
            let title = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            name_it(&mut notebook, state, article.id(), title);
        }
        let others = import.articles.iter().filter(|other| other.id() != article.id());
        let versions = others.cloned().collect();
        let opened = opened_new(notebook, article.clone(), state.catalogue.clone());
        Opened { versions, ..opened }
    }))
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
        versions: Vec::new(),
        history: History::default(),
        broken: 0,
        catalogue,
        new: true,
        untouched: false,
        yields: false,
        unkept: Vec::new(),
    }
}

/// A notebook made for want of another, kept with its first change.
pub(crate) fn stand_in(state: &State, article: Arc<Article>, catalogue: Vec<Listed>) -> Opened {
    let notebook = first_notebook(&state.author, &state.author_name, &state.writer, &article);
    let opened = opened_new(notebook, article, catalogue);
    Opened { new: false, untouched: true, ..opened }
}

/// Reads a notebook, its article and its history, with what of it is unkept.
///
/// # Errors
/// Where storage fails, or the notebook or its article is not there.
pub(crate) async fn load(
    vault: &Vault,
    writer: &Writer,
    id: &Id,
    catalogue: Vec<Listed>,
    unkept: &[Arc<Commit>],
) -> Result<Opened, BrowserError> {
    let Loaded { mut notebook, broken } = vault.notebook(id).await?;
    // Not an empty history instead: its first steps would take these ones' places.
    let mut steps = vault.steps(id, writer).await?;
    unkept::lay_over(unkept, &mut notebook, &mut steps);
    let article = notebook.article().ok_or(BrowserError::Damaged)?;
    let article = match unkept::article(unkept, article) {
        Some(article) => article,
        None => Arc::new(vault.article(article).await?.ok_or(BrowserError::Damaged)?),
    };
    let mut versions = Vec::new();
    for id in notebook.other_versions(article.id()) {
        // One that is missing costs the comparison with it, not the notebook.
        let version = match unkept::article(unkept, &id) {
            Some(version) => Some(version),
            None => vault.article(&id).await.ok().flatten().map(Arc::new),
        };
        versions.extend(version);
    }
    Ok(Opened {
        notebook,
        article,
        versions,
        history: History::from_steps(steps),
        broken,
        catalogue,
        new: false,
        untouched: false,
        yields: false,
        unkept: Vec::new(),
    })
}

/// A notebook for want of another. Two tabs that begin at the same time, in a
/// browser that never kept one, begin the same.
pub(crate) fn first_notebook(
    author: &Id,
    name: &str,
    writer: &Writer,
    article: &Article,
) -> Notebook {
    let id = match preferences::get("notebook") {
        None => Id::from_name(&format!("{author} {}", article.id().as_str())),
        Some(_) => clock::new_id(),
    };
    new_notebook(id, author, name, writer, article)
}

/// A notebook with its particulars and its first author.
fn new_notebook(id: Id, author: &Id, name: &str, writer: &Writer, article: &Article) -> Notebook {
    let now = clock::now();
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
