//! The browser's own selection, in places of the article.

use web_sys::{Element, Selection};

use super::place::{place_of, point_of};
use crate::domain::article::Article;

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok().flatten()
}

/// Anchor and focus of the selection, in code points; `None` if it does not
/// touch the article.
#[must_use]
pub fn read(root: &Element, article: &Article) -> Option<(usize, usize)> {
    let selection = selection()?;
    let range = selection.get_range_at(0).ok()?;
    if !range.intersects_node(root).ok()? {
        return None;
    }
    let anchor = place_of(root, article, &selection.anchor_node()?, selection.anchor_offset())?;
    let focus = place_of(root, article, &selection.focus_node()?, selection.focus_offset())?;
    Some((anchor, focus))
}

/// Selects from `anchor` to `focus`.
pub fn write(root: &Element, article: &Article, anchor: usize, focus: usize) {
    let forward = anchor < focus;
    let points = point_of(root, article, anchor, forward)
        .zip(point_of(root, article, focus, anchor > focus))
        .zip(selection());
    if let Some((((from, from_offset), (to, to_offset)), selection)) = points {
        // A detached node is refused: then nothing is selected, and nothing lost.
        let _ = selection.set_base_and_extent(&from, from_offset, &to, to_offset);
    }
}

/// Selects nothing, if what is selected lies in the article.
pub fn clear(root: &Element) {
    let Some(selection) = selection() else { return };
    let inside = selection.anchor_node().is_some_and(|node| root.contains(Some(&node)));
    if inside {
        let _ = selection.remove_all_ranges();
    }
}

/// Moves the focus by a line of the screen, or to its end; gives the new place.
/// `unit` is `line` or `lineboundary` (Selection API §3, `modify`).
#[must_use]
pub fn move_by(root: &Element, article: &Article, forward: bool, unit: &str) -> Option<usize> {
    let selection = selection()?;
    let direction = if forward { "forward" } else { "backward" };
    selection.modify("extend", direction, unit).ok()?;
    place_of(root, article, &selection.focus_node()?, selection.focus_offset())
}
