//! What takes time or reaches outside: one verb a file. A task calls `browser`
//! and sends what came of it, failure included.

pub(super) mod archive;
mod bring_back;
pub(super) mod compare_versions;
pub(super) mod copy_selection;
pub(super) mod desk;
pub(super) mod erase_everything;
pub(super) mod exercise;
pub(super) mod export_notebook;
mod hear;
pub(super) mod import_files;
mod inherit;
pub(super) mod keep;
mod keep_state;
pub(super) mod kept;
mod look_over;
mod mirror;
mod named_article;
pub(super) mod open_article;
pub(super) mod open_notebook;
pub(super) mod prefer;
pub(super) mod read_files;
pub(super) mod read_link;
pub(super) mod remind;
mod renew;
mod resume;
pub(super) mod save_notebooks;
pub(super) mod save_raw;
pub(super) mod share;
pub(super) mod show_record;
pub(super) mod start;
mod upkeep;
pub(super) mod work;
