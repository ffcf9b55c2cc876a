//! Exercises: doing one, making one.

use super::{count, shortened};
use crate::app::exercise::draft::{DraftError, KindSet, VerdictSet};
use crate::app::exercise::term_rows::Row;
use crate::domain::claim::{Kind, Verdict};
use crate::domain::exercise::{Ask, Ink, Item, Pattern, What, Wording};
use crate::domain::link::Relation;

pub const EXERCISE: &str = "Exercise";
pub const UNTITLED: &str = "An exercise";
pub const INSTRUCTIONS: &str = "What to do";
pub const CHECKLIST: &str = "Checklist";
pub const PROGRESS: &str = "Progress";
pub const DONE: &str = "done";
pub const OPEN: &str = "open";
pub const HAND_IN: &str = "Hand in…";
pub const HAND_IN_TITLE: &str = "Hand in";
pub const NAME: &str = "Your name or pseudonym";
pub const NAME_HELP: &str = "The file holds what you type here, and no other name.";
pub const NAME_MISSING: &str =
    "Type a name or a pseudonym, so that the work can be told from that of others.";
pub const STILL_OPEN: &str = "Still open";
pub const ALL_DONE: &str = "Everything on the checklist is done.";
pub const OPEN_HELP: &str = "You can hand in all the same, and again later.";
pub const SAVE_HAND_IN: &str = "Save the file to hand in";
pub const YOURS: &str =
    "You made this exercise. Your claims, verdicts, reasons and sources are its key.";
pub const HANDED_IN_AS: &str = "Handed in under the name";
pub const GIVE_IT: &str = "Nothing was sent: give the file that was saved to your teacher.";
pub const HAND_IN_HELP: &str =
    "This saves a file, which you then give or send to your teacher. Nothing is sent from here.";
pub const EARNS: &str = "What earns points";
pub const CHANGE: &str = "Change the exercise";
pub const SAVE_KEY: &str = "Save the key for students";
pub const SAVE_KEY_HELP: &str = "To be given out when the work is in: your claims with verdicts, reasons and sources, without your name.";

pub const RETURNED: &str = "It holds comments and points from a teacher: merged into the notebook that was handed in, they stand beside the work, which stays as it is.";
pub const START: &str = "Start the exercise";
pub const START_HELP: &str =
    "This file is an exercise. It opens as a new notebook, which is yours alone.";
pub const GO_ON: &str = "Go on with the exercise";
pub const GO_ON_HELP: &str =
    "You have begun this exercise already: your work on it is in this browser.";
pub const START_AGAIN: &str = "Start it once more";

pub const EXERCISES: &str = "Exercises";
pub const FOR_STUDENTS: &str = "For students";
pub const FOR_TEACHERS: &str = "For teachers";
pub const TRY: &str = "Try the exercise on this article";
pub const TRY_HELP: &str =
    "It opens on the article that comes with this page, as a student has it.";
pub const OPEN_KEY: &str = "Open its key";
pub const OPEN_KEY_HELP: &str = "Fourteen claims with verdicts, reasons and public sources.";
pub const GIVEN: &str =
    "You were given an exercise? Open its file with “Open a file”, or drop it on the page.";

pub const MAKE: &str = "Make an exercise";
pub const NOT_HERE: &str = "This notebook is work on an exercise that somebody else made. To make one, open an article, or a notebook of your own.";
pub const TITLE: &str = "Title";
pub const INSTRUCTIONS_LABEL: &str = "Instructions";
pub const KINDS: &str = "Kinds of claim";
pub const TERM_NAME: &str = "Name";
pub const TERM_INK: &str = "Colour";
pub const TERM_PATTERN: &str = "Line";
pub const TERM_KEY: &str = "Key";
pub const TERM_HELP: &str = "A line of help";
pub const ON_SCALE: &str = "On the scale, in this order";
pub const ON_SCALE_HELP: &str = "Where the class disagrees, verdicts on the scale count by how far apart they stand; the others count as the same or not at all.";
pub const REMOVE: &str = "Remove";
pub const VERDICTS: &str = "Verdicts";
pub const RELATIONS: &str = "What a source can do for a claim";
pub const SOURCES: &str = "Ask for sources";
pub const MIN_CLAIMS: &str = "Claims at least";
pub const MIN_SOURCES: &str = "Sources at least";
pub const ASKS: &str = "On the checklist";
pub const RUBRIC: &str = "Points";
pub const CRITERION: &str = "Criterion";
pub const POINTS: &str = "Points";
pub const STARTER: &str = "Keep my claims as starter work";
pub const STARTER_HELP: &str = "Students find your passages marked with their kinds. Verdicts, reasons, tags, sources and links stay with you: they are the key.";
pub const GIVE_OUT: &str = "Give it out";
pub const SAVE_FILE: &str = "Save the exercise as a file";
pub const MAKE_LINK: &str = "Make a link";
pub const KEY_STAYS: &str = "The file and the link hold no key and no name of yours.";
pub const NO_LINK: &str = "This browser cannot pack an exercise into a link. Save a file instead.";

/// The row of a kind or a criterion, by its number: "Kind 2".
#[must_use]
pub fn row(what: Row, number: usize) -> String {
    match what {
        Row::Kind => format!("Kind {number}"),
        Row::Verdict => format!("Verdict {number}"),
        Row::Relation => format!("Relation {number}"),
        Row::Criterion => format!("Criterion {number}"),
    }
}

/// What adds a row.
#[must_use]
pub fn add(what: Row) -> &'static str {
    match what {
        Row::Kind => "Add a kind",
        Row::Verdict => "Add a verdict",
        Row::Relation => "Add one of my own",
        Row::Criterion => "Add a criterion",
    }
}

/// "Remove kind 2".
#[must_use]
pub fn remove(what: Row, number: usize) -> String {
    format!("{REMOVE} {}", row(what, number).to_lowercase())
}

/// "Use the name “Teal Finch 12”".
#[must_use]
pub fn use_name(name: &str) -> String {
    format!("Use “{}”", shortened(name, 60))
}

/// A line of the checklist: "3 of 5 claims have a source".
#[must_use]
pub fn item(item: &Item) -> String {
    let Item { what, done, of } = item;
    match what {
        What::Claims => format!("{done} of {} marked", count(*of, "claim", "claims")),
        What::Sources => format!("{done} of {} linked", count(*of, "source", "sources")),
        What::Links => format!("{done} of {} made", count(*of, "link", "links")),
        What::Every(it) if *of == 0 => format!("{}: {}", ask(*it), none(*it)),
        What::Every(ask) => every(*ask, *done, *of),
    }
}

fn every(ask: Ask, done: usize, of: usize) -> String {
    let one = done == 1 || of == 1;
    let has = if one { "has" } else { "have" };
    let claims = count(of, "claim", "claims");
    let links = count(of, "link", "links");
    match ask {
        Ask::ClaimsSourced => format!("{done} of {claims} {has} a source"),
        Ask::ClaimsJudged => format!("{done} of {claims} {has} a verdict"),
        Ask::VerdictsReasoned => {
            format!("{done} of {} {has} a reason", count(of, "verdict", "verdicts"))
        }
        Ask::LinksReasoned => format!("{done} of {links} {has} a reason"),
        Ask::LinksQuoted => format!("{done} of {links} {has} the words in the source"),
        Ask::KindsOffered => {
            let are = if one { "is" } else { "are" };
            format!("{done} of {claims} {are} of a kind that is asked for")
        }
    }
}

fn none(ask: Ask) -> &'static str {
    match ask {
        Ask::ClaimsSourced | Ask::ClaimsJudged | Ask::KindsOffered => "no claim yet",
        Ask::VerdictsReasoned => "no verdict yet",
        Ask::LinksReasoned | Ask::LinksQuoted => "no link yet",
    }
}

/// What the checklist looks at, as the form offers it.
#[must_use]
pub fn ask(ask: Ask) -> &'static str {
    match ask {
        Ask::ClaimsSourced => "Every claim has a source",
        Ask::ClaimsJudged => "Every claim has a verdict",
        Ask::VerdictsReasoned => "Every verdict has a reason",
        Ask::LinksReasoned => "Every link has a reason",
        Ask::LinksQuoted => "Every link has the words in the source that show it",
        Ask::KindsOffered => "Every claim is of a kind that is asked for",
    }
}

/// "2 of 4 done".
#[must_use]
pub fn progress(done: usize, of: usize) -> String {
    format!("{done} of {of} done")
}

/// A set of kinds.
#[must_use]
pub fn kind_set(set: KindSet) -> &'static str {
    match set {
        KindSet::Ours => "Our six: fact, quantity, causation, attribution, prediction, opinion",
        KindSet::ClaimBuster => "ClaimBuster’s three: check-worthy, unimportant, no fact",
        KindSet::ThreeWay => "Supported, refuted, not enough information",
        KindSet::Own => "My own",
    }
}

/// A set of verdicts.
#[must_use]
pub fn verdict_set(set: VerdictSet) -> &'static str {
    match set {
        VerdictSet::Ours => "Supported, partly supported, disputed, not checkable",
        VerdictSet::ThreeWay => "Supported, refuted, not enough information",
        VerdictSet::None => "None: no verdict is asked for",
        VerdictSet::Own => "Own verdicts",
    }
}

/// A colour.
#[must_use]
pub fn ink(ink: Ink) -> &'static str {
    match ink {
        Ink::Yellow => "Yellow",
        Ink::Green => "Green",
        Ink::Orange => "Orange",
        Ink::Blue => "Blue",
        Ink::Violet => "Violet",
        Ink::Rose => "Rose",
        Ink::Teal => "Teal",
    }
}

/// A line.
#[must_use]
pub fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Solid => "Plain",
        Pattern::Double => "Double",
        Pattern::Wavy => "Wavy",
        Pattern::Dashed => "Dashed",
        Pattern::Dotted => "Dotted",
        Pattern::Heavy => "Heavy",
    }
}

/// What a word of one of the sets is called; for the others the key itself.
#[must_use]
pub fn usual_name(what: Row, key: &str) -> String {
    match (what, key) {
        (_, "check-worthy factual") => "Check-worthy fact".into(),
        (_, "unimportant factual") => "Unimportant fact".into(),
        (_, "non-factual") => "No fact".into(),
        (_, "refuted") => "Refuted".into(),
        (_, "not enough information") => "Not enough information".into(),
        (_, "supported") => super::claim::verdict(&Verdict::Supported),
        (Row::Verdict, key) => super::claim::verdict(&Verdict::from_key(key)),
        (Row::Relation, key) => super::source::relation(&Relation::from_key(key)),
        (Row::Kind | Row::Criterion, key) => super::claim::kind(&Kind::from_key(key)),
    }
}

/// What a kind of one of the sets means.
#[must_use]
pub fn usual_help(what: Row, key: &str) -> &'static str {
    match key {
        _ if what != Row::Kind => "",
        "check-worthy factual" => "A factual claim that people want to know the truth of",
        "unimportant factual" => "A factual claim that nobody would check",
        "non-factual" => "An opinion, a question, a wish",
        "supported" => "What the sources say bears it out",
        "refuted" => "What the sources say is against it",
        "not enough information" => "The sources do not settle it",
        key => super::claim::kind_help(&Kind::from_key(key)),
    }
}

/// Why an exercise cannot be made so, and what to do.
#[must_use]
pub fn problem(error: &DraftError) -> String {
    match error {
        DraftError::NoTitle => "Give the exercise a title.".into(),
        DraftError::NoKinds => "Add at least one kind of claim.".into(),
        DraftError::NoVerdicts => {
            "Add at least one verdict, or choose that none is asked for.".into()
        }
        DraftError::Nameless(what, number) => {
            format!("{} has no name: type one, or remove it.", row(*what, *number))
        }
        DraftError::Twice(what, name) => {
            let several = match what {
                Row::Kind => "kinds",
                Row::Verdict => "verdicts",
                Row::Relation => "relations",
                Row::Criterion => "criteria",
            };
            let name = shortened(name, 60);
            format!("Two {several} are called “{name}”: give each its own name.")
        }
        DraftError::TwiceKey(key) => {
            format!("Two kinds have the key “{key}”: give each its own.")
        }
        DraftError::BadKey(number) => {
            format!(
                "The key of kind {number} must be one letter or digit, and not 0, which marks a source."
            )
        }
        DraftError::NoRelation => "Choose at least one thing that a source can do.".into(),
        DraftError::BadCount => "Write how many are asked for as a whole number up to 1000.".into(),
        DraftError::BadPoints(number) => {
            format!("Write the points of criterion {number} as a number, such as 5 or 2.5.")
        }
        DraftError::TooMuch => {
            "A text is too long, or there are too many rows. Shorten or remove some.".into()
        }
    }
}

/// The words of the exercise that comes with the page.
pub const BUILT_IN: Wording<'static> = Wording {
    title: "Five claims and what they rest on",
    instructions: "Read the article. Mark at least five passages that claim something, and say of each what kind of claim it is.\n\nFind sources for your claims: in the article itself, or outside it. Link at least three, and say what each does for the claim.\n\nGive a verdict where you can, and the reason for it.",
    author: "Claimlight",
    reasons: &[
        "The report gives the same figure.",
        "The source says so in its own words.",
        "I found two papers that say so.",
        "The number is older than the article.",
        "Nobody is named who could be asked.",
        "The source only repeats the article.",
    ],
};
