//! Reads the notebook in a link.

use wasm_bindgen_futures::spawn_local;

use super::import_files;
use crate::app::action::Action;
use crate::app::notice::{FileProblem, Notice};
use crate::app::words::share as words;
use crate::browser::dom::page;
use crate::browser::packing;
use crate::domain::formats::packed::{MAX_UNPACKED, unpack};
use crate::domain::formats::web_annotation::FileError;
use crate::ui::store::Act;

/// Shows what it would do; the address is then an ordinary one again, so that
/// loading the page once more does not ask once more.
pub(crate) fn read_link(act: &Act, packed: String) {
    let act = act.clone();
    spawn_local(async move {
        let name = words::FROM_LINK.to_owned();
        let text = match unpack(&packed) {
            Ok(bytes) => packing::inflated(&bytes, MAX_UNPACKED).await.ok(),
            Err(error) => {
                page::forget_hash();
                return act.send(Action::Tell(Notice::Link(error)));
            }
        };
        page::forget_hash();
        match text {
            Some(text) => import_files::open_text(&act, name, &text),
            // Cut off, as long links are.
            None => act.send(Action::Tell(Notice::File(
                name,
                FileProblem::Refused(FileError::NotAnnotations),
            ))),
        }
    });
}
