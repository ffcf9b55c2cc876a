//! A modal dialog, by the browser's own `<dialog>`.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::Icon;
use crate::app::words::page;
use crate::ui::notice::NoticeBar;

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    /// Its title, which names it.
    pub(crate) title: AttrValue,
    /// It was closed, by whatever means.
    pub(crate) on_close: Callback<()>,
    #[prop_or_default]
    pub(crate) wide: bool,
    /// As large as the window.
    #[prop_or_default]
    pub(crate) whole: bool,
    pub(crate) children: Html,
}

/// Opens when it is drawn. The browser keeps the focus in it and gives it back.
#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            let dialog = dialog.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // Refused only if it is open already.
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        }
    });
    let closed = props.on_close.reform(|_: Event| ());
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <dialog class={classes!("dialog", props.wide.then_some("dialog--wide"), props.whole.then_some("dialog--whole"))} ref={dialog}
            aria-labelledby="dialog-title" oncancel={closed}>
            <div class="dialog__head">
                <h2 id="dialog-title">{ props.title.clone() }</h2>
                <button type="button" class="tool" aria-label={page::CLOSE} onclick={close}><Icon name="close" /></button>
            </div>
            <div class="dialog__body">{ props.children.clone() }</div>
            <NoticeBar />
        </dialog>
    }
}
