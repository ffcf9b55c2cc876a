//! The caret, drawn where the keys are.

use yew::prelude::*;

use crate::app::state::Means;
use crate::browser::dom::geometry::{caret_box, reveal, set_length};
use crate::ui::store::use_snapshot;

#[derive(Properties, PartialEq)]
pub(super) struct CaretProps {
    pub(super) article: NodeRef,
    pub(super) column: NodeRef,
}

/// Shown while keys move it; the browser's own selection shows the rest.
#[component]
pub(super) fn Caret(props: &CaretProps) -> Html {
    let state = use_snapshot();
    let caret = use_node_ref();
    let at = state.view.selection.filter(|selection| selection.by == Means::Keys).map(|s| s.focus);
    use_effect_with((at, state.article.id().clone()), {
        let (caret, props) = (caret.clone(), (props.article.clone(), props.column.clone()));
        move |(at, _)| {
            let elements =
                props.0.cast::<web_sys::Element>().zip(props.1.cast::<web_sys::Element>());
            if let (Some(at), Some((article, column)), Some(caret)) =
                (at, elements, caret.cast::<web_sys::Element>())
                && let Some(place) = caret_box(&article, &state.article, *at, &column)
            {
                set_length(&caret, "--left", place.left);
                set_length(&caret, "--top", place.top);
                set_length(&caret, "--height", place.bottom - place.top);
                reveal(&caret);
            }
        }
    });
    html! { <span class="caret" ref={caret} hidden={at.is_none()} aria-hidden="true"></span> }
}
