//! What a teacher says of a submission, in a layer of its own: the work stays as
//! it was handed in.

use super::Exercise;
use crate::domain::id::Id;

/// Points, to the tenth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Points {
    tenths: u32,
}

/// Something that points are given for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Criterion {
    /// What marks name it by. Never empty.
    pub key: String,
    /// What people read; empty for what the interface calls this key.
    pub name: String,
    /// What it takes.
    pub help: String,
    /// How many points there are for it.
    pub points: Points,
}

/// What a teacher says of one notebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marks {
    /// The exercise.
    pub exercise: Id,
    /// The notebook that was handed in.
    pub notebook: Id,
    /// Points by criterion (its key). More than there are for it can be given.
    pub points: Vec<(String, Points)>,
    /// Comments on claims, sources and links.
    pub comments: Vec<Comment>,
    /// A comment on the whole.
    pub overall: String,
}

/// A comment on a claim, a source or a link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Its own id.
    pub id: Id,
    /// The record that it is on.
    pub on: Id,
    /// What it says.
    pub text: String,
}

/// A row of the gradebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Under which name it was handed in.
    pub name: String,
    /// Points by criterion, in the rubric's order; `None` where none were given.
    pub points: Vec<Option<Points>>,
    /// All of them together; `None` where none at all were given.
    pub total: Option<Points>,
}

impl Points {
    /// Of so many tenths.
    #[must_use]
    pub const fn of_tenths(tenths: u32) -> Self {
        Self { tenths }
    }

    /// Whole points.
    #[must_use]
    pub const fn whole(points: u32) -> Self {
        Self { tenths: points.saturating_mul(10) }
    }

    /// In tenths.
    #[must_use]
    pub const fn tenths(self) -> u32 {
        self.tenths
    }

    /// Reads "2", "2.5" or "2,5", as a person types it. `None` for what is no
    /// such number, and for more than four thousand million tenths.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (whole, tenth) = typed.split_once(['.', ',']).unwrap_or((typed, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let tenth = tenth.trim_end_matches('0');
        if !digits(whole) || tenth.len() > 1 || !(tenth.is_empty() || digits(tenth)) {
            return None;
        }
        let tenth: u32 = if tenth.is_empty() { 0 } else { tenth.parse().ok()? };
        let whole: u32 = whole.parse().ok()?;
        whole.checked_mul(10)?.checked_add(tenth).map(Self::of_tenths)
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { tenths: self.tenths.saturating_add(other.tenths) }
    }
}

/// As it is written everywhere: "2", "2.5".
impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.tenths % 10 {
            0 => write!(f, "{}", self.tenths / 10),
            tenth => write!(f, "{}.{tenth}", self.tenths / 10),
        }
    }
}

impl Marks {
    /// None yet.
    #[must_use]
    pub fn new(exercise: Id, notebook: Id) -> Self {
        let (points, comments, overall) = (Vec::new(), Vec::new(), String::new());
        Self { exercise, notebook, points, comments, overall }
    }

    /// The points for a criterion.
    #[must_use]
    pub fn points_for(&self, criterion: &str) -> Option<Points> {
        self.points.iter().find(|(key, _)| key == criterion).map(|(_, points)| *points)
    }

    /// Gives points for a criterion, or takes them back.
    pub fn give(&mut self, criterion: &str, points: Option<Points>) {
        self.points.retain(|(key, _)| key != criterion);
        self.points.extend(points.map(|points| (criterion.to_owned(), points)));
    }

    /// The comments on a record.
    pub fn comments_on<'a>(&'a self, record: &'a Id) -> impl Iterator<Item = &'a Comment> {
        self.comments.iter().filter(move |comment| comment.on == *record)
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty() && self.comments.is_empty() && self.overall.is_empty()
    }

    /// These marks and those that were given elsewhere, where both began with
    /// `base`: what was changed on one side counts. What was changed on both
    /// keeps the words of both, and the points that were given here.
    #[must_use]
    pub fn joined(&self, theirs: &Self, base: &Self) -> Self {
        let mut all = theirs.clone();
        let keys = self.points.iter().chain(&base.points).map(|(key, _)| key);
        for key in keys {
            let given = self.points_for(key);
            if given != base.points_for(key) && given != all.points_for(key) {
                all.give(key, given);
            }
        }
        let words = |here: &str, there: &str, before: &str| match (here == before, there == before)
        {
            (true, _) => there.to_owned(),
            (false, true) => here.to_owned(),
            (false, false) => both(here, there),
        };
        all.overall = words(&self.overall, &theirs.overall, &base.overall);
        for mine in self.comments.iter().chain(&base.comments) {
            let said = |marks: &Self| {
                marks.comments_on(&mine.on).next().map(|it| it.text.clone()).unwrap_or_default()
            };
            let (here, there, before) = (said(self), said(theirs), said(base));
            let text = words(&here, &there, &before);
            if text == there {
                continue;
            }
            match all.comments.iter().position(|it| it.on == mine.on) {
                Some(at) if text.is_empty() => drop(all.comments.remove(at)),
                Some(at) => all.comments[at].text = text,
                None => all.comments.push(Comment { text, ..mine.clone() }),
            }
        }
        all
    }

    /// What was given for the criteria of the rubric; `None` where nothing was.
    #[must_use]
    pub fn total(&self, exercise: &Exercise) -> Option<Points> {
        let given = exercise.rubric.iter().filter_map(|it| self.points_for(&it.key));
        given.reduce(Points::plus)
    }
}

/// What two people wrote in one place.
fn both(here: &str, there: &str) -> String {
    match (here, there) {
        ("", there) => there.to_owned(),
        (here, "") => here.to_owned(),
        (here, there) if there.contains(here) => there.to_owned(),
        (here, there) if here.contains(there) => here.to_owned(),
        (here, there) => format!("{there}\n\n{here}"),
    }
}

impl Exercise {
    /// How many points there are in all.
    #[must_use]
    pub fn points(&self) -> Points {
        self.rubric.iter().map(|it| it.points).fold(Points::default(), Points::plus)
    }
}

/// A row for each submission, in the order in which they come.
#[must_use]
pub fn gradebook(exercise: &Exercise, marked: &[(&str, Option<&Marks>)]) -> Vec<Row> {
    let row = |(name, marks): &(&str, Option<&Marks>)| Row {
        name: (*name).to_owned(),
        points: exercise
            .rubric
            .iter()
            .map(|it| marks.and_then(|m| m.points_for(&it.key)))
            .collect(),
        total: marks.and_then(|marks| marks.total(exercise)),
    };
    marked.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::ArticleId;
    use proptest::prelude::*;

    #[test]
    fn points_are_read_as_people_type_them() {
        for (typed, tenths) in
            [("0", 0), ("2", 20), (" 2.5 ", 25), ("2,5", 25), ("10.0", 100), ("7.50", 75)]
        {
            assert_eq!(Points::read(typed), Some(Points::of_tenths(tenths)), "{typed}");
        }
        for typed in ["", "x", "-1", ".5", "2.55", "1e3", "9999999999", "2.5.1", "٣"] {
            assert_eq!(Points::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_gradebook_has_what_was_given() {
        let id = Id::from_name("x");
        let mut exercise = Exercise::new(id.clone(), ArticleId::of("x"));
        let criterion = |key: &str, points| Criterion {
            key: key.into(),
            name: String::new(),
            help: String::new(),
            points: Points::whole(points),
        };
        exercise.rubric = vec![criterion("claims", 5), criterion("sources", 10)];
        let mut marks = Marks::new(id.clone(), id);
        assert_eq!(marks.total(&exercise), None);
        marks.give("sources", Points::read("7.5"));
        marks.give("other", Points::read("100"));
        marks.give("claims", Points::read("9"));
        marks.give("claims", Points::read("4"));
        let rows = gradebook(&exercise, &[("Ann", Some(&marks)), ("Bo", None)]);
        let total = Points::of_tenths(115);
        let points = vec![Some(Points::whole(4)), Some(Points::of_tenths(75))];
        assert_eq!(rows[0], Row { name: "Ann".into(), points, total: Some(total) });
        assert_eq!(rows[1], Row { name: "Bo".into(), points: vec![None; 2], total: None });
        assert_eq!(exercise.points(), Points::whole(15));
    }

    /// Marks with these points (by criterion) and comments (by place; "" is the
    /// comment on the whole).
    fn marks(points: &[(&str, &str)], comments: &[(&str, &str)]) -> Marks {
        let id = Id::from_name("x");
        let mut marks = Marks::new(id.clone(), id);
        for (key, given) in points {
            marks.give(key, Points::read(given));
        }
        for (on, text) in comments {
            match *on {
                "" => marks.overall = (*text).into(),
                on => marks.comments.push(Comment {
                    id: Id::from_name(&format!("comment on {on}")),
                    on: Id::from_name(on),
                    text: (*text).into(),
                }),
            }
        }
        marks
    }

    #[test]
    fn marks_that_were_given_in_two_places_are_all_there() {
        let base =
            marks(&[("a", "1"), ("b", "2")], &[("", "Good."), ("c", "Here?"), ("d", "Why?")]);
        let here = marks(&[("a", "1.5")], &[("", "Very good."), ("c", "Here?"), ("e", "New.")]);
        let there = marks(
            &[("a", "3"), ("b", "2"), ("f", "4")],
            &[("", "Good."), ("c", "There?"), ("d", "Why?"), ("g", "Theirs.")],
        );
        let all = here.joined(&there, &base);
        let expected = marks(
            &[("f", "4"), ("a", "1.5")],
            &[("", "Very good."), ("c", "There?"), ("g", "Theirs."), ("e", "New.")],
        );
        assert_eq!(all, expected);
        // Both wrote something in the same place.
        let (one, other) =
            (marks(&[], &[("", "One."), ("c", "A")]), marks(&[], &[("", "Other."), ("c", "B")]));
        let none = marks(&[], &[]);
        let joined = one.joined(&other, &none);
        assert_eq!(joined, marks(&[], &[("", "Other.\n\nOne."), ("c", "B\n\nA")]));
        // Again, it adds nothing.
        assert_eq!(one.joined(&joined, &none), joined);
        assert!(none.is_empty() && !one.is_empty());
        for it in [&base, &here, &there] {
            assert_eq!(it.joined(it, &base), *it);
            assert_eq!(it.joined(&base, &base), it.joined(it, &base).joined(&base, &base));
            assert_eq!(base.joined(it, &base), *it);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(tenths in any::<u32>()) {
            let points = Points::of_tenths(tenths);
            prop_assert_eq!(Points::read(&points.to_string()), Some(points));
        }
    }
}
