//! Kinds, verdicts and relations of one's own, as they are typed into the form.

use super::draft::DraftError;
use crate::app::words::exercise::{usual_help, usual_name};
use crate::domain::exercise::{Ink, MAX_KEY, Pattern, Term};

/// What a row of the form is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// A kind of claim.
    Kind,
    /// A verdict.
    Verdict,
    /// What a source can do for a claim.
    Relation,
    /// What points are given for.
    Criterion,
}

/// A word of an exercise, as it is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TermRow {
    /// What stands in records that have it already; empty for a new one.
    pub key: String,
    /// Its name.
    pub name: String,
    /// A line of help.
    pub help: String,
    /// Its colour.
    pub ink: Ink,
    /// Its line.
    pub pattern: Pattern,
    /// Its key on the keyboard; empty for its number.
    pub shortcut: String,
    /// Of a verdict: whether it has its place between its neighbours.
    pub on_scale: bool,
}

impl TermRow {
    /// Of a word that an exercise has.
    #[must_use]
    pub fn of(what: Row, term: &Term) -> Self {
        let or = |said: &str, usual: String| if said.is_empty() { usual } else { said.into() };
        Self {
            key: term.key.clone(),
            name: or(&term.name, usual_name(what, &term.key)),
            help: or(&term.help, usual_help(what, &term.key).into()),
            ink: term.ink,
            pattern: term.pattern,
            shortcut: term.shortcut.map(String::from).unwrap_or_default(),
            on_scale: term.on_scale,
        }
    }

    /// A new one at this place of the list.
    #[must_use]
    pub fn new(place: usize) -> Self {
        let term = Term::new("", place);
        Self { name: String::new(), ..Self::of(Row::Kind, &term) }
    }
}

/// The words of these rows.
///
/// # Errors
/// The first row that makes no sense.
pub(super) fn terms(what: Row, rows: &[TermRow]) -> Result<Vec<Term>, DraftError> {
    let mut terms: Vec<Term> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let name = row.name.trim();
        if name.is_empty() {
            return Err(DraftError::Nameless(what, place + 1));
        }
        // One that keeps its name keeps its key: records have it already.
        let same = !row.key.is_empty() && usual_name(what, &row.key) == name;
        let key: String = if same { row.key.clone() } else { cut(name) };
        if terms.iter().any(|term| term.key == key || term.name == name) {
            return Err(DraftError::Twice(what, name.into()));
        }
        let mut letters = row.shortcut.trim().chars();
        let shortcut = match (letters.next(), letters.next()) {
            (None, _) => None,
            (Some(letter), None) if letter.is_alphanumeric() && letter != '0' => Some(letter),
            _ => return Err(DraftError::BadKey(place + 1)),
        };
        terms.push(Term {
            key,
            name: name.into(),
            help: row.help.trim().into(),
            ink: row.ink,
            pattern: row.pattern,
            shortcut,
            on_scale: row.on_scale,
        });
    }
    Ok(terms)
}

/// That no two of these kinds have the same key on the keyboard, where the first
/// nine have their numbers.
///
/// # Errors
/// The key that two have.
pub(super) fn check_keys(kinds: &[Term]) -> Result<(), DraftError> {
    let numbers = (1u32..10).filter_map(|number| char::from_digit(number, 10));
    let usual = numbers.map(Some).chain(std::iter::repeat(None));
    let mut seen = Vec::new();
    for key in kinds.iter().zip(usual).filter_map(|(term, usual)| term.shortcut.or(usual)) {
        if seen.contains(&key) {
            return Err(DraftError::TwiceKey(key));
        }
        seen.push(key);
    }
    Ok(())
}

/// A name as a key.
pub(super) fn cut(name: &str) -> String {
    name.chars().take(MAX_KEY).collect()
}
