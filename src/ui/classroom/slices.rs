//! Long work in slices, between which the page is free; it ends when what it is
//! for goes away.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::promise::pause;
use crate::browser::timing;

/// A slice may take so many milliseconds, where it can be cut anywhere: half a
/// frame, the other half is the browser's.
const SLICE: f64 = 8.0;

/// What is the very same, not only alike.
#[derive(Clone)]
pub(super) struct Same<T>(pub(super) Rc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The turns that work and page take.
pub(super) struct Turns {
    wanted: Rc<Cell<bool>>,
    began: f64,
}

impl Turns {
    /// Gives the page its turn. `false` where nobody waits for the work any more.
    pub(super) async fn turn(&mut self) -> bool {
        pause(0).await;
        self.began = timing::now_ms();
        self.wanted.get()
    }

    /// The same, once the slice is long.
    pub(super) async fn turn_if_long(&mut self) -> bool {
        timing::now_ms() - self.began < SLICE || self.turn().await
    }
}

/// What `work` has found of `of` so far; it is begun anew when that changes, after
/// the page was painted, and ends when that changes or the component goes away.
#[hook]
pub(super) fn use_slices<Of, Found, Work, Going>(of: Of, work: Work) -> Option<Found>
where
    Of: Clone + PartialEq + 'static,
    Found: Clone + 'static,
    Work: FnOnce(Of, Turns, Callback<Found>) -> Going + 'static,
    Going: Future<Output = ()> + 'static,
{
    let found = use_state(|| None::<(Of, Found)>);
    use_effect_with(of.clone(), {
        let set = found.setter();
        move |of: &Of| {
            let wanted = Rc::new(Cell::new(true));
            let (of, turns) = (of.clone(), Turns { wanted: wanted.clone(), began: 0.0 });
            let show = {
                let of = of.clone();
                Callback::from(move |found| set.set(Some((of.clone(), found))))
            };
            timing::after_next_paint({
                let wanted = wanted.clone();
                move || {
                    if wanted.get() {
                        spawn_local(work(of, turns, show));
                    }
                }
            });
            move || wanted.set(false)
        }
    });
    found.as_ref().filter(|found| found.0 == of).map(|found| found.1.clone())
}

/// Counts up to so many turns of the page: what is drawn can wait for its turn.
#[hook]
pub(super) fn use_turns(most: usize) -> usize {
    let turns = use_state(|| 0);
    use_effect_with((*turns, most), {
        let set = turns.setter();
        move |(now, most)| {
            let next = *now + 1;
            let timer = (next <= *most).then(|| Timeout::new(0, move || set.set(next)));
            move || drop(timer)
        }
    });
    *turns
}
