//! What people see: Yew function components, hooks, and tasks (one verb a file).
//!
//! Components show state and send actions. They decide nothing that `domain` or
//! `app` could decide, and await nothing: what takes time is a task.

mod classroom;
mod controls;
mod dialogs;
mod exercise;
mod header;
mod hooks;
mod lesson;
mod loss;
mod margin;
mod notes;
mod notice;
mod panel;
mod parts;
mod reader;
mod reminder;
mod root;
mod services;
mod store;
mod tasks;
mod workspace;

/// Starts the page.
pub fn start() {
    yew::Renderer::<root::Root>::new().render();
}
