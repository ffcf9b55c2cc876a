//! Opens what an earlier visit kept.

use std::sync::Arc;

use super::open_notebook::{first_notebook as made_up, load, opened_new};
use crate::app::action::Opened;
use crate::app::notice::ArticleProblem;
use crate::app::open::list;
use crate::app::state::{Keeping, Listed, State};
use crate::browser::dom::page;
use crate::browser::storage::vault::Vault;
use crate::browser::storage::{journal, preferences};
use crate::domain::article::{Article, built_in};
use crate::domain::order::sort_by_key;
use crate::ui::parts::{self, PartMissing};
use crate::ui::services::Services;

/// The notebook to begin with.
pub(crate) struct Resumed {
    pub(crate) opened: Opened,
    /// Why the article that the address names is not the one.
    pub(crate) problem: Option<ArticleProblem>,
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
    if let Ok(found) = vault.particulars().await {
        let records = found.notebooks.iter().filter_map(|notebook| notebook.record(notebook.id()));
        for listed in records.filter_map(Listed::of) {
            list(&mut catalogue, listed);
        }
    }
    first_notebook(vault, state, catalogue).await
}

/// The article that the address names, else the notebook that was open last,
/// else any, else a new one on the built-in article.
async fn first_notebook(
    vault: &Vault,
    state: &State,
    catalogue: Vec<Listed>,
) -> Result<Resumed, PartMissing> {
    let mut problem = None;
    if let Some(path) = page::query("article") {
        match (parts::DESK.load().await?.named_article)(path).await {
            Ok(article) => {
                let opened = on_article(vault, state, article, catalogue).await;
                return Ok(Resumed { opened, problem: None });
            }
            Err(why) => problem = Some(why),
        }
    }
    let last = preferences::get("notebook");
    let mut wanted: Vec<&Listed> = catalogue.iter().filter(|listed| !listed.binned).collect();
    sort_by_key(&mut wanted, |listed| Some(listed.id.as_str()) != last.as_deref());
    for listed in wanted {
        if let Ok(opened) = load(vault, &state.writer, &listed.id, catalogue.clone()).await {
            return Ok(Resumed { opened, problem });
        }
    }
    let opened = on_article(vault, state, Arc::new(built_in()), catalogue).await;
    Ok(Resumed { opened, problem })
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
    let notebook = made_up(&state.author, &state.author_name, &state.writer, &article);
    opened_new(notebook, article, catalogue)
}
