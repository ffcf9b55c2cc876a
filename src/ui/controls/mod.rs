//! Small controls that know nothing of claims.

mod dialog;
mod field;
mod icon;

pub(super) use dialog::Dialog;
pub(super) use field::{Field, text_of};
pub(super) use icon::Icon;
