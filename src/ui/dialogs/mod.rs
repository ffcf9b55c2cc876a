//! What opens above the page.

mod bin;
mod broken;
mod earlier;
mod erase;
mod import_preview;
mod incoming;
mod keys;
mod made_on;
mod new_version;
mod notebooks;
mod on_paper;
mod open_article;
mod settings;
mod share;
mod source_editor;

use yew::prelude::*;

use crate::app::state::Panel;

/// The dialog for a panel.
pub(super) fn view(panel: &Panel, on_close: Callback<()>) -> Html {
    match panel.clone() {
        Panel::Notebooks => html! { <notebooks::Notebooks {on_close} /> },
        Panel::OpenArticle(offered, as_version) => {
            html! { <open_article::OpenArticle {offered} {as_version} {on_close} /> }
        }
        Panel::NewVersion(version) => {
            html! { <new_version::NewVersionPreview {version} {on_close} /> }
        }
        Panel::MadeOn(id) => html! { <made_on::MadeOn {id} {on_close} /> },
        Panel::Import(import) => {
            html! { <import_preview::ImportPreview {import} {on_close} /> }
        }
        Panel::Incoming(incoming) => {
            html! { <incoming::IncomingFiles {incoming} {on_close} /> }
        }
        Panel::Bin => html! { <bin::Bin {on_close} /> },
        Panel::Paper(paper) => html! { <on_paper::OnPaper {paper} {on_close} /> },
        Panel::Share => html! { <share::Share {on_close} /> },
        Panel::Settings => html! { <settings::Settings {on_close} /> },
        Panel::Broken => html! { <broken::BrokenRecords {on_close} /> },
        Panel::Earlier => html! { <earlier::EarlierStates {on_close} /> },
        Panel::Keys => html! { <keys::Keys {on_close} /> },
        Panel::Source(id) => html! { <source_editor::SourceEditor {id} {on_close} /> },
    }
}

/// What every dialog is given.
#[derive(Properties, PartialEq)]
pub(super) struct CloseProps {
    pub(super) on_close: Callback<()>,
}
