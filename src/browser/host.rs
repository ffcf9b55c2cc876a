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
