//! Small controls that know nothing of claims.

mod dialog;
mod field;
mod icon;
mod outside;

pub(super) use dialog::Dialog;
pub(super) use field::{Field, text_of};
pub(super) use icon::Icon;
pub(super) use outside::{OutsideLink, name_of};
