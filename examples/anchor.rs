//! Answers the cases of an anchoring set: `anchor CASES.jsonl TEXTS_DIR
//! [--selectors-only]` writes one `{"id", "start", "end"}` a line, in code
//! points of the new text; `start` is null where the passage is lost.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use claimlight::domain::anchor::{Selectors, anchor};
use claimlight::domain::text::Span;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (options, paths): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let [cases, texts] = paths[..] else {
        return Err("anchor CASES.jsonl TEXTS_DIR [--selectors-only]".into());
    };
    let selectors_only = match options[..] {
        [] => false,
        [option] if option == "--selectors-only" => true,
        _ => return Err("the only option is --selectors-only".into()),
    };
    let cases = fs::read_to_string(cases)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<Vec<Value>, _>>()?;
    // One call for all the passages of a pair of texts.
    let mut pairs: BTreeMap<(&str, &str), Vec<&Value>> = BTreeMap::new();
    for case in &cases {
        pairs
            .entry((name(case, "old_text_ref")?, name(case, "new_text_ref")?))
            .or_default()
            .push(case);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for ((old, new), cases) in pairs {
        let read = |name: &str| fs::read_to_string(Path::new(texts).join(format!("{name}.txt")));
        let old = if selectors_only { None } else { Some(read(old)?) };
        let new = read(new)?;
        let passages: Vec<Selectors<'_>> = cases.iter().map(|case| selectors(case)).collect();
        for (case, found) in cases.iter().zip(anchor(&passages, old.as_deref(), &new)) {
            let (start, end) =
                (found.place.map(|span| span.start), found.place.map(|span| span.end));
            writeln!(
                out,
                "{}",
                json!({ "id": case["id"], "start": start, "end": end, "confidence": found.confidence, "state": format!("{:?}", found.state) })
            )?;
        }
    }
    Ok(())
}

fn name<'c>(case: &'c Value, key: &str) -> Result<&'c str, String> {
    case[key].as_str().ok_or_else(|| format!("a case without {key}"))
}

fn selectors(case: &Value) -> Selectors<'_> {
    let quote = |key: &str| case["quote"][key].as_str();
    let place = |key: &str| usize::try_from(case["position"][key].as_u64()?).ok();
    Selectors {
        position: place("start").zip(place("end")).map(|(start, end)| Span { start, end }),
        exact: quote("exact"),
        prefix: quote("prefix"),
        suffix: quote("suffix"),
    }
}
