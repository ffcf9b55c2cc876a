//! Opens what an earlier visit kept.

use std::sync::Arc;

use super::keep::failure;
use super::open_notebook::{first_notebook as made_up, load, opened_new, stand_in};
use crate::app::action::Opened;
use crate::app::notice::Notice;
use crate::app::open::list;
use crate::app::state::{Commit, Keeping, Listed, State};
use crate::app::unkept;
use crate::browser::dom::page;
use crate::browser::error::BrowserError;
use crate::browser::storage::vault::Vault;
use crate::browser::storage::{journal, preferences};
use crate::domain::article::{Article, built_in};
use crate::domain::order::sort_by_key;
use crate::ui::parts::{self, PartMissing};
use crate::ui::services::Services;

/// The notebook to begin with.
pub(crate) struct Resumed {
    pub(crate) opened: Opened,
    /// What the person should be told of how it came about.
    pub(crate) notice: Option<Notice>,
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
        Ok(resumed) => Ok(resumed),
        Err(Trouble::Part(missing)) => Err(missing),
        Err(Trouble::Storage(error)) => {
            if state.keeping == Keeping::Stored {
                vault.leave();
            }
            let opened = stand_in(state, Arc::new(built_in()), Vec::new());
            Ok(Resumed { opened, notice: Some(Notice::Unread(failure(&error))) })
        }
    }
}

/// The article that the address names, else the notebook that was open last,
/// else any, else a new one on the built-in article.
async fn first_notebook(vault: &Vault, state: &State) -> Result<Resumed, Trouble> {
    let unkept = match state.keeping {
        Keeping::Stored => unkept::commits(journal::pending(&state.writer)),
        // What the journal holds waits for a page that can store it.
        _ => Vec::new(),
    };
    let mut catalogue = Vec::new();
    let found = vault.particulars().await?;
    let records = found.notebooks.iter().filter_map(|notebook| notebook.record(notebook.id()));
    for listed in records.filter_map(Listed::of) {
        list(&mut catalogue, listed);
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
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    let mut opened = opened.unwrap_or_else(|| stand_in(state, Arc::new(built_in()), catalogue));
    opened.unkept = unkept;
    Ok(Resumed { opened, notice })
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
