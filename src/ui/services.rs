//! What tasks need besides the state: the vault, the other tabs, the article's
//! boundaries.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use crate::browser::segmenter::BrowserSegmenter;
use crate::browser::storage::vault::{self, Vault};
use crate::browser::tabs::Tabs;
use crate::domain::article::{Article, ArticleId};
use crate::domain::id::Id;
use crate::domain::record::Record;
use crate::domain::text::Segments;

/// Shared by all tasks; the same for the life of the page.
#[derive(Clone)]
pub(super) struct Services(Rc<Inner>);

struct Inner {
    vault: Vault,
    news: News,
    tabs: RefCell<Option<Tabs>>,
    keeping: RefCell<Vec<u64>>,
    cuts: RefCell<Option<Cuts>>,
}

/// What the vault said before anybody listened, then the listener.
#[derive(Clone, Default)]
pub(super) struct News(Rc<RefCell<Hearing>>);

#[derive(Default)]
struct Hearing {
    early: Vec<vault::Notice>,
    listener: Option<Rc<dyn Fn(vault::Notice)>>,
}

impl News {
    /// Passes one on, or keeps it until somebody listens.
    pub(super) fn tell(&self, notice: vault::Notice) {
        let listener = self.0.borrow().listener.clone();
        match listener {
            Some(listener) => listener(notice),
            None => self.0.borrow_mut().early.push(notice),
        }
    }

    fn listen(&self, listener: Rc<dyn Fn(vault::Notice)>) {
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
    pub(super) fn new(vault: Vault, news: News) -> Self {
        let (tabs, keeping, cuts) = Default::default();
        Self(Rc::new(Inner { vault, news, tabs, keeping, cuts }))
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

    pub(super) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// Hears of what happens to storage.
    pub(super) fn listen_to_vault(&self, listener: impl Fn(vault::Notice) + 'static) {
        self.0.news.listen(Rc::new(listener));
    }

    /// Hears of what other tabs write, until [`Services::leave_tabs`].
    pub(super) fn join_tabs(&self, hear: impl FnMut(String) + 'static) {
        *self.0.tabs.borrow_mut() = Some(Tabs::open(hear));
    }

    /// Hears no more of them.
    pub(super) fn leave_tabs(&self) {
        self.0.tabs.borrow_mut().take();
    }

    /// Tells other tabs what was stored.
    pub(super) fn tell_tabs(&self, notebook: &Id, records: &[Arc<Record>]) {
        if let Some(tabs) = &*self.0.tabs.borrow() {
            tabs.tell(notebook, records);
        }
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
