//! Taking files in: any number of them, in one step that can be undone.

use std::sync::Arc;

use super::incoming::Import;
use super::notice::Notice;
use super::open::{refresh, send};
use super::state::State;
use crate::domain::article::Article;
use crate::domain::change::{Change, Edit, Label};
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::order::sort_by;
use crate::domain::record::Origin;
use crate::domain::time::Timestamp;
use crate::domain::versions::Fate;

/// Merges these files into the open notebook. Their order does not matter, and
/// what was merged before changes nothing.
pub(super) fn merge(state: &mut State, imports: &[Arc<Import>], now: Timestamp) {
    let before = state.notebook.clone();
    let notebook = Arc::make_mut(&mut state.notebook);
    let mut taken = Vec::new();
    for import in imports {
        let same = import.notebook.id() == notebook.id();
        for record in import.notebook.versions() {
            // Another notebook's name stays its own.
            if (same || record.id != *import.notebook.id()) && notebook.take_in(record.clone()) {
                taken.push(record.clone());
            }
        }
    }
    let mut touched: Vec<Id> = taken.iter().map(|record| record.id.clone()).collect();
    sort_by(&mut touched, Ord::cmp);
    touched.dedup();
    let fates = imports.iter().flat_map(|import| &import.fates);
    taken.extend(place(notebook, fates, &Stamp { writer: state.writer.clone(), now }));
    let edits: Vec<Edit> = touched
        .iter()
        .map(|id| Edit {
            id: id.clone(),
            before: before.content(id).cloned(),
            after: state.notebook.content(id).cloned(),
        })
        .filter(|edit| edit.before != edit.after)
        .collect();
    let steps = if edits.is_empty() {
        Vec::new()
    } else {
        state.history.record(Change { label: Label::Import, edits }, true)
    };
    state.view.panel = None;
    if !taken.is_empty() {
        let mut articles: Vec<Arc<Article>> = Vec::new();
        for article in imports.iter().flat_map(|import| &import.articles) {
            let is_known = |known: &Arc<Article>| known.id() == article.id();
            if state.version(article.id()).is_none() && !articles.iter().any(is_known) {
                articles.push(article.clone());
            }
        }
        state.versions.extend(articles.iter().cloned());
        if std::mem::take(&mut state.untouched) {
            // Its first change: now all of it is worth keeping.
            taken = state.notebook.versions().cloned().collect();
            articles = state.articles();
        }
        send(state, taken, articles, steps);
    }
    refresh(state);
    state.notice = Some(Arc::new(Notice::Imported(touched.len())));
}

/// What files have on another version of the article gets its place in this
/// one, unless it has one here already.
fn place<'a>(
    notebook: &mut Notebook,
    fates: impl Iterator<Item = &'a Fate>,
    stamp: &Stamp,
) -> Vec<Arc<crate::domain::record::Record>> {
    let stands = |fate: &&Fate| {
        let now = notebook.content(&fate.record.id).and_then(|content| content.passage());
        now.is_some() && now == fate.record.passage()
    };
    let mut fates: Vec<&Fate> = fates.filter(stands).collect();
    sort_by(&mut fates, |a, b| a.record.id.cmp(&b.record.id));
    fates.dedup_by(|a, b| a.record.id == b.record.id);
    let edit = |fate: &&Fate| {
        let placed = fate.placed()?;
        let before = notebook.content(&placed.id)?.clone();
        let origin = before.passage().cloned()?;
        let mut after = before.with_passage(placed.passage)?;
        after.origin = Some(Origin { passage: origin, asks: placed.asks });
        Some(Edit { id: placed.id, before: Some(before), after: Some(after) })
    };
    let edits: Vec<Edit> = fates.iter().filter_map(edit).collect();
    notebook.commit(&Change { label: Label::Import, edits }, stamp)
}
