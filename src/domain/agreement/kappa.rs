//! Cohen's kappa: how far two people agree beyond what their own habits would
//! bring (Cohen 1960).

use litemap::LiteMap;

use super::{Agreement, Outcome, Refusal, check_floor, fraction, whole};

/// Kappa over units, each with the two people's values. A unit of which one of
/// them said nothing is left out.
///
/// # Errors
/// A [`Refusal`] with fewer than five units that both judged, or where both
/// always said the same one thing.
pub fn kappa(units: &[[Option<u32>; 2]]) -> Outcome {
    let mut counts: LiteMap<u32, [usize; 2]> = LiteMap::new();
    let (mut same, mut both) = (0, 0);
    for unit in units {
        let [Some(first), Some(second)] = *unit else { continue };
        both += 1;
        same += usize::from(first == second);
        for (person, value) in [first, second].into_iter().enumerate() {
            let mut of_value = counts.get(&value).copied().unwrap_or_default();
            if let Some(count) = of_value.get_mut(person) {
                *count += 1;
            }
            counts.insert(value, of_value);
        }
    }
    check_floor(2, both)?;
    // Both sides times the square of the units, so that all of it is whole.
    let chance: u64 = counts.values().map(|[first, second]| whole(*first) * whole(*second)).sum();
    let all = whole(both) * whole(both);
    if chance == all {
        return Err(Refusal::NoVariation);
    }
    let value = (fraction(whole(same) * whole(both)) - fraction(chance)) / fraction(all - chance);
    Ok(Agreement { value, raters: 2, units: both, judgements: 2 * both })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::krippendorff::tests::rows;
    use proptest::prelude::*;

    fn two(first: &str, second: &str) -> Vec<[Option<u32>; 2]> {
        rows(&[first, second]).iter().map(|unit| [unit[0], unit[1]]).collect()
    }

    #[test]
    fn the_published_example_comes_out() {
        // Krippendorff 1995, studies A, B, C and D, place by place.
        for (first, second, expected) in [
            ("001111111100001111110000", "000011110000000110000000", 0.385),
            ("111111111111111111000000", "111111111100000000000000", 0.385),
            ("001111110011001111001100", "110011110011110011001100", 0.314),
        ] {
            let found = kappa(&two(first, second)).expect("there is enough");
            assert_eq!((found.value * 1000.0).round() / 1000.0, expected);
        }
        let whole = "111111111111111111111111";
        assert_eq!(kappa(&two(whole, whole)), Err(Refusal::NoVariation));
        assert_eq!(
            kappa(&two("12121*2", "1211*12")),
            kappa(&two("12122", "12112")),
            "what one left out is left out"
        );
        assert_eq!(kappa(&two("1212", "1212")), Err(Refusal::TooFewUnits { found: 4, needed: 5 }));
    }

    proptest! {
        #[test]
        fn it_is_the_same_the_other_way_round_and_1_at_best(
            units in prop::collection::vec(prop::array::uniform2(prop::option::weighted(0.9, 0u32..3)), 0..20)
        ) {
            let turned: Vec<_> = units.iter().rev().map(|[a, b]| [b.map(|b| 9 - b), a.map(|a| 9 - a)]).collect();
            prop_assert_eq!(kappa(&turned), kappa(&units));
            if let Ok(found) = kappa(&units) {
                let same = units.iter().all(|[a, b]| a.is_none() || b.is_none() || a == b);
                prop_assert_eq!(found.value == 1.0, same);
                prop_assert!(found.value <= 1.0);
            }
        }
    }
}
