//! What the person likes.

use yew::prelude::*;

use super::CloseProps;
use super::erase::Erase;
use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::{Preferences, Theme};
use crate::app::words::{broken, page};
use crate::browser::storage::preferences;
use crate::domain::command::Command;
use crate::domain::record::MAX_TEXT;
use crate::ui::controls::{Dialog, Field};
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::prefer::prefer;
use crate::ui::tasks::save_raw::save_raw;

/// Colours, keys, selecting, numbers, the person's name, and what is stored.
#[component]
pub(super) fn Settings(props: &CloseProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let preferred = state.preferences;
    let themes = [Theme::System, Theme::Light, Theme::Dark].map(|theme| {
        let act = act.clone();
        let onchange =
            move |_| prefer(&act, Preferences { theme, ..act.state().preferences });
        html! {
            <label class="chip"><input type="radio" name="theme" checked={preferred.theme == theme} {onchange} />{ page::theme(theme) }</label>
        }
    });
    let flag = |words: &'static str, on: bool, flip: fn(&mut Preferences)| {
        let act = act.clone();
        let onchange = move |_| {
            let mut preferences = act.state().preferences;
            flip(&mut preferences);
            prefer(&act, preferences);
        };
        html! {
            <label class="check"><input type="checkbox" checked={on} {onchange} /><span>{ words }</span></label>
        }
    };
    let rename = {
        let (act, id) = (act.clone(), state.author.clone());
        Callback::from(move |name: String| {
            let fits = !name.trim().is_empty() && name.len() <= MAX_TEXT;
            let forgotten = fits && !preferences::set("author-name", name.trim());
            act.command(Command::RenamePerson { id: id.clone(), name });
            if forgotten {
                act.send(Action::Tell(Notice::NotRemembered));
            }
        })
    };
    html! {
        <Dialog title={page::SETTINGS} on_close={props.on_close.clone()}>
            <fieldset class="chips"><legend>{ page::THEME }</legend>{ for themes }</fieldset>
            { flag(page::NUMBERS, preferred.numbers, |it| it.numbers = !it.numbers) }
            { flag(page::WHOLE_WORDS, preferred.whole_words, |it| it.whole_words = !it.whole_words) }
            { flag(page::LETTERS, preferred.letters, |it| it.letters = !it.letters) }
            <p class="field__help">{ page::LETTERS_HELP }</p>
            <Field label={page::YOUR_NAME} value={state.author_name.clone()} help={page::YOUR_NAME_HELP} on_keep={rename} />
            <button type="button" class="button" onclick={move |_| save_raw(&services, &act)}>{ broken::SAVE_RAW }</button>
            <p class="field__help">{ broken::RAW_HELP }</p>
            <Erase />
        </Dialog>
    }
}
