//! What outlasts the page: the [`vault`] of notebooks with its [`journal`] and
//! [`witness`], the person's [`preferences`], and the [`drafts`] of forms.
//!
//! What is stored is never read, changed and written back: a version of a
//! record is added under a key of its own and stays as it is, so no tab can
//! overwrite another. Merging happens when a notebook is read. (A teacher's
//! [`class`] has no versions to merge: there, who writes says what they have read.)

pub mod class;
pub mod class_journal;
pub mod database;
pub mod drafts;
pub mod early;
pub mod erasure;
pub mod journal;
mod memory;
pub mod persistence;
pub mod preferences;
mod raw;
mod remembered;
pub mod states;
mod stored;
pub mod survey;
pub mod typed;
pub mod vault;
pub mod web_storage;
pub mod witness;
pub mod writer;
