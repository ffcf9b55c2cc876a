//! When something happened, as the person's own clock had it.

use std::fmt;
use std::sync::Arc;

/// A moment as `xsd:dateTime` with a time zone (Web Annotation Data Model
/// §3.3.5). Shown to people, never used to order edits: clocks are wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(Arc<str>);

impl Timestamp {
    /// Takes RFC 3339, as in `2026-09-20T14:03:11.120Z` or `…+02:00`.
    /// `None` for anything else: a date alone, a missing zone, a 13th month.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| -> Option<u32> {
            let digits = bytes.get(from..to)?;
            digits
                .iter()
                .all(u8::is_ascii_digit)
                .then(|| digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
        };
        let is = |at: usize, expected: u8| bytes.get(at) == Some(&expected);
        let days = days_in_month(number(0, 4)?, number(5, 7)?)?;
        let date = is(4, b'-') && is(7, b'-') && (1..=days).contains(&number(8, 10)?);
        let clock = is(10, b'T')
            && is(13, b':')
            && is(16, b':')
            && number(11, 13)? < 24
            && number(14, 16)? < 60
            && number(17, 19)? < 60;
        let fraction = if is(19, b'.') {
            1 + bytes[20..].iter().take_while(|b| b.is_ascii_digit()).count()
        } else {
            0
        };
        let zone = 19 + fraction;
        let zone_is_sound = match bytes.get(zone)? {
            b'Z' => bytes.len() == zone + 1,
            b'+' | b'-' => {
                bytes.len() == zone + 6
                    && is(zone + 3, b':')
                    && number(zone + 1, zone + 3)? < 24
                    && number(zone + 4, zone + 6)? < 60
            }
            _ => false,
        };
        (date && clock && fraction != 1 && zone_is_sound).then(|| Self(text.into()))
    }

    /// The text that was read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn days_in_month(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if leap => Some(29),
        2 => Some(28),
        _ => None,
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_specification_allows_and_nothing_else() {
        for good in [
            "2026-09-20T14:03:11Z",
            "2026-09-20T14:03:11.120Z",
            "2026-09-20T14:03:11.120934+00:00",
            "2024-02-29T00:00:00-03:30",
        ] {
            assert!(Timestamp::read(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "2026-09-20",
            "2026-09-20T14:03:11",
            "2026-13-20T14:03:11Z",
            "2025-02-29T00:00:00Z",
            "2026-09-20T24:03:11Z",
            "2026-09-20T14:03:11.Z",
            "2026-09-20T14:03:11Zz",
            "２026-09-20T14:03:11Z",
            "2026-09-20T14:03:11+0000",
        ] {
            assert!(Timestamp::read(bad).is_none(), "{bad}");
        }
    }
}
