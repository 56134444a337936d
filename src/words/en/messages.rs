//! Notices and errors in English.

use super::English;
use crate::error::{Error, Field, Limit, Notice, Thing};
use crate::words::{Message, Messages};

fn list(items: &[String]) -> String {
    if items.is_empty() { "nothing".into() } else { items.join("; ") }
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Id => "the person's id or name",
        Field::Name => "the name",
        Field::School => "the school",
        Field::Role => "the role",
        Field::Phase => "the phase",
        Field::From => "who names (from)",
        Field::To => "who is named (to)",
        Field::Relation => "the relation",
        Field::Frequency => "how often",
        Field::Wave => "the wave",
        Field::Group => "the group",
        Field::Person => "the person",
        Field::Reporter => "who reported",
        Field::Email => "the e-mail address",
        Field::Answered => "whether somebody answered",
        Field::Measure => "the measure",
        Field::Value => "the value",
        Field::Written => "the name as written",
        _ => "a value",
    }
}

fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Wave => "wave",
        Thing::Layer => "layer",
        Thing::School => "school",
        Thing::Measures => "family of measures",
        Thing::Relation => "relation",
    }
}

impl Messages for English {
    fn notice_word(&self) -> &'static str {
        "notice"
    }

    fn error_word(&self) -> &'static str {
        "error"
    }

    fn message_heads(&self) -> [&'static str; 3] {
        ["seen", "so", "help"]
    }

    fn open_this(&self, file: &str) -> String {
        format!("Open {file} in a browser.")
    }

    fn simulated(&self, folder: &str) -> String {
        format!("An invented school group stands in {folder}. Try: staffroom analyse {folder}")
    }

    fn notice(&self, notice: &Notice) -> Message {
        match notice {
            Notice::UnknownPerson { place, written, answers, nearest } => {
                let m = Message::new(format!("{place}: \"{written}\" is not on the staff list; {answers} answers are set aside"));
                let m = if nearest.is_empty() { m } else { m.seen(format!("nearest: {}", nearest.join(", "))) };
                m.help("add this person to the staff list, or use --unknown add")
            }
            Notice::MoreUnknownPeople { names, answers } => {
                Message::new(format!("{names} further names are not on the staff list; {answers} answers are set aside"))
                    .help("see tables/ledger.csv for the first places")
            }
            Notice::AddedPeople { people } => {
                Message::new(format!("{people} people who are named but not on the staff list were added as outsiders"))
                    .so("they are in no denominator, and ties to them count as external")
            }
            Notice::SelfTies { place, answers } => {
                Message::new(format!("{place}: {answers} answers in which people name themselves are set aside"))
            }
            Notice::RepeatedTies { place, answers } => {
                Message::new(format!("{place}: {answers} answers stand there a second time; the second is set aside"))
            }
            Notice::UnknownFrequency { place, label, answers } => {
                Message::new(format!("{place}: \"{label}\" is not a number or a known label of how often; {answers} answers are set aside"))
                    .help(format!("give it a number in study.toml: [frequencies] \"{label}\" = 2"))
            }
            Notice::UnknownValue { place, written, times } => {
                Message::new(format!("{place}: \"{written}\" is not understood and is left out ({times} times)"))
            }
            Notice::IncompleteRow { place, missing, rows } => {
                Message::new(format!("{place}: {rows} rows without {}; they are set aside", field(*missing)))
            }
            Notice::LongRow { place, rows } => {
                Message::new(format!("{place}: {rows} rows have more cells than there are headings"))
                    .so("what is beyond the last heading is not read")
                    .help("check for separators inside a cell that are not in quotes")
            }
            Notice::NewRelation { place, relation, nearest } => {
                let m = Message::new(format!("{place}: the relation \"{relation}\" is not in the catalogue"))
                    .so("it counts as informal, from the one who names, and opens no classroom door");
                let m = match nearest {
                    Some(nearest) => m.seen(format!("nearest: {nearest}")),
                    None => m,
                };
                m.help(format!("describe it in study.toml: [[relations]] id = \"{relation}\""))
            }
            Notice::RelationAssumed { place, relation } => {
                Message::new(format!("{place}: the file does not say which relation it holds; taken as {relation}"))
                    .help("add a column relation, or [[ties]] relation = \"…\" in study.toml")
            }
            Notice::WaveWithoutRoster { wave, answers } => {
                Message::new(format!("wave {wave}: the staff list has no row for it; {answers} answers are about it"))
                    .so("everybody on the staff list is taken to be there")
            }
            Notice::PersonTwice { place, id } => {
                Message::new(format!("{place}: {id} stands on the staff list twice"))
                    .so("taken as one person; home is the school with the largest fte")
            }
            Notice::AnswersFromSilent { wave, people, answers, examples } => {
                Message::new(format!("wave {wave}: {people} people are marked as not having answered, and yet report {answers} ties"))
                    .seen(examples.join(", "))
                    .so("the ties count; the people still count as not having answered")
            }
            Notice::ColumnsNotRead { place, columns } => {
                Message::new(format!("{place}: {} columns are not read", columns.len())).seen(list(columns))
            }
            Notice::FileNotRead { place, used } => {
                Message::new(format!("{place}: not read, because {used} comes first"))
                    .help("name the file in study.toml if you mean this one")
            }
            Notice::EncodingGuessed { place, encoding, doubtful } => {
                let m = Message::new(format!("{place}: read as {encoding}"));
                match doubtful {
                    Some(word) => m.seen(word).help("if letters look wrong, save the file as UTF-8"),
                    None => m,
                }
            }
            Notice::BadLetters { place, encoding } => {
                Message::new(format!("{place}: some letters could not be read as {encoding}"))
                    .help("save the file as UTF-8")
            }
            Notice::NoRoles { place } => Message::new(format!("{place}: there is no column for the role"))
                .so("everybody counts for the open-door rate, also who does not teach a class"),
            Notice::OtherRoles { labels, nobody_left } => {
                let shown: Vec<String> = labels.iter().map(|(l, n)| format!("{l} ({n})")).collect();
                let lines: Vec<String> = labels.iter().map(|(l, _)| format!("\"{l}\" = \"teacher\"")).collect();
                let m = Message::new("these roles do not count for the open-door rate").seen(shown.join("; "));
                if *nobody_left {
                    m.so("nobody is left to compute an open-door rate from")
                        .help(format!("say who teaches a class in study.toml: [roles] {}", lines.join(", ")))
                } else {
                    m
                }
            }
            Notice::ResponseNotKnown { wave, silent } => {
                Message::new(format!("wave {wave}: nothing says who answered"))
                    .so(format!(
                        "the numbers stand as if everybody had; {silent} people reported nothing and are named by nobody: \
                         isolated, or they did not answer"
                    ))
                    .help("add a column answered (yes or no) to the staff list")
            }
            Notice::LowResponse { wave, school, answered, asked } => {
                Message::new(format!("{school}, wave {wave}: {answered} of {asked} people answered"))
                    .so(format!(
                        "ties to the other {} are seen from one side only; figures of this school are rough",
                        asked.saturating_sub(*answered)
                    ))
            }
            Notice::OneSideAsked { wave, relation, host_side } => Message::new(if *host_side {
                format!("wave {wave}: for {relation} only the one who is visited was asked")
            } else {
                format!("wave {wave}: for {relation} only the one who visits was asked")
            })
            .so("no report can be checked against the other side, and one missing form hides all of that person's visits"),
            Notice::Contradicted { wave, relation, ties } => {
                Message::new(format!("wave {wave}: {ties} reports of {relation} are denied by the other end"))
                    .so("they do not count; the reporting interval shows what they would change")
            }
            Notice::AskedWithinSchool { relation } => {
                Message::new(format!("{relation} was asked within the own school only"))
                    .so("nothing is said about contact between schools: it was not asked")
            }
            Notice::AcrossThoughWithin { place, answers } => Message::new(format!(
                "{place}: {answers} answers are about somebody of another school, though the question was about the own school; \
                 they are set aside"
            )),
            Notice::NoFormalTies { wave } => Message::new(format!("wave {wave}: there is no formal tie"))
                .so("formal and informal cannot be compared")
                .help("teams count as formal ties with [groups] teams_from = [\"phase\"], as_ties = [\"team\"] in study.toml"),
            Notice::LimitedByForm { wave, relation, max_names, people } => Message::new(format!(
                "wave {wave}: {people} people filled all {max_names} places that the form has for {relation}"
            ))
            .so("how many they name is limited by the form; so are reciprocity and density"),
            Notice::LayersLeftOut { people } => {
                Message::new(format!("{people} people: single relations are left out, and path measures are on layer all only"))
                    .help("ask for more with --layer, or for everything with --layer each")
            }
            Notice::PairsLeftOut { schools } => {
                Message::new(format!("{schools} schools: only pairs of schools with a tie are listed"))
            }
            Notice::SchoolUnknown { place, school } => {
                Message::new(format!("{place}: school \"{school}\" is in one of the staff list and the schools file only"))
            }
            Notice::GroupUnknown { place, group } => {
                Message::new(format!("{place}: group \"{group}\" is not in the groups file"))
            }
            Notice::IdsMade { place, by } => {
                Message::new(format!("{place}: there is no column with an id; people get p001, p002, …"))
                    .so(format!("over waves they are matched by {}", field(*by)))
            }
            Notice::NoRoster { people } => {
                Message::new(format!("there is no staff list: the {people} people are those named in the ties"))
                    .so("who was asked and named by nobody is missing, so nobody can be called isolated for sure")
                    .help("add teachers.csv with a row for everybody who was asked")
            }
        }
    }

    fn error(&self, error: &Error) -> Message {
        match error {
            Error::NotFound { path } => Message::new(format!("{path}: there is no such file or folder"))
                .help("check the spelling and the folder you are in"),
            Error::CannotRead { path, source } => {
                Message::new(format!("{path}: cannot be read")).seen(source.to_string())
            }
            Error::CannotWrite { path, source } => Message::new(format!("{path}: cannot be written"))
                .seen(source.to_string())
                .help("choose another folder with --out"),
            Error::OutputNotEmpty { path, seen } => {
                Message::new(format!("{path}: the folder is not empty and is not an earlier report"))
                    .seen(list(seen))
                    .help("choose another folder with --out, or use --force to write into it")
            }
            Error::EmptyFile { file } => {
                Message::new(format!("{file}: the file is empty")).help("save it again from your spreadsheet")
            }
            Error::NotText { file, seen } => {
                Message::new(format!("{file}: this is not a table of text")).seen(seen).help("save the sheet as CSV")
            }
            Error::NotRead { file, seen } => Message::new(format!("{file}: this kind of file is not read here"))
                .seen(seen)
                .help("save it as a table with one row for each tie"),
            Error::TooLarge { file, what, seen, limit } => {
                let what = match what {
                    Limit::Bytes => "bytes",
                    Limit::Cell => "bytes in one cell",
                    Limit::Columns => "columns",
                    Limit::People => "people",
                    Limit::Ties => "answers about ties",
                    Limit::Relations => "relations",
                    Limit::Waves => "waves",
                };
                Message::new(format!("{file}: too large")).seen(format!("{seen} {what}; the limit is {limit}"))
            }
            Error::NoColumn { place, want, seen } => Message::new(format!("{place}: no column for {}", field(*want)))
                .seen(list(seen))
                .help("say which it is in study.toml, for example [teachers] columns = { id = \"Personeelsnr\" }"),
            Error::ColumnNotThere { place, name, seen } => {
                Message::new(format!("{place}: there is no column \"{name}\""))
                    .seen(list(seen))
                    .help("correct it in study.toml")
            }
            Error::Study { place, message, nearest } => {
                let m = Message::new(format!("{place}: {message}"));
                match nearest {
                    Some(nearest) => m.help(format!("did you mean \"{nearest}\"?")),
                    None => m,
                }
            }
            Error::Conflict { place, id, field: f, seen } => {
                Message::new(format!("{place}: \"{id}\" stands here with another value for {} than before", field(*f)))
                    .seen(format!("{} and {}", seen.0, seen.1))
                    .help("make the two rows agree")
            }
            Error::NoTies { path, seen } => Message::new(format!("{path}: no file of ties found"))
                .seen(list(seen))
                .help("call it ties.csv, or name it in study.toml: [[ties]] file = \"…\""),
            Error::NoPeople { file } => Message::new(format!("{file}: nobody is on the staff list")),
            Error::Unknown { what, name, seen } => {
                Message::new(format!("there is no {} \"{name}\"", thing(*what))).seen(list(seen))
            }
            Error::BadOption { option, seen, want } => {
                Message::new(format!("{option}: \"{seen}\" cannot be used")).help(want)
            }
            Error::Schema { path, seen, want } => Message::new(format!(
                "{path}: made by another version of the program (schema {seen}; this one reads {want})"
            ))
            .help("make it again with this version"),
            Error::Drawing { name, message } => {
                Message::new(format!("the picture {name} could not be drawn")).seen(message)
            }
            Error::Broken { place, format, seen } => {
                Message::new(format!("{place}: the file is not right as {format}"))
                    .seen(seen)
                    .help("save or export it again")
            }
            Error::Several(errors) => Message::new(format!("{} problems", errors.len())),
        }
    }
}
