//! What goes on beside drawing: observers that end when their component does.

mod announcements;
mod drop;
mod focus;
mod inheritance;
mod keeping;
mod leaving;
mod link;
mod listener;
mod page_attributes;
mod parts;
mod paste;
mod shortcuts;
mod tabs;
mod upkeep;

pub(super) use announcements::use_announcements;
pub(super) use drop::use_drop;
pub(super) use focus::use_focus_kept;
pub(super) use inheritance::use_inheritance;
pub(super) use keeping::use_keeping;
pub(super) use leaving::use_leaving;
pub(super) use link::use_link;
pub(super) use listener::{use_document_event, use_latest, use_window_event};
pub(super) use page_attributes::use_page_attributes;
pub(super) use parts::use_parts;
pub(super) use paste::use_paste;
pub(super) use shortcuts::use_shortcuts;
pub(super) use tabs::use_tabs;
pub(super) use upkeep::use_upkeep;
