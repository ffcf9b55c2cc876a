//! The words of an exercise: its kinds, relations and verdicts, with how each is
//! shown, and the sets of them that are there to begin with.

use crate::domain::claim::{Kind, Verdict};
use crate::domain::link::Relation;

/// A word that an exercise offers. In claims and links it is its key alone, as
/// `Kind`, `Relation` or `Verdict` (`Other` where it is not one of ours).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// What stands in the records. Never empty.
    pub key: String,
    /// What people read; empty for what the interface calls this key.
    pub name: String,
    /// A line of help; empty for what the interface says of this key.
    pub help: String,
    /// Its colour.
    pub ink: Ink,
    /// Its line, so that it does not go by colour alone.
    pub pattern: Pattern,
    /// The key on the keyboard; `None` for its number in the list.
    pub shortcut: Option<char>,
    /// Of a verdict: whether it has its place between its neighbours in the list
    /// (as "partly supported" has, and "not checkable" has not).
    pub on_scale: bool,
}

/// Declares a closed set of words with their keys in files.
macro_rules! closed {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:ident = $key:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$doc])* $word,)+
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// Its key in files.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$word => $key,)+
                }
            }

            /// The one with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}
pub(super) use closed;

closed! {
    /// A highlighter's ink. The page has a light and a dark shade of each.
    Ink {
        /// That of facts.
        Yellow = "yellow",
        /// That of quantities.
        Green = "green",
        /// That of causation.
        Orange = "orange",
        /// That of attribution.
        Blue = "blue",
        /// That of predictions.
        Violet = "violet",
        /// That of opinions.
        Rose = "rose",
        /// That of kinds which the page does not know.
        Teal = "teal",
    }
}

closed! {
    /// The line below a highlight.
    Pattern {
        /// A line.
        Solid = "solid",
        /// Two lines.
        Double = "double",
        /// A wave.
        Wavy = "wavy",
        /// Dashes.
        Dashed = "dashed",
        /// Dots.
        Dotted = "dotted",
        /// A heavy line.
        Heavy = "heavy",
    }
}

/// Sets of kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KindPreset {
    /// Our six.
    Ours,
    /// ClaimBuster's three: check-worthy, unimportant, or no fact at all
    /// (Hassan et al. 2017).
    ClaimBuster,
}

/// Sets of verdicts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VerdictPreset {
    /// Our four.
    Ours,
    /// FEVER's three: supported, refuted, not enough information (Thorne et al.
    /// 2018).
    ThreeWay,
}

impl Term {
    /// A word that is shown like the one at this place in a list.
    #[must_use]
    pub fn new(key: &str, place: usize) -> Self {
        let ink = Ink::ALL.get(place % Ink::ALL.len()).copied().unwrap_or(Ink::Teal);
        let pattern = Pattern::ALL.get(place % Pattern::ALL.len()).copied();
        Self {
            key: key.into(),
            name: String::new(),
            help: String::new(),
            ink,
            pattern: pattern.unwrap_or(Pattern::Solid),
            shortcut: None,
            on_scale: false,
        }
    }
}

impl KindPreset {
    /// The kinds.
    #[must_use]
    pub fn terms(self) -> Vec<Term> {
        match self {
            Self::Ours => terms(Kind::ALL.iter().map(Kind::key)),
            Self::ClaimBuster => {
                terms(["check-worthy factual", "unimportant factual", "non-factual"].into_iter())
            }
        }
    }
}

impl VerdictPreset {
    /// The verdicts.
    #[must_use]
    pub fn terms(self) -> Vec<Term> {
        let (mut terms, scale): (_, &[&str]) = match self {
            Self::Ours => {
                let keys = Verdict::ALL.iter().map(Verdict::key);
                (terms(keys), &["supported", "partly supported", "disputed"])
            }
            // Not enough information is no middle between the two.
            Self::ThreeWay => {
                let keys = ["supported", "refuted", "not enough information"];
                (terms(keys.into_iter()), &["supported", "refuted"])
            }
        };
        terms.iter_mut().for_each(|term| term.on_scale = scale.contains(&term.key.as_str()));
        terms
    }
}

/// Our six relations.
#[must_use]
pub fn relation_terms() -> Vec<Term> {
    terms(Relation::ALL.iter().map(Relation::key))
}

fn terms<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<Term> {
    keys.enumerate().map(|(place, key)| Term::new(key, place)).collect()
}
