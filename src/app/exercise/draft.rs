//! The form that makes an exercise: what was typed, and the exercise it comes to.

use super::term_rows::{Row, TermRow, check_keys, cut, terms};
use crate::app::words::exercise as words;
use crate::domain::article::ArticleId;
use crate::domain::exercise::{
    Ask, Criterion, Exercise, KindPreset, MAX_CRITERIA, MAX_NAME, MAX_TERMS, Minimum, Points, Term,
    VerdictPreset, relation_terms,
};
use crate::domain::id::Id;
use crate::domain::record::MAX_TEXT;
use crate::domain::text::is_drawable;

/// Whence the kinds come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KindSet {
    /// Our six.
    Ours,
    /// ClaimBuster's three.
    ClaimBuster,
    /// Supported, refuted, not enough information.
    ThreeWay,
    /// The rows of the form.
    Own,
}

/// Whence the verdicts come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VerdictSet {
    /// Our four.
    Ours,
    /// Supported, refuted, not enough information.
    ThreeWay,
    /// None is asked for.
    None,
    /// The rows of the form.
    Own,
}

impl KindSet {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Ours, Self::ClaimBuster, Self::ThreeWay, Self::Own];

    /// Its words; none for those of the form.
    #[must_use]
    pub fn terms(self) -> Vec<Term> {
        let named = |mut terms: Vec<Term>| {
            for term in &mut terms {
                term.name = words::usual_name(Row::Kind, &term.key);
                term.help = words::usual_help(Row::Kind, &term.key).into();
                term.on_scale = false;
            }
            terms
        };
        match self {
            // These every page has words for, in its own language.
            Self::Ours => KindPreset::Ours.terms(),
            Self::ClaimBuster => named(KindPreset::ClaimBuster.terms()),
            Self::ThreeWay => named(VerdictPreset::ThreeWay.terms()),
            Self::Own => Vec::new(),
        }
    }
}

impl VerdictSet {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Ours, Self::ThreeWay, Self::None, Self::Own];

    fn terms(self) -> Vec<Term> {
        match self {
            Self::Ours => VerdictPreset::Ours.terms(),
            Self::ThreeWay => {
                let mut terms = VerdictPreset::ThreeWay.terms();
                terms
                    .iter_mut()
                    .for_each(|term| term.name = words::usual_name(Row::Verdict, &term.key));
                terms
            }
            Self::None | Self::Own => Vec::new(),
        }
    }
}

/// One criterion, as it is typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CriterionRow {
    /// What marks name it by; empty for a new one.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it takes, which the form does not change.
    pub help: String,
    /// How many points.
    pub points: String,
}

/// What was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The title.
    pub title: String,
    /// The instructions.
    pub instructions: String,
    /// Which set of kinds.
    pub kinds: KindSet,
    /// The kinds of one's own.
    pub rows: Vec<TermRow>,
    /// Which set of verdicts.
    pub verdicts: VerdictSet,
    /// The verdicts of one's own.
    pub verdict_rows: Vec<TermRow>,
    /// Our relations, each with whether it is offered.
    pub relations: Vec<(Term, bool)>,
    /// The relations of one's own.
    pub relation_rows: Vec<TermRow>,
    /// Whether sources are asked for.
    pub sources: bool,
    /// How many claims at least.
    pub claims: String,
    /// How many sources at least.
    pub least_sources: String,
    /// How many links at least, which the form does not change.
    pub links: u32,
    /// What the checklist looks at.
    pub asks: Vec<Ask>,
    /// The rubric.
    pub rubric: Vec<CriterionRow>,
}

/// Why it comes to no exercise. Numbers count from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DraftError {
    /// There is no title.
    NoTitle,
    /// There is no kind.
    NoKinds,
    /// There is no verdict of one's own.
    NoVerdicts,
    /// This one has no name.
    Nameless(Row, usize),
    /// Two have this name.
    Twice(Row, String),
    /// Two kinds have this key on the keyboard.
    TwiceKey(char),
    /// This kind's key is no key that it can have.
    BadKey(usize),
    /// No relation is offered.
    NoRelation,
    /// A number is none.
    BadCount,
    /// The points of this criterion are no number.
    BadPoints(usize),
    /// Something is longer than a file may hold.
    TooMuch,
}

/// The most that can be asked for at least.
const MOST: u32 = 1_000;

impl Draft {
    /// The form for an exercise, new or not.
    #[must_use]
    pub fn of(exercise: &Exercise) -> Self {
        let known = KindSet::ALL.into_iter().find(|set| set.terms() == exercise.kinds);
        let kinds = known.unwrap_or(KindSet::Own);
        let sets = [VerdictSet::Ours, VerdictSet::ThreeWay, VerdictSet::None];
        let verdicts = sets.into_iter().find(|set| set.terms() == exercise.verdicts);
        let rows = |what, terms: &[Term]| terms.iter().map(|it| TermRow::of(what, it)).collect();
        let ours = relation_terms();
        let is_ours = |term: &Term| ours.iter().any(|our| our.key == term.key);
        let (mut relations, own): (Vec<Term>, Vec<Term>) =
            exercise.relations.iter().cloned().partition(is_ours);
        let offered = relations.len();
        relations.extend(
            ours.iter()
                .filter(|our| exercise.relations.iter().all(|it| it.key != our.key))
                .cloned(),
        );
        let relations = relations.into_iter().enumerate().map(|(at, term)| (term, at < offered));
        let criterion = |it: &Criterion| CriterionRow {
            key: it.key.clone(),
            name: if it.name.is_empty() { it.key.clone() } else { it.name.clone() },
            help: it.help.clone(),
            points: it.points.to_string(),
        };
        let count = |count: u32| if count == 0 { String::new() } else { count.to_string() };
        Self {
            title: exercise.title.clone(),
            instructions: exercise.instructions.clone(),
            kinds,
            rows: rows(Row::Kind, &exercise.kinds),
            verdicts: verdicts.unwrap_or(VerdictSet::Own),
            verdict_rows: rows(Row::Verdict, &exercise.verdicts),
            relations: relations.collect(),
            relation_rows: rows(Row::Relation, &own),
            sources: exercise.sources,
            claims: count(exercise.minimum.claims),
            least_sources: count(exercise.minimum.sources),
            links: exercise.minimum.links,
            asks: exercise.asks.clone(),
            rubric: exercise.rubric.iter().map(criterion).collect(),
        }
    }

    /// Takes a set of kinds; its words are what the form begins with for own ones.
    pub fn choose_kinds(&mut self, set: KindSet) {
        let terms = set.terms();
        if !terms.is_empty() {
            self.rows = terms.iter().map(|term| TermRow::of(Row::Kind, term)).collect();
        }
        self.kinds = set;
    }

    /// Takes a set of verdicts, in the same way.
    pub fn choose_verdicts(&mut self, set: VerdictSet) {
        let terms = set.terms();
        if !terms.is_empty() {
            self.verdict_rows = terms.iter().map(|term| TermRow::of(Row::Verdict, term)).collect();
        }
        self.verdicts = set;
    }

    /// The exercise.
    ///
    /// # Errors
    /// The first thing in the form that makes no sense.
    pub fn exercise(&self, id: Id, article: ArticleId) -> Result<Exercise, DraftError> {
        let title = self.title.trim();
        if title.is_empty() {
            return Err(DraftError::NoTitle);
        }
        let kinds = match self.kinds {
            KindSet::Own => terms(Row::Kind, &self.rows)?,
            set => set.terms(),
        };
        if kinds.is_empty() {
            return Err(DraftError::NoKinds);
        }
        check_keys(&kinds)?;
        let verdicts = match self.verdicts {
            VerdictSet::Own => terms(Row::Verdict, &self.verdict_rows)?,
            set => set.terms(),
        };
        if verdicts.is_empty() && self.verdicts == VerdictSet::Own {
            return Err(DraftError::NoVerdicts);
        }
        let offered = self.relations.iter().filter(|(_, offered)| *offered);
        let mut relations: Vec<Term> = offered.map(|(term, _)| term.clone()).collect();
        relations.extend(terms(Row::Relation, &self.relation_rows)?);
        if relations.is_empty() && self.sources {
            return Err(DraftError::NoRelation);
        }
        let instructions = self.instructions.trim();
        let too_long =
            |text: &str, most: usize| text.chars().nth(most).is_some() || !is_drawable(text);
        let lists = [&kinds, &verdicts, &relations];
        let texts = lists.into_iter().flatten().flat_map(|term| [&term.name, &term.help]);
        if too_long(title, MAX_NAME)
            || too_long(instructions, MAX_TEXT)
            || texts.into_iter().any(|text| too_long(text, MAX_NAME))
            || lists.iter().any(|list| list.len() > MAX_TERMS)
            || self.rubric.len() > MAX_CRITERIA
        {
            return Err(DraftError::TooMuch);
        }
        let minimum = Minimum {
            claims: count(&self.claims)?,
            sources: count(&self.least_sources)?,
            links: self.links,
        };
        Ok(Exercise {
            id,
            title: title.into(),
            article,
            instructions: instructions.into(),
            kinds,
            relations: if relations.is_empty() { relation_terms() } else { relations },
            verdicts,
            sources: self.sources,
            minimum,
            asks: self.asks.clone(),
            rubric: self.rubric()?,
        })
    }

    fn rubric(&self) -> Result<Vec<Criterion>, DraftError> {
        let mut rubric: Vec<Criterion> = Vec::new();
        for (place, row) in self.rubric.iter().enumerate() {
            let name = row.name.trim();
            if name.is_empty() {
                return Err(DraftError::Nameless(Row::Criterion, place + 1));
            }
            let key = if row.key.is_empty() { cut(name) } else { row.key.clone() };
            if rubric.iter().any(|other| other.key == key || other.name == name) {
                return Err(DraftError::Twice(Row::Criterion, name.into()));
            }
            if name.chars().nth(MAX_NAME).is_some() {
                return Err(DraftError::TooMuch);
            }
            let points = Points::read(&row.points).ok_or(DraftError::BadPoints(place + 1))?;
            let help = row.help.clone();
            rubric.push(Criterion { key, name: name.into(), help, points });
        }
        Ok(rubric)
    }
}

fn count(typed: &str) -> Result<u32, DraftError> {
    match typed.trim() {
        "" => Ok(0),
        typed => typed.parse().ok().filter(|n| *n <= MOST).ok_or(DraftError::BadCount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::built_in;
    use crate::domain::exercise::built_in_exercise;

    fn blank() -> Draft {
        let new = Exercise::new(Id::from_name("e"), built_in().id().clone());
        Draft { title: "A title".into(), ..Draft::of(&new) }
    }

    fn made(draft: &Draft) -> Result<Exercise, DraftError> {
        draft.exercise(Id::from_name("e"), built_in().id().clone())
    }

    #[test]
    fn an_exercise_comes_out_of_its_form_as_it_was() {
        let built_in = built_in_exercise(&words::BUILT_IN);
        let again = Draft::of(&built_in).exercise(built_in.id.clone(), built_in.article.clone());
        let named =
            built_in.rubric.iter().map(|it| Criterion { name: it.key.clone(), ..it.clone() });
        let expected = Exercise { rubric: named.collect(), ..built_in };
        assert_eq!(again, Ok(expected));
        for (set, count) in [(KindSet::Ours, 6), (KindSet::ClaimBuster, 3), (KindSet::ThreeWay, 3)]
        {
            let mut draft = blank();
            draft.choose_kinds(set);
            let exercise = made(&draft).expect("it is one");
            assert_eq!(exercise.kinds.len(), count);
            assert_eq!(Draft::of(&exercise).kinds, set);
            // Taken as own ones they keep their keys: claims that have them stay what they are.
            draft.choose_kinds(KindSet::Own);
            let own = made(&draft).expect("it is one");
            let keys =
                |it: &Exercise| it.kinds.iter().map(|kind| kind.key.clone()).collect::<Vec<_>>();
            assert_eq!(keys(&own), keys(&exercise));
        }
        for set in [VerdictSet::Ours, VerdictSet::ThreeWay, VerdictSet::None] {
            let exercise = made(&Draft { verdicts: set, ..blank() }).expect("it is one");
            assert_eq!(Draft::of(&exercise).verdicts, set);
        }
    }

    #[test]
    fn own_kinds_have_names_inks_keys_and_help() {
        let mut draft = Draft { kinds: KindSet::Own, rows: Vec::new(), ..blank() };
        assert_eq!(made(&draft), Err(DraftError::NoKinds));
        let row = |name: &str, shortcut: &str, place| TermRow {
            name: name.into(),
            shortcut: shortcut.into(),
            help: "What it is".into(),
            ..TermRow::new(place)
        };
        draft.rows = vec![row("Rumour", "r", 0), row("Promise", "", 1)];
        let exercise = made(&draft).expect("it is one");
        let kinds: Vec<_> =
            exercise.kinds.iter().map(|it| (it.key.as_str(), it.shortcut)).collect();
        assert_eq!(kinds, [("Rumour", Some('r')), ("Promise", None)]);
        assert_eq!(Draft::of(&exercise).kinds, KindSet::Own);
        for (rows, error) in [
            (vec![row(" ", "", 0)], DraftError::Nameless(Row::Kind, 1)),
            (vec![row("A", "", 0), row("A", "", 1)], DraftError::Twice(Row::Kind, "A".into())),
            (vec![row("A", "2", 0), row("B", "", 1)], DraftError::TwiceKey('2')),
            (vec![row("A", "0", 0)], DraftError::BadKey(1)),
            (vec![row("A", "ab", 0)], DraftError::BadKey(1)),
        ] {
            draft.rows = rows;
            assert_eq!(made(&draft), Err(error));
        }
    }

    #[test]
    fn own_verdicts_and_relations_are_made_and_come_back() {
        let row = |name: &str, on_scale| TermRow {
            name: name.into(),
            help: "What it is".into(),
            on_scale,
            ..TermRow::new(0)
        };
        let mut draft = blank();
        draft.choose_verdicts(VerdictSet::ThreeWay);
        assert_eq!(draft.verdict_rows.len(), 3);
        draft.choose_verdicts(VerdictSet::Own);
        draft.verdict_rows.push(row("Satire", false));
        draft.relation_rows = vec![row("Quotes", false)];
        let exercise = made(&draft).expect("it is one");
        let verdicts: Vec<_> =
            exercise.verdicts.iter().map(|it| (it.key.as_str(), it.on_scale)).collect();
        // What was ours keeps its key, so that other tools and agreement know it.
        let expected = [
            ("supported", true),
            ("refuted", true),
            ("not enough information", false),
            ("Satire", false),
        ];
        assert_eq!(verdicts, expected);
        assert_eq!(exercise.scale().len(), 2);
        assert_eq!(exercise.relations.len(), 7);
        assert_eq!(exercise.relations[6].name, "Quotes");
        let again = Draft::of(&exercise);
        assert_eq!((again.verdicts, again.relation_rows.len()), (VerdictSet::Own, 1));
        assert_eq!(made(&again), Ok(exercise));
        draft.verdict_rows.clear();
        assert_eq!(made(&draft), Err(DraftError::NoVerdicts));
        draft.verdicts = VerdictSet::None;
        draft.relation_rows = vec![row("Quotes", false), row(" ", false)];
        assert_eq!(made(&draft), Err(DraftError::Nameless(Row::Relation, 2)));
        draft.relation_rows = vec![row("Quotes", false), row("Quotes", false)];
        assert_eq!(made(&draft), Err(DraftError::Twice(Row::Relation, "Quotes".into())));
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let criterion = |name: &str, points: &str| CriterionRow {
            name: name.into(),
            points: points.into(),
            ..CriterionRow::default()
        };
        let none =
            |draft: &Draft| draft.relations.iter().map(|(term, _)| (term.clone(), false)).collect();
        for (draft, error) in [
            (Draft { title: " ".into(), ..blank() }, DraftError::NoTitle),
            (Draft { claims: "many".into(), ..blank() }, DraftError::BadCount),
            (Draft { least_sources: "1001".into(), ..blank() }, DraftError::BadCount),
            (Draft { relations: none(&blank()), ..blank() }, DraftError::NoRelation),
            (
                Draft { rubric: vec![criterion("", "1")], ..blank() },
                DraftError::Nameless(Row::Criterion, 1),
            ),
            (Draft { rubric: vec![criterion("A", "x")], ..blank() }, DraftError::BadPoints(1)),
            (
                Draft { rubric: vec![criterion("A", "1"), criterion("A", "2")], ..blank() },
                DraftError::Twice(Row::Criterion, "A".into()),
            ),
            (Draft { title: "x".repeat(MAX_NAME + 1), ..blank() }, DraftError::TooMuch),
        ] {
            assert_eq!(made(&draft), Err(error.clone()));
            assert!(words::problem(&error).ends_with('.'));
        }
    }
}
