//! Looking over everything that is stored: what cannot be read, and what an
//! older page stored.

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};

use super::class::read_class;
use super::database::forgive_what_is_there;
use super::stored::{
    ARTICLES, CLASS, STEPS, VERSIONS, from_js, kind, list, read_version, version_key, version_value,
};
use super::vault::{READ, Vault, WRITE};
use crate::browser::error::BrowserError;
use crate::browser::promise::pause;
use crate::domain::formats::stored_step::read_step;
use crate::domain::formats::stored_version::{STORED_FORMAT, Stored, StoredVersion, Trouble};
use crate::domain::formats::web_annotation::{read_article, write_record};

/// So many are read before the page may draw a frame.
const AT_ONCE: usize = 100;

/// The beginning of a key's or a value's text that is shown, in code points.
const EXCERPT: usize = 160;

/// Something that is stored and cannot be read.
#[derive(Clone, PartialEq, Debug)]
pub struct Broken {
    /// What it should be.
    pub what: Stored,
    /// Why it cannot be read.
    pub why: Trouble,
    /// Where it stands, as JSON.
    pub key: String,
    /// How it begins, as JSON; empty where JSON cannot say it.
    pub excerpt: String,
}

impl Vault {
    /// Everything that is stored here and cannot be read. It stays where it is.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn broken(&self) -> Result<Vec<Broken>, BrowserError> {
        let mut broken = Vec::new();
        for (store, what) in [
            (VERSIONS, Stored::Version),
            (ARTICLES, Stored::Article),
            (STEPS, Stored::Step),
            (CLASS, Stored::Class),
        ] {
            for (n, (key, value)) in self.all_of(store).await?.into_iter().enumerate() {
                if n % AT_ONCE == AT_ONCE - 1 {
                    pause(0).await;
                }
                let json = || from_js(&value).ok_or(Trouble::Shapeless);
                let found = match what {
                    Stored::Version => read_version(&value).map(drop),
                    Stored::Article => json()
                        .and_then(|it| read_article(&it).map(drop).map_err(|_| Trouble::Shapeless)),
                    Stored::Step => {
                        json().and_then(|it| read_step(&it).map(drop).ok_or(Trouble::Shapeless))
                    }
                    // Whether the file in it can be read shows when the class is opened.
                    Stored::Class => read_class(&value).map(drop),
                };
                if let Err(why) = found {
                    let excerpt = excerpt(&value);
                    broken.push(Broken { what, why, key: self::excerpt(&key), excerpt });
                }
            }
        }
        Ok(broken)
    }

    /// Brings what an older page stored to the newest format: the new is added,
    /// then read back, and only then is the old removed. Returns how many.
    ///
    /// # Errors
    /// What the browser says. What is done by then stays done.
    pub async fn migrate(&self) -> Result<usize, BrowserError> {
        let mut older = Vec::new();
        for (n, (key, value)) in self.all_of(VERSIONS).await?.into_iter().enumerate() {
            if n % AT_ONCE == AT_ONCE - 1 {
                pause(0).await;
            }
            if let Ok(stored) = read_version(&value)
                && stored.format < STORED_FORMAT
            {
                older.push((key, stored));
            }
        }
        let mut migrated = 0;
        for batch in older.chunks(AT_ONCE) {
            migrated += self.migrate_some(batch).await?;
        }
        Ok(migrated)
    }

    async fn migrate_some(&self, old: &[(JsValue, StoredVersion)]) -> Result<usize, BrowserError> {
        let new: Vec<JsValue> = self
            .run(&[VERSIONS], WRITE, |it| {
                forgive_what_is_there(it);
                let store = it.object_store(VERSIONS)?;
                let add = |(_, stored): &(JsValue, StoredVersion)| {
                    let StoredVersion { notebook, record, .. } = stored;
                    let json = write_record(record);
                    let key = version_key(notebook, record, &json.to_string(), "");
                    let value = version_value(notebook, kind(notebook, record), &json)?;
                    store.add_with_key(&value, &key)?;
                    Ok(key)
                };
                old.iter().map(add).collect::<Result<_, JsValue>>()
            })
            .await?;
        let requests = self
            .run(&[VERSIONS], READ, |it| {
                let store = it.object_store(VERSIONS)?;
                new.iter().map(|key| store.get(key)).collect::<Result<Vec<_>, JsValue>>()
            })
            .await?;
        let mut done = Vec::new();
        for ((key, stored), request) in old.iter().zip(requests) {
            let read = read_version(&request.result()?);
            let same = |read: &StoredVersion| {
                read.notebook == stored.notebook && read.record == stored.record
            };
            if read.is_ok_and(|read| same(&read) && read.format == STORED_FORMAT) {
                done.push(key);
            }
        }
        self.run(&[VERSIONS], WRITE, |it| {
            let store = it.object_store(VERSIONS)?;
            done.iter().try_for_each(|key| store.delete(key).map(drop))
        })
        .await?;
        Ok(done.len())
    }

    async fn all_of(&self, store: &str) -> Result<Vec<(JsValue, JsValue)>, BrowserError> {
        if self.is_memory() {
            return Ok(Vec::new());
        }
        let (keys, values) = self
            .run(&[store], READ, |it| {
                let store = it.object_store(store)?;
                Ok((store.get_all_keys()?, store.get_all()?))
            })
            .await?;
        Ok(list(&keys.result()?).into_iter().zip(list(&values.result()?)).collect())
    }
}

fn excerpt(value: &JsValue) -> String {
    let long = value.dyn_ref::<Array>().is_some_and(|array| array.length() > EXCERPT as u32);
    let text = if long { None } else { JSON::stringify(value).ok() };
    let text = text.filter(|text| text.is_string());
    let text = text.map(|text| {
        // Cut first: it may be of any length.
        String::from(text.unchecked_ref::<js_sys::JsString>().slice(0, 2 * EXCERPT as u32))
    });
    text.unwrap_or_default().chars().take(EXCERPT).collect()
}
