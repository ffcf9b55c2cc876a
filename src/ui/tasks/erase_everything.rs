//! Erases everything in this browser, then begins anew.

use wasm_bindgen_futures::spawn_local;

use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::browser::dom::page;
use crate::browser::storage::erasure;
use crate::browser::tabs::{ERASED, ERASING};
use crate::ui::services::Services;
use crate::ui::store::Act;

/// Erases all of it, in all tabs, and loads the page again; or says that it
/// could not, and calls `failed`.
pub(crate) fn erase_everything(services: &Services, act: &Act, failed: impl FnOnce() + 'static) {
    let (services, act) = (services.clone(), act.clone());
    spawn_local(async move {
        let tell = || services.say_to_tabs(ERASING);
        match erasure::erase_everything(services.vault(), tell).await {
            Ok(()) => {
                services.say_to_tabs(ERASED);
                page::reload();
            }
            Err(_) => {
                failed();
                act.send(Action::Tell(Notice::NotErased));
            }
        }
    });
}
