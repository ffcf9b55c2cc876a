//! Erases everything in this browser, then begins anew.

use wasm_bindgen_futures::spawn_local;

use crate::browser::dom::page;
use crate::browser::storage::erasure;
use crate::browser::tabs::{ERASED, ERASING};
use crate::ui::services::Services;

/// Erases all of it, in all tabs, and loads the page again; calls `failed` where
/// it could not.
pub(crate) fn erase_everything(services: &Services, failed: impl FnOnce() + 'static) {
    let services = services.clone();
    spawn_local(async move {
        let tell = || services.say_to_tabs(ERASING);
        match erasure::erase_everything(services.vault(), tell).await {
            Ok(()) => {
                services.say_to_tabs(ERASED);
                page::reload();
            }
            Err(_) => failed(),
        }
    });
}
