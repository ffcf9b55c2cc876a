//! What tasks need besides the state: the vault, the other tabs, the article's
//! boundaries.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use crate::browser::segmenter::BrowserSegmenter;
use crate::browser::storage::vault::{self, Vault};
use crate::browser::tabs::{Heard, Tabs};
use crate::domain::article::{Article, ArticleId};
use crate::domain::id::Id;
use crate::domain::record::Record;
use crate::domain::text::Segments;

/// Shared by all tasks; the same for the life of the page.
#[derive(Clone)]
pub(super) struct Services(Rc<Inner>);

struct Inner {
    vault: Vault,
    news: News<vault::Notice>,
    tabs: Tabs,
    heard: News<String>,
    /// How many notebooks are being read, and what other tabs told meanwhile.
    reading: Cell<usize>,
    meanwhile: RefCell<Vec<Heard>>,
    /// Whether the page is being left, perhaps for good.
    leaving: Cell<bool>,
    keeping: RefCell<Vec<u64>>,
    noted: Cell<u64>,
    /// The numbers of commits that are neither in the journal nor stored.
    unwritten: RefCell<Vec<u64>>,
    cuts: RefCell<Option<Cuts>>,
}

/// What was told before anybody listened, then the listener.
pub(super) struct News<T>(Rc<RefCell<Hearing<T>>>);

struct Hearing<T> {
    early: Vec<T>,
    listener: Option<Rc<dyn Fn(T)>>,
}

impl<T> Clone for News<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for News<T> {
    fn default() -> Self {
        Self(Rc::new(RefCell::new(Hearing { early: Vec::new(), listener: None })))
    }
}

impl<T> News<T> {
    /// Passes one on, or keeps it until somebody listens.
    pub(super) fn tell(&self, notice: T) {
        let listener = self.0.borrow().listener.clone();
        match listener {
            Some(listener) => listener(notice),
            None => self.0.borrow_mut().early.push(notice),
        }
    }

    fn listen(&self, listener: Rc<dyn Fn(T)>) {
        let early = std::mem::take(&mut self.0.borrow_mut().early);
        self.0.borrow_mut().listener = Some(listener.clone());
        for notice in early {
            listener(notice);
        }
    }
}

/// The boundaries of one article's blocks, worked out when they are asked for.
struct Cuts {
    article: ArticleId,
    segmenter: BrowserSegmenter,
    blocks: Vec<Option<Rc<Segments>>>,
}

impl PartialEq for Services {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Services {
    /// Hears of other tabs from here on: what they store before a notebook is
    /// read is read, what they store after that is told.
    pub(super) fn new(vault: Vault, news: News<vault::Notice>) -> Self {
        let heard = News::default();
        let tell = heard.clone();
        Self(Rc::new(Inner {
            vault,
            news,
            tabs: Tabs::open(move |message| tell.tell(message)),
            heard,
            reading: Cell::default(),
            meanwhile: RefCell::default(),
            leaving: Cell::default(),
            keeping: RefCell::default(),
            noted: Cell::default(),
            unwritten: RefCell::default(),
            cuts: RefCell::default(),
        }))
    }

    /// All commits up to this number are in the journal from here on; returns up to
    /// which they were.
    pub(super) fn noted(&self, number: u64) -> u64 {
        self.0.noted.replace(number)
    }

    /// Up to which number they are.
    pub(super) fn last_noted(&self) -> u64 {
        self.0.noted.get()
    }

    /// Notes that a commit is on its way to storage; `false` if it is already.
    pub(super) fn begin_keeping(&self, number: u64) -> bool {
        let mut keeping = self.0.keeping.borrow_mut();
        let new = !keeping.contains(&number);
        if new {
            keeping.push(number);
        }
        new
    }

    /// Notes that it is not any more.
    pub(super) fn end_keeping(&self, number: u64) {
        self.0.keeping.borrow_mut().retain(|other| *other != number);
    }

    /// Notes whether a commit is neither in the journal nor stored.
    pub(super) fn set_unwritten(&self, number: u64, unwritten: bool) {
        let mut all = self.0.unwritten.borrow_mut();
        all.retain(|other| *other != number);
        all.extend(unwritten.then_some(number));
    }

    /// Whether there is one.
    pub(super) fn has_unwritten(&self) -> bool {
        !self.0.unwritten.borrow().is_empty()
    }

    pub(super) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// Hears of what happens to storage.
    pub(super) fn listen_to_vault(&self, listener: impl Fn(vault::Notice) + 'static) {
        self.0.news.listen(Rc::new(listener));
    }

    /// Hears of what other tabs write, and wrote since this one began.
    pub(super) fn listen_to_tabs(&self, listener: impl Fn(String) + 'static) {
        self.0.heard.listen(Rc::new(listener));
    }

    /// Tells other tabs what was stored.
    pub(super) fn tell_tabs(&self, notebook: &Id, records: &[Arc<Record>]) {
        self.0.tabs.tell(notebook, records);
    }

    /// Begins to read a notebook.
    pub(super) fn begin_reading(&self) {
        self.0.reading.set(self.0.reading.get() + 1);
    }

    /// Ends it: what other tabs told meanwhile may not be in what was read.
    pub(super) fn end_reading(&self) -> Vec<Heard> {
        let left = self.0.reading.get().saturating_sub(1);
        self.0.reading.set(left);
        if left == 0 { self.0.meanwhile.take() } else { self.0.meanwhile.borrow().clone() }
    }

    /// Whether a notebook is being read.
    pub(super) fn is_reading(&self) -> bool {
        self.0.reading.get() > 0
    }

    /// Remembers what another tab told, for a notebook that is being read.
    pub(super) fn note(&self, heard: &Heard) {
        if self.is_reading() {
            self.0.meanwhile.borrow_mut().push(heard.clone());
        }
    }

    /// Says one word to other tabs.
    pub(super) fn say_to_tabs(&self, word: &str) {
        self.0.tabs.say(word);
    }

    /// Whether the page is being left: what is begun then may stay half done.
    pub(super) fn is_leaving(&self) -> bool {
        self.0.leaving.get()
    }

    /// The page is being left, or was come back to.
    pub(super) fn set_leaving(&self, leaving: bool) {
        self.0.leaving.set(leaving);
    }

    /// The boundaries in a block of an article.
    pub(super) fn segments(&self, article: &Arc<Article>, block: usize) -> Rc<Segments> {
        let mut cuts = self.0.cuts.borrow_mut();
        if cuts.as_ref().is_none_or(|cuts| cuts.article != *article.id()) {
            let segmenter = BrowserSegmenter::new(&article.language);
            *cuts = Some(Cuts {
                article: article.id().clone(),
                segmenter,
                blocks: vec![None; article.blocks().len()],
            });
        }
        let (Some(cuts), Some(found)) = (cuts.as_mut(), article.blocks().get(block)) else {
            return Rc::default();
        };
        let segmenter = &cuts.segmenter;
        let of_block = || Rc::new(Segments::of(&found.text, segmenter));
        match cuts.blocks.get_mut(block) {
            Some(known) => known.get_or_insert_with(of_block).clone(),
            None => Rc::default(),
        }
    }
}

/// The services.
#[hook]
#[allow(
    clippy::expect_used,
    reason = "a component outside the workspace is a mistake in this crate"
)]
pub(super) fn use_services() -> Services {
    use_context::<Services>().expect("services around this component")
}
