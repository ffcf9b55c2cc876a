//! What people and the browser tell the application.

use std::sync::Arc;

use super::exercise::offer::Offer;
use super::incoming::{Import, Incoming};
use super::loss::Lost;
use super::notice::Notice;
use super::state::{
    Commit, Failure, Keeping, Listed, NewVersion, Panel, Preferences, Selection, Tab,
};
use crate::domain::article::Article;
use crate::domain::command::Command;
use crate::domain::history::History;
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::record::Record;
use crate::domain::text::Span;
use crate::domain::time::Timestamp;

/// One thing that happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// A person asks for a change of the notebook.
    Do(Command, Timestamp),
    /// They take the last step back.
    Undo(Timestamp),
    /// They do it again.
    Redo(Timestamp),
    /// Another notebook's list entry: rename, bin or restore without opening it.
    DoElsewhere(Id, Command, Timestamp),
    /// A notebook was read and is to be shown.
    Open(Box<Opened>),
    /// Another tab wrote these versions.
    TakeIn(Id, Vec<Arc<Record>>),
    /// A file holds all that was done in this notebook.
    Filed(Id),
    /// The new version of the article that the preview showed is taken.
    TakeVersion(Arc<NewVersion>, Timestamp),
    /// What the preview showed is to be merged in, as one step.
    Merge(Vec<Arc<Import>>, Timestamp),
    /// The open notebook is to say again what it said in this state.
    GoBack(Arc<Notebook>, Timestamp),
    /// Something that a person did is on its way here (or, `false`, arrived):
    /// typing that has not come to rest, a change that waits for a part of the page.
    Underway(bool),
    /// Storage was emptied: everything that is open has to be stored again.
    StoreAll,
    /// A commit is kept.
    Kept(u64),
    /// It could not be kept.
    NotKept(u64, Failure),
    /// Keeping works differently from now on.
    Keeping(Keeping),
    /// These notebooks are not whole.
    Lose(Vec<Lost>),
    /// The person knows of the loss of this notebook, or it is back.
    Find(Id),
    /// So much of what is stored cannot be read.
    Broken(usize),
    /// So many changes of a notebook ask for a file; none do where it is 0.
    Remind(Id, u32),
    /// Only the view changes.
    Look(Look),
    /// The person likes it so.
    Prefer(Preferences),
    /// What this notebook carries of the classroom was read.
    Offer(Id, Option<Arc<Offer>>),
    /// Something to say.
    Tell(Notice),
}

/// A notebook that was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Opened {
    /// The notebook.
    pub notebook: Notebook,
    /// Its article.
    pub article: Arc<Article>,
    /// Other versions of it on which something in it was made.
    pub versions: Vec<Arc<Article>>,
    /// Its history in this tab.
    pub history: History,
    /// How many of its records could not be read.
    pub broken: usize,
    /// The list of notebooks.
    pub catalogue: Vec<Listed>,
    /// Whether it is to be kept now: made on purpose, or come from a file.
    pub new: bool,
    /// Whether it was made for want of another, and is kept with its first change.
    pub untouched: bool,
    /// Whether it only takes the place of one that nobody changed.
    pub yields: bool,
    /// What earlier pages left unkept, of this notebook and others: to be kept now.
    pub unkept: Vec<Arc<Commit>>,
}

/// A change of the view alone.
#[derive(Clone, PartialEq, Debug)]
pub enum Look {
    /// Select, move the caret, or neither.
    Select(Option<Selection>),
    /// Open a claim or source, or close it.
    Activate(Option<Id>),
    /// Offer what lies under a click.
    Choose(Vec<Id>),
    /// Begin to move boundaries, or move them further.
    Adjust(Id, Span),
    /// Stop moving them.
    StopAdjusting,
    /// Open something above the page, or close it.
    Show(Option<Panel>),
    /// More of these files was read; of no interest once they are off the screen.
    Read(Arc<Incoming>),
    /// Show claims or sources beside the article.
    Turn(Tab),
    /// Paint these blocks' claims only (first, and first behind), or all.
    Window(Option<(usize, usize)>),
    /// The notice was read.
    Dismiss,
}
