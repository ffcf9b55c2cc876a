//! All that the page knows.

use std::sync::Arc;

use super::exercise::offer::Offer;
use super::incoming::{Import, Incoming};
use super::loss::Lost;
use super::notice::Notice;
use crate::domain::anchor::Difference;
use crate::domain::article::{Article, ArticleId, Draft};
use crate::domain::change::Label;
use crate::domain::command::By;
use crate::domain::formats::stored_batch::{Batch, Entry};
use crate::domain::history::{History, Kept};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;
use crate::domain::record::Record;
use crate::domain::text::Span;
use crate::domain::version::Writer;
use crate::domain::versions::Fate;

/// Up to so many claims all are painted at once: no lesson has more.
pub const MANY: usize = 200;
/// With more, so many blocks are painted before anybody scrolls.
pub const FIRST_BLOCKS: usize = 24;

/// The whole state. Cloning shares what is large.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// Who is at the keyboard.
    pub author: Id,
    /// The name that they go by.
    pub author_name: String,
    /// This tab, as a writer of records.
    pub writer: Writer,
    /// The open notebook.
    pub notebook: Arc<Notebook>,
    /// Its article.
    pub article: Arc<Article>,
    /// Other versions of it on which something in the notebook was made.
    pub versions: Vec<Arc<Article>>,
    /// The notebook as it is read.
    pub outline: Arc<Outline>,
    /// Whether it was made by this page and nobody changed it yet: such a one
    /// is not kept.
    pub untouched: bool,
    /// What can be undone and redone.
    pub history: History,
    /// What is not kept yet, oldest first.
    pub outgoing: Vec<Arc<Commit>>,
    /// The number of the last commit.
    pub last_commit: u64,
    /// How much that a person did has not come into this state yet.
    pub underway: u32,
    /// The notebooks that were changed here since they were saved as a file.
    pub unfiled: Vec<Id>,
    /// How keeping goes.
    pub keeping: Keeping,
    /// The notebooks there are, this one included, by name.
    pub catalogue: Vec<Listed>,
    /// How many records could not be read, as far as anybody has looked.
    pub broken: usize,
    /// Notebooks that were kept here and are not, or not whole.
    pub lost: Vec<Lost>,
    /// How many changes ask for a file; 0 while none do.
    pub unexported: u32,
    /// What is on show.
    pub view: View,
    /// What the person likes.
    pub preferences: Preferences,
    /// What the open notebook carries of the classroom, once it was read.
    pub offer: Option<Arc<Offer>>,
    /// What they should be told now.
    pub notice: Option<Arc<Notice>>,
}

/// One change on its way to storage.
#[derive(Clone, PartialEq, Debug)]
pub struct Commit {
    /// Rises by one with each.
    pub number: u64,
    /// The notebook that it belongs to.
    pub notebook: Id,
    /// New versions of records.
    pub records: Vec<Arc<Record>>,
    /// Articles that have to be kept with them.
    pub articles: Vec<Arc<Article>>,
    /// What becomes of the kept history.
    pub steps: Vec<Kept>,
    /// Where an earlier page, or another tab, wrote it down.
    pub journal: Option<Entry>,
    /// Whether it has fewer steps than when it was made.
    pub shortened: bool,
}

impl Commit {
    /// One without a number yet.
    #[must_use]
    pub fn new(
        notebook: Id,
        records: Vec<Arc<Record>>,
        articles: Vec<Arc<Article>>,
        steps: Vec<Kept>,
    ) -> Self {
        Self { number: 0, notebook, records, articles, steps, journal: None, shortened: false }
    }

    /// What storage gets.
    #[must_use]
    pub fn batch(&self, writer: &Writer) -> Batch {
        Batch {
            number: self.number,
            notebook: self.notebook.clone(),
            writer: writer.clone(),
            records: self.records.clone(),
            articles: self.articles.clone(),
            steps: self.steps.clone(),
        }
    }
}

/// Whether changes can be kept, and whether the last ones were.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// Into this browser's storage.
    Stored,
    /// The last try failed; what was not kept is still here.
    Failed(Failure),
    /// There is no storage: everything lives while the page is open.
    Memory,
    /// There is, with notebooks in it, and it could not be read. It is left
    /// alone: everything lives while the page is open.
    Unread,
    /// A newer version of the page owns the storage: nothing is written.
    ReadOnly,
    /// This tab stopped writing.
    Stopped,
    /// Everything was erased; this tab writes nothing of it again.
    Erased,
}

/// Why keeping failed, as far as it helps to know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The disk, or this site's share of it, is full.
    Full,
    /// The browser forbids it.
    Forbidden,
    /// It did not answer in time.
    Slow,
    /// Anything else.
    Other,
}

/// What the sign says, and `data-save-state` with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SaveState {
    /// All is kept.
    Saved,
    /// Something is on its way.
    Saving,
    /// Something could not be kept.
    Error(Failure),
    /// Nothing can be kept here.
    Memory,
    /// Nothing is kept, since what is there could not be read.
    Unread,
    /// Nothing is written.
    ReadOnly,
    /// Writing has stopped.
    Stopped,
    /// The same, since everything was erased.
    Erased,
}

impl SaveState {
    /// Its word in `data-save-state`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::Error(_) => "error",
            Self::Memory | Self::Unread => "memory",
            Self::ReadOnly => "readonly",
            Self::Stopped | Self::Erased => "stopped",
        }
    }
}

/// A notebook in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Which.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// Its article.
    pub article: ArticleId,
    /// The record of its particulars.
    pub record: Arc<Record>,
    /// Whether it lies in the bin.
    pub binned: bool,
}

/// What is on show. None of it is undone, kept or sent.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct View {
    /// The selection in the article; a caret where it is empty.
    pub selection: Option<Selection>,
    /// Where the caret was last, for when the keys come back to the article.
    pub caret: usize,
    /// The claim or source that is open.
    pub active: Option<Id>,
    /// Whether the field for a new source should take the focus (just marked).
    pub linking: bool,
    /// The claim or source whose boundaries are being moved, and where to.
    pub adjusting: Option<(Id, Span)>,
    /// What lies under a click on an overlap.
    pub choosing: Vec<Id>,
    /// What is open above the page.
    pub panel: Option<Panel>,
    /// Claims or sources beside the article.
    pub tab: Tab,
    /// With very many claims, the blocks (first, and first behind) in which they
    /// are painted; `None` paints all.
    pub window: Option<(usize, usize)>,
}

/// What can be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// The article with its claims.
    Annotated,
    /// The article alone, numbered, with a table to be filled in.
    Worksheet,
}

/// A selection as it was made: from its anchor to its focus, in code points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Selection {
    /// Where it began.
    pub anchor: usize,
    /// Where it is being moved.
    pub focus: usize,
    /// What made it, which decides where the tools for it appear.
    pub by: Means,
}

/// What a selection was made with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Means {
    /// Mouse or pen.
    Pointer,
    /// A finger.
    Touch,
    /// Keys.
    Keys,
}

impl Selection {
    /// The stretch between its ends.
    #[must_use]
    pub fn span(self) -> Span {
        Span::between(self.anchor, self.focus)
    }
}

/// What lies beside the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tab {
    /// The claims.
    #[default]
    Claims,
    /// The sources.
    Sources,
}

/// What can be open above the page.
#[derive(Clone, PartialEq, Debug)]
pub enum Panel {
    /// The list of notebooks.
    Notebooks,
    /// Opening an article of one's own; what a file or a paste offered, and
    /// whether it is to be a new version of the one that is open.
    OpenArticle(Arc<Draft>, bool),
    /// What becomes of the notebook on a new version of its article.
    NewVersion(Arc<NewVersion>),
    /// A claim or source on the version on which it was made.
    MadeOn(Id),
    /// What importing a file would do.
    Import(Arc<Import>),
    /// The same of several files, some of which may still be on their way.
    Incoming(Arc<Incoming>),
    /// The ways out of the page.
    Share,
    /// The teacher's class.
    Class,
    /// The open notebook beside a key.
    Key,
    /// This is being printed.
    Paper(Paper),
    /// What was put away.
    Bin,
    /// What the person likes.
    Settings,
    /// The keys.
    Keys,
    /// What is stored and cannot be read.
    Broken,
    /// Earlier states of the open notebook.
    Earlier,
    /// One source's particulars.
    Source(Id),
    /// Making an exercise, or changing it.
    MakeExercise,
    /// Handing the open exercise in.
    HandIn,
    /// The ways into an exercise.
    Classroom,
}

/// Another version of the open article, not taken yet.
#[derive(Clone, PartialEq, Debug)]
pub struct NewVersion {
    /// The version.
    pub article: Arc<Article>,
    /// What becomes of each claim and source in the article.
    pub fates: Vec<Fate>,
    /// What differs between the two texts.
    pub differences: Vec<Difference>,
}

/// What the person likes; kept in this browser, in no file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Preferences {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Whether single letters and digits are keys.
    pub letters: bool,
    /// Whether selections grow to whole words.
    pub whole_words: bool,
    /// Whether paragraphs and sentences are numbered.
    pub numbers: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { theme: Theme::System, letters: true, whole_words: true, numbers: false }
    }
}

/// The colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl State {
    /// What the sign says.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        match self.keeping {
            Keeping::Memory => SaveState::Memory,
            Keeping::Unread => SaveState::Unread,
            Keeping::ReadOnly => SaveState::ReadOnly,
            Keeping::Stopped => SaveState::Stopped,
            Keeping::Erased => SaveState::Erased,
            Keeping::Failed(why) => SaveState::Error(why),
            Keeping::Stored if self.outgoing.is_empty() && self.underway == 0 => SaveState::Saved,
            Keeping::Stored => SaveState::Saving,
        }
    }

    /// Whether the open notebook was deleted, in this tab or another one. It goes on
    /// keeping what is done in it, but is not the one that opens the next time.
    #[must_use]
    pub fn is_binned(&self) -> bool {
        self.notebook.content(self.notebook.id()).is_some_and(|own| own.binned)
    }

    /// Whether leaving the page would lose work that neither storage nor a file has.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        match self.save_state() {
            SaveState::Saved | SaveState::Saving | SaveState::Erased => false,
            SaveState::Memory | SaveState::Unread => !self.unfiled.is_empty(),
            SaveState::Error(_) | SaveState::ReadOnly | SaveState::Stopped => {
                self.outgoing.iter().any(|commit| self.unfiled.contains(&commit.notebook))
            }
        }
    }

    /// What undo would take back.
    #[must_use]
    pub fn can_undo(&self) -> Option<Label> {
        self.history.last_done().map(|change| change.label)
    }

    /// What redo would do again.
    #[must_use]
    pub fn can_redo(&self) -> Option<Label> {
        self.history.last_undone().map(|change| change.label)
    }

    /// Whether another tab began a notebook on the article that is open here in
    /// one that nobody changed: then that one is meant.
    #[must_use]
    pub fn begun_elsewhere(&self, notebook: &Id, records: &[Arc<Record>]) -> bool {
        let listed = records.iter().filter(|record| record.id == *notebook).find_map(Listed::of);
        let other = notebook != self.notebook.id();
        self.untouched && other && listed.is_some_and(|listed| listed.article == *self.article.id())
    }

    /// The version of the article with this id, if it is at hand.
    #[must_use]
    pub fn version(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        std::iter::once(&self.article).chain(&self.versions).find(|article| article.id() == id)
    }

    /// The article that is open and the other versions of it: what travels with
    /// the notebook.
    #[must_use]
    pub fn articles(&self) -> Vec<Arc<Article>> {
        std::iter::once(&self.article).chain(&self.versions).cloned().collect()
    }

    /// Whether these records stand on a version that is not at hand.
    #[must_use]
    pub fn lacks_version(&self, records: &[Arc<Record>]) -> bool {
        let named = records.iter().filter_map(Listed::of).map(|listed| listed.article);
        let passages = records.iter().filter_map(|record| record.passage());
        let stands_on = passages.map(|passage| passage.article.clone());
        named.chain(stands_on).any(|article| self.version(&article).is_none())
    }

    /// Who asks, at the given time.
    #[must_use]
    pub fn by(&self, now: crate::domain::time::Timestamp) -> By {
        By { author: self.author.clone(), now }
    }
}
