//! Entities: `&amp;`, `&#8212;`, `&#x2014;`.

/// The named ones that prose is written with; an unknown one stays as it is.
#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'), ("emsp", '\u{2003}'), ("thinsp", '\u{2009}'), ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'), ("lrm", '\u{200e}'), ("rlm", '\u{200f}'),
    ("ndash", '–'), ("mdash", '—'), ("hellip", '…'), ("bull", '•'), ("middot", '·'),
    ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'), ("ldquo", '“'), ("rdquo", '”'), ("bdquo", '„'),
    ("laquo", '«'), ("raquo", '»'), ("lsaquo", '‹'), ("rsaquo", '›'), ("prime", '′'), ("Prime", '″'),
    ("iexcl", '¡'), ("iquest", '¿'), ("sect", '§'), ("para", '¶'), ("dagger", '†'), ("Dagger", '‡'),
    ("copy", '©'), ("reg", '®'), ("trade", '™'), ("deg", '°'), ("ordf", 'ª'), ("ordm", 'º'),
    ("euro", '€'), ("pound", '£'), ("yen", '¥'), ("cent", '¢'), ("permil", '‰'), ("micro", 'µ'),
    ("plusmn", '±'), ("times", '×'), ("divide", '÷'), ("minus", '−'), ("ne", '≠'), ("le", '≤'),
    ("ge", '≥'), ("asymp", '≈'), ("infin", '∞'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'),
    ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("larr", '←'), ("rarr", '→'), ("uarr", '↑'), ("darr", '↓'),
    ("AElig", 'Æ'), ("aelig", 'æ'), ("OElig", 'Œ'), ("oelig", 'œ'), ("szlig", 'ß'),
    ("Oslash", 'Ø'), ("oslash", 'ø'), ("Aring", 'Å'), ("aring", 'å'), ("Ccedil", 'Ç'), ("ccedil", 'ç'),
    ("ETH", 'Ð'), ("eth", 'ð'), ("THORN", 'Þ'), ("thorn", 'þ'),
    ("Agrave", 'À'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Atilde", 'Ã'), ("Auml", 'Ä'),
    ("agrave", 'à'), ("aacute", 'á'), ("acirc", 'â'), ("atilde", 'ã'), ("auml", 'ä'),
    ("Egrave", 'È'), ("Eacute", 'É'), ("Ecirc", 'Ê'), ("Euml", 'Ë'),
    ("egrave", 'è'), ("eacute", 'é'), ("ecirc", 'ê'), ("euml", 'ë'),
    ("Igrave", 'Ì'), ("Iacute", 'Í'), ("Icirc", 'Î'), ("Iuml", 'Ï'),
    ("igrave", 'ì'), ("iacute", 'í'), ("icirc", 'î'), ("iuml", 'ï'),
    ("Ntilde", 'Ñ'), ("ntilde", 'ñ'), ("Scaron", 'Š'), ("scaron", 'š'), ("Yacute", 'Ý'), ("yacute", 'ý'),
    ("Ograve", 'Ò'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Otilde", 'Õ'), ("Ouml", 'Ö'),
    ("ograve", 'ò'), ("oacute", 'ó'), ("ocirc", 'ô'), ("otilde", 'õ'), ("ouml", 'ö'),
    ("Ugrave", 'Ù'), ("Uacute", 'Ú'), ("Ucirc", 'Û'), ("Uuml", 'Ü'),
    ("ugrave", 'ù'), ("uacute", 'ú'), ("ucirc", 'û'), ("uuml", 'ü'), ("yuml", 'ÿ'),
];

/// The character that is called so, between `&` and `;`.
pub(super) fn read(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    };
    let (digits, radix, longest) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 6),
        None => (number, 10, 7),
    };
    let sound = (1..=longest).contains(&digits.len()) && digits.chars().all(|c| c.is_digit(radix));
    let code = sound.then(|| u32::from_str_radix(digits, radix).ok()).flatten()?;
    Some(char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}'))
}
