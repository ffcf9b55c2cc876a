//! The article's DOM: which place of the text a point of it is, and back.
//!
//! A block is an element with `data-block` and its number; the text nodes in it
//! are the block's text and nothing else.

pub mod focus;
pub mod geometry;
pub mod layout;
pub mod page;
pub mod place;
pub mod selection;
pub mod view;
