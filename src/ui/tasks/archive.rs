//! Saves several files as one.

use crate::browser::{files, packing};
use crate::domain::archive::{self, Packed};
use crate::domain::time::Timestamp;

/// A file as it goes in. Where the browser cannot pack it, it goes in as it is.
pub(crate) async fn packed(name: String, text: &str) -> Packed {
    let deflated = packing::deflated(text).await.ok();
    Packed::new(name, text.as_bytes(), deflated)
}

/// Hands the archive to the browser; whether it was taken.
pub(crate) fn download(name: &str, files: &[Packed], now: &Timestamp) -> bool {
    let archive = archive::write(files, now);
    files::download_bytes(name, &archive, archive::MEDIA_TYPE).is_ok()
}
