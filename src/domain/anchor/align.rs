//! The best pairing of two short rows of words.

use super::tokens::Token;

/// What it costs to leave a run of pairs: a lone "the" or comma between
/// replaced words is chance, not survival.
const OPEN: i32 = 2;
const NEVER: i32 = i32::MIN / 2;

/// How a cell was reached.
const PAIR_FROM_GAP: u8 = 1;
const GAP_FROM_LEFT: u8 = 2;
const GAP_FROM_PAIR: u8 = 4;

/// Aligns by what is paired, with a cost for each gap; keeps its memory.
#[derive(Default)]
pub(super) struct Aligner {
    ways: Vec<u8>,
    cells: Vec<Cell>,
}

/// The best that ends in a place: with its two words paired, or not.
#[derive(Clone, Copy)]
struct Cell {
    pair: i32,
    gap: i32,
}

impl Aligner {
    /// Fills in the partners of the old words, counted from `base`. Takes a
    /// cell for each two words.
    pub(super) fn align(
        &mut self,
        old: &[u32],
        new: &[u32],
        tokens: &[Token],
        base: u32,
        pairs: &mut [u32],
    ) {
        let width = new.len() + 1;
        self.ways.clear();
        self.ways.resize(width * (old.len() + 1), GAP_FROM_LEFT);
        self.cells.clear();
        self.cells.resize(width, Cell { pair: NEVER, gap: -OPEN });
        // Slices, since indexing a vector is a call where size matters more.
        let cells = &mut self.cells[..];
        cells[0] = Cell { pair: 0, gap: NEVER };
        if width > 1 {
            self.ways[1] = GAP_FROM_LEFT | GAP_FROM_PAIR;
        }
        for row in 0..old.len() {
            let (id, weight) = (old[row], i32::from(tokens[row].weight));
            let ways = &mut self.ways[(row + 1) * width..(row + 2) * width];
            // What the cell up and left held, and the one to the left now.
            let mut corner = cells[0];
            let opened = corner.pair - OPEN;
            ways[0] = if opened > corner.gap { GAP_FROM_PAIR } else { 0 };
            let mut left = Cell { pair: NEVER, gap: corner.gap.max(opened) };
            cells[0] = left;
            for column in 1..width {
                let up = cells[column];
                let mut way = 0;
                let mut pair = NEVER;
                if new[column - 1] == id {
                    if corner.gap >= corner.pair {
                        (way, pair) = (PAIR_FROM_GAP, corner.gap + weight);
                    } else {
                        pair = corner.pair + weight;
                    }
                }
                let mut gap = up.gap;
                let mut from = 0;
                if up.pair - OPEN > gap {
                    (gap, from) = (up.pair - OPEN, GAP_FROM_PAIR);
                }
                if left.gap > gap {
                    (gap, from) = (left.gap, GAP_FROM_LEFT);
                }
                if left.pair - OPEN > gap {
                    (gap, from) = (left.pair - OPEN, GAP_FROM_LEFT | GAP_FROM_PAIR);
                }
                left = Cell { pair, gap };
                cells[column] = left;
                ways[column] = way | from;
                corner = up;
            }
        }
        self.trace(width, old.len(), base, pairs);
    }

    fn trace(&self, width: usize, rows: usize, base: u32, pairs: &mut [u32]) {
        let (mut row, mut column) = (rows, width - 1);
        let ways = &self.ways[..];
        let mut paired = self.cells[column].pair > self.cells[column].gap;
        while row > 0 && column > 0 || !paired && (row > 0 || column > 0) {
            let way = ways[row * width + column];
            if paired {
                row -= 1;
                column -= 1;
                pairs[row] = base + column as u32;
                paired = way & PAIR_FROM_GAP == 0;
            } else {
                if way & GAP_FROM_LEFT != 0 && column > 0 {
                    column -= 1;
                } else if row > 0 {
                    row -= 1;
                } else {
                    break;
                }
                paired = way & GAP_FROM_PAIR != 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::anchor::diff::NONE;
    use crate::domain::anchor::tokens::{Tokens, Words};

    fn aligned(old: &[u32], new: &[u32]) -> Vec<u32> {
        let mut pairs = vec![NONE; old.len()];
        let text = "word ".repeat(old.len());
        let tokens = Tokens::read(&text, &mut Words::new(1));
        Aligner::default().align(old, new, &tokens.all, 10, &mut pairs);
        pairs
    }

    #[test]
    fn words_find_their_partners() {
        assert_eq!(aligned(&[1, 2, 3], &[1, 9, 2, 3]), [10, 12, 13]);
        assert_eq!(aligned(&[1, 2, 3, 4], &[1, 4]), [10, NONE, NONE, 11]);
        assert_eq!(aligned(&[5], &[6, 7]), [NONE]);
        assert_eq!(aligned(&[6, 5, 6], &[6]), [10, NONE, NONE]);
    }
}
