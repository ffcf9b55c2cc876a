//! The last few states of each notebook, each whole and as the text of its
//! file: what is swept elsewhere is still in it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::database::forgive_what_is_there;
use super::stored::{STATES, beginning_with, list};
use super::vault::{READ, Vault, WRITE};
use crate::browser::error::BrowserError;
use crate::domain::id::Id;
use crate::domain::time::Timestamp;

/// So many of each notebook are kept.
pub const KEPT: usize = 5;

/// The longest file that is kept as a state, in bytes.
pub const LIMIT: usize = 8_000_000;

/// One of them.
#[derive(Clone, PartialEq, Debug)]
pub struct EarlierState {
    /// When it was kept, by the clock of this computer.
    pub when: Timestamp,
    /// How many claims it had.
    pub claims: u32,
    /// How many edits it had seen.
    pub edits: u64,
    /// The notebook as a file.
    pub file: String,
}

impl Vault {
    /// Those of a notebook, the newest first. What cannot be read is left out,
    /// and stays.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn states(&self, id: &Id) -> Result<Vec<EarlierState>, BrowserError> {
        if self.is_memory() {
            return Ok(Vec::new());
        }
        let request = self
            .run(&[STATES], READ, |it| {
                let range = beginning_with(&[id.as_str()])?;
                it.object_store(STATES)?.get_all_with_key(&range)
            })
            .await?;
        let mut states: Vec<_> = list(&request.result()?).iter().filter_map(read).collect();
        states.reverse();
        Ok(states)
    }

    /// Keeps one more, unless the last one is it; the oldest goes then.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn keep_state(&self, id: &Id, state: &EarlierState) -> Result<(), BrowserError> {
        let last = self.states(id).await?.into_iter().next();
        if self.is_memory() || last.is_some_and(|last| last.edits == state.edits) {
            return Ok(());
        }
        let keys = self
            .run(&[STATES], READ, |it| {
                let range = beginning_with(&[id.as_str()])?;
                it.object_store(STATES)?.get_all_keys_with_key(&range)
            })
            .await?;
        let keys = list(&keys.result()?);
        let number = |key: &JsValue| Reflect::get_u32(key, 1).ok().and_then(|it| it.as_f64());
        let next = keys.last().and_then(number).unwrap_or_default() + 1.0;
        self.run(&[STATES], WRITE, |it| {
            // Another tab may have kept it in the same moment.
            forgive_what_is_there(it);
            let store = it.object_store(STATES)?;
            let key = js_sys::Array::of2(&id.as_str().into(), &next.into());
            store.add_with_key(&write(state)?, &key)?;
            let old = keys.len().saturating_sub(KEPT - 1);
            keys.iter().take(old).try_for_each(|key| store.delete(key).map(drop))
        })
        .await
    }
}

fn write(state: &EarlierState) -> Result<JsValue, JsValue> {
    let value = js_sys::Object::new();
    for (field, is) in [
        ("when", state.when.as_str().into()),
        ("claims", state.claims.into()),
        ("edits", (state.edits as f64).into()),
        ("file", state.file.as_str().into()),
    ] {
        Reflect::set(&value, &field.into(), &is)?;
    }
    Ok(value.into())
}

fn read(value: &JsValue) -> Option<EarlierState> {
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    let number = |name: &str| field(name)?.as_f64().filter(|it| it.is_finite() && *it >= 0.0);
    Some(EarlierState {
        when: Timestamp::read(&field("when")?.as_string()?)?,
        claims: number("claims")? as u32,
        edits: number("edits")? as u64,
        file: field("file")?.as_string()?,
    })
}
