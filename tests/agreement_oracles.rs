//! Agreement against the PyPI packages `krippendorff` and `nltk`, on random data.
//!
//! Runs where Python has both (`CLAIMLIGHT_PYTHON` names another Python than
//! `python3`); elsewhere it says that it was skipped.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "what cannot be run fails the test")]

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use claimlight::domain::agreement::Outcome;
use claimlight::domain::agreement::kappa::kappa;
use claimlight::domain::agreement::krippendorff::{Scale, alpha};
use claimlight::domain::agreement::links::{Distance, Set, set_alpha};
use serde_json::{Value, json};

/// Numbers that look random and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    /// Values of up to `people`, near to each other within a unit, some missing.
    fn units(&mut self, people: u64, missing: u64) -> Vec<Vec<Option<u32>>> {
        let values = 2 + self.below(4);
        let units = 5 + self.below(30);
        (0..units)
            .map(|_| {
                let likely = self.below(values);
                let value = |chance: &mut Self| {
                    let own = chance.below(3) == 0;
                    let value = if own { chance.below(values) } else { likely };
                    (chance.below(10) >= missing).then(|| u32::try_from(value).expect("small"))
                };
                (0..people).map(|_| value(self)).collect()
            })
            .collect()
    }

    /// Sets of one to three members: the packages know no empty ones.
    fn sets(&mut self) -> Vec<Vec<Option<Vec<u32>>>> {
        let people = 2 + self.below(4);
        let units = self.units(people, 2);
        units
            .into_iter()
            .map(|unit| {
                let set = |value: Option<u32>, chance: &mut Self| {
                    let mut set = vec![value?];
                    for _ in 0..chance.below(3) {
                        set.push(u32::try_from(chance.below(6)).expect("small"));
                    }
                    Some(set)
                };
                unit.into_iter().map(|value| set(value, self)).collect()
            })
            .collect()
    }
}

/// What the packages say, or `None` where they are not there.
fn ask(cases: &[Value]) -> Option<Vec<Value>> {
    let python = env::var("CLAIMLIGHT_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracles/agreement.py");
    let pipes = || Stdio::piped();
    let mut process = Command::new(python)
        .arg(script)
        .stdin(pipes())
        .stdout(pipes())
        .stderr(pipes())
        .spawn()
        .ok()?;
    // A script that ends early closes the pipe: its status says why.
    let mut stdin = process.stdin.take().expect("a pipe");
    let written = stdin.write_all(json!(cases).to_string().as_bytes());
    drop(stdin);
    let done = process.wait_with_output().expect("it ends");
    if done.status.code() == Some(3) {
        return None;
    }
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && written.is_ok(), "the oracle failed: {said}");
    Some(serde_json::from_slice(&done.stdout).expect("an array"))
}

#[test]
fn the_packages_say_the_same() {
    let mut chance = Chance(2026);
    let mut cases: Vec<(Value, Outcome)> = Vec::new();
    let case = |measure: &str, units: Value| json!({ "measure": measure, "units": units });
    for _ in 0..60 {
        let people = 2 + chance.below(5);
        let units = chance.units(people, 3);
        for (measure, scale) in [("nominal", Scale::Nominal), ("ordinal", Scale::Ordinal)] {
            cases.push((case(measure, json!(units)), alpha(&units, scale)));
        }
        let two = chance.units(2, 1);
        let pairs: Vec<_> = two.iter().map(|unit| [unit[0], unit[1]]).collect();
        cases.push((case("kappa", json!(two)), kappa(&pairs)));
        let sets = chance.sets();
        let ours: Vec<Vec<_>> = sets
            .iter()
            .map(|unit| unit.iter().map(|set| set.clone().map(Set::of)).collect())
            .collect();
        for (measure, by) in [("jaccard", Distance::Jaccard), ("masi", Distance::Masi)] {
            cases.push((case(measure, json!(sets)), set_alpha(&ours, by)));
        }
    }
    let asked: Vec<Value> = cases.iter().map(|(case, _)| case.clone()).collect();
    let Some(answers) = ask(&asked) else {
        let skipped = "SKIPPED: agreement_oracles needs Python with krippendorff and nltk \
                       (pip install krippendorff nltk); nothing was compared.";
        // Past the harness, which hides what a passing test prints.
        writeln!(std::io::stderr(), "{skipped}").expect("standard error");
        return;
    };
    assert_eq!(answers.len(), cases.len());
    let mut compared = 0;
    for ((case, ours), answer) in cases.iter().zip(&answers) {
        // Below the floor we say nothing, whatever others do.
        let Ok(ours) = ours else { continue };
        let theirs = answer.as_f64().expect("where we have a number they have one");
        assert!((ours.value - theirs).abs() < 1e-9, "{} is not {theirs}: {case}", ours.value);
        compared += 1;
    }
    assert!(compared > 250, "{compared} of {} compared", cases.len());
}
