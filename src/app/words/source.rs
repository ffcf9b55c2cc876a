//! Sources and links.

use super::{PRINTED, shortened};
use crate::domain::address::{Address, AddressError};
use crate::domain::link::{Link, Relation, Strength};
use crate::domain::source::Appraisal;

pub const SOURCES: &str = "Sources";
pub const NONE: &str = "No sources yet. Open a claim and paste the address of what it rests on.";
pub const LINKED: &str = "Linked sources";
pub const ADD: &str = "Link a source";
pub const ADD_HELP: &str = "Address or title";
pub const ADD_AS: &str = "What does it do for the claim?";
pub const IN_ARTICLE_HINT: &str =
    "Select the words in the article that name the source, then choose “Source”.";
pub const RELATION: &str = "Relation";
pub const STRENGTH: &str = "Strength";
pub const NO_STRENGTH: &str = "Not said";
pub const REASON: &str = "Why this source";
pub const EVIDENCE: &str = "Words in the source that show it";
pub const EDIT: &str = "Edit source";
pub const REMOVE_LINK: &str = "Remove link";
pub const REMOVE: &str = "Put in the bin";
pub const PARTICULARS: &str = "Source";
pub const TITLE: &str = "Title";
pub const URL: &str = "Address";
pub const AUTHORS: &str = "Authors, separated by semicolons";
pub const PUBLISHER: &str = "Publisher or site";
pub const ISSUED: &str = "Published (as 2023-07-08, 2023-07 or 2023)";
pub const KIND: &str = "Kind of source";
pub const ARCHIVE: &str = "Archived copy";
pub const NAME: &str = "Name of the source";
pub const BEHIND: &str = "Who is behind it?";
pub const WHAT_EVIDENCE: &str = "What is the evidence?";
pub const OTHERS: &str = "What do others say?";
pub const APPRAISAL: &str = "Three questions";
pub const DONE: &str = "Done";
pub const INSIDE: &str = "in the article";
pub const UNLINKED: &str = "linked to no claim";
pub const NEW_TAB: &str = "opens in a new tab";
/// Offered as kinds of source; any other word will do.
pub const KINDS: &[&str] = &[
    "news",
    "official statement",
    "government data",
    "research",
    "law",
    "legal analysis",
    "interview",
    "social media",
    "state media",
    "reference work",
];

/// The name of a relation, as a verb of the source.
#[must_use]
pub fn relation(relation: &Relation) -> String {
    match relation {
        Relation::Supports => "Supports".into(),
        Relation::Disputes => "Disputes".into(),
        Relation::Qualifies => "Qualifies".into(),
        Relation::Context => "Gives context".into(),
        Relation::AttributedTo => "Is credited".into(),
        Relation::SameOrigin => "Same origin".into(),
        Relation::Other(key) => shortened(key, 40),
    }
}

/// The name of a strength.
#[must_use]
pub fn strength(strength: &Strength) -> String {
    match strength {
        Strength::Weak => "Weakly".into(),
        Strength::Moderate => "In part".into(),
        Strength::Strong => "Fully".into(),
        Strength::Other(key) => shortened(key, 40),
    }
}

/// "Supports: South China Morning Post".
#[must_use]
pub fn link(relation_: &Relation, source: &str) -> String {
    format!("{}: {}", relation(relation_), shortened(source, 80))
}

/// "Supports 3: Claim 3, Fact: …", in a list of sources.
#[must_use]
pub fn of_claim(relation_: &Relation, number: usize, claim: &str) -> String {
    format!("{} {number}: {claim}", relation(relation_))
}

/// A linked source as it is printed: what it does, its name and its address.
#[must_use]
pub fn printed(link: &Link, name: &str, url: Option<&Address>) -> String {
    let mut line = format!("{}: {name}", relation(&link.relation));
    if let Some(url) = url {
        line += &format!(" <{}>", shortened(url.as_str(), PRINTED));
    }
    if let Some(evidence) = &link.evidence {
        line += &format!(" “{}”", shortened(&evidence.exact, PRINTED));
    }
    if !link.reason.is_empty() {
        line += &format!(" ({})", shortened(&link.reason, PRINTED));
    }
    line
}

/// "linked to 2 claims".
#[must_use]
pub fn links(n: usize) -> String {
    if n == 0 {
        UNLINKED.into()
    } else {
        format!("linked to {}", super::count(n, "claim", "claims"))
    }
}

/// The questions about a source that were answered, with the answers.
pub fn answers(appraisal: &Appraisal) -> impl Iterator<Item = (&'static str, &str)> {
    let all = [
        (BEHIND, appraisal.behind.as_str()),
        (WHAT_EVIDENCE, &appraisal.evidence),
        (OTHERS, &appraisal.others),
    ];
    all.into_iter().filter(|(_, answer)| !answer.trim().is_empty())
}

/// Why an address is refused, and what to do.
#[must_use]
pub fn address(error: &AddressError) -> String {
    match error {
        AddressError::Empty => "There is no address.".into(),
        AddressError::Spaces => "An address has no spaces in it. Remove them, or leave the address out and give a title.".into(),
        AddressError::Control => "This address holds invisible characters. Type it again by hand.".into(),
        AddressError::Direction => "This address holds characters that turn the direction of writing, which can hide where it leads. Copy it again from the browser’s address bar.".into(),
        AddressError::Scheme(scheme) => format!("Addresses that begin with “{}:” can run something or lead to this computer. Only http, https and mailto are taken.", shortened(scheme, 40)),
        AddressError::UserInfo => "The part before “@” hides the real host of this address. Remove it.".into(),
        AddressError::Host => "This address names no host that could exist. Check what stands between “//” and the next “/”.".into(),
        AddressError::TooLong => "This address is too long. Look for a shorter one, such as the page’s own link to itself.".into(),
    }
}
