//! Undo and redo.

use std::sync::Arc;

use super::change::{Change, Edit, Label};
use super::notebook::Notebook;
use super::order::sort_by_key;

/// How many steps can be taken back.
pub const DEPTH: usize = 200;

/// One step, as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Rises with every step of this history; its key in storage.
    pub number: u32,
    /// What was done.
    pub change: Arc<Change>,
    /// Whether it was taken back.
    pub undone: bool,
}

/// What this tab did to one notebook. Limits: 200 steps; a step whose records
/// somebody else has changed since is not taken back (their work stays).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// What storage has to do after a step, to have the same history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kept {
    /// Store this step under its number.
    Put(Step),
    /// Forget the step with this number.
    Forget(u32),
}

impl Kept {
    /// The number of the step that it is about.
    #[must_use]
    pub fn number(&self) -> u32 {
        match self {
            Self::Put(step) => step.number,
            Self::Forget(number) => *number,
        }
    }
}

impl History {
    /// From what was kept, in any order.
    #[must_use]
    pub fn from_steps(mut steps: Vec<Step>) -> Self {
        sort_by_key(&mut steps, |step| step.number);
        let (mut undone, done): (Vec<_>, Vec<_>) = steps.into_iter().partition(|step| step.undone);
        undone.reverse();
        Self { done, undone }
    }

    /// All of it, to be stored again.
    #[must_use]
    pub fn kept(&self) -> Vec<Kept> {
        self.done.iter().chain(&self.undone).cloned().map(Kept::Put).collect()
    }

    /// The change that undo would take back.
    #[must_use]
    pub fn last_done(&self) -> Option<&Change> {
        self.done.last().map(|step| &*step.change)
    }

    /// The change that redo would do again.
    #[must_use]
    pub fn last_undone(&self) -> Option<&Change> {
        self.undone.last().map(|step| &*step.change)
    }

    /// Records a change. What was undone can no longer be redone; a change that
    /// goes on with the last one becomes one step with it, unless `apart`.
    pub fn record(&mut self, change: Change, apart: bool) -> Vec<Kept> {
        let forgotten = self.undone.drain(..).map(|step| Kept::Forget(step.number));
        let mut kept: Vec<Kept> = forgotten.collect();
        let continues = self.done.last().filter(|_| !apart && kept.is_empty());
        let continued = continues.and_then(|step| step.change.continued_by(&change));
        let step = match (continued, self.done.last().map(|step| step.number)) {
            (Some(change), Some(number)) => {
                self.done.pop();
                Step { number, change: Arc::new(change), undone: false }
            }
            (_, last) => {
                Step { number: last.map_or(1, |n| n + 1), change: Arc::new(change), undone: false }
            }
        };
        self.done.push(step.clone());
        kept.push(Kept::Put(step));
        if self.done.len() > DEPTH {
            kept.push(Kept::Forget(self.done.remove(0).number));
        }
        kept
    }

    /// Takes the last step back: the change to commit, and what to store. `None`
    /// if there is no step; a change without edits if others' work stands in its
    /// way (the step is then forgotten).
    pub fn undo(&mut self, notebook: &Notebook) -> Option<(Change, Kept)> {
        let step = self.done.pop()?;
        let back = step.change.inverse();
        Some(Self::turn(back, Step { undone: true, ..step }, notebook, &mut self.undone))
    }

    /// Does the last undone step again, likewise.
    pub fn redo(&mut self, notebook: &Notebook) -> Option<(Change, Kept)> {
        let step = self.undone.pop()?;
        let again = (*step.change).clone();
        Some(Self::turn(again, Step { undone: false, ..step }, notebook, &mut self.done))
    }

    fn turn(
        mut change: Change,
        step: Step,
        notebook: &Notebook,
        to: &mut Vec<Step>,
    ) -> (Change, Kept) {
        let unchanged = |edit: &Edit| {
            notebook.content(&edit.id) == edit.before.as_ref() && notebook.heads(&edit.id).len() < 2
        };
        if change.label == Label::Import {
            // Hundreds of records: what was changed since, or is in conflict, stays as it is.
            change.edits.retain(unchanged);
        }
        if change.edits.iter().all(unchanged) {
            to.push(step.clone());
            (change, Kept::Put(step))
        } else {
            (Change { edits: Vec::new(), ..change }, Kept::Forget(step.number))
        }
    }
}
