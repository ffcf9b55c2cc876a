//! Where things are on the screen, in CSS pixels.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use super::place::{point_of, range_of};
use crate::domain::article::Article;
use crate::domain::text::Span;

/// A rectangle relative to another element's top left corner.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Box {
    /// From the left.
    pub left: f64,
    /// From the top.
    pub top: f64,
    /// To its own right.
    pub right: f64,
    /// To its own bottom.
    pub bottom: f64,
}

/// The box of a span, relative to `origin`; the last line alone if `last_line`.
#[must_use]
pub fn box_of(root: &Element, article: &Article, span: Span, origin: &Element, last_line: bool) -> Option<Box> {
    let range = range_of(root, article, span)?;
    let rects = range.get_client_rects()?;
    let rect = if last_line { rects.item(rects.length().checked_sub(1)?)? } else { range.get_bounding_client_rect() };
    Some(relative(&rect, origin))
}

/// The box of a caret, without width.
#[must_use]
pub fn caret_box(root: &Element, article: &Article, at: usize, origin: &Element) -> Option<Box> {
    let (node, offset) = point_of(root, article, at, true)?;
    let range = web_sys::window()?.document()?.create_range().ok()?;
    range.set_start(&node, offset).ok()?;
    let rect = range
        .get_client_rects()
        .and_then(|rects| rects.item(0))
        .unwrap_or_else(|| range.get_bounding_client_rect());
    Some(relative(&rect, origin))
}

fn relative(rect: &DomRect, origin: &Element) -> Box {
    let from = origin.get_bounding_client_rect();
    Box {
        left: rect.left() - from.left(),
        top: rect.top() - from.top(),
        right: rect.right() - from.left(),
        bottom: rect.bottom() - from.top(),
    }
}

/// Sets a length that a stylesheet reads (the one kind of inline style there is).
pub fn set_length(element: &Element, property: &str, pixels: f64) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Only a property that does not exist is refused, and these are custom ones.
        let _ = element.style().set_property(property, &format!("{pixels:.1}px"));
    }
}

/// Brings an element into view if it is not, in the middle.
pub fn reveal(element: &Element) {
    let rect = element.get_bounding_client_rect();
    let height = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or(0.0);
    if rect.top() < 80.0 || rect.bottom() > height - 80.0 {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
