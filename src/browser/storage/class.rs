//! The teacher's class in the database: a record for each part of it, which is
//! written over as the class changes. Who writes one says which state of it they
//! have read: what another tab wrote meanwhile is read first, never lost; and a
//! class that was emptied in another tab does not come back.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{IdbObjectStore, IdbRequest};

use super::stored::{CLASS, list};
use super::vault::{READ, Vault, WRITE};
use crate::browser::error::BrowserError;
use crate::domain::formats::stored_class::{CLASS_FORMAT, ClassPart, ClassRecord};
use crate::domain::formats::stored_version::Trouble;

/// The last step of the key of a record that stands beside one that cannot be read.
const BESIDE: &str = "beside";

/// Where a record stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ClassPlace {
    /// What it holds.
    pub part: ClassPart,
    /// Whether it stands beside one that cannot be read.
    pub beside: bool,
}

/// A part of the class that is to be written.
#[derive(Clone, Debug)]
pub struct ClassPut {
    /// Where.
    pub place: ClassPlace,
    /// The edit that this page knows there; `None` where it knows of nothing.
    pub known: Option<String>,
    /// What is written; `None` removes what is there.
    pub record: Option<ClassRecord>,
}

/// What became of writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClassWritten {
    /// All of it is stored.
    All,
    /// Nothing: another tab has written one of these parts.
    Changed,
    /// Nothing: there is no such class any more, or there is another one.
    Gone,
}

/// Everything that is stored of a class.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ClassFound {
    /// What has the shape of a record.
    pub records: Vec<(ClassPlace, ClassRecord)>,
    /// What has not, with the part that it should be, if its key says so.
    pub broken: Vec<Option<ClassPlace>>,
}

impl Vault {
    /// All of it. Where there is no database, there is nothing.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn class(&self) -> Result<ClassFound, BrowserError> {
        if self.is_memory() {
            return Ok(ClassFound::default());
        }
        let (keys, values) = self
            .run(&[CLASS], READ, |it| {
                let store = it.object_store(CLASS)?;
                Ok((store.get_all_keys()?, store.get_all()?))
            })
            .await?;
        let mut found = ClassFound::default();
        for (key, value) in list(&keys.result()?).iter().zip(list(&values.result()?)) {
            match (place(key), read_class(&value)) {
                (Some(place), Ok(record)) => found.records.push((place, record)),
                (place, _) => found.broken.push(place),
            }
        }
        Ok(found)
    }

    /// What stands in some places now; `None` where nothing does, or nothing that
    /// can be read.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn class_parts(
        &self,
        places: &[ClassPlace],
    ) -> Result<Vec<Option<ClassRecord>>, BrowserError> {
        let requests = self
            .run(&[CLASS], READ, |it| {
                let store = it.object_store(CLASS)?;
                places.iter().map(|place| store.get(&key(place))).collect::<Result<Vec<_>, _>>()
            })
            .await?;
        requests.iter().map(|request| Ok(read_class(&request.result()?).ok())).collect()
    }

    /// Writes parts of the class of this name, all or none. `begins` lets it be
    /// the first that is written of it.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn keep_class(
        &self,
        class: &str,
        begins: bool,
        puts: &[ClassPut],
    ) -> Result<ClassWritten, BrowserError> {
        if self.is_memory() {
            return Err(BrowserError::Unavailable);
        }
        let puts = puts.iter().map(Ready::of).collect::<Result<Rc<[Ready]>, JsValue>>()?;
        let outcome = Rc::new(RefCell::new(Ok(ClassWritten::Gone)));
        let run = self.run(&[CLASS], WRITE, |transaction| {
            let store = transaction.object_store(CLASS)?;
            let room = store.get(&room_key())?;
            let there = puts.iter().map(|put| store.get(&put.key));
            let there = there.collect::<Result<Vec<_>, JsValue>>()?;
            let last = there.last().unwrap_or(&room).clone();
            let (class, puts, outcome) = (class.to_owned(), puts.clone(), outcome.clone());
            let transaction = transaction.clone();
            // In the same transaction, so that nobody writes in between.
            let then = Closure::once_into_js(move || {
                let written = write(&store, &class, begins, &room, &there, &puts);
                if written.is_err() {
                    // Or half of it would be stored.
                    let _ = transaction.abort();
                }
                *outcome.borrow_mut() = written;
            });
            last.set_onsuccess(Some(then.unchecked_ref()));
            Ok(())
        });
        let ended = run.await;
        let outcome = outcome.borrow().clone();
        // What was thrown says more than that the transaction was aborted.
        outcome.map_err(BrowserError::from).and_then(|outcome| ended.map(|()| outcome))
    }

    /// Removes everything that is stored of a class, what cannot be read too,
    /// unless it is another class than this one.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn empty_class(&self, class: Option<&str>) -> Result<(), BrowserError> {
        if self.is_memory() {
            return Ok(());
        }
        self.run(&[CLASS], WRITE, |transaction| {
            let store = transaction.object_store(CLASS)?;
            let room = store.get(&room_key())?;
            let (asked, class) = (room.clone(), class.map(str::to_owned));
            let then = Closure::once_into_js(move || {
                let other = of_class(&asked).ok().flatten();
                if other.is_none() || other == class {
                    // What fails here aborts the transaction.
                    let _ = store.clear();
                }
            });
            room.set_onsuccess(Some(then.unchecked_ref()));
            Ok(())
        })
        .await
    }
}

/// A part in the database's shape.
struct Ready {
    key: JsValue,
    known: Option<String>,
    value: Option<JsValue>,
}

impl Ready {
    fn of(put: &ClassPut) -> Result<Self, JsValue> {
        let value = put.record.as_ref().map(write_class).transpose()?;
        Ok(Self { key: key(&put.place), known: put.known.clone(), value })
    }
}

fn write(
    store: &IdbObjectStore,
    class: &str,
    begins: bool,
    room: &IdbRequest,
    there: &[IdbRequest],
    puts: &[Ready],
) -> Result<ClassWritten, JsValue> {
    let gone = match (room.result()?.is_undefined(), of_class(room)?) {
        (true, _) => !begins,
        (false, Some(other)) => other != class,
        // It cannot be read, and nobody writes over it: the class is this one.
        (false, None) => false,
    };
    if gone {
        return Ok(ClassWritten::Gone);
    }
    for (put, found) in puts.iter().zip(there) {
        if text(&found.result()?, "edit") != put.known {
            return Ok(ClassWritten::Changed);
        }
    }
    for put in puts {
        match &put.value {
            Some(value) => store.put_with_key(value, &put.key)?,
            None => store.delete(&put.key)?,
        };
    }
    Ok(ClassWritten::All)
}

/// The class that the record of the class itself names.
fn of_class(room: &IdbRequest) -> Result<Option<String>, JsValue> {
    Ok(text(&room.result()?, "class"))
}

fn room_key() -> JsValue {
    key(&ClassPlace { part: ClassPart::Room, beside: false })
}

fn key(place: &ClassPlace) -> JsValue {
    let key = match &place.part {
        ClassPart::Work(notebook) => Array::of2(&"work".into(), &notebook.as_str().into()),
        part => Array::of1(&part.name().into()),
    };
    if place.beside {
        key.push(&BESIDE.into());
    }
    key.into()
}

/// The place that a key stands for.
fn place(key: &JsValue) -> Option<ClassPlace> {
    let steps = key.dyn_ref::<Array>().filter(|steps| steps.length() <= 3)?;
    let steps = steps.iter().map(|step| step.as_string()).collect::<Option<Vec<_>>>()?;
    let (steps, beside) = match steps.as_slice() {
        [first @ .., last] if last == BESIDE => (first, true),
        all => (all, false),
    };
    let part = match steps {
        [name] if name == "room" || name == "key" => ClassPart::named(name)?,
        [work, notebook] if work == "work" => match ClassPart::named(notebook)? {
            part @ ClassPart::Work(_) => part,
            _ => return None,
        },
        _ => return None,
    };
    Some(ClassPlace { part, beside })
}

fn write_class(record: &ClassRecord) -> Result<JsValue, JsValue> {
    let value = Object::new();
    for (field, is) in [
        ("format", CLASS_FORMAT.into()),
        ("class", record.class.as_str().into()),
        ("edit", record.edit.as_str().into()),
        ("place", record.place.into()),
        ("name", record.name.as_str().into()),
        ("unsaved", record.unsaved.into()),
        ("file", record.file.as_str().into()),
    ] {
        Reflect::set(&value, &field.into(), &is)?;
    }
    Ok(value.into())
}

/// The shape of a record; whether the file in it can be read is another question.
pub(super) fn read_class(value: &JsValue) -> Result<ClassRecord, Trouble> {
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    let number = |name: &str| field(name)?.as_f64().filter(|it| it.fract() == 0.0 && *it >= 0.0);
    let format = number("format").ok_or(Trouble::Shapeless)?;
    if format > f64::from(CLASS_FORMAT) {
        return Err(Trouble::Newer(format as u64));
    }
    let record = || {
        Some(ClassRecord {
            class: text(value, "class")?,
            edit: text(value, "edit")?,
            place: number("place")? as u32,
            name: text(value, "name")?,
            unsaved: field("unsaved")?.as_bool()?,
            file: text(value, "file")?,
        })
    };
    record().filter(|_| format > 0.0).ok_or(Trouble::Shapeless)
}

fn text(value: &JsValue, field: &str) -> Option<String> {
    // Nothing has no fields, and asking for one throws.
    Reflect::get(value, &field.into()).ok()?.as_string()
}
