//! A source: what a claim rests on.

use super::address::Address;
use super::passage::Passage;
use super::time::Timestamp;

/// Outside the article, or words in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// A work that can be cited.
    Outside(Work),
    /// Somebody whom the article itself names, as in "officials said".
    InArticle {
        /// Where they are named.
        passage: Passage,
        /// A name for them, if the passage's own words will not do.
        name: String,
    },
}

/// A citable work. The fields are those of CSL-JSON 1.0.2 that a reader fills
/// in; an empty string stands for "not given".
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Work {
    /// CSL `title`.
    pub title: String,
    /// CSL `URL`.
    pub url: Option<Address>,
    /// CSL `author`, one literal name each.
    pub authors: Vec<String>,
    /// CSL `container-title`: the paper, journal or site it is part of.
    pub publisher: String,
    /// CSL `issued`, as precisely as it is known: `2023`, `2023-07`, `2023-07-07`.
    pub issued: String,
    /// CSL `accessed`: when the reader looked at it.
    pub accessed: Option<Timestamp>,
    /// CSL `archive_location`: a copy that stays.
    pub archive: Option<Address>,
    /// What kind of source it is, in a word or two ("news", "official statement").
    pub kind: String,
    /// The three questions of lateral reading, answered.
    pub appraisal: Appraisal,
}

/// The questions of Civic Online Reasoning, with the reader's answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Appraisal {
    /// Who is behind the information?
    pub behind: String,
    /// What is the evidence?
    pub evidence: String,
    /// What do other sources say?
    pub others: String,
}

impl Appraisal {
    /// Whether no question has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.behind.is_empty() && self.evidence.is_empty() && self.others.is_empty()
    }
}

impl Work {
    /// What to call it: its title, else its address without the scheme.
    #[must_use]
    pub fn name(&self) -> &str {
        if !self.title.is_empty() {
            return &self.title;
        }
        self.url.as_ref().map_or("", Address::without_scheme)
    }
}

impl Source {
    /// What to call it in a list.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Outside(work) => work.name(),
            Self::InArticle { passage, name } if name.is_empty() => &passage.quote.exact,
            Self::InArticle { name, .. } => name,
        }
    }

    /// Its passage, where it is one in the article.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        match self {
            Self::Outside(_) => None,
            Self::InArticle { passage, .. } => Some(passage),
        }
    }
}
