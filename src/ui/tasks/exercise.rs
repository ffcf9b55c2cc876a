//! Reads, begins, makes, gives out and hands in exercises.

use std::rc::Rc;
use std::sync::Arc;

use yew::UseStateSetter;

use super::export_notebook::file_name;
use super::{open_notebook, share};
use crate::app::action::{Action, Look, Opened};
use crate::app::exercise::copies::{self, Owner};
use crate::app::exercise::offer::Offer;
use crate::app::incoming::Import;
use crate::app::notice::Notice;
use crate::app::state::State;
use crate::app::words::exercise as words;
use crate::browser::{clock, files};
use crate::domain::article::{Article, built_in};
use crate::domain::change::Label;
use crate::domain::command::Command;
use crate::domain::exercise::{Exercise, KeyNotes, built_in_exercise, built_in_key};
use crate::domain::formats::exercise::{Papers, read_papers, with_papers};
use crate::domain::formats::web_annotation::{MEDIA_TYPE, write_notebook};
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::ui::services::Services;
use crate::ui::store::Act;

/// Reads what the open notebook carries.
pub(crate) fn look(act: &Act, state: &State) {
    let offer = Offer::of(read_papers(&state.notebook).0).map(Arc::new);
    act.send(Action::Offer(state.notebook.id().clone(), offer));
}

/// Begins the exercise of a file, in a notebook that is new.
pub(crate) fn begin(act: &Act, import: &Import, exercise: &Exercise) {
    let wanted = copies::article_of(exercise);
    if let Some(article) = import.articles.iter().find(|article| article.id() == wanted) {
        let others = import.articles.iter().filter(|other| other.id() != wanted);
        begin_on(act, &import.notebook, exercise, article.clone(), others.cloned().collect());
    }
}

/// Goes on with what was begun.
pub(crate) fn go_on(services: &Services, act: &Act, begun: &Id) {
    if begun == act.state().notebook.id() {
        return act.look(Look::Show(None));
    }
    open_notebook::open_kept(services, act, begun.clone());
}

/// Begins the built-in exercise.
pub(crate) fn try_built_in(act: &Act) {
    let exercise = built_in_exercise(&words::BUILT_IN);
    let nothing = Notebook::empty(clock::new_id());
    begin_on(act, &nothing, &exercise, Arc::new(built_in()), Vec::new());
}

fn begin_on(
    act: &Act,
    from: &Notebook,
    exercise: &Exercise,
    article: Arc<Article>,
    versions: Vec<Arc<Article>>,
) {
    let state = act.state();
    let owner = Owner {
        notebook: clock::new_id(),
        author: state.author.clone(),
        name: Some(state.author_name.clone()),
    };
    let notebook = copies::begun(from, exercise, &owner, &stamp(&state));
    let opened = open_notebook::opened_new(notebook, article, state.catalogue.clone());
    act.send(Action::Open(Box::new(Opened { versions, ..opened })));
}

/// Opens the key of the built-in exercise: the one that is kept, if one is.
pub(crate) fn open_built_in_key(services: &Services, act: &Act) {
    let (mut key, notes) = built_in_key(&words::BUILT_IN);
    let state = act.state();
    if key.id() == state.notebook.id() {
        return act.look(Look::Show(None));
    }
    if let Some(kept) = state.catalogue.iter().find(|listed| listed.id == *key.id()) {
        if kept.binned {
            let restore = Command::Restore(kept.id.clone());
            act.send(Action::DoElsewhere(kept.id.clone(), restore, clock::now()));
        }
        return open_notebook::open_kept(services, act, kept.id.clone());
    }
    let papers = Papers {
        exercise: Some(built_in_exercise(&words::BUILT_IN)),
        key: Some(notes),
        ..Papers::default()
    };
    if let Some(record) = key.record(key.id()).cloned() {
        // The same for everybody, like the rest of it: its first version.
        let content = record.content.as_ref().map(|content| with_papers(content, &papers));
        let own = crate::domain::record::Record { content, ..(*record).clone() };
        let mut whole = Notebook::empty(key.id().clone());
        for version in key.versions().filter(|version| version.id != own.id) {
            whole.take_in(version.clone());
        }
        whole.take_in(Arc::new(own));
        key = whole;
    }
    let opened = open_notebook::opened_new(key, Arc::new(built_in()), state.catalogue.clone());
    act.send(Action::Open(Box::new(opened)));
}

/// Writes an exercise into the open notebook, whose claims are its key.
pub(crate) fn keep(act: &Act, exercise: &Exercise) {
    let known = read_papers(&act.state().notebook).0;
    let notes = known.key.clone().filter(|key| key.exercise == exercise.id);
    let notes =
        notes.unwrap_or_else(|| KeyNotes { exercise: exercise.id.clone(), prompts: vec![] });
    let papers = Papers { exercise: Some(exercise.clone()), key: Some(notes), ..known };
    carry(act, Label::MakeExercise, &papers);
}

fn carry(act: &Act, label: Label, papers: &Papers) {
    let state = act.state();
    if let Some(content) = state.notebook.content(state.notebook.id()) {
        act.command(Command::Carry(label, Box::new(with_papers(content, papers).extra)));
    }
}

/// Saves the exercise as the file that is given out.
pub(crate) fn save_exercise(act: &Act, exercise: &Exercise, starter: bool) {
    let state = act.state();
    let out = out(&state, exercise, starter);
    download(act, file_name(&exercise.title, ".jsonld"), &out, &state.articles());
}

/// The same as a link.
pub(crate) fn link_exercise(
    act: &Act,
    exercise: &Exercise,
    starter: bool,
    set: UseStateSetter<Option<Result<Rc<str>, share::NoLink>>>,
) {
    let state = act.state();
    share::pack_link(&out(&state, exercise, starter), &state.articles(), set);
}

fn out(state: &State, exercise: &Exercise, starter: bool) -> Notebook {
    copies::given_out(&state.notebook, exercise, starter, clock::new_id(), &stamp(state))
}

/// Saves the key, to be given out afterwards.
pub(crate) fn save_key(act: &Act, exercise: &Exercise) {
    let state = act.state();
    let key = copies::key_for_students(&state.notebook, exercise, clock::new_id(), &stamp(&state));
    download(act, file_name(&exercise.title, "-key.jsonld"), &key, &state.articles());
}

/// Saves the file to hand in, under the name that was typed, and writes down
/// that it was handed in.
pub(crate) fn save_hand_in(act: &Act, exercise: &Exercise, name: &str) {
    let state = act.state();
    let handed_in =
        copies::handed_in(&state.notebook, exercise, &state.author, name, &stamp(&state));
    let file = file_name(&format!("{} {name}", exercise.title), ".jsonld");
    if download(act, file, &handed_in, &state.articles()) {
        let papers = read_papers(&state.notebook).0;
        let submission = Some(copies::note(exercise, name));
        carry(act, Label::HandIn, &Papers { submission, ..papers });
    }
}

/// Whether it could be saved; that it was, or was not, is said.
fn download(act: &Act, name: String, notebook: &Notebook, articles: &[Arc<Article>]) -> bool {
    let saved = files::download(&name, &write_notebook(notebook, articles), MEDIA_TYPE).is_ok();
    act.send(Action::Tell(if saved { Notice::SavedCopy(name) } else { Notice::NotExported }));
    saved
}

fn stamp(state: &State) -> Stamp {
    Stamp { writer: state.writer.clone(), now: clock::now() }
}

/// A new exercise on the open article, or the one that the notebook has.
pub(crate) fn exercise_of(state: &State) -> Exercise {
    let known = read_papers(&state.notebook).0.exercise;
    let new = || Exercise::new(clock::new_id(), state.article.id().clone());
    known.unwrap_or_else(new)
}

/// The id for what is made of the form.
pub(crate) fn id_of(state: &State, new: &Id) -> Id {
    let known = state.offer.as_ref().and_then(|offer| offer.exercise());
    known.map_or_else(|| new.clone(), |exercise| exercise.id.clone())
}
