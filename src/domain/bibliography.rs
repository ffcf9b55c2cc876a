//! What a bibliography may say about a work: the fields of an item, by what they
//! may hold (`csl-data.json` of CSL 1.0.2).

use serde_json::Value;

/// The types of works.
const TYPES: &str = "article article-journal article-magazine article-newspaper bill book \
    broadcast chapter classic collection dataset document entry entry-dictionary \
    entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript \
    map motion_picture musical_score pamphlet paper-conference patent performance periodical \
    personal_communication post post-weblog regulation report review review-book software song \
    speech standard thesis treaty webpage";

const TEXTS: &str = "abstract annote archive archive_collection archive_location archive-place \
    authority call-number citation-key citation-label collection-title container-title \
    container-title-short dimensions division DOI event event-place event-title genre ISBN ISSN \
    journalAbbreviation jurisdiction keyword language medium note original-publisher \
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place \
    references reviewed-genre reviewed-title scale section shortTitle source status title \
    title-short URL version volume-title volume-title-short year-suffix";

const NUMBERS: &str = "chapter-number citation-number collection-number edition \
    first-reference-note-number issue locator number number-of-pages number-of-volumes page \
    page-first part printing supplement volume";

const NAMES: &str = "author chair collection-editor compiler composer container-author \
    contributor curator director editor editorial-director executive-producer guest host \
    illustrator interviewer narrator organizer original-author performer producer recipient \
    reviewed-author script-writer series-creator translator";

const DATES: &str = "accessed available-date event-date issued original-date submitted";

/// Whether there is such a type.
#[must_use]
pub fn is_type(name: &str) -> bool {
    is_among(name, TYPES)
}

/// Whether an item may hold this under this name; `id`, `type` and `custom`
/// aside, which the caller sees to.
#[must_use]
pub fn is_sound(name: &str, value: &Value) -> bool {
    if is_among(name, TEXTS) {
        value.is_string()
    } else if is_among(name, NUMBERS) {
        value.is_string() || value.is_number()
    } else if is_among(name, NAMES) {
        is_list_of(value, is_name)
    } else if is_among(name, DATES) {
        is_date(value)
    } else {
        name == "categories" && is_list_of(value, Value::is_string)
    }
}

fn is_among(name: &str, names: &str) -> bool {
    names.split_whitespace().any(|other| other == name)
}

fn is_list_of(value: &Value, is_sound: fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|values| values.iter().all(is_sound))
}

fn is_name(name: &Value) -> bool {
    name.as_object().is_some_and(|parts| {
        parts.iter().all(|(part, value)| match part.as_str() {
            "family"
            | "given"
            | "dropping-particle"
            | "non-dropping-particle"
            | "suffix"
            | "literal" => value.is_string(),
            "comma-suffix" | "static-ordering" | "parse-names" => is_plain(value),
            _ => false,
        })
    })
}

fn is_date(date: &Value) -> bool {
    date.as_object().is_some_and(|parts| {
        parts.iter().all(|(part, value)| match part.as_str() {
            "literal" | "raw" => value.is_string(),
            "season" => value.is_string() || value.is_number(),
            "circa" => is_plain(value),
            "date-parts" => {
                let moments = value.as_array().map_or(&[][..], Vec::as_slice);
                (1..=2).contains(&moments.len()) && moments.iter().all(is_moment)
            }
            _ => false,
        })
    })
}

/// A year, a month and a day, of which the last may be missing.
fn is_moment(parts: &Value) -> bool {
    let parts = parts.as_array().map_or(&[][..], Vec::as_slice);
    (1..=3).contains(&parts.len()) && parts.iter().all(|it| it.is_string() || it.is_number())
}

fn is_plain(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}
