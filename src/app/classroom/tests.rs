//! The class as a value: how files arrive, what is seen, what goes back.

use super::*;
use crate::app::notice::FileProblem;
use crate::domain::article::{Block, BlockKind, Draft};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::claim::{Claim, Kind};
use crate::domain::exercise::Points;
use crate::domain::formats::AtHand;
use crate::domain::formats::exercise::{SubmissionNote, read_submission};
use crate::domain::formats::web_annotation::{Contents, write_notebook};
use crate::domain::notebook::Stamp;
use crate::domain::passage::Passage;
use crate::domain::record::{Body, Content, Particulars};
use crate::domain::text::Span;
use crate::domain::text::segments::tests::Uax29;
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

fn stamp() -> Stamp {
    Stamp {
        writer: Writer::named("desk").expect("a sound name"),
        now: Timestamp::read("2026-09-21T08:00:00Z").expect("a sound time"),
    }
}

/// What the return file of a made-up student holds.
fn file(room: &Classroom, at: usize) -> Contents {
    let text = returned(&room.work[at], &room.exercise, &stamp());
    contents(&text)
}

fn contents(text: &str) -> Contents {
    AtHand::new(Vec::new()).read(text).expect("it is ours")
}

fn empty() -> Classroom {
    let article = Arc::new(built_in());
    Classroom::new(article, &Notebook::empty(Id::from_name("desk")))
}

#[test]
fn files_arrive_as_they_were_handed_in() {
    let made_up = Classroom::made_up();
    let mut room = empty();
    for at in 0..MADE_UP {
        room.take_in(format!("{at}.jsonld"), Ok(file(&made_up, at)), &stamp());
    }
    assert!(room.files.iter().all(|it| it.outcome == Outcome::New && it.handed_in));
    assert!(room.has_made_up() && room.exercise == made_up.exercise);
    let (there, here) = (made_up.class().expect("small"), room.class().expect("small"));
    assert_eq!(there.claims(), here.claims());
    assert_eq!(there.sources(), here.sources());
}

#[test]
fn late_second_and_foreign_files_are_told_apart() {
    let made_up = Classroom::made_up();
    let mut room = empty();
    room.take_in("a".into(), Ok(file(&made_up, 0)), &stamp());
    room.take_in("a again".into(), Ok(file(&made_up, 0)), &stamp());
    // Marked again elsewhere: the same notebook, later.
    let mut later = made_up.clone();
    let id = made_up.work[0].submission.notebook.id().clone();
    later.mark(&id, |marks| marks.overall = "Well done".into());
    let text = returned(&later.work[0], &later.exercise, &stamp());
    let second = Stamp { writer: Writer::named("other").expect("a name"), ..stamp() };
    let again = returned(&later.work[0], &later.exercise, &second);
    assert_ne!(text, again);
    room.take_in("later".into(), Ok(contents(&again)), &stamp());
    // Another notebook under the same name.
    let mut other = file(&made_up, 1);
    let name = made_up.work[0].submission.name.clone();
    let mut note = read_papers(&other.notebook).0;
    if let Some(submission) = &mut note.submission {
        submission.name = format!(" {} ", name.to_uppercase());
    }
    returning::put_papers(&mut other.notebook, &note, Some(&stamp()));
    room.take_in("second".into(), Ok(other), &stamp());
    room.take_in("bad".into(), Err(FileProblem::Unreadable), &stamp());
    let (key, _) = built_in_key(&BUILT_IN);
    let contents = |notebook: Notebook| Contents {
        notebook,
        articles: vec![built_in()],
        left_out: Vec::new(),
    };
    let mut worked = key.clone();
    let notes = Papers { key: Key::built_in().notes, ..Papers::default() };
    returning::put_papers(&mut worked, &notes, Some(&stamp()));
    room.take_in("key".into(), Ok(contents(worked)), &stamp());
    // Handed in for an exercise with other criteria.
    let mut foreign = file(&made_up, 2);
    let mut papers = read_papers(&foreign.notebook).0;
    let bridge = Id::from_name("the bridge");
    let asked = Exercise { id: bridge.clone(), title: "Bridge".into(), ..made_up.exercise.clone() };
    papers.submission = papers.submission.map(|it| SubmissionNote { exercise: bridge, ..it });
    papers.exercise = Some(asked);
    returning::put_papers(&mut foreign.notebook, &papers, Some(&stamp()));
    room.take_in("foreign".into(), Ok(foreign.clone()), &stamp());
    let outcomes: Vec<_> = room.files.iter().map(|it| it.outcome.clone()).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::New,
            Outcome::Known,
            Outcome::Later,
            Outcome::SameName,
            Outcome::Refused(Problem::File(FileProblem::Unreadable)),
            Outcome::Refused(Problem::NotHandedIn),
            Outcome::Refused(Problem::OtherExercise("Bridge".into())),
        ]
    );
    assert_eq!(room.work.len(), 2);
    // In an empty class it says what the class is about.
    let mut other = empty();
    other.take_in("foreign".into(), Ok(foreign), &stamp());
    assert_eq!((other.work.len(), other.exercise.title.as_str()), (1, "Bridge"));
    room.remove(&id);
    assert_eq!(room.work.len(), 1);
}

use crate::domain::formats::exercise::Papers;

/// The built-in article with a word changed in its last block and one more block.
fn other_version() -> Article {
    let article = built_in();
    let mut blocks: Vec<Block> = article.blocks().to_vec();
    if let Some(last) = blocks.last_mut() {
        last.text.push_str(" This sentence was added.");
    }
    let draft = Draft { blocks, title: article.title.clone(), ..Draft::default() };
    draft.finish().expect("it has text")
}

#[test]
fn work_on_another_version_follows_and_says_so() {
    let made_up = Classroom::made_up();
    let article = Arc::new(other_version());
    let mut room = Classroom::new(article.clone(), &Notebook::empty(Id::from_name("desk")));
    room.take_in("a".into(), Ok(file(&made_up, 0)), &stamp());
    let claims = made_up.work[0].placed.outline().claims.len();
    let moved = room.files[0].moved.expect("it moved");
    assert!(moved.found >= claims && moved.lost == 0, "{moved:?}");
    assert_eq!(room.article.id(), article.id());
    let class = room.class().expect("small");
    assert_eq!(class.members().len(), 1);
    assert_eq!(class.outline(0).map(|it| it.claims.len()), Some(claims));
    // What goes back is on the version that it was made on.
    let back = file(&room, 0);
    assert_eq!(back.notebook.article(), Some(built_in().id()));

    // Something else altogether says which article the class is on, if it is first.
    let other = crate::domain::article::read_plain("Nothing of the kind. Not at all.")
        .finish()
        .expect("text");
    let mut room = Classroom::new(Arc::new(other), &Notebook::empty(Id::from_name("desk")));
    room.take_in("a".into(), Ok(file(&made_up, 0)), &stamp());
    assert_eq!(room.article.id(), built_in().id());
    assert_eq!(room.files[0].moved, None);
}

#[test]
fn an_article_that_only_shares_some_words_is_another_one() {
    let text = "U.S. diplomats met on Monday in a small town by the sea.\nNobody there had heard of the charges, and the mayor said so.";
    let blocks = text.lines();
    let blocks = blocks.map(|text| Block { kind: BlockKind::Paragraph, text: text.into() });
    let draft = Draft { title: "A town".into(), blocks: blocks.collect(), ..Draft::default() };
    let town = Arc::new(draft.finish().expect("it has text"));
    let mut notebook = Notebook::empty(Id::from_name("of the town"));
    let author = Id::from_name("somebody");
    let own = Particulars { title: "A town".into(), article: town.id().clone() };
    let content = |body| Content::new(author.clone(), stamp().now, body);
    let passage = Passage::of(&town, Span { start: 0, end: 14 }).expect("it is there");
    let claim = Claim::new(passage, Kind::Fact);
    for (id, body) in [
        (notebook.id().clone(), Body::Notebook(own)),
        (Id::from_name("a claim"), Body::Claim(claim)),
    ] {
        let edit = Edit { id, before: None, after: Some(content(body)) };
        notebook.commit(&Change { label: Label::Import, edits: vec![edit] }, &stamp());
    }
    let file = || contents(&write_notebook(&notebook, std::slice::from_ref(&town)));
    // Its words stand in the built-in article too; the class is on theirs all the same.
    let mut room = empty();
    room.take_in("first".into(), Ok(file()), &stamp());
    assert_eq!((room.files[0].outcome.clone(), room.article.id()), (Outcome::New, town.id()));
    assert_eq!(room.files[0].moved, None);
    let mut room = Classroom::made_up();
    room.take_in("late".into(), Ok(file()), &stamp());
    assert_eq!(room.files[0].outcome, Outcome::Refused(Problem::OtherArticle));
}

#[test]
fn what_goes_back_is_the_work_with_marks_beside_it() {
    let mut room = Classroom::made_up();
    let id = room.work[3].submission.notebook.id().clone();
    let before = room.work[3].submission.notebook.clone();
    assert!(!room.has_unsaved());
    room.mark(&id, |marks| {
        marks.give("claims", Points::read("4.5"));
        marks.overall = "Look at the sources again.".into();
    });
    assert!(room.has_unsaved());
    let back = file(&room, 3).notebook;
    let papers = read_papers(&back).0;
    let marks = papers.marks.expect("they are there");
    assert_eq!(marks, room.work[3].marks);
    assert_eq!(marks.total(&room.exercise), Points::read("4.5"));
    assert_eq!(read_submission(&back).map(|it| it.made_up), Some(true));
    for record in before.records().filter(|record| record.id != id) {
        assert_eq!(back.record(&record.id), Some(record));
    }
    room.saved(&id, &stamp());
    assert!(!room.has_unsaved());
    let names: Vec<_> = room.work.iter().map(|work| returned_name(&room, work)).collect();
    let mut once = names.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), names.len());
}

#[test]
fn a_second_return_file_is_later_than_the_first_one() {
    let mut room = Classroom::made_up();
    let id = room.work[0].submission.notebook.id().clone();
    let mut student = room.work[0].submission.notebook.clone();
    for words in ["The first.", "The second."] {
        room.mark(&id, |marks| marks.overall = words.into());
        let back = file(&room, 0).notebook;
        room.saved(&id, &stamp());
        for version in back.versions() {
            student.take_in(version.clone());
        }
        assert_eq!(student.heads(&id).len(), 1, "{words}");
        let said = read_papers(&student).0.marks.map(|marks| marks.overall);
        assert_eq!(said.as_deref(), Some(words));
    }
}

#[test]
fn a_class_that_was_put_away_as_return_files_is_gone_on_with() {
    let mut room = Classroom::made_up();
    let id = room.work[2].submission.notebook.id().clone();
    room.mark(&id, |marks| marks.give("claims", Points::read("3")));
    let away: Vec<Contents> = (0..MADE_UP).map(|at| file(&room, at)).collect();
    let mut again = empty();
    for (at, contents) in away.iter().enumerate() {
        again.take_in(format!("{at}"), Ok(contents.clone()), &stamp());
    }
    let marks = |room: &Classroom| room.work_of(&id).expect("it is there").marks.clone();
    assert_eq!((marks(&again), &again.exercise), (marks(&room), &room.exercise));
    assert!(!again.has_unsaved());
    // Where the work is here already, its marks come where there are none.
    let mut without = Classroom::made_up();
    without.take_in("x".into(), Ok(away[2].clone()), &stamp());
    assert_eq!(without.files.last().map(|it| it.outcome.clone()), Some(Outcome::Later));
    assert_eq!(marks(&without), marks(&room));
    without.mark(&id, |marks| marks.give("claims", Points::read("1")));
    without.saved(&id, &stamp());
    let third = Stamp { writer: Writer::named("other").expect("a name"), ..stamp() };
    let text = returned(&room.work[2], &room.exercise, &third);
    without.take_in("y".into(), Ok(contents(&text)), &stamp());
    assert_eq!(marks(&without).points_for("claims"), Points::read("1"));
}

#[test]
fn pieces_are_the_text_and_the_numbers_are_those_of_the_heat() {
    let room = Classroom::made_up();
    let sentences = crate::domain::class::sentences(&room.article, &Uax29);
    let seen = Seen::of(&room, sentences).expect("small");
    for open in [None, Some(0), Some(seen.claims.len() - 1)] {
        let theirs = seen.marked_by(2);
        let mut numbers = Vec::new();
        for (at, block) in room.article.blocks().iter().enumerate() {
            let pieces = seen.pieces(&room.article, at, open, &theirs);
            let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(text, block.text);
            numbers.extend(pieces.iter().filter(|it| it.ends_sentence).map(|it| it.people));
        }
        assert_eq!(numbers, seen.heat.iter().map(|heat| heat.people).collect::<Vec<_>>());
    }
    assert_eq!([0, 1, 6, 7, 24, 25, 30].map(|n| step(n, 30)), [0, 1, 1, 2, 4, 5, 5]);
    assert_eq!([step(0, 0), step(1, 1)], [0, 5]);
}

#[test]
fn steps_go_round_and_keep_to_what_is_asked_for() {
    let room = Classroom::made_up();
    let sentences = crate::domain::class::sentences(&room.article, &Uax29);
    let seen = Seen::of(&room, sentences).expect("small");
    for standing in [None, Some(Standing::Agreed), Some(Standing::Differs), Some(Standing::Alone)] {
        let fits = |it: &SeenClaim| standing.is_none_or(|standing| it.standing == standing);
        let all: Vec<usize> = (0..seen.claims.len()).filter(|at| fits(&seen.claims[*at])).collect();
        let mut open = None;
        let mut met = Vec::new();
        for _ in 0..all.len() {
            open = seen.next(open, true, standing, None);
            met.extend(open);
        }
        assert_eq!(met, all);
        if let (Some(first), Some(last)) = (all.first(), all.last()) {
            assert_eq!(seen.next(Some(*last), true, standing, None), Some(*first));
            assert_eq!(seen.next(Some(*first), false, standing, None), Some(*last));
        }
    }
    for it in &seen.claims {
        let found = it.claim.found.len();
        let most = |n: usize, of: usize| n as f64 >= of as f64 * 2.0 / 3.0;
        let agreed = most(found, 30)
            && most(it.claim.kinds[0].1, found)
            && most(it.claim.verdicts[0].1, found);
        assert_eq!(it.standing == Standing::Agreed, found > 1 && agreed);
        assert_eq!(it.standing == Standing::Alone, found == 1);
    }
}

#[test]
fn every_question_after_agreement_has_an_answer_of_its_own() {
    use crate::domain::class::Between;
    let room = Classroom::made_up();
    let sentences = crate::domain::class::sentences(&room.article, &Uax29);
    let seen = Seen::of(&room, sentences).expect("small");
    let value = |question| match seen.answer(&room, question, Between::All) {
        Answer::Agreement(found) => found.expect("there is enough").value,
        Answer::Overlap(found) => found.expect("there is enough").value,
    };
    let mut values = Question::ALL.map(value);
    // Alpha of "marked or not", from how many marked each sentence.
    let (people, units) = (seen.people() as f64, seen.heat.len() as f64);
    let counts = || seen.heat.iter().map(|heat| heat.people as f64);
    let (all, marked) = (people * units, counts().sum::<f64>());
    let observed: f64 = counts().map(|n| 2.0 * n * (people - n) / (people - 1.0)).sum();
    let expected = 2.0 * marked * (all - marked) / (all - 1.0);
    assert!((values[0] - (1.0 - observed / expected)).abs() < 1e-9);
    values.sort_by(f64::total_cmp);
    assert!(values.windows(2).all(|two| two[0] < two[1]), "{values:?}");
}
