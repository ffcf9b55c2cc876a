//! What notices say.

use super::{count, loss, page, share, source};
use crate::app::notice::{ArticleProblem, FileProblem, Notice};
use crate::app::state::Failure;
use crate::domain::archive::ArchiveError;
use crate::domain::article::ArticleError;
use crate::domain::change::Label;
use crate::domain::command::Refusal;
use crate::domain::formats::web_annotation::FileError;

/// The sentence for a notice.
#[must_use]
pub fn sentence(notice: &Notice) -> String {
    match notice {
        Notice::Done(Label::Bin) => "Put in the bin.".into(),
        Notice::Done(Label::Erase) => "Erased.".into(),
        Notice::Done(label) => format!("Done: {}.", page::deed(*label)),
        Notice::Undone(label) => format!("Undone: {}.", page::deed(*label)),
        Notice::Redone(label) => format!("Done again: {}.", page::deed(*label)),
        Notice::CannotUndo(label) => format!(
            "“{}” was not taken back: it has been changed somewhere else since, and that work stays.",
            page::deed(*label)
        ),
        Notice::Refused(refusal) => refused(*refusal).into(),
        Notice::Address(error) => source::address(error),
        Notice::Article(problem) => article(problem).into(),
        Notice::File(name, problem) => {
            format!("{}: {}", super::shortened(name, 120), file(problem))
        }
        Notice::Link(error) => share::unreadable(*error).into(),
        Notice::Exported(name) | Notice::SavedCopy(name) => format!("Saved as {name}."),
        Notice::SavedWithout(name, titles) => {
            let titles: Vec<String> = titles.iter().map(|title| format!("“{title}”")).collect();
            let titles = titles.join(", ");
            format!("Saved as {name}, but not all of it: {titles} could not be read whole.")
        }
        Notice::NothingToSave => share::NOTHING.into(),
        Notice::NotExported => {
            "The browser did not take the file. Try once more, or in another browser.".into()
        }
        Notice::Copied => "Copied.".into(),
        Notice::NotCopied => {
            "This browser does not allow copying from here. Press Ctrl C instead.".into()
        }
        Notice::Imported(0) => "Nothing new in this file.".into(),
        Notice::Imported(n) => {
            format!("{} taken in. Undo takes it back.", count(*n, "record", "records"))
        }
        Notice::Unread(why) => unread(*why).into(),
        Notice::NotOpened(title) => {
            format!("“{title}” could not be read. It was left as it is: try again later.")
        }
        Notice::PartMissing => page::PART_MISSING.into(),
        Notice::BroughtBack(title) => loss::brought_back(title),
        Notice::NotBroughtBack => loss::NOT_BROUGHT_BACK.into(),
        Notice::NotRemembered => {
            "This browser has no room for your settings: this one lasts until you leave the page."
                .into()
        }
        Notice::Stopped => page::save_state(crate::app::state::SaveState::Stopped).into(),
    }
}

fn unread(why: Failure) -> &'static str {
    match why {
        Failure::Slow => {
            "Your notebooks could not be read: storage does not answer. Nothing was changed. Close other tabs of this site, then try again."
        }
        Failure::Forbidden => {
            "Your notebooks could not be read: this browser does not allow it. Nothing was changed. Allow this site to store data, then try again."
        }
        Failure::Full | Failure::Other => {
            "Your notebooks could not be read: storage failed. Nothing was changed. Try again, or restart the browser."
        }
    }
}

fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoPassage => "There are no words at that place. Select some first.",
        Refusal::NotThere => "That is not there any more. Undo may bring it back.",
        Refusal::AlreadyLinked => "This source is already linked to the claim in this way.",
        Refusal::NamelessSource => "A source needs an address or a title.",
        Refusal::NoName => "Type a name first.",
        Refusal::TooMuch => {
            "This was not kept, for it is too long: 100,000 characters and 1,000 tags are the most, and 1,000 accents on one letter. Shorten it."
        }
    }
}

fn article(problem: &ArticleProblem) -> &'static str {
    match problem {
        ArticleProblem::Refused(ArticleError::Empty) => {
            "There is no text in it that can be read. Paste the article itself."
        }
        ArticleProblem::Refused(ArticleError::TooLong) => {
            "It is longer than four million characters. Open a part of it."
        }
        ArticleProblem::Refused(ArticleError::Undrawable) => {
            "More than 1,000 accents or the like stand on one letter, which browsers cannot draw. Remove them."
        }
        ArticleProblem::Refused(ArticleError::TooManyBlocks) => {
            "It has more than 20,000 paragraphs. Open a part of it."
        }
        ArticleProblem::Unreadable => "The file could not be read. Choose it once more.",
        ArticleProblem::TooLarge => {
            "The file is larger than 5 MB. Save its text alone and open that."
        }
        ArticleProblem::NotText => {
            "This is no text file. Open .txt, .md or .html, or paste the text."
        }
        ArticleProblem::NotFound => {
            "The article that the address names could not be loaded from this site. The notebook that was here is open instead."
        }
    }
}

pub(super) fn file(problem: &FileProblem) -> String {
    match problem {
        FileProblem::Refused(error) => refused_file(error),
        FileProblem::Unreadable => "it could not be read. Choose it once more.".into(),
        FileProblem::TooLarge => "it is larger than 50 MB, which is more than any notebook.".into(),
        FileProblem::Archive(ArchiveError::Broken) => {
            "the archive is damaged or cut off. Save or download it once more.".into()
        }
        FileProblem::Archive(ArchiveError::Overlapping) => {
            "the files in the archive lie over one another. It was left alone.".into()
        }
        FileProblem::TooMuch | FileProblem::Archive(ArchiveError::TooMany) => {
            "it is more than can be read at once. Unpack archives, and add their files in parts."
                .into()
        }
        FileProblem::Archive(ArchiveError::Empty) => "there is no file in the archive.".into(),
        FileProblem::Packed => {
            "it is packed with a password or in an unusual way. Unpack the archive first.".into()
        }
    }
}

fn refused_file(error: &FileError) -> String {
    match error {
        FileError::Empty => "it is empty. Save the notebook once more where it came from.".into(),
        FileError::TooLarge => "it is larger than 50 MB, which is more than any notebook.".into(),
        FileError::NotJson { line, column } => format!(
            "it is damaged at line {line}, column {column}: from there on it cannot be read. Ask for it again, or save it once more."
        ),
        FileError::TooDeep => "it is nested deeper than any notebook. It was not made by an annotation tool.".into(),
        FileError::TooMany => "it holds more than any notebook: 20,000 records are the most. Split it where it came from.".into(),
        FileError::NotAnnotations => "there are no annotations in it. Choose a file that an annotation tool saved.".into(),
        FileError::Elsewhere => "it holds only the address of its annotations, which are on another computer. Save the annotations themselves where the file came from.".into(),
        FileError::NewerVersion(version) => format!(
            "it was saved by a newer Claimlight (format {version}). Reload this page to get the newest, then open it again."
        ),
        FileError::DamagedArticle => "the text of its article was changed, so its claims would stand in the wrong places. Ask for the file again.".into(),
        FileError::NoArticle => "it neither holds nor names the article that its annotations are about. Open that article first, then this file.".into(),
    }
}
