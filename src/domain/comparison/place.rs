//! Whether two addresses lead to the same place.

use crate::domain::address::Address;

/// What sites add to an address to see where people came from.
const TRACKING: &[&str] =
    &["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src"];

/// An address as it is compared: without scheme, `www.`, standard port, fragment,
/// slash at the end and what only tells the site who sent the reader, the host in
/// lower case. A page in the Wayback Machine is the page that it is a copy of.
#[must_use]
pub fn place_key(address: &Address) -> String {
    let whole = archived(address.as_str()).unwrap_or(address.as_str());
    let (scheme, rest) = whole.split_once(':').unwrap_or(("", whole));
    let rest = rest.trim_start_matches('/');
    if scheme.eq_ignore_ascii_case("mailto") {
        let mailbox = rest.split_once('?').map_or(rest, |(mailbox, _)| mailbox);
        return mailbox.to_lowercase();
    }
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_at(path.find('/').unwrap_or(path.len()));
    let host = host.to_lowercase();
    let host = host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(&host);
    let host = host.strip_suffix('.').unwrap_or(host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut key = format!("{host}{}", path.trim_end_matches('/'));
    let mut separator = '?';
    for part in query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)) {
        key.push(separator);
        key.push_str(part);
        separator = '&';
    }
    key
}

fn is_tracking(part: &str) -> bool {
    let name = part.split_once('=').map_or(part, |(name, _)| name).to_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// The address in `https://web.archive.org/web/20230708/https://example.org/`.
fn archived(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let rest = rest.strip_prefix("web.archive.org/web/")?;
    let (time, page) = rest.split_once('/')?;
    let is_time = time.starts_with(|c: char| c.is_ascii_digit());
    (is_time && page.contains("://")).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(address: &str) -> String {
        place_key(&Address::read(address).expect("a sound address"))
    }

    #[test]
    fn the_same_place_has_one_key() {
        for same in [
            "https://www.Example.org/A/b?x=1&y=2",
            "http://example.org/A/b/?x=1&y=2#part",
            "https://example.org:443/A/b?x=1&utm_source=mail&y=2&FBCLID=7",
            "https://web.archive.org/web/20230708120000/https://www.example.org/A/b?x=1&y=2",
            "https://example.org/A/b?x=1&y=2#:~:text=words",
            "example.org./A/b?x=1&y=2",
        ] {
            assert_eq!(key(same), "example.org/A/b?x=1&y=2", "{same}");
        }
        assert_eq!(key("mailto:Press@example.org?subject=x"), "press@example.org");
        assert_eq!(key("https://example.org/?utm_medium=x"), "example.org");
    }

    #[test]
    fn other_places_have_others() {
        let keys = [
            "https://example.org/a",
            "https://example.org/A",
            "https://example.org/a?x=1",
            "https://example.org:8080/a",
            "https://en.example.org/a",
            "https://web.archive.org/web/about",
        ]
        .map(key);
        for (i, one) in keys.iter().enumerate() {
            assert!(keys[i + 1..].iter().all(|other| other != one), "{one}");
        }
    }
}
