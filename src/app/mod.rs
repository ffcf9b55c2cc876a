//! The running application as a value: [`state`], the [`action`]s that people
//! and the browser send, [`reduce`], and what the page shows of it.
//!
//! Pure like `domain`: whatever time or chance decides comes with the action.

pub mod action;
pub mod caret;
pub mod classroom;
pub mod early;
pub mod exercise;
pub mod exports;
pub mod file_format;
pub mod incoming;
#[cfg(test)]
mod keeping_tests;
pub mod link_drafts;
pub mod loss;
mod merging;
pub mod notice;
pub mod open;
pub mod paint;
pub mod reduce;
pub mod reminder;
pub mod show;
pub mod state;
pub mod unkept;
pub mod words;
