//! The keys.

use yew::prelude::*;

use super::CloseProps;
use crate::app::words::{keys, page};
use crate::ui::controls::Dialog;
use crate::ui::store::use_snapshot;

/// All keys, by where they work.
#[component]
pub(super) fn Keys(props: &CloseProps) -> Html {
    let state = use_snapshot();
    let groups = keys::GROUPS.iter().map(|(name, keys)| {
        let rows = keys
            .iter()
            .map(|(key, does)| html! { <div><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> });
        html! { <section><h3>{ *name }</h3><dl class="keys">{ for rows }</dl></section> }
    });
    html! {
        <Dialog title={page::KEYS} on_close={props.on_close.clone()} wide=true>
            if !state.preferences.letters { <p class="field__help">{ keys::LETTERS_OFF }</p> }
            { for groups }
        </Dialog>
    }
}
