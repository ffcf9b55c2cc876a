//! Which blocks are painted when there are very many claims.

use yew::prelude::*;

use crate::app::action::Look;
use crate::app::state::MANY;
use crate::browser::dom::view::blocks_in_view;
use crate::ui::hooks::{use_document_event, use_window_event};
use crate::ui::store::{use_act, use_snapshot};

/// Follows scrolling where there are more claims than that. Printing shows all.
#[hook]
pub(super) fn use_window(article: &NodeRef) {
    let (state, act) = (use_snapshot(), use_act());
    let blocks = state.article.blocks().len();
    let many = state.outline.claims.len() > MANY;
    let follow = {
        let (article, act) = (article.clone(), act.clone());
        move || {
            let found = article.cast::<web_sys::Element>().filter(|_| many);
            let window = found.map(|root| blocks_in_view(&root, blocks));
            if window != act.state().view.window {
                act.look(Look::Window(window));
            }
        }
    };
    use_effect_with((many, state.article.id().clone()), {
        let follow = follow.clone();
        move |_| follow()
    });
    use_document_event("scroll", {
        let follow = follow.clone();
        move |_| follow()
    });
    use_window_event("beforeprint", {
        let act = act.clone();
        move |_| act.look(Look::Window(None))
    });
    use_window_event("afterprint", move |_| follow());
}
