//! Runs the built program as a user would: commands, streams, exit codes, languages, files.
#![cfg(feature = "cli")]

mod common;

#[path = "cli/aliases.rs"]
mod aliases;
#[path = "cli/commands.rs"]
mod commands;
#[path = "cli/folder.rs"]
mod folder;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/messages.rs"]
mod messages;
#[path = "cli/remade.rs"]
mod remade;
#[path = "cli/streams.rs"]
mod streams;
#[path = "cli/truth.rs"]
mod truth;
#[path = "cli/waves.rs"]
mod waves;
