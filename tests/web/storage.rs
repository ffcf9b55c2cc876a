//! The vault, its journal and the writers' names, in a real database.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use claimlight::browser::error::BrowserError;
use claimlight::browser::storage::class::{ClassPlace, ClassPut, ClassWritten};
use claimlight::browser::storage::class_journal;
use claimlight::browser::storage::database::Found;
use claimlight::browser::storage::vault::{Mode, Notice, Vault};
use claimlight::browser::storage::{journal, preferences, witness, writer};
use claimlight::browser::{clock, tabs, tabs::Tabs};
use claimlight::domain::article::{Article, built_in, read_plain};
use claimlight::domain::change::{Change, Edit, Label};
use claimlight::domain::exercise::Marks;
use claimlight::domain::formats::stored_batch::Batch;
use claimlight::domain::formats::stored_class::{ClassEntry, ClassPart, ClassRecord};
use claimlight::domain::formats::stored_version::Stored;
use claimlight::domain::history::{Kept, Step};
use claimlight::domain::id::Id;
use claimlight::domain::notebook::Notebook;
use claimlight::domain::person::Person;
use claimlight::domain::record::{Body, Content, Particulars, Record};
use claimlight::domain::version::{Version, Writer};
use js_sys::{Promise, eval};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Runs some JavaScript: what only a failing browser does is put in place of what it has.
async fn js(code: &str) -> JsValue {
    let promise: Promise = eval(&format!("(async () => {{ {code} }})()")).unwrap().into();
    JsFuture::from(promise).await.unwrap()
}

async fn number(code: &str) -> usize {
    js(code).await.as_f64().unwrap() as usize
}

/// JavaScript that opens the database and waits for the results of requests.
const OPEN: &str = "
    const result = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const database = await result(indexedDB.open('claimlight'));
    const store = (name) => database.transaction(name, 'readwrite').objectStore(name);
";

async fn count(store: &str) -> usize {
    let code =
        format!("const n = await result(store('{store}').count()); database.close(); return n;");
    number(&format!("{OPEN} {code}")).await
}

async fn empty_vault() -> Vault {
    js("await new Promise((resolve) => {
            const request = indexedDB.deleteDatabase('claimlight');
            request.onsuccess = request.onerror = resolve;
        });
        localStorage.clear();")
    .await;
    let (vault, mode) = Vault::open(|_| {}).await;
    assert_eq!(mode, Mode::Kept);
    vault
}

async fn reopened() -> Vault {
    Vault::open(|_| {}).await.0
}

fn named(name: &str) -> Writer {
    Writer::named(name).unwrap()
}

fn record(id: &Id, version: Version, body: Body) -> Arc<Record> {
    let content = Some(Content::new(id.clone(), clock::now(), body));
    Arc::new(Record { id: id.clone(), version, modified: clock::now(), content })
}

fn person(id: &Id, version: &Version, name: &str) -> Arc<Record> {
    record(id, version.clone(), Body::Person(Person { name: name.into() }))
}

fn batch(notebook: &Id, records: Vec<Arc<Record>>) -> Batch {
    Batch {
        number: 1,
        notebook: notebook.clone(),
        writer: named("a"),
        records,
        articles: Vec::new(),
        steps: Vec::new(),
    }
}

/// A notebook on an article, with one person.
fn first_batch(article: &Article) -> Batch {
    let id = clock::new_id();
    let first = Version::default().advanced(&named("a"));
    let title = "Titel é漢\u{1F600}".into();
    let particulars = Particulars { title, article: article.id().clone() };
    let records = vec![
        record(&id, first.clone(), Body::Notebook(particulars)),
        person(&clock::new_id(), &first, "Blue Heron 17"),
    ];
    Batch { articles: vec![Arc::new(article.clone())], ..batch(&id, records) }
}

fn merged(batches: &[&Batch]) -> Notebook {
    let mut notebook = Notebook::empty(batches[0].notebook.clone());
    for record in batches.iter().flat_map(|batch| &batch.records) {
        notebook.take_in(record.clone());
    }
    notebook
}

fn step(number: u32) -> Step {
    let content =
        Content::new(clock::new_id(), clock::now(), Body::Person(Person { name: "b".into() }));
    let edit = Edit { id: clock::new_id(), before: None, after: Some(content) };
    let change = Change { label: Label::RenamePerson, edits: vec![edit] };
    Step { number, change: Arc::new(change), undone: false }
}

#[wasm_bindgen_test]
async fn a_notebook_is_there_when_the_page_comes_back() {
    let vault = empty_vault().await;
    assert_eq!(vault.found(), Found::Nothing);
    let article = built_in();
    let batch = first_batch(&article);
    assert_eq!(vault.keep(&batch).await, Ok(()));
    drop(vault);

    let vault = reopened().await;
    assert_eq!(vault.found(), Found::Something);
    let loaded = vault.notebook(&batch.notebook).await.unwrap();
    assert_eq!((&loaded.notebook, loaded.broken), (&merged(&[&batch]), 0));
    assert_eq!(vault.article(article.id()).await, Ok(Some(article)));
    let listed = vault.particulars().await.unwrap();
    let titles: Vec<_> = listed.notebooks.iter().map(Notebook::title).collect();
    assert_eq!(titles, ["Titel é漢\u{1F600}"]);
    assert_eq!(listed.notebooks[0].records().count(), 1);
    assert!(listed.missing.is_empty());
    let elsewhere = vault.notebook(&clock::new_id()).await.unwrap();
    assert_eq!(elsewhere.notebook.records().count(), 0);
}

#[wasm_bindgen_test]
async fn versions_that_one_tab_stores_for_others_do_not_take_each_others_place() {
    let vault = empty_vault().await;
    let batch = first_batch(&built_in());
    let id = batch.records[1].id.clone();
    let parent = &batch.records[1].version;
    // From a file: two versions that know nothing of each other, as many edits each.
    let theirs = ["b", "c"].map(|writer| person(&id, &parent.advanced(&named(writer)), writer));
    vault.keep(&batch).await.unwrap();
    vault.keep(&self::batch(&batch.notebook, theirs.to_vec())).await.unwrap();
    let loaded = vault.notebook(&batch.notebook).await.unwrap();
    assert_eq!(loaded.notebook.heads(&id).len(), 2);

    let settled = theirs[0].version.joined(&theirs[1].version).advanced(&named("a"));
    vault.keep(&self::batch(&batch.notebook, vec![person(&id, &settled, "d")])).await.unwrap();
    let before = vault.notebook(&batch.notebook).await.unwrap();
    assert_eq!(vault.sweep(&batch.notebook).await, Ok(3));
    assert_eq!(vault.notebook(&batch.notebook).await, Ok(before));
    assert_eq!(count("versions").await, 2);
}

#[wasm_bindgen_test]
async fn a_full_disk_is_reported_and_nothing_is_half_stored() {
    let vault = empty_vault().await;
    let batch = first_batch(&built_in());
    js("window.realAdd = IDBObjectStore.prototype.add;
        let calls = 0;
        IDBObjectStore.prototype.add = function (...all) {
            if (++calls === 2) throw new DOMException('full', 'QuotaExceededError');
            return realAdd.apply(this, all);
        };")
    .await;
    let refused = vault.keep(&batch).await;
    js("IDBObjectStore.prototype.add = realAdd;").await;
    assert_eq!(refused, Err(BrowserError::Quota));
    assert_eq!((count("versions").await, count("articles").await), (0, 0));
    assert_eq!(vault.keep(&batch).await, Ok(()));
    assert_eq!((count("versions").await, count("articles").await), (2, 1));
}

#[wasm_bindgen_test]
async fn a_transaction_that_is_taken_back_is_reported() {
    let vault = empty_vault().await;
    js("window.realAdd = IDBObjectStore.prototype.add;
        IDBObjectStore.prototype.add = function (...all) {
            const request = realAdd.apply(this, all);
            // After the request succeeded: only the transaction knows.
            request.onsuccess = () => this.transaction.abort();
            return request;
        };")
    .await;
    let refused = vault.keep(&batch(&clock::new_id(), first_batch(&built_in()).records)).await;
    js("IDBObjectStore.prototype.add = realAdd;").await;
    assert_eq!(refused, Err(BrowserError::Aborted));
    assert_eq!(count("versions").await, 0);
}

#[wasm_bindgen_test]
async fn without_a_database_the_page_works_while_it_lasts() {
    js("window.realDatabase = Object.getOwnPropertyDescriptor(window, 'indexedDB');
        Object.defineProperty(window, 'indexedDB', { value: undefined, configurable: true });")
    .await;
    let (vault, mode) = Vault::open(|_| {}).await;
    js("Object.defineProperty(window, 'indexedDB', realDatabase);").await;
    assert_eq!(mode, Mode::Memory(BrowserError::Unavailable));
    let article = built_in();
    let batch = Batch { steps: vec![Kept::Put(step(1))], ..first_batch(&article) };
    assert_eq!(vault.keep(&batch).await, Ok(()));
    assert_eq!(vault.notebook(&batch.notebook).await.unwrap().notebook, merged(&[&batch]));
    assert_eq!(vault.particulars().await.unwrap().notebooks.len(), 1);
    assert_eq!(vault.article(article.id()).await.unwrap().as_ref(), Some(&article));
    assert_eq!(vault.steps(&batch.notebook, &batch.writer).await.unwrap().len(), 1);
    assert!(vault.raw().await.contains("Blue Heron 17"));
    assert_eq!(vault.erase_notebook(&batch.notebook).await, Ok(()));
    assert_eq!(vault.article(article.id()).await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_database_that_does_not_answer_is_not_waited_for() {
    drop(empty_vault().await);
    // The request to delete it waits for the connection, ours for the request.
    js(&format!("{OPEN} window.held = database; indexedDB.deleteDatabase('claimlight');")).await;
    let (_, mode) = Vault::open(|_| {}).await;
    js("held.close();").await;
    assert_eq!(mode, Mode::Memory(BrowserError::Timeout));
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_counted_and_left_in_place() {
    let vault = empty_vault().await;
    let batch = first_batch(&built_in());
    vault.keep(&batch).await.unwrap();
    let id = batch.notebook.as_str();
    let code = format!(
        "await result(store('versions').add({{ notebook: '{id}', kind: 'claim', record: {{ type: 7 }} }}, ['{id}', 'urn:x:1', 1, 'x']));
         const cycle = {{}}; cycle.self = cycle;
         await result(store('versions').add(cycle, ['{id}', 'urn:x:2', 1, 'x']));
         await result(store('versions').add('nonsense', ['{id}', 'urn:x:3', 1, 'x']));
         database.close();"
    );
    js(&format!("{OPEN} {code}")).await;
    let loaded = vault.notebook(&batch.notebook).await.unwrap();
    assert_eq!((&loaded.notebook, loaded.broken), (&merged(&[&batch]), 3));
    assert_eq!(vault.sweep(&batch.notebook).await, Ok(0));
    assert_eq!(count("versions").await, 5);
}

#[wasm_bindgen_test]
async fn fields_of_other_tools_come_back_digit_by_digit() {
    let vault = empty_vault().await;
    let id = clock::new_id();
    let mut content =
        Content::new(id.clone(), clock::now(), Body::Person(Person { name: "b".into() }));
    let numbers = serde_json::json!({ "post": 18_446_744_073_709_551_615_u64, "share": 0.1 });
    content.extra.insert("https://example.org/numbers".into(), numbers);
    let version = Version::default().advanced(&named("a"));
    let record = Record { id: id.clone(), version, modified: clock::now(), content: Some(content) };
    let batch = batch(&id, vec![Arc::new(record)]);
    vault.keep(&batch).await.unwrap();
    assert_eq!(vault.notebook(&id).await.unwrap().notebook, merged(&[&batch]));
}

#[wasm_bindgen_test]
async fn everything_comes_out_as_text() {
    let vault = empty_vault().await;
    let batch = first_batch(&built_in());
    vault.keep(&batch).await.unwrap();
    let raw: serde_json::Value = serde_json::from_str(&vault.raw().await).unwrap();
    assert_eq!(raw["database"]["versions"]["values"].as_array().unwrap().len(), 2);
    assert_eq!(raw["database"]["versions"]["keys"][0][0], batch.notebook.as_str());
    assert!(raw["localStorage"]["claimlight/witness"].is_string());
}

#[wasm_bindgen_test]
async fn what_a_page_left_behind_is_stored_by_the_next() {
    let vault = empty_vault().await;
    let batch = Batch { steps: vec![Kept::Put(step(1))], ..first_batch(&built_in()) };
    // Another page's, with the same name and number.
    let later =
        self::batch(&batch.notebook, vec![person(&clock::new_id(), &Version::default(), "b")]);
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.set_item("claimlight/journal/a/00000001/other", &later.write()).unwrap();
    // It is not overwritten, and a second try takes no more room.
    assert_eq!(journal::write(&batch), journal::write(&batch));
    let pending = journal::pending(&named("a"));
    assert_eq!(pending.len(), 2);
    assert!(pending.iter().any(|(_, left)| *left == batch));
    let seen_by_others = journal::pending(&named("b"));
    assert!(seen_by_others.iter().all(|(_, left)| left.steps.is_empty()));
    for _ in 0..2 {
        for (_, left) in &pending {
            assert_eq!(vault.keep(left).await, Ok(()));
        }
    }
    let loaded = vault.notebook(&batch.notebook).await.unwrap();
    assert_eq!(loaded.notebook, merged(&[&batch, &later]));
    assert_eq!(count("versions").await, 3);
    pending.iter().for_each(|(entry, _)| journal::done(entry));
    assert!(journal::pending(&named("a")).is_empty());
}

#[wasm_bindgen_test]
async fn the_journal_keeps_what_it_cannot_read() {
    let vault = empty_vault().await;
    let batch = first_batch(&built_in());
    let mut text: serde_json::Value = serde_json::from_str(&batch.write()).unwrap();
    text["records"].as_array_mut().unwrap().push(serde_json::json!({ "type": 7 }));
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.set_item("claimlight/journal/a/1/x", &text.to_string()).unwrap();
    storage.set_item("claimlight/journal/a/2/x", "nonsense").unwrap();
    let pending = journal::pending(&named("a"));
    assert_eq!(pending.iter().map(|(_, left)| left).collect::<Vec<_>>(), [&batch]);
    journal::done(&pending[0].0);
    assert_eq!(journal::pending(&named("a")).len(), 1);
    // Not so if the person erases the notebook.
    vault.erase_notebook(&batch.notebook).await.unwrap();
    assert!(journal::pending(&named("a")).is_empty());
}

#[wasm_bindgen_test]
async fn steps_are_put_and_forgotten() {
    let vault = empty_vault().await;
    let steps = [step(1), step(2), Step { undone: true, ..step(11) }];
    let put = steps.iter().cloned().map(Kept::Put).collect();
    let batch = Batch { steps: put, ..batch(&clock::new_id(), Vec::new()) };
    vault.keep(&batch).await.unwrap();
    vault.keep(&Batch { writer: named("b"), ..batch.clone() }).await.unwrap();
    assert_eq!(vault.steps(&batch.notebook, &batch.writer).await.unwrap(), steps);
    let forget = Batch { steps: vec![Kept::Forget(2)], ..batch.clone() };
    vault.keep(&forget).await.unwrap();
    let left = vault.steps(&batch.notebook, &batch.writer).await.unwrap();
    assert_eq!(left, [steps[0].clone(), steps[2].clone()]);
    assert_eq!(vault.steps(&batch.notebook, &named("b")).await.unwrap().len(), 3);
}

#[wasm_bindgen_test]
async fn an_erased_notebook_takes_its_article_along_if_no_other_needs_it() {
    let vault = empty_vault().await;
    let article = built_in();
    let [one, two] = [first_batch(&article), first_batch(&article)];
    let other_article = read_plain("Another text.").finish().unwrap();
    let three = first_batch(&other_article);
    for batch in [&one, &two, &three] {
        vault.keep(batch).await.unwrap();
    }
    vault.erase_notebook(&one.notebook).await.unwrap();
    assert_eq!(vault.notebook(&one.notebook).await.unwrap().notebook.records().count(), 0);
    assert_eq!(vault.notebook(&two.notebook).await.unwrap().notebook, merged(&[&two]));
    assert!(vault.article(article.id()).await.unwrap().is_some());
    vault.erase_notebook(&two.notebook).await.unwrap();
    assert_eq!(vault.article(article.id()).await, Ok(None));
    assert!(vault.article(other_article.id()).await.unwrap().is_some());
    assert_eq!(witness::notebooks().keys().cloned().collect::<Vec<_>>(), [three.notebook]);
    vault.erase_everything().await.unwrap();
    assert_eq!(count("versions").await + count("articles").await, 0);
}

#[wasm_bindgen_test]
async fn a_lost_database_is_noticed() {
    let vault = empty_vault().await;
    let batch = first_batch(&built_in());
    vault.keep(&batch).await.unwrap();
    witness::set_mirror(&batch.notebook, "the file").unwrap();
    drop(vault);
    js("await new Promise((r) => { indexedDB.deleteDatabase('claimlight').onsuccess = r; });")
        .await;
    let vault = reopened().await;
    let missing = vault.particulars().await.unwrap().missing;
    assert_eq!(missing.keys().collect::<Vec<_>>(), [&batch.notebook]);
    assert_eq!(witness::mirror(&batch.notebook).as_deref(), Some("the file"));
    assert_eq!(witness::mirror(&clock::new_id()), None);
    witness::forget(&batch.notebook);
    assert!(vault.particulars().await.unwrap().missing.is_empty());
}

#[wasm_bindgen_test]
async fn a_damaged_article_is_not_taken_for_another_text() {
    let vault = empty_vault().await;
    let article = built_in();
    let batch = first_batch(&article);
    vault.keep(&batch).await.unwrap();
    let key = article.id().as_str();
    js(&format!("{OPEN} await result(store('articles').put({{}}, '{key}')); database.close();"))
        .await;
    assert_eq!(vault.article(article.id()).await, Err(BrowserError::Damaged));
    vault.keep(&batch).await.unwrap();
    assert_eq!(vault.article(article.id()).await, Ok(Some(article)));
}

#[wasm_bindgen_test]
async fn a_later_version_of_the_page_is_made_way_for() {
    drop(empty_vault().await);
    let notices = Rc::new(RefCell::new(Vec::new()));
    let heard = notices.clone();
    let (vault, _) = Vault::open(move |notice| heard.borrow_mut().push(notice)).await;
    let batch = first_batch(&built_in());
    vault.keep(&batch).await.unwrap();
    js("await new Promise((resolve) => {
            indexedDB.open('claimlight', 99).onsuccess = (event) => resolve(event.target.result.close());
        });")
    .await;
    assert_eq!(*notices.borrow(), [Notice::Superseded]);
    assert_eq!(vault.keep(&batch).await, Err(BrowserError::Newer));

    let (vault, mode) = Vault::open(|_| {}).await;
    assert_eq!(mode, Mode::ReadOnly(BrowserError::Newer));
    assert_eq!(vault.keep(&batch).await, Err(BrowserError::Newer));
    let loaded = vault.notebook(&batch.notebook).await.unwrap();
    assert_eq!(loaded.notebook, merged(&[&batch]));
    assert!(vault.raw().await.contains("Blue Heron 17"));
}

#[wasm_bindgen_test]
async fn a_database_that_the_browser_closed_is_opened_again() {
    drop(empty_vault().await);
    let notices = Rc::new(RefCell::new(Vec::new()));
    let heard = notices.clone();
    let (vault, _) = Vault::open(move |notice| heard.borrow_mut().push(notice)).await;
    let batch = first_batch(&built_in());
    js("const real = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function () {
            IDBDatabase.prototype.transaction = real;
            throw new DOMException('closing', 'InvalidStateError');
        };")
    .await;
    assert_eq!(vault.keep(&batch).await, Ok(()));
    assert_eq!(*notices.borrow(), [Notice::Reopened { emptied: false }]);
    assert_eq!(vault.notebook(&batch.notebook).await.unwrap().notebook, merged(&[&batch]));
}

#[wasm_bindgen_test]
async fn no_two_open_tabs_write_under_one_name() {
    js("localStorage.clear(); sessionStorage.clear();").await;
    let one = writer::lease().await;
    // As in a tab that was duplicated: it finds the other's name in its session.
    let two = writer::lease().await;
    assert_ne!(one, two);
    assert_eq!(writer::names(), [one, two]);
    // A name that no tab holds is used again.
    js("localStorage.setItem('claimlight/writers', 'not a name\\nfree'); sessionStorage.clear();")
        .await;
    assert_eq!(writer::lease().await, named("free"));
    // What a tab used before it was loaded again comes first.
    js("localStorage.setItem('claimlight/writers', 'x\\ny'); sessionStorage.setItem('claimlight/writer', 'y');").await;
    assert_eq!(writer::lease().await, named("y"));
    js("localStorage.clear(); sessionStorage.clear();").await;
}

#[wasm_bindgen_test]
async fn blocked_storage_costs_no_more_than_what_it_stores() {
    js("window.realStorage = Object.getOwnPropertyDescriptor(window, 'localStorage');
        Object.defineProperty(window, 'localStorage', { configurable: true, get() {
            throw new DOMException('blocked', 'SecurityError');
        } });")
    .await;
    let batch = first_batch(&built_in());
    let (entry, written) = journal::write(&batch);
    let has_room = journal::has_room();
    let pending = journal::pending(&batch.writer);
    preferences::set("theme", "dark");
    let theme = preferences::get("theme");
    let missing = witness::notebooks();
    js("Object.defineProperty(window, 'localStorage', realStorage);").await;
    journal::done(&entry);
    assert!(!written && !has_room && journal::has_room());
    assert!(pending.is_empty() && missing.is_empty());
    assert_eq!(theme.as_deref(), Some("dark"));
    preferences::set("theme", "light");
    assert_eq!(preferences::get("theme").as_deref(), Some("light"));
    assert_eq!(preferences::get("none"), None);
}

#[wasm_bindgen_test]
async fn other_tabs_hear_of_new_versions() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hears = heard.clone();
    let listening = Tabs::open(move |message| hears.borrow_mut().extend(tabs::read(&message)));
    let telling = Tabs::open(|_| unreachable!("a tab does not hear itself"));
    let batch = first_batch(&built_in());
    js("new BroadcastChannel('claimlight').postMessage({ notebook: 7 });").await;
    telling.tell(&batch.notebook, &batch.records);
    js("await new Promise((resolve) => setTimeout(resolve, 100));").await;
    assert_eq!(*heard.borrow(), [(batch.notebook.clone(), batch.records.clone())]);
    drop(listening);
    telling.tell(&batch.notebook, &batch.records);
    js("await new Promise((resolve) => setTimeout(resolve, 100));").await;
    assert_eq!(heard.borrow().len(), 1);
}

fn class_record(class: &str, edit: &str, place: u32) -> ClassRecord {
    let (name, file) = ("Ann.jsonld".into(), "{ \"漢\": \"\u{1F600}\" }".into());
    ClassRecord { class: class.into(), edit: edit.into(), place, name, unsaved: true, file }
}

fn put(part: &ClassPart, known: Option<&str>, record: Option<ClassRecord>) -> ClassPut {
    let place = ClassPlace { part: part.clone(), beside: false };
    ClassPut { place, known: known.map(str::to_owned), record }
}

#[wasm_bindgen_test]
async fn a_class_is_kept_part_by_part() {
    let vault = empty_vault().await;
    let work = ClassPart::Work(clock::new_id());
    let [room, ann] = [class_record("a", "1", 0), class_record("a", "2", 1)];
    let first = [
        put(&ClassPart::Room, None, Some(room.clone())),
        put(&work, None, Some(ann.clone())),
        put(&ClassPart::Key, None, Some(class_record("a", "3", 0))),
    ];
    // Not before it is begun.
    assert_eq!(vault.keep_class("a", false, &first).await, Ok(ClassWritten::Gone));
    assert_eq!(vault.keep_class("a", true, &first).await, Ok(ClassWritten::All));
    drop(vault);
    let vault = reopened().await;
    let found = vault.class().await.unwrap();
    assert_eq!((found.records.len(), found.broken.len()), (3, 0));
    let place = ClassPlace { part: work.clone(), beside: false };
    assert!(found.records.contains(&(place.clone(), ann)));
    // Only over what was read; all or nothing.
    let late = [
        put(&ClassPart::Key, Some("3"), None),
        put(&work, Some("1"), Some(class_record("a", "4", 1))),
    ];
    assert_eq!(vault.keep_class("a", false, &late).await, Ok(ClassWritten::Changed));
    assert_eq!(count("class").await, 3);
    let next = [late[0].clone(), put(&work, Some("2"), Some(class_record("a", "4", 1)))];
    assert_eq!(vault.keep_class("a", false, &next).await, Ok(ClassWritten::All));
    let again = vault.class_parts(&[place]).await.unwrap();
    assert_eq!(again, [Some(class_record("a", "4", 1))]);
    assert_eq!(count("class").await, 2);
    // Another class does not come between.
    let other = [put(&ClassPart::Room, None, Some(class_record("b", "5", 0)))];
    assert_eq!(vault.keep_class("b", true, &other).await, Ok(ClassWritten::Gone));
    vault.empty_class(Some("b")).await.unwrap();
    assert_eq!(count("class").await, 2);
    vault.empty_class(Some("a")).await.unwrap();
    assert_eq!(count("class").await, 0);
    let back = [put(&work, Some("4"), Some(class_record("a", "6", 1)))];
    assert_eq!(vault.keep_class("a", false, &back).await, Ok(ClassWritten::Gone));
    assert_eq!(count("class").await, 0);
}

#[wasm_bindgen_test]
async fn a_class_that_there_is_no_room_for_is_not_half_stored() {
    let vault = empty_vault().await;
    let work = ClassPart::Work(clock::new_id());
    let parts = [
        put(&ClassPart::Room, None, Some(class_record("a", "1", 0))),
        put(&work, None, Some(class_record("a", "2", 1))),
    ];
    js("window.realPut = IDBObjectStore.prototype.put;
        let calls = 0;
        IDBObjectStore.prototype.put = function (...all) {
            if (++calls === 2) throw new DOMException('full', 'QuotaExceededError');
            return realPut.apply(this, all);
        };")
    .await;
    let refused = vault.keep_class("a", true, &parts).await;
    js("IDBObjectStore.prototype.put = realPut;").await;
    assert_eq!(refused, Err(BrowserError::Quota));
    assert_eq!(count("class").await, 0);
    assert_eq!(vault.keep_class("a", true, &parts).await, Ok(ClassWritten::All));
    vault.erase_everything().await.unwrap();
    assert_eq!(count("class").await, 0);
}

#[wasm_bindgen_test]
async fn parts_of_a_class_that_cannot_be_read_are_counted_and_left() {
    let vault = empty_vault().await;
    let work = ClassPart::Work(clock::new_id());
    let room = put(&ClassPart::Room, None, Some(class_record("a", "1", 0)));
    vault.keep_class("a", true, &[room]).await.unwrap();
    let id = work.name();
    let code = format!(
        "const sound = await result(store('class').get(['room']));
         await result(store('class').put({{ ...sound, format: 99 }}, ['work', '{id}']));
         await result(store('class').put(7, ['work', 'no name']));
         await result(store('class').put({{ ...sound, file: null }}, ['key']));
         await result(store('class').put({{ ...sound, place: 0.5 }}, [['work']]));
         database.close();"
    );
    js(&format!("{OPEN} {code}")).await;
    let found = vault.class().await.unwrap();
    assert_eq!((found.records.len(), found.broken.len()), (1, 4));
    let place = ClassPlace { part: work.clone(), beside: false };
    assert!(found.broken.contains(&Some(place.clone())));
    let broken = vault.broken().await.unwrap();
    assert_eq!(broken.iter().filter(|it| it.what == Stored::Class).count(), 4);
    // What is written of it stands beside it.
    let beside = ClassPut {
        place: ClassPlace { beside: true, ..place },
        ..put(&work, None, Some(class_record("a", "2", 1)))
    };
    assert_eq!(vault.keep_class("a", false, &[beside]).await, Ok(ClassWritten::All));
    let found = vault.class().await.unwrap();
    assert_eq!((found.records.len(), found.broken.len()), (2, 4));
    assert!(vault.raw().await.contains("Ann.jsonld"));
    vault.empty_class(Some("a")).await.unwrap();
    assert_eq!(count("class").await, 0);
}

#[wasm_bindgen_test]
async fn the_journal_of_a_class_is_crossed_out_by_whoever_stored_it() {
    js("localStorage.clear();").await;
    let id = clock::new_id();
    let base = Marks::new(clock::new_id(), id.clone());
    let entry = |words: &str| {
        let marks = Marks { overall: words.into(), ..base.clone() };
        ClassEntry { base: base.clone(), marks }
    };
    class_journal::note("a");
    assert!(class_journal::write("a", &entry("One")));
    assert!(class_journal::write("a", &entry("Two")));
    assert!(class_journal::pending("b").is_empty());
    let left = class_journal::pending("a");
    assert_eq!(left.iter().map(|left| &left.entry).collect::<Vec<_>>(), [&entry("Two")]);
    // Its page has said more since.
    assert!(class_journal::write("a", &entry("Three")));
    class_journal::cross_out(&left[0]);
    assert_eq!(class_journal::pending("a").len(), 1);
    class_journal::done("a", &id);
    assert!(class_journal::pending("a").is_empty());
    // With the next class nothing is left of this one.
    assert!(class_journal::write("a", &entry("One")));
    class_journal::note("b");
    assert!(class_journal::pending("a").is_empty());
    assert_eq!(class_journal::noted().as_deref(), Some("b"));
    class_journal::forget(Some("a"));
    assert_eq!(class_journal::noted().as_deref(), Some("b"));
    assert!(class_journal::write("b", &entry("One")));
    class_journal::forget(Some("b"));
    assert_eq!(number("return localStorage.length;").await, 0);
}
