//! From text to JSON, for texts that nobody vouches for.

use std::borrow::Cow;

use serde_json::Value;

use super::{FileError, MAX_BYTES};

/// How deep a file may be nested. Ours are ten or so deep; the parser itself
/// gives up at 128.
pub(super) const MAX_DEPTH: usize = 100;

/// How many values a file may hold: 20,000 claims with all that can be said of
/// them. Reading more would hold the page up for seconds.
const MAX_VALUES: usize = 1_000_000;

/// Reads JSON: of at most [`MAX_BYTES`] and [`MAX_VALUES`], nested at most
/// [`MAX_DEPTH`] deep, with or without a byte order mark. Half a surrogate pair, as `\ud800` alone, which
/// JavaScript lets through, becomes U+FFFD and does not cost the whole file.
pub(in crate::domain::formats) fn parse(text: &str) -> Result<Value, FileError> {
    if text.len() > MAX_BYTES {
        return Err(FileError::TooLarge);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    let text = repaired(text)?;
    serde_json::from_str(&text)
        .map_err(|error| FileError::NotJson { line: error.line(), column: error.column() })
}

/// The text without lone surrogates, in one pass that also measures its depth
/// and counts its values (each follows a bracket or a comma).
fn repaired(text: &str) -> Result<Cow<'_, str>, FileError> {
    let bytes = text.as_bytes();
    let mut lone = Vec::new();
    let (mut depth, mut values, mut in_string, mut at) = (0_usize, 0_usize, false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if in_string => {
                match (surrogate(bytes, at), surrogate(bytes, at + 6)) {
                    (Some(Half::High), Some(Half::Low)) => at += 10,
                    (Some(_), _) => {
                        lone.push(at);
                        at += 4;
                    }
                    (None, _) => {}
                }
                at += 1;
            }
            b'"' => in_string = !in_string,
            b'[' | b'{' | b',' if !in_string => {
                values += 1;
                depth += usize::from(*byte != b',');
                if depth > MAX_DEPTH {
                    return Err(FileError::TooDeep);
                }
                if values > MAX_VALUES {
                    return Err(FileError::TooMany);
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    if lone.is_empty() {
        return Ok(Cow::Borrowed(text));
    }
    let (mut sound, mut from) = (String::with_capacity(text.len()), 0);
    for at in lone {
        sound.push_str(&text[from..at]);
        sound.push_str("\\ufffd");
        from = at + 6;
    }
    sound.push_str(&text[from..]);
    Ok(Cow::Owned(sound))
}

enum Half {
    High,
    Low,
}

/// Which half of a pair the escape at `at` stands for, if it is one.
fn surrogate(bytes: &[u8], at: usize) -> Option<Half> {
    let [b'\\', b'u', b'd' | b'D', second, third, fourth] = bytes.get(at..at + 6)? else {
        return None;
    };
    let half = match second.to_ascii_lowercase() {
        b'8' | b'9' | b'a' | b'b' => Half::High,
        b'c' | b'd' | b'e' | b'f' => Half::Low,
        _ => return None,
    };
    (third.is_ascii_hexdigit() && fourth.is_ascii_hexdigit()).then_some(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_become_the_replacement_character() {
        for (json, read) in [
            (r#""a\ud800b""#, "a\u{fffd}b"),
            (r#""\udc00\ud800""#, "\u{fffd}\u{fffd}"),
            (r#""\uD83D\uDE00""#, "\u{1F600}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1F600}"),
            (r#""\\ud800""#, r"\ud800"),
            (r#""\\\ud800""#, "\\\u{fffd}"),
            (r#""é\ud800é\"\udfff""#, "é\u{fffd}é\"\u{fffd}"),
        ] {
            assert_eq!(parse(json), Ok(Value::from(read)), "{json}");
        }
        assert!(matches!(parse(r#""\ud8"#), Err(FileError::NotJson { .. })));
    }

    #[test]
    fn what_is_no_json_says_where() {
        assert_eq!(
            parse("{\n  \"a\": 1,\n  oh\n}"),
            Err(FileError::NotJson { line: 3, column: 3 })
        );
        assert_eq!(parse("\u{feff} \n"), Err(FileError::Empty));
        assert_eq!(parse("\u{feff}1"), Ok(1.into()));
    }
}
