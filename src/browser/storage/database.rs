//! A thin layer over IndexedDB.
//!
//! Three rules, each from a failure that was measured in libraries: all
//! requests of a transaction are issued before anything is waited for; only
//! `complete` and `abort` decide (a request that succeeded may still be taken
//! back); and the reason is read from the transaction, which is the only one
//! that knows it. Writes ask for strict durability: with the default, a power
//! cut loses what was acknowledged.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    Event, IdbDatabase, IdbOpenDbRequest, IdbTransaction, IdbTransactionMode, IdbVersionChangeEvent,
};

use super::web_storage;
use crate::browser::error::BrowserError;
use crate::browser::promise::{settled, window, within};

/// How long opening and the first read may take, in milliseconds. A database
/// that another page left locked never answers at all.
pub const LIMIT: i32 = 5_000;
/// How long any other reading may take: a large notebook, a slow disk.
const READING: i32 = 10_000;

#[wasm_bindgen]
extern "C" {
    /// `web-sys` has the third argument behind an unstable flag only.
    type StrictDatabase;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &StrictDatabase,
        stores: &Array,
        mode: IdbTransactionMode,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// What a database is called and how it comes to its present shape.
#[derive(Clone, Copy)]
pub struct Schema {
    /// Its name; it starts with that of the page, whose origin others may share.
    pub name: &'static str,
    /// Its version, 1 or more.
    pub version: u32,
    /// Brings a database of an older version (0: a new one) to this one.
    pub upgrade: fn(&IdbDatabase, &IdbTransaction, u32) -> Result<(), JsValue>,
}

/// What was there when the database was opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A database.
    Something,
    /// None: it was made.
    Nothing,
    /// A damaged one, which the browser replaced by an empty one.
    Wreckage,
}

/// Why a database cannot be used any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// A later version of the page wants it; it was closed at once.
    Superseded,
    /// The browser closed it, as it does when it clears or loses the data; or
    /// somebody deleted it.
    Closed,
}

/// What happens to a database while it is open or being opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Happening {
    /// Another tab keeps an older version open; opening waits for it.
    Blocked,
    /// It came to an end.
    Ended(End),
}

/// Hears of them.
pub type Listener = Rc<dyn Fn(Happening)>;

/// An open database. Clones are the same connection.
#[derive(Clone)]
pub struct Database {
    raw: IdbDatabase,
    end: Rc<Cell<Option<End>>>,
}

impl Database {
    /// Opens it, making or upgrading it where need be.
    ///
    /// # Errors
    /// [`BrowserError::Newer`] if it has a later version, [`BrowserError::Blocked`]
    /// or [`BrowserError::Timeout`] after [`LIMIT`], and whatever else the browser says.
    pub async fn open(schema: Schema, listener: Listener) -> Result<(Self, Found), BrowserError> {
        let request = factory()?.open_with_u32(schema.name, schema.version)?;
        let found = Rc::new(Cell::new(Found::Something));
        let (seen, asked) = (found.clone(), request.clone());
        // This closure and the next are left to the garbage collector: the
        // request may outlive this future.
        let upgrade = Closure::once_into_js(move |event: IdbVersionChangeEvent| {
            let old = event.old_version();
            let loss = Reflect::get(&event, &"dataLoss".into()).ok().and_then(|v| v.as_string());
            seen.set(match loss.as_deref() {
                Some("total") => Found::Wreckage,
                _ if old == 0.0 => Found::Nothing,
                _ => Found::Something,
            });
            let (Some(transaction), Ok(raw)) = (asked.transaction(), asked.result()) else {
                return;
            };
            let from = if old.is_finite() { old as u32 } else { 0 };
            if (schema.upgrade)(raw.unchecked_ref(), &transaction, from).is_err() {
                // The open request then fails, with nothing changed.
                let _ = transaction.abort();
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let database = Self::opened(&request, listener).await?;
        Ok((database, found.get()))
    }

    /// Opens a database that exists, whatever its version; for reading only,
    /// since what a later version wrote must not be changed by this one.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub async fn open_as_it_is(name: &str, listener: Listener) -> Result<Self, BrowserError> {
        Self::opened(&factory()?.open(name)?, listener).await
    }

    async fn opened(request: &IdbOpenDbRequest, listener: Listener) -> Result<Self, BrowserError> {
        let blocked = Rc::new(Cell::new(false));
        let (seen, tell) = (blocked.clone(), listener.clone());
        let on_blocked = Closure::once_into_js(move || {
            seen.set(true);
            tell(Happening::Blocked);
        });
        request.set_onblocked(Some(on_blocked.unchecked_ref()));
        let answer = Promise::new(&mut |resolve, _| {
            request.set_onsuccess(Some(&resolve));
            request.set_onerror(Some(&resolve));
        });
        if let Err(error) = within(LIMIT, &answer).await {
            // A connection that comes too late must not stand in the way of others.
            let late = request.clone();
            let close = Closure::once_into_js(move || {
                if let Some(raw) = late.result().ok().filter(JsValue::is_object) {
                    raw.unchecked_ref::<IdbDatabase>().close();
                }
            });
            request.set_onsuccess(Some(close.unchecked_ref()));
            return Err(if blocked.get() { BrowserError::Blocked } else { error });
        }
        if let Some(error) = request.error()? {
            return Err(JsValue::from(error).into());
        }
        Ok(Self::connected(request.result()?.unchecked_into(), listener))
    }

    fn connected(raw: IdbDatabase, listener: Listener) -> Self {
        let end = Rc::new(Cell::new(None));
        let (connection, ended, tell) = (raw.clone(), end.clone(), listener.clone());
        let superseded = Closure::<dyn FnMut(_)>::new(move |event: IdbVersionChangeEvent| {
            web_storage::leave_if_erased();
            // At once: the other tab's upgrade waits for this.
            connection.close();
            // Without a new version it is being deleted, by nobody who stores notebooks.
            let deleted = event.new_version().is_none();
            let end = if deleted { End::Closed } else { End::Superseded };
            if ended.replace(Some(end)).is_none() {
                tell(Happening::Ended(end));
            }
        });
        raw.set_onversionchange(Some(superseded.into_js_value().unchecked_ref()));
        let ended = end.clone();
        let closed = Closure::<dyn FnMut()>::new(move || {
            if ended.get().is_none() {
                ended.set(Some(End::Closed));
                listener(Happening::Ended(End::Closed));
            }
        });
        raw.set_onclose(Some(closed.into_js_value().unchecked_ref()));
        Self { raw, end }
    }

    /// Removes a database for good, once all who have it open let go of it.
    ///
    /// # Errors
    /// As [`Database::open`]. After a timeout it is removed later.
    pub async fn remove(name: &str) -> Result<(), BrowserError> {
        let request = indexed_db()?.delete_database(name)?;
        let answer = Promise::new(&mut |resolve, _| {
            request.set_onsuccess(Some(&resolve));
            request.set_onerror(Some(&resolve));
        });
        within(LIMIT, &answer).await?;
        request.error()?.map_or(Ok(()), |error| Err(JsValue::from(error).into()))
    }

    /// Whether it came to an end, and how.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end.get()
    }

    /// The names of its stores.
    #[must_use]
    pub fn stores(&self) -> Vec<String> {
        let names = self.raw.object_store_names();
        (0..names.length()).filter_map(|index| names.get(index)).collect()
    }

    /// Closes it, without telling anybody.
    pub fn close(&self) {
        self.end.set(Some(End::Closed));
        self.raw.close();
    }

    /// One transaction: `issue` issues all its requests, and what it returns is
    /// returned. Requests have their results by then.
    ///
    /// # Errors
    /// What `issue` threw (the transaction is then aborted), why the transaction
    /// was aborted, or [`BrowserError::Timeout`] of reading. `Ok` is said after `complete` only.
    pub async fn run<T>(
        &self,
        stores: &[&str],
        mode: IdbTransactionMode,
        issue: impl FnOnce(&IdbTransaction) -> Result<T, JsValue>,
    ) -> Result<T, BrowserError> {
        match self.end() {
            Some(End::Superseded) => return Err(BrowserError::Newer),
            Some(End::Closed) => return Err(BrowserError::Closed),
            None => {}
        }
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let raw: &StrictDatabase = self.raw.unchecked_ref();
        let transaction = raw.transaction(&names, mode, &options)?;
        // Its own functions as handlers: nothing of ours has to outlive the transaction.
        let ended = Promise::new(&mut |resolve, _| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&resolve));
        });
        let issued = match issue(&transaction) {
            Ok(issued) => issued,
            Err(thrown) => {
                // Without this, what was issued before would be stored: half a batch.
                let _ = transaction.abort();
                return Err(thrown.into());
            }
        };
        let ended = match mode {
            IdbTransactionMode::Readonly => within(READING, &ended).await,
            // What is given up here might be stored all the same: it is waited for.
            _ => settled(ended).await,
        };
        let event: Event = ended?.unchecked_into();
        if event.type_() == "complete" {
            return Ok(issued);
        }
        Err(transaction.error().map_or(BrowserError::Aborted, |error| JsValue::from(error).into()))
    }
}

fn factory() -> Result<web_sys::IdbFactory, BrowserError> {
    if web_storage::has_left() { Err(BrowserError::NotAllowed) } else { indexed_db() }
}

fn indexed_db() -> Result<web_sys::IdbFactory, BrowserError> {
    window()?.indexed_db()?.ok_or(BrowserError::Unavailable)
}

thread_local! {
    static FORGIVE: Closure<dyn Fn(Event)> = Closure::new(|event: Event| {
        let request: Option<web_sys::IdbRequest> = event.target().map(JsCast::unchecked_into);
        let error = request.and_then(|request| request.error().ok()).flatten();
        if error.is_some_and(|error| error.name() == "ConstraintError") {
            // Otherwise the whole transaction would be aborted.
            event.prevent_default();
        }
    });
}

/// Lets an `add` of a key that is there already pass as done.
pub fn forgive_what_is_there(transaction: &IdbTransaction) {
    // One closure for the life of the page: a transaction may outlive its future.
    FORGIVE.with(|forgive| {
        transaction.set_onerror(Some(forgive.as_ref().unchecked_ref()));
    });
}
