//! How far several people agree: a number, or the reason why there is none.
//!
//! [`krippendorff`] is for what each says of the same sentences, [`kappa`] for
//! the same of two people, [`unitizing`] and [`boundaries`] for where they set
//! the ends of what they mark, [`links`] for sets of sources. All of it is worked
//! out from counts, and what has to be added as fractions is added in order of
//! size: so the order of people and of sentences never shows in the result.

pub mod boundaries;
pub mod kappa;
pub mod krippendorff;
pub mod links;
pub mod unitizing;

/// Fewer people than this cannot agree.
pub const MIN_RATERS: usize = 2;

/// With fewer units that two people judged, one of them decides the number.
pub const MIN_UNITS: usize = 5;

/// A coefficient, with what it was worked out from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Agreement {
    /// 1 is perfect agreement, 0 what chance would bring, below 0 is less.
    pub value: f64,
    /// How many people took part.
    pub raters: usize,
    /// How many units (sentences, claims, stretches) took part.
    pub units: usize,
    /// How many judgements took part.
    pub judgements: usize,
}

/// A coefficient or the reason why there is none.
pub type Outcome = Result<Agreement, Refusal>;

/// Why there is no number: a number would mislead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Too few people judged what another one judged too.
    TooFewRaters {
        /// How many did.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Too few units were judged by two people or more.
    TooFewUnits {
        /// How many were.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Everybody always said the same one thing, so chance would do as well.
    NoVariation,
}

/// What a coefficient comes to, in steps that a class can talk about. The two
/// upper limits are Krippendorff's (Content Analysis, 2004, §11.4.4): from 0.8
/// on data may be relied on, from 0.667 on for tentative conclusions. Trained
/// annotators of claims against sources reached 0.684 (FEVER), so `Good` is as
/// much as a class can hope for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Below −0.2: they disagree more than chance would have it.
    Opposed,
    /// From −0.2 to below 0.2: about as much as chance would bring.
    None,
    /// From 0.2 to below 0.4.
    Slight,
    /// From 0.4 to below 0.667.
    Moderate,
    /// From 0.667 to below 0.8.
    Good,
    /// 0.8 and more.
    High,
}

impl Agreement {
    /// What the number comes to.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.value {
            value if value >= 0.8 => Level::High,
            value if value >= 0.667 => Level::Good,
            value if value >= 0.4 => Level::Moderate,
            value if value >= 0.2 => Level::Slight,
            value if value >= -0.2 => Level::None,
            _ => Level::Opposed,
        }
    }
}

/// Refuses where too few people or units are left.
fn check_floor(raters: usize, units: usize) -> Result<(), Refusal> {
    if raters < MIN_RATERS {
        return Err(Refusal::TooFewRaters { found: raters, needed: MIN_RATERS });
    }
    if units < MIN_UNITS {
        return Err(Refusal::TooFewUnits { found: units, needed: MIN_UNITS });
    }
    Ok(())
}

/// A count as a fraction. Counts here stay far below 2⁵³.
fn real(count: usize) -> f64 {
    fraction(whole(count))
}

/// The same of a number of pairs, for which the 32 bits of a browser's count can
/// be too few.
#[allow(clippy::cast_precision_loss, reason = "no number here comes near 2^53")]
fn fraction(pairs: u64) -> f64 {
    pairs as f64
}

/// A count, to be multiplied by another.
fn whole(count: usize) -> u64 {
    count as u64
}

/// The sum, the same whatever the order in which the parts come.
fn sum(mut parts: Vec<f64>) -> f64 {
    crate::domain::order::sort_by(&mut parts, f64::total_cmp);
    parts.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_begin_where_they_say() {
        let level = |value| Agreement { value, raters: 2, units: 5, judgements: 10 }.level();
        for (value, expected) in [
            (1.0, Level::High),
            (0.8, Level::High),
            (0.799, Level::Good),
            (0.667, Level::Good),
            (0.5, Level::Moderate),
            (0.2, Level::Slight),
            (0.0, Level::None),
            (-0.2, Level::None),
            (-0.9, Level::Opposed),
        ] {
            assert_eq!(level(value), expected, "{value}");
        }
    }
}
