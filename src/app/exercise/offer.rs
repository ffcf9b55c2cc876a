//! What can be said of a claim or a link: the open exercise's words, or ours.

use crate::app::state::State;
use crate::app::words::{claim, source};
use crate::domain::claim::{Claim, Kind, Verdict};
use crate::domain::exercise::{Exercise, Term};
use crate::domain::formats::exercise::Papers;
use crate::domain::link::Relation;

/// A word as it is offered: everything that a person sees of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// What stands in the records.
    pub key: String,
    /// What people read.
    pub name: String,
    /// What it means; may be empty.
    pub help: String,
    /// Its colour; `None` for the one that its key has.
    pub ink: Option<&'static str>,
    /// Its line; `None` for the one that its key has.
    pub pattern: Option<&'static str>,
    /// The key on the keyboard.
    pub shortcut: Option<char>,
}

/// What the open notebook carries of the classroom, ready to be shown.
#[derive(Debug)]
pub struct Offer {
    /// The papers themselves.
    pub papers: Papers,
    /// The kinds of claim.
    pub kinds: Vec<Word>,
    /// The relations.
    pub relations: Vec<Word>,
    /// The verdicts; none where none is asked for.
    pub verdicts: Vec<Word>,
}

/// There is one for each time that the papers were read.
impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Offer {
    /// What these papers offer; `None` without an exercise.
    #[must_use]
    pub fn of(papers: Papers) -> Option<Self> {
        let exercise = papers.exercise.as_ref()?;
        let kinds = words(&exercise.kinds, |key| {
            let kind = Kind::from_key(key);
            (claim::kind(&kind), claim::kind_help(&kind))
        });
        let relations =
            words(&exercise.relations, |key| (source::relation(&Relation::from_key(key)), ""));
        let verdicts =
            words(&exercise.verdicts, |key| (claim::verdict(&Verdict::from_key(key)), ""));
        Some(Self { kinds, relations, verdicts, papers })
    }

    /// The exercise.
    #[must_use]
    pub fn exercise(&self) -> Option<&Exercise> {
        self.papers.exercise.as_ref()
    }

    /// Whether the notebook is the teacher's: its claims are the key.
    #[must_use]
    pub fn is_key(&self) -> bool {
        self.papers.key.is_some()
    }
}

fn words(terms: &[Term], usual: impl Fn(&str) -> (String, &'static str)) -> Vec<Word> {
    let or = |said: &str, usual: &str| if said.is_empty() { usual } else { said }.to_owned();
    let word = |(place, term): (usize, &Term)| {
        let (name, help) = usual(&term.key);
        Word {
            key: term.key.clone(),
            name: or(&term.name, &name),
            help: or(&term.help, help),
            ink: Some(term.ink.key()),
            pattern: Some(term.pattern.key()),
            shortcut: term.shortcut.or_else(|| digit(place)),
        }
    };
    terms.iter().enumerate().map(word).collect()
}

/// The key for the word at this place: its number, as far as there are digits.
fn digit(place: usize) -> Option<char> {
    let number = u32::try_from(place).ok()?.checked_add(1)?;
    char::from_digit(number, 10)
}

impl Word {
    /// Its name as a label.
    #[must_use]
    pub fn shown(&self) -> String {
        crate::app::words::shortened(&self.name, 40)
    }

    /// One that a record has and nobody offers.
    #[must_use]
    pub fn of(key: &str, name: String) -> Self {
        Self { shortcut: None, ..Self::plain(key, name, "", 0) }
    }

    fn plain(key: &str, name: String, help: &str, place: usize) -> Self {
        let (key, help) = (key.to_owned(), help.to_owned());
        Self { key, name, help, ink: None, pattern: None, shortcut: digit(place) }
    }
}

impl State {
    /// The kinds of claim that can be chosen.
    #[must_use]
    pub fn kinds(&self) -> Vec<Word> {
        if let Some(offer) = &self.offer {
            return offer.kinds.clone();
        }
        let kinds = Kind::ALL.iter().enumerate();
        kinds
            .map(|(at, it)| Word::plain(it.key(), claim::kind(it), claim::kind_help(it), at))
            .collect()
    }

    /// The relations that can be chosen; the first is the usual one.
    #[must_use]
    pub fn relations(&self) -> Vec<Word> {
        if let Some(offer) = &self.offer {
            return offer.relations.clone();
        }
        let relations = Relation::ALL.iter().enumerate();
        relations.map(|(at, it)| Word::plain(it.key(), source::relation(it), "", at)).collect()
    }

    /// The verdicts that can be chosen.
    #[must_use]
    pub fn verdicts(&self) -> Vec<Word> {
        if let Some(offer) = &self.offer {
            return offer.verdicts.clone();
        }
        let verdicts = Verdict::ALL.iter().enumerate();
        verdicts.map(|(at, it)| Word::plain(it.key(), claim::verdict(it), "", at)).collect()
    }

    /// Whether sources are asked for.
    #[must_use]
    pub fn asks_for_sources(&self) -> bool {
        let exercise = self.offer.as_ref().and_then(|offer| offer.exercise());
        exercise.is_none_or(|exercise| exercise.sources)
    }

    /// How a kind is shown where an exercise says so.
    #[must_use]
    pub fn kind_word(&self, kind: &str) -> Option<&Word> {
        self.offer.as_ref()?.kinds.iter().find(|word| word.key == kind)
    }

    /// The name of a claim's kind.
    #[must_use]
    pub fn kind_name(&self, kind: &Kind) -> String {
        self.kind_word(kind.key()).map_or_else(|| claim::kind(kind), Word::shown)
    }

    /// The name of a claim's verdict.
    #[must_use]
    pub fn verdict_name(&self, claim: &Claim) -> Option<String> {
        let verdict = claim.verdict.as_ref()?;
        let words = self.offer.iter().flat_map(|offer| &offer.verdicts);
        let word = words.into_iter().find(|word| word.key == verdict.key());
        Some(word.map_or_else(|| claim::verdict(verdict), Word::shown))
    }

    /// The name of a link's relation.
    #[must_use]
    pub fn relation_name(&self, relation: &Relation) -> String {
        let words = self.offer.iter().flat_map(|offer| &offer.relations);
        let word = words.into_iter().find(|word| word.key == relation.key());
        word.map_or_else(|| source::relation(relation), Word::shown)
    }
}
