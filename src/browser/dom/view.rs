//! What of the article is on the screen.

use web_sys::Element;

use super::place::block_element;

/// Blocks are counted in steps of so many, so that scrolling by a line changes nothing.
const STEP: usize = 8;

/// The blocks (first, and first behind) that are on the screen or within a
/// screen of it. A binary search: it reads the places of a few blocks only.
#[must_use]
pub fn blocks_in_view(root: &Element, blocks: usize) -> (usize, usize) {
    let height = web_sys::window()
        .and_then(|window| window.inner_height().ok()?.as_f64())
        .unwrap_or_default();
    let first_below = |edge: f64| {
        let (mut from, mut to) = (0, blocks);
        while from < to {
            let middle = usize::midpoint(from, to);
            let bottom = block_element(root, middle)
                .map_or(f64::MAX, |block| block.get_bounding_client_rect().bottom());
            if bottom < edge {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    };
    let (first, last) = (first_below(-height), first_below(2.0 * height));
    (first / STEP * STEP, ((last / STEP + 1) * STEP).min(blocks))
}
