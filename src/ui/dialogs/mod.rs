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

pub(super) use share::Link as ShareLink;

use super::controls::Dialog;
use super::parts::{self, Part, use_part};
use super::store::use_act;
use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::Panel;
use crate::app::words::page;

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
        Panel::Class | Panel::Key => {
            html! { <Classroom alone={*panel == Panel::Key} {on_close} /> }
        }
        Panel::Settings => html! { <settings::Settings {on_close} /> },
        Panel::Broken => html! { <broken::BrokenRecords {on_close} /> },
        Panel::Earlier => html! { <earlier::EarlierStates {on_close} /> },
        Panel::Keys => html! { <keys::Keys {on_close} /> },
        Panel::MakeExercise | Panel::HandIn | Panel::Classroom => {
            html! { <OfLesson panel={panel.clone()} {on_close} /> }
        }
        Panel::Source(id) => html! { <source_editor::SourceEditor {id} {on_close} /> },
    }
}

/// What every dialog is given.
#[derive(Properties, PartialEq)]
pub(super) struct CloseProps {
    pub(super) on_close: Callback<()>,
}

#[derive(Properties, PartialEq)]
struct ClassroomProps {
    alone: bool,
    on_close: Callback<()>,
}

/// The class, loaded when it is first opened.
#[component]
fn Classroom(props: &ClassroomProps) -> Html {
    let act = use_act();
    let part = use_part(&parts::CLASSROOM);
    use_effect_with(matches!(part, Part::Missing), {
        let on_close = props.on_close.clone();
        move |missing| {
            if *missing {
                on_close.emit(());
                act.send(Action::Tell(Notice::PartMissing));
            }
        }
    });
    match part {
        Part::Here(view) => view(props.alone, props.on_close.clone()),
        Part::Coming | Part::Missing => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct OfLessonProps {
    panel: Panel,
    on_close: Callback<()>,
}

/// A dialog of the part `classroom`, for an exercise.
#[component]
fn OfLesson(props: &OfLessonProps) -> Html {
    match use_part(&parts::LESSON) {
        Part::Here(lesson) => (lesson.panel)(&props.panel, props.on_close.clone()),
        Part::Coming => Html::default(),
        Part::Missing => html! {
            <Dialog title={page::EXERCISES} on_close={props.on_close.clone()}><p role="alert">{ page::PART_MISSING }</p></Dialog>
        },
    }
}
