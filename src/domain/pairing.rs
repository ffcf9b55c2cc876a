//! Who goes with whom: of many possible pairs those that are worth most
//! together, each side taken once.

use super::order::{sort_by, sort_by_key};

/// Up to this many on the smaller side of what hangs together, the best pairing
/// is found exactly; its cost grows with the cube. Beyond that (nobody marks
/// 200 claims on top of each other) the dearest pair goes first.
const MAX_EXACT: usize = 200;

/// A pair that is possible. The sides are counted on their own, from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Which on the one side.
    pub left: usize,
    /// Which on the other.
    pub right: usize,
    /// What it is worth; more than 0, and less than 2⁴⁰.
    pub worth: u64,
}

/// The pairs that are worth most together, in the order of the left side. Of
/// pairings that are worth the same, always the same one.
#[must_use]
pub fn best_pairs(candidates: &[Candidate]) -> Vec<Candidate> {
    let mut pairs = Vec::new();
    for group in groups(candidates) {
        let sides: [Vec<usize>; 2] =
            [distinct(group.iter().map(|it| it.left)), distinct(group.iter().map(|it| it.right))];
        if sides.iter().any(|side| side.len() <= MAX_EXACT) {
            pairs.extend(exact(&group, &sides));
        } else {
            pairs.extend(greedy(group));
        }
    }
    sort_by_key(&mut pairs, |pair| pair.left);
    pairs
}

/// The candidates by what hangs together: the rest is settled apart.
fn groups(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let lefts = candidates.iter().map(|it| it.left + 1).max().unwrap_or(0);
    let rights = candidates.iter().map(|it| it.right + 1).max().unwrap_or(0);
    let mut roots: Vec<usize> = (0..lefts + rights).collect();
    for it in candidates {
        let (a, b) = (root(&mut roots, it.left), root(&mut roots, lefts + it.right));
        roots[a.max(b)] = a.min(b);
    }
    let mut rooted: Vec<_> = candidates.iter().map(|it| (root(&mut roots, it.left), *it)).collect();
    sort_by_key(&mut rooted, |(root, it)| (*root, it.left, it.right));
    let mut groups: Vec<(usize, Vec<Candidate>)> = Vec::new();
    for (root, it) in rooted {
        match groups.last_mut() {
            Some((last, group)) if *last == root => group.push(it),
            _ => groups.push((root, vec![it])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn root(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

fn distinct(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    sort_by(&mut numbers, Ord::cmp);
    numbers.dedup();
    numbers
}

fn greedy(mut group: Vec<Candidate>) -> Vec<Candidate> {
    sort_by(&mut group, |a, b| b.worth.cmp(&a.worth));
    let most = |side: fn(&Candidate) -> usize| group.iter().map(side).max().unwrap_or(0) + 1;
    let (mut lefts, mut rights) =
        (vec![false; most(|it| it.left)], vec![false; most(|it| it.right)]);
    group.retain(|it| {
        let free = !lefts[it.left] && !rights[it.right];
        if free {
            (lefts[it.left], rights[it.right]) = (true, true);
        }
        free
    });
    group
}

/// The Hungarian method, with the smaller side as its rows.
fn exact(group: &[Candidate], sides: &[Vec<usize>; 2]) -> Vec<Candidate> {
    let [lefts, rights] = sides;
    let turned = lefts.len() > rights.len();
    let (rows, columns) = if turned { (rights, lefts) } else { (lefts, rights) };
    let mut worths = vec![0_i64; rows.len() * columns.len()];
    for it in group {
        let (row, column) = if turned { (it.right, it.left) } else { (it.left, it.right) };
        let place = rows.binary_search(&row).ok().zip(columns.binary_search(&column).ok());
        if let Some((row, column)) = place {
            let worth = &mut worths[row * columns.len() + column];
            *worth = (*worth).max(i64::try_from(it.worth).unwrap_or(i64::MAX >> 20));
        }
    }
    let row_of = assign(&worths, rows.len(), columns.len());
    let mut pairs = Vec::new();
    for (column, row) in row_of.into_iter().enumerate() {
        let Some(row) = row else { continue };
        let worth = worths[row * columns.len() + column];
        if worth > 0 {
            let (left, right) =
                if turned { (columns[column], rows[row]) } else { (rows[row], columns[column]) };
            pairs.push(Candidate { left, right, worth: worth.unsigned_abs() });
        }
    }
    pairs
}

/// The row of each column in an assignment that is worth most: shortest
/// augmenting paths with potentials. `rows` is at most `columns`.
fn assign(worths: &[i64], rows: usize, columns: usize) -> Vec<Option<usize>> {
    let mut of_row = vec![0_i64; rows];
    let mut of_column = vec![0_i64; columns];
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    for first in 0..rows {
        let mut least = vec![i64::MAX; columns];
        let mut from: Vec<Option<usize>> = vec![None; columns];
        let mut done = vec![false; columns];
        let (mut row, mut reached) = (first, None);
        let free = loop {
            let mut next: Option<usize> = None;
            for column in (0..columns).filter(|column| !done[*column]) {
                let cost = -worths[row * columns + column] - of_row[row] - of_column[column];
                if cost < least[column] {
                    least[column] = cost;
                    from[column] = reached;
                }
                if next.is_none_or(|best| least[column] < least[best]) {
                    next = Some(column);
                }
            }
            // There are at least as many columns as rows, so one is always free.
            let Some(column) = next else { break None };
            let step = least[column];
            of_row[first] += step;
            for other in 0..columns {
                if done[other] {
                    of_column[other] -= step;
                    if let Some(row) = row_of[other] {
                        of_row[row] += step;
                    }
                } else {
                    least[other] = least[other].saturating_sub(step);
                }
            }
            done[column] = true;
            match row_of[column] {
                None => break Some(column),
                Some(taken) => {
                    row = taken;
                    reached = Some(column);
                }
            }
        };
        let mut at = free;
        while let Some(column) = at {
            at = from[column];
            row_of[column] = at.map_or(Some(first), |before| row_of[before]);
        }
    }
    row_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The most that any pairing is worth: tries them all.
    fn most(candidates: &[Candidate]) -> u64 {
        let Some((first, rest)) = candidates.split_first() else { return 0 };
        let others: Vec<_> = rest
            .iter()
            .filter(|it| it.left != first.left && it.right != first.right)
            .copied()
            .collect();
        most(rest).max(first.worth + most(&others))
    }

    fn worth(pairs: &[Candidate]) -> u64 {
        pairs.iter().map(|pair| pair.worth).sum()
    }

    fn is_a_pairing(pairs: &[Candidate]) -> bool {
        pairs
            .iter()
            .enumerate()
            .all(|(i, a)| pairs[i + 1..].iter().all(|b| a.left != b.left && a.right != b.right))
    }

    fn any_candidates() -> impl Strategy<Value = Vec<Candidate>> {
        let one = (0usize..6, 0usize..5, 1u64..9).prop_map(|(left, right, worth)| Candidate {
            left,
            right,
            worth,
        });
        prop::collection::vec(one, 0..14).prop_map(|mut all| {
            all.sort_by_key(|it| (it.left, it.right));
            all.dedup_by_key(|it| (it.left, it.right));
            all
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]
        #[test]
        fn no_pairing_is_worth_more(candidates in any_candidates(), turn in 0usize..14) {
            let pairs = best_pairs(&candidates);
            prop_assert!(is_a_pairing(&pairs));
            prop_assert!(pairs.iter().all(|pair| candidates.contains(pair)));
            prop_assert_eq!(worth(&pairs), most(&candidates));
            let mut turned = candidates.clone();
            turned.rotate_left(turn % candidates.len().max(1));
            prop_assert_eq!(best_pairs(&turned), pairs);
        }

        #[test]
        fn the_dearest_first_is_a_pairing_too(candidates in any_candidates()) {
            let pairs = greedy(candidates.clone());
            prop_assert!(is_a_pairing(&pairs));
            prop_assert!(2 * worth(&pairs) >= most(&candidates));
        }
    }

    #[test]
    fn a_crowd_is_paired_in_time() {
        let crowd = |n: usize| -> Vec<Candidate> {
            let all = (0..n * n).map(|at| (at / n, at % n));
            all.map(|(left, right)| {
                let worth = 1 + ((left * 7 + right * 13) % 101) as u64;
                Candidate { left, right, worth }
            })
            .collect()
        };
        for n in [MAX_EXACT, MAX_EXACT + 1] {
            let pairs = best_pairs(&crowd(n));
            assert!(is_a_pairing(&pairs));
            assert_eq!(pairs.len(), n);
        }
    }
}
