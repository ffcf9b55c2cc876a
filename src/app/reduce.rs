//! What becomes of the state when something happened.

use std::sync::Arc;

use super::action::Action;
use super::merging::merge;
use super::notice::Notice;
use super::open::{list, open, refresh, send, send_for};
use super::show::{activate, show};
use super::state::{Commit, Listed, NewVersion, State};
use crate::domain::change::{Change, Edit, Label};
use crate::domain::command::{Command, plan};
use crate::domain::earlier::back_to;
use crate::domain::history::Kept;
use crate::domain::id::Id;
use crate::domain::notebook::{Notebook, Stamp};
use crate::domain::person::Person;
use crate::domain::record::{Body, Content, Record};
use crate::domain::time::Timestamp;
use crate::domain::versions::Fate;

/// The state after an action. The input is not touched.
#[must_use]
pub fn reduce(state: &State, action: Action) -> State {
    let mut next = state.clone();
    match action {
        Action::Do(command, now) => carry_out(&mut next, command, now),
        Action::Undo(now) => turn_back(&mut next, now, true),
        Action::Redo(now) => turn_back(&mut next, now, false),
        Action::DoElsewhere(id, command, now) => do_elsewhere(&mut next, &id, command, now),
        Action::Open(mut opened) => {
            let id = opened.notebook.id().clone();
            next.lost.retain(|lost| lost.id != id);
            // What this tab wrote itself may not have been stored when it was read.
            for commit in next.outgoing.iter().filter(|commit| commit.notebook == id) {
                for record in &commit.records {
                    opened.notebook.take_in(record.clone());
                }
            }
            open(&mut next, *opened);
        }
        Action::TakeIn(id, records) => take_in(&mut next, &id, records),
        Action::TakeVersion(version, now) => take_version(&mut next, &version, now),
        Action::Merge(imports, now) => merge(&mut next, &imports, now),
        Action::GoBack(earlier, now) => go_back(&mut next, &earlier, now),
        Action::Lose(lost) => {
            next.lost.retain(|known| lost.iter().all(|new| new.id != known.id));
            next.lost.extend(lost);
        }
        Action::Find(id) => next.lost.retain(|lost| lost.id != id),
        Action::Remind(id, changes) if id == *next.notebook.id() => next.unexported = changes,
        Action::Broken(count) => next.broken = count,
        // What nobody changed was not kept before either.
        Action::StoreAll if next.untouched => {}
        Action::StoreAll => {
            let records = next.notebook.versions().cloned().collect();
            let (articles, steps) = (next.articles(), next.history.kept());
            send(&mut next, records, articles, steps);
        }
        shown => return show(state, shown),
    }
    next
}

fn carry_out(state: &mut State, command: Command, now: Timestamp) {
    let by = state.by(now.clone());
    let aftermath = Aftermath::of(&command);
    match plan(&state.notebook, &state.article, command, &by) {
        Err(refusal) => state.notice = Some(Arc::new(Notice::Refused(refusal))),
        // Keeping the version that is shown changes no words, but ends the conflict.
        Ok(change) if change.is_empty() && change.label != Label::Settle => {
            aftermath.show(state, None);
        }
        Ok(change) => {
            let label = change.label;
            let change = signed(state, change, &now);
            let steps = state.history.record(change.clone(), false);
            commit(state, &change, now, steps);
            aftermath.show(state, Some(label));
        }
    }
}

/// What the view does after a command.
struct Aftermath {
    opens: Option<Id>,
    links: bool,
    closes: Option<Id>,
}

impl Aftermath {
    fn of(command: &Command) -> Self {
        let mut after = Self { opens: None, links: false, closes: None };
        match command {
            Command::MarkClaim { id, .. } => (after.opens, after.links) = (Some(id.clone()), true),
            Command::MarkSource { link: Some(link), .. } => after.opens = Some(link.claim.clone()),
            Command::MarkSource { id, .. } => after.opens = Some(id.clone()),
            Command::Bin(id) => after.closes = Some(id.clone()),
            _ => {}
        }
        after
    }

    fn show(self, state: &mut State, done: Option<Label>) {
        if let Some(id) = self.opens {
            state.view.selection = None;
            activate(state, Some(id));
            state.view.linking = self.links;
        }
        if self.closes.is_some() && self.closes == state.view.active {
            state.view.active = None;
        }
        if matches!(done, Some(Label::Bin | Label::Erase)) {
            state.notice = done.map(|label| Arc::new(Notice::Done(label)));
        }
    }
}

/// The change, and with it the person's own record if the notebook lacks it.
fn signed(state: &State, mut change: Change, now: &Timestamp) -> Change {
    if state.notebook.person(&state.author).is_none()
        && !change.edits.iter().any(|edit| edit.id == state.author)
    {
        let person = Body::Person(Person { name: state.author_name.clone() });
        let content = Content::new(state.author.clone(), now.clone(), person);
        let before = state.notebook.content(&state.author).cloned();
        change.edits.push(Edit { id: state.author.clone(), before, after: Some(content) });
    }
    change
}

fn commit(state: &mut State, change: &Change, now: Timestamp, steps: Vec<Kept>) {
    let stamp = Stamp { writer: state.writer.clone(), now };
    let records = Arc::make_mut(&mut state.notebook).commit(change, &stamp);
    let named = change.edits.iter().find(|edit| edit.id == state.author);
    if let Some(Content { body: Body::Person(person), .. }) = named.and_then(|e| e.after.as_ref()) {
        state.author_name = person.name.clone();
    }
    if std::mem::take(&mut state.untouched) {
        // Its first change: now all of it is worth keeping.
        let records = state.notebook.versions().cloned().collect();
        send(state, records, state.articles(), steps);
    } else {
        send(state, records, Vec::new(), steps);
    }
    refresh(state);
}

fn turn_back(state: &mut State, now: Timestamp, undo: bool) {
    let turned = if undo {
        state.history.undo(&state.notebook)
    } else {
        state.history.redo(&state.notebook)
    };
    let Some((change, kept)) = turned else { return };
    let notice = match (change.edits.is_empty(), undo) {
        (true, _) => Notice::CannotUndo(change.label),
        (false, true) => Notice::Undone(change.label),
        (false, false) => Notice::Redone(change.label),
    };
    state.notice = Some(Arc::new(notice));
    let touched = change.edits.iter().find(|edit| {
        matches!(edit.after.as_ref().map(|c| &c.body), Some(Body::Claim(_) | Body::Source(_)))
    });
    let shown = touched.map(|edit| edit.id.clone());
    commit(state, &change, now, vec![kept]);
    if let Some(id) = shown.filter(|id| state.notebook.record(id).is_some_and(|r| r.is_live())) {
        activate(state, Some(id));
    }
}

/// Carries a command out on another notebook's own record, which the list holds.
fn do_elsewhere(state: &mut State, id: &Id, command: Command, now: Timestamp) {
    if id == state.notebook.id() {
        return carry_out(state, command, now);
    }
    let Some(listed) = state.catalogue.iter().find(|listed| listed.id == *id) else { return };
    let mut notebook = Notebook::empty(id.clone());
    notebook.take_in(listed.record.clone());
    let by = state.by(now.clone());
    match plan(&notebook, &state.article, command, &by) {
        Ok(change) if !change.is_empty() => {
            let stamp = Stamp { writer: state.writer.clone(), now };
            let records = notebook.commit(&change, &stamp);
            if let Some(listed) = notebook.record(id).and_then(Listed::of) {
                list(&mut state.catalogue, listed);
            }
            send_for(state, Commit::new(id.clone(), records, Vec::new(), Vec::new()));
        }
        Ok(_) => {}
        Err(refusal) => state.notice = Some(Arc::new(Notice::Refused(refusal))),
    }
}

fn take_in(state: &mut State, id: &Id, records: Vec<Arc<Record>>) {
    if id != state.notebook.id() {
        for listed in records.iter().filter_map(Listed::of) {
            state.lost.retain(|lost| lost.id != listed.id);
            list(&mut state.catalogue, listed);
        }
        return;
    }
    if state.untouched && records.iter().any(|record| record.id == *id) {
        // Another tab began it as well, and kept it: its beginning is the one.
        state.notebook = Arc::new(Notebook::empty(id.clone()));
    }
    let notebook = Arc::make_mut(&mut state.notebook);
    let mut changed = false;
    for record in records {
        changed |= notebook.take_in(record);
    }
    if changed {
        // Whoever wrote them has kept the notebook with its article.
        state.untouched = false;
        refresh(state);
    }
}

fn go_back(state: &mut State, earlier: &Notebook, now: Timestamp) {
    state.view.panel = None;
    let change = back_to(&state.notebook, earlier);
    if earlier.id() != state.notebook.id() || change.is_empty() {
        return;
    }
    let label = change.label;
    let change = signed(state, change, &now);
    let steps = state.history.record(change.clone(), true);
    commit(state, &change, now, steps);
    state.notice = Some(Arc::new(Notice::Done(label)));
}

fn take_version(state: &mut State, version: &NewVersion, now: Timestamp) {
    let article = version.article.clone();
    if state.version(article.id()).is_none() {
        state.versions.push(article.clone());
    }
    let placed = version.fates.iter().filter_map(Fate::placed).collect();
    state.view.panel = None;
    let before = state.outgoing.len();
    carry_out(state, Command::TakeVersion { article: article.id().clone(), placed }, now);
    // The text goes where its claims go.
    if let Some(commit) = state.outgoing.get_mut(before) {
        Arc::make_mut(commit).articles.push(article);
    }
}
