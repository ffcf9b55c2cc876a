//! Real and made edits of texts, with the figures that anchoring must reach.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "what cannot be read fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use claimlight::domain::anchor::{Selectors, anchor};
use claimlight::domain::text::Span;
use serde_json::Value;

/// How often something came out right, or wrong.
#[derive(Default)]
struct Tally {
    alive: u32,
    strict: u32,
    exact: u32,
    close: u32,
    wrong: u32,
    lost: u32,
    deleted: u32,
    attached: u32,
}

impl Tally {
    fn count(&mut self, case: &Value, found: Option<Span>) {
        let Some(gold) = span(&case["gold"]) else {
            self.deleted += 1;
            self.attached += u32::from(found.is_some());
            return;
        };
        let strict = case["strict"] == true;
        self.alive += 1;
        self.strict += u32::from(strict);
        let Some(found) = found else {
            self.lost += 1;
            return;
        };
        let shared = found.clip(gold).map_or(0, Span::len);
        let union = found.len() + gold.len() - shared;
        self.exact += u32::from(strict && found == gold);
        self.close += u32::from(10 * shared >= 8 * union);
        self.wrong += u32::from(shared == 0);
    }
}

fn percent(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole.max(1))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/anchoring")
}

fn span(value: &Value) -> Option<Span> {
    let end = |key: &str| usize::try_from(value[key].as_u64()?).ok();
    Some(Span { start: end("start")?, end: end("end")? })
}

/// The real cases' tally and the made ones'.
fn tally(with_old: bool) -> [Tally; 2] {
    let file = fs::read_to_string(folder().join("cases.jsonl")).expect("the cases");
    let cases: Vec<Value> =
        file.lines().map(|line| serde_json::from_str(line).expect("a case")).collect();
    let mut pairs: BTreeMap<(&str, &str), Vec<&Value>> = BTreeMap::new();
    for case in &cases {
        let text = |key: &str| case[key].as_str().expect("a text's name");
        pairs.entry((text("old_text_ref"), text("new_text_ref"))).or_default().push(case);
    }
    let mut tallies = [Tally::default(), Tally::default()];
    for ((old, new), cases) in pairs {
        let [old, new] = [old, new].map(|name| {
            fs::read_to_string(folder().join(format!("texts/{name}.txt"))).expect("a text")
        });
        let passages: Vec<Selectors<'_>> = cases
            .iter()
            .map(|case| {
                let quote = |key: &str| case["quote"][key].as_str();
                Selectors {
                    position: span(&case["position"]),
                    exact: quote("exact"),
                    prefix: quote("prefix"),
                    suffix: quote("suffix"),
                }
            })
            .collect();
        let found = anchor(&passages, with_old.then_some(old.as_str()), &new);
        for (case, found) in cases.into_iter().zip(found) {
            tallies[usize::from(case["source"] != "real")].count(case, found.place);
        }
    }
    tallies
}

#[test]
fn with_the_old_text_known() {
    let [real, made] = tally(true);
    assert!(percent(real.exact, real.strict) >= 98.5);
    assert!(percent(real.close, real.alive) >= 98.5);
    assert!(percent(real.wrong, real.alive) <= 0.1);
    assert!(percent(real.lost, real.alive) <= 0.3);
    assert!(percent(real.attached, real.deleted) <= 0.3);
    assert!(percent(made.attached, made.deleted) <= 1.0);
}

#[test]
fn by_selectors_alone() {
    let [real, made] = tally(false);
    assert!(percent(real.exact, real.strict) >= 98.0);
    assert!(percent(real.close, real.alive) >= 97.5);
    assert!(percent(real.wrong, real.alive) <= 0.3);
    assert!(percent(real.lost, real.alive) <= 0.3);
    assert!(percent(real.attached, real.deleted) <= 1.5);
    assert!(percent(made.attached, made.deleted) <= 25.0);
}
