//! The store of notebooks.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use litemap::LiteMap;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{IdbTransaction, IdbTransactionMode};

use super::database::{Database, End, Found, Happening, LIMIT, Listener, forgive_what_is_there};
use super::memory::Memory;
use super::stored::{
    ALL, ARTICLES, BY_KIND, NOTEBOOK, OF_NOTEBOOKS, SCHEMA, STATES, STEPS, VERSIONS,
    beginning_with, from_js, kind, list, read_version, step_key, to_js, version_key, version_value,
};
use super::web_storage::{self, local};
use super::{journal, witness};
use crate::browser::error::BrowserError;
use crate::browser::promise::{pause, within};
use crate::domain::article::{Article, ArticleId};
use crate::domain::formats::stored_batch::Batch;
use crate::domain::formats::stored_step::{read_step, write_step};
use crate::domain::formats::stored_version::StoredVersion;
use crate::domain::formats::web_annotation::{read_article, write_article, write_record};
use crate::domain::formats::witness_notes::Notes;
use crate::domain::history::{Kept, Step};
use crate::domain::id::Id;
use crate::domain::notebook::Notebook;
use crate::domain::version::Writer;

/// Where notebooks are kept. Every call works in every [`Mode`], as far as it can.
pub struct Vault {
    shelf: RefCell<Shelf>,
    tell: Rc<dyn Fn(Notice)>,
    found: Found,
    /// How often it was opened again and found empty.
    renewals: Cell<u32>,
}

/// How well it keeps them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mode {
    /// In the database.
    Kept,
    /// As long as the page lasts, for this reason.
    Memory(BrowserError),
    /// They can be read and not changed, for this reason.
    ReadOnly(BrowserError),
}

/// What may happen to it at any time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Another tab keeps an older version of the database open: it should be closed.
    Blocked,
    /// A later version of the page took over; nothing is stored here any more,
    /// and this page should be loaded again.
    Superseded,
    /// Another tab is erasing everything; nothing is stored here any more.
    Erased,
    /// The browser closed the database; the next call opens it again.
    Closed,
    /// It was opened again. If it is empty now, everything should be stored anew.
    Reopened {
        /// Whether the database was made anew.
        emptied: bool,
    },
}

/// One notebook as it was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Loaded {
    /// All versions that could be read, merged.
    pub notebook: Notebook,
    /// How many could not be read. They were left in place.
    pub broken: usize,
}

/// All notebooks, for a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Listed {
    /// Each with the record of its particulars and no other; erased ones too.
    pub notebooks: Vec<Notebook>,
    /// How many such records could not be read.
    pub broken: usize,
    /// Notebooks that were stored here once and are not there now, with their
    /// names: the database was lost or damaged.
    pub missing: Notes,
}

enum Shelf {
    Kept(Database),
    ReadOnly(Database),
    Memory(Memory),
}

pub(super) const READ: IdbTransactionMode = IdbTransactionMode::Readonly;
pub(super) const WRITE: IdbTransactionMode = IdbTransactionMode::Readwrite;

impl Vault {
    /// Opens it. Never fails: where the browser stores nothing, the page's
    /// memory stands in, and the mode says why.
    pub async fn open(tell: impl Fn(Notice) + 'static) -> (Self, Mode) {
        let tell: Rc<dyn Fn(Notice)> = Rc::new(tell);
        let (shelf, found, mode) = match connect(&tell).await {
            Ok((database, found)) => (Shelf::Kept(database), found, Mode::Kept),
            Err(error @ BrowserError::Newer) => {
                match Database::open_as_it_is(SCHEMA.name, listener(&tell)).await {
                    Ok(database) => {
                        (Shelf::ReadOnly(database), Found::Something, Mode::ReadOnly(error))
                    }
                    Err(error) => in_memory(error),
                }
            }
            Err(error) => in_memory(error),
        };
        (Self { shelf: RefCell::new(shelf), tell, found, renewals: Cell::default() }, mode)
    }

    /// What was there when it was opened. See also [`Listed::missing`].
    #[must_use]
    pub fn found(&self) -> Found {
        self.found
    }

    /// How often the database was lost under this page and made anew: what was
    /// stored before the last time is not there any more.
    #[must_use]
    pub fn renewals(&self) -> u32 {
        self.renewals.get()
    }

    /// Whether what it keeps outlasts the page.
    #[must_use]
    pub fn lasts(&self) -> bool {
        self.memory(|_| ()).is_none()
    }

    /// Leaves the database alone from now on, as where there is none.
    pub fn leave(&self) {
        let shelf = self.shelf.replace(Shelf::Memory(Memory::default()));
        if let Shelf::Kept(database) | Shelf::ReadOnly(database) = shelf {
            database.close();
        }
    }

    /// The particulars of all notebooks.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn particulars(&self) -> Result<Listed, BrowserError> {
        let from_memory = self.memory(|memory| Listed {
            notebooks: memory.notebooks.values().map(particulars_alone).collect(),
            broken: 0,
            missing: Notes::new(),
        });
        if let Some(listed) = from_memory {
            return Ok(listed);
        }
        let request = self
            .run(&[VERSIONS], READ, |it| {
                it.object_store(VERSIONS)?.index(BY_KIND)?.get_all_with_key(&NOTEBOOK.into())
            })
            .await?;
        let mut notebooks: LiteMap<Id, Notebook> = LiteMap::new();
        let mut broken = 0;
        for value in list(&request.result()?) {
            match read_version(&value) {
                Ok(StoredVersion { notebook: id, record, .. }) => {
                    let mut notebook =
                        notebooks.remove(&id).unwrap_or_else(|| Notebook::empty(id.clone()));
                    notebook.take_in(Arc::new(record));
                    notebooks.insert(id, notebook);
                }
                Err(_) => broken += 1,
            }
        }
        let mut missing = witness::notebooks();
        for notebook in notebooks.keys() {
            missing.remove(notebook);
        }
        Ok(Listed {
            notebooks: notebooks.into_iter().map(|(_, notebook)| notebook).collect(),
            broken,
            missing,
        })
    }

    /// One notebook, merged from all its versions; without records if it is not there.
    ///
    /// # Errors
    /// What the browser says. A version that cannot be read is no error.
    pub async fn notebook(&self, id: &Id) -> Result<Loaded, BrowserError> {
        let from_memory = self.memory(|memory| memory.notebooks.get(id).cloned());
        let mut loaded = Loaded { notebook: Notebook::empty(id.clone()), broken: 0 };
        if let Some(notebook) = from_memory {
            loaded.notebook = notebook.unwrap_or(loaded.notebook);
            return Ok(loaded);
        }
        let request = self
            .run(&[VERSIONS], READ, |it| {
                let range = beginning_with(&[id.as_str()])?;
                it.object_store(VERSIONS)?.get_all_with_key(&range)
            })
            .await?;
        for value in list(&request.result()?) {
            match read_version(&value) {
                Ok(stored) => {
                    loaded.notebook.take_in(Arc::new(stored.record));
                }
                Err(_) => loaded.broken += 1,
            }
        }
        Ok(loaded)
    }

    /// An article, if it is there.
    ///
    /// # Errors
    /// [`BrowserError::Damaged`] if what is there cannot be read or has another
    /// text, or what the browser says.
    pub async fn article(&self, id: &ArticleId) -> Result<Option<Article>, BrowserError> {
        if let Some(found) = self.memory(|memory| memory.articles.get(id).cloned()) {
            return Ok(found.map(|article| (*article).clone()));
        }
        let request = self
            .run(&[ARTICLES], READ, |it| it.object_store(ARTICLES)?.get(&id.as_str().into()))
            .await?;
        let value = request.result()?;
        if value.is_undefined() {
            return Ok(None);
        }
        let article = from_js(&value).and_then(|value| read_article(&value).ok());
        let article = article.filter(|article| article.id() == id);
        article.map(Some).ok_or(BrowserError::Damaged)
    }

    /// The steps of one writer's history on one notebook. What cannot be read is
    /// left out: it costs an undo, no work.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn steps(&self, notebook: &Id, writer: &Writer) -> Result<Vec<Step>, BrowserError> {
        if let Some(steps) = self.memory(|memory| memory.steps(notebook, writer)) {
            return Ok(steps);
        }
        let request = self
            .run(&[STEPS], READ, |it| {
                let range = beginning_with(&[notebook.as_str(), writer.as_str()])?;
                it.object_store(STEPS)?.get_all_with_key(&range)
            })
            .await?;
        let steps = list(&request.result()?);
        Ok(steps.iter().filter_map(|step| read_step(&from_js(step)?)).collect())
    }

    /// Stores a batch, all or nothing. It is stored when this returns `Ok`
    /// (unless the mode is [`Mode::Memory`]), and storing it again does no harm.
    ///
    /// # Errors
    /// [`BrowserError::Quota`], [`BrowserError::Newer`] (also after
    /// [`Notice::Superseded`]), or what else the browser says.
    pub async fn keep(&self, batch: &Batch) -> Result<(), BrowserError> {
        if self.change_memory(|memory| memory.keep(batch)).is_some() {
            return Ok(());
        }
        self.run(&OF_NOTEBOOKS, WRITE, |transaction| issue(transaction, batch)).await?;
        for record in &batch.records {
            if record.id == batch.notebook {
                let mut notebook = Notebook::empty(batch.notebook.clone());
                notebook.take_in(record.clone());
                witness::remember(&batch.notebook, notebook.title());
            }
        }
        Ok(())
    }

    /// Stores a batch's records also where something that cannot be read stands
    /// in their places: that stays, and they stand beside it.
    ///
    /// # Errors
    /// As [`Vault::keep`].
    pub async fn keep_beside(&self, batch: &Batch) -> Result<(), BrowserError> {
        if self.is_memory() {
            return Ok(());
        }
        self.run(&[VERSIONS], WRITE, |it| issue_versions(it, batch, "beside-")).await
    }

    /// Erases a notebook with its history, for good: from here, not from other
    /// devices or files. Its article goes too if no other notebook is about it.
    ///
    /// # Errors
    /// What the browser says; nothing is erased then.
    pub async fn erase_notebook(&self, id: &Id) -> Result<(), BrowserError> {
        if self.change_memory(|memory| memory.erase(id)).is_none() {
            self.run(&OF_NOTEBOOKS, WRITE, |transaction| issue_erasure(transaction, id)).await?;
        }
        // Or the next page would bring it back, or miss it.
        journal::forget(id);
        witness::forget(id);
        Ok(())
    }

    /// Erases everything that this page ever stored in this browser. The empty
    /// database stays, and other tabs go on: see [`super::erasure`].
    ///
    /// # Errors
    /// What the browser says.
    pub async fn erase_everything(&self) -> Result<(), BrowserError> {
        if self.change_memory(|memory| *memory = Memory::default()).is_none() {
            self.run(&ALL, WRITE, |transaction| {
                ALL.iter().try_for_each(|store| transaction.object_store(store)?.clear().map(drop))
            })
            .await?;
        }
        match local() {
            Ok(storage) => web_storage::remove_all(&storage, web_storage::PREFIX),
            // Where there is none, nothing is in it.
            Err(_) => Ok(()),
        }
    }

    /// Removes versions of a notebook that a later stored version knows of.
    /// Merging them gives the same notebook before and after, so this may be
    /// done at any time, by any tab. Returns how many there were.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn sweep(&self, id: &Id) -> Result<usize, BrowserError> {
        if self.is_memory() {
            return Ok(0);
        }
        let (keys, values) = self
            .run(&[VERSIONS], READ, |it| {
                let (store, range) = (it.object_store(VERSIONS)?, beginning_with(&[id.as_str()])?);
                Ok((store.get_all_keys_with_key(&range)?, store.get_all_with_key(&range)?))
            })
            .await?;
        let mut notebook = Notebook::empty(id.clone());
        let mut versions = Vec::new();
        for (key, value) in list(&keys.result()?).into_iter().zip(list(&values.result()?)) {
            if let Ok(stored) = read_version(&value) {
                let record = Arc::new(stored.record);
                notebook.take_in(record.clone());
                versions.push((key, record));
            }
        }
        versions.retain(|(_, record)| !notebook.heads(&record.id).contains(record));
        if !versions.is_empty() {
            self.run(&[VERSIONS], WRITE, |it| {
                let store = it.object_store(VERSIONS)?;
                versions.iter().try_for_each(|(key, _)| store.delete(key).map(drop))
            })
            .await?;
        }
        Ok(versions.len())
    }

    /// One transaction; if the browser has lost the database, it is opened again
    /// and the transaction tried once more.
    pub(super) async fn run<T>(
        &self,
        stores: &[&str],
        mode: IdbTransactionMode,
        issue: impl Fn(&IdbTransaction) -> Result<T, JsValue>,
    ) -> Result<T, BrowserError> {
        let database = self.database(mode)?;
        let error = match database.run(stores, mode, &issue).await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        // A store that fails in this way works again after it was opened anew
        // and, in the trackers of others, in no other way.
        let broken = matches!(&error, BrowserError::Other { name, .. } if name == "UnknownError");
        match database.end() {
            Some(End::Superseded) => return Err(BrowserError::Newer),
            None if error != BrowserError::Closed && !broken => return Err(error),
            _ => database.close(),
        }
        self.reopened().await?.run(stores, mode, &issue).await
    }

    pub(super) fn database(&self, mode: IdbTransactionMode) -> Result<Database, BrowserError> {
        if web_storage::has_left() {
            return Err(BrowserError::NotAllowed);
        }
        match &*self.shelf.borrow() {
            Shelf::Kept(database) => Ok(database.clone()),
            Shelf::ReadOnly(database) if mode == READ => Ok(database.clone()),
            Shelf::ReadOnly(_) => Err(BrowserError::Newer),
            // Not reached: memory has been asked before.
            Shelf::Memory(_) => Err(BrowserError::Unavailable),
        }
    }

    /// Opens the database again where it was closed; hears of it as of any such
    /// thing.
    ///
    /// # Errors
    /// Why it does not open.
    pub async fn reopen(&self) -> Result<(), BrowserError> {
        if self.is_memory() { Ok(()) } else { self.reopened().await.map(drop) }
    }

    async fn reopened(&self) -> Result<Database, BrowserError> {
        let mut reason = BrowserError::Closed;
        // One try was measured not to be enough.
        for wait in [0, 100, 300, 900, 2_700] {
            pause(wait).await;
            let read_only = match &*self.shelf.borrow() {
                // Another call was faster.
                Shelf::Kept(database) | Shelf::ReadOnly(database) if database.end().is_none() => {
                    return Ok(database.clone());
                }
                shelf => matches!(shelf, Shelf::ReadOnly(_)),
            };
            let opened = if read_only {
                let database = Database::open_as_it_is(SCHEMA.name, listener(&self.tell)).await;
                database.map(|database| (database, Found::Something))
            } else {
                connect(&self.tell).await
            };
            match opened {
                Ok((database, found)) => {
                    let shelf = if read_only { Shelf::ReadOnly } else { Shelf::Kept };
                    self.shelf.replace(shelf(database.clone()));
                    let emptied = found != Found::Something;
                    self.renewals.set(self.renewals.get() + u32::from(emptied));
                    (self.tell)(Notice::Reopened { emptied });
                    return Ok(database);
                }
                Err(error @ BrowserError::Newer) => return Err(error),
                Err(error) => reason = error,
            }
        }
        Err(reason)
    }

    /// Lets go of the database.
    pub(super) fn close(&self) {
        if let Shelf::Kept(database) | Shelf::ReadOnly(database) = &*self.shelf.borrow() {
            database.close();
        }
    }

    /// Whether there is no database.
    pub(super) fn is_memory(&self) -> bool {
        self.memory(|_| ()).is_some()
    }

    pub(super) fn memory<T>(&self, read: impl FnOnce(&Memory) -> T) -> Option<T> {
        match &*self.shelf.borrow() {
            Shelf::Memory(memory) => Some(read(memory)),
            _ => None,
        }
    }

    fn change_memory<T>(&self, change: impl FnOnce(&mut Memory) -> T) -> Option<T> {
        match &mut *self.shelf.borrow_mut() {
            Shelf::Memory(memory) => Some(change(memory)),
            _ => None,
        }
    }
}

/// Another tab's upgrade need not wait for a vault that nobody holds.
impl Drop for Vault {
    fn drop(&mut self) {
        self.close();
    }
}

fn in_memory(error: BrowserError) -> (Shelf, Found, Mode) {
    (Shelf::Memory(Memory::default()), Found::Nothing, Mode::Memory(error))
}

fn listener(tell: &Rc<dyn Fn(Notice)>) -> Listener {
    let tell = tell.clone();
    Rc::new(move |happening| {
        tell(match happening {
            Happening::Blocked => Notice::Blocked,
            Happening::Ended(_) if web_storage::has_left() => Notice::Erased,
            Happening::Ended(End::Superseded) => Notice::Superseded,
            Happening::Ended(End::Closed) => Notice::Closed,
        });
    })
}

/// Opens the database and reads from it: one that another page left locked
/// opens and then answers nothing.
async fn connect(tell: &Rc<dyn Fn(Notice)>) -> Result<(Database, Found), BrowserError> {
    let (database, found) = Database::open(SCHEMA, listener(tell)).await?;
    let asked = database.clone();
    let first_read = future_to_promise(async move {
        let read = asked.run(&[VERSIONS], READ, |it| it.object_store(VERSIONS)?.count()).await;
        // Which name it has does not matter: it is shown, not acted upon.
        read.map(|_| JsValue::UNDEFINED)
            .map_err(|error| js_sys::Error::new(&error.to_string()).into())
    });
    if let Err(error) = within(LIMIT, &first_read).await {
        database.close();
        return Err(error);
    }
    Ok((database, found))
}

fn issue(transaction: &IdbTransaction, batch: &Batch) -> Result<(), JsValue> {
    issue_versions(transaction, batch, "")?;
    let articles = transaction.object_store(ARTICLES)?;
    for article in &batch.articles {
        // Not `add`: the same text under the same key, and a damaged one is mended.
        articles.put_with_key(&to_js(&write_article(article))?, &article.id().as_str().into())?;
    }
    let steps = transaction.object_store(STEPS)?;
    for kept in &batch.steps {
        let key = |number| step_key(&batch.notebook, &batch.writer, number);
        match kept {
            Kept::Put(step) => steps.put_with_key(&to_js(&write_step(step))?, &key(step.number))?,
            Kept::Forget(number) => steps.delete(&key(*number))?,
        };
    }
    Ok(())
}

/// Adds the records, under keys that end in a digest behind this beginning.
fn issue_versions(
    transaction: &IdbTransaction,
    batch: &Batch,
    beginning: &str,
) -> Result<(), JsValue> {
    forgive_what_is_there(transaction);
    let versions = transaction.object_store(VERSIONS)?;
    for record in &batch.records {
        let json = write_record(record);
        let key = version_key(&batch.notebook, record, &json.to_string(), beginning);
        let value = version_value(&batch.notebook, kind(&batch.notebook, record), &json)?;
        versions.add_with_key(&value, &key)?;
    }
    Ok(())
}

fn issue_erasure(transaction: &IdbTransaction, id: &Id) -> Result<(), JsValue> {
    let versions = transaction.object_store(VERSIONS)?;
    let all = versions.index(BY_KIND)?.get_all_with_key(&NOTEBOOK.into())?;
    let (answered, erased) = (all.clone(), id.clone());
    let articles = transaction.object_store(ARTICLES)?;
    // In the same transaction, so that no other tab begins a notebook on the
    // article between the question and the deletion.
    let then = Closure::once_into_js(move || {
        let (mut of_erased, mut of_others) = (BTreeSet::new(), BTreeSet::new());
        let values = answered.result().map(|result| list(&result)).unwrap_or_default();
        for value in &values {
            // One that cannot be read may be about any article.
            let Ok(StoredVersion { notebook, record, .. }) = read_version(value) else { return };
            let mut alone = Notebook::empty(notebook.clone());
            alone.take_in(Arc::new(record));
            let articles = if notebook == erased { &mut of_erased } else { &mut of_others };
            articles.extend(alone.article().cloned());
        }
        for article in of_erased.difference(&of_others) {
            let _ = articles.delete(&article.as_str().into());
        }
    });
    all.set_onsuccess(Some(then.unchecked_ref()));
    let range = beginning_with(&[id.as_str()])?;
    versions.delete(&range)?;
    transaction.object_store(STEPS)?.delete(&range)?;
    transaction.object_store(STATES)?.delete(&range)?;
    Ok(())
}

fn particulars_alone(notebook: &Notebook) -> Notebook {
    let mut alone = Notebook::empty(notebook.id().clone());
    for version in notebook.heads(notebook.id()) {
        alone.take_in(version.clone());
    }
    alone
}
