//! English errors: what stops a run.

use super::English;
use super::fields::{field, headings, limit, place, quoted, thing};
use super::notices;
use super::shapes::shape;
use crate::error::{Difference, EarlierWhy, Error, Field, Notice, Place, Thing};
use crate::words::keys::key;
use crate::words::message::{Message, Messages, old_workbooks, sheets_of, toml};
use crate::words::numbers::{Noun, Numbers};
use std::io::ErrorKind;

impl Messages for English {
    fn notice_word(&self) -> &'static str {
        "notice"
    }

    fn error_word(&self) -> &'static str {
        "error"
    }

    fn seen_word(&self) -> &'static str {
        "seen"
    }

    fn so_word(&self) -> &'static str {
        "so"
    }

    fn help_word(&self) -> &'static str {
        "help"
    }

    fn place(&self, at: &Place) -> String {
        place(at)
    }

    fn notice(&self, notice: &Notice) -> Message {
        notices::notice(notice)
    }

    fn error(&self, error: &Error) -> Message {
        phrased(error)
    }
}

/// What the operating system says, in a word or two.
fn reason(source: &std::io::Error) -> String {
    match source.kind() {
        ErrorKind::PermissionDenied => "no permission".into(),
        ErrorKind::NotFound => "it is not there".into(),
        ErrorKind::NotADirectory => "it is a file, not a folder".into(),
        ErrorKind::IsADirectory => "it is a folder, not a file".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk cannot be written to".into(),
        _ => source.to_string(),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each error, so that the compiler sees when one is missing")]
fn phrased(error: &Error) -> Message {
    match error {
        // About files as a whole.
        Error::NotFound { path } => Message::new(format!("{path}: there is no such file or folder"))
            .help("look at the spelling, and from which folder the program was started"),
        Error::CannotRead { path, source } => Message::new(format!("{path}: cannot be read"))
            .seen(reason(source))
            .help("close the file in other programs, and look whether you may read it"),
        Error::CannotWrite { path, source } => Message::new(format!("{path}: cannot be written"))
            .seen(reason(source))
            .help("choose another folder with --out, or ask for the right to write in this one"),
        Error::OutputNotEmpty { path, seen } => {
            Message::new(format!("{path}: the folder is not empty, and it is not an earlier report"))
                .seen(headings(seen, 5))
                .help("choose another folder with --out; --force writes the report among what is there")
        }
        Error::PlanEdited { path } => {
            Message::new(format!("{path}: this plan was edited since it was written, and stays"))
                .so("nothing was written")
                .help(format!(
                    "choose another folder with --out; advise … --plan {path} shows what the plan would change; with --force what you edited is lost"
                ))
        }
        Error::EmptyFile { file } => Message::new(format!("{file}: the file is empty"))
            .help("save the list again, with its headings in the first line"),
        Error::NotText { file, seen } if seen == "xls" => {
            Message::new(format!("{file}: this is a workbook of an old Excel (.xls), which is not read"))
                .help("open it in your spreadsheet and save it as .xlsx or CSV")
        }
        Error::NotText { file, seen } => Message::new(format!("{file}: this is not a table of text"))
            .seen(seen.clone())
            .help("save it from your spreadsheet as CSV"),
        Error::NotRead { file, seen } => Message::new(format!("{file}: this kind of file is not read"))
            .seen(seen.clone())
            .help("save it from your spreadsheet as CSV"),
        Error::Broken { place: at, format, seen } => {
            Message::new(format!("{}: this is not right as {format}", place(at)))
                .seen(seen.clone())
                .help("save it again from the program that made it, or as CSV")
        }
        Error::TooLarge { file, what, seen, limit: most } => {
            Message::new(format!("{file}: too large: {} {}", English.count(*seen), limit(*what)))
                .seen(format!("the most that is read is {}", English.count(*most)))
                .help("look whether this is the right file; a larger one is read with --limit (see --help)")
        }
        // About what stands in files and options.
        Error::NotInShape { place: at, shape: told, seen } => Message::new(format!(
            "{}: this cannot be read as {}, as study.toml says",
            place(at),
            shape(*told)
        ))
        .seen(headings(seen, 12))
        .help("take the line shape = … out of study.toml, or say with columns, range or [questions] what is where"),
        Error::NoColumn { place: at, want, seen, headings: Some((line, below)) } => {
            Message::new(format!("{}: no column for {}", place(at), field(*want)))
                .seen(headings(seen, 12))
                .help(format!("the headings seem to stand in line {line} ({}): take the lines above it out of the file", headings(below, 12)))
        }
        Error::NoColumn { place: at, want: Field::Wave, seen, .. } => {
            Message::new(format!("{}: no column for {}", place(at), field(Field::Wave)))
                .seen(headings(seen, 12))
                .help(format!("say which wave these ties are of in study.toml, or add a column wave:\n[[ties]]\nfile = \"{}\"\nwave = \"…\"", at.file))
        }
        Error::NoColumn { place: at, want, seen, .. } => {
            let table = if matches!(want, Field::From | Field::To) { "[[ties]]" } else { "[teachers]" };
            Message::new(format!("{}: no column for {}", place(at), field(*want))).seen(headings(seen, 12)).help(
                format!(
                    "say which it is in study.toml, for example\n{table}\nfile = \"{}\"\ncolumns = {{ {} = \"{}\" }}",
                    at.file,
                    key(*want),
                    seen.first().map_or("…", String::as_str)
                ),
            )
        }
        Error::MixedSeparators { place: at, separator, other, rows } => {
            Message::new(format!("{}: the columns are parted by \"{}\", and the headings by \"{}\"", place(at), other, separator))
                .seen(English.many(*rows, Noun::Row))
                .so("all of such a row would be one cell")
                .help("use one sign in the whole file: open it in a spreadsheet, look whether each column is by itself, and save it again as CSV")
        }
        Error::ColumnNotThere { place: at, name, seen } => {
            Message::new(format!("{}: there is no column \"{name}\", which study.toml names", place(at)))
                .seen(headings(seen, 12))
                .help("write the heading in study.toml as it stands in the file")
        }
        Error::Study { place: at, message, nearest } => {
            let help = nearest.as_ref().map_or_else(
                || "look at the README for what study.toml may hold".to_owned(),
                |n| format!("perhaps \"{n}\" is meant"),
            );
            Message::new(format!("{}: {message}", place(at))).help(help)
        }
        Error::Conflict { place: at, id, field: which, seen } => {
            Message::new(format!("{}: \"{id}\" stands here with another value for {}", place(at), field(*which)))
                .seen(format!("first \"{}\", here \"{}\"", seen.0, seen.1))
                .help("correct one of the two, or give two different people two ids")
        }
        Error::NoTies { path, seen } => {
            let message = Message::new(format!("{path}: no ties found")).help(
                "put ties.csv in the folder (columns from, to, relation), or let the program look at your files and write a study.toml:\nstaffroom init FOLDER",
            );
            let old: Vec<&str> = old_workbooks(seen).collect();
            let message = match old[..] {
                [] => message,
                _ => message.help(format!("workbooks of an old Excel are not read: save {} as .xlsx or CSV", old.join(", "))),
            };
            if seen.is_empty() { message.seen("an empty folder") } else { message.seen(headings(seen, 8)) }
        }
        Error::StaffAndTies { file, staff: Some(staff), ties } => Message::new(format!(
            "{file}: the staff list and the ties are sheets of one workbook, and nothing says which is which"
        ))
        .seen(format!("staff list: \"{staff}\"; ties: {}", quoted(ties, ties.len())))
        .help(format!(
            "unless they are others, say it in study.toml, in the same folder (in place of a [[ties]] of this file):{}",
            sheets_of(file, Some(staff), ties)
        )),
        Error::StaffAndTies { file, staff: None, ties } => {
            Message::new(format!("{file}: there are ties in it, and nothing says on which sheet"))
                .seen(quoted(ties, ties.len()))
                .help(format!(
                    "unless they are others, say it in study.toml (in place of a [[ties]] of this file):{}",
                    sheets_of(file, None, ties)
                ))
        }
        Error::NotBothDays { seen } => {
            Message::new(format!("--period: of \"{seen}\" it cannot be told which are the first and the last day"))
                .help("give both: 2025-08-25/2026-01-31, or \"25 August 2025 - 31 January 2026\" (after \"until\" the last day may be in it or not)")
        }
        Error::NoPeople { file } => Message::new(format!("{file}: nobody is on the staff list"))
            .help("give each person a row, under a heading with id, school, role"),
        Error::Unknown { what, name, seen } => Message::new(format!("there is no {} \"{name}\"", thing(*what)))
            .seen(headings(seen, 20))
            .help("choose one of these"),
        Error::UnknownAt { place: at, what, name, seen } => {
            let message = Message::new(format!("{}: there is no {} \"{name}\"", place(at), thing(*what)));
            let message = if seen.is_empty() { message } else { message.seen(headings(seen, 20)) };
            if *what == Thing::Wave {
                return message.help(format!("write it as one of these, or list it in study.toml at its place in time:\n[[waves]]\nid = {}", toml(name)));
            }
            message.help("write it as on the staff list, or take the line out")
        }
        Error::BadOption { option, seen, want } => {
            Message::new(format!("{option}: \"{seen}\" cannot be used")).help(format!("give {want}"))
        }
        Error::WavesDiffer { from, to, differences } => Message::new(format!(
            "the waves {from} and {to} were not asked in the same way, so that their figures do not compare"
        ))
        .seen(listed(differences))
        .help("--allow-different compares them all the same, and the report says so"),
        Error::NotTwoWaves { seen } => Message::new("a comparison needs two waves, the second after the first")
            .seen(headings(seen, 20))
            .help("name two waves in their order: --from WAVE --to WAVE"),
        Error::PlanWithoutIds { path } => Message::new(format!(
            "{path}: people have no ids, and the numbers of the plan may be somebody else's since it was made"
        ))
        .help("put a column with an id on the staff list before the plan is made"),
        Error::WrongOrder { from, to, seen } => Message::new(if from == to {
            format!("{from} is one wave, and a comparison needs two")
        } else {
            format!("wave {from} does not come before wave {to}")
        })
        .seen(headings(seen, 20))
        .help("--from names the earlier wave and --to the later one"),
        Error::EarlierWave { path, why: EarlierWhy::NotTies, .. } => {
            Message::new(format!("{path}: this is what the program found, and no file of ties")).help(format!(
                "to compare with it, name it as a wave in study.toml:\n[[waves]]\nid = \"2024\"\nfindings = \"{path}\""
            ))
        }
        Error::EarlierWave { path, why: EarlierWhy::NoIds, .. } => Message::new(format!(
            "{path}: people have no ids, there or here, and the numbers they got instead may be somebody else's"
        ))
        .help("put a column with an id on the staff list of every wave, or give the raw files of that wave"),
        Error::EarlierWave { path, program, why } => Message::new(match why {
            EarlierWhy::Version => format!("{path}: made by {program}, which may count in another way"),
            EarlierWhy::Edition => format!("{path}: this edition holds no people, and a wave cannot be made from it"),
            EarlierWhy::Pseudonyms => {
                format!("{path}: people stand under pseudonyms there, which were drawn for that edition alone")
            }
            EarlierWhy::Meaning => {
                format!("{path}: a relation has a direction there and none here, or the other way round")
            }
            EarlierWhy::NoTies => format!("{path}: holds no ties, because it is about very many people"),
            _ => format!("{path}: does not hold the wave that study.toml names"),
        })
        .help("give the raw files of that wave, or an analyst's edition made by this version"),
        Error::Schema { path, seen, want } => Message::new(format!(
            "{path}: made by another edition of the program (schema {seen}, this one reads {want})"
        ))
        .help("make the report again from the survey, or use the edition that made it"),
        Error::Drawing { name, message } => Message::new(format!("{name}: the picture could not be drawn"))
            .seen(message.clone())
            .help("--no-plots makes the report without pictures as files"),
        Error::Several(list) => Message::new(English.many(list.len() as u64, Noun::Problem)),
    }
}

/// In what two waves differ, one line each.
pub(super) fn listed(differences: &[Difference]) -> String {
    use crate::words::changes::Changes;
    differences.iter().map(|d| English.difference(d)).collect::<Vec<_>>().join("\n")
}
