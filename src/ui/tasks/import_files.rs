//! Opens a file: annotations show a preview, an article its form.

use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use super::open_article::{TextKind, draft_of};
use crate::app::action::{Action, Look};
use crate::app::notice::{ArticleProblem, FileProblem, Notice};
use crate::app::state::{Import, Panel, Standing, State};
use crate::browser::error::BrowserError;
use crate::browser::files;
use crate::domain::article::Article;
use crate::domain::formats::web_annotation::{MAX_BYTES, read_notebook_on};
use crate::domain::merge::preview;
use crate::domain::notebook::Notebook;
use crate::domain::versions::foresee;
use crate::ui::store::{Act, Snapshot};

/// The largest article file, in bytes.
pub(crate) const MAX_ARTICLE: usize = 5 * 1024 * 1024;

/// Reads the file and shows what it would do. Nothing changes yet.
pub(crate) fn open_file(act: &Act, state: &Snapshot, file: web_sys::File) {
    let (act, state) = (act.clone(), state.clone());
    spawn_local(async move {
        let name = file.name();
        let action = match TextKind::of_name(&name) {
            Some(kind) => article(&file, kind, &state).await,
            None => annotations(&file, name, &state).await,
        };
        act.send(action);
    });
}

async fn article(file: &web_sys::File, kind: TextKind, state: &State) -> Action {
    match files::read(file, MAX_ARTICLE).await {
        Ok(found) if found.text.contains('\0') => {
            Action::Tell(Notice::Article(ArticleProblem::NotText))
        }
        Ok(found) => {
            let mut draft = draft_of(&found.text, kind);
            // Before the form has to show it.
            if let Err(why) = draft.check() {
                return Action::Tell(Notice::Article(ArticleProblem::Refused(why)));
            }
            if draft.title.is_empty() {
                let name = file.name();
                draft.title =
                    name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
            }
            let as_version = matches!(state.view.panel, Some(Panel::OpenArticle(_, true)));
            Action::Look(Look::Show(Some(Panel::OpenArticle(Arc::new(draft), as_version))))
        }
        Err(BrowserError::TooLarge(_)) => Action::Tell(Notice::Article(ArticleProblem::TooLarge)),
        Err(_) => Action::Tell(Notice::Article(ArticleProblem::Unreadable)),
    }
}

async fn annotations(file: &web_sys::File, name: String, state: &State) -> Action {
    let problem = |name, problem| Action::Tell(Notice::File(name, problem));
    match files::read(file, MAX_BYTES).await {
        Ok(found) => match read_notebook_on(&found.text, &state.articles()) {
            Ok(contents) => {
                let articles: Vec<_> = contents.articles.into_iter().map(Arc::new).collect();
                let standing = standing(state, &contents.notebook, &articles);
                let left_out = contents.left_out.len();
                let notebook = contents.notebook;
                let fates = match standing {
                    Standing::OtherArticle | Standing::NoArticle => {
                        foresee(&notebook, &articles, &state.article)
                    }
                    Standing::Same(_) | Standing::SameArticle(_) => Vec::new(),
                };
                let import = Import { name, notebook, articles, left_out, standing, fates };
                Action::Look(Look::Show(Some(Panel::Import(Arc::new(import)))))
            }
            Err(error) => problem(name, FileProblem::Refused(error)),
        },
        Err(BrowserError::TooLarge(_)) => problem(name, FileProblem::TooLarge),
        Err(_) => problem(name, FileProblem::Unreadable),
    }
}

fn standing(state: &State, theirs: &Notebook, articles: &[Arc<Article>]) -> Standing {
    if theirs.id() == state.notebook.id() {
        Standing::Same(preview(&state.notebook, theirs))
    } else if theirs.article() == Some(state.article.id()) {
        Standing::SameArticle(preview(&state.notebook, theirs))
    } else if articles.iter().any(|article| Some(article.id()) == theirs.article()) {
        Standing::OtherArticle
    } else {
        Standing::NoArticle
    }
}
