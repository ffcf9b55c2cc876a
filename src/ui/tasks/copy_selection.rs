//! Copies words.

use wasm_bindgen_futures::spawn_local;

use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::browser::clipboard;
use crate::ui::store::Act;

/// Copies `words` and says whether it worked.
pub(crate) fn copy(act: &Act, words: String) {
    let act = act.clone();
    spawn_local(async move {
        let notice = match clipboard::write(&words).await {
            Ok(()) => Notice::Copied,
            Err(_) => Notice::NotCopied,
        };
        act.send(Action::Tell(notice));
    });
}
