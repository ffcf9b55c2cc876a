//! Of pairs of places, the most that agree on an order.

/// Keeps the longest rising chain: both places grow from pair to pair. The
/// pairs come ordered by the first place.
pub(super) fn rising(pairs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    const NONE: u32 = u32::MAX;
    // The pair on which the best chain of each length ends.
    let mut ends: Vec<u32> = Vec::new();
    let mut before = vec![NONE; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let last = ends.last().map(|end| pairs[*end as usize].1);
        let length = if last.is_none_or(|last| last < pair.1) {
            ends.len()
        } else {
            ends.partition_point(|end| pairs[*end as usize].1 < pair.1)
        };
        if length > 0 {
            before[at] = ends[length - 1];
        }
        if length == ends.len() {
            ends.push(at as u32);
        } else {
            ends[length] = at as u32;
        }
    }
    let mut at = ends.last().copied().unwrap_or(NONE);
    let mut chain = Vec::with_capacity(ends.len());
    while at != NONE {
        chain.push(pairs[at as usize]);
        at = before[at as usize];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn the_longest_chain_wins() {
        let pairs = vec![(0, 5), (1, 0), (2, 1), (3, 9), (4, 2), (5, 3)];
        assert_eq!(rising(pairs), [(1, 0), (2, 1), (4, 2), (5, 3)]);
        assert!(rising(Vec::new()).is_empty());
    }
}
