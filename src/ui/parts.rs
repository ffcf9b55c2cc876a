//! What loads later: the parts of the page that its first minute does not need.
//!
//! In a release build (feature `split`) each part is a wasm file of its own,
//! cut off where a function here hands it over; `scripts/wasm-bindgen` does the
//! cutting. A part is loaded when it is first used, or as soon as the person
//! does anything at all. Without the feature it is there from the start.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::thread::LocalKey;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::classroom;
use super::dialogs;
use super::lesson::Lesson;
use super::margin;
use super::notes;
use super::reader;
use super::store::Act;
use super::tasks::{desk::Desk, kept::Kept, work::Work};
use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::Panel;
use crate::app::words::notice::sentence;
use crate::browser::dom::page;

/// A part could not be loaded: the connection is down, or the site was
/// replaced since. Asking again tries again.
#[derive(Debug)]
pub(super) struct PartMissing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for PartMissing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// A part on its way.
type Loading<T> = Pin<Box<dyn Future<Output = Result<T, PartMissing>>>>;

/// How a part is come by.
pub(super) struct Entry<T: 'static> {
    fetch: fn() -> Loading<T>,
    here: &'static LocalKey<Cell<Option<T>>>,
}

impl<T: Copy> Entry<T> {
    /// The part, if it was loaded.
    pub(super) fn here(&'static self) -> Option<T> {
        self.here.get()
    }

    /// Loads it, unless it is here.
    ///
    /// # Errors
    /// Where it cannot be loaded now.
    pub(super) async fn load(&'static self) -> Result<T, PartMissing> {
        match self.here.get() {
            Some(part) => Ok(part),
            None => {
                page::want_later_styles();
                let part = (self.fetch)().await?;
                self.here.set(Some(part));
                Ok(part)
            }
        }
    }
}

/// `NAME: type = value, in file`: an entry that loads `file` and gives the value.
macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $value:expr, in $file:ident;)*) => {$(
        $(#[$doc])*
        pub(super) static $name: Entry<$type> = {
            #[cfg_attr(feature = "split", wasm_split_helpers::wasm_split($file, fallible))]
            #[allow(non_snake_case, reason = "named for its entry: names of split functions differ")]
            fn $name() -> Result<$type, PartMissing> {
                Ok($value)
            }
            fn fetch() -> Loading<$type> {
                #[cfg(feature = "split")]
                let loading = $name();
                #[cfg(not(feature = "split"))]
                let loading = std::future::ready($name());
                Box::pin(loading)
            }
            thread_local! {
                static HERE: Cell<Option<$type>> = const { Cell::new(None) };
            }
            Entry { fetch, here: &HERE }
        };
    )*};
}

parts! {
    /// What changes a notebook, and keeps it.
    WORK: Work = Work::new(), in work;
    /// Moving boundaries, and choosing among what overlaps.
    READER_TOOLS: fn(&NodeRef, &NodeRef) -> Html = reader::tools, in work;
    /// What notices say.
    NOTICES: fn(&Notice) -> String = sentence, in work;
    /// The margin's cards, once there is something to show on them.
    CARDS: fn() -> Html = margin::cards, in cards;
    /// What opens above the page.
    DIALOGS: fn(&Panel, Callback<()>) -> Html = dialogs::view, in desk;
    /// Reading and writing files and articles.
    DESK: Desk = Desk::new(), in desk;
    /// The teacher's class; a student's comparison with a key.
    CLASSROOM: fn(bool, Callback<()>) -> Html = classroom::view, in classroom;
    /// Doing an exercise, handing it in, making one.
    LESSON: Lesson = Lesson::new(), in classroom;
    /// What a teacher said of the open notebook.
    FEEDBACK: fn() -> Html = classroom::feedback, in classroom;
    /// What is said of what is stored.
    NOTES: fn() -> Html = notes::notes, in kept;
    /// Reading what an earlier visit, or another tab, kept.
    KEPT: Kept = Kept::new(), in kept;
}

/// Loads all of them, so that nothing has to wait once the person began.
pub(super) fn load_all() {
    // A part that is missing is said to be when it is used.
    spawn_local(async { drop(WORK.load().await) });
    spawn_local(async { drop(NOTICES.load().await) });
    spawn_local(async { drop(READER_TOOLS.load().await) });
    spawn_local(async { drop(CARDS.load().await) });
    spawn_local(async { drop(KEPT.load().await) });
    spawn_local(async { drop(DESK.load().await) });
    spawn_local(async { drop(DIALOGS.load().await) });
}

/// Uses a part from a task, at once if it is here; or says that it is missing.
pub(super) fn with<T: Copy + 'static>(
    act: &Act,
    part: &'static Entry<T>,
    then: impl FnOnce(T) + 'static,
) {
    with_or(act, part, then, || {});
}

/// The same; where it is missing, that is said, and `otherwise` is called.
pub(super) fn with_or<T: Copy + 'static>(
    act: &Act,
    part: &'static Entry<T>,
    then: impl FnOnce(T) + 'static,
    otherwise: impl FnOnce() + 'static,
) {
    if let Some(part) = part.here() {
        return then(part);
    }
    let act = act.clone();
    spawn_local(async move {
        match part.load().await {
            Ok(part) => then(part),
            Err(PartMissing) => {
                act.send(Action::Tell(Notice::PartMissing));
                otherwise();
            }
        }
    });
}

/// A part as a component has it.
pub(super) enum Part<T> {
    /// Not yet.
    Coming,
    /// It is here.
    Here(T),
    /// It could not be loaded.
    Missing,
}

/// Loads a part as long as the component lives.
#[hook]
pub(super) fn use_part<T: Copy + 'static>(part: &'static Entry<T>) -> Part<T> {
    let loaded = use_state(|| part.here().map(Ok));
    use_effect_with((), {
        let (loaded, set) = (loaded.is_some(), loaded.setter());
        move |()| {
            if !loaded {
                spawn_local(async move { set.set(Some(part.load().await.map_err(drop))) });
            }
        }
    });
    match &*loaded {
        None => Part::Coming,
        Some(Ok(here)) => Part::Here(*here),
        Some(Err(())) => Part::Missing,
    }
}
