//! What the class links to.

use std::rc::Rc;

use yew::prelude::*;

use super::claims::bar;
use super::table::{Cell, Row, Table, number};
use crate::app::classroom::{Classroom, Seen};
use crate::app::words::classroom as words;
use crate::app::words::shortened;

#[derive(Properties)]
pub(super) struct SourceTableProps {
    pub(super) room: Rc<Classroom>,
    pub(super) seen: Rc<Seen>,
}

impl PartialEq for SourceTableProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.seen, &other.seen)
    }
}

/// Each source with how many have it, and what for.
#[component]
pub(super) fn SourceTable(props: &SourceTableProps) -> Html {
    if props.seen.sources.is_empty() {
        return Html::default();
    }
    let rows = props.seen.sources.iter().enumerate().map(|(at, source)| {
        let used = source.relations.iter();
        let used = used.map(|(it, n)| (words::relation(&props.room.exercise, it), *n));
        Row {
            key: at.to_string(),
            cells: vec![
                Cell::words(shortened(&source.name, 120)),
                Cell { by: number(source.people), shown: bar(source.people, props.seen.people()) },
                Cell::count(source.links()),
                Cell::words(words::spread(used)),
            ],
            current: false,
        }
    });
    let columns = [words::SOURCE, words::USED_BY, words::LINKS, words::USED_FOR];
    let columns = columns.map(AttrValue::from).to_vec();
    html! { <Table caption={words::SOURCE_TABLE} {columns} rows={rows.collect::<Vec<_>>()} /> }
}
