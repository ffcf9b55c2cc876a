//! A writer's name that no other open tab has.

use std::cell::Cell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::web_storage::{WRITER, local, session};
use crate::browser::clock::random;
use crate::browser::error::BrowserError;
use crate::browser::promise::{open_promise, pause, window, within};
use crate::domain::version::Writer;

const NAMES: &str = "claimlight/writers";
/// How long a lock may be waited for, in milliseconds: it is asked for only if free.
const LIMIT: i32 = 2_000;

thread_local! {
    /// Whether this page holds its own name's lock: so others can tell, and it can.
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

#[wasm_bindgen]
extern "C" {
    /// `web-sys` has the Web Locks API behind an unstable flag only.
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        callback: &Function,
    ) -> Result<Promise, JsValue>;
}

/// Takes a writer's name for the life of the page. A name that an earlier page
/// used and no open tab holds is used again, so that version vectors stay short
/// and its undo history is found; after a reload, this tab's own comes first.
pub async fn lease() -> Writer {
    let Some(locks) = locks() else { return new_name() };
    if let Some(own) = session().ok().and_then(|it| it.get_item(WRITER).ok()?)
        && let Some(writer) = Writer::named(&own)
    {
        // The page that goes away may hold it for a moment yet; a tab that was
        // duplicated waits in vain and takes another name.
        for _ in 0..11 {
            match take(&locks, &writer).await {
                Ok(true) => return remembered(writer),
                Ok(false) => pause(50).await,
                Err(_) => return new_name(),
            }
        }
    }
    for writer in names() {
        match take(&locks, &writer).await {
            Ok(true) => return remembered(writer),
            Ok(false) => {}
            Err(_) => return new_name(),
        }
    }
    let writer = new_name();
    // Cannot fail for want of the name: nobody else knows it.
    let _ = take(&locks, &writer).await;
    remembered(writer)
}

/// Takes the lock of a name for good, if it is free.
async fn take(locks: &LockManager, writer: &Writer) -> Result<bool, BrowserError> {
    let taken = hold(locks, writer, &open_promise().0).await?;
    TOLD.set(TOLD.get() || taken);
    Ok(taken)
}

/// Whether pages can tell which others are open.
pub(crate) fn are_told() -> bool {
    TOLD.get()
}

/// That no open page has a name; while this lives, none takes it up.
pub(crate) struct Gone(Option<Function>);

impl Drop for Gone {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Whether another page is gone; `None` if it is open, or cannot be told now. Where
/// pages cannot tell at all, the others are taken to be gone.
pub(crate) async fn gone(other: &Writer) -> Option<Gone> {
    let Some(locks) = locks().filter(|_| are_told()) else { return Some(Gone(None)) };
    let (until, release) = open_promise();
    // If the answer comes late, it is dropped with this.
    let gone = Gone(release);
    hold(&locks, other, &until).await.is_ok_and(|is_gone| is_gone).then_some(gone)
}

/// The names that pages of this browser have used.
#[must_use]
pub fn names() -> Vec<Writer> {
    let list = local().ok().and_then(|it| it.get_item(NAMES).ok()?).unwrap_or_default();
    list.lines().filter_map(Writer::named).collect()
}

/// Notes a name again, after the browser forgot it.
pub fn note(writer: &Writer) {
    let _ = remembered(writer.clone());
}

fn remembered(writer: Writer) -> Writer {
    let mut names = names();
    if !names.contains(&writer) {
        names.push(writer.clone());
        let list: Vec<&str> = names.iter().map(Writer::as_str).collect();
        // If it cannot be stored, the next page merely takes another name.
        let _ = local().map(|it| it.set_item(NAMES, &list.join("\n")));
    }
    let _ = session().map(|it| it.set_item(WRITER, writer.as_str()));
    writer
}

fn locks() -> Option<LockManager> {
    // Absent outside secure contexts.
    let locks = Reflect::get(&window().ok()?.navigator(), &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Takes the lock of a name, if it is free, until the promise settles.
async fn hold(locks: &LockManager, writer: &Writer, until: &Promise) -> Result<bool, BrowserError> {
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into())?;
    let (answer, answered) = open_promise();
    let until = until.clone();
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if let Some(answered) = answered {
            let _ = answered.call1(&JsValue::UNDEFINED, &lock.is_object().into());
        }
        if lock.is_object() { until.into() } else { JsValue::UNDEFINED }
    });
    let name = format!("claimlight/writer/{}", writer.as_str());
    let request = locks.request(&name, &options, callback.unchecked_ref())?;
    // The request settles only when it was refused or failed, or once it was let go of.
    let first = within(LIMIT, &Promise::race(&Array::of2(&answer, &request))).await?;
    Ok(first.as_bool().unwrap_or(false))
}

fn new_name() -> Writer {
    let digit =
        |byte: u8| char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[usize::from(byte % 36)]);
    let name: String = random::<12>().into_iter().map(digit).collect();
    Writer::named(&name).unwrap_or_else(new_name)
}
