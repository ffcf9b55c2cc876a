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

    /// What was given for the criteria of the rubric; `None` where nothing was.
    #[must_use]
    pub fn total(&self, exercise: &Exercise) -> Option<Points> {
        let given = exercise.rubric.iter().filter_map(|it| self.points_for(&it.key));
        given.reduce(Points::plus)
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

    proptest! {
        #[test]
        fn what_is_written_is_read(tenths in any::<u32>()) {
            let points = Points::of_tenths(tenths);
            prop_assert_eq!(Points::read(&points.to_string()), Some(points));
        }
    }
}
