//! Work that was kept here and is not there any more, or not whole.

use crate::domain::id::Id;

/// One notebook of which something is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lost {
    /// Which.
    pub id: Id,
    /// What it was called, as far as anybody noted it.
    pub title: String,
    /// What is the matter with it.
    pub how: How,
    /// Whether there is a copy of it outside the database.
    pub mirrored: bool,
}

/// What is the matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It is not there.
    Gone,
    /// Something of it is there, and cannot be opened.
    Shut,
    /// It is there without its last changes.
    Shorter,
    /// The database does not open: nobody knows what is in it.
    Unreachable,
    /// The browser replaced a damaged database; what was in it, nobody noted.
    Unnamed,
}
