//! The teacher's class: submissions, the class on the text, tables.

use super::{count, notice, shortened, term};
use crate::app::classroom::{FileSeen, KeyFrom, Outcome, Problem, Sign, Standing, WhyNot};
use crate::domain::claim::{Kind, Verdict};
use crate::domain::class::LeftOut;
use crate::domain::exercise::Exercise;
use crate::domain::link::Relation;
use crate::domain::versions::Found;

pub const CLASS: &str = "Class";
pub const COMPARE_KEY: &str = "Compare with a key";
pub const PARTS: &str = "Parts of the class page";
pub const LOADING: &str = "Opening the class…";
pub const SUBMISSIONS: &str = "Submissions";
pub const ON_TEXT: &str = "On the text";
pub const AGREEMENT: &str = "Agreement";
pub const KEY: &str = "Key";
pub const MARKING: &str = "Marks";
pub const TOO_MANY: &str =
    "These are more claims than can be looked at together. Take out some of the submissions.";

pub const WORKING: &str = "Working it out…";

pub const EMPTY: &str = "Nothing was handed in yet. Add the files that your students handed in, many at once, or drop them here.";
pub const SESSION_ONLY: &str = "The class is kept only while this page is open: nothing of it is stored or sent. Your students’ files stay what they are; marks go into the return files and the gradebook that you save.";
pub const KEPT_HERE: &str = "The class is kept in this browser until you empty it: what was handed in, with the names that your students typed, your marks and the key. Nothing of it is sent. On a computer that others use, save the return files and empty the class before you go: then nothing of it is left here (“Erase everything” in the settings removes it, too). Your students’ files stay what they are.";
pub const PUT_AWAY: &str = "To begin another class, first put this one away as files: save all return files under “Marks”, then empty the class. Return files that you add again bring their marks along.";
pub const LOST: &str = "A class was kept in this browser and is not there any more: the browser has lost or cleared it. Add the files of your students again, or your return files with the marks in them.";
pub const ADD: &str = "Add submissions";
pub const LOAD_MADE_UP: &str = "Load a made-up class";
pub const MADE_UP: &str = "Made up";
pub const MADE_UP_HELP: &str =
    "This class is made up, to try the page with. Nobody wrote what it says.";
pub const EMPTY_CLASS: &str = "Empty the class";
pub const EMPTY_SURE: &str = "Empty the class? It is removed from this browser, and marks that are in no return file are gone then.";
pub const EMPTY_YES: &str = "Yes, empty the class";
pub const PRINT: &str = "Print";
pub const PROJECTOR: &str = "Projector: large type, no names";
pub const FILES: &str = "The files and what became of them";
pub const FILE: &str = "File";
pub const STUDENT: &str = "Student";
pub const BECAME: &str = "What became of it";
pub const WORK: &str = "Whose work is here";
pub const CLAIMS: &str = "Claims";
pub const SOURCES: &str = "Sources";
pub const LINKS: &str = "Links";
pub const TAKE_OUT: &str = "Take out";
pub const READING: &str = "Reading the files";
pub const DROP_HERE: &str = "Drop the files to add them to the class";

pub const HEAT: &str = "The article, by how many marked a part of each sentence";
pub const HEAT_HELP: &str = "The number behind a sentence says how many people marked any part of it; the darker, the more of the class.";
pub const LEGEND: &str = "Legend: people who marked a part of the sentence";
pub const WHO: &str = "Show one student";
pub const WHOLE_CLASS: &str = "The whole class";
pub const STEP_BY: &str = "Step through";
pub const ALL_CLAIMS: &str = "all claims";
pub const PREVIOUS: &str = "Previous (P)";
pub const NEXT: &str = "Next (N)";
pub const CLAIM_TABLE: &str = "Claims that the class found";
pub const CLAIM: &str = "Claim";
pub const FOUND_BY: &str = "Found by";
pub const KINDS: &str = "Kinds";
pub const VERDICTS: &str = "Verdicts";
pub const OF_ONE_MIND: &str = "Of one mind";
pub const THEIRS: &str = "This student";
pub const OPEN_CLAIM: &str = "The open claim";
pub const NO_OPEN_CLAIM: &str = "No claim is open. Choose one in the table, or press N.";
pub const KIND_SPREAD: &str = "What kind it is, as people say";
pub const VERDICT_SPREAD: &str = "Verdicts, as people say";
pub const KIND: &str = "Kind";
pub const VERDICT: &str = "Verdict";
pub const PEOPLE: &str = "People";
pub const FINDERS: &str = "Who found it";
pub const SOURCE_TABLE: &str = "Sources, by how many people use them";
pub const SOURCE: &str = "Source";
pub const USED_BY: &str = "Used by";
pub const USED_FOR: &str = "Used to say";
pub const NOBODY: &str = "Nobody found a claim yet.";
pub const SENTENCES: &str = "Sentences, by how many people marked a part of them";
pub const SENTENCE: &str = "Sentence";
pub const SENTENCE_SUMMARY: &str = "The same as a table";

/// Whether the class is kept.
#[must_use]
pub fn sign(sign: Sign) -> Option<String> {
    match sign {
        Sign::Nothing => None,
        Sign::Keeping => Some("Keeping it…".into()),
        Sign::Kept => Some("Kept in this browser".into()),
        Sign::NotKept(why) => Some(format!("Not kept: {}", why_not(why))),
    }
}

/// Said where a class was to be emptied and was not.
#[must_use]
pub fn not_emptied(why: WhyNot) -> String {
    format!("Not emptied: {}", why_not(why))
}

fn why_not(why: WhyNot) -> &'static str {
    match why {
        WhyNot::Memory => {
            "this browser keeps nothing for this page. The class lasts as long as the page is open."
        }
        WhyNot::Newer => "a newer Claimlight owns this browser’s storage. Reload the page.",
        WhyNot::Full => {
            "this browser’s storage is full. Free some space, or save the return files."
        }
        WhyNot::Forbidden => {
            "this browser does not allow it. Save the return files before you leave."
        }
        WhyNot::Slow => "storage does not answer. Save the return files before you leave.",
        WhyNot::Elsewhere => {
            "this class was emptied in another tab, or another one was begun there. Save the return files if you need it."
        }
        WhyNot::Unread => {
            "what is kept in this browser could not be read now. Save the return files if there are any, and reload the page."
        }
        WhyNot::Other => "storage failed. Save the return files before you leave.",
    }
}

/// What of a class that is kept could not be read.
#[must_use]
pub fn unread(n: usize) -> String {
    let parts = count(n, "part", "parts");
    format!(
        "{parts} of the class that is kept here could not be read. It stays as it is until the class is emptied; “Save everything raw” in the settings saves it."
    )
}

/// A kind, in the words of the exercise.
#[must_use]
pub fn kind(exercise: &Exercise, kind: &Kind) -> String {
    term::kind(Some(exercise), kind)
}

/// A verdict, in the words of the exercise.
#[must_use]
pub fn verdict(exercise: &Exercise, verdict: Option<&Verdict>) -> String {
    term::verdict(Some(exercise), verdict)
}

/// A relation, in the words of the exercise.
#[must_use]
pub fn relation(exercise: &Exercise, relation: &Relation) -> String {
    term::relation(Some(exercise), relation)
}

/// "Fact 8, Quantity 4"; a number stays with its word.
#[must_use]
pub fn spread(parts: impl Iterator<Item = (String, usize)>) -> String {
    parts.map(|(name, n)| format!("{name}\u{a0}{n}")).collect::<Vec<_>>().join(", ")
}

/// "12 of 30".
#[must_use]
pub fn n_of(n: usize, of: usize) -> String {
    format!("{n} of {of}")
}

/// A student's name; one that is missing is said to be.
#[must_use]
pub fn student(name: &str) -> String {
    if name.trim().is_empty() { "Without a name".into() } else { shortened(name, 60) }
}

/// A student before the class, without a name.
#[must_use]
pub fn nameless(member: usize) -> String {
    format!("Student {}", member + 1)
}

/// Above all parts of the page.
#[must_use]
pub fn about(people: usize, exercise: &str, article: &str) -> String {
    let people = count(people, "submission", "submissions");
    match exercise {
        "" => format!("{people} on “{}”", shortened(article, 120)),
        title => {
            format!("{people} for “{}” on “{}”", shortened(title, 80), shortened(article, 120))
        }
    }
}

/// How far reading is.
#[must_use]
pub fn progress(read: usize, of: usize) -> String {
    format!("{read} of {of} read")
}

/// What became of all files together.
#[must_use]
pub fn together(files: &[FileSeen]) -> String {
    let of = |outcome: fn(&Outcome) -> bool| files.iter().filter(|it| outcome(&it.outcome)).count();
    let parts = [
        (of(|it| *it == Outcome::Kept), "kept from an earlier visit"),
        (of(|it| *it == Outcome::New), "new"),
        (of(|it| *it == Outcome::Later), "later than what was here"),
        (of(|it| *it == Outcome::SameName), "under a name that is here already"),
        (of(|it| *it == Outcome::Known), "here already"),
        (of(|it| matches!(it, Outcome::Refused(_))), "not taken"),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect();
    format!("{}: {}.", count(files.len(), "file", "files"), said.join(", "))
}

/// What became of a file.
#[must_use]
pub fn outcome(file: &FileSeen) -> String {
    let mut said: String = match &file.outcome {
        Outcome::New => "Added.".into(),
        Outcome::Known => "Here already: nothing new in it.".into(),
        Outcome::Later => "A later state of work that was here: this one is shown now.".into(),
        Outcome::Kept => "Kept in this browser since an earlier visit.".into(),
        Outcome::SameName => "Another notebook under a name that is here already: a second try, or somebody of the same name. Both are shown; take out the one that does not count.".into(),
        Outcome::Refused(problem) => return refused(problem),
    };
    if let Some(moved) = file.moved {
        said += " ";
        said += &moved_words(moved);
    }
    if !file.handed_in {
        said += " It was saved as a file, not handed in for an exercise.";
    } else if file.other_exercise {
        said += " It was handed in for another exercise.";
    }
    if file.left_out > 0 {
        said += " ";
        said += &count(file.left_out, "record", "records");
        said += " could not be read.";
    }
    said
}

/// What became of work on another version of the article.
#[must_use]
pub fn moved_words(moved: Found) -> String {
    let mut said = format!(
        "Made on another version of the article: {} of {} found again",
        moved.found,
        moved.all()
    );
    if moved.asks > 0 {
        said += &format!(", {} of them with changed words", moved.asks);
    }
    said + "."
}

fn refused(problem: &Problem) -> String {
    match problem {
        Problem::File(problem) => format!("Cannot be read: {}", notice::file(problem)),
        Problem::OtherArticle => "Not taken: it is about another article.".into(),
        Problem::NoArticle => "Not taken: it is about no article.".into(),
        Problem::NotHandedIn => {
            "Not taken: it is an exercise or a key, not what a student handed in.".into()
        }
        Problem::OtherExercise(title) => format!(
            "Not taken: it was handed in for another exercise, {}, with criteria of its own. To look at that class, put this one away first.",
            if title.is_empty() {
                "without a title".to_owned()
            } else {
                format!("“{}”", shortened(title, 80))
            }
        ),
    }
}

/// Why somebody's work is not looked at.
#[must_use]
pub fn left_out(why: LeftOut) -> &'static str {
    match why {
        LeftOut::OtherArticle => "is left out: it is about another article.",
        LeftOut::TooMuch => "is left out: it has more claims or links than a person makes.",
    }
}

/// Whether the class is of one mind.
#[must_use]
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Agreed => "Agreement",
        Standing::Differs => "Difference",
        Standing::Alone => "One person alone",
    }
}

/// What the steps go by.
pub const STANDING_HELP: &str = "Agreement: at least two thirds of the class found the claim, and at least two thirds of these say the same kind and the same verdict. Difference: two or more found it, and that is not so.";

/// The choices of what to step through.
#[must_use]
pub fn step_by(standing: Option<Standing>) -> &'static str {
    match standing {
        None => ALL_CLAIMS,
        Some(Standing::Agreed) => "agreement",
        Some(Standing::Differs) => "difference",
        Some(Standing::Alone) => "what one person alone found",
    }
}

/// "Claim 3 of 21".
#[must_use]
pub fn claim_of(at: usize, of: usize) -> String {
    format!("Claim {} of {of}", at + 1)
}

/// A step of warmth in the legend.
#[must_use]
pub fn heat_step(from: usize, to: usize) -> String {
    match (from, to) {
        (0, 0) => "nobody".into(),
        (from, to) if from >= to => to.to_string(),
        (from, to) => format!("{from}–{to}"),
    }
}

/// Where a key came from.
#[must_use]
pub fn key_from(from: &KeyFrom) -> String {
    match from {
        KeyFrom::Open => "The key is the notebook that was open when you chose it.".into(),
        KeyFrom::File(name) => format!("The key is the file “{}”.", shortened(name, 80)),
        KeyFrom::BuiltIn => "The key is the built-in one.".into(),
    }
}
