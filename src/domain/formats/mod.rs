//! The shapes in which notebooks travel and are stored: all of them JSON, and
//! all of them [`web_annotation`], whose records [`stored_step`] and [`stored_batch`] reuse. Text
//! in, text out; nothing here knows a file, a database or a clock.
//!
//! [`AtHand::read`] is the way in for whatever a person opens: [`read_file()`] also knows
//! what neighbouring tools write ([`hypothesis`], Recogito).

mod at_hand;
pub mod claim_review;
pub mod csl;
pub mod csv;
pub mod exercise;
pub mod hypothesis;
#[cfg(test)]
pub(crate) mod nameless_tests;
pub(crate) mod object;
pub mod packed;
mod read_file;
mod recogito;
pub mod stored_batch;
pub mod stored_class;
pub mod stored_step;
pub mod stored_version;
pub mod web_annotation;
pub mod witness_notes;

pub use at_hand::AtHand;
pub use read_file::read_file;
