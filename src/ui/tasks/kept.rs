//! Reading what was kept: the tasks of the part `kept`.

use std::future::Future;
use std::pin::Pin;

use super::bring_back::bring_back;
use super::hear::hear;
use super::inherit::inherit;
use super::look_over::look_over;
use super::renew::renew;
use super::resume::{Resumed, resume};
use crate::app::state::State;
use crate::browser::storage::vault;
use crate::domain::id::Id;
use crate::ui::parts::PartMissing;
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// The tasks.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    /// Opens the notebook that was open last.
    pub(crate) resume: fn(Services, State) -> Resuming,
    /// Brings a notebook back from its copy.
    pub(crate) bring_back: fn(&Services, &Act, Id),
    /// Looks over what is stored.
    pub(crate) look_over: fn(&Services, &Act, &Snapshot),
    /// Sees to storage that was closed or emptied under the page.
    pub(crate) renew: fn(&Services, &Act, vault::Notice),
    /// Takes in what another tab tells.
    pub(crate) hear: fn(&Services, &Act, &str),
    /// Stores and shows what pages left that are gone.
    pub(crate) inherit: fn(&Services, &Act),
}

/// A notebook on its way.
pub(crate) type Resuming = Pin<Box<dyn Future<Output = Result<Resumed, PartMissing>>>>;

impl Kept {
    pub(crate) fn new() -> Self {
        Self {
            resume: |services, state| Box::pin(async move { resume(&services, &state).await }),
            bring_back,
            look_over,
            renew,
            hear,
            inherit,
        }
    }
}
