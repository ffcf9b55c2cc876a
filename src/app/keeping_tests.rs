//! Keeping, against a model of a browser: a database, a journal and two tabs,
//! any of which may fail at any point. Whatever happens, the page never calls
//! saved what is not stored, shows all that was left behind when it comes back,
//! and in the end everything is stored that ever was, or was written down.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::action::{Action, Opened};
use super::open::open;
use super::reduce::reduce;
use super::show::show;
use super::state::{Commit, Failure, Keeping, SaveState, State};
use super::unkept;
use crate::domain::article::{Article, built_in};
use crate::domain::formats::stored_batch::{Batch, Entry, pending};
use crate::domain::formats::stored_step::{read_step, write_step};
use crate::domain::formats::web_annotation::{read_record, write_record};
use crate::domain::history::{History, Kept, Step};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::notebook::tests::{Deed, any_deed, command, fresh};
use crate::domain::outline::Outline;
use crate::domain::record::Record;
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

/// What becomes of one try to store something.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// It is stored, and the page hears so.
    Stored,
    /// It is not, and the page hears so.
    Refused,
    /// It is stored, and the page hears that it is not.
    Denied,
    /// It is stored, and the page does not hear of it.
    Unheard,
    /// Nothing comes of it.
    Lost,
}

/// Something that happens in a tab.
#[derive(Clone, Debug)]
enum Event {
    Deed(Deed, Fate),
    Undo(Fate),
    Redo(Fate),
    /// Everything that is not kept is tried again.
    Retry(Fate),
    /// It hears what the other tab stored.
    Hear,
    /// The person goes to another notebook and comes back.
    Reopen,
    /// It is gone, in the middle of whatever it did, and comes back.
    Restart,
    /// From now on there is no more room in the journal, or there is again.
    Journal {
        full: bool,
    },
}

fn any_event() -> impl Strategy<Value = Event> {
    let fate = || {
        prop_oneof![
            4 => Just(Fate::Stored),
            2 => Just(Fate::Refused),
            1 => Just(Fate::Denied),
            1 => Just(Fate::Unheard),
            1 => Just(Fate::Lost),
        ]
    };
    prop_oneof![
        6 => (any_deed(), fate()).prop_map(|(deed, fate)| Event::Deed(deed, fate)),
        2 => fate().prop_map(Event::Undo),
        1 => fate().prop_map(Event::Redo),
        2 => fate().prop_map(Event::Retry),
        1 => Just(Event::Hear),
        1 => Just(Event::Reopen),
        1 => Just(Event::Restart),
        1 => any::<bool>().prop_map(|full| Event::Journal { full }),
    ]
}

/// The database: what is in it is text, as in a browser, and read again each time.
#[derive(Default)]
struct Disk {
    versions: BTreeMap<(Id, Id, u64, String), String>,
    steps: BTreeMap<(Id, Writer, u32), String>,
}

impl Disk {
    fn store(&mut self, batch: &Batch) {
        for record in &batch.records {
            let text = write_record(record).to_string();
            let key =
                (batch.notebook.clone(), record.id.clone(), record.version.total(), text.clone());
            self.versions.entry(key).or_insert(text);
        }
        for kept in &batch.steps {
            let key = (batch.notebook.clone(), batch.writer.clone(), kept.number());
            match kept {
                Kept::Put(step) => self.steps.insert(key, write_step(step).to_string()),
                Kept::Forget(_) => self.steps.remove(&key),
            };
        }
    }

    fn notebook(&self, id: &Id) -> Notebook {
        let mut notebook = Notebook::empty(id.clone());
        for (_, text) in self.versions.iter().filter(|((of, ..), _)| of == id) {
            let value = serde_json::from_str(text).expect("what was written is JSON");
            notebook.take_in(Arc::new(read_record(&value).expect("and a record")));
        }
        notebook
    }

    fn steps(&self, id: &Id, writer: &Writer) -> Vec<Step> {
        let of_it = self.steps.iter().filter(|((of, by, _), _)| of == id && by == writer);
        let step = |text: &String| {
            read_step(&serde_json::from_str(text).expect("what was written is JSON"))
        };
        of_it.map(|(_, text)| step(text).expect("and a step")).collect()
    }
}

/// A browser with two tabs on one notebook.
struct Browser {
    article: Arc<Article>,
    notebook: Id,
    disk: Disk,
    journal: BTreeMap<String, String>,
    journal_full: bool,
    tabs: [Tab; 2],
    /// How many pages there have been.
    pages: u32,
    /// How many deeds there have been.
    deeds: u16,
    /// Everything that was ever stored or written down: none of it may be lost.
    safe: Notebook,
    /// Whether a page went away with something that was neither: then its steps
    /// are gone from the middle of the history, which costs an undo and no work.
    lost: bool,
}

struct Tab {
    writer: Writer,
    state: State,
    salt: String,
    sent: u64,
    told: Vec<Arc<Record>>,
}

fn now() -> Timestamp {
    Timestamp::read("2026-09-20T14:03:11Z").expect("a sound time")
}

impl Browser {
    fn new() -> Self {
        let article = Arc::new(built_in());
        let begun = fresh(&article, "a");
        let writers = ["a", "b"].map(|name| Writer::named(name).expect("a sound name"));
        let tabs = writers.map(|writer| Tab {
            state: blank(&writer, &article),
            writer,
            salt: String::new(),
            sent: 0,
            told: Vec::new(),
        });
        let mut browser = Self {
            notebook: begun.id().clone(),
            disk: Disk::default(),
            journal: BTreeMap::new(),
            journal_full: false,
            tabs,
            pages: 0,
            deeds: 10,
            safe: begun.clone(),
            lost: false,
            article,
        };
        browser.disk.store(&Batch {
            number: 1,
            notebook: begun.id().clone(),
            writer: Writer::named("0").expect("a sound name"),
            records: begun.versions().cloned().collect(),
            articles: Vec::new(),
            steps: Vec::new(),
        });
        browser.restart(0);
        browser.restart(1);
        browser
    }

    /// As `ui::tasks::load`: what is stored, and over it what is not.
    fn read(&self, writer: &Writer, unkept: &[Arc<Commit>]) -> Opened {
        let mut notebook = self.disk.notebook(&self.notebook);
        let mut steps = self.disk.steps(&self.notebook, writer);
        unkept::lay_over(unkept, &mut notebook, &mut steps);
        Opened {
            notebook,
            article: self.article.clone(),
            versions: Vec::new(),
            history: History::from_steps(steps),
            broken: 0,
            catalogue: Vec::new(),
            new: false,
            untouched: false,
            yields: false,
            unkept: Vec::new(),
        }
    }

    /// As `ui::tasks::resume`: the page that comes back under a writer's name.
    fn restart(&mut self, at: usize) {
        let Tab { writer, state, salt, .. } = &self.tabs[at];
        let written = |commit: &Arc<Commit>| {
            let own = Entry::of(&commit.batch(writer), salt);
            self.journal.contains_key(&commit.journal.as_ref().unwrap_or(&own).key)
        };
        self.lost |= !state.outgoing.iter().all(written);
        let writer = writer.clone();
        let left = self.journal.iter().map(|(key, text)| (key.clone(), text.clone())).collect();
        let unkept = unkept::commits(pending(left, &writer));
        let opened = Opened { unkept: unkept.clone(), ..self.read(&writer, &unkept) };
        let mut state = blank(&writer, &self.article);
        open(&mut state, opened);
        self.pages += 1;
        let salt = format!("{:08x}", self.pages);
        self.tabs[at] = Tab { writer, state, salt, sent: 0, told: Vec::new() };
    }

    /// As `use_keeping`: what is new is sent, once.
    fn send_new(&mut self, at: usize, fate: Fate) {
        let tab = &mut self.tabs[at];
        let sent = std::mem::replace(&mut tab.sent, tab.state.last_commit);
        for commit in tab.state.outgoing.clone() {
            if commit.number > sent {
                self.keep(at, &commit, fate);
            } else if commit.shortened {
                let tab = &self.tabs[at];
                let batch = commit.batch(&tab.writer);
                let entry = commit.journal.clone().unwrap_or(Entry::of(&batch, &tab.salt));
                self.journal.entry(entry.key).and_modify(|text| *text = batch.write());
            }
        }
    }

    /// As `ui::tasks::keep`: the journal, the database, the other tabs.
    fn keep(&mut self, at: usize, commit: &Commit, fate: Fate) {
        let tab = &mut self.tabs[at];
        let batch = commit.batch(&tab.writer);
        let entry = commit.journal.clone().unwrap_or_else(|| {
            let entry = Entry::of(&batch, &tab.salt);
            if !self.journal_full {
                self.journal.insert(entry.key.clone(), batch.write());
            }
            entry
        });
        let stored = matches!(fate, Fate::Stored | Fate::Denied | Fate::Unheard);
        if stored {
            self.disk.store(&batch);
        }
        if stored || self.journal.contains_key(&entry.key) {
            batch.records.iter().for_each(|record| {
                self.safe.take_in(record.clone());
            });
        }
        match fate {
            Fate::Stored => {
                self.journal.remove(&entry.key);
                tab.state = show(&tab.state, Action::Kept(commit.number));
                self.tabs[1 - at].told.extend(batch.records);
            }
            Fate::Refused | Fate::Denied => {
                tab.state = show(&tab.state, Action::NotKept(commit.number, Failure::Full));
            }
            Fate::Unheard | Fate::Lost => {}
        }
    }

    fn act(&mut self, at: usize, action: Action, fate: Fate) {
        self.tabs[at].state = reduce(&self.tabs[at].state, action);
        self.send_new(at, fate);
    }

    fn live(&mut self, at: usize, event: Event) -> Result<(), TestCaseError> {
        match event {
            Event::Deed(deed, fate) => {
                self.deeds += 1;
                let salt = [9, 11][at];
                let command = command(&self.tabs[at].state.notebook, &deed, salt, self.deeds);
                if let Some(command) = command {
                    self.act(at, Action::Do(command, now()), fate);
                }
            }
            Event::Undo(fate) => self.act(at, Action::Undo(now()), fate),
            Event::Redo(fate) => self.act(at, Action::Redo(now()), fate),
            Event::Retry(fate) => {
                let outgoing = self.tabs[at].state.outgoing.clone();
                outgoing.iter().for_each(|commit| self.keep(at, commit, fate));
            }
            Event::Hear => {
                let told = std::mem::take(&mut self.tabs[at].told);
                self.act(at, Action::TakeIn(self.notebook.clone(), told), Fate::Stored);
            }
            Event::Reopen => {
                let tab = &self.tabs[at];
                let before = tab.state.clone();
                let opened = self.read(&tab.writer, &before.outgoing);
                open(&mut self.tabs[at].state, opened);
                let after = &self.tabs[at].state;
                prop_assert!(holds(&after.notebook, &before.notebook), "nothing is forgotten");
                prop_assert!(self.lost || after.history == before.history);
            }
            Event::Restart => {
                self.restart(at);
                let state = &self.tabs[at].state;
                prop_assert_eq!(&*state.notebook, &self.safe, "all that was left behind shows");
                self.send_new(at, Fate::Lost);
            }
            Event::Journal { full } => self.journal_full = full,
        }
        for tab in &self.tabs {
            if tab.state.save_state() == SaveState::Saved {
                let stored = self.disk.notebook(&self.notebook);
                prop_assert!(holds(&stored, &tab.state.notebook), "“saved” is true");
            }
        }
        Ok(())
    }

    /// All is well again: everything is stored by itself, and nothing is left over.
    fn recover(&mut self) -> Result<(), TestCaseError> {
        self.journal_full = false;
        for at in [0, 1] {
            self.live(at, Event::Retry(Fate::Stored))?;
            prop_assert_eq!(self.tabs[at].state.save_state(), SaveState::Saved);
        }
        for at in [0, 1] {
            let lived = self.tabs[at].state.history.clone();
            self.live(at, Event::Restart)?;
            self.live(at, Event::Retry(Fate::Stored))?;
            prop_assert!(self.lost || self.tabs[at].state.history == lived);
            prop_assert_eq!(self.tabs[at].state.save_state(), SaveState::Saved);
        }
        prop_assert!(self.journal.is_empty(), "what is stored is crossed out");
        prop_assert_eq!(self.disk.notebook(&self.notebook), self.safe.clone());
        Ok(())
    }
}

/// Whether all that `part` says is in `whole`.
fn holds(whole: &Notebook, part: &Notebook) -> bool {
    let mut whole = whole.clone();
    part.versions().all(|version| !whole.take_in(version.clone()))
}

pub(super) fn blank(writer: &Writer, article: &Arc<Article>) -> State {
    let notebook = fresh(article, "a");
    let author = notebook.records().find(|record| notebook.person(&record.id).is_some());
    State {
        author: author.expect("a person").id.clone(),
        author_name: "Blue Heron 17".into(),
        writer: writer.clone(),
        outline: Arc::new(Outline::of(&notebook)),
        notebook: Arc::new(notebook),
        article: article.clone(),
        versions: Vec::new(),
        untouched: false,
        history: History::default(),
        outgoing: Vec::new(),
        last_commit: 0,
        underway: 0,
        unfiled: Vec::new(),
        keeping: Keeping::Stored,
        catalogue: Vec::new(),
        broken: 0,
        lost: Vec::new(),
        unexported: 0,
        view: Default::default(),
        preferences: Default::default(),
        offer: None,
        notice: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_fails_what_was_kept_stays_and_nothing_is_forgotten(
        events in prop::collection::vec((0usize..2, any_event()), 0..48)
    ) {
        let mut browser = Browser::new();
        for (at, event) in events {
            browser.live(at, event)?;
        }
        browser.recover()?;
    }
}
