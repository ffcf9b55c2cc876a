//! Addresses that open a page at words in it: text fragments, after the draft
//! "URL Fragment Text Directives" of the WICG (§3 syntax, §4 how to make one).

use super::address::Address;
use super::passage::Quote;

/// What parts a directive from the rest of a fragment.
const DELIMITER: &str = ":~:";

/// So many code points are matched letter for letter (§4.1); of a longer quote
/// only its beginning and its end are given.
const EXACT: usize = 300;

/// So many words stand for the beginning or the end of a long quote.
const WORDS: usize = 8;

/// So many words of what stands around a quote are given: enough to choose
/// between several places, and few enough that a changed word seldom spoils it.
const AROUND: usize = 5;

/// The address that opens the page at the quoted words, where the browser knows
/// how; the part of the page that the address names stays, another directive in
/// it goes. The address as it is where there are no words, where it is none of
/// the web, or where it would grow too long.
#[must_use]
pub fn at_words(address: &Address, quote: &Quote) -> Address {
    let url = address.as_str();
    let (page, part) = url.split_once('#').unwrap_or((url, ""));
    let part = part.split_once(DELIMITER).map_or(part, |(part, _)| part);
    let is_web = page.starts_with("https://") || page.starts_with("http://");
    let with = |directive: String| {
        Address::read(&format!("{page}#{part}{DELIMITER}text={directive}")).ok()
    };
    let mut directives = directives(quote).into_iter().filter(|_| is_web);
    directives.find_map(with).unwrap_or_else(|| address.clone())
}

/// What could stand behind `text=`, the most exact first.
fn directives(quote: &Quote) -> Vec<String> {
    let lines = lines(&quote.exact);
    let ([first, ..], [.., last]) = (lines.as_slice(), lines.as_slice()) else {
        return Vec::new();
    };
    let mut directives = Vec::new();
    if lines.len() == 1 && first.chars().count() <= EXACT {
        let [prefix, exact, suffix] = in_context(first, quote);
        let mut directive = encoded(&exact);
        if !prefix.is_empty() {
            directive = format!("{}-,{directive}", encoded(&prefix));
        }
        if !suffix.is_empty() {
            directive += &format!(",-{}", encoded(&suffix));
        }
        directives.extend([directive, encoded(&exact)]);
    }
    // One term cannot reach over the end of a paragraph; two can.
    let (start, end) = (beginning(first), ending(last));
    if lines.len() > 1 || start.len() + end.len() < first.len() {
        directives.push(format!("{},{}", encoded(start), encoded(end)));
    } else if directives.is_empty() {
        directives.push(encoded(first));
    }
    directives
}

/// The lines that have words, with single spaces.
fn lines(text: &str) -> Vec<String> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}');
    text.split(is_break).map(spaced).filter(|line| !line.is_empty()).collect()
}

fn spaced(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words before, the words, words behind. A context is cut off somewhere, so its
/// outermost word may be half of one, which no browser would find. Where the
/// quote itself begins or ends within a word, the rest of that word joins it.
fn in_context(exact: &str, quote: &Quote) -> [String; 3] {
    let (before, behind) = (lines(&quote.prefix), lines(&quote.suffix));
    let mut prefix: Vec<&str> = before.last().map_or(Vec::new(), |line| line.split(' ').collect());
    let mut suffix: Vec<&str> = behind.first().map_or(Vec::new(), |line| line.split(' ').collect());
    if before.len() == 1 && !prefix.is_empty() {
        prefix.remove(0);
    }
    if behind.len() == 1 {
        suffix.pop();
    }
    let mut exact = exact.to_owned();
    if is_within_word(quote.prefix.chars().next_back(), quote.exact.chars().next()) {
        exact = format!("{}{exact}", prefix.pop().unwrap_or_default());
    }
    let cuts_end = is_within_word(quote.exact.chars().next_back(), quote.suffix.chars().next());
    if cuts_end && !suffix.is_empty() {
        exact += suffix.remove(0);
    }
    let from = prefix.len().saturating_sub(AROUND);
    let prefix = prefix.split_off(from);
    suffix.truncate(AROUND);
    let words = |words: Vec<&str>| {
        let words = words.join(" ");
        if words.contains(char::is_alphanumeric) { words } else { String::new() }
    };
    [words(prefix), exact, words(suffix)]
}

/// Whether a place between two letters is one within a word, in scripts that
/// part words by spaces.
fn is_within_word(before: Option<char>, behind: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{e00}');
    letter(before) && letter(behind)
}

/// Where long text of scripts without spaces can be cut.
const STOPS: [char; 6] = ['。', '，', '、', '！', '？', '；'];

fn beginning(line: &str) -> &str {
    match line.match_indices(' ').nth(WORDS - 1) {
        Some((end, _)) => &line[..end],
        None => line.split_inclusive(STOPS).next().unwrap_or(line),
    }
}

fn ending(line: &str) -> &str {
    match line.rmatch_indices(' ').nth(WORDS - 1) {
        Some((start, _)) => &line[start + 1..],
        None => line.split_inclusive(STOPS).next_back().unwrap_or(line),
    }
}

/// Percent-encoded, with all that means something in a directive (§3.2: `-`,
/// `,`, `&`) or in an address.
fn encoded(words: &str) -> String {
    let mut encoded = String::new();
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quote(prefix: &str, exact: &str, suffix: &str) -> Quote {
        Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into() }
    }

    fn opened(url: &str, quote: &Quote) -> String {
        let address = Address::read(url).expect("a sound address");
        at_words(&address, quote).as_str().to_owned()
    }

    #[test]
    fn a_short_quote_is_given_whole_with_what_stands_around_it() {
        for (quote, expected) in [
            (quote("", "deaths declined 26.9%", ""), "text=deaths%20declined%2026.9%25"),
            (quote("", "a-b, c & d", ""), "text=a%2Db%2C%20c%20%26%20d"),
            (
                quote("visional data show ", "it fell", " from 20"),
                "text=data%20show-,it%20fell,-from",
            ),
            (quote("Title\nThe ", "end", ".\nNext"), "text=The-,end"),
            // The only word of a context may be half of one.
            (quote("ovisional ", "it fell", " fr"), "text=it%20fell"),
            // A word that the quote cuts is given whole.
            (
                quote("it was an un", "expected tu", "rn of th"),
                "text=was%20an-,unexpected%20turn,-of",
            ),
            (quote("", "  two\u{a0}words\t", ""), "text=two%20words"),
            (
                quote("他说", "死亡人数下降", "了很多"),
                "text=%E6%AD%BB%E4%BA%A1%E4%BA%BA%E6%95%B0%E4%B8%8B%E9%99%8D",
            ),
        ] {
            assert_eq!(opened("https://a.org/x", &quote), format!("https://a.org/x#:~:{expected}"));
        }
    }

    #[test]
    fn a_long_quote_is_given_by_its_beginning_and_its_end() {
        let words: Vec<String> = (1..=90).map(|n| format!("word{n}")).collect();
        let long = quote("before it ", &words.join(" "), "");
        assert_eq!(
            opened("https://a.org/", &long),
            "https://a.org/#:~:text=word1%20word2%20word3%20word4%20word5%20word6%20word7%20word8,word83%20word84%20word85%20word86%20word87%20word88%20word89%20word90"
        );
        // Over the end of a paragraph.
        assert_eq!(
            opened("https://a.org/", &quote("", "One.\n\nTwo.", "")),
            "https://a.org/#:~:text=One.,Two."
        );
        let chinese = quote("", &"死亡人数下降了很多，官员说。".repeat(30), "");
        assert!(opened("https://a.org/", &chinese).contains("%EF%BC%8C,"));
        let no_stop = quote("", &"死".repeat(301), "");
        assert!(opened("https://a.org/", &no_stop).ends_with(&"%E6%AD%BB".repeat(301)));
    }

    #[test]
    fn the_rest_of_the_address_stays() {
        let words = quote("", "w", "");
        for (url, expected) in [
            ("https://a.org/x?y=1", "https://a.org/x?y=1#:~:text=w"),
            ("http://a.org/x#part", "http://a.org/x#part:~:text=w"),
            ("https://a.org/x#part:~:text=old", "https://a.org/x#part:~:text=w"),
            ("https://a.org/x#:~:text=old", "https://a.org/x#:~:text=w"),
            ("https://a.org/:~:/x#", "https://a.org/:~:/x#:~:text=w"),
            ("https://a.org/x#a#b", "https://a.org/x#a#b:~:text=w"),
            ("mailto:a@example.org", "mailto:a@example.org"),
        ] {
            assert_eq!(opened(url, &words), expected);
        }
        let nothing = quote("before", " \n ", "behind");
        assert_eq!(opened("https://a.org/x#:~:text=old", &nothing), "https://a.org/x#:~:text=old");
        // Too long for an address: as it was.
        let endless = quote("", &"é".repeat(4000), "");
        assert_eq!(opened("https://a.org/x", &endless), "https://a.org/x");
    }

    /// The terms of a directive, as §3.2 reads them.
    fn parse(url: &str) -> Option<[String; 4]> {
        let (_, directive) = url.split_once(":~:text=")?;
        let mut terms: Vec<&str> = directive.split(',').collect();
        let prefix = terms.first().filter(|it| it.ends_with('-')).map(|it| &it[..it.len() - 1]);
        if prefix.is_some() {
            terms.remove(0);
        }
        let suffix = terms.last().filter(|it| it.starts_with('-')).map(|it| &it[1..]);
        if suffix.is_some() {
            terms.pop();
        }
        assert!((1..=2).contains(&terms.len()), "{directive}");
        let end = terms.get(1).copied();
        let decoded = |term: Option<&str>| {
            let term = term.unwrap_or_default();
            assert!(term.is_ascii() && !term.contains(['-', '&', ' ']), "{directive}");
            let mut bytes = Vec::new();
            let mut rest = term.bytes();
            while let Some(byte) = rest.next() {
                let mut digit = || char::from(rest.next().expect("a digit"));
                bytes.push(match byte {
                    b'%' => {
                        u8::from_str_radix(&format!("{}{}", digit(), digit()), 16).expect("hex")
                    }
                    byte => byte,
                });
            }
            String::from_utf8(bytes).expect("UTF-8")
        };
        Some([decoded(prefix), decoded(terms.first().copied()), decoded(end), decoded(suffix)])
    }

    proptest! {
        #[test]
        fn the_terms_are_words_of_the_quote(
            prefix in "(\\PC|\n){0,32}", exact in "(\\PC|[a-z ,&-]|\n){0,400}", suffix in "(\\PC|\n){0,32}"
        ) {
            let quote = Quote { exact, prefix, suffix };
            let url = opened("https://a.org/x#part", &quote);
            prop_assert!(url.starts_with("https://a.org/x#part"));
            let whole = spaced(&format!("{}{}{}", quote.prefix, quote.exact, quote.suffix));
            if let Some(terms) = parse(&url) {
                let mut rest = whole.as_str();
                for term in terms.iter().filter(|term| !term.is_empty()) {
                    let at = rest.find(term.as_str());
                    prop_assert!(at.is_some(), "{term:?} is not in {rest:?}");
                    rest = &rest[at.unwrap_or(0) + term.len()..];
                }
            }
            let again = Address::read(&url).expect("it is sound");
            let twice = at_words(&again, &quote);
            prop_assert_eq!(twice.as_str(), url.as_str());
        }
    }
}
