//! One diff of two rows of words, by what is rare in both.

use super::align::Aligner;
use super::chain::rising;
use super::tokens::Token;

/// Stands for "has no partner".
pub(super) const NONE: u32 = u32::MAX;

/// How many words in a row must agree, on each level of the search.
const ROWS: [usize; 3] = [5, 2, 1];
/// What occurs more often than this on either side anchors nothing.
const OFTEN: u32 = 8;
/// In a gap of so many words only every eighth row of words is looked at.
const LONG: usize = 4096;
const SIEVE: u64 = 7;
/// Up to how many cells a gap may take for each of its words: what keeps the
/// whole linear.
const CELLS: usize = 96;
/// The same where nothing is rare.
const LAST_CELLS: usize = 1024;

/// Pairs words; holds what a diff needs, so that many can be made.
#[derive(Default)]
pub(super) struct Differ {
    table: Vec<Seen>,
    places: Vec<u32>,
    aligner: Aligner,
}

/// A row of words in the table.
#[derive(Clone, Copy, Default)]
struct Seen {
    hash: u64,
    old: u32,
    new: u32,
    first: u32,
}

/// Parts of both rows that lie between what is paired.
#[derive(Clone, Copy)]
struct Gap {
    old: (usize, usize),
    new: (usize, usize),
    level: usize,
}

impl Differ {
    /// For each old word its partner among the new ones, rising; [`NONE`] where
    /// it has none. `tokens` are the old words. Linear but for the sorting of
    /// anchors.
    pub(super) fn pair(&mut self, old: &[u32], new: &[u32], tokens: &[Token]) -> Vec<u32> {
        let mut pairs = vec![NONE; old.len()];
        let mut open = vec![Gap { old: (0, old.len()), new: (0, new.len()), level: 0 }];
        while let Some(mut gap) = open.pop() {
            while gap.old.0 < gap.old.1 && gap.new.0 < gap.new.1 && old[gap.old.0] == new[gap.new.0]
            {
                pairs[gap.old.0] = gap.new.0 as u32;
                gap.old.0 += 1;
                gap.new.0 += 1;
            }
            while gap.old.0 < gap.old.1
                && gap.new.0 < gap.new.1
                && old[gap.old.1 - 1] == new[gap.new.1 - 1]
            {
                gap.old.1 -= 1;
                gap.new.1 -= 1;
                pairs[gap.old.1] = gap.new.1 as u32;
            }
            let (n, m) = (gap.old.1 - gap.old.0, gap.new.1 - gap.new.0);
            if n == 0 || m == 0 {
                continue;
            }
            let row = ROWS.get(gap.level);
            let cells = if row.is_some() { CELLS } else { LAST_CELLS };
            if n * m <= cells * (n + m) {
                let (from, to) = gap.old;
                self.aligner.align(
                    &old[from..to],
                    &new[gap.new.0..gap.new.1],
                    &tokens[from..to],
                    gap.new.0 as u32,
                    &mut pairs[from..to],
                );
            } else if let Some(row) = row {
                self.split(old, new, gap, *row, &mut pairs, &mut open);
            }
        }
        pairs
    }

    /// Pairs the rows of words that occur equally often, and seldom, on both
    /// sides of a gap, and opens the gaps between them.
    fn split(
        &mut self,
        old: &[u32],
        new: &[u32],
        gap: Gap,
        row: usize,
        pairs: &mut [u32],
        open: &mut Vec<Gap>,
    ) {
        let anchors = self.anchors(old, new, gap, row);
        let level = gap.level + 1;
        let (mut i, mut j) = (gap.old.0, gap.new.0);
        for (a, b) in anchors {
            let (mut a, mut b) = (a as usize, b as usize);
            let end = a + row;
            if a < i || b < j {
                // Goes on from the anchor before it, or contradicts it.
                if a.wrapping_sub(b) != i.wrapping_sub(j) || end <= i {
                    continue;
                }
                (a, b) = (i, j);
            } else if a > i || b > j {
                open.push(Gap { old: (i, a), new: (j, b), level });
            }
            while a < end {
                pairs[a] = b as u32;
                a += 1;
                b += 1;
            }
            (i, j) = (a, b);
        }
        open.push(Gap { old: (i, gap.old.1), new: (j, gap.new.1), level });
    }

    fn anchors(&mut self, old: &[u32], new: &[u32], gap: Gap, row: usize) -> Vec<(u32, u32)> {
        let (n, m) = (gap.old.1 - gap.old.0, gap.new.1 - gap.new.0);
        if n < row || m < row {
            return Vec::new();
        }
        // In a long gap every few rows will do: what is equal grows from an anchor.
        let sieve = if row > 1 && n + m > LONG { SIEVE } else { 0 };
        let rows = |ids: &[u32], from: usize, to: usize| -> Vec<(u32, u64)> {
            let mut rows = Vec::with_capacity((to - from) / (sieve as usize + 1) + 8);
            for at in from..=to - row {
                // By the first word, so that most rows are never hashed.
                if hash(&ids[at..=at]) >> 8 & sieve == 0 {
                    rows.push((at as u32, hash(&ids[at..at + row])));
                }
            }
            rows
        };
        let old_rows = rows(old, gap.old.0, gap.old.1);
        let new_rows = rows(new, gap.new.0, gap.new.1);
        let size = (old_rows.len() * 2 + 1).next_power_of_two();
        self.table.clear();
        self.table.resize(size, Seen::default());
        self.places.clear();
        for (_, hash) in &old_rows {
            let slot = self.find(*hash);
            self.table[slot].hash = *hash;
            self.table[slot].old += 1;
        }
        for (_, hash) in &new_rows {
            let slot = self.find(*hash);
            self.table[slot].new += 1;
        }
        for seen in &mut self.table {
            if seen.old == seen.new && seen.old <= OFTEN {
                seen.first = self.places.len() as u32;
                self.places.resize(self.places.len() + seen.new as usize, 0);
                seen.new = 0;
            } else {
                seen.old = 0;
            }
        }
        for (at, hash) in new_rows {
            let slot = self.find(hash);
            let seen = &mut self.table[slot];
            if seen.old > 0 {
                self.places[(seen.first + seen.new) as usize] = at;
                seen.new += 1;
            }
        }
        let mut anchors = Vec::new();
        for (at, hash) in old_rows {
            let slot = self.find(hash);
            let seen = &mut self.table[slot];
            if seen.old > 0 && seen.new > 0 {
                anchors.push((at, self.places[seen.first as usize]));
                seen.first += 1;
                seen.new -= 1;
            }
        }
        rising(anchors)
    }

    /// The slot of a hash, or the free one where it would go.
    #[inline(always)]
    fn find(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        while self.table[at].hash != 0 && self.table[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }
}

#[inline(always)]
fn hash(row: &[u32]) -> u64 {
    let mut hash = 0x9E37_79B9_7F4A_7C15_u64;
    for id in row {
        hash = (hash ^ u64::from(*id)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        hash ^= hash >> 29;
    }
    hash | 1
}
