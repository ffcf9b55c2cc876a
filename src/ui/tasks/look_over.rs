//! Looks over what is stored, once a page, when nobody waits for it.

use wasm_bindgen_futures::spawn_local;

use super::remind;
use crate::app::action::Action;
use crate::app::state::Keeping;
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// Brings what an older page stored to the newest format, counts what cannot be
/// read, and removes versions that later ones know of. What fails is left as it
/// is, for the next page to try.
pub(crate) fn look_over(services: &Services, act: &Act, state: &Snapshot) {
    let (services, act, state) = (services.clone(), act.clone(), state.clone());
    spawn_local(async move {
        let vault = services.vault();
        remind::remind(&act, state.notebook.id());
        let may_write = state.keeping == Keeping::Stored;
        if may_write {
            let _ = vault.migrate().await;
        }
        if let Ok(broken) = vault.broken().await
            && !broken.is_empty()
        {
            act.send(Action::Broken(broken.len()));
        }
        if may_write {
            for listed in &state.catalogue {
                let _ = vault.sweep(&listed.id).await;
            }
        }
    });
}
