//! The state in Yew: one reducer, two contexts.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use super::parts;
use super::services::Services;
use crate::app::action::{Action, Look};
use crate::app::early;
use crate::app::show::show;
use crate::app::state::State;
use crate::browser::{clock, storage, timing};
use crate::domain::command::Command;
use crate::domain::version::Writer;

/// What Yew's reducer holds.
#[derive(Clone, PartialEq)]
pub(super) struct Store(Snapshot);

impl Store {
    pub(super) fn new(state: State) -> Self {
        Self(Snapshot(Rc::new(state)))
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        self.0.clone()
    }
}

/// An action with what carries it out, and where the state after it is put.
pub(super) struct Sent {
    action: Action,
    reduce: fn(&State, Action) -> State,
    after: After,
    latest: Rc<RefCell<Snapshot>>,
    /// Whether it is only to be known what would become of the state.
    tried: bool,
}

/// The state after the last action, before anything is drawn.
type After = Rc<RefCell<Option<Snapshot>>>;

impl Reducible for Store {
    type Action = Sent;

    fn reduce(self: Rc<Self>, sent: Sent) -> Rc<Self> {
        let next = (sent.reduce)(&self.0, sent.action);
        let next = if next == *self.0.0 { self.clone() } else { Rc::new(Self::new(next)) };
        sent.after.replace(Some(next.snapshot()));
        if sent.tried {
            return self;
        }
        sent.latest.replace(next.snapshot());
        next
    }
}

/// The state as it was when it was drawn; the same one if it is the same object.
#[derive(Clone)]
pub(super) struct Snapshot(Rc<State>);

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Snapshot {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

/// Sends actions; never causes a component to be drawn again.
#[derive(Clone)]
pub(super) struct Act {
    dispatcher: UseReducerDispatcher<Store>,
    /// When the last action was sent.
    asked: Rc<Cell<Option<f64>>>,
    /// What waits for the part that changes notebooks.
    waiting: Rc<RefCell<Vec<Action>>>,
    /// Whether the state was told that something waits.
    underway: Rc<Cell<bool>>,
    /// Whether what is sent is only tried.
    trying: Rc<Cell<bool>>,
    writer: Rc<Writer>,
    services: Services,
    after: After,
    latest: Rc<RefCell<Snapshot>>,
}

/// There is one a page, whatever it was cloned from.
impl PartialEq for Act {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.waiting, &other.waiting)
    }
}

impl Act {
    pub(super) fn new(store: &UseReducerHandle<Store>, writer: Writer, services: Services) -> Self {
        Self {
            dispatcher: store.dispatcher(),
            asked: Rc::default(),
            waiting: Rc::default(),
            underway: Rc::default(),
            trying: Rc::default(),
            writer: Rc::new(writer),
            services,
            after: After::default(),
            latest: Rc::new(RefCell::new(store.snapshot())),
        }
    }

    fn dispatch(&self, action: Action, reduce: fn(&State, Action) -> State) {
        let (after, tried) = (self.after.clone(), self.trying.get());
        let latest = self.latest.clone();
        self.dispatcher.dispatch(Sent { action, reduce, after, latest, tried });
    }

    /// The state as it is now, for whoever answers an event. A snapshot is as old as
    /// the last drawing, and on a slow computer keys and clicks come faster than that.
    pub(super) fn state(&self) -> Snapshot {
        self.latest.borrow().clone()
    }

    /// Sends any action. One that changes the notebook waits for the part that
    /// does so, in the order in which they were sent, and is written down meanwhile.
    pub(super) fn send(&self, action: Action) {
        if self.trying.get() {
            return self.try_out(action);
        }
        self.asked.set(Some(timing::now_ms()));
        if action.is_shown() {
            return self.dispatch(action, show);
        }
        if parts::WORK.here().is_none() {
            if let Some(line) = early::line(&action) {
                storage::early::add(&self.writer, &line);
            }
            if !self.underway.replace(true) {
                self.send(Action::Underway(true));
            }
        }
        self.waiting.borrow_mut().push(action);
        let act = self.clone();
        parts::with(self, &parts::WORK, move |work| {
            for action in act.waiting.take() {
                act.dispatch(action, work.reduce);
            }
            // Now, not when it is drawn: the page may go away before that.
            if let Some(state) = act.after.take() {
                (work.note)(&act.services, &state);
            }
            if act.underway.replace(false) {
                act.send(Action::Underway(false));
            }
        });
    }

    /// Writes down what `ask` would change if it were asked for now, and changes
    /// nothing: should the page end without a word, the next one finds it changed.
    /// `ask` may do nothing but send actions. Of what was written ahead the last stands.
    pub(super) fn write_ahead(&self, ask: impl FnOnce()) {
        self.trying.set(true);
        ask();
        self.trying.set(false);
    }

    fn try_out(&self, action: Action) {
        // Until it is here, nothing can be typed that is kept.
        let Some(work) = parts::WORK.here() else { return };
        self.dispatch(action, work.reduce);
        if let Some(state) = self.after.take() {
            (work.write_ahead)(&self.services, &state);
        }
    }

    /// Crosses out what was written ahead.
    pub(super) fn forget_ahead(&self) {
        storage::typed::done(&self.writer);
    }

    /// When what is drawn now was asked for, in milliseconds of the page's clock.
    pub(super) fn take_asked(&self) -> f64 {
        self.asked.take().unwrap_or_else(timing::now_ms)
    }

    /// Asks for a change of the notebook, now.
    pub(super) fn command(&self, command: Command) {
        self.send(Action::Do(command, clock::now()));
    }

    /// Changes the view.
    pub(super) fn look(&self, look: Look) {
        self.send(Action::Look(look));
    }

    /// Takes the last step back.
    pub(super) fn undo(&self) {
        self.send(Action::Undo(clock::now()));
    }

    /// Does it again.
    pub(super) fn redo(&self) {
        self.send(Action::Redo(clock::now()));
    }
}

/// The state.
#[hook]
#[allow(
    clippy::expect_used,
    reason = "a component outside the workspace is a mistake in this crate"
)]
pub(super) fn use_snapshot() -> Snapshot {
    use_context::<Snapshot>().expect("a snapshot around this component")
}

/// The way to send actions.
#[hook]
#[allow(
    clippy::expect_used,
    reason = "a component outside the workspace is a mistake in this crate"
)]
pub(super) fn use_act() -> Act {
    use_context::<Act>().expect("a dispatcher around this component")
}
