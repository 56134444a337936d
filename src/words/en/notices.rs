//! English notices: what a reader should know, though the run goes on.

use super::English;
use super::errors::listed;
use super::fields::{field, headings, place, quoted};
use super::shapes::{reason, shape};
use crate::error::{AlikeSchools, DecimalShown, Field, Notice, Place};
use crate::words::message::{Message, alias_line, is_prose, kept_apart, listed_waves, sheet_of_ties};
use crate::words::numbers::{Noun, Numbers, with};

/// The place, a colon, and what is the matter.
fn at(where_: &Place, what: &str) -> Message {
    Message::new(format!("{}: {what}", place(where_)))
}

/// How many times a thing was seen, when it was more than once.
fn further(n: u64, noun: Noun) -> String {
    if n > 1 { format!("{} in all, this is the first", English.many(n, noun)) } else { String::new() }
}

#[expect(clippy::too_many_lines, reason = "one arm for each notice, so that the compiler sees when one is missing")]
pub(super) fn notice(notice: &Notice) -> Message {
    match notice {
        // About what stands in the files.
        Notice::SelfTies { place, answers } => at(place, "somebody named themselves; this is set aside")
            .seen(further(*answers, Noun::Answer))
            .help("nothing to do: nobody is their own colleague"),
        Notice::RepeatedTies { place, answers } => at(place, "the same answer stands there again; it counts once")
            .seen(further(*answers, Noun::Answer))
            .help("if these were two visits, give one row with a frequency of 2"),
        Notice::UnknownFrequency { place, label, answers } => {
            at(place, &format!("\"{label}\" is neither a number nor a known frequency; the answer is set aside"))
                .seen(English.many(*answers, Noun::Answer))
                .help(format!("say what it means in study.toml:\n[frequencies]\n\"{label}\" = 2"))
        }
        Notice::UnknownValue { place, written, times, on_list: Some((staff, nearest)) } => {
            let best = nearest.first().map(|best| format!(", for example {best}")).unwrap_or_default();
            let near = if nearest.is_empty() { String::new() } else { format!("nearest: {}", nearest.join(", ")) };
            let more = further(*times, Noun::Row);
            let seen: Vec<String> = [near, more].into_iter().filter(|s| !s.is_empty()).collect();
            let help = if staff.is_empty() { "put a staff list (teachers.csv) in the folder that has this id".to_owned() } else { format!("write an id that stands in {staff}{best}; or add this one there") };
            at(place, &format!("\"{written}\" is not on the staff list; the row is left out")).seen(seen.join("; ")).help(help)
        }
        Notice::UnknownValue { place, written, times, on_list: None } => {
            at(place, &format!("\"{written}\" is not understood and is left out"))
                .seen(further(*times, Noun::Row))
                .help("write one of the values that the README gives for this column")
        }
        Notice::IncompleteRow { place, missing, rows } => {
            at(place, &format!("{} is missing; the row is set aside", field(*missing)))
                .seen(further(*rows, Noun::Row))
                .help("fill in the cell, or take the row out")
        }
        Notice::LongRow { place, rows } => at(place, "there are more cells than headings; the extra ones are not read")
            .seen(further(*rows, Noun::Row))
            .help("perhaps a separator stands inside a text: put such a cell between double quotes"),
        Notice::NewRelation { place, relation, nearest } => {
            let nearest = nearest.as_ref().map(|n| format!("nearest: {n}")).unwrap_or_default();
            at(place, &format!("the relation \"{relation}\" is not in the catalogue"))
                .seen(nearest)
                .so("it counts as informal, from the one who names, and opens no classroom door")
                .help(format!(
                    "if it means something else, say so in study.toml:\n[[relations]]\nid = \"{relation}\"\nfamily = \
                     \"informal\"\nopenness = 1"
                ))
        }
        Notice::RelationAssumed { place, relation, by_name } => {
            let why = if *by_name { ", after the name of the file" } else { "; the name of the file tells nothing" };
            at(place, &format!("nothing says which relation these ties are; taken as \"{relation}\"{why}")).help(format!(
                "add a column relation, or say it in study.toml:\n[[ties]]\nfile = \"{}\"\nrelation = \"{relation}\"",
                place.file
            ))
        }
        Notice::ColumnsNotRead { place, columns } => at(place, "some columns are not read")
            .seen(headings(columns, 12))
            .help("nothing to do, unless one of them matters: then give its heading under columns in study.toml; of a question about colleagues under [questions], with the relation it asks"),
        Notice::FilesFound { staff, ties } => {
            let list = staff.as_ref().map_or_else(|| "none".to_owned(), |file| format!("\"{file}\""));
            Message::new("nothing says which file is which; they were looked at")
                .seen(format!("staff list: {list}; ties: {}", quoted(ties, 8)))
                .help("staffroom init FOLDER writes this down in study.toml, where you can correct it")
        }
        Notice::ShapeFound { place, shape: found, reason: why } => {
            at(place, &format!("read as {}: {}", shape(*found), reason(why)))
                .help("if that is not right, say the shape in study.toml: [[ties]] shape = \"…\"")
        }
        Notice::QuestionTaken { place, question, relation, host_side } => {
            let told = if *host_side { format!("{{ relation = \"{relation}\", reporter = \"to\" }}") } else { format!("\"{relation}\"") };
            at(place, &format!("the question \"{question}\" is taken as \"{relation}\", by its wording"))
                .help(format!("make sure of it in study.toml:\n[questions]\n\"{question}\" = {told}"))
        }
        Notice::EarlierForm { place, answers } => {
            at(place, "somebody handed in more than one form; the last finished one counts")
                .seen(format!("{} set aside", English.many(*answers, Noun::Answer)))
                .help("if these are two people, give each an id of their own")
        }
        Notice::FileNotRead { place, used } => {
            at(place, &format!("not read, because {used} is there as well")).help(format!(
                "if {} is the right one, take {used} out of the folder or name the file in study.toml",
                place.file
            ))
        }
        Notice::KindNotRead { place } => at(place, "this kind of file is not read")
            .so("what stands in it is missing here")
            .help(if is_prose(&place.file) {
                "put the table in an .xlsx or CSV file of the same name"
            } else {
                "open it in the program it was made with and save it as .xlsx or CSV, under the same name"
            }),
        Notice::SheetsNotRead { place, used, sheets } => {
            let what = match used.as_str() {
                "" => "only a part of what it holds is read".to_owned(),
                used => format!("the sheet \"{used}\" is read, not {}", quoted(sheets, 8)),
            };
            at(place, &what).help(format!(
                "if another one is meant, or more of them, name each in study.toml (a staff list under [teachers]):\n{}",
                sheet_of_ties(&place.file, sheets.first().map_or("…", String::as_str))
            ))
        }
        Notice::LikeWaves { workbook, missing, parts } => {
            let names: Vec<String> = parts.iter().map(|p| p.0.clone()).filter(|name| !name.is_empty()).collect();
            let waves: Vec<String> = parts.iter().map(|p| p.1.clone()).collect();
            let names = if names.is_empty() { format!("of {}", quoted(&waves, 8)) } else { quoted(&names, 8) };
            let what = match workbook {
                Some(file) => format!("{file}: the sheets {names} look like waves of one survey, and are not read as such"),
                None => format!("the files {names} look like waves of one survey, and are read as one wave"),
            };
            let so = if *missing {
                "one sheet alone is read: what stands in the others is missing here, and what changed cannot be told"
            } else {
                "what was said at one moment and at another is not kept apart, and what changed cannot be told"
            };
            Message::new(what)
                .so(so)
                .help(format!("if they are waves, say so in study.toml:{}", kept_apart(workbook.as_deref(), parts)))
        }
        Notice::DecimalSign { place, written, read, shown } => {
            let seen = match shown {
                DecimalShown::ByOthers { example } => format!("\"{example}\" in the same column"),
                DecimalShown::Both => "both signs in the same column".to_owned(),
                DecimalShown::Nowhere => "no other cell of the column shows which sign it is".to_owned(),
            };
            at(place, &format!("\"{written}\" is read as {read}"))
                .seen(seen)
                .help("if that is wrong, write the numbers of this column without a sign for thousands")
        }
        Notice::EncodingGuessed { place, encoding, doubtful } => {
            let seen = doubtful.as_ref().map(|d| format!("{d} (perhaps another encoding)")).unwrap_or_default();
            at(place, &format!("read as {encoding}"))
                .seen(seen)
                .help("look whether names with accents are right; if not, save the file as UTF-8, or say  encoding = \"macintosh\"  (or another) in study.toml")
        }
        Notice::BadLetters { place, encoding } => {
            at(place, &format!("some letters could not be read as {encoding}; a \u{fffd} stands in their place"))
                .help("save the file as UTF-8")
        }
        // About who is on the staff list.
        Notice::UnknownPerson { place, written, answers, nearest } => {
            let ties = if *answers == 1 { "the tie is set aside".into() } else { format!("{answers} ties are set aside") };
            let seen = if nearest.is_empty() { String::new() } else { format!("nearest: {}", nearest.join(", ")) };
            let help = match nearest.first() {
                Some(best) => format!("if {best} is meant, put a line {} in aliases.csv (headings: written,id); else add \"{written}\" to the staff list", alias_line(written, best)),
                None => format!("add \"{written}\" to the staff list, or use --unknown add"),
            };
            at(place, &format!("\"{written}\" is not on the staff list; {ties}")).seen(seen).help(help)
        }
        Notice::SharedName { place, written, answers, people, id } => {
            let ties = if *answers == 1 { "the tie is set aside".into() } else { format!("{answers} ties are set aside") };
            let many = people.len();
            let help = match id {
                Some(id) => format!("if always the same one is meant, put a line {} in aliases.csv (headings: written,id); else write the id instead of the name", alias_line(written, id)),
                None => "give each of them an id on the staff list, and write it in the answers, or in aliases.csv".to_owned(),
            };
            at(place, &format!("{many} people on the staff list are called \"{written}\"; {ties}")).seen(people.join(", ")).help(help)
        }
        Notice::MoreUnknownPeople { names, answers } => Message::new(format!(
            "{} further names are not on the staff list; their {} are set aside",
            English.count(*names),
            English.many(*answers, Noun::Answer)
        ))
        .help("staffroom check writes all of them to aliases-to-review.csv"),
        Notice::AddedPeople { people } => Message::new(format!(
            "{} not on the staff list: added as outside the group",
            English.many(*people, Noun::Person)
        ))
        .so("they are in no rate and no school; ties with them count as ties with the outside"),
        Notice::PersonTwice { place, id } => at(place, &format!("\"{id}\" stands on the staff list again"))
            .so("the rows are read as one person with several schools; the home school is the one with most working time")
            .help("if these are two people, give each an id of their own"),
        Notice::NoRoles { place } => at(place, "there is no column that says what people do")
            .so("everybody counts as a teacher with a class, directors and support staff as well; rates may be too low")
            .help("add a column role, with teacher, director, support, …"),
        Notice::OtherRoles { labels, nobody_left } => {
            let name = |l: &str| if l.is_empty() { "(empty)".to_owned() } else { l.to_owned() };
            let seen: Vec<String> = labels.iter().map(|(l, n)| format!("{} ({n})", name(l))).collect();
            let names: Vec<String> =
                labels.iter().take(4).map(|(l, _)| format!("\"{}\" = \"teacher\"", if l.is_empty() { "…" } else { l })).collect();
            let message = Message::new("some roles are not those of a teacher with a class").seen(headings(&seen, 12));
            let message = if *nobody_left {
                message.so("nobody is left whose classroom could be open: there is no open-door rate")
            } else {
                message.so("these people are in the network, and never in the open-door rate")
            };
            // An edition may hold no labels.
            if names.is_empty() {
                return message;
            }
            message.help(format!("if some of them teach a class, say so in study.toml:\n[roles]\n{}", names.join("\n")))
        }
        Notice::IdsMade { place, by: Field::Id } => at(place, "the ids were made when the staff list was written")
            .so("they go by the list that it came from: in another wave or study they may be somebody else's")
            .help("give everybody an id of their own, and take ids_made out of study.toml"),
        Notice::IdsMade { place, by } => at(place, "there are people without an id; each gets one, such as p001")
            .so(format!("they are recognised by {} in every file and wave", field(*by)))
            .help("give everybody an id on the staff list: names change, and two people may share one"),
        Notice::NumberedPeople { place, people } => {
            at(place, &format!("names nobody; the {} are called 1, 2, … by their place", English.many(*people, Noun::Person)))
                .so("whoever has the same place or that number as an id elsewhere is taken for the same person")
                .help("write the id of each person before the row and above the column")
        }
        Notice::WavesNotCompared { from, to, differences } => {
            Message::new(format!("the waves {from} and {to} were not asked in the same way"))
                .seen(listed(differences))
                .so("what changed between them is not computed")
                .help("staffroom compare … --allow-different compares them all the same")
        }
        Notice::WavesDiffer { from, to, differences } => {
            Message::new(format!("the waves {from} and {to} were not asked in the same way"))
                .seen(listed(differences))
                .so("they are compared all the same, as you asked; a difference may be one of the questionnaire")
        }
        Notice::PlanNotAgreed { wave, people } => Message::new(format!(
            "wave {wave}: in the plan there {} {} who did not agree to be named or did not answer",
            with(people.len() as u64, "is", "are"),
            English.many(people.len() as u64, Noun::Person)
        ))
        .seen(headings(people, 12))
        .so("their names stand nowhere, only the ids that the plan gives; the program itself never proposes them")
        .help("ask them first, or take these lines out of the plan"),
        Notice::NotHeld { format, what, times } => super::exchange::not_held(format, *what, *times),
        Notice::NoRoster { people } => {
            Message::new(format!("there is no staff list; the {} are those named in the ties", English.many(*people, Noun::Person)))
                .so("whoever filled in nothing and was never named is not counted: the response may be lower than it says, and people without any tie may be missing")
                .help("add teachers.csv with the columns id, school, role, answered")
        }
        Notice::WaveWithoutRoster { wave, answers } => {
            Message::new(format!("wave {wave}: the staff list has no rows for it"))
                .seen(English.many(*answers, Noun::Answer))
                .so("everybody on the staff list is taken to have been there")
                .help("add a column wave to the staff list")
        }
        Notice::WaveOrder { waves, order, by_period, is_listed } => {
            let tell = if *by_period { "their periods" } else { "their labels" };
            let how = if *is_listed { "put the [[waves]] of study.toml in this order" } else { "list them in study.toml in this order" };
            Message::new(format!("the waves are taken in the order {}, and {tell} tell {}", headings(waves, 12), headings(order, 12)))
                .so("in the wrong order every tie that was made counts as lost, and every rise as a fall")
                .help(format!("unless the order is right as it is, {how}:{}", listed_waves(order)))
        }
        Notice::WavePeriod { wave, written, ends_before } => Message::new(match ends_before {
            true => format!("wave {wave}: the period \"{written}\" ends before it begins"),
            false => format!("wave {wave}: which days the period \"{written}\" means is not understood"),
        })
        .so("whether the waves stand in the order of time, and are about as long and the same part of the year, is not checked by it")
        .help("write the first and the last day in study.toml, such as\nperiod = \"2025-08-25/2026-01-31\""),
        Notice::SchoolUnknown { place, school } => {
            at(place, &format!("school \"{school}\" is not known elsewhere"))
                .help("write the school in the same way in the staff list and in schools.csv")
        }
        Notice::SchoolsAlike { pairs, first } => {
            let people = |pair: &AlikeSchools, at: usize| format!("\"{}\": {}", pair.schools[at], English.many(pair.people[at], Noun::Person));
            let each = |pair: &AlikeSchools| format!("{}; {}", people(pair, 0), people(pair, 1));
            if let ([pair], 1) = (&first[..], *pairs) {
                let both = English.list(&pair.schools.each_ref().map(|school| format!("\"{school}\"")));
                return at(&pair.place, &format!("{both} may be one school"))
                    .seen(each(pair))
                    .so("they count as two schools, and ties between them as ties across schools")
                    .help("if it is one, write it in the same way in every row");
            }
            let mut seen: Vec<String> = first.iter().map(|pair| format!("{}: {}", place(&pair.place), each(pair))).collect();
            let more = pairs.saturating_sub(first.len() as u64);
            seen.extend((more > 0).then(|| format!("and {} more", English.count(more))));
            Message::new(format!("{} pairs of names of schools may mean one school each", English.count(*pairs)))
                .seen(seen.join("\n"))
                .so("each counts as two schools, and ties between them as ties across schools")
                .help("where both are one school, write its name in the same way in every row")
        }
        Notice::TwoHomes { place, id, home, other, people } => {
            let so = match home {
                Some(home) => format!("{home} is taken as home, for its row comes first: rates of schools and ties across schools go by it"),
                None => "no school is taken as home, for the row without one comes first: this person counts as at home in no school".to_owned(),
            };
            let both = home.as_ref().map_or_else(|| format!("in no school and in {other}"), |home| format!("in {home} and in {other}"));
            at(place, &format!("\"{id}\" stands {both}, and no working time (fte) tells where the home is"))
                .seen(further(*people, Noun::Person))
                .so(so)
                .help("add a column fte, or put the row of the home school first; if these are two people, give each an id of their own")
        }
        Notice::GroupUnknown { place, group } => at(place, &format!("group \"{group}\" is not in groups.csv"))
            .so("its kind is not known; it counts as a formal group")
            .help("add a row for it to groups.csv"),
        // About what was asked, and who answered.
        Notice::AnswersFromSilent { wave, people, answers, examples } => Message::new(format!(
            "wave {wave}: {} marked as not having answered, and yet there {} {} of theirs",
            English.many(*people, Noun::Person),
            with(*answers, "is", "are"),
            English.many(*answers, Noun::Answer)
        ))
        .seen(quoted(examples, 5))
        .so("their answers count; where they said nothing, it stays unknown")
        .help("look whether the column answered is right; a form that was not finished counts as not answered"),
        Notice::ResponseNotKnown { wave, silent } => {
            Message::new(format!("wave {wave}: nothing says who answered"))
                .seen(if *silent == 0 { String::new() } else { format!("without a report and named by nobody: {}; isolated, or did not answer", English.many(*silent, Noun::Person)) })
                .so("the numbers stand as if everybody had answered, and nothing is concluded from them")
                .help("add a column answered (yes or no) to the staff list")
        }
        Notice::LowResponse { wave, school, answered, asked } => {
            let missing = asked.saturating_sub(*answered);
            Message::new(format!("{school}, wave {wave}: {} people answered", English.of(*answered, *asked)))
                .so(format!(
                    "ties to {} are seen from one side only; scores for this school are marked as rough",
                    if missing == 1 { "the one who did not".to_owned() } else { format!("the other {missing}") }
                ))
        }
        Notice::OneSideAsked { wave, relation, host_side } => {
            let (who, other) = if *host_side { ("the one who is named", "the one who names") } else { ("the one who names", "the one who is named") };
            Message::new(format!("wave {wave}: of \"{relation}\", only {who} was asked"))
                .so("no report can be checked against the other side, and one missing form hides all that it would have said")
                .help(format!("next time ask {other} as well"))
        }
        Notice::QuestionEmpty { wave, relation, host_side, forms } => {
            let who = if *host_side { "the one who is named" } else { "the one who names" };
            Message::new(format!("wave {wave}: nobody filled in \"{relation}\", as asked of {who}"))
                .seen(English.many(*forms, Noun::Form))
                .so("it is taken as not asked then: an empty column does not say that everybody meant nobody")
                .help("where nobody was the answer, write nobody in that column")
        }
        Notice::Contradicted { wave, relation, ties } => Message::new(format!(
            "wave {wave}: {} of \"{relation}\" reported by one end and denied by the other",
            English.many(*ties, Noun::Tie)
        ))
        .so(with(
            *ties,
            "it does not count; the report shows what it would add",
            "they do not count; the report shows what they would add",
        )),
        Notice::AskedWithinSchool { relation } => {
            Message::new(format!("\"{relation}\" was asked within schools only"))
                .so("what it is like between schools was not asked, which is not the same as no contact")
        }
        Notice::AcrossThoughWithin { place, answers } => {
            at(place, "a colleague of another school is named, though the question was for the own school only")
                .seen(English.many(*answers, Noun::Answer))
                .so("these answers are set aside")
                .help("take asked_within out of study.toml if people could name colleagues of other schools")
        }
        Notice::NoFormalTies { wave } => Message::new(format!("wave {wave}: there is no formal tie"))
            .so("formal and informal cannot be set side by side")
            .help("make each school's phase teams formal groups, in study.toml:\n[groups]\nteams_from = [\"phase\"]\nas_ties = [\"team\"]"),
        Notice::LimitedByForm { wave, relation, max_names, people } => Message::new(format!(
            "wave {wave}: {} gave all {max_names} names that the form for \"{relation}\" allowed",
            English.many(*people, Noun::Person)
        ))
        .so("how many they would have named is not known: names given, reciprocity and density are limited by the form")
        .help("next time, list all colleagues and leave the number free"),
        Notice::LayersLeftOut { people } => Message::new(format!(
            "{}: only the built-in layers are computed, and paths on the layer of all relations only",
            English.many(*people, Noun::Person)
        ))
        .help("--layer each computes every layer"),
        Notice::FamiliesLeftOut { computed } => Message::new(format!(
            "only these families of measures are computed, as asked: {}",
            English.list(computed)
        ))
        .so("numbers, sentences and chapters that stand on others are missing; that says nothing about the network")
        .help("without --measures everything is computed"),
        Notice::BetweennessSampled { wave, layer, measure, sources, people, bound, certainty, seed } => {
            Message::new(format!(
                "wave {wave}, layer {layer}: {measure} is estimated from {} drawn at random, not from all {}",
                English.many(*sources, Noun::Person),
                English.count(*people)
            ))
            .seen(format!("seed {seed}"))
            .so(format!(
                "with {} certainty nobody's {measure} is off by more than {} of all pairs of others; a score below that may \
                 in truth be 0, and a 0 may in truth be as much",
                English.percent(*certainty),
                English.decimal(*bound, 4)
            ))
            .help("--betweenness-pivots draws more, --betweenness-exact leaves nothing to chance and takes longer")
        }
        Notice::BetweennessFromPaths { wave, layer, measure, paths, people, bound, certainty, seed } => {
            Message::new(format!(
                "wave {wave}, layer {layer}: {measure} is estimated from {} shortest paths drawn at random among {}",
                English.count(*paths),
                English.many(*people, Noun::Person)
            ))
            .seen(format!("seed {seed}"))
            .so(format!(
                "with {} certainty nobody's {measure} is off by more than {} of all pairs of others; a score below that may \
                 in truth be 0, and a 0 may in truth be as much",
                English.percent(*certainty),
                English.decimal(*bound, 5)
            ))
            .help("--betweenness-bound sets a smaller one, --betweenness-exact leaves nothing to chance and takes longer")
        }
        Notice::FewerDraws { wave, layer, draws, usual } => Message::new(format!(
            "wave {wave}, layer {layer}: intervals stand on {} draws instead of {}, because there are very many people",
            English.count(*draws),
            English.count(*usual)
        ))
        .so("their ends are a little less precise"),
        Notice::PairsLeftOut { schools } => {
            Message::new(format!("{}: pairs of schools without a tie are not listed", English.many(*schools, Noun::School)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_that_look_like_waves_are_said_to_be_missing_where_one_alone_is_read() {
        let so = |missing: bool| {
            let parts = vec![("2023".to_owned(), "2023".to_owned()), ("2024".into(), "2024".into())];
            let notice = Notice::LikeWaves { workbook: Some("ties.xlsx".into()), missing, parts };
            crate::words::ALL.map(|(_, words)| words.notice(&notice).so.unwrap_or_default())
        };
        let [english, dutch] = so(true);
        assert!(english.contains("missing here") && !english.contains("kept apart"), "{english}");
        assert!(dutch.contains("ontbreekt hier") && !dutch.contains("door elkaar"), "{dutch}");
        let [english, dutch] = so(false);
        assert!(!english.contains("missing") && !dutch.contains("ontbreekt"), "{english} {dutch}");
    }

    #[test]
    fn an_id_that_is_not_on_the_list_says_where_it_must_stand() {
        let notice = |staff: &str, near: &[&str]| Notice::UnknownValue {
            place: Place::line("aliases.csv", 2).column("id"),
            written: "T-109".into(),
            times: 1,
            on_list: Some((staff.into(), near.iter().map(|&id| id.into()).collect())),
        };
        let message = super::notice(&notice("teachers.csv", &["T-019"]));
        assert_eq!(
            message.what,
            "aliases.csv, line 2, column \"id\": \"T-109\" is not on the staff list; the row is left out"
        );
        assert_eq!(message.seen.as_deref(), Some("nearest: T-019"));
        let help = message.help.unwrap_or_default();
        assert_eq!(help, "write an id that stands in teachers.csv, for example T-019; or add this one there");
        let none = super::notice(&notice("", &[])).help.unwrap_or_default();
        assert_eq!(none, "put a staff list (teachers.csv) in the folder that has this id");
    }

    #[test]
    fn an_unknown_person_comes_with_the_nearest_on_the_list() {
        let notice = Notice::UnknownPerson {
            place: Place::line("ties-2025.csv", 14).column("to"),
            written: "T-109".into(),
            answers: 1,
            nearest: vec!["T-019".into(), "T-190".into()],
        };
        let message = super::notice(&notice);
        assert_eq!(
            message.what,
            "ties-2025.csv, line 14, column \"to\": \"T-109\" is not on the staff list; the tie is set aside"
        );
        assert_eq!(message.seen.as_deref(), Some("nearest: T-019, T-190"));
    }

    #[test]
    fn low_response_speaks_of_those_who_answered() {
        let notice = Notice::LowResponse { wave: "2025".into(), school: "De Regenboog".into(), answered: 6, asked: 14 };
        assert_eq!(super::notice(&notice).what, "De Regenboog, wave 2025: 6 of 14 people answered");
    }
}
