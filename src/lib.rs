//! Who works with whom in schools, whose classroom door is open, and what cannot be told.
//!
//! `staffroom` takes survey answers on who works with whom, builds formal and informal collaboration networks as
//! [`petgraph`] graphs, and counts who is isolated, who stands between, how schools hang together and where
//! deprivatisation lags. This crate is the library behind the program: every measure is a plain function on a network.
//!
//! ```
//! use staffroom::measures::degree::in_degree;
//! use staffroom::network::adjacency::Adjacency;
//!
//! // Any petgraph graph will do: five teachers, four of whom visited the first.
//! let visits = petgraph::graph::DiGraph::<(), ()>::from_edges([(1, 0), (2, 0), (3, 0), (4, 0)]);
//! let school = Adjacency::from_petgraph(&visits);
//! assert_eq!(in_degree(&school), [4.0, 0.0, 0.0, 0.0, 0.0]);
//! ```
//!
//! # The rooms
//!
//! Bottom to top; a file uses its own room and rooms below it (`tests/house.rs` guards the walls). One way only: survey
//! files → checked survey → network and layers → columns of numbers → findings → report.
//!
//! | room | what is in it |
//! |---|---|
//! | `error` | what stops a run, what a reader should know, and where it was seen |
//! | `timings` | how long each step took |
//! | `dates` | dates and periods as people write them |
//! | `survey` | what people answered: from files to a checked survey |
//! | `network` | who works with whom: one petgraph graph per wave, layers, compact arrays |
//! | `measures` | what we count |
//! | `inference` | how sure we are |
//! | `change` | what became of people and ties between two waves |
//! | `advice` | what to look at first: where deprivatisation lags |
//! | `findings` | the result, from which every output is drawn |
//! | `analyse` | survey in, findings out |
//! | `audience` | what a reader may see: findings in, findings out |
//! | `words` | every sentence and label, in English and Dutch |
//! | `drawing` | pictures |
//! | `report` | findings as a story, a page, tables, a workbook |
//! | `exchange` | a survey as files of other programs, and as a study folder |
//! | `questionnaire` | questions to hand out, templates, and the study file that reads them |
//! | `simulate` | an invented school group |
//! | `cli` | the command line |
//!
//! Behind `findings` everything computes and nothing phrases; in front of it everything phrases and nothing computes.
//!
//! # Features
//!
//! `cli`, `xlsx` and `png` are on by default; the library builds without them.

#![warn(missing_docs, unreachable_pub)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::float_cmp, clippy::print_stdout, clippy::print_stderr)]

pub mod advice;
pub mod analyse;
pub mod audience;
pub mod change;
#[cfg(feature = "cli")]
pub mod cli;
mod dates;
pub mod drawing;
pub mod error;
pub mod exchange;
pub mod findings;
pub mod inference;
pub mod measures;
pub mod network;
pub mod questionnaire;
pub mod report;
pub mod simulate;
pub mod survey;
pub mod timings;
pub mod words;
