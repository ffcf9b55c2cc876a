//! The way back of a class that is kept: all of it when it is opened, and the
//! parts that another tab has written since.

use std::sync::Arc;

use super::keeping::{self, Opening, View, keep};
use super::session;
use crate::app::classroom::{Classroom, Key};
use crate::app::notice::FileProblem;
use crate::browser::dom::page;
use crate::browser::error::BrowserError;
use crate::browser::storage::class::{ClassFound, ClassPlace};
use crate::browser::storage::class_journal as journal;
use crate::browser::timing::Stretch;
use crate::domain::formats::AtHand;
use crate::domain::formats::stored_class::{ClassPart, ClassRecord};
use crate::domain::formats::web_annotation::Contents;
use crate::domain::order::sort_by_key;
use crate::ui::services::Services;

/// The file in a record, as any file is read.
fn read(at_hand: &AtHand, record: &ClassRecord) -> Result<Contents, FileProblem> {
    at_hand.read(&record.file).map_err(FileProblem::Refused)
}

/// Reads the class; where none is kept, `blank` is it. Gives up where the class is
/// emptied meanwhile (another `era` begins then).
pub(super) async fn read_all(services: Services, blank: Classroom, era: u32) {
    let (room, unread) = match services.vault().class().await {
        Ok(found) => match take_all(found, blank, era).await {
            Some(taken) => taken,
            None => return,
        },
        Err(_) => {
            // What cannot be read is not empty, and not written to.
            keeping::with(|keeper| keeper.closed = true);
            (blank, 0)
        }
    };
    let lost = keeping::with(|keeper| {
        let nothing = keeper.edits.is_empty() && unread == 0 && !keeper.closed;
        nothing && keeper.view.lasts && journal::noted().is_some()
    });
    session::replace(room);
    keeping::say(|view| {
        *view = View { opening: Opening::Done, unread, lost, ..view.clone() };
    });
    keep();
}

/// The class in these records, and how many could not be read; `None` if another
/// era began.
async fn take_all(found: ClassFound, blank: Classroom, era: u32) -> Option<(Classroom, usize)> {
    let at_hand = AtHand::new(Vec::new());
    let ClassFound { mut records, broken } = found;
    let mut unread = broken.len();
    keeping::with(|keeper| {
        for place in broken.into_iter().flatten().filter(|place| !place.beside) {
            match place.part {
                ClassPart::Room => keeper.kept.shut(ClassPart::Room),
                part => keeper.beside.push(part),
            }
        }
        keeper.class = None;
        keeper.begun = false;
    });
    sort_by_key(&mut records, |(place, record)| {
        let of_room = place.part == ClassPart::Room;
        (!of_room, place.part != ClassPart::Key, record.place)
    });
    let Some((_, first)) = records.first() else {
        if unread == 0 && journal::noted().is_none() {
            // Nobody is left to lay them over.
            journal::forget(None);
        }
        return Some((blank, unread));
    };
    let class = first.class.clone();
    keeping::with(|keeper| {
        keeper.class = Some(class.clone());
        keeper.begun = true;
    });
    let (mut room, mut key, of) = (None, None, records.len());
    let mut stretch = Stretch::begin();
    for (n, (place, record)) in records.iter().enumerate() {
        if stretch.is_long() {
            keeping::say(|view| view.opening = Opening::Reading(n, of));
            stretch.rest().await;
            if keeping::with(|keeper| keeper.era != era) {
                return None;
            }
        }
        let part = &place.part;
        let sound = match part {
            ClassPart::Room => {
                room = read(&at_hand, record).ok().and_then(Classroom::read_about);
                room.is_some()
            }
            // On the article of the class, which may not be known yet.
            ClassPart::Key => {
                key = Some((place, record));
                continue;
            }
            ClassPart::Work(_) => take_work(&mut room, &at_hand, record),
        };
        unread += usize::from(!sound);
        note(place, record, sound, room.as_ref());
    }
    let mut room = room.unwrap_or_else(|| blank.clone());
    if let Some((place, record)) = key {
        let stamp = keeping::with(|keeper| keeper.stamp());
        let of_kept = |stamp| {
            Key::of_kept(record, |text| at_hand.read(text).ok(), &room, &stamp).map(Arc::new)
        };
        let found = stamp.and_then(of_kept);
        unread += usize::from(found.is_none());
        let sound = found.is_some();
        room.key = found;
        note(place, record, sound, Some(&room));
    }
    if room.is_blank() && unread == 0 {
        // All were taken out: what the open notebook asks for is meant.
        room = blank;
    }
    for left in journal::pending(&class) {
        let of = left.entry.marks.notebook.clone();
        if room.lay_over(&left.entry) {
            keeping::with(|keeper| keeper.left.push(left));
        } else if room.work_of(&of).is_some() || unread == 0 {
            journal::cross_out(&left);
        }
    }
    Some((room, unread))
}

fn take_work(room: &mut Option<Classroom>, at_hand: &AtHand, record: &ClassRecord) -> bool {
    let Some(stamp) = keeping::with(|keeper| keeper.stamp()) else { return false };
    let contents = read(at_hand, record);
    if room.is_none() {
        // The record of the class is broken: its first file says what it is about.
        *room = contents.as_ref().ok().and_then(|it| Classroom::read_about(it.clone()));
    }
    room.as_mut().is_some_and(|room| room.take_back(record, contents, &stamp))
}

/// Notes what storage has in a place.
fn note(place: &ClassPlace, record: &ClassRecord, sound: bool, room: Option<&Classroom>) {
    let part = &place.part;
    keeping::with(|keeper| match room.filter(|_| sound) {
        Some(room) => {
            if place.beside && !keeper.beside.contains(part) {
                keeper.beside.push(part.clone());
            }
            keeper.kept.note(part, room);
            keeper.edits.insert(part.clone(), (record.edit.clone(), record.place));
        }
        None if *part == ClassPart::Room => keeper.kept.shut(ClassPart::Room),
        None => keeper.beside.push(part.clone()),
    });
}

/// Reads these parts again, and takes in what another tab has written.
///
/// # Errors
/// What the browser says.
pub(super) async fn read_again(
    services: &Services,
    places: &[ClassPlace],
) -> Result<(), BrowserError> {
    let records = services.vault().class_parts(places).await?;
    // What is being typed was typed without knowing of that.
    page::announce(page::KEEP_FIELDS);
    let Some(now) = session::now() else { return Ok(()) };
    let at_hand = AtHand::new(Vec::new());
    let mut room = (*now).clone();
    for (place, record) in places.iter().zip(&records) {
        take_part(&mut room, &at_hand, &place.part, record.as_ref());
    }
    session::set(room);
    Ok(())
}

fn take_part(room: &mut Classroom, at_hand: &AtHand, part: &ClassPart, new: Option<&ClassRecord>) {
    let (changed_here, edit, stamp) = keeping::with(|keeper| {
        let changed = keeper.kept.missing(room).contains(part);
        (changed, keeper.edits.get(part).map(|(edit, _)| edit.clone()), keeper.stamp())
    });
    let Some(stamp) = stamp else { return };
    let Some(record) = new else {
        // Taken out there; what was changed here since is put back.
        keeping::with(|keeper| {
            keeper.edits.remove(part);
            match part {
                ClassPart::Room => {}
                ClassPart::Key => keeper.kept.note_key(None),
                ClassPart::Work(id) => keeper.kept.note_work(id, None),
            }
        });
        match part {
            ClassPart::Key if !changed_here => room.key = None,
            ClassPart::Work(id) if !changed_here && edit.is_some() => room.remove(id),
            _ => {}
        }
        return;
    };
    if edit.as_ref() == Some(&record.edit) {
        return;
    }
    let contents = read(at_hand, record);
    match part {
        ClassPart::Room => {
            let Some(theirs) = contents.ok().and_then(Classroom::read_about) else { return };
            keeping::with(|keeper| keeper.kept.note(part, &theirs));
            if !changed_here {
                room.take_about(&theirs);
            }
        }
        ClassPart::Key => {
            let read = |text: &str| at_hand.read(text).ok();
            let Some(key) = Key::of_kept(record, read, room, &stamp).map(Arc::new) else { return };
            keeping::with(|keeper| keeper.kept.note_key(Some(key.clone())));
            if !changed_here {
                room.key = Some(key);
            }
        }
        ClassPart::Work(id) => {
            let Some((theirs, seen)) = room.read_work(record, contents, &stamp) else { return };
            let base = keeping::with(|keeper| keeper.kept.work_of(id).cloned());
            room.meet(&theirs, seen, base.as_ref());
            keeping::with(|keeper| keeper.kept.note_work(id, Some(theirs)));
        }
    }
    keeping::with(|keeper| {
        keeper.edits.insert(part.clone(), (record.edit.clone(), record.place));
    });
}
