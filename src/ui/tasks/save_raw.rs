//! Saves everything that is stored, readable or not, as one file.

use wasm_bindgen_futures::spawn_local;

use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::browser::files;
use crate::ui::services::Services;
use crate::ui::store::Act;

const NAME: &str = "claimlight-everything.json";

/// Hands the file to the browser.
pub(crate) fn save_raw(services: &Services, act: &Act) {
    let (services, act) = (services.clone(), act.clone());
    spawn_local(async move {
        let text = services.vault().raw().await;
        act.send(Action::Tell(match files::download(NAME, &text, "application/json") {
            Ok(()) => {
                act.send(Action::Filed(act.state().notebook.id().clone()));
                Notice::Exported(NAME.into())
            }
            Err(_) => Notice::NotExported,
        }));
    });
}
