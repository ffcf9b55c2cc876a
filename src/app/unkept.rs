//! What is not in storage yet, laid over what is: a notebook that is read must
//! show everything that was done in it, kept or not.

use std::sync::Arc;

use super::open::list;
use super::state::{Commit, Listed};
use crate::domain::article::{Article, ArticleId};
use crate::domain::formats::stored_batch::{Batch, Entry};
use crate::domain::history::{Kept, Step};
use crate::domain::notebook::Notebook;

/// What pages left in the journal, as commits that are still to be kept.
#[must_use]
pub fn commits(pending: Vec<(Entry, Batch)>) -> Vec<Arc<Commit>> {
    let commit = |(entry, batch): (Entry, Batch)| {
        let Batch { notebook, records, articles, steps, .. } = batch;
        let commit = Commit::new(notebook, records, articles, steps);
        Arc::new(Commit { journal: Some(entry), ..commit })
    };
    pending.into_iter().map(commit).collect()
}

/// Lays what is unkept of a notebook, oldest first, over what was read of it.
pub fn lay_over(unkept: &[Arc<Commit>], notebook: &mut Notebook, steps: &mut Vec<Step>) {
    let id = notebook.id().clone();
    for commit in unkept.iter().filter(|commit| commit.notebook == id) {
        for record in &commit.records {
            notebook.take_in(record.clone());
        }
        for kept in &commit.steps {
            steps.retain(|step| step.number != kept.number());
            if let Kept::Put(step) = kept {
                steps.push(step.clone());
            }
        }
    }
}

/// Puts what is unkept of notebooks' names over the list of what was read.
pub fn list_over(unkept: &[Arc<Commit>], catalogue: &mut Vec<Listed>) {
    for listed in unkept.iter().flat_map(|commit| &commit.records).filter_map(Listed::of) {
        list(catalogue, listed);
    }
}

/// An article that is unkept.
#[must_use]
pub fn article(unkept: &[Arc<Commit>], id: &ArticleId) -> Option<Arc<Article>> {
    unkept.iter().flat_map(|commit| &commit.articles).find(|article| article.id() == id).cloned()
}
