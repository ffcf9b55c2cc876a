//! An exercise: doing an exercise, handing it in, making one.

mod hand_in;
mod make;
mod region;
mod rooms;
mod rows;
mod start;

use std::sync::Arc;

use yew::prelude::*;

use super::store::{Act, Snapshot};
use super::tasks::exercise;
use crate::app::incoming::Import;
use crate::app::state::Panel;

/// What the part `classroom` does for exercises.
#[derive(Clone, Copy)]
pub(super) struct Lesson {
    /// The open exercise, above the article.
    pub(super) region: fn() -> Html,
    /// The way to begin a file's exercise.
    pub(super) start: fn(&Arc<Import>) -> Html,
    /// Its dialogs.
    pub(super) panel: fn(&Panel, Callback<()>) -> Html,
    /// Reads what the open notebook carries.
    pub(super) look: fn(&Act, &Snapshot),
}

impl Lesson {
    pub(super) fn new() -> Self {
        Self {
            region: || html! { <region::Region /> },
            start: |import| html! { <start::Start import={import.clone()} /> },
            panel,
            look: |act, state| exercise::look(act, state),
        }
    }
}

fn panel(panel: &Panel, on_close: Callback<()>) -> Html {
    match panel {
        Panel::MakeExercise => html! { <make::Make {on_close} /> },
        Panel::HandIn => html! { <hand_in::HandIn {on_close} /> },
        Panel::Classroom => html! { <rooms::Rooms {on_close} /> },
        _ => Html::default(),
    }
}
