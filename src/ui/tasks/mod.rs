//! What takes time or reaches outside: one verb a file. A task calls `browser`
//! and sends what came of it, failure included.

pub(super) mod compare_versions;
pub(super) mod copy_selection;
pub(super) mod desk;
pub(super) mod erase_everything;
mod export_notebook;
mod hear;
pub(super) mod import_file;
mod keep;
pub(super) mod kept;
mod named_article;
pub(super) mod open_article;
pub(super) mod open_notebook;
pub(super) mod prefer;
mod resume;
pub(super) mod show_record;
pub(super) mod start;
pub(super) mod work;
