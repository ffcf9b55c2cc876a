//! Web addresses that a person can be sent to without harm.

use std::sync::Arc;

/// The longest address that is taken, in bytes: what browsers and mail
/// programs handle without cutting.
const MAX_BYTES: usize = 4096;

/// An address with the scheme `http`, `https` or `mailto` and a host that could
/// exist. It can be shown and opened; whether there is anything at it nobody
/// here knows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Address(Arc<str>);

/// Why an address is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AddressError {
    /// There is none.
    Empty,
    /// It has white space in it.
    Spaces,
    /// It has control characters or invisible ones in it.
    Control,
    /// It has characters that turn the direction of writing.
    Direction,
    /// Its scheme is another than the three that are taken.
    Scheme(String),
    /// It names a user before the host, which hides the host.
    UserInfo,
    /// Its host is missing or malformed.
    Host,
    /// It is longer than 4,096 bytes.
    TooLong,
}

impl Address {
    /// Takes an address as a person types or pastes it. White space around it is
    /// left out; one without a scheme, such as `example.org/page`, gets `https`.
    ///
    /// # Errors
    /// An [`AddressError`], each of which a person can do something about.
    pub fn read(typed: &str) -> Result<Self, AddressError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressError::Empty);
        }
        if typed.len() > MAX_BYTES {
            return Err(AddressError::TooLong);
        }
        // Browsers drop tabs and line feeds before they look for a scheme, so
        // `java\nscript:` is judged as what it would run as.
        let visible: String = typed.chars().filter(|c| !c.is_control()).collect();
        let scheme = scheme_of(&visible);
        if let Some(scheme) = &scheme
            && !matches!(scheme.as_str(), "http" | "https" | "mailto")
        {
            return Err(AddressError::Scheme(scheme.clone()));
        }
        if typed.chars().any(is_direction) {
            return Err(AddressError::Direction);
        }
        if typed.chars().any(|c| c.is_control() || is_invisible(c)) {
            return Err(AddressError::Control);
        }
        if typed.chars().any(char::is_whitespace) {
            return Err(AddressError::Spaces);
        }
        match scheme.as_deref() {
            Some("mailto") => mail(typed),
            Some(scheme) => web(scheme, &typed[scheme.len() + 1..]),
            None if typed.starts_with("//") => web("https", typed),
            None if typed.len() + "https://".len() > MAX_BYTES => Err(AddressError::TooLong),
            None => web("https", &format!("//{typed}")),
        }
    }

    /// Whether words that are no address were meant as one: only then is a
    /// complaint about them of use.
    #[must_use]
    pub fn is_meant(typed: &str) -> bool {
        let typed = typed.trim();
        let hidden = |c: char| c.is_control() || is_invisible(c) || is_direction(c);
        let first = typed.split_whitespace().next().unwrap_or_default();
        let visible: String = typed.chars().filter(|c| !c.is_control()).collect();
        let behind = visible.split_once(':').map_or("", |(_, behind)| behind);
        let with_scheme =
            scheme_of(&visible).is_some() && behind.starts_with(|c: char| !c.is_whitespace());
        with_scheme || typed.contains(hidden) || first.contains("://") || first.starts_with("www.")
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people write it: no scheme, no `www.`, no slash at the end.
    #[must_use]
    pub fn without_scheme(&self) -> &str {
        let rest = self.0.split_once(':').map_or(&*self.0, |(_, rest)| rest);
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        rest.strip_suffix('/').unwrap_or(rest)
    }

    /// Where it leads: its host, with the port if there is one; for a mail
    /// address the mailbox.
    #[must_use]
    pub fn host(&self) -> &str {
        match self.0.split_once("://") {
            Some((_, rest)) => authority(rest),
            None => {
                let rest = self.0.strip_prefix("mailto:").unwrap_or(&self.0);
                rest.split_once('?').map_or(rest, |(mailbox, _)| mailbox)
            }
        }
    }

    /// The same address with its host spelled as `spell` spells that of an origin
    /// (browsers ask for `xn--bcher-kva.example` where people write
    /// `https://bücher.example`). `None` where that is no host.
    #[must_use]
    pub fn spelled(&self, spell: impl FnOnce(&str) -> Option<String>) -> Option<Self> {
        let (scheme, rest) = self.0.split_once(':')?;
        if let Some(rest) = rest.strip_prefix("//") {
            let host = authority(rest);
            let behind = &rest[host.len()..];
            return Self::read(&format!(
                "{scheme}://{}{behind}",
                spell(&format!("{scheme}://{host}"))?
            ))
            .ok();
        }
        let (name, _) = self.host().rsplit_once('@')?;
        let behind = &rest[self.host().len()..];
        let host = &self.host()[name.len() + 1..];
        Self::read(&format!("{scheme}:{name}@{}{behind}", spell(&format!("https://{host}"))?)).ok()
    }
}

/// The scheme, in lower case; `None` where what stands before the first colon is
/// no scheme, or a host with a port (`example.org:8080`).
fn scheme_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.trim();
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let is_port =
        digits > 0 && matches!(rest[digits..].chars().next(), None | Some('/' | '?' | '#'));
    let is_host = scheme == "localhost" || scheme.contains('.');
    (sound && !(is_port && is_host)).then(|| scheme.to_ascii_lowercase())
}

fn mail(typed: &str) -> Result<Address, AddressError> {
    let (_, rest) = typed.split_once(':').ok_or(AddressError::Host)?;
    let mailbox = rest.split_once('?').map_or(rest, |(mailbox, _)| mailbox);
    let (name, host) = mailbox.rsplit_once('@').ok_or(AddressError::Host)?;
    let sound = !name.is_empty() && !name.contains(|c| "<>\"\\/@".contains(c)) && is_host(host);
    sound.then(|| Address(format!("mailto:{rest}").into())).ok_or(AddressError::Host)
}

fn web(scheme: &str, rest: &str) -> Result<Address, AddressError> {
    let rest = rest.strip_prefix("//").ok_or(AddressError::Host)?;
    let authority = authority(rest);
    // A backslash is a slash to browsers and a letter to people.
    if rest.contains('\\') {
        return Err(AddressError::Host);
    }
    if authority.contains('@') {
        return Err(AddressError::UserInfo);
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port_is_sound = port.is_none_or(|port| {
        port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    let path = &rest[authority.len()..];
    let path_is_sound = !path.contains(|c| "<>\"".contains(c));
    if !(is_host(host) && port_is_sound && path_is_sound) {
        return Err(AddressError::Host);
    }
    let address = format!("{scheme}://{}{}", authority.to_ascii_lowercase(), encoded(path));
    if address.len() > MAX_BYTES { Err(AddressError::TooLong) } else { Ok(Address(address.into())) }
}

/// What no IRI may hold (RFC 3987 §2.2) but real addresses do, percent-encoded.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '|' => encoded.push_str("%7C"),
            '{' => encoded.push_str("%7B"),
            '}' => encoded.push_str("%7D"),
            '^' => encoded.push_str("%5E"),
            '`' => encoded.push_str("%60"),
            c => encoded.push(c),
        }
    }
    encoded
}

fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn is_host(host: &str) -> bool {
    if let Some(six) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return six.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    let label_is_sound = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| {
                (c.is_alphanumeric() || c == '-' || c == '_' || is_mark(c)) && !is_disguise(c)
            })
    };
    // Browsers take a host for a number by its last label (URL Standard §3.5).
    let last = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbers = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x");
    let named = host == "localhost" || host.contains('.');
    named
        && host.len() <= 253
        && host.split('.').all(label_is_sound)
        && (!numbers || host.parse::<std::net::Ipv4Addr>().is_ok())
}

/// Combining marks that hosts of some scripts need, as in Devanagari and Thai.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0dff}' | '\u{0e00}'..='\u{0eff}')
}

/// Letters that browsers fold into others: full-width, enclosed, mathematical.
fn is_disguise(c: char) -> bool {
    matches!(c, '\u{2100}'..='\u{218f}' | '\u{2460}'..='\u{24ff}' | '\u{3200}'..='\u{33ff}'
        | '\u{fb00}'..='\u{fb06}' | '\u{ff00}'..='\u{ff65}' | '\u{1d400}'..='\u{1d7ff}' | '\u{1f100}'..='\u{1f2ff}')
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
            | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_addresses_are_taken() {
        for (typed, expected, host) in [
            ("https://example.org/a", "https://example.org/a", "example.org"),
            ("  http://example.org  ", "http://example.org", "example.org"),
            ("HTTPS://Example.org/A", "https://example.org/A", "example.org"),
            ("//example.org/x", "https://example.org/x", "example.org"),
            ("https://a.org/wiki/A|B?x={y}", "https://a.org/wiki/A%7CB?x=%7By%7D", "a.org"),
            ("example.org/page?x=1#y", "https://example.org/page?x=1#y", "example.org"),
            ("example.org:8080/x", "https://example.org:8080/x", "example.org:8080"),
            ("localhost:3000", "https://localhost:3000", "localhost:3000"),
            ("http://127.0.0.1:80/", "http://127.0.0.1:80/", "127.0.0.1:80"),
            ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x", "[2001:db8::1]"),
            ("https://[::1]:8443/", "https://[::1]:8443/", "[::1]:8443"),
            ("https://bücher.example/ü", "https://bücher.example/ü", "bücher.example"),
            (
                "https://xn--bcher-kva.example/",
                "https://xn--bcher-kva.example/",
                "xn--bcher-kva.example",
            ),
            ("https://例え.jp/%E3%81%82", "https://例え.jp/%E3%81%82", "例え.jp"),
            ("https://a.org/x#:~:text=one,two", "https://a.org/x#:~:text=one,two", "a.org"),
            ("https://a.org/@user/1", "https://a.org/@user/1", "a.org"),
            ("https://a.org/javascript:alert(1)", "https://a.org/javascript:alert(1)", "a.org"),
            ("mailto:press@example.org", "mailto:press@example.org", "press@example.org"),
            (
                "mailto:a.b+c@example.org?subject=x@y",
                "mailto:a.b+c@example.org?subject=x@y",
                "a.b+c@example.org",
            ),
            ("https://example.org./", "https://example.org./", "example.org."),
        ] {
            let address = Address::read(typed).unwrap_or_else(|why| panic!("{typed}: {why:?}"));
            assert_eq!((address.as_str(), address.host()), (expected, host));
        }
        let address = Address::read("https://www.example.org/").expect("it is sound");
        assert_eq!(address.without_scheme(), "example.org");
    }

    #[test]
    fn dangerous_and_malformed_ones_are_refused_with_the_reason() {
        use AddressError as E;
        let scheme = |name: &str| E::Scheme(name.into());
        for (typed, expected) in [
            ("", E::Empty),
            ("  \n", E::Empty),
            ("javascript:alert(1)", scheme("javascript")),
            ("JaVaScRiPt:alert(1)", scheme("javascript")),
            (" javascript:alert(1)", scheme("javascript")),
            ("java\nscript:alert(1)", scheme("javascript")),
            ("java\tscript:alert(1)", scheme("javascript")),
            ("\u{1}javascript:alert(1)", scheme("javascript")),
            ("javascript://example.org/%0aalert(1)", scheme("javascript")),
            ("javascript :alert(1)", scheme("javascript")),
            ("data:text/html,<script>", scheme("data")),
            ("vbscript:x", scheme("vbscript")),
            ("file:///etc/passwd", scheme("file")),
            ("blob:https://example.org/1", scheme("blob")),
            ("about:blank", scheme("about")),
            ("view-source:https://a.org", scheme("view-source")),
            ("filesystem:https://a.org/x", scheme("filesystem")),
            ("chrome://settings", scheme("chrome")),
            ("intent://x#Intent;end", scheme("intent")),
            ("ftp://example.org", scheme("ftp")),
            ("ws://example.org", scheme("ws")),
            ("tel:123", scheme("tel")),
            ("jar:https://a.org!/x", scheme("jar")),
            ("https://example.org/a b", E::Spaces),
            ("https://exa mple.org", E::Spaces),
            ("two words", E::Spaces),
            ("https://example.org/\u{a0}x", E::Spaces),
            ("https://example.org/\u{200b}x", E::Control),
            ("https://exam\u{00ad}ple.org/", E::Control),
            ("https://example.org/\u{7}x", E::Control),
            ("https://exa\nmple.org/", E::Control),
            ("https://example.org/\u{202e}gpj.exe", E::Direction),
            ("https://\u{2066}example.org\u{2069}/", E::Direction),
            ("https://example.org/\u{200f}", E::Direction),
            ("https://apnews.com@evil.example/", E::UserInfo),
            ("https://user:pass@example.org/", E::UserInfo),
            ("https://", E::Host),
            ("https:///path", E::Host),
            ("https:example.org", E::Host),
            ("https:/example.org", E::Host),
            ("https://example..org/", E::Host),
            ("https://.example.org/", E::Host),
            ("https://-a.org/", E::Host),
            ("https://a_b-.org/", E::Host),
            ("https://exa<mple.org/", E::Host),
            ("https://example.org\\@evil.example/", E::Host),
            ("https:\\\\example.org", E::Host),
            ("https://example.org:port/", E::Host),
            ("https://example.org:99999/", E::Host),
            ("https://example.org:/", E::Host),
            ("https://[::zz]/", E::Host),
            ("https://999.1.1.1/", E::Host),
            ("https://2130706433/", E::Host),
            ("https://0x7f.1/", E::Host),
            ("https://1.2.3.0x4/", E::Host),
            ("https://example.1/", E::Host),
            ("https://ｅxample.org/", E::Host),
            ("https://𝐞xample.org/", E::Host),
            ("https://example/", E::Host),
            ("https://example.org/<script>", E::Host),
            ("https://example.org/\"onclick=", E::Host),
            ("mailto:nobody", E::Host),
            ("mailto:@example.org", E::Host),
            ("word", E::Host),
        ] {
            assert_eq!(Address::read(typed), Err(expected), "{typed:?}");
        }
        assert_eq!(Address::read(&format!("https://a.org/{}", "x".repeat(5000))), Err(E::TooLong));
    }

    #[test]
    fn a_host_is_spelled_as_browsers_do() {
        let spelled = |typed: &str, host: Option<&str>| {
            let address = Address::read(typed).expect("it is sound");
            address.spelled(|_| host.map(Into::into)).map(|spelled| spelled.as_str().to_owned())
        };
        for (typed, host, expected) in [
            (
                "https://bücher.example/ü?x#y",
                "xn--bcher-kva.example",
                "https://xn--bcher-kva.example/ü?x#y",
            ),
            ("http://bücher.example:80", "xn--bcher-kva.example", "http://xn--bcher-kva.example"),
            (
                "mailto:a@bücher.example?subject=b@c",
                "xn--bcher-kva.example",
                "mailto:a@xn--bcher-kva.example?subject=b@c",
            ),
        ] {
            assert_eq!(spelled(typed, Some(host)).as_deref(), Some(expected));
        }
        assert_eq!(spelled("https://a.org/", None), None);
        assert_eq!(spelled("https://a.org/", Some("b.org@c")), None);
    }

    #[test]
    fn titles_are_not_taken_for_addresses() {
        for title in ["two words", "Reuters: the story so far", "Plan B", "a.b", "1984", ""] {
            assert!(!Address::is_meant(title), "{title}");
        }
        for address in [
            "javascript:alert(1)",
            "java\u{3000}:é",
            "https://exa mple.org",
            "www.a b",
            "data:x",
            "a\u{202e}b",
        ] {
            assert!(Address::is_meant(address), "{address}");
        }
    }
}
