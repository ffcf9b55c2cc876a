//! The parts of an article.

/// One part: its text has no line feed and no white space at its ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What part it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
}

/// What a part is. A closed set: whatever an article was, it becomes these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A heading; its level is 2 to 6 (1 is the title's).
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A paragraph of a quotation.
    Quotation,
}

impl BlockKind {
    /// The word in files: `heading-2`, `paragraph`, `list-item`, `quotation`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Heading(level) => format!("heading-{level}"),
            Self::Paragraph => "paragraph".into(),
            Self::ListItem => "list-item".into(),
            Self::Quotation => "quotation".into(),
        }
    }

    /// The kind with this key; an unknown one is a paragraph.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        let level = key.strip_prefix("heading-").and_then(|level| level.parse::<u8>().ok());
        match (level, key) {
            (Some(level), _) => Self::Heading(level.clamp(2, 6)),
            (None, "list-item") => Self::ListItem,
            (None, "quotation") => Self::Quotation,
            (None, _) => Self::Paragraph,
        }
    }
}
