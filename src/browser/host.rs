//! Which host an address really leads to.

use web_sys::Url;

use crate::domain::address::Address;

/// The address with its host as this browser will ask for it: in ASCII, so that
/// a letter of another script cannot pass for one of ours. `None` where the
/// browser would not go there at all.
#[must_use]
pub fn real(address: &Address) -> Option<Address> {
    address.spelled(|origin| Url::new(origin).ok().map(|url| url.host()))
}

/// That host alone, or the mailbox.
#[must_use]
pub fn of(address: &Address) -> Option<String> {
    let url = Url::new(address.as_str()).ok()?;
    Some(if url.host().is_empty() { url.pathname() } else { url.host() })
}
