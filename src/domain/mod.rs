//! Everything that can be right or wrong without a screen.
//!
//! No clock, no randomness, no I/O, no browser type: time and new ids are
//! arguments. In reading order: [`text`] and its offsets, [`article`],
//! [`passage`] and how one is found again ([`anchor`]), then the records
//! ([`claim`], [`source`], [`link`], [`person`]) that a [`notebook`] holds,
//! [`change`] and [`history`], and the [`formats`] that carry a notebook to other
//! tools.

pub mod address;
pub mod agreement;
pub mod anchor;
pub mod archive;
pub mod article;
pub mod bibliography;
pub mod change;
pub mod claim;
pub mod class;
pub mod command;
pub mod comparison;
pub mod earlier;
pub mod exercise;
pub mod formats;
pub mod history;
pub mod id;
pub mod link;
pub mod listing;
pub mod margin;
pub mod merge;
pub mod nameless;
pub mod notebook;
pub(crate) mod order;
pub mod outline;
pub mod pairing;
pub mod passage;
pub mod person;
pub mod record;
pub mod source;
pub mod text;
pub mod text_fragment;
pub mod time;
pub mod version;
pub mod versions;
mod vocabulary;
