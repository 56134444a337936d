//! Findings as something to read: a story, a page, tables, a workbook.

pub mod json;
pub mod story;
pub mod tables;
pub mod terminal;
#[cfg(feature = "xlsx")]
mod workbook;
