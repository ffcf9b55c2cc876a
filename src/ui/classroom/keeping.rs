//! Keeps the class in this browser: marks at once in the journal, then what
//! changed in the database, part by part, strictly durable. Only a transaction's
//! `complete` makes the sign say "kept".
//!
//! Several tabs may have the class open. Each writes a part only over the state of
//! it that it has read; what another wrote is read first, and both tabs' marks are
//! there afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use litemap::LiteMap;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{reopening, session};
use crate::app::classroom::{Classroom, Kept, Sign, WhyNot};
use crate::browser::dom::page;
use crate::browser::error::BrowserError;
use crate::browser::promise::pause;
use crate::browser::storage::class::{ClassPlace, ClassPut, ClassWritten};
use crate::browser::storage::class_journal::{self as journal, Left};
use crate::browser::tabs::Tabs;
use crate::browser::{clock, timing};
use crate::domain::exercise::Marks;
use crate::domain::formats::stored_class::{ClassEntry, ClassPart};
use crate::domain::id::Id;
use crate::domain::notebook::Stamp;
use crate::domain::version::Writer;
use crate::ui::services::Services;
use crate::ui::store::Snapshot;
use crate::ui::tasks::keep::ask_to_stay;

/// The channel on which tabs tell each other what they stored of the class.
const CHANNEL: &str = "claimlight/class";
/// Said, before the name of a class, when it was emptied.
const EMPTIED: &str = "emptied";
/// How long after a failure keeping is tried again, in milliseconds.
const RETRY: u32 = 10_000;
/// So long, in milliseconds, parts are written out for one transaction.
const TURN: f64 = 40.0;
/// So many parts are no work of hands.
const MANY: usize = 5;
/// So often what another tab wrote is read before it is called a failure.
const PATIENCE: usize = 20;

/// What the page says of keeping.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct View {
    pub(super) opening: Opening,
    pub(super) sign: Sign,
    /// Whether there is storage at all.
    pub(super) lasts: bool,
    /// How many stored parts could not be read.
    pub(super) unread: usize,
    /// Whether a class was kept here that is not there any more.
    pub(super) lost: bool,
    /// Why it is still in storage, where it was to be emptied.
    pub(super) not_emptied: Option<WhyNot>,
}

/// How far the way back from storage is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Opening {
    #[default]
    NotYet,
    /// So many of so many parts were read.
    Reading(usize, usize),
    Done,
}

/// What this page knows of storage.
#[derive(Default)]
pub(super) struct Keeper {
    pub(super) services: Option<Services>,
    writer: Option<Writer>,
    tabs: Option<Tabs>,
    listeners: Vec<EventListener>,
    retry: Option<Timeout>,
    told: Option<Callback<View>>,
    pub(super) view: View,
    /// The name of the class, once there is one.
    pub(super) class: Option<String>,
    /// Whether storage has that class.
    pub(super) begun: bool,
    /// Whether another tab has emptied it: it is not written any more.
    gone: bool,
    /// Whether storage could not be read, so that nothing may be written.
    pub(super) closed: bool,
    pub(super) kept: Kept,
    /// The state of each part in storage, and the place of a submission.
    pub(super) edits: LiteMap<ClassPart, (String, u32)>,
    /// Parts in whose places stands what cannot be read.
    pub(super) beside: Vec<ClassPart>,
    /// What the journal of this page has.
    journaled: LiteMap<Id, Marks>,
    /// What pages before this one left in theirs, until it is stored.
    pub(super) left: Vec<Left>,
    /// What other tabs said that they wrote.
    heard: Vec<ClassPart>,
    /// Rises when the class is emptied: what is under way then is of no account.
    pub(super) era: u32,
    renewals: u32,
    busy: bool,
    emptying: bool,
}

thread_local! {
    static KEEPER: RefCell<Keeper> = RefCell::default();
}

pub(super) fn with<T>(act: impl FnOnce(&mut Keeper) -> T) -> T {
    KEEPER.with_borrow_mut(act)
}

impl Keeper {
    /// Nothing is known to be in storage.
    fn forget(&mut self) {
        self.begun = false;
        self.kept = Kept::default();
        self.edits.clear();
        self.beside.clear();
        self.journaled.clear();
        self.left.clear();
        self.heard.clear();
    }

    /// Where a part is written.
    fn place(&self, part: &ClassPart) -> ClassPlace {
        ClassPlace { part: part.clone(), beside: self.beside.contains(part) }
    }

    pub(super) fn stamp(&self) -> Option<Stamp> {
        Some(Stamp { writer: self.writer.clone()?, now: clock::now() })
    }
}

/// What the page says of keeping now.
pub(super) fn view() -> View {
    with(|keeper| keeper.view.clone())
}

/// Tells one listener of each change of that.
pub(super) fn listen(told: Option<Callback<View>>) {
    with(|keeper| keeper.told = told);
}

/// Changes what the page says.
pub(super) fn say(change: impl FnOnce(&mut View)) {
    let (told, view) = with(|keeper| {
        let before = keeper.view.clone();
        change(&mut keeper.view);
        let changed = keeper.view != before;
        (keeper.told.clone().filter(|_| changed), keeper.view.clone())
    });
    if let Some(told) = told {
        told.emit(view);
    }
}

/// Reads the class that is kept, unless this page has it; tried again each time
/// that it could not be read.
pub(super) fn open(services: &Services, state: &Snapshot) {
    let first = with(|keeper| {
        keeper.writer = Some(state.writer.clone());
        let first = keeper.services.is_none();
        keeper.services = Some(services.clone());
        first
    });
    if first {
        begin(services);
    }
    let nothing = session::now().is_none_or(|room| room.is_blank());
    let again = with(|keeper| nothing && std::mem::take(&mut keeper.closed));
    if again {
        say(|view| view.opening = Opening::NotYet);
    }
    if view().opening == Opening::NotYet {
        say(|view| view.opening = Opening::Reading(0, 0));
        let blank = Classroom::new(state.article.clone(), &state.notebook);
        let era = with(|keeper| keeper.era);
        spawn_local(reopening::read_all(services.clone(), blank, era));
    }
}

/// Hears of other tabs, and of the page's comings and goings.
fn begin(services: &Services) {
    let lasts = services.vault().lasts();
    let tabs = lasts.then(|| Tabs::on(CHANNEL, |message| hear(&message)));
    let on = |name: &'static str, then: fn()| {
        web_sys::window().map(|window| EventListener::new(&window, name, move |_| then()))
    };
    let listeners = [on("pageshow", keep), on(page::RENEWED, keep)];
    with(|keeper| {
        keeper.tabs = tabs;
        keeper.listeners = listeners.into_iter().flatten().collect();
        keeper.renewals = services.vault().renewals();
    });
    say(|view| view.lasts = lasts);
}

/// The class has changed: writes marks down at once, then has it kept.
pub(super) fn changed(room: &Rc<Classroom>) {
    with(|keeper| {
        let Some(class) = keeper.class.clone().filter(|_| keeper.begun) else { return };
        for part in keeper.kept.missing(room) {
            let ClassPart::Work(id) = &part else { continue };
            let (Some(work), Some(kept)) = (room.work_of(id), keeper.kept.work_of(id)) else {
                continue;
            };
            if work.marks == kept.marks || keeper.journaled.get(id) == Some(&work.marks) {
                continue;
            }
            let entry = ClassEntry { base: kept.marks.clone(), marks: work.marks.clone() };
            if journal::write(&class, &entry) {
                keeper.journaled.insert(id.clone(), entry.marks);
            } else {
                keeper.journaled.remove(id);
            }
        }
    });
    keep();
    weigh();
}

/// Has the browser ask before the page goes away, where something would be lost.
fn weigh() {
    let Some(room) = session::now() else { return };
    let at_risk = with(|keeper| {
        let journaled: Vec<Id> = keeper.journaled.keys().cloned().collect();
        keeper.kept.would_lose(&room, &journaled)
    });
    session::ask(at_risk);
}

/// Keeps what is not kept yet, unless that is under way.
pub(super) fn keep() {
    let Some(room) = session::now() else { return };
    let sign = with(|keeper| {
        let services = keeper.services.clone()?;
        if keeper.busy || keeper.emptying || keeper.view.opening != Opening::Done {
            return None;
        }
        renewed(keeper, &services);
        if keeper.closed {
            return Some(Sign::NotKept(WhyNot::Unread));
        }
        let missing = keeper.kept.missing(&room).len();
        if keeper.heard.is_empty() && missing == 0 {
            let nothing = room.is_blank() && keeper.edits.is_empty();
            return Some(if nothing { Sign::Nothing } else { Sign::Kept });
        }
        if keeper.gone {
            return Some(Sign::NotKept(WhyNot::Elsewhere));
        }
        if !keeper.view.lasts {
            return Some(Sign::NotKept(WhyNot::Memory));
        }
        // What is begun while the page goes away may be lost, and holds the next
        // one up; the journal has it.
        if !services.is_leaving() {
            keeper.busy = true;
            keeper.retry = None;
            let keeping = keep_all(services, keeper.era);
            if missing > MANY {
                // Writing them out takes longer than a frame: they are shown first.
                timing::after_next_paint(move || spawn_local(keeping));
            } else {
                spawn_local(keeping);
            }
        }
        Some(Sign::Keeping)
    });
    if let Some(sign) = sign {
        say(|view| view.sign = sign);
    }
}

/// Where the database was lost under the page, all of it is written again.
fn renewed(keeper: &mut Keeper, services: &Services) {
    let renewals = services.vault().renewals();
    if std::mem::replace(&mut keeper.renewals, renewals) != renewals {
        keeper.forget();
    }
}

/// How it goes on after a transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// There may be more to keep.
    More,
    /// Another tab had written: what it wrote was read.
    Again,
    /// There is nothing more, or the page goes away.
    Nothing,
}

async fn keep_all(services: Services, era: u32) {
    let mut again = 0;
    let outcome = loop {
        match keep_some(&services, era).await {
            Ok(Next::More) => again = 0,
            Ok(Next::Again) if again < PATIENCE => again += 1,
            Ok(Next::Again) => break Err(WhyNot::Other),
            Ok(Next::Nothing) => break Ok(()),
            Err(why) => break Err(why),
        }
        // The page gets its turn.
        pause(0).await;
    };
    let same = with(|keeper| {
        keeper.busy = false;
        keeper.era == era
    });
    match outcome {
        Err(why) if same => {
            say(|view| view.sign = Sign::NotKept(why));
            if why != WhyNot::Elsewhere {
                let again = Timeout::new(RETRY, keep);
                with(|keeper| keeper.retry = Some(again));
            }
        }
        // Whatever came meanwhile.
        _ => keep(),
    }
    weigh();
}

/// One transaction.
async fn keep_some(services: &Services, era: u32) -> Result<Next, WhyNot> {
    let heard = with(|keeper| std::mem::take(&mut keeper.heard));
    if !heard.is_empty() {
        let places: Vec<_> = with(|keeper| heard.iter().map(|part| keeper.place(part)).collect());
        reopening::read_again(services, &places).await.map_err(|error| why(&error))?;
        return Ok(Next::More);
    }
    let Some(room) = session::now() else { return Ok(Next::Nothing) };
    let lot = with(|keeper| lot(keeper, &room, services));
    let Some((class, begins, puts)) = lot.filter(|(_, _, puts)| !puts.is_empty()) else {
        return Ok(Next::Nothing);
    };
    if services.is_leaving() || with(|keeper| keeper.era != era) {
        return Ok(Next::Nothing);
    }
    let written = services.vault().keep_class(&class, begins, &puts).await;
    if with(|keeper| keeper.era != era) {
        return Ok(Next::Nothing);
    }
    match written.map_err(|error| why(&error))? {
        ClassWritten::All => {
            stored(&class, &room, &puts);
            Ok(Next::More)
        }
        ClassWritten::Changed => {
            let places: Vec<_> = puts.into_iter().map(|put| put.place).collect();
            reopening::read_again(services, &places).await.map_err(|error| why(&error))?;
            Ok(Next::Again)
        }
        ClassWritten::Gone => {
            // Not if the whole database is gone: then all is written again.
            let renewals = services.vault().renewals();
            if with(|keeper| keeper.renewals != renewals) {
                return Ok(Next::Again);
            }
            journal::forget(Some(&class));
            with(|keeper| {
                keeper.forget();
                keeper.gone = true;
            });
            Err(WhyNot::Elsewhere)
        }
    }
}

/// The next parts to write, as many as are ready in a moment.
fn lot(
    keeper: &mut Keeper,
    room: &Classroom,
    services: &Services,
) -> Option<(String, bool, Vec<ClassPut>)> {
    renewed(keeper, services);
    let stamp = keeper.stamp()?;
    let class = keeper.class.get_or_insert_with(journal::new_name).clone();
    let mut last = keeper.edits.values().map(|(_, place)| *place).max().unwrap_or_default();
    let began = timing::now_ms();
    let mut puts: Vec<ClassPut> = Vec::new();
    for part in keeper.kept.missing(room) {
        if !puts.is_empty() && timing::now_ms() - began > TURN {
            break;
        }
        let known = keeper.edits.get(&part).cloned();
        let mut record = room.write_part(&part, &stamp);
        if let Some(record) = &mut record {
            record.class.clone_from(&class);
            record.edit = journal::new_name();
            record.place = known.as_ref().map_or(last + 1, |(_, place)| *place);
            last = last.max(record.place);
        }
        let known = known.map(|(edit, _)| edit);
        puts.push(ClassPut { place: keeper.place(&part), known, record });
    }
    Some((class, !keeper.begun, puts))
}

/// These parts of the class are stored as it was then.
fn stored(class: &str, room: &Classroom, puts: &[ClassPut]) {
    let now = session::now();
    let first = with(|keeper| {
        for put in puts {
            let part = &put.place.part;
            keeper.kept.note(part, room);
            match &put.record {
                Some(record) => {
                    keeper.edits.insert(part.clone(), (record.edit.clone(), record.place));
                }
                None => drop(keeper.edits.remove(part)),
            }
            let ClassPart::Work(id) = part else { continue };
            let marks = |room: &Classroom| room.work_of(id).map(|work| work.marks.clone());
            if now.as_ref().is_none_or(|now| marks(now) == marks(room)) {
                journal::done(class, id);
                keeper.journaled.remove(id);
            }
            keeper.left.retain(|left| {
                let of_other = left.entry.marks.notebook != *id;
                if !of_other {
                    journal::cross_out(left);
                }
                of_other
            });
        }
        !std::mem::replace(&mut keeper.begun, true)
    });
    if first {
        journal::note(class);
        ask_to_stay();
        say(|view| view.lost = false);
    }
    let parts = puts.iter().map(|put| put.place.part.name());
    let message: Vec<&str> = std::iter::once(class).chain(parts).collect();
    tell(&message.join("\n"));
}

fn tell(message: &str) {
    with(|keeper| {
        if let Some(tabs) = &keeper.tabs {
            tabs.say(message);
        }
    });
}

/// Takes in what another tab says: which parts it stored, or that it emptied the
/// class.
fn hear(message: &str) {
    let mut lines = message.lines();
    let Some(first) = lines.next() else { return };
    if first == EMPTIED {
        let ours = with(|keeper| keeper.class.is_some() && keeper.class.as_deref() == lines.next());
        if ours {
            dropped();
        }
        return;
    }
    let (ours, none) = with(|keeper| {
        (keeper.class.as_deref() == Some(first) && keeper.begun, !keeper.begun && !keeper.busy)
    });
    if ours {
        with(|keeper| keeper.heard.extend(lines.filter_map(ClassPart::named)));
        keep();
    } else if none && session::now().is_some_and(|room| room.is_blank()) {
        // Another tab has begun one, and this one has none.
        dropped();
    }
}

/// This page's class is not what is kept: it is read again.
fn dropped() {
    with(|keeper| {
        if let Some(class) = keeper.class.take() {
            journal::forget(Some(&class));
        }
        keeper.forget();
        keeper.gone = false;
        keeper.era += 1;
    });
    session::leave();
    say(|view| *view = View { lasts: view.lasts, ..View::default() });
}

/// Empties the class, here and in storage; `blank` takes its place.
pub(super) fn empty(blank: Classroom) {
    let began = with(|keeper| {
        keeper.era += 1;
        keeper.retry = None;
        let begun = !std::mem::replace(&mut keeper.emptying, true);
        keeper.services.clone().filter(|_| begun).zip(Some(keeper.class.clone()))
    });
    let Some((services, class)) = began else { return };
    spawn_local(async move {
        let emptied = services.vault().empty_class(class.as_deref()).await;
        with(|keeper| keeper.emptying = false);
        if let Err(error) = emptied {
            say(|view| view.not_emptied = Some(why(&error)));
            // What was under way is taken up again.
            return keep();
        }
        journal::forget(class.as_deref());
        if let Some(class) = &class {
            tell(&format!("{EMPTIED}\n{class}"));
        }
        let not_ours = with(|keeper| {
            keeper.class = None;
            keeper.forget();
            std::mem::take(&mut keeper.gone) | std::mem::take(&mut keeper.closed)
        });
        if not_ours {
            // There may be one of another tab.
            return dropped();
        }
        say(|view| *view = View { opening: view.opening, lasts: view.lasts, ..View::default() });
        session::replace(blank);
    });
}

/// What helps to know of an error.
fn why(error: &BrowserError) -> WhyNot {
    match error {
        BrowserError::Newer => WhyNot::Newer,
        BrowserError::Quota => WhyNot::Full,
        BrowserError::NotAllowed => WhyNot::Forbidden,
        BrowserError::Timeout | BrowserError::Blocked => WhyNot::Slow,
        _ => WhyNot::Other,
    }
}
