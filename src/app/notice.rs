//! What a person should be told, as data; the words are in `words`.

use super::state::Failure;
use crate::domain::address::AddressError;
use crate::domain::archive::ArchiveError;
use crate::domain::article::ArticleError;
use crate::domain::change::Label;
use crate::domain::command::Refusal;
use crate::domain::formats::packed::PackedError;
use crate::domain::formats::web_annotation::FileError;

/// Something that happened and that the page says once.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// This was done; it can be undone.
    Done(Label),
    /// This was taken back.
    Undone(Label),
    /// This was done again.
    Redone(Label),
    /// This could not be taken back: somebody else changed it since.
    CannotUndo(Label),
    /// A command was refused.
    Refused(Refusal),
    /// An address was refused.
    Address(AddressError),
    /// An article could not be opened.
    Article(ArticleProblem),
    /// A file could not be read; its name first.
    File(String, FileProblem),
    /// A link could not be read.
    Link(PackedError),
    /// A file was written.
    Exported(String),
    /// A copy was written that is not the whole notebook.
    SavedCopy(String),
    /// An archive was written that lacks something of the notebooks of these names.
    SavedWithout(String, Vec<String>),
    /// There is nothing to put into such a file.
    NothingToSave,
    /// A file could not be written.
    NotExported,
    /// Words were copied.
    Copied,
    /// They could not be.
    NotCopied,
    /// A file was taken in: so many records changed.
    Imported(usize),
    /// A part of the page could not be loaded.
    PartMissing,
    /// A notebook of this name came back from its copy.
    BroughtBack(String),
    /// The copy could not be read.
    NotBroughtBack,
    /// The notebooks that are kept could not be read, for this reason.
    Unread(Failure),
    /// The notebook of this name could not be read.
    NotOpened(String),
    /// A setting could not be stored.
    NotRemembered,
    /// Another tab, or another version of the page, wants the storage.
    Stopped,
}

/// Why an article could not be opened.
#[derive(Clone, PartialEq, Debug)]
pub enum ArticleProblem {
    /// Its text was refused.
    Refused(ArticleError),
    /// The file could not be read.
    Unreadable,
    /// The file is larger than we take.
    TooLarge,
    /// It is not text.
    NotText,
    /// It is not there, or not on this page's own host.
    NotFound,
}

/// Why a file of annotations could not be read.
#[derive(Clone, PartialEq, Debug)]
pub enum FileProblem {
    /// The reader refused it.
    Refused(FileError),
    /// It could not be read at all.
    Unreadable,
    /// It is larger than we take.
    TooLarge,
    /// It is an archive, or was in one, of which this cannot be read.
    Archive(ArchiveError),
    /// It is in an archive in a way that is not read here, as with a password.
    Packed,
    /// It is an archive, or one file of many, that is more than is taken at once.
    TooMuch,
}

impl Notice {
    /// Whether it should stay until it is dismissed, because something failed.
    #[must_use]
    pub fn is_problem(&self) -> bool {
        !matches!(
            self,
            Self::Done(_)
                | Self::Undone(_)
                | Self::Redone(_)
                | Self::Exported(_)
                | Self::SavedCopy(_)
                | Self::Copied
                | Self::Imported(_)
                | Self::BroughtBack(_)
        )
    }
}
