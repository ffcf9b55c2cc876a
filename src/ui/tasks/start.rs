//! Opens storage and the notebook that was open last.

use std::sync::Arc;

use super::open_article::{TextKind, article_of, draft_of};
use super::open_notebook::{load, new_notebook, opened_new};
use super::prefer::preferred;
use crate::app::action::{Action, Opened};
use crate::app::notice::{ArticleProblem, Notice};
use crate::app::reduce::{list, reduce};
use crate::app::state::{Keeping, Listed, State};
use crate::browser::clock;
use crate::browser::dom::page;
use crate::browser::files;
use crate::browser::storage::vault::{Mode, Vault};
use crate::browser::storage::{journal, preferences, writer};
use crate::domain::article::{Article, built_in, write_markdown};
use crate::domain::history::History;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::order::sort_by_key;
use crate::domain::outline::Outline;
use crate::domain::person::pseudonym;
use crate::ui::services::{News, Services};

/// The first state of the page, and what its tasks need.
pub(crate) async fn start() -> (State, Services) {
    let news = News::default();
    let (vault, mode) = Vault::open({
        let news = news.clone();
        move |notice| news.tell(notice)
    })
    .await;
    let writer = writer::lease().await;
    if matches!(mode, Mode::Kept) {
        for (entry, batch) in journal::pending(&writer) {
            if vault.keep(&batch).await.is_ok() {
                journal::done(&entry);
            }
        }
    }
    let (author, author_name) = author();
    let article = Arc::new(built_in());
    let notebook = Notebook::empty(clock::new_id());
    let blank = State {
        author,
        author_name,
        writer,
        outline: Arc::new(Outline::of(&notebook)),
        notebook: Arc::new(notebook),
        article,
        history: History::default(),
        outgoing: Vec::new(),
        last_commit: 0,
        keeping: match mode {
            Mode::Kept => Keeping::Stored,
            Mode::Memory(_) => Keeping::Memory,
            Mode::ReadOnly(_) => Keeping::ReadOnly,
        },
        catalogue: Vec::new(),
        broken: 0,
        view: Default::default(),
        preferences: preferred(),
        notice: None,
    };
    let mut catalogue = Vec::new();
    if let Ok(found) = vault.particulars().await {
        let records = found.notebooks.iter().filter_map(|notebook| notebook.record(notebook.id()));
        for listed in records.filter_map(Listed::of) {
            list(&mut catalogue, listed);
        }
    }
    let (opened, notice) = first_notebook(&vault, &blank, catalogue).await;
    preferences::set("notebook", opened.notebook.id().as_str());
    let mut state = reduce(&blank, Action::Open(Box::new(opened)));
    if let Some(problem) = notice {
        state = reduce(&state, Action::Tell(Notice::Article(problem)));
    }
    (state, Services::new(vault, news))
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

/// The article that the address names, else the notebook that was open last,
/// else any, else a new one on the built-in article.
async fn first_notebook(
    vault: &Vault,
    state: &State,
    catalogue: Vec<Listed>,
) -> (Opened, Option<ArticleProblem>) {
    let mut problem = None;
    if let Some(path) = page::query("article") {
        match named_article(&path).await {
            Ok(article) => return (on_article(vault, state, article, catalogue).await, None),
            Err(why) => problem = Some(why),
        }
    }
    let last = preferences::get("notebook");
    let mut wanted: Vec<&Listed> = catalogue.iter().filter(|listed| !listed.binned).collect();
    sort_by_key(&mut wanted, |listed| Some(listed.id.as_str()) != last.as_deref());
    for listed in wanted {
        if let Ok(opened) = load(vault, &state.writer, &listed.id, catalogue.clone()).await {
            return (opened, problem);
        }
    }
    (on_article(vault, state, Arc::new(built_in()), catalogue).await, problem)
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

async fn named_article(path: &str) -> Result<Arc<Article>, ArticleProblem> {
    let (text, content_type) =
        files::fetch_same_origin(path).await.map_err(|_| ArticleProblem::NotFound)?;
    let kind = TextKind::of_name(path.split(['?', '#']).next().unwrap_or(path));
    let kind = match kind {
        Some(kind) => kind,
        None if content_type.contains("html") => TextKind::Html,
        None if content_type.contains("markdown") => TextKind::Markdown,
        None if content_type.starts_with("text/") => TextKind::Plain,
        None => return Err(ArticleProblem::NotText),
    };
    let mut draft = draft_of(&text, kind);
    if draft.title.is_empty() {
        let name = path.rsplit('/').next().unwrap_or(path);
        draft.title = name.split('.').next().unwrap_or(name).to_owned();
    }
    article_of(&write_markdown(&draft), &draft.title, draft.url.clone(), &draft)
}
