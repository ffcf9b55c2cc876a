//! The only place that talks to web APIs: values of the domain go in and come
//! out, and neither Yew nor the application's state is known here. Whatever a
//! browser refuses comes back as an [`error::BrowserError`], so a feature that
//! is missing costs that feature alone.

pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod error;
pub mod files;
pub mod host;
pub mod packing;
pub mod parse_html;
pub mod promise;
pub mod segmenter;
pub mod sharing;
pub mod storage;
pub mod tabs;
pub mod timing;
