//! A notebook: one person's work on one article, as records.

use std::sync::Arc;

use litemap::LiteMap;

use super::article::ArticleId;
use super::change::Change;
use super::claim::Claim;
use super::id::Id;
use super::link::Link;
use super::merge::Heads;
use super::person::Person;
use super::record::{Body, Content, Particulars, Record};
use super::source::Source;
use super::time::Timestamp;
use super::version::{Version, Writer};

/// Records by id, each in all versions of which none knows another. Cloning
/// shares the records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notebook {
    id: Id,
    records: LiteMap<Id, Heads>,
}

/// Who commits a change, and when.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The tab that writes.
    pub writer: Writer,
    /// What its clock says.
    pub now: Timestamp,
}

impl Notebook {
    /// A notebook without records.
    #[must_use]
    pub fn empty(id: Id) -> Self {
        Self { id, records: LiteMap::new() }
    }

    /// A notebook of these first versions, each of a record of its own.
    #[must_use]
    pub fn begin(id: Id, contents: Vec<(Id, Content)>, stamp: &Stamp) -> Self {
        let mut records = LiteMap::new();
        for (id, content) in contents {
            let version = Version::default().advanced(&stamp.writer);
            let (modified, content) = (stamp.now.clone(), Some(content));
            let record = Record { id: id.clone(), version, modified, content };
            records.insert(id, Heads::one(Arc::new(record)));
        }
        Self { id, records }
    }

    /// Its id, which is also the id of the record of its particulars.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Every record as it stands: of versions that conflict, the first.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values().map(Heads::first)
    }

    /// Every version that is held, in the order of the ids.
    pub fn versions(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values().flat_map(Heads::all)
    }

    /// One record as it stands; erased ones too.
    #[must_use]
    pub fn record(&self, id: &Id) -> Option<&Arc<Record>> {
        self.records.get(id).map(Heads::first)
    }

    /// All versions of one record, of which none knows another.
    #[must_use]
    pub fn heads(&self, id: &Id) -> &[Arc<Record>] {
        self.records.get(id).map_or(&[], Heads::all)
    }

    /// What a record says now; `None` if there is none or it was erased.
    #[must_use]
    pub fn content(&self, id: &Id) -> Option<&Content> {
        self.record(id)?.content.as_ref()
    }

    /// A claim by id, in the bin or not.
    #[must_use]
    pub fn claim(&self, id: &Id) -> Option<&Claim> {
        self.record(id)?.claim()
    }

    /// A source by id, in the bin or not.
    #[must_use]
    pub fn source(&self, id: &Id) -> Option<&Source> {
        self.record(id)?.source()
    }

    /// A link by id, in the bin or not.
    #[must_use]
    pub fn link(&self, id: &Id) -> Option<&Link> {
        self.record(id)?.link()
    }

    /// A person by id.
    #[must_use]
    pub fn person(&self, id: &Id) -> Option<&Person> {
        match &self.content(id)?.body {
            Body::Person(person) => Some(person),
            _ => None,
        }
    }

    /// Its name and article; `None` while that record is missing.
    #[must_use]
    pub fn particulars(&self) -> Option<&Particulars> {
        match &self.content(&self.id)?.body {
            Body::Notebook(particulars) => Some(particulars),
            _ => None,
        }
    }

    /// Its name; empty while the record of it is missing.
    #[must_use]
    pub fn title(&self) -> &str {
        self.particulars().map_or("", |particulars| &particulars.title)
    }

    /// The hash of its article: what its particulars name or, where another tool
    /// wrote it and there are none, what its passages stand in.
    #[must_use]
    pub fn article(&self) -> Option<&ArticleId> {
        let named = self.particulars().map(|particulars| &particulars.article);
        named.or_else(|| self.records().find_map(|record| record.passage()).map(|p| &p.article))
    }

    /// Every version of its article on which a passage stands, or stood when it
    /// was made, other than this one.
    #[must_use]
    pub fn other_versions(&self, than: &ArticleId) -> Vec<ArticleId> {
        let mut others: Vec<ArticleId> = Vec::new();
        for record in self.versions() {
            let made_on = record.origin().map(|origin| &origin.passage);
            for passage in record.passage().into_iter().chain(made_on) {
                if passage.article != *than && !others.contains(&passage.article) {
                    others.push(passage.article.clone());
                }
            }
        }
        others
    }

    /// How many edits it has seen in all: rises with every one, and never falls
    /// by merging.
    #[must_use]
    pub fn edits(&self) -> u64 {
        let seen = |heads: &Heads| {
            let versions = heads.all().iter().map(|record| &record.version);
            versions
                .fold(super::version::Version::default(), |seen, version| seen.joined(version))
                .total()
        };
        self.records.values().map(seen).sum()
    }

    /// Takes in one version of a record, from storage, another tab or a file:
    /// commutative, associative, idempotent. Returns whether anything changed.
    pub fn take_in(&mut self, record: Arc<Record>) -> bool {
        match self.records.get_mut(&record.id) {
            Some(heads) => heads.take_in(record),
            None => {
                self.records.insert(record.id.clone(), Heads::one(record));
                true
            }
        }
    }

    /// Carries a change out: each record that it touches gets a new version.
    /// Returns the new versions, for storage and for other tabs. Cannot fail.
    ///
    /// It is made in knowledge of all versions that there are, and takes their
    /// place; but while there are several, words that are changed are those of
    /// the version on show, and the others stay until one of them is chosen.
    pub fn commit(&mut self, change: &Change, stamp: &Stamp) -> Vec<Arc<Record>> {
        change
            .edits
            .iter()
            .map(|edit| {
                let heads = self.heads(&edit.id);
                let version = match heads {
                    [shown, others @ ..] if !others.is_empty() && change.label.is_of_words() => {
                        shown.version.branched(&stamp.writer, others.iter().map(|it| &it.version))
                    }
                    heads => heads
                        .iter()
                        .fold(Version::default(), |seen, head| seen.joined(&head.version))
                        .advanced(&stamp.writer),
                };
                let record = Arc::new(Record {
                    id: edit.id.clone(),
                    version,
                    modified: stamp.now.clone(),
                    content: edit.after.clone(),
                });
                self.take_in(record.clone());
                record
            })
            .collect()
    }

    /// Whether both say the same, whatever the versions: what undo restores.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let contents = |notebook: &Self| -> Vec<(Id, Vec<Content>)> {
            let versions =
                |heads: &Heads| heads.all().iter().filter_map(|r| r.content.clone()).collect();
            let records = notebook.records.iter();
            records
                .map(|(id, heads)| (id.clone(), versions(heads)))
                .filter(|(_, contents): &(Id, Vec<Content>)| !contents.is_empty())
                .collect()
        };
        self.id == other.id && contents(self) == contents(other)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::article::{Article, built_in};
    use crate::domain::claim::{Kind, Verdict};
    use crate::domain::command::{By, ClaimRevision, Command, LinkRevision, NewLink, plan};
    use crate::domain::history::History;
    use crate::domain::link::{Relation, Strength};
    use crate::domain::source::Work;
    use crate::domain::text::Span;
    use proptest::prelude::*;

    /// One thing that a person does, in numbers that any notebook can make sense of.
    #[derive(Clone, Debug)]
    pub(crate) struct Deed {
        what: u8,
        which: u8,
        place: (u16, u8),
        words: String,
    }

    pub(crate) fn any_deed() -> impl Strategy<Value = Deed> {
        (0u8..16, any::<u8>(), (0u16..2700, 1u8..200), "[ -~é漢\u{1F600}\"\\\\]{0,12}")
            .prop_map(|(what, which, place, words)| Deed { what, which, place, words })
    }

    pub(crate) fn any_notebook_history() -> impl Strategy<Value = Vec<Deed>> {
        prop::collection::vec(any_deed(), 0..24)
    }

    fn id(n: u16, salt: u8) -> Id {
        let mut bytes = [salt; 16];
        bytes[..2].copy_from_slice(&n.to_be_bytes());
        Id::from_random(bytes)
    }

    fn by(writer: &str) -> (By, Stamp) {
        let now = Timestamp::read("2026-09-20T14:03:11Z").expect("a sound time");
        let writer = Writer::named(writer).expect("a sound name");
        (By { author: id(1, 7), now: now.clone() }, Stamp { writer, now })
    }

    /// A notebook on the built-in article, with its particulars and one person.
    pub(crate) fn fresh(article: &Article, writer: &str) -> Notebook {
        let mut notebook = Notebook::empty(id(0, 7));
        let (by, stamp) = by(writer);
        let particulars = Particulars { title: "A notebook".into(), article: article.id().clone() };
        let edits = [
            (id(0, 7), Body::Notebook(particulars)),
            (by.author.clone(), Body::Person(Person { name: "Blue Heron 17".into() })),
        ]
        .map(|(id, body)| {
            let content = Content::new(by.author.clone(), by.now.clone(), body);
            crate::domain::change::Edit { id, before: None, after: Some(content) }
        });
        let change = Change { label: crate::domain::change::Label::Rename, edits: edits.to_vec() };
        // Both writers start from the same records, as two copies of one file do.
        notebook.commit(&change, &Stamp { writer: Writer::named("0").expect("sound"), ..stamp });
        notebook
    }

    /// The command that a deed comes to in a notebook as it stands.
    pub(crate) fn command(notebook: &Notebook, deed: &Deed, salt: u8, n: u16) -> Option<Command> {
        let span = Span {
            start: deed.place.0.into(),
            end: usize::from(deed.place.0) + usize::from(deed.place.1),
        };
        let pick = |wanted: &dyn Fn(&Record) -> bool| {
            let found: Vec<_> =
                notebook.records().filter(|r| wanted(r)).map(|r| r.id.clone()).collect();
            (!found.is_empty()).then(|| found[usize::from(deed.which) % found.len()].clone())
        };
        let claim = || pick(&|r| r.claim().is_some());
        let source = || pick(&|r| r.source().is_some());
        let link = || pick(&|r| r.link().is_some());
        let words = || deed.words.clone();
        let new_link = |claim: Id| {
            let relations = Relation::ALL;
            let relation = relations[usize::from(deed.which) % relations.len()].clone();
            NewLink { id: id(n, salt.wrapping_add(1)), claim, relation }
        };
        let work = Work { title: format!("x{}", deed.words), ..Work::default() };
        Some(match deed.what {
            0..=3 => {
                let kind = Kind::ALL[usize::from(deed.which) % Kind::ALL.len()].clone();
                Command::MarkClaim { id: id(n, salt), span, kind }
            }
            4 => Command::MarkSource { id: id(n, salt), span, link: claim().map(new_link) },
            5 | 6 => Command::AddSource { id: id(n, salt), work, link: claim().map(new_link) },
            7 => Command::Link { link: new_link(claim()?), source: source()? },
            8 => Command::ReviseClaim {
                id: claim()?,
                revision: ClaimRevision::Verdict(
                    Verdict::ALL.get(usize::from(deed.which % 5)).cloned(),
                ),
            },
            9 => Command::ReviseClaim { id: claim()?, revision: ClaimRevision::Reason(words()) },
            10 => Command::ReviseClaim {
                id: claim()?,
                revision: ClaimRevision::Tags(deed.words.split(' ').map(Into::into).collect()),
            },
            11 => Command::SetBoundaries { id: claim()?, span },
            12 => Command::ReviseLink { id: link()?, revision: LinkRevision::Evidence(words()) },
            13 => Command::ReviseLink {
                id: link()?,
                revision: LinkRevision::Strength(Some(Strength::Strong)),
            },
            14 => Command::Bin(pick(&|r| r.claim().is_some() || r.source().is_some())?),
            _ => Command::Erase(vec![pick(&|r| r.content.as_ref().is_some_and(|c| c.binned))?]),
        })
    }

    /// Does the deeds on a fresh notebook, one after the other; hands over each
    /// notebook and the history after every deed that changed something.
    fn live_through(
        deeds: &[Deed],
        writer: &str,
        mut each: impl FnMut(&Notebook, &mut History),
    ) -> Notebook {
        let article = built_in();
        let mut notebook = fresh(&article, writer);
        let mut history = History::default();
        let salt = writer.as_bytes()[0];
        let (by, stamp) = by(writer);
        for (n, deed) in (10u16..).zip(deeds) {
            let Some(command) = command(&notebook, deed, salt, n) else { continue };
            let Ok(change) = plan(&notebook, &article, command, &by) else { continue };
            if change.is_empty() {
                continue;
            }
            notebook.commit(&change, &stamp);
            history.record(change, false);
            each(&notebook, &mut history);
        }
        notebook
    }

    pub(crate) fn notebook_of(deeds: &[Deed], writer: &str) -> Notebook {
        live_through(deeds, writer, |_, _| {})
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_edit_undone_gives_an_equal_notebook(deeds in any_notebook_history()) {
            let (_, stamp) = by("a");
            let start = fresh(&built_in(), "a");
            let mut last = History::default();
            let mut notebook = live_through(&deeds, "a", |_, history| last = history.clone());
            let end = notebook.clone();
            while let Some((change, _)) = last.undo(&notebook) {
                prop_assert!(!change.edits.is_empty());
                notebook.commit(&change, &stamp);
            }
            prop_assert!(notebook.says_the_same(&start));
            while let Some((change, _)) = last.redo(&notebook) {
                notebook.commit(&change, &stamp);
            }
            prop_assert!(notebook.says_the_same(&end));
        }

        #[test]
        fn a_kept_history_is_the_same_history(deeds in any_notebook_history(), back in 0usize..6) {
            use crate::domain::history::{Kept, Step};
            let mut store: std::collections::BTreeMap<u32, Step> = Default::default();
            let mut keep = |kept: Vec<Kept>| for what in kept {
                match what {
                    Kept::Put(step) => { store.insert(step.number, step); }
                    Kept::Forget(number) => { store.remove(&number); }
                }
            };
            let (article, (by, stamp)) = (built_in(), by("a"));
            let (mut notebook, mut history) = (fresh(&article, "a"), History::default());
            for (n, deed) in (10u16..).zip(&deeds) {
                let Some(command) = command(&notebook, deed, 9, n) else { continue };
                let Ok(change) = plan(&notebook, &article, command, &by) else { continue };
                notebook.commit(&change, &stamp);
                keep(history.record(change, false));
                if n % 5 == 0 && let Some((change, kept)) = history.undo(&notebook) {
                    notebook.commit(&change, &stamp);
                    keep(vec![kept]);
                }
            }
            for _ in 0..back {
                let Some((change, kept)) = history.undo(&notebook) else { break };
                notebook.commit(&change, &stamp);
                keep(vec![kept]);
            }
            prop_assert_eq!(History::from_steps(store.into_values().collect()), history);
        }
    }

    #[test]
    fn going_on_in_a_conflict_keeps_both_sides_until_one_is_chosen() {
        let (article, (by_a, stamp_a), (by_b, stamp_b)) = (built_in(), by("a"), by("b"));
        let mut ours = fresh(&article, "a");
        let claim = id(9, 9);
        let mark = Command::MarkClaim {
            id: claim.clone(),
            span: Span { start: 0, end: 5 },
            kind: Kind::Fact,
        };
        let change = plan(&ours, &article, mark, &by_a).expect("it can be marked");
        ours.commit(&change, &stamp_a);
        let mut theirs = ours.clone();
        let write = |notebook: &mut Notebook, words: &str, (by, stamp): (&By, &Stamp)| {
            let revision = ClaimRevision::Reason(words.into());
            let revise = Command::ReviseClaim { id: claim.clone(), revision };
            let change = plan(notebook, &article, revise, by).expect("it can be revised");
            notebook.commit(&change, stamp)
        };
        let from_a = write(&mut ours, "ours", (&by_a, &stamp_a));
        let from_b = write(&mut theirs, "theirs", (&by_b, &stamp_b));
        ours.take_in(from_b[0].clone());
        theirs.take_in(from_a[0].clone());
        assert_eq!(ours, theirs);
        // Both go on, in turn and at once, with whatever each sees.
        for (one, both) in [("1", false), ("2", true), ("3", true), ("4", false)] {
            let shown = ours.heads(&claim)[0].clone();
            let others = ours.heads(&claim)[1..].to_vec();
            let mut new = write(&mut ours, &format!("a{one}"), (&by_a, &stamp_a));
            if both {
                new.extend(write(&mut theirs, &format!("b{one}"), (&by_b, &stamp_b)));
            }
            for record in new {
                ours.take_in(record.clone());
                theirs.take_in(record);
            }
            assert_eq!(ours, theirs);
            let heads = ours.heads(&claim);
            assert!(!heads.contains(&shown));
            assert!(others.iter().all(|other| heads.contains(other)), "{heads:?}");
        }
        let kept = ours.heads(&claim)[1].clone();
        let settle = Command::Settle(Box::new((*kept).clone()));
        let change = plan(&ours, &article, settle, &by_a).expect("one can be chosen");
        ours.commit(&change, &stamp_a);
        assert_eq!(ours.heads(&claim).len(), 1);
        assert_eq!(ours.content(&claim), kept.content.as_ref());
    }

    #[test]
    fn undo_leaves_the_work_of_others_alone() {
        let (article, (by_a, stamp_a), (by_b, stamp_b)) = (built_in(), by("a"), by("b"));
        let mut notebook = fresh(&article, "a");
        let mut history = History::default();
        let claim = id(9, 9);
        let mark = Command::MarkClaim {
            id: claim.clone(),
            span: Span { start: 0, end: 5 },
            kind: Kind::Fact,
        };
        let change = plan(&notebook, &article, mark, &by_a).expect("it can be marked");
        notebook.commit(&change, &stamp_a);
        history.record(change, false);
        let revision = ClaimRevision::Reason("theirs".into());
        let revise = Command::ReviseClaim { id: claim.clone(), revision };
        let change = plan(&notebook, &article, revise, &by_b).expect("it can be revised");
        notebook.commit(&change, &stamp_b);
        let (change, _) = history.undo(&notebook).expect("there is a step");
        assert!(change.edits.is_empty());
        assert_eq!(notebook.claim(&claim).map(|c| c.reason.as_str()), Some("theirs"));
    }
}
