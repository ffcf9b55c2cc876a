//! A class as it is kept: what of it storage lacks, the records that hold it, and
//! the way back. A record holds the text of a file, and comes back by the way that
//! any file comes in.

use std::sync::Arc;

use super::{Classroom, FileSeen, Key, KeyFrom, Outcome, Work, returned};
use crate::app::notice::FileProblem;
use crate::domain::article::ArticleId;
use crate::domain::exercise::Exercise;
use crate::domain::formats::exercise::{Papers, with_papers};
use crate::domain::formats::stored_class::{ClassEntry, ClassPart, ClassRecord};
use crate::domain::formats::web_annotation::{Contents, write_notebook};
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::record::{Body, Content, Particulars, Record};
use crate::domain::version::Version;

/// Whether a class is kept in this browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sign {
    /// There is nothing to keep.
    #[default]
    Nothing,
    /// It is on its way into storage.
    Keeping,
    /// All of it is in storage.
    Kept,
    /// Not all of it is, for this reason.
    NotKept(WhyNot),
}

/// Why a class is not kept, or not emptied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyNot {
    /// This browser keeps nothing, or what it keeps could not be opened.
    Memory,
    /// A newer version of the page owns the storage.
    Newer,
    /// There is no room.
    Full,
    /// The browser does not allow it, or everything was erased.
    Forbidden,
    /// Storage does not answer.
    Slow,
    /// It was emptied in another tab, or another class was begun there.
    Elsewhere,
    /// What is kept could not be read, so nothing is written.
    Unread,
    /// Storage failed.
    Other,
}

/// What storage has of a class, as far as this page knows.
#[derive(Clone, Default, Debug)]
pub struct Kept {
    room: Option<About>,
    key: Option<Arc<Key>>,
    work: Vec<Arc<Work>>,
    /// What could not be read: it stays as it is.
    shut: Vec<ClassPart>,
}

/// What the record of the class itself says.
#[derive(Clone, PartialEq, Debug)]
struct About {
    article: ArticleId,
    exercise: Exercise,
    asked: bool,
}

impl About {
    fn of(room: &Classroom) -> Self {
        let (exercise, asked) = (room.exercise.clone(), room.asked);
        Self { article: room.article.id().clone(), exercise, asked }
    }
}

impl Kept {
    /// The parts of the class that storage does not have, or has otherwise, the
    /// class itself first. Those that are gone from the class are among them.
    #[must_use]
    pub fn missing(&self, room: &Classroom) -> Vec<ClassPart> {
        let mut parts = Vec::new();
        let begun = self.room.is_some() || !room.is_blank();
        if begun && self.room.as_ref() != Some(&About::of(room)) {
            parts.push(ClassPart::Room);
        }
        if self.key.as_ref().map(Arc::as_ptr) != room.key.as_ref().map(Arc::as_ptr) {
            parts.push(ClassPart::Key);
        }
        parts.retain(|part| !self.shut.contains(part));
        let id = |work: &Arc<Work>| work.submission.notebook.id().clone();
        let known = |work: &&Arc<Work>| self.work.iter().any(|it| Arc::ptr_eq(it, work));
        parts.extend(room.work.iter().filter(|it| !known(it)).map(|it| ClassPart::Work(id(it))));
        let gone = self.work.iter().map(id).filter(|id| room.work_of(id).is_none());
        parts.extend(gone.map(ClassPart::Work));
        parts
    }

    /// Notes that storage has this part as the class has it, or has it no more.
    pub fn note(&mut self, part: &ClassPart, room: &Classroom) {
        match part {
            ClassPart::Room => self.room = Some(About::of(room)),
            ClassPart::Key => self.note_key(room.key.clone()),
            ClassPart::Work(id) => self.note_work(id, room.work_of(id).cloned()),
        }
    }

    /// Notes which key storage has.
    pub fn note_key(&mut self, key: Option<Arc<Key>>) {
        self.key = key;
    }

    /// Notes which state of a notebook's work storage has.
    pub fn note_work(&mut self, id: &Id, work: Option<Arc<Work>>) {
        self.work.retain(|it| it.submission.notebook.id() != id);
        self.work.extend(work);
    }

    /// Notes that what stands there cannot be read: it is not written over.
    pub fn shut(&mut self, part: ClassPart) {
        self.shut.push(part);
    }

    /// The work in a notebook as storage has it.
    #[must_use]
    pub fn work_of(&self, id: &Id) -> Option<&Arc<Work>> {
        self.work.iter().find(|work| work.submission.notebook.id() == id)
    }

    /// Whether leaving the page would lose marks: those that no return file has,
    /// nor storage, nor the journal, which has those of these notebooks.
    #[must_use]
    pub fn would_lose(&self, room: &Classroom, journaled: &[Id]) -> bool {
        room.work.iter().filter(|work| work.unsaved).any(|work| {
            let id = work.submission.notebook.id();
            let kept = self.work_of(id);
            // The journal lays marks over work; it has none itself.
            !kept.is_some_and(|kept| kept.marks == work.marks || journaled.contains(id))
        })
    }
}

impl Classroom {
    /// Whether there is nothing in it that is worth keeping.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.work.is_empty() && self.key.is_none()
    }

    /// What the record of a part holds; `None` where the class has no such part.
    /// `class`, `edit` and the place of a submission are the keeper's.
    #[must_use]
    pub fn write_part(&self, part: &ClassPart, stamp: &Stamp) -> Option<ClassRecord> {
        let record = |name: String, unsaved, file| {
            let (class, edit) = (String::new(), String::new());
            Some(ClassRecord { class, edit, place: 0, name, unsaved, file })
        };
        match part {
            ClassPart::Room => record(String::new(), false, self.write_about(stamp)),
            ClassPart::Key => {
                let key = self.key.as_ref()?;
                let text =
                    || write_notebook(key.work.notebook(), std::slice::from_ref(&self.article));
                let (from, file) = match &key.from {
                    KeyFrom::Open => ("open".into(), text()),
                    KeyFrom::File(name) => (format!("file {name}"), text()),
                    KeyFrom::BuiltIn => ("built-in".into(), String::new()),
                };
                record(from, false, file)
            }
            ClassPart::Work(id) => {
                let work = self.work_of(id)?;
                record(work.file.clone(), work.unsaved, returned(work, &self.exercise, stamp))
            }
        }
    }

    /// The article and what is asked for: the file of an exercise.
    fn write_about(&self, stamp: &Stamp) -> String {
        let id = Id::from_name("claimlight class");
        let (title, article) = (self.exercise.title.clone(), self.article.id().clone());
        let body = Body::Notebook(Particulars { title, article });
        let content = Content::new(id.clone(), stamp.now.clone(), body);
        let exercise = self.asked.then(|| self.exercise.clone());
        let content = with_papers(&content, &Papers { exercise, ..Papers::default() });
        let version = Version::default().advanced(&stamp.writer);
        let modified = stamp.now.clone();
        let record = Record { id: id.clone(), version, modified, content: Some(content) };
        let mut notebook = Notebook::empty(id);
        notebook.take_in(Arc::new(record));
        write_notebook(&notebook, std::slice::from_ref(&self.article))
    }

    /// The class that such a file begins; `None` where it has no article.
    #[must_use]
    pub fn read_about(contents: Contents) -> Option<Self> {
        let Contents { notebook, articles, .. } = contents;
        let on = notebook.article()?;
        let article = articles.into_iter().find(|article| article.id() == on)?;
        Some(Self::new(Arc::new(article), &notebook))
    }

    /// Takes back what is kept of one student, as any file is taken in; `false`
    /// where it cannot be used. Which exercise the class is on stays as it is.
    pub fn take_back(
        &mut self,
        record: &ClassRecord,
        read: Result<Contents, FileProblem>,
        stamp: &Stamp,
    ) -> bool {
        let id = read.as_ref().ok().map(|contents| contents.notebook.id().clone());
        let known = (self.exercise.clone(), self.asked);
        // What was taken once stays.
        self.arrive(record.name.clone(), read, stamp, true);
        (self.exercise, self.asked) = known;
        let Some(FileSeen { outcome, .. }) = self.files.last_mut() else { return false };
        match outcome {
            Outcome::New => *outcome = Outcome::Kept,
            Outcome::SameName => {}
            _ => return false,
        }
        let work = self.work.iter_mut().find(|it| Some(it.submission.notebook.id()) == id.as_ref());
        if let Some(work) = work {
            Arc::make_mut(work).unsaved = record.unsaved;
        }
        true
    }

    /// The work in a record, on the article of this class.
    #[must_use]
    pub fn read_work(
        &self,
        record: &ClassRecord,
        read: Result<Contents, FileProblem>,
        stamp: &Stamp,
    ) -> Option<(Arc<Work>, FileSeen)> {
        let (work, files) = (Vec::new(), Vec::new());
        let mut alone = Self { work, files, ..self.clone() };
        if !alone.take_back(record, read, stamp) {
            return None;
        }
        alone.work.pop().zip(alone.files.pop())
    }

    /// Takes in what another tab stored of one student; `base` is what both began
    /// with. Marks of both are there afterwards.
    pub fn meet(&mut self, theirs: &Arc<Work>, seen: FileSeen, base: Option<&Arc<Work>>) {
        let id = theirs.submission.notebook.id();
        let Some(at) = self.work.iter().position(|it| it.submission.notebook.id() == id) else {
            self.work.push(theirs.clone());
            self.files.push(seen);
            self.edition += 1;
            return;
        };
        let Some(ours) = self.work.get_mut(at) else { return };
        let unchanged = base.is_some_and(|base| Arc::ptr_eq(base, ours));
        let before = base.map(|base| &base.marks);
        let none = crate::domain::exercise::Marks::new(
            ours.marks.exercise.clone(),
            ours.marks.notebook.clone(),
        );
        let mut all = Work::clone(theirs);
        all.take_from(ours);
        if !unchanged {
            let marks = ours.marks.joined(&theirs.marks, before.unwrap_or(&none));
            all.unsaved = if marks == theirs.marks { theirs.unsaved } else { true };
            all.marks = marks;
        }
        // The same one, so that it is known to be in storage.
        *ours = if all == **theirs { theirs.clone() } else { Arc::new(all) };
        self.edition += 1;
    }

    /// Lays marks of the journal over the work that they are for; whether that
    /// changed anything.
    pub fn lay_over(&mut self, entry: &ClassEntry) -> bool {
        let id = &entry.marks.notebook;
        let Some(work) = self.work_of(id) else { return false };
        let marks = entry.marks.joined(&work.marks, &entry.base);
        let differs = marks != work.marks;
        if differs {
            self.mark(id, |it| *it = marks);
        }
        differs
    }

    /// Takes over what the class itself is about, if it is on the same article.
    pub fn take_about(&mut self, other: &Self) {
        if other.article.id() == self.article.id() && About::of(self) != About::of(other) {
            (self.exercise, self.asked) = (other.exercise.clone(), other.asked);
            self.edition += 1;
        }
    }
}

impl Key {
    /// The key in a record, on the article of the class.
    #[must_use]
    pub fn of_kept(
        record: &ClassRecord,
        read: impl FnOnce(&str) -> Option<Contents>,
        room: &Classroom,
        stamp: &Stamp,
    ) -> Option<Self> {
        let from = match record.name.as_str() {
            "built-in" => return Some(Self::built_in()),
            "open" => KeyFrom::Open,
            name => KeyFrom::File(name.strip_prefix("file ")?.into()),
        };
        let contents = read(&record.file)?;
        let key = Self::of(String::new(), contents, &room.article, stamp).ok()?;
        Some(Self { from, ..key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exercise::Points;
    use crate::domain::formats::AtHand;
    use crate::domain::time::Timestamp;
    use crate::domain::version::Writer;

    fn stamp() -> Stamp {
        let now = Timestamp::read("2026-11-27T08:00:00Z").expect("a sound time");
        Stamp { writer: Writer::named("desk").expect("a sound name"), now }
    }

    fn read(text: &str) -> Option<Contents> {
        AtHand::new(Vec::new()).read(text).ok()
    }

    fn contents(record: &ClassRecord) -> Result<Contents, FileProblem> {
        read(&record.file).ok_or(FileProblem::Unreadable)
    }

    /// A class with marks and a key, two of its students taken out.
    fn marked() -> Classroom {
        let mut room = Classroom::made_up();
        room.work.truncate(6);
        let ids: Vec<Id> = room.work.iter().map(|it| it.submission.notebook.id().clone()).collect();
        room.remove(&ids[0]);
        room.mark(&ids[1], |marks| {
            marks.give("claims", Points::read("4.5"));
            marks.overall = "Good eyes. =1+1\n\u{1F600}".into();
        });
        let on = room.work[1].submission.notebook.records().last().expect("one").id.clone();
        room.comment(&ids[2], &on, "Where does it end?".into(), Id::from_name("c"));
        room.saved(&ids[2], &stamp());
        room.key = Some(Arc::new(Key::of_open(&room.work[3].submission.notebook.clone())));
        room
    }

    /// Writes what is missing and reads all of it, as two pages do.
    fn after_a_reload(room: &Classroom) -> (Classroom, Kept) {
        let parts = Kept::default().missing(room);
        let write = |part: &ClassPart| room.write_part(part, &stamp()).expect("it is there");
        let mut back = Classroom::read_about(contents(&write(&parts[0])).expect("ours"))
            .expect("it has an article");
        let mut kept = Kept::default();
        kept.note(&parts[0], &back);
        for part in &parts[1..] {
            let record = write(part);
            match part {
                ClassPart::Room => unreachable!("it comes first"),
                ClassPart::Key => {
                    back.key = Key::of_kept(&record, read, &back, &stamp()).map(Arc::new);
                }
                ClassPart::Work(_) => {
                    assert!(back.take_back(&record, contents(&record), &stamp()));
                }
            }
            kept.note(part, &back);
        }
        (back, kept)
    }

    #[test]
    fn a_class_comes_back_as_it_was_left() {
        let room = marked();
        let (back, kept) = after_a_reload(&room);
        assert_eq!(kept.missing(&back), []);
        assert_eq!(About::of(&back), About::of(&room));
        assert_eq!(back.key, room.key);
        let said = |room: &Classroom| {
            let of = |it: &Arc<Work>| (it.submission.name.clone(), it.marks.clone(), it.unsaved);
            room.work.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(said(&back), said(&room));
        assert!(back.has_made_up() && back.work[0].unsaved && !back.work[1].unsaved);
        let (there, here) = (room.class().expect("small"), back.class().expect("small"));
        assert_eq!((there.claims(), there.sources()), (here.claims(), here.sources()));
        assert!(back.files.iter().all(|it| it.outcome == Outcome::Kept));
        // Again, it is the same; and with the key that is built in, and another exercise.
        let mut other = back.clone();
        other.key = Some(Arc::new(Key::built_in()));
        other.exercise.title = "Another".into();
        let (again, _) = after_a_reload(&other);
        assert_eq!((said(&again), again.key), (said(&room), other.key));
        assert_eq!(again.exercise, other.exercise);
    }

    #[test]
    fn only_what_changed_is_missing() {
        let (mut room, mut kept) = after_a_reload(&marked());
        let id = room.work[2].submission.notebook.id().clone();
        let part = ClassPart::Work(id.clone());
        room.mark(&id, |marks| marks.overall = "Late.".into());
        assert_eq!(kept.missing(&room), std::slice::from_ref(&part));
        assert!(kept.would_lose(&room, &[]) && !kept.would_lose(&room, std::slice::from_ref(&id)));
        kept.note(&part, &room);
        assert_eq!(kept.missing(&room), []);
        assert!(room.has_unsaved() && !kept.would_lose(&room, &[]));
        room.saved(&id, &stamp());
        assert_eq!(kept.missing(&room), std::slice::from_ref(&part));
        assert!(!kept.would_lose(&room, &[]));
        room.remove(&id);
        assert_eq!(kept.missing(&room), std::slice::from_ref(&part));
        assert_eq!(room.write_part(&part, &stamp()), None);
        kept.note(&part, &room);
        room.key = None;
        room.exercise.instructions = "Otherwise.".into();
        assert_eq!(kept.missing(&room), [ClassPart::Room, ClassPart::Key]);
        kept.shut(ClassPart::Room);
        assert_eq!(kept.missing(&room), [ClassPart::Key]);
        // Nothing is kept of a class in which nothing is.
        let blank = Classroom::new(room.article.clone(), &Notebook::empty(Id::from_name("x")));
        assert!(blank.is_blank() && Kept::default().missing(&blank).is_empty());
        // What only the journal has of work that storage lacks would be lost.
        let marked = marked();
        let ids: Vec<_> =
            marked.work.iter().map(|it| it.submission.notebook.id().clone()).collect();
        assert!(Kept::default().would_lose(&marked, &ids));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_costs_nothing_else() {
        let (mut room, _) = after_a_reload(&marked());
        let students = room.work.len();
        let part = ClassPart::Work(room.work[0].submission.notebook.id().clone());
        let sound = room.write_part(&part, &stamp()).expect("it is there");
        let broken = ClassRecord { file: "{".into(), ..sound.clone() };
        assert!(!room.take_back(&broken, contents(&broken), &stamp()));
        assert_eq!(room.work.len(), students);
        let said = room.files.last().map(|it| it.outcome.clone());
        assert!(matches!(said, Some(Outcome::Refused(_))));
        assert_eq!(room.read_work(&broken, contents(&broken), &stamp()), None);
        for (name, file) in [("file x", "{"), ("nothing", sound.file.as_str())] {
            let record = ClassRecord { name: name.into(), file: file.into(), ..sound.clone() };
            assert_eq!(Key::of_kept(&record, read, &room, &stamp()), None);
        }
    }

    #[test]
    fn what_two_tabs_say_is_all_there() {
        let (mut here, kept) = after_a_reload(&marked());
        let mut there = here.clone();
        let [one, two] = [2, 3].map(|at: usize| here.work[at].submission.notebook.id().clone());
        here.mark(&one, |marks| marks.give("claims", Points::read("1")));
        here.mark(&two, |marks| marks.overall = "From here.".into());
        there.mark(&one, |marks| marks.overall = "From there.".into());
        for id in [&one, &two] {
            let part = ClassPart::Work(id.clone());
            let record = there.write_part(&part, &stamp()).expect("it is there");
            let read = contents(&record);
            let (theirs, seen) = here.read_work(&record, read, &stamp()).expect("it is sound");
            here.meet(&theirs, seen, kept.work_of(id));
        }
        let marks = |id: &Id| here.work_of(id).expect("it is there").marks.clone();
        assert_eq!(marks(&one).points_for("claims"), Points::read("1"));
        assert_eq!(marks(&one).overall, "From there.");
        assert_eq!(marks(&two).overall, "From here.");
        // One that was not changed here is theirs, and known to be in storage.
        let mut other = kept.clone();
        let id = here.work[0].submission.notebook.id().clone();
        let record = there.write_part(&ClassPart::Work(id.clone()), &stamp()).expect("it is there");
        let (theirs, seen) =
            here.read_work(&record, contents(&record), &stamp()).expect("it is sound");
        here.meet(&theirs, seen, kept.work_of(&id));
        other.note_work(&id, Some(theirs));
        assert!(!other.missing(&here).contains(&ClassPart::Work(id)));
    }

    #[test]
    fn the_journal_is_laid_over_what_is_read() {
        let (mut room, kept) = after_a_reload(&marked());
        let id = room.work[2].submission.notebook.id().clone();
        let base = kept.work_of(&id).expect("it is there").marks.clone();
        let mut marks = base.clone();
        marks.overall = "In the last moment.".into();
        let entry = ClassEntry { base, marks: marks.clone() };
        assert!(room.lay_over(&entry) && !room.lay_over(&entry));
        assert_eq!(room.work_of(&id).expect("it is there").marks, marks);
        assert_eq!(kept.missing(&room), [ClassPart::Work(id)]);
        let nobody = Id::from_name("nobody");
        let lost = ClassEntry {
            marks: crate::domain::exercise::Marks { notebook: nobody, ..marks },
            ..entry
        };
        assert!(!room.lay_over(&lost));
    }
}
