//! A stretch of text.

/// A half-open stretch, in code points of the text it belongs to.
/// Never empty where it stands for a passage; a caret is an empty one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The first code point in it.
    pub start: usize,
    /// The first code point behind it.
    pub end: usize,
}

impl Span {
    /// From one end to the other, whichever comes first.
    #[must_use]
    pub fn between(a: usize, b: usize) -> Self {
        Self { start: a.min(b), end: a.max(b) }
    }

    /// How many code points it holds.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the code point behind `at` is in it.
    #[must_use]
    pub fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share a code point.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What both share; `None` if nothing.
    #[must_use]
    pub fn clip(self, other: Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (!both.is_empty()).then_some(both)
    }
}
