//! Showing a notebook that was read or made.

use std::sync::Arc;

use super::action::Opened;
use super::state::{Commit, FIRST_BLOCKS, Listed, MANY, State};
use crate::domain::article::Article;
use crate::domain::history::Kept;
use crate::domain::id::Id;
use crate::domain::order::sort_by;
use crate::domain::outline::Outline;
use crate::domain::record::{Body, Record};

/// Puts it in the place of the one that is open. One that nobody ever changed
/// is gone then: it was not kept.
pub fn open(state: &mut State, opened: Opened) {
    if opened.yields && !state.untouched {
        return;
    }
    let untouched = state.untouched.then(|| state.notebook.id().clone());
    state.notebook = Arc::new(opened.notebook);
    state.article = opened.article.clone();
    state.versions = opened.versions.clone();
    state.history = opened.history;
    // Of other notebooks it may be known already.
    state.broken = state.broken.max(opened.broken);
    state.catalogue = opened.catalogue;
    state.catalogue.retain(|listed| Some(&listed.id) != untouched.as_ref());
    state.untouched = opened.untouched;
    state.unexported = 0;
    state.view = Default::default();
    state.offer = None;
    // The first blocks; the reader follows from there.
    let claims = state.notebook.records().filter(|record| record.claim().is_some()).count();
    state.view.window = (claims > MANY).then_some((0, FIRST_BLOCKS));
    state.notice = None;
    for commit in opened.unkept {
        send_for(state, (*commit).clone());
    }
    if opened.new {
        let records = state.notebook.versions().cloned().collect();
        let mut articles = opened.versions;
        articles.push(opened.article);
        send(state, records, articles, Vec::new());
    }
    refresh(state);
}

/// Undo, redo and other people may have taken the notebook to another version.
fn follow_article(state: &mut State) {
    let Some(wanted) = state.notebook.article() else { return };
    if wanted == state.article.id() {
        return;
    }
    if let Some(at) = state.versions.iter().position(|version| version.id() == wanted) {
        std::mem::swap(&mut state.article, &mut state.versions[at]);
        state.view.selection = None;
        state.view.caret = 0;
    }
}

/// Works out again what follows from the notebook.
pub(super) fn refresh(state: &mut State) {
    follow_article(state);
    state.outline = Arc::new(Outline::of(&state.notebook));
    let live = |id: &Id| state.notebook.record(id).is_some_and(|record| record.is_live());
    if state.view.active.as_ref().is_some_and(|id| !live(id)) {
        state.view.active = None;
    }
    if state.view.adjusting.as_ref().is_some_and(|(id, _)| !live(id)) {
        state.view.adjusting = None;
    }
    state.view.choosing.clear();
    if let Some(listed) = state.notebook.record(state.notebook.id()).and_then(Listed::of) {
        list(&mut state.catalogue, listed);
    }
}

/// Puts something on its way to storage. In memory mode there is no such way.
pub(super) fn send(
    state: &mut State,
    records: Vec<Arc<Record>>,
    articles: Vec<Arc<Article>>,
    steps: Vec<Kept>,
) {
    let notebook = state.notebook.id().clone();
    send_for(state, Commit::new(notebook, records, articles, steps));
}

/// The same for any notebook; the commit gets its number here. Should an earlier
/// one be stored after this one (its first try may fail), it must not bring back
/// what a step was before: what becomes of that step is this one's to say.
pub(super) fn send_for(state: &mut State, mut commit: Commit) {
    state.last_commit += 1;
    commit.number = state.last_commit;
    if !state.unfiled.contains(&commit.notebook) {
        state.unfiled.push(commit.notebook.clone());
    }
    for earlier in &mut state.outgoing {
        let said = |kept: &Kept| commit.steps.iter().any(|it| it.number() == kept.number());
        if earlier.notebook == commit.notebook && earlier.steps.iter().any(said) {
            let earlier = Arc::make_mut(earlier);
            earlier.steps.retain(|kept| !said(kept));
            earlier.shortened = true;
        }
    }
    state.outgoing.push(Arc::new(commit));
}

impl Listed {
    /// The list entry that a notebook's own record makes.
    #[must_use]
    pub fn of(record: &Arc<Record>) -> Option<Self> {
        let content = record.content.as_ref()?;
        let Body::Notebook(particulars) = &content.body else { return None };
        Some(Self {
            id: record.id.clone(),
            title: particulars.title.clone(),
            article: particulars.article.clone(),
            record: record.clone(),
            binned: content.binned,
        })
    }
}

/// Puts an entry into the list, in place of the one it is a version of.
pub fn list(catalogue: &mut Vec<Listed>, listed: Listed) {
    match catalogue.iter_mut().find(|other| other.id == listed.id) {
        Some(other) if other.record.version.knows(&listed.record.version) => {}
        Some(other) => *other = listed,
        None => catalogue.push(listed),
    }
    sort_by(catalogue, |a, b| {
        a.title.to_ascii_lowercase().cmp(&b.title.to_ascii_lowercase()).then(a.id.cmp(&b.id))
    });
}
