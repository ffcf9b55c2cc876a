//! The other tabs of this browser.

use std::sync::Arc;

use serde_json::Value;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::domain::formats::object::object;
use crate::domain::formats::web_annotation::{read_record, write_record};
use crate::domain::id::Id;
use crate::domain::record::Record;

const NAME: &str = "claimlight";

/// Said by a tab that begins to erase everything: nobody may store anything now.
pub const ERASING: &str = "erasing";
/// Said when it has: whoever shows what was there should load the page again.
pub const ERASED: &str = "erased";

/// A notebook and new versions of its records.
pub type Heard = (Id, Vec<Arc<Record>>);

/// Tells other tabs of new versions and hears of theirs, until it is dropped.
/// Where there is no such channel, each tab shows its own work until it is
/// loaded again; storage does not depend on it.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Opens the channel. `hear` is called with each message, for [`read`].
    pub fn open(hear: impl Fn(String) + 'static) -> Self {
        Self::on(NAME, hear)
    }

    /// Opens the channel of this name, for something else than notebooks.
    pub fn on(name: &str, hear: impl Fn(String) + 'static) -> Self {
        let heard = Closure::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string() {
                hear(message);
            }
        });
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self { channel, _heard: heard }
    }

    /// Says one word, such as [`ERASING`] or [`ERASED`].
    pub fn say(&self, word: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&word.into());
        }
    }

    /// Tells the other tabs, after the records were stored: a tab that hears of
    /// one may load the notebook at once.
    pub fn tell(&self, notebook: &Id, records: &[Arc<Record>]) {
        let Some(channel) = self.channel.as_ref().filter(|_| !records.is_empty()) else { return };
        let records: Vec<Value> = records.iter().map(|record| write_record(record)).collect();
        let message = object! { "notebook": notebook.as_str(), "records": records };
        let _ = channel.post_message(&message.to_string().into());
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}

/// The notebook of a message and the new versions of its records, which may be
/// known already; `None` if it is no message.
///
/// A message of a tab that runs another version of the page may say more than
/// we understand: what can be read is taken, the rest comes with the next load.
#[must_use]
pub fn read(message: &str) -> Option<Heard> {
    let value: Value = serde_json::from_str(message).ok()?;
    let notebook = Id::from_iri(value.get("notebook")?.as_str()?)?;
    let records = value.get("records")?.as_array()?;
    Some((notebook, records.iter().filter_map(|it| read_record(it).ok().map(Arc::new)).collect()))
}
