//! What a file would do, before it does it.

use std::sync::Arc;

use yew::prelude::*;

use crate::app::action::Action;
use crate::app::incoming::{Import, Standing};
use crate::app::words::{file, page, shortened, version};
use crate::browser::clock;
use crate::domain::outline::Outline;
use crate::domain::versions::Found;
use crate::ui::controls::Dialog;
use crate::ui::parts::{self, Part, use_part};
use crate::ui::services::use_services;
use crate::ui::store::use_act;
use crate::ui::tasks::open_notebook;

#[derive(Properties, PartialEq)]
pub(super) struct ImportPreviewProps {
    pub(super) import: Arc<Import>,
    pub(super) on_close: Callback<()>,
}

/// The file's contents, what merging would change, and the ways to take it in.
#[component]
pub(super) fn ImportPreview(props: &ImportPreviewProps) -> Html {
    let (act, services) = (use_act(), use_services());
    let import = props.import.clone();
    let outline = Outline::of(&import.notebook);
    let preview = match &import.standing {
        Standing::Same(preview) | Standing::SameArticle(preview) => Some(preview),
        Standing::OtherArticle | Standing::NoArticle => None,
    };
    let effects =
        preview.into_iter().flat_map(file::effects).map(|line| html! { <li>{ line }</li> });
    let mergeable = preview.is_some_and(|preview| !preview.is_empty());
    let apart = import.stands_alone();
    let found = Found::of(&import.fates);
    // Beginning an exercise comes first then.
    let exercise = import.carries_more();
    let primary = classes!("button", (!exercise).then_some("button--primary"));
    // Where there is nothing else to do with it.
    let alone = apart && !exercise && !mergeable && found.found == 0;
    let whole = classes!("button", alone.then_some("button--primary"));
    // That nothing would change is not true of an exercise to begin.
    let told = !exercise || mergeable || preview.is_none();
    let merge = {
        let (act, import) = (act.clone(), import.clone());
        move |_| act.send(Action::Merge(vec![import.clone()], clock::now()))
    };
    let open = {
        let (act, import) = (act.clone(), import.clone());
        move |_| open_notebook::open_imports(&services, &act, vec![import.clone()])
    };
    html! {
        <Dialog title={file::PREVIEW} on_close={props.on_close.clone()}>
            <p><strong><bdi>{ shortened(&import.name, 120) }</bdi></strong>{ ": " }
                { file::holds(outline.claims.len(), outline.sources.len(), import.left_out) }</p>
            if exercise { <OfExercise import={import.clone()} /> }
            if told { <p>{ file::standing(&import) }</p> }
            <ul>{ for effects }</ul>
            if !import.fates.is_empty() { <p>{ version::found(found) }</p> }
            <div class="dialog__foot">
                if found.found > 0 {
                    <button type="button" class={primary.clone()} onclick={merge.clone()}>{ version::BRING }</button>
                }
                if mergeable { <button type="button" class={primary} onclick={merge}>{ file::MERGE }</button> }
                if apart { <button type="button" class={whole} onclick={open}>{ file::OPEN_APART }</button> }
                <NotNow on_close={props.on_close.clone()} />
            </div>
        </Dialog>
    }
}

/// Leaves everything as it is.
#[component]
pub(super) fn NotNow(props: &super::CloseProps) -> Html {
    html! {
        <button type="button" class="button button--quiet" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ page::CANCEL }</button>
    }
}

#[derive(Properties, PartialEq)]
struct OfExerciseProps {
    import: Arc<Import>,
}

/// The way to begin the exercise that a file holds.
#[component]
fn OfExercise(props: &OfExerciseProps) -> Html {
    match use_part(&parts::LESSON) {
        Part::Here(lesson) => (lesson.start)(&props.import),
        Part::Coming => Html::default(),
        Part::Missing => html! { <p role="alert">{ page::PART_MISSING }</p> },
    }
}
