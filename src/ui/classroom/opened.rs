//! The class page as it is opened: first what is kept is read; and the sign that
//! says whether it is kept.

use yew::prelude::*;

use super::keeping::{self, Opening, View};
use super::{ClassPage, PageProps};
use crate::app::classroom::Sign;
use crate::app::words::classroom as words;
use crate::ui::controls::Dialog;
use crate::ui::services::use_services;
use crate::ui::store::use_snapshot;

/// The class, once it is read.
#[component]
pub(super) fn Opened(props: &PageProps) -> Html {
    let (state, services) = (use_snapshot(), use_services());
    let view = use_state(keeping::view);
    use_effect_with((), {
        let set = view.setter();
        move |()| {
            keeping::listen(Some(Callback::from(move |view| set.set(view))));
            || keeping::listen(None)
        }
    });
    // Again, where another tab has emptied the class or begun one.
    use_effect_with(view.opening == Opening::NotYet, move |_| keeping::open(&services, &state));
    let progress = match view.opening {
        Opening::Done => {
            return html! {
                <ContextProvider<View> context={(*view).clone()}>
                    <ClassPage on_close={props.on_close.clone()} />
                </ContextProvider<View>>
            };
        }
        Opening::Reading(read, of) if of > 0 => Some((read, of)),
        _ => None,
    };
    html! {
        <div ondragover={refuse} ondrop={refuse}>
            <Dialog title={words::CLASS} whole=true on_close={props.on_close.clone()}>
                <p role="status">{ words::LOADING }</p>
                if let Some((read, of)) = progress {
                    <div class="incoming__progress">
                        <label for="class-opening">{ words::progress(read, of) }</label>
                        <progress id="class-opening" value={read.to_string()} max={of.to_string()}></progress>
                    </div>
                }
            </Dialog>
        </div>
    }
}

/// Files are added to the class once it is there; they are not opened beside it.
fn refuse(event: DragEvent) {
    event.prevent_default();
    event.stop_propagation();
}

/// Whether the class is kept.
#[component]
pub(super) fn KeptSign() -> Html {
    let sign = use_context::<View>().unwrap_or_default().sign;
    let Some(said) = words::sign(sign) else { return Html::default() };
    match sign {
        Sign::NotKept(_) => {
            html! { <p class="class__kept" role="alert">{ said }</p> }
        }
        _ => html! { <p class="class__kept">{ said }</p> },
    }
}

/// What of the class could not be read.
#[component]
pub(super) fn Unread() -> Html {
    match use_context::<View>().unwrap_or_default().unread {
        0 => Html::default(),
        unread => html! { <p role="alert">{ words::unread(unread) }</p> },
    }
}
