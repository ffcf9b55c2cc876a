//! Agreement on sets: which sources, and for what, each person linked to a claim.

use litemap::LiteMap;

use super::krippendorff::{Table, is_pairable};
use super::{Outcome, fraction, real, sum, whole};
use crate::domain::order::sort_by;

/// How far apart two sets are, from 0 (the same) to 1 (nothing in common).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Distance {
    /// One less the share of what is in both.
    Jaccard,
    /// The same share, made less where neither set holds the other: by a third
    /// for a part, by two thirds for an overlap (Passonneau, Measuring Agreement
    /// on Set-Valued Items, 2006).
    Masi,
}

/// A set, as the numbers of what is in it. In order, each once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Set(Vec<u32>);

impl Set {
    /// Of these.
    #[must_use]
    pub fn of(mut members: Vec<u32>) -> Self {
        sort_by(&mut members, Ord::cmp);
        members.dedup();
        Self(members)
    }

    fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|member| other.0.binary_search(member).is_ok()).count()
    }
}

/// How far apart two sets are. Two empty ones are the same.
#[must_use]
pub fn distance(a: &Set, b: &Set, distance: Distance) -> f64 {
    Likeness::of(a, b, a.shared(b)).distance(distance)
}

/// What two sets share: all that their distance depends on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    shared: usize,
    /// How much is in either.
    all: usize,
    /// How much is in the smaller one.
    least: usize,
}

impl Likeness {
    fn of(a: &Set, b: &Set, shared: usize) -> Self {
        Self { shared, all: a.0.len() + b.0.len() - shared, least: a.0.len().min(b.0.len()) }
    }

    fn distance(self, by: Distance) -> f64 {
        if self.all == 0 {
            return 0.0;
        }
        let weight = match by {
            Distance::Jaccard => 1.0,
            Distance::Masi if self.shared == self.all => 1.0,
            Distance::Masi if self.shared == self.least => 2.0 / 3.0,
            Distance::Masi => 1.0 / 3.0,
        };
        1.0 - real(self.shared) / real(self.all) * weight
    }
}

/// Krippendorff's alpha over units (claims), each with one set a person, in the
/// same order of people everywhere; `None` for who did not find the claim. An
/// empty set says that there is nothing to link.
///
/// # Errors
/// A [`Refusal`](super::Refusal) as for [`alpha`](super::krippendorff::alpha).
pub fn set_alpha(units: &[Vec<Option<Set>>], by: Distance) -> Outcome {
    let mut sets: Vec<&Set> = Vec::new();
    for unit in units.iter().filter(|unit| is_pairable(unit)) {
        sets.extend(unit.iter().flatten());
    }
    sort_by(&mut sets, Ord::cmp);
    sets.dedup();
    Table::of(units, &sets).alpha(|counts| {
        let counted = counts.iter().filter_map(|(at, count)| Some((*sets.get(*at)?, *count)));
        disagreement(&counted.collect::<Vec<_>>(), by)
    })
}

/// The distances of all pairs of judgements, each pair taken both ways round, of
/// sets that are all different, each with how often it occurs. Most sets of a
/// class share nothing with most others: only those that do are met, by way of
/// what they share, and pairs that overlap alike are counted together.
fn disagreement(counted: &[(&Set, usize)], by: Distance) -> f64 {
    let mut holders: LiteMap<u32, Vec<usize>> = LiteMap::new();
    let mut shared = vec![0; counted.len()];
    let mut pairs: LiteMap<Likeness, u64> = LiteMap::new();
    let (mut before, mut strangers) = (0, 0);
    for (at, (set, count)) in counted.iter().enumerate() {
        let (mut met, mut met_judgements) = (Vec::new(), 0);
        for member in &set.0 {
            match holders.get_mut(member) {
                None => drop(holders.insert(*member, vec![at])),
                Some(holders) => {
                    for other in holders.iter() {
                        if shared[*other] == 0 {
                            met.push(*other);
                        }
                        shared[*other] += 1;
                    }
                    holders.push(at);
                }
            }
        }
        for other in met {
            let (other_set, other_count) = counted[other];
            let likeness = Likeness::of(set, other_set, std::mem::take(&mut shared[other]));
            let judgements = whole(*count) * whole(other_count);
            met_judgements += whole(other_count);
            match pairs.get_mut(&likeness) {
                Some(pairs) => *pairs += judgements,
                None => drop(pairs.insert(likeness, judgements)),
            }
        }
        strangers += whole(*count) * (before - met_judgements);
        before += whole(*count);
    }
    let alike = pairs.iter().map(|(it, pairs)| 2.0 * fraction(*pairs) * it.distance(by));
    sum(alike.chain([2.0 * fraction(strangers)]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::Refusal;
    use crate::domain::agreement::krippendorff::{Scale, alpha};
    use proptest::prelude::*;

    fn set(members: &[u32]) -> Set {
        Set::of(members.to_vec())
    }

    #[test]
    fn sets_are_as_far_apart_as_published() {
        let apart = |a: &[u32], b: &[u32]| {
            [Distance::Jaccard, Distance::Masi].map(|by| distance(&set(a), &set(b), by))
        };
        assert_eq!(apart(&[1, 2], &[2, 1, 1]), [0.0, 0.0]);
        assert_eq!(apart(&[1, 2], &[1, 2, 3, 4]), [0.5, 1.0 - 1.0 / 3.0]);
        assert_eq!(apart(&[1, 2], &[2, 3]), [1.0 - 1.0 / 3.0, 1.0 - 1.0 / 9.0]);
        assert_eq!(apart(&[1], &[2]), [1.0, 1.0]);
        assert_eq!(apart(&[], &[]), [0.0, 0.0]);
        assert_eq!(apart(&[], &[2]), [1.0, 1.0]);
    }

    fn any_sets() -> impl Strategy<Value = Vec<Vec<Option<Set>>>> {
        let one = prop::collection::vec(0u32..4, 0..4).prop_map(Set::of);
        let unit =
            move |people| prop::collection::vec(prop::option::weighted(0.8, one.clone()), people);
        (2usize..5).prop_flat_map(move |people| prop::collection::vec(unit(people), 1..15))
    }

    /// Every pair of judgements, one by one, by the definition.
    fn slow(units: &[Vec<Option<Set>>], by: Distance) -> f64 {
        let units: Vec<Vec<&Set>> =
            units.iter().map(|unit| unit.iter().flatten().collect()).collect();
        let units: Vec<_> = units.into_iter().filter(|unit| unit.len() > 1).collect();
        let all = units.concat();
        let pairs = |sets: &[&Set]| -> f64 {
            sets.iter().flat_map(|a| sets.iter().map(|b| distance(a, b, by))).sum()
        };
        let observed: f64 = units.iter().map(|u| pairs(u) / (u.len() - 1) as f64).sum();
        1.0 - observed / (pairs(&all) / (all.len() - 1) as f64)
    }

    proptest! {
        #[test]
        fn it_is_what_the_definition_says(units in any_sets()) {
            for by in [Distance::Jaccard, Distance::Masi] {
                if let Ok(found) = set_alpha(&units, by) {
                    prop_assert!((found.value - slow(&units, by)).abs() < 1e-9);
                }
            }
        }

        #[test]
        fn neither_order_nor_names_matter(units in any_sets(), turn in 0usize..15) {
            let mut turned = units.clone();
            let by = turn % turned.len();
            turned.rotate_left(by);
            let rename = |set: &Set| Set::of(set.0.iter().map(|member| 70 - 3 * member).collect());
            for unit in &mut turned {
                unit.reverse();
                unit.iter_mut().flatten().for_each(|set| *set = rename(set));
            }
            for by in [Distance::Jaccard, Distance::Masi] {
                prop_assert_eq!(set_alpha(&turned, by), set_alpha(&units, by));
            }
        }

        #[test]
        fn what_is_the_same_is_1_and_single_members_are_plain_values(units in any_sets(), values in prop::collection::vec(prop::collection::vec(0u32..3, 3), 5..12)) {
            let same: Vec<_> = units.iter().map(|unit| vec![unit[0].clone(); 3]).collect();
            match set_alpha(&same, Distance::Masi) {
                Ok(found) => prop_assert_eq!(found.value, 1.0),
                Err(why) => {
                    let judged = same.iter().filter(|unit| unit[0].is_some()).count();
                    prop_assert!(judged < 5 || why == Refusal::NoVariation);
                }
            }
            let plain: Vec<Vec<_>> = values.iter().map(|unit| unit.iter().copied().map(Some).collect()).collect();
            let single: Vec<Vec<_>> =
                values.iter().map(|unit| unit.iter().map(|v| Some(Set::of(vec![*v]))).collect()).collect();
            prop_assert_eq!(set_alpha(&single, Distance::Jaccard), alpha(&plain, Scale::Nominal));
        }
    }
}
