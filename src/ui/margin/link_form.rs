//! Linking a claim to a source: its address or title, then what it does.

use yew::prelude::*;

use crate::app::link_drafts;
use crate::app::words::source as words;
use crate::browser::clock;
use crate::browser::dom::focus;
use crate::browser::storage::drafts;
use crate::domain::address::{Address, AddressError};
use crate::domain::command::{Command, NewLink};
use crate::domain::id::Id;
use crate::domain::link::Relation;
use crate::domain::source::{Source, Work};
use crate::ui::controls::{Icon, name_of, text_of};
use crate::ui::store::{Snapshot, use_act, use_snapshot};

#[derive(Properties, PartialEq)]
pub(super) struct LinkFormProps {
    pub(super) claim: Id,
    /// Whether its field takes the focus when it is drawn.
    pub(super) focused: bool,
}

/// What the drafts of this form are kept under.
const FORM: &str = "links";

/// One field and a button for each relation. Enter takes the first relation. What is
/// typed and not entered is there again when the claim is opened the next time.
#[component]
pub(super) fn LinkForm(props: &LinkFormProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let typed = use_state(|| link_drafts::of(&drafts::get(FORM), &props.claim).to_owned());
    let error = use_state(|| None::<String>);
    let field = use_node_ref();
    use_effect_with((props.claim.clone(), props.focused), {
        let field = field.clone();
        move |(_, focused)| {
            if *focused {
                focus::focus(field.cast());
            }
        }
    });
    let set = {
        let (typed, error, claim) = (typed.clone(), error.clone(), props.claim.clone());
        move |text: String| {
            drafts::set(FORM, &link_drafts::with(&drafts::get(FORM), &claim, &text));
            typed.set(text);
            error.set(None);
        }
    };
    let add = {
        let (act, typed, error) = (act.clone(), typed.clone(), error.clone());
        let (claim, field, set) = (props.claim.clone(), field.clone(), set.clone());
        Callback::from(move |relation: Relation| {
            let link = NewLink { id: clock::new_id(), claim: claim.clone(), relation };
            match wanted(&act.state(), &typed) {
                Ok(Wanted::Known(source)) => act.command(Command::Link { link, source }),
                Ok(Wanted::New(work)) => {
                    act.command(Command::AddSource { id: clock::new_id(), work, link: Some(link) });
                }
                Err(why) => {
                    error.set(Some(words::address(&why)));
                    return focus::focus(field.cast());
                }
            }
            set(String::new());
        })
    };
    let oninput = move |event: InputEvent| set(text_of(&event).unwrap_or_default());
    let offered = state.relations();
    let onkeydown = {
        let add = add.clone();
        let usual =
            offered.first().map_or(Relation::Supports, |word| Relation::from_key(&word.key));
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                add.emit(usual.clone());
            }
        }
    };
    let relations = offered.into_iter().map(|word| {
        let onclick = {
            let (add, relation) = (add.clone(), Relation::from_key(&word.key));
            move |_| add.emit(relation.clone())
        };
        html! {
            <button type="button" class="relation" data-relation={word.key.clone()} title={word.help.clone()} {onclick}>
                { word.shown() }
            </button>
        }
    });
    let known = state.outline.sources.iter().filter_map(|record| record.source()).map(|source| {
        html! { <option value={name_of(source)} /> }
    });
    let error_id = error.as_ref().map(|_| "link-error");
    html! {
        <div class="link-form" role="group" aria-label={words::ADD}>
            <label class="field">
                <span class="field__label">{ words::ADD }</span>
                <input class="field__input" type="text" ref={field} value={(*typed).clone()} placeholder={words::ADD_HELP}
                    list="known-sources" autocomplete="off" dir="auto" {oninput} {onkeydown}
                    aria-invalid={error.as_ref().map(|_| "true")} aria-describedby={error_id} />
            </label>
            <datalist id="known-sources">{ for known }</datalist>
            if let Some(error) = &*error {
                <p class="field__error" id="link-error" role="alert">{ error.clone() }</p>
            }
            <div class="relations" role="group" aria-label={words::ADD_AS}>{ for relations }</div>
            <p class="field__help"><Icon name="source" />{ words::IN_ARTICLE_HINT }</p>
        </div>
    }
}

/// What the typed words mean.
enum Wanted {
    Known(Id),
    New(Work),
}

/// A source of that name or address if there is one; else a new one, by its
/// address where it looks like one, by its title where it does not.
fn wanted(state: &Snapshot, typed: &str) -> Result<Wanted, AddressError> {
    let typed = typed.trim();
    let url = Address::read(typed);
    let known = state.outline.sources.iter().find(|record| match record.source() {
        Some(source @ Source::Outside(work)) => {
            [work.name(), &name_of(source)].contains(&typed)
                || url.as_ref().is_ok_and(|url| work.url.as_ref() == Some(url))
        }
        Some(source) => [source.name(), &name_of(source)].contains(&typed),
        None => false,
    });
    if let Some(record) = known.filter(|_| !typed.is_empty()) {
        return Ok(Wanted::Known(record.id.clone()));
    }
    match url {
        Ok(url) => Ok(Wanted::New(Work {
            url: Some(url),
            accessed: Some(clock::now()),
            ..Work::default()
        })),
        Err(why) if typed.is_empty() || Address::is_meant(typed) => Err(why),
        Err(_) => Ok(Wanted::New(Work { title: typed.to_owned(), ..Work::default() })),
    }
}
