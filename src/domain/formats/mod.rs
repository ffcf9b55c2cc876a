//! The shapes in which notebooks travel and are stored: all of them JSON, and
//! all of them [`web_annotation`], whose records [`stored_step`] and [`stored_batch`] reuse. Text
//! in, text out; nothing here knows a file, a database or a clock.

pub mod claim_review;
pub mod csl;
pub mod csv;
#[cfg(test)]
pub(crate) mod nameless_tests;
pub mod exercise;
pub(crate) mod object;
pub mod packed;
pub mod stored_batch;
pub mod stored_step;
pub mod stored_version;
pub mod web_annotation;
pub mod witness_notes;
