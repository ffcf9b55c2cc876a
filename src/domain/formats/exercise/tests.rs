//! What is written is read as it was, and what makes no sense does no harm.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::article::ArticleId;
use crate::domain::change::{Change, Edit, Label};
use crate::domain::exercise::{
    Ask, Comment, Criterion, Ink, MAX_COMMENTS, MAX_TERMS, Minimum, Pattern, Points, Row, Term,
    Wording, built_in_exercise, built_in_key, made_up_class,
};
use crate::domain::formats::web_annotation::{read_notebook, write_notebook};
use crate::domain::id::Id;
use crate::domain::nameless::without_names;
use crate::domain::notebook::Stamp;
use crate::domain::record::MAX_TEXT;
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

const WORDING: Wording<'_> = Wording {
    title: "What does it rest on?",
    instructions: "Mark five claims and find a source for each.",
    author: "The key",
    reasons: &["Two sources say so."],
};

fn id(name: &str) -> Id {
    Id::from_iri(&format!("urn:x:{name}")).expect("an IRI")
}

/// The notebook with these papers, as the app stores them: by a change.
fn carrying(notebook: &Notebook, papers: &Papers) -> Notebook {
    let content = notebook.content(notebook.id()).expect("it has particulars");
    let after = Some(with_papers(content, papers));
    let edit = Edit { id: notebook.id().clone(), before: None, after };
    let stamp = Stamp {
        writer: Writer::named("desk").expect("a sound name"),
        now: Timestamp::read("2026-09-21T08:00:00Z").expect("a sound time"),
    };
    let mut notebook = notebook.clone();
    notebook.commit(&Change { label: Label::Import, edits: vec![edit] }, &stamp);
    notebook
}

/// Through the file and back.
fn through_the_file(notebook: &Notebook) -> Notebook {
    let read = read_notebook(&write_notebook(notebook, &[])).expect("it is ours");
    assert_eq!(read.left_out, []);
    read.notebook
}

fn any_terms(least: usize) -> impl Strategy<Value = Vec<Term>> {
    let words = prop::array::uniform3("\\PC{0,12}");
    let looks = (prop::sample::select(Ink::ALL), prop::sample::select(Pattern::ALL));
    let shortcut =
        prop::option::of("[a-zé9漢?\u{1F600}]".prop_map(|it| it.chars().next().expect("one")));
    let term = (words, looks, shortcut, any::<bool>()).prop_map(
        |([key, name, help], (ink, pattern), shortcut, on_scale)| Term {
            key: format!("k{key}"),
            name,
            help,
            ink,
            pattern,
            shortcut,
            on_scale,
        },
    );
    prop::collection::vec(term, least..5).prop_map(|mut terms| {
        terms.sort_by(|a, b| a.key.cmp(&b.key));
        terms.dedup_by(|a, b| a.key == b.key);
        terms
    })
}

fn any_points() -> impl Strategy<Value = Points> {
    any::<u32>().prop_map(Points::of_tenths)
}

fn any_exercise() -> impl Strategy<Value = Exercise> {
    let criterion =
        (any::<[bool; 2]>(), "\\PC{0,9}", any_points()).prop_map(|(with, words, points)| {
            let part = |with: bool| if with { words.clone() } else { String::new() };
            Criterion { key: format!("c{words}"), name: part(with[0]), help: part(with[1]), points }
        });
    let rubric = prop::collection::vec(criterion, 0..3).prop_map(|mut rubric| {
        rubric.dedup_by(|a, b| a.key == b.key);
        rubric
    });
    let words = prop::array::uniform3(any::<String>());
    let words_of = (any_terms(1), any_terms(1), any_terms(0));
    let asks = prop::sample::subsequence(Ask::ALL, 0..=Ask::ALL.len());
    (words, words_of, any::<[u32; 3]>(), any::<bool>(), asks, rubric).prop_map(
        |(
            [title, instructions, text],
            (kinds, relations, verdicts),
            [claims, sources, links],
            asks_for,
            asks,
            rubric,
        )| Exercise {
            id: id("exercise"),
            title,
            article: ArticleId::of(&text),
            instructions,
            kinds,
            relations,
            verdicts,
            sources: asks_for,
            minimum: Minimum { claims, sources, links },
            asks,
            rubric,
        },
    )
}

fn any_marks() -> impl Strategy<Value = Marks> {
    let points = prop::collection::vec(any_points(), 0..4);
    let comments = prop::collection::vec(any::<String>(), 0..4);
    (points, comments, any::<String>()).prop_map(|(points, comments, overall)| Marks {
        points: (0..).zip(points).map(|(n, points)| (format!("c{n}"), points)).collect(),
        comments: (0..)
            .zip(comments)
            .map(|(n, text)| Comment { id: id(&format!("note{n}")), on: id("claim"), text })
            .collect(),
        overall,
        ..Marks::new(id("exercise"), id("notebook"))
    })
}

fn any_papers() -> impl Strategy<Value = Papers> {
    use prop::option::of;
    let submission = (any::<String>(), any::<bool>()).prop_map(|(name, made_up)| SubmissionNote {
        exercise: id("exercise"),
        name,
        made_up,
    });
    let prompts = prop::collection::vec((Just(id("claim")), any::<String>()), 0..3);
    let key = prompts.prop_map(|prompts| KeyNotes { exercise: id("exercise"), prompts });
    (of(any_exercise()), of(submission), of(key), of(any_marks()))
        .prop_map(|(exercise, submission, key, marks)| Papers { exercise, submission, key, marks })
}

/// Puts a value at a place somewhere in another.
fn damage(value: &mut Value, path: &[u8], put: &Value) {
    let Some((step, rest)) = path.split_first() else {
        *value = put.clone();
        return;
    };
    let step = usize::from(*step);
    match value {
        Value::Array(values) if !values.is_empty() => {
            let at = step % values.len();
            damage(&mut values[at], rest, put);
        }
        Value::Object(fields) if !fields.is_empty() => {
            let key = fields.keys().nth(step % fields.len()).expect("it is there").clone();
            damage(&mut fields[&key], rest, put);
        }
        value => *value = put.clone(),
    }
}

fn any_put() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!(-1)),
        Just(json!(1.0e300)),
        Just(json!("")),
        Just(json!([[], {}, 0, "fact"])),
        Just(json!({ "key": 1, "points": "x", "on": "no iri" })),
        Just(Value::from("x".repeat(MAX_TEXT + 1))),
        Just(Value::from(vec![json!({ "key": "k" }); MAX_COMMENTS + 1])),
        any::<String>().prop_map(Value::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn papers_come_back_with_the_notebook(papers in any_papers()) {
        let (plain, _) = built_in_key(&WORDING);
        let notebook = carrying(&plain, &papers);
        let read = through_the_file(&notebook);
        prop_assert_eq!(&read, &notebook);
        prop_assert_eq!(read_papers(&read), (papers, Vec::new()));
        let taken_out = carrying(&notebook, &Papers::default());
        prop_assert!(taken_out.says_the_same(&plain));
    }

    #[test]
    fn a_copy_without_names_still_says_what_is_asked_for(papers in any_papers()) {
        let (plain, _) = built_in_key(&WORDING);
        let copy = without_names(&carrying(&plain, &papers), asked);
        let Papers { exercise, key, .. } = papers;
        let kept = Papers { exercise, key, ..Papers::default() };
        prop_assert_eq!(read_papers(&copy), (kept, Vec::new()));
        prop_assert_eq!(&without_names(&copy, asked), &copy);
    }

    #[test]
    fn damage_costs_one_paper_at_most(
        papers in any_papers(), path in prop::collection::vec(any::<u8>(), 0..6), put in any_put()
    ) {
        let (plain, _) = built_in_key(&WORDING);
        let notebook = carrying(&plain, &papers);
        let mut content = notebook.content(notebook.id()).expect("it is there").clone();
        let terms: Vec<String> = content.extra.keys().cloned().collect();
        let Some(term) = terms.get(path.len() % terms.len().max(1)) else { return Ok(()) };
        damage(&mut content.extra[term], &path, &put);
        let edit = Edit { id: notebook.id().clone(), before: None, after: Some(content) };
        let mut damaged = notebook.clone();
        let stamp = Stamp {
            writer: Writer::named("desk").expect("a sound name"),
            now: Timestamp::read("2026-09-21T08:00:00Z").expect("a sound time"),
        };
        damaged.commit(&Change { label: Label::Import, edits: vec![edit] }, &stamp);
        let (read, unread) = read_papers(&damaged);
        prop_assert!(unread.iter().all(|it| it.term == term) && unread.len() < 2);
        let kept = |was: bool, is: bool, name: &str| was == is || name == term;
        prop_assert!(kept(papers.exercise.is_some(), read.exercise.is_some(), EXERCISE));
        prop_assert!(kept(papers.submission.is_some(), read.submission.is_some(), SUBMISSION));
        prop_assert!(kept(papers.key.is_some(), read.key.is_some(), KEY));
        prop_assert!(kept(papers.marks.is_some(), read.marks.is_some(), MARKS));
        // What is read of it is sound: it is written and read again as it is.
        let again = carrying(&damaged, &read);
        prop_assert_eq!(read_papers(&again), (read.clone(), Vec::new()));
        if let Some(exercise) = &read.exercise {
            prop_assert!(!exercise.kinds.is_empty() && !exercise.relations.is_empty());
        }
    }
}

#[test]
fn what_cannot_be_used_says_why() {
    let hash = ArticleId::of("x");
    let sound = json!({ "id": "urn:x:1", "articleHash": hash.as_str() });
    assert!(task::read(&sound).is_ok_and(|it| it.kinds.len() == 6 && it.relations.len() == 6));
    let with = |key: &str, value: Value| {
        let mut changed = sound.clone();
        changed[key] = value;
        task::read(&changed).map(|_| ())
    };
    assert_eq!(with("id", json!("no iri")), Err(PaperError::NoId));
    assert_eq!(with("articleHash", json!("x")), Err(PaperError::NoArticle));
    assert_eq!(with("instructions", json!("x".repeat(MAX_TEXT + 1))), Err(PaperError::TooMuch));
    assert_eq!(with("instructions", json!("é".repeat(MAX_TEXT))), Ok(()));
    assert_eq!(with("kinds", json!(vec![0; MAX_TERMS + 1])), Err(PaperError::TooMuch));
    assert_eq!(with("kinds", json!([0, {}, { "key": "" }])), Ok(()));
    assert_eq!(task::read(&json!([])), Err(PaperError::Malformed));
    let kinds =
        json!([{ "key": "a", "ink": "mud", "shortcut": "ab" }, { "key": "a" }, { "key": "b" }]);
    let read =
        task::read(&json!({ "id": "urn:x:1", "articleHash": hash.as_str(), "kinds": kinds }));
    let kinds = read.expect("it is sound").kinds;
    assert_eq!(kinds, [Term::new("a", 0), Term::new("b", 2)]);
    let marks = json!({
        "exercise": "urn:x:1",
        "notebook": "urn:x:2",
        "points": [
            { "criterion": "a", "points": 2.5 },
            { "criterion": "b", "points": 2.55 },
            { "criterion": "c", "points": -1 },
            { "criterion": "d", "points": 1e300 },
            { "criterion": "e", "points": "3" },
            { "criterion": "a", "points": 7 },
        ],
    });
    let read = marks::read(&marks).expect("it is sound");
    assert_eq!(read.points, [("a".to_owned(), Points::of_tenths(25))]);
}

#[test]
fn a_gradebook_opens_in_a_spreadsheet_and_runs_nothing() {
    let row = |name: &str, points: Option<u32>| Row {
        name: name.into(),
        points: vec![points.map(Points::of_tenths)],
        total: points.map(Points::of_tenths),
    };
    let headings = ["Name", "Claims, 5", "Total"].map(String::from);
    let rows = [
        row("Ann \"A\" Finch", Some(25)),
        row("=1+1", None),
        row(" @x", Some(30)),
        row("two\nlines", Some(0)),
        row("\tx", None),
    ];
    let expected = "Name,\"Claims, 5\",Total\r\n\"Ann \"\"A\"\" Finch\",2.5,2.5\r\n'=1+1,,\r\n\
                    ' @x,3,3\r\n\"two\nlines\",0,0\r\n\"'\tx\",,\r\n";
    assert_eq!(write_gradebook(&headings, &rows), expected);
}

/// The shape of docs/exercise-format.md, as it is written today.
#[test]
fn the_golden_file_is_what_is_written_and_can_be_read() {
    let golden = include_str!("../../../../tests/fixtures/exercise/returned.jsonld");
    let exercise = Exercise {
        kinds: vec![Term {
            name: "A number".into(),
            help: "Something that can be counted".into(),
            shortcut: Some('n'),
            ..Term::new("number", 0)
        }],
        ..built_in_exercise(&WORDING)
    };
    let class = made_up_class(2026, 1, &WORDING);
    let whole = &class[0].notebook;
    // Its particulars alone: what a claim looks like is shown elsewhere.
    let mut notebook = Notebook::empty(whole.id().clone());
    notebook.take_in(whole.record(whole.id()).expect("it has particulars").clone());
    let claim = id("claim");
    let mut marks = Marks::new(exercise.id.clone(), whole.id().clone());
    marks.give("claims", Points::read("4.5"));
    let text = "The sentence gives a reason that the decision does not.".into();
    marks.comments.push(Comment { id: id("comment"), on: claim.clone(), text });
    marks.overall = "Look for the first source.".into();
    let note = SubmissionNote {
        exercise: exercise.id.clone(),
        name: class[0].name.clone(),
        made_up: true,
    };
    let prompts = vec![(claim, "Who says so?".into())];
    let key = KeyNotes { exercise: exercise.id.clone(), prompts };
    let papers = Papers {
        exercise: Some(exercise),
        submission: Some(note),
        key: Some(key),
        marks: Some(marks),
    };
    let notebook = carrying(&notebook, &papers);
    let written = write_notebook(&notebook, &[]);
    assert_eq!(golden, written, "if this is meant, the file is to be replaced:\n{written}");
    let read = read_notebook(golden).expect("it can be read").notebook;
    assert_eq!(read_papers(&read), (papers, Vec::new()));
    let submission = read_submission(&read).expect("it is one");
    assert!(submission.made_up && submission.name == class[0].name);
}
