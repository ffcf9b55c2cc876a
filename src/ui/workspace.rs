//! The composition root: state and services around the regions of the page.

use yew::prelude::*;

use super::exercise::use_exercise;
use super::header::Header;
use super::hooks::{
    use_announcements, use_drop, use_focus_kept, use_inheritance, use_keeping, use_leaving,
    use_link, use_page_attributes, use_parts, use_paste, use_shortcuts, use_tabs, use_upkeep,
};
use super::margin::Margin;
use super::notes::Notes;
use super::notice::NoticeBar;
use super::panel::OpenPanel;
use super::reader::Reader;
use super::services::Services;
use super::store::{Act, Snapshot, Store, use_snapshot};
use crate::app::state::State;
use crate::app::words::{article, page};

#[derive(Properties, PartialEq)]
pub(super) struct WorkspaceProps {
    pub(super) initial: State,
    pub(super) services: Services,
}

/// The page once it is ready.
#[component]
pub(super) fn Workspace(props: &WorkspaceProps) -> Html {
    let store = use_reducer_eq(|| Store::new(props.initial.clone()));
    let act =
        use_memo((), |()| Act::new(&store, props.initial.writer.clone(), props.services.clone()));
    let snapshot = store.snapshot();
    html! {
        <ContextProvider<Services> context={props.services.clone()}>
            <ContextProvider<Act> context={(*act).clone()}>
                <ContextProvider<Snapshot> context={snapshot}>
                    <Page />
                </ContextProvider<Snapshot>>
            </ContextProvider<Act>>
        </ContextProvider<Services>>
    }
}

#[component]
fn Page() -> Html {
    let state = use_snapshot();
    use_page_attributes();
    use_keeping();
    use_upkeep();
    use_leaving();
    use_tabs();
    use_inheritance();
    use_shortcuts();
    use_focus_kept();
    use_parts();
    use_paste();
    use_link();
    use_exercise();
    let dropping = use_drop();
    let said = use_announcements();
    html! {
        <>
            <a class="skip" href="#article">{ page::SKIP }</a>
            <Header />
            <Notes />
            <main class="page">
                <Reader />
                <Margin />
            </main>
            // What lies outside an open dialog is under its veil: there it is in the dialog.
            if state.view.panel.is_none() { <NoticeBar /> }
            <OpenPanel />
            <div class="visually-hidden" aria-live="polite" data-announcer="">{ said }</div>
            if dropping {
                <div class="drop-veil" aria-hidden="true"><p>{ article::DROP }</p></div>
            }
        </>
    }
}
