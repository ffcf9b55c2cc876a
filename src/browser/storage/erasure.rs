//! Erasing all that this page ever stored in this browser, for good: from here,
//! not from files or other devices.
//!
//! Other tabs would write it back, and so would this one as it goes away. So
//! all of them stop writing first: those that hear of it through the channel
//! at once, the others when the database is taken from them.

use super::database::Database;
use super::stored::SCHEMA;
use super::vault::Vault;
use super::web_storage;
use crate::browser::error::BrowserError;
use crate::browser::promise::pause;

/// How long other tabs are given to hear of it and to finish what they are
/// writing, in milliseconds.
const NOTICE: i32 = 150;

/// Empties and removes the database, and removes what lies beside it. This page
/// stores nothing any more then and has to be loaded again, unless it failed;
/// `tell_tabs` should make the others [`web_storage::leave`].
///
/// # Errors
/// What the browser says, if the database could neither be emptied nor removed.
pub async fn erase_everything(vault: &Vault, tell_tabs: impl FnOnce()) -> Result<(), BrowserError> {
    // First what cannot be held up by other tabs.
    let emptied = vault.erase_everything().await;
    web_storage::begin_erasure();
    tell_tabs();
    pause(NOTICE).await;
    vault.close();
    let removed = Database::remove(SCHEMA.name).await;
    if let (Err(error), Err(_)) = (emptied, removed) {
        web_storage::give_up_erasure();
        return Err(error);
    }
    web_storage::end_erasure();
    // What another tab wrote in its last moment may come after the removal.
    pause(NOTICE).await;
    web_storage::end_erasure();
    Ok(())
}
