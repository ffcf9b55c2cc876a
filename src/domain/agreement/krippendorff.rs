//! Krippendorff's alpha for what each person says of the same units; what
//! somebody left out is left out (Krippendorff, Computing Krippendorff's
//! Alpha-Reliability, 2011).

use litemap::LiteMap;

use super::{Agreement, Outcome, Refusal, check_floor, fraction, real, sum, whole};

/// How values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// The same or not: kinds of claim.
    Nominal,
    /// By rank, the further apart the worse: verdicts. The numbers are ranks;
    /// only their order counts.
    Ordinal,
}

/// Alpha over units (sentences, say), each with one value a person, in the same
/// order of people everywhere; `None` where a person said nothing of it. A unit
/// of which fewer than two people spoke says nothing about agreement.
///
/// # Errors
/// A [`Refusal`] with fewer than two people or five such units, or where only
/// one value occurs.
pub fn alpha(units: &[Vec<Option<u32>>], scale: Scale) -> Outcome {
    let mut values: Vec<&u32> = Vec::new();
    for value in units.iter().filter(|unit| is_pairable(unit)).flatten().flatten() {
        // There are few.
        if let Err(place) = values.binary_search(&value) {
            values.insert(place, value);
        }
    }
    let table = Table::of(units, &values);
    let ranks = table.mid_ranks();
    table.alpha(|counts| match scale {
        Scale::Nominal => unlike(counts),
        Scale::Ordinal => by_rank(counts, &ranks),
    })
}

/// How many pairs of judgements are not the same.
fn unlike(counts: &[(usize, usize)]) -> f64 {
    let all: u64 = counts.iter().map(|(_, count)| whole(*count)).sum();
    let same: u64 = counts.iter().map(|(_, count)| whole(*count) * whole(*count)).sum();
    fraction(all * all - same)
}

/// The squares by which pairs of judgements are apart in rank.
fn by_rank(counts: &[(usize, usize)], ranks: &[f64]) -> f64 {
    let mut parts = Vec::new();
    for (i, (a, of_a)) in counts.iter().enumerate() {
        for (b, of_b) in counts.iter().skip(i + 1) {
            let apart = at(ranks, *b) - at(ranks, *a);
            parts.push(2.0 * fraction(whole(*of_a) * whole(*of_b)) * (apart * apart));
        }
    }
    sum(parts)
}

fn at(ranks: &[f64], value: usize) -> f64 {
    ranks.get(value).copied().unwrap_or_default()
}

/// Whether at least two people judged a unit.
pub(super) fn is_pairable<V>(unit: &[Option<V>]) -> bool {
    unit.iter().flatten().nth(1).is_some()
}

/// Units that at least two people judged, with how often each value occurs.
pub(super) struct Table {
    /// Each unit's values, by number in `totals`, with their counts.
    units: Vec<LiteMap<usize, usize>>,
    /// How often each value occurs in all of them, in the order of the values.
    totals: Vec<usize>,
    raters: usize,
}

impl Table {
    /// Of units, and all the values that occur in those that two people judged,
    /// each once and in their order.
    pub(super) fn of<V: Ord>(units: &[Vec<Option<V>>], values: &[&V]) -> Self {
        let mut raters = Vec::new();
        let mut totals = vec![0; values.len()];
        let mut counted = Vec::with_capacity(units.len());
        for unit in units.iter().filter(|unit| is_pairable(unit)) {
            raters.resize(unit.len().max(raters.len()), false);
            for (seen, value) in raters.iter_mut().zip(unit) {
                *seen |= value.is_some();
            }
            let mut counts = LiteMap::new();
            for number in
                unit.iter().flatten().filter_map(|value| values.binary_search(&value).ok())
            {
                totals[number] += 1;
                match counts.get_mut(&number) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(number, 1)),
                }
            }
            counted.push(counts);
        }
        let raters = raters.into_iter().filter(|seen| *seen).count();
        Self { units: counted, totals, raters }
    }

    /// The middle of the places that each value takes when all are sorted: two
    /// values are as far apart as these (the ordinal metric's sum over what lies
    /// between them, with half of either end).
    fn mid_ranks(&self) -> Vec<f64> {
        let mut before = 0;
        let mut ranks = Vec::with_capacity(self.totals.len());
        for total in &self.totals {
            ranks.push(real(before) + real(*total) / 2.0);
            before += total;
        }
        ranks
    }

    /// One less the disagreement that there is over that which chance would
    /// bring. `disagreement` gets the numbers of values, in their order, with how
    /// often each occurs, and adds up the distances of all pairs of judgements,
    /// each pair taken both ways round.
    pub(super) fn alpha(&self, disagreement: impl Fn(&[(usize, usize)]) -> f64) -> Outcome {
        check_floor(self.raters, self.units.len())?;
        let mut observed = Vec::with_capacity(self.units.len());
        for unit in &self.units {
            let judgements: usize = unit.values().sum();
            let counts: Vec<_> = unit.iter().map(|(value, count)| (*value, *count)).collect();
            observed.push(disagreement(&counts) / real(judgements - 1));
        }
        let judgements: usize = self.totals.iter().sum();
        let counts: Vec<_> = self.totals.iter().copied().enumerate().collect();
        let expected = disagreement(&counts) / real(judgements - 1);
        if expected <= 0.0 {
            return Err(Refusal::NoVariation);
        }
        let value = 1.0 - sum(observed) / expected;
        Ok(Agreement { value, raters: self.raters, units: self.units.len(), judgements })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One row a person; `*` where they said nothing. Turned into units.
    pub(in crate::domain::agreement) fn rows(rows: &[&str]) -> Vec<Vec<Option<u32>>> {
        let rows: Vec<Vec<_>> =
            rows.iter().map(|row| row.chars().map(|c| c.to_digit(10)).collect()).collect();
        (0..rows[0].len()).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect()
    }

    fn rounded(outcome: Outcome) -> f64 {
        (outcome.expect("there is enough").value * 1000.0).round() / 1000.0
    }

    #[test]
    fn the_published_examples_come_out() {
        // Krippendorff's example of four people and twelve units.
        let four = rows(&["123321412***", "1233224125*3", "*3332342251*", "12332441251*"]);
        assert_eq!(rounded(alpha(&four, Scale::Nominal)), 0.743);
        assert_eq!(rounded(alpha(&four, Scale::Ordinal)), 0.815);
        let found = alpha(&four, Scale::Nominal).expect("there is enough");
        assert_eq!((found.raters, found.units, found.judgements), (4, 11, 40));
        // Krippendorff 1995, study A, place by place.
        let two = rows(&["001111111100001111110000", "000011110000000110000000"]);
        assert_eq!(rounded(alpha(&two, Scale::Nominal)), 0.329);
    }

    #[test]
    fn it_refuses_where_a_number_would_mislead() {
        let refused = |units: &[Vec<Option<u32>>]| alpha(units, Scale::Nominal).expect_err("none");
        assert_eq!(refused(&[]), Refusal::TooFewRaters { found: 0, needed: 2 });
        let alone = rows(&["12121212", "********"]);
        assert_eq!(refused(&alone), Refusal::TooFewRaters { found: 0, needed: 2 });
        let four = rows(&["1212*", "1212*"]);
        assert_eq!(refused(&four), Refusal::TooFewUnits { found: 4, needed: 5 });
        let same = rows(&["33333", "33333"]);
        assert_eq!(refused(&same), Refusal::NoVariation);
    }

    /// Every pair of judgements, one by one, by the definition.
    fn slow(units: &[Vec<Option<u32>>], scale: Scale) -> f64 {
        let units: Vec<Vec<u32>> =
            units.iter().map(|u| u.iter().flatten().copied().collect()).collect();
        let units: Vec<_> = units.into_iter().filter(|unit| unit.len() > 1).collect();
        let all: Vec<u32> = units.concat();
        let times = |value: u32| all.iter().filter(|other| **other == value).count() as f64;
        let distance = |a: u32, b: u32| match scale {
            _ if a == b => 0.0,
            Scale::Nominal => 1.0,
            Scale::Ordinal => {
                let (low, high) = (a.min(b), a.max(b));
                let between: f64 = (low..=high).map(times).sum();
                (between - (times(low) + times(high)) / 2.0).powi(2)
            }
        };
        let pairs = |values: &[u32]| -> f64 {
            values.iter().flat_map(|a| values.iter().map(|b| distance(*a, *b))).sum()
        };
        let observed: f64 = units.iter().map(|u| pairs(u) / (u.len() - 1) as f64).sum();
        1.0 - observed / (pairs(&all) / (all.len() - 1) as f64)
    }

    pub(in crate::domain::agreement) fn any_units() -> impl Strategy<Value = Vec<Vec<Option<u32>>>>
    {
        (2usize..6).prop_flat_map(|people| {
            let value = prop::option::weighted(0.8, 0u32..4);
            prop::collection::vec(prop::collection::vec(value, people), 1..25)
        })
    }

    proptest! {
        #[test]
        fn it_is_what_the_definition_says(units in any_units()) {
            for scale in [Scale::Nominal, Scale::Ordinal] {
                if let Ok(found) = alpha(&units, scale) {
                    prop_assert!((found.value - slow(&units, scale)).abs() < 1e-9);
                    prop_assert!(found.value <= 1.0);
                }
            }
        }

        #[test]
        fn neither_order_nor_names_matter(
            units in any_units(), turn in 0usize..30, names in Just(vec![7u32, 1, 90, 4]).prop_shuffle()
        ) {
            let mut turned = units.clone();
            let by = turn % turned.len();
            turned.rotate_left(by);
            for unit in &mut turned {
                unit.reverse();
            }
            for scale in [Scale::Nominal, Scale::Ordinal] {
                prop_assert_eq!(alpha(&turned, scale), alpha(&units, scale));
            }
            let renamed: Vec<Vec<_>> = units
                .iter()
                .map(|unit| unit.iter().map(|value| value.map(|v| names[v as usize])).collect())
                .collect();
            prop_assert_eq!(alpha(&renamed, Scale::Nominal), alpha(&units, Scale::Nominal));
            let spread: Vec<Vec<_>> =
                units.iter().map(|unit| unit.iter().map(|v| v.map(|v| v * v + 3)).collect()).collect();
            prop_assert_eq!(alpha(&spread, Scale::Ordinal), alpha(&units, Scale::Ordinal));
        }

        #[test]
        fn perfect_agreement_is_1(values in prop::collection::vec(0u32..3, 5..20), people in 2usize..5) {
            let units: Vec<_> = values.iter().map(|value| vec![Some(*value); people]).collect();
            for scale in [Scale::Nominal, Scale::Ordinal] {
                match alpha(&units, scale) {
                    Ok(found) => prop_assert_eq!(found.value, 1.0),
                    Err(why) => {
                        prop_assert_eq!(why, Refusal::NoVariation);
                        prop_assert!(values.iter().all(|value| *value == values[0]));
                    }
                }
            }
        }
    }
}
