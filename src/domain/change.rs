//! A change as a value, with its inverse.

use super::id::Id;
use super::record::Content;

/// What becomes of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Which record.
    pub id: Id,
    /// What it said before; `None` if there was none.
    pub before: Option<Content>,
    /// What it says now; `None` if it is erased.
    pub after: Option<Content>,
}

/// One thing that a person did, as edits to records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What was done, for the undo button and the status line.
    pub label: Label,
    /// One edit a record, in no particular order.
    pub edits: Vec<Edit>,
}

/// What was done. The words for it are the interface's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    /// A passage became a claim.
    MarkClaim,
    /// A passage became a source.
    MarkSource,
    /// The claim's kind.
    SetKind,
    /// The claim's verdict.
    SetVerdict,
    /// The reason for the verdict.
    SetReason,
    /// The claim's tags.
    SetTags,
    /// Where a claim or a source in the article begins and ends.
    SetBoundaries,
    /// A source, new or not, was linked to a claim.
    AddLink,
    /// A link's relation, strength, reason or evidence.
    EditLink,
    /// A source's particulars.
    EditSource,
    /// A new source without a claim.
    AddSource,
    /// Something went to the bin.
    Bin,
    /// Something came out of the bin.
    Restore,
    /// Something was erased for good.
    Erase,
    /// The notebook's name.
    Rename,
    /// The person's name.
    RenamePerson,
    /// A file was merged in.
    Import,
    /// Of two versions, one was chosen.
    Settle,
    /// An earlier state was brought back.
    GoBack,
    /// The notebook followed its article to another version.
    TakeVersion,
    /// A claim stands although its text changed.
    Accept,
    /// The notebook got an exercise, or another form of it.
    MakeExercise,
    /// The notebook was handed in.
    HandIn,
}

impl Label {
    /// Every label, with its key in the stored history.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::MarkClaim, "mark-claim"),
        (Self::MarkSource, "mark-source"),
        (Self::SetKind, "set-kind"),
        (Self::SetVerdict, "set-verdict"),
        (Self::SetReason, "set-reason"),
        (Self::SetTags, "set-tags"),
        (Self::SetBoundaries, "set-boundaries"),
        (Self::AddLink, "add-link"),
        (Self::EditLink, "edit-link"),
        (Self::EditSource, "edit-source"),
        (Self::AddSource, "add-source"),
        (Self::Bin, "bin"),
        (Self::Restore, "restore"),
        (Self::Erase, "erase"),
        (Self::Rename, "rename"),
        (Self::RenamePerson, "rename-person"),
        (Self::Import, "import"),
        (Self::Settle, "settle"),
        (Self::GoBack, "go-back"),
        (Self::TakeVersion, "take-version"),
        (Self::Accept, "accept"),
        (Self::MakeExercise, "make-exercise"),
        (Self::HandIn, "hand-in"),
    ];

    /// Whether it changes what a claim, a source or a link says, and not what
    /// becomes of it as a whole.
    #[must_use]
    pub fn is_of_words(self) -> bool {
        matches!(
            self,
            Self::SetKind
                | Self::SetVerdict
                | Self::SetReason
                | Self::SetTags
                | Self::SetBoundaries
                | Self::EditLink
                | Self::EditSource
        )
    }

    /// Its key in the stored history.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(label, _)| *label == self).map_or("", |(_, key)| key)
    }

    /// The label with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, other)| *other == key).map(|(label, _)| *label)
    }
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let back = |edit: &Edit| Edit {
            id: edit.id.clone(),
            before: edit.after.clone(),
            after: edit.before.clone(),
        };
        Self { label: self.label, edits: self.edits.iter().map(back).collect() }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.iter().all(|edit| edit.before == edit.after)
    }

    /// This change and the next as one, where the next goes on with the same
    /// words (typing in one field): `None` where they are two things.
    #[must_use]
    pub fn continued_by(&self, next: &Self) -> Option<Self> {
        let typed = matches!(
            self.label,
            Label::SetReason | Label::EditSource | Label::Rename | Label::RenamePerson
        );
        match (self.edits.as_slice(), next.edits.as_slice()) {
            ([first], [second])
                if typed
                    && self.label == next.label
                    && first.id == second.id
                    && first.after == second.before =>
            {
                let edit = Edit { after: second.after.clone(), ..first.clone() };
                Some(Self { label: self.label, edits: vec![edit] })
            }
            _ => None,
        }
    }
}
