//! Which edit of a record was made knowing which other.

use std::cmp::Ordering;
use std::sync::Arc;

use litemap::LiteMap;

/// One browser tab that writes: no two that are open at once share a name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Writer(Arc<str>);

impl Writer {
    /// Takes a name of letters, digits and hyphens, 64 at most.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let sound = (1..=64).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        sound.then(|| Self(name.into()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many edits of each writer a version of a record has seen (a version
/// vector). No clock takes part, and no chain of ancestors need be kept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Version(LiteMap<Writer, u32>);

impl Version {
    /// The next version, written by `writer` in knowledge of `self`.
    #[must_use]
    pub fn advanced(&self, writer: &Writer) -> Self {
        let mut next = self.clone();
        let count = next.0.get(writer).copied().unwrap_or_default();
        next.0.insert(writer.clone(), count.saturating_add(1));
        next
    }

    /// What both have seen together: the parent of an edit that ends a conflict.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (writer, count) in other.0.iter() {
            if both.0.get(writer).is_none_or(|seen| seen < count) {
                both.0.insert(writer.clone(), *count);
            }
        }
        both
    }

    /// The next version of one side of a conflict: made in knowledge of `self`,
    /// and of none of `others`. The writer's own count may say that it knew of
    /// them all the same (it wrote one of them); then it writes under a second
    /// name, which nobody else has.
    #[must_use]
    pub fn branched<'a>(
        &self,
        writer: &Writer,
        others: impl Iterator<Item = &'a Self> + Clone,
    ) -> Self {
        let count = |of: &Self, name: &Writer| of.0.get(name).copied().unwrap_or_default();
        let free = |name: &Writer| others.clone().all(|it| count(it, name) <= count(self, name));
        let mut name = writer.clone();
        let mut number = 1_u32;
        while !free(&name) {
            number += 1;
            name = Writer(format!("{}-{number}", writer.0).into());
        }
        self.advanced(&name)
    }

    /// Whether this one was made knowing the other (or is the same).
    #[must_use]
    pub fn knows(&self, other: &Self) -> bool {
        other.0.iter().all(|(writer, count)| self.0.get(writer).is_some_and(|seen| seen >= count))
    }

    /// Later, earlier or the same; `None` where neither knew of the other.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self.knows(other), other.knows(self)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Greater),
            (false, true) => Some(Ordering::Less),
            (false, false) => None,
        }
    }

    /// How many edits it has seen in all: rises with every edit.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().map(|count| u64::from(*count)).sum()
    }

    /// Each writer with its count, in the order of the names.
    pub fn counts(&self) -> impl Iterator<Item = (&Writer, u32)> {
        self.0.iter().map(|(writer, count)| (writer, *count))
    }

    /// From such pairs; a count of 0 says nothing and is left out.
    pub fn from_counts(counts: impl IntoIterator<Item = (Writer, u32)>) -> Self {
        let mut version = Self::default();
        for (writer, count) in counts {
            if count > 0 {
                version.0.insert(writer, count);
            }
        }
        version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knowing_is_not_a_matter_of_time() {
        let [a, b] = ["a", "b"].map(|name| Writer::named(name).expect("a sound name"));
        let first = Version::default().advanced(&a);
        let (mine, theirs) = (first.advanced(&a), first.advanced(&b));
        assert_eq!(mine.compare(&first), Some(Ordering::Greater));
        assert_eq!(mine.compare(&theirs), None);
        let settled = mine.joined(&theirs).advanced(&a);
        assert_eq!(settled.compare(&mine), Some(Ordering::Greater));
        assert_eq!(settled.compare(&theirs), Some(Ordering::Greater));
        // A side of a conflict goes on without knowing of the other, whoever writes.
        for writer in [&a, &b, &Writer::named("c").expect("a sound name")] {
            let on = mine.branched(writer, [&theirs].into_iter());
            assert_eq!(on.compare(&mine), Some(Ordering::Greater));
            assert_eq!(on.compare(&theirs), None);
            assert_eq!(on.branched(writer, [&theirs].into_iter()).compare(&theirs), None);
        }
        assert!(Writer::named("a b").is_none() && Writer::named("").is_none());
    }
}
