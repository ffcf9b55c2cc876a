//! A writer's name that no other open tab has.

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
            match hold(&locks, &writer).await {
                Ok(true) => return remembered(writer),
                Ok(false) => pause(50).await,
                Err(_) => return new_name(),
            }
        }
    }
    for writer in names() {
        match hold(&locks, &writer).await {
            Ok(true) => return remembered(writer),
            Ok(false) => {}
            Err(_) => return new_name(),
        }
    }
    let writer = new_name();
    // Cannot fail for want of the name: nobody else knows it.
    let _ = hold(&locks, &writer).await;
    remembered(writer)
}

/// Whether pages can tell which others are open.
pub(super) fn are_told() -> bool {
    locks().is_some()
}

/// Whether no open page has this name. If so it is this page's from here on. Where
/// pages cannot tell, the others are taken to be gone.
pub async fn is_gone(other: &Writer) -> bool {
    match locks() {
        Some(locks) => hold(&locks, other).await.unwrap_or(true),
        None => true,
    }
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

/// Takes the lock of a name, if it is free, and never lets go of it.
async fn hold(locks: &LockManager, writer: &Writer) -> Result<bool, BrowserError> {
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into())?;
    let (answer, answered) = open_promise();
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if let Some(answered) = answered {
            let _ = answered.call1(&JsValue::UNDEFINED, &lock.is_object().into());
        }
        if lock.is_object() {
            // The lock is held until this promise settles, which it never does.
            open_promise().0.into()
        } else {
            JsValue::UNDEFINED
        }
    });
    let name = format!("claimlight/writer/{}", writer.as_str());
    let request = locks.request(&name, &options, callback.unchecked_ref())?;
    // The request settles only when it was refused or failed.
    let first = within(LIMIT, &Promise::race(&Array::of2(&answer, &request))).await?;
    Ok(first.as_bool().unwrap_or(false))
}

fn new_name() -> Writer {
    let digit =
        |byte: u8| char::from(b"0123456789abcdefghijklmnopqrstuvwxyz"[usize::from(byte % 36)]);
    let name: String = random::<12>().into_iter().map(digit).collect();
    Writer::named(&name).unwrap_or_else(new_name)
}
