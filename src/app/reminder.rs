//! When to say that it is time for a file: the only backup there is.

/// What has changed in one notebook since it was last saved as a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Unexported {
    /// So many changes.
    pub changes: u32,
    /// So many there were when the person last said "not now".
    pub hushed: u32,
    /// When the first of those since then was made, in milliseconds since 1970.
    pub since: u64,
}

/// So many changes are worth a file.
const MANY: u32 = 25;
/// Or any, after so long, in milliseconds.
const LONG: u64 = 24 * 60 * 60 * 1000;

impl Unexported {
    /// From three numbers; nothing has changed where they are none.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut numbers = text.split(' ').map(|number| number.parse().unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self { changes: small(next()), hushed: small(next()), since: next() }
    }

    /// The same numbers.
    #[must_use]
    pub fn write(self) -> String {
        format!("{} {} {}", self.changes, self.hushed, self.since)
    }

    /// One change more.
    #[must_use]
    pub fn changed(self, now: u64) -> Self {
        let since = if self.since_hushed() == 0 { now } else { self.since };
        Self { changes: self.changes.saturating_add(1), since, ..self }
    }

    /// Not now.
    #[must_use]
    pub fn hushed(self) -> Self {
        Self { hushed: self.changes, ..self }
    }

    /// Whether it is time. A clock that was set back only puts it off.
    #[must_use]
    pub fn is_due(self, now: u64) -> bool {
        self.since_hushed() >= MANY
            || (self.since_hushed() > 0 && now.saturating_sub(self.since) >= LONG)
    }

    fn since_hushed(self) -> u32 {
        self.changes.saturating_sub(self.hushed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_work_or_a_day_of_it_is_worth_a_file() {
        let work = |n: u32, from: Unexported| (0..n).fold(from, |it, n| it.changed(u64::from(n)));
        let some = work(24, Unexported::default());
        assert!(!some.is_due(1000) && some.is_due(LONG));
        let many = some.changed(30);
        assert!(many.is_due(31));
        assert_eq!(Unexported::read(&many.write()), many);
        let hushed = many.hushed();
        assert!(!hushed.is_due(LONG * 9));
        assert!(!work(24, hushed).is_due(LONG - 1) && work(25, hushed).is_due(0));
        assert!(!Unexported::read("").is_due(LONG * 9));
        assert_eq!(Unexported::read("-1 x"), Unexported::default());
    }
}
