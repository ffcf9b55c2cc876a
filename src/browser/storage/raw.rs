//! Everything that is stored, as one JSON text, whatever it is.
//!
//! A database holds more than JSON can say, and what is broken may hold any of
//! it. What JSON cannot say becomes an object whose one key begins with `raw:`;
//! bytes are written in base 64.

use js_sys::{
    Array, ArrayBuffer, BigInt, Date, JSON, JsString, Map, Object, Reflect, RegExp, Set, Uint8Array,
};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::vault::{READ, Vault};
use super::web_storage::{self, local};
use crate::browser::error::BrowserError;
use crate::browser::promise::settled;
use crate::domain::formats::object::object;

/// Values deeper than this are left to the browser's own writer, which knows
/// less: ours would come to the end of its stack.
const MAX_DEPTH: usize = 200;

impl Vault {
    /// Everything that is stored, as one JSON text, readable or not: for a rescue.
    pub async fn raw(&self) -> String {
        let stores = match self.memory(|memory| memory.raw().to_string()) {
            Some(text) => Ok((text, "[]".to_owned())),
            None => self.raw_stores().await,
        };
        let (stores, blobs) = stores.unwrap_or_else(|error| {
            (object! { "error": error.to_string() }.to_string(), "[]".to_owned())
        });
        let mut texts = serde_json::Map::new();
        if let Ok(storage) = local() {
            let text = |key: String| Some((key.clone(), storage.get_item(&key).ok()??.into()));
            let keys = web_storage::keys(&storage, web_storage::PREFIX).unwrap_or_default();
            texts.extend(keys.into_iter().filter_map(text));
        }
        let texts = Value::Object(texts);
        format!("{{\"database\":{stores},\"blobs\":{blobs},\"localStorage\":{texts}}}")
    }

    /// Of all stores that there are: a newer page may have more.
    async fn raw_stores(&self) -> Result<(String, String), BrowserError> {
        let names = self.database(READ)?.stores();
        let stores: Vec<&str> = names.iter().map(String::as_str).collect();
        let requests = self
            .run(&stores, READ, |transaction| {
                let asked = stores.iter().map(|name| {
                    let store = transaction.object_store(name)?;
                    Ok((*name, store.get_all_keys()?, store.get_all()?))
                });
                asked.collect::<Result<Vec<_>, JsValue>>()
            })
            .await?;
        let mut raw = Raw::default();
        raw.push("{");
        for (n, (name, keys, values)) in requests.into_iter().enumerate() {
            raw.push(if n > 0 { "," } else { "" });
            raw.text(name);
            raw.push(":{\"keys\":");
            raw.value(&keys.result()?);
            raw.push(",\"values\":");
            raw.value(&values.result()?);
            raw.push("}");
        }
        raw.push("}");
        raw.finish().await
    }
}

/// A text in the making.
#[derive(Default)]
pub(super) struct Raw {
    text: String,
    /// The objects around the value that is being written.
    around: Vec<JsValue>,
    blobs: Vec<Blob>,
}

impl Raw {
    /// Writes the text of anything that JSON has words for.
    pub(super) fn push(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes any value.
    pub(super) fn value(&mut self, value: &JsValue) {
        if value.is_undefined() || value.is_function() || value.is_symbol() {
            self.odd("undefined", |it| it.push("true"));
        } else if let Some(number) = value.as_f64() {
            if number.is_finite() {
                self.json(value);
            } else {
                self.odd("number", |it| it.text(&number.to_string()));
            }
        } else if let Some(number) = value.dyn_ref::<BigInt>() {
            let digits = number.to_string(10).map(String::from).unwrap_or_default();
            self.odd("bigint", |it| it.text(&digits));
        } else if !value.is_object() {
            self.json(value);
        } else if let Some(up) = self.around.iter().rev().position(|it| Object::is(it, value)) {
            self.odd("cycle", |it| it.push(&(up + 1).to_string()));
        } else if self.around.len() >= MAX_DEPTH {
            self.odd("deep", |it| it.json(value));
        } else {
            self.around.push(value.clone());
            self.object(value);
            self.around.pop();
        }
    }

    fn object(&mut self, value: &JsValue) {
        if let Some(array) = value.dyn_ref::<Array>() {
            if Object::keys(array).length() == array.length() {
                return self.list(&array.to_vec());
            }
            // With holes, of which there may be four thousand million.
            self.odd("array", |it| {
                it.push(&array.length().to_string());
                it.push(",\"items\":");
                it.fields(array);
            });
        } else if let Some(date) = value.dyn_ref::<Date>() {
            let sound = date.get_time().is_finite();
            let time = if sound { String::from(date.to_iso_string()) } else { String::new() };
            self.odd("date", |it| it.text(&time));
        } else if let Some(map) = value.dyn_ref::<Map>() {
            self.odd("map", |it| it.list(&Array::from(map).to_vec()));
        } else if let Some(set) = value.dyn_ref::<Set>() {
            self.odd("set", |it| it.list(&Array::from(set).to_vec()));
        } else if let Some(expression) = value.dyn_ref::<RegExp>() {
            self.odd("regexp", |it| it.json(&expression.source()));
        } else if let Some(blob) = value.dyn_ref::<Blob>() {
            let (index, kind, size) = (self.blobs.len(), blob.type_(), blob.size());
            self.blobs.push(blob.clone());
            self.odd("blob", |it| {
                it.push(&format!("{index},\"size\":{size},\"type\":"));
                it.text(&kind);
            });
        } else if let Some(buffer) = value.dyn_ref::<ArrayBuffer>() {
            self.odd("bytes", |it| it.text(&base64(&Uint8Array::new(buffer).to_vec())));
        } else if ArrayBuffer::is_view(value) {
            let bytes = Reflect::get(value, &"buffer".into()).map(|it| Uint8Array::new(&it));
            let bytes = bytes.map(|it| it.to_vec()).unwrap_or_default();
            self.odd("bytes", |it| it.text(&base64(&bytes)));
        } else {
            self.fields(value.unchecked_ref());
        }
    }

    fn list(&mut self, values: &[JsValue]) {
        self.push("[");
        for (n, value) in values.iter().enumerate() {
            if n > 0 {
                self.push(",");
            }
            self.value(value);
        }
        self.push("]");
    }

    fn fields(&mut self, object: &Object) {
        self.push("{");
        for (n, key) in Object::keys(object).iter().enumerate() {
            if n > 0 {
                self.push(",");
            }
            self.json(&key);
            self.push(":");
            self.value(&Reflect::get(object, &key).unwrap_or_default());
        }
        self.push("}");
    }

    fn odd(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.push(&format!("{{\"raw:{name}\":"));
        write(self);
        self.push("}");
    }

    /// What the browser writes itself: it escapes half surrogate pairs, which
    /// no text of ours could hold.
    fn json(&mut self, value: &JsValue) {
        let text = JSON::stringify(value).ok().map(JsValue::from).and_then(|it| it.as_string());
        self.push(text.as_deref().unwrap_or("null"));
    }

    fn text(&mut self, text: &str) {
        self.json(&JsString::from(text));
    }

    /// The text, and the contents of all blobs in a list.
    pub(super) async fn finish(self) -> Result<(String, String), BrowserError> {
        let mut blobs = Vec::new();
        for blob in &self.blobs {
            // One that is gone from the disk must not cost the rest.
            let bytes = settled(blob.array_buffer()).await.map(|it| Uint8Array::new(&it).to_vec());
            blobs.push(bytes.map_or("null".into(), |it| format!("\"{}\"", base64(&it))));
        }
        Ok((self.text, format!("[{}]", blobs.join(","))))
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * n) & 63) as usize];
            text.push(if n <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}
