//! What opens above the page.

mod bin;
mod import_preview;
mod keys;
mod notebooks;
mod open_article;
mod settings;
mod source_editor;

use yew::prelude::*;

use super::store::{use_act, use_snapshot};
use crate::app::action::Look;
use crate::app::state::Panel;

/// The dialog that is open, if one is.
#[component]
pub(super) fn Dialogs() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let on_close = Callback::from(move |()| act.look(Look::Show(None)));
    match state.view.panel.clone() {
        None => Html::default(),
        Some(Panel::Notebooks) => html! { <notebooks::Notebooks {on_close} /> },
        Some(Panel::OpenArticle(offered)) => {
            html! { <open_article::OpenArticle {offered} {on_close} /> }
        }
        Some(Panel::Import(import)) => {
            html! { <import_preview::ImportPreview {import} {on_close} /> }
        }
        Some(Panel::Bin) => html! { <bin::Bin {on_close} /> },
        Some(Panel::Settings) => html! { <settings::Settings {on_close} /> },
        Some(Panel::Keys) => html! { <keys::Keys {on_close} /> },
        Some(Panel::Source(id)) => html! { <source_editor::SourceEditor {id} {on_close} /> },
    }
}

/// What every dialog is given.
#[derive(Properties, PartialEq)]
pub(super) struct CloseProps {
    pub(super) on_close: Callback<()>,
}
