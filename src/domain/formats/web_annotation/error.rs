//! Why a file, or something in it, could not be read. The words for it are the
//! interface's.

/// Why a whole file is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileError {
    /// It has no text in it.
    Empty,
    /// It is longer than [`MAX_BYTES`](super::MAX_BYTES).
    TooLarge,
    /// It is no JSON from this place on (both counted from 1).
    NotJson {
        /// The line.
        line: usize,
        /// The byte in the line.
        column: usize,
    },
    /// Its values are nested deeper than any notebook's.
    TooDeep,
    /// It holds more values, or more records, than any notebook.
    TooMany,
    /// It is JSON, but holds no annotations.
    NotAnnotations,
    /// It names its annotations, or their page, by address alone.
    Elsewhere,
    /// It was written by a later Claimlight, in this version of the format.
    NewerVersion(u64),
    /// The text of its article is not the one that its records were made on.
    DamagedArticle,
    /// It neither brings nor names the article that its annotations are on, so
    /// that none of them could be read.
    NoArticle,
}

/// Something in a file that was not read; the rest was.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LeftOut {
    /// In which list it stands.
    pub part: Part,
    /// Its place in that list, from 0.
    pub index: usize,
    /// Its id, where it has one; at most 200 characters of it.
    pub id: Option<String>,
    /// Why it was not read.
    pub why: Why,
}

/// The lists of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// The articles' texts.
    Articles,
    /// The notebook's own particulars.
    Notebook,
    /// Who wrote in it.
    People,
    /// Sources outside the article.
    Sources,
    /// The annotations.
    Items,
    /// What lies in the bin.
    Bin,
    /// What was erased.
    Erased,
    /// Further versions of what is in the other lists.
    Conflicts,
}

/// Why something was left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// A record could not be read.
    Record(RecordError),
    /// An article could not be read.
    Article(ArticleReadError),
}

/// Why a record cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RecordError {
    /// It is no JSON object.
    NotAnObject,
    /// It has no id, or more than one.
    NoId,
    /// Its id is no IRI (§3.1).
    BadId,
    /// Its `type` is none that we know.
    UnknownType,
    /// Its version is not one that we could have written.
    BadVersion,
    /// Nothing says on which article it is, or not one that is at hand.
    UnknownArticle,
    /// It quotes no words.
    NoQuote,
    /// It does not say where its words stand, and the article is not at hand.
    NoPosition,
    /// Its position is none that a text can have.
    BadPosition,
    /// Its words do not stand in its article.
    QuoteNotFound,
    /// Its words stand in its article several times, and not at its position.
    QuoteAmbiguous,
    /// It is a link without a claim.
    NoClaim,
    /// It is a link without a source.
    NoSource,
    /// It has the notebook's id and is not its particulars, or the reverse.
    Misplaced,
    /// It answers something that is not in the file, or that could not be read.
    AnswersNothing,
    /// The file has only its address.
    Elsewhere,
    /// There are too many versions of the same thing already.
    TooManyVersions,
    /// A text in it is longer than a person writes, or there are too many.
    TooMuch,
}

/// Why an article cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ArticleReadError {
    /// It is no JSON object with a hash and blocks.
    NotAnArticle,
    /// There is no text in it.
    Empty,
    /// It is longer than an article may be.
    TooLong,
    /// Browsers cannot draw it.
    Undrawable,
    /// Its text is not the one that its hash was made of.
    Damaged,
}
