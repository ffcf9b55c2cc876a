//! What is asked for: the term `exercise`.

use serde_json::{Map, Value};

use super::PaperError;
use super::reading::{fields, id, is, list, long_text, points, put_text, text, write_points};
use crate::domain::article::ArticleId;
use crate::domain::exercise::{
    Ask, Criterion, Exercise, Ink, KindPreset, MAX_CRITERIA, MAX_KEY, MAX_NAME, MAX_TERMS, Minimum,
    Pattern, Term, relation_terms,
};

pub(super) fn write(exercise: &Exercise) -> Value {
    let terms = |terms: &[Term]| Value::from_iter(terms.iter().map(write_term));
    let mut written = Map::new();
    written.insert("id".into(), exercise.id.as_str().into());
    put_text(&mut written, "title", &exercise.title);
    written.insert("articleHash".into(), exercise.article.as_str().into());
    put_text(&mut written, "instructions", &exercise.instructions);
    written.insert("kinds".into(), terms(&exercise.kinds));
    written.insert("relations".into(), terms(&exercise.relations));
    written.insert("verdicts".into(), terms(&exercise.verdicts));
    written.insert("asksForSources".into(), exercise.sources.into());
    let Minimum { claims, sources, links } = exercise.minimum;
    let mut minimum = Map::new();
    for (key, count) in [("claims", claims), ("sources", sources), ("links", links)] {
        if count > 0 {
            minimum.insert(key.into(), count.into());
        }
    }
    written.insert("minimum".into(), minimum.into());
    written.insert("checks".into(), exercise.asks.iter().map(|ask| ask.key()).collect());
    written.insert("rubric".into(), exercise.rubric.iter().map(write_criterion).collect());
    written.into()
}

fn write_term(term: &Term) -> Value {
    let mut written = Map::new();
    written.insert("key".into(), term.key.as_str().into());
    put_text(&mut written, "name", &term.name);
    put_text(&mut written, "help", &term.help);
    written.insert("ink".into(), term.ink.key().into());
    written.insert("pattern".into(), term.pattern.key().into());
    if let Some(shortcut) = term.shortcut {
        written.insert("shortcut".into(), shortcut.to_string().into());
    }
    if term.on_scale {
        written.insert("onScale".into(), true.into());
    }
    written.into()
}

fn write_criterion(criterion: &Criterion) -> Value {
    let mut written = Map::new();
    written.insert("key".into(), criterion.key.as_str().into());
    put_text(&mut written, "name", &criterion.name);
    put_text(&mut written, "help", &criterion.help);
    written.insert("points".into(), write_points(criterion.points));
    written.into()
}

pub(super) fn read(value: &Value) -> Result<Exercise, PaperError> {
    let found = fields(value)?;
    let hash = found.get("articleHash").and_then(Value::as_str).and_then(ArticleId::read);
    let or = |terms: Vec<Term>, ours: fn() -> Vec<Term>| {
        if terms.is_empty() { ours() } else { terms }
    };
    let count = |key: &str| {
        let count = found.get("minimum").and_then(|minimum| minimum.get(key));
        let count = count.and_then(Value::as_u64).unwrap_or(0);
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let mut asks = Vec::new();
    for ask in list(found, "checks", MAX_TERMS)?.iter().filter_map(Value::as_str) {
        asks.extend(Ask::from_key(ask).filter(|ask| !asks.contains(ask)));
    }
    Ok(Exercise {
        id: id(found, "id")?,
        title: text(found, "title", MAX_NAME)?,
        article: hash.ok_or(PaperError::NoArticle)?,
        instructions: long_text(found, "instructions")?,
        kinds: or(terms(found, "kinds")?, || KindPreset::Ours.terms()),
        relations: or(terms(found, "relations")?, relation_terms),
        verdicts: terms(found, "verdicts")?,
        sources: is(found, "asksForSources"),
        minimum: Minimum {
            claims: count("claims"),
            sources: count("sources"),
            links: count("links"),
        },
        asks,
        rubric: rubric(found)?,
    })
}

/// The words of a list. One without a key, or with one that another has, says
/// nothing.
fn terms(found: &Map<String, Value>, key: &str) -> Result<Vec<Term>, PaperError> {
    let mut terms: Vec<Term> = Vec::new();
    for (place, value) in list(found, key, MAX_TERMS)?.iter().enumerate() {
        let Ok(found) = fields(value) else { continue };
        let key = text(found, "key", MAX_KEY)?;
        if key.is_empty() || terms.iter().any(|term| term.key == key) {
            continue;
        }
        let word = |key: &str| found.get(key).and_then(Value::as_str).unwrap_or_default();
        let mut letters = word("shortcut").chars();
        let usual = Term::new(&key, place);
        terms.push(Term {
            name: text(found, "name", MAX_NAME)?,
            help: text(found, "help", MAX_NAME)?,
            ink: Ink::from_key(word("ink")).unwrap_or(usual.ink),
            pattern: Pattern::from_key(word("pattern")).unwrap_or(usual.pattern),
            shortcut: letters.next().filter(|letter| letters.next().is_none() && is_key(*letter)),
            on_scale: is(found, "onScale"),
            ..usual
        });
    }
    Ok(terms)
}

/// What a keyboard has a key for.
fn is_key(letter: char) -> bool {
    !letter.is_control() && !letter.is_whitespace()
}

fn rubric(found: &Map<String, Value>) -> Result<Vec<Criterion>, PaperError> {
    let mut rubric: Vec<Criterion> = Vec::new();
    for value in list(found, "rubric", MAX_CRITERIA)? {
        let Ok(found) = fields(value) else { continue };
        let key = text(found, "key", MAX_KEY)?;
        if key.is_empty() || rubric.iter().any(|criterion| criterion.key == key) {
            continue;
        }
        rubric.push(Criterion {
            key,
            name: text(found, "name", MAX_NAME)?,
            help: text(found, "help", MAX_NAME)?,
            points: points(found.get("points")).unwrap_or_default(),
        });
    }
    Ok(rubric)
}
