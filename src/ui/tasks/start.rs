//! Opens storage, and the notebook to begin with.

use std::sync::Arc;

use super::keep::failure;
use super::open_notebook::stand_in;
use super::prefer::preferred;
use super::resume::Resumed;
use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::open::open;
use crate::app::show::show;
use crate::app::state::{Keeping, State};
use crate::browser::clock;
use crate::browser::dom::page;
use crate::browser::storage::database::Found;
use crate::browser::storage::vault::{self, Mode, Vault};
use crate::browser::storage::{self, journal, preferences, witness, writer};
use crate::domain::article::built_in;
use crate::domain::history::History;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;
use crate::domain::person::pseudonym;
use crate::ui::parts::{self, PartMissing};
use crate::ui::services::{News, Services};

/// The first state of the page, and what its tasks need.
///
/// # Errors
/// Where there is something to read and the part that reads it is missing: it
/// must not look as if nothing were there.
pub(crate) async fn start() -> Result<(State, Services), PartMissing> {
    let known = preferences::get("notebook").is_some();
    if known {
        // It loads while storage is being opened.
        wasm_bindgen_futures::spawn_local(async { drop(parts::KEPT.load().await) });
        wasm_bindgen_futures::spawn_local(async { drop(parts::WORK.load().await) });
        wasm_bindgen_futures::spawn_local(async { drop(parts::CARDS.load().await) });
    }
    let news = News::<vault::Notice>::default();
    let (vault, mode) = Vault::open({
        let news = news.clone();
        move |notice| news.tell(notice)
    })
    .await;
    let unread = match &mode {
        Mode::Memory(error) if known => Some(Notice::Unread(failure(error))),
        _ => None,
    };
    let writer = writer::lease().await;
    let (author, author_name) = author();
    let article = Arc::new(built_in());
    let notebook = Notebook::empty(clock::new_id());
    let blank = State {
        author,
        author_name,
        writer,
        outline: Arc::new(Outline::of(&notebook)),
        notebook: Arc::new(notebook),
        article: article.clone(),
        versions: Vec::new(),
        untouched: true,
        history: History::default(),
        outgoing: Vec::new(),
        last_commit: 0,
        underway: 0,
        unfiled: Vec::new(),
        keeping: match mode {
            Mode::Kept => Keeping::Stored,
            // There is something in it.
            Mode::Memory(_) if known => Keeping::Unread,
            Mode::Memory(_) => Keeping::Memory,
            Mode::ReadOnly(_) => Keeping::ReadOnly,
        },
        catalogue: Vec::new(),
        broken: 0,
        lost: Vec::new(),
        unexported: 0,
        view: Default::default(),
        preferences: preferred(),
        offer: None,
        notice: None,
    };
    // Notebooks that were noted in an empty database are lost, not yet to come.
    let first_visit = vault.found() == Found::Nothing
        && (journal::is_empty() || !vault.lasts())
        && storage::early::is_empty()
        && witness::is_blank();
    let services = Services::new(vault, news);
    let plain = first_visit && page::query("article").is_none();
    let Resumed { opened, notice, lost, early } = if plain {
        let opened = stand_in(&blank, article, Vec::new());
        Resumed { opened, notice: None, lost: Vec::new(), early: Vec::new() }
    } else {
        (parts::KEPT.load().await?.resume)(services.clone(), blank.clone()).await?
    };
    let mut state = blank;
    open(&mut state, opened);
    state.lost = lost;
    if matches!(notice, Some(Notice::Unread(_))) && state.keeping == Keeping::Stored {
        state.keeping = Keeping::Unread;
    }
    if let Some(notice) = notice.or(unread) {
        state = show(&state, Action::Tell(notice));
    }
    if !plain {
        // A change must be in the journal the moment it is made. On a plain first visit
        // what is asked for before that part has come is written down (`app::early`).
        if let Ok(work) = parts::WORK.load().await {
            let some = !early.is_empty();
            for action in early {
                state = (work.reduce)(&state, action);
            }
            if some && state.outgoing.is_empty() {
                // They make no sense here, and would make none tomorrow.
                storage::early::done(&state.writer);
            }
        }
    }
    if !state.outline.claims.is_empty() {
        // They are part of what is shown first; their absence is said there.
        let _ = parts::CARDS.load().await;
    }
    Ok((state, services))
}

/// The person at this browser: made up once, then kept.
fn author() -> (Id, String) {
    let known = preferences::get("author").and_then(|id| Id::from_iri(&id));
    let name = preferences::get("author-name").filter(|name| !name.trim().is_empty());
    let id = known.unwrap_or_else(|| {
        let id = clock::new_id();
        preferences::set("author", id.as_str());
        id
    });
    let name = name.unwrap_or_else(|| {
        let name = pseudonym(clock::random());
        preferences::set("author-name", &name);
        name
    });
    (id, name)
}
