//! One source's particulars.

use yew::prelude::*;

use crate::app::words::{shortened, source as words};
use crate::domain::address::{Address, AddressError};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::source::{Appraisal, Source, Work};
use crate::ui::controls::{Dialog, Field};
use crate::ui::store::{Act, use_act, use_snapshot};

#[derive(Properties, PartialEq)]
pub(super) struct SourceEditorProps {
    pub(super) id: Id,
    pub(super) on_close: Callback<()>,
}

/// Everything is kept as it is typed.
#[component]
pub(super) fn SourceEditor(props: &SourceEditorProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let refused = use_state(|| [None, None] as [Option<AddressError>; 2]);
    let Some(source) = state.notebook.source(&props.id).cloned() else { return Html::default() };
    let body = match source {
        Source::InArticle { passage, name } => {
            let (act, id) = (act.clone(), props.id.clone());
            let rename = Callback::from(move |name| {
                act.command(Command::NameSource { id: id.clone(), name })
            });
            html! {
                <>
                    <blockquote dir="auto">{ shortened(&passage.quote.exact, 500) }</blockquote>
                    <Field label={words::NAME} value={name} written_ahead=true on_keep={rename} />
                </>
            }
        }
        Source::Outside(work) => {
            let kept = |with: fn(&mut Work, String)| {
                let (act, id) = (act.clone(), props.id.clone());
                Callback::from(move |text: String| {
                    revise(&act, &id, |work| with(work, text.trim().to_owned()));
                })
            };
            let address = |which: usize, with: fn(&mut Work, Option<Address>)| {
                let (act, id, refused) = (act.clone(), props.id.clone(), refused.clone());
                Callback::from(move |text: String| {
                    let read = if text.trim().is_empty() {
                        Ok(None)
                    } else {
                        Address::read(&text).map(Some)
                    };
                    let mut errors = (*refused).clone();
                    match read {
                        Ok(url) => {
                            errors[which] = None;
                            revise(&act, &id, |work| with(work, url));
                        }
                        Err(why) => errors[which] = Some(why),
                    }
                    refused.set(errors);
                })
            };
            let text_of = |url: &Option<Address>| {
                url.as_ref().map_or(String::new(), |url| url.as_str().to_owned())
            };
            let error = |which: usize| {
                refused[which].as_ref().map(|why| AttrValue::from(words::address(why)))
            };
            let Appraisal { behind, evidence, others } = work.appraisal.clone();
            let kinds = words::KINDS.iter().map(|kind| html! { <option value={*kind} /> });
            html! {
                <div class="form">
                    <Field label={words::TITLE} value={work.title.clone()} written_ahead=true on_keep={kept(|w, t| w.title = t)} />
                    <Field label={words::URL} value={text_of(&work.url)} error={error(0)} on_keep={address(0, |w, u| w.url = u)} />
                    <Field label={words::AUTHORS} value={work.authors.join("; ")}
                        written_ahead=true on_keep={kept(|w, t| w.authors = t.split(';').map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect())} />
                    <Field label={words::PUBLISHER} value={work.publisher.clone()} written_ahead=true on_keep={kept(|w, t| w.publisher = t)} />
                    <Field label={words::ISSUED} value={work.issued.clone()} written_ahead=true on_keep={kept(|w, t| w.issued = t)} />
                    <Field label={words::KIND} value={work.kind.clone()} list="source-kinds" written_ahead=true on_keep={kept(|w, t| w.kind = t)} />
                    <datalist id="source-kinds">{ for kinds }</datalist>
                    <Field label={words::ARCHIVE} value={text_of(&work.archive)} error={error(1)} on_keep={address(1, |w, u| w.archive = u)} />
                    <fieldset><legend>{ words::APPRAISAL }</legend>
                        <Field label={words::BEHIND} value={behind} multiline=true written_ahead=true on_keep={kept(|w, t| w.appraisal.behind = t)} />
                        <Field label={words::WHAT_EVIDENCE} value={evidence} multiline=true written_ahead=true on_keep={kept(|w, t| w.appraisal.evidence = t)} />
                        <Field label={words::OTHERS} value={others} multiline=true written_ahead=true on_keep={kept(|w, t| w.appraisal.others = t)} />
                    </fieldset>
                </div>
            }
        }
    };
    html! {
        <Dialog title={words::PARTICULARS} on_close={props.on_close.clone()}>
            { body }
            <div class="dialog__foot">
                <button type="button" class="button button--primary" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ words::DONE }</button>
            </div>
        </Dialog>
    }
}

/// Changes one particular, and leaves the others as they are now.
fn revise(act: &Act, id: &Id, with: impl FnOnce(&mut Work)) {
    if let Some(Source::Outside(work)) = act.state().notebook.source(id) {
        let mut work = work.clone();
        with(&mut work);
        act.command(Command::ReviseSource { id: id.clone(), work });
    }
}
