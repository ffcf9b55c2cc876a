//! How far a class agrees, in words that a teacher can use.

use crate::domain::agreement::boundaries::Overlap;
use crate::domain::agreement::{Agreement, Level, Outcome, Refusal};

pub const HELP: &str = "1 is perfect agreement, 0 is what chance would bring, below 0 is less than that. Trained annotators of claims reached about 0.68; a class rarely does. Low agreement is a question for the class, not a mark.";
pub const TABLE: &str = "How far the class agrees";
pub const TABLE_OF_TWO: &str = "How far these two agree";
pub const WORKING: &str = "Working it out…";
pub const WORKED_OUT: &str = "All questions are answered.";
pub const QUESTION: &str = "Do they agree…";
pub const IN_WORDS: &str = "In words";
pub const NUMBER: &str = "Number";
pub const MEASURE: &str = "Measure";
pub const FROM: &str = "Worked out from";
pub const TWO: &str = "Two students";
pub const FIRST: &str = "First student";
pub const SECOND: &str = "Second student";

pub const SENTENCES: &str = "which sentences hold a claim?";
pub const KINDS: &str = "what kind of claim it is?";
pub const VERDICTS: &str = "on the verdict?";
pub const ENDS: &str = "where claims begin and end?";
pub const ENDS_BY_KIND: &str = "where claims of each kind begin and end?";
pub const TEXT: &str = "on the text that they mark?";
pub const STRETCHES: &str = "on whole claims, give or take a word?";
pub const LINKS: &str = "on sources and what they do, counted by what is shared?";
pub const LINKS_BY_PART: &str =
    "on sources and what they do, where a part of the same counts for little?";

pub const ALPHA_NOMINAL: &str = "Krippendorff’s alpha, nominal";
pub const ALPHA_ORDINAL: &str = "Krippendorff’s alpha, ordinal";
pub const KAPPA: &str = "Cohen’s kappa";
pub const UNITIZING: &str = "Krippendorff’s alpha for unitizing";
pub const F1_TEXT: &str = "F1 of marked text, mean of pairs";
pub const F1_STRETCHES: &str = "F1 of claims, ends at most 10 characters apart, mean of pairs";
pub const ALPHA_JACCARD: &str = "Alpha with Jaccard distance";
pub const ALPHA_MASI: &str = "Alpha with MASI distance";

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Sentences,
    Stretches,
    Claims,
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Sentences => "sentences",
        Unit::Stretches => "stretches of text",
        Unit::Claims => "claims",
    }
}

/// What a number comes to.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::High => "They agree: one can build on it.",
        Level::Good => "They agree well.",
        Level::Moderate => "They agree in part.",
        Level::Slight => "They agree a little.",
        Level::None => "They agree hardly more than chance would have it, if at all.",
        Level::Opposed => "They differ more than chance would have it.",
    }
}

/// What an overlap comes to; there is no chance in it, so the words are others.
#[must_use]
pub fn overlap(value: f64) -> &'static str {
    match value {
        value if value >= 0.8 => "They mark nearly the same.",
        value if value >= 0.6 => "They mark mostly the same.",
        value if value >= 0.4 => "About half of it is the same.",
        value if value >= 0.2 => "A small part is the same.",
        _ => "Hardly anything is the same.",
    }
}

/// Why there is no number.
#[must_use]
pub fn refusal(why: Refusal, of: Unit) -> String {
    match why {
        Refusal::TooFewRaters { found, needed } => {
            format!("Too few people judged the same to say: it takes {needed}, here are {found}.")
        }
        Refusal::TooFewUnits { found, needed } => format!(
            "Too few {} that two or more judged to say: it takes {needed}, here are {found}.",
            unit(of)
        ),
        Refusal::NoVariation => {
            "Everybody always said the same one thing: chance would do as well, so there is no number.".into()
        }
    }
}

/// Three digits, with a minus where there is one.
#[must_use]
pub fn number(value: f64) -> String {
    let digits = format!("{value:.3}");
    match digits.strip_prefix('-') {
        Some("0.000") => "0.000".into(),
        Some(rest) => format!("−{rest}"),
        None => digits,
    }
}

/// What a coefficient was worked out from.
#[must_use]
pub fn from(it: &Agreement, of: Unit) -> String {
    format!("{} people, {} {}, {} judgements", it.raters, it.units, unit(of), it.judgements)
}

/// What an overlap was worked out from.
#[must_use]
pub fn from_pairs(it: &Overlap) -> String {
    super::count(it.pairs, "pair of people", "pairs of people")
}

/// In words, the number, and what it was worked out from.
#[must_use]
pub fn outcome(outcome: &Outcome, of: Unit) -> (String, Option<f64>, String) {
    match outcome {
        Ok(it) => (level(it.level()).into(), Some(it.value), from(it, of)),
        Err(why) => (refusal(*why, of), None, String::new()),
    }
}
