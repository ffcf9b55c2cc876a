//! The form that makes an exercise as text, so that what was typed outlives the page.

use serde_json::{Map, Value};

use super::draft::{CriterionRow, Draft, KindSet, VerdictSet};
use super::term_rows::TermRow;
use crate::domain::exercise::{Ask, Ink, MAX_CRITERIA, MAX_TERMS, Pattern};
use crate::domain::formats::object::object;
use crate::domain::id::Id;

/// What was typed, as JSON; empty where that is `usual`: what the form holds where
/// nobody typed.
#[must_use]
pub fn write(draft: &Draft, usual: &Draft) -> String {
    if draft == usual {
        return String::new();
    }
    let mut written = fields(draft);
    written.insert("over".into(), digest(usual).into());
    Value::Object(written).to_string()
}

/// By which it is known what a draft was typed over.
fn digest(usual: &Draft) -> String {
    Id::from_name(&Value::Object(fields(usual)).to_string()).as_str().to_owned()
}

fn fields(draft: &Draft) -> Map<String, Value> {
    let terms = |rows: &[TermRow]| rows.iter().map(write_term).collect::<Value>();
    let offered = draft.relations.iter().filter(|(_, on)| *on);
    let kinds = KindSet::ALL.iter().position(|set| *set == draft.kinds);
    let verdicts = VerdictSet::ALL.iter().position(|set| *set == draft.verdicts);
    let written = object! {
        "title": draft.title.as_str(),
        "instructions": draft.instructions.as_str(),
        "kinds": kinds,
        "rows": terms(&draft.rows),
        "verdicts": verdicts,
        "verdictRows": terms(&draft.verdict_rows),
        "relations": offered.map(|(term, _)| Value::from(term.key.as_str())).collect::<Value>(),
        "relationRows": terms(&draft.relation_rows),
        "sources": draft.sources,
        "claims": draft.claims.as_str(),
        "leastSources": draft.least_sources.as_str(),
        "asks": draft.asks.iter().map(|ask| Value::from(ask.key())).collect::<Value>(),
        "rubric": draft.rubric.iter().map(write_criterion).collect::<Value>(),
    };
    match written {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The form as it was left; `usual` also says what the form does not change. `None` for
/// what is none, and where the form would begin with something else by now: the exercise
/// that was made, here or on another computer, is the newer one then.
#[must_use]
pub fn read(text: &str, usual: &Draft) -> Option<Draft> {
    let value: Value = serde_json::from_str(text).ok()?;
    let found = value.as_object()?;
    if found.get("over").and_then(Value::as_str) != Some(&digest(usual)) {
        return None;
    }
    let place = |key: &str| usize::try_from(found.get(key)?.as_u64()?).ok();
    let words = |key: &str| strings(found, key).collect::<Vec<_>>();
    let terms = |key: &str| list(found, key).take(MAX_TERMS).map(read_term).collect::<Vec<_>>();
    let offered = words("relations");
    let relations = usual.relations.iter().map(|(term, _)| {
        let on = offered.contains(&term.key.as_str());
        (term.clone(), on)
    });
    Some(Draft {
        title: string(found, "title"),
        instructions: string(found, "instructions"),
        kinds: *KindSet::ALL.get(place("kinds")?)?,
        rows: terms("rows"),
        verdicts: *VerdictSet::ALL.get(place("verdicts")?)?,
        verdict_rows: terms("verdictRows"),
        relations: relations.collect(),
        relation_rows: terms("relationRows"),
        sources: is(found, "sources"),
        claims: string(found, "claims"),
        least_sources: string(found, "leastSources"),
        links: usual.links,
        asks: words("asks").into_iter().filter_map(Ask::from_key).collect(),
        rubric: list(found, "rubric").take(MAX_CRITERIA).map(read_criterion).collect(),
    })
}

fn write_term(row: &TermRow) -> Value {
    object! {
        "key": row.key.as_str(),
        "name": row.name.as_str(),
        "help": row.help.as_str(),
        "ink": row.ink.key(),
        "pattern": row.pattern.key(),
        "shortcut": row.shortcut.as_str(),
        "onScale": row.on_scale,
    }
}

fn read_term(found: &Map<String, Value>) -> TermRow {
    let usual = TermRow::new(0);
    TermRow {
        key: string(found, "key"),
        name: string(found, "name"),
        help: string(found, "help"),
        ink: Ink::from_key(&string(found, "ink")).unwrap_or(usual.ink),
        pattern: Pattern::from_key(&string(found, "pattern")).unwrap_or(usual.pattern),
        shortcut: string(found, "shortcut"),
        on_scale: is(found, "onScale"),
    }
}

fn write_criterion(row: &CriterionRow) -> Value {
    object! {
        "key": row.key.as_str(),
        "name": row.name.as_str(),
        "help": row.help.as_str(),
        "points": row.points.as_str(),
    }
}

fn read_criterion(found: &Map<String, Value>) -> CriterionRow {
    CriterionRow {
        key: string(found, "key"),
        name: string(found, "name"),
        help: string(found, "help"),
        points: string(found, "points"),
    }
}

fn string(found: &Map<String, Value>, key: &str) -> String {
    found.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn strings<'a>(found: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a str> {
    found.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn list<'a>(
    found: &'a Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'a Map<String, Value>> {
    found.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn is(found: &Map<String, Value>, key: &str) -> bool {
    found.get(key) == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::exercise as words;
    use crate::domain::exercise::built_in_exercise;

    fn usual() -> Draft {
        Draft::of(&built_in_exercise(&words::BUILT_IN))
    }

    #[test]
    fn a_form_comes_back_as_it_was_left() {
        let mut draft = usual();
        assert_eq!(write(&draft, &usual()), "");
        draft.title = String::new();
        draft.instructions = "Lies\nalles, „bitte“.".into();
        draft.choose_kinds(KindSet::ClaimBuster);
        draft.kinds = KindSet::Own;
        draft.rows.push(TermRow {
            name: "Rumour".into(),
            shortcut: "rr".into(),
            ..TermRow::new(3)
        });
        draft.verdicts = VerdictSet::None;
        draft.verdict_rows.clear();
        draft.relations.iter_mut().for_each(|(_, on)| *on = !*on);
        draft.relation_rows = vec![TermRow::new(1)];
        draft.sources = !draft.sources;
        draft.claims = "many".into();
        draft.asks = vec![Ask::ALL[1], Ask::ALL[0]];
        draft.rubric.push(CriterionRow { points: "-".into(), ..CriterionRow::default() });
        assert_eq!(read(&write(&draft, &usual()), &usual()), Some(draft));
    }

    #[test]
    fn a_newer_exercise_is_not_hidden_by_an_older_draft() {
        let draft = Draft { title: "Half a ti".into(), ..usual() };
        let newer = Draft { title: "Made elsewhere".into(), ..usual() };
        let kept = write(&draft, &usual());
        assert_eq!(read(&kept, &newer), None);
        assert_eq!(read(&kept, &usual()), Some(draft));
    }

    #[test]
    fn what_is_no_draft_is_none() {
        for text in ["", "null", "{}", r#"{"over":1}"#] {
            assert_eq!(read(text, &usual()), None, "{text}");
        }
        let over = digest(&usual());
        let bare = format!(r#"{{"over":"{over}","kinds":0,"verdicts":3}}"#);
        let draft = read(&bare, &usual()).expect("the rest is empty");
        assert_eq!((draft.verdicts, draft.rows.len()), (VerdictSet::Own, 0));
        let far = format!(r#"{{"over":"{over}","kinds":9,"verdicts":3}}"#);
        assert_eq!(read(&far, &usual()), None);
    }
}
