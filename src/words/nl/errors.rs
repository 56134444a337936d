//! Dutch errors: what stops a run.

use super::Dutch;
use super::fields::{field, headings, limit, place, quoted, thing};
use super::notices;
use super::shapes::shape;
use crate::error::{Difference, EarlierWhy, Error, Field, Notice, Place, Thing};
use crate::words::keys::key;
use crate::words::message::{Message, Messages, old_workbooks, sheets_of, toml};
use crate::words::numbers::{Noun, Numbers};
use std::io::ErrorKind;

impl Messages for Dutch {
    fn notice_word(&self) -> &'static str {
        "let op"
    }

    fn error_word(&self) -> &'static str {
        "fout"
    }

    fn seen_word(&self) -> &'static str {
        "gezien"
    }

    fn so_word(&self) -> &'static str {
        "dus"
    }

    fn help_word(&self) -> &'static str {
        "hulp"
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
        ErrorKind::PermissionDenied => "geen rechten".into(),
        ErrorKind::NotFound => "het is er niet".into(),
        ErrorKind::NotADirectory => "het is een bestand, geen map".into(),
        ErrorKind::IsADirectory => "het is een map, geen bestand".into(),
        ErrorKind::StorageFull => "de schijf is vol".into(),
        ErrorKind::ReadOnlyFilesystem => "op deze schijf kan niet geschreven worden".into(),
        _ => source.to_string(),
    }
}

/// A file, and the line that may stand behind it.
fn file_and_line(file: &str) -> String {
    match file.rsplit_once(", line ") {
        Some((file, line)) if line.chars().all(|c| c.is_ascii_digit()) => format!("{file}, regel {line}"),
        _ => file.to_owned(),
    }
}

/// What is wrong in `study.toml`, where whoever reads it says that in English.
fn wrong_in_study(message: &str) -> String {
    let plain = |list: &str| list.replace('`', "").replace(" or ", " of ");
    if let Some((key, rest)) = message.strip_prefix("unknown field `").and_then(|m| m.split_once('`')) {
        let list = rest.strip_prefix(", expected one of ").or_else(|| rest.strip_prefix(", expected "));
        let known = list.map_or_else(String::new, |list| format!("; hier kan staan: {}", plain(list)));
        return format!("\"{key}\" is hier niet bekend{known}");
    }
    if let Some((what, list)) = message.split_once(" is not one of: ") {
        return format!("{} is geen van deze: {list}", what.replacen("language ", "taal ", 1));
    }
    message.to_owned()
}

#[expect(clippy::too_many_lines, reason = "one arm for each error, so that the compiler sees when one is missing")]
fn phrased(error: &Error) -> Message {
    match error {
        // About files as a whole.
        Error::NotFound { path } => Message::new(format!("{path}: dit bestand of deze map is er niet"))
            .help("kijk naar de spelling, en vanuit welke map het programma gestart is"),
        Error::CannotRead { path, source } => Message::new(format!("{path}: kan niet gelezen worden"))
            .seen(reason(source))
            .help("sluit het bestand in andere programma's, en kijk of u het mag lezen"),
        Error::CannotWrite { path, source } => Message::new(format!("{path}: kan niet geschreven worden"))
            .seen(reason(source))
            .help("kies een andere map met --out, of vraag het recht om in deze te schrijven"),
        Error::OutputNotEmpty { path, seen } => {
            Message::new(format!("{path}: de map is niet leeg, en het is geen eerder rapport"))
                .seen(headings(seen, 5))
                .help("kies een andere map met --out; met --force komt het rapport tussen wat er al staat")
        }
        Error::PlanEdited { path } => {
            Message::new(format!("{path}: dit plan is veranderd sinds het geschreven werd, en blijft staan"))
                .so("er is niets geschreven")
                .help(format!(
                    "kies een andere map met --out; advise … --plan {path} laat zien wat het plan verandert; met --force gaat wat u veranderde verloren"
                ))
        }
        Error::EmptyFile { file } => Message::new(format!("{file}: het bestand is leeg"))
            .help("sla de lijst opnieuw op, met de koppen op de eerste regel"),
        Error::NotText { file, seen } if seen == "xls" => {
            Message::new(format!("{file}: dit is een werkmap van een oude Excel (.xls), en die wordt niet gelezen"))
                .help("open het in uw spreadsheet en sla het op als .xlsx of CSV")
        }
        Error::NotText { file, seen } => Message::new(format!("{file}: dit is geen tabel met tekst"))
            .seen(seen.clone())
            .help("sla het bestand in uw spreadsheet op als CSV"),
        Error::NotRead { file, seen } => Message::new(format!("{file}: dit soort bestand wordt niet gelezen"))
            .seen(seen.clone())
            .help("sla het bestand in uw spreadsheet op als CSV"),
        Error::Broken { place: at, format, seen } => {
            Message::new(format!("{}: dit klopt niet als {format}", place(at)))
                .seen(seen.clone())
                .help("sla het opnieuw op in het programma waarin het gemaakt is, of als CSV")
        }
        Error::TooLarge { file, what, seen, limit: most } => {
            Message::new(format!("{}: te groot: {} {}", file_and_line(file), Dutch.count(*seen), limit(*what)))
                .seen(format!("er worden er hoogstens {} gelezen", Dutch.count(*most)))
                .help("kijk of dit het goede bestand is; een groter bestand wordt gelezen met --limit (zie --help)")
        }

        // About what stands in files and options.
        Error::NotInShape { place: at, shape: told, seen } => {
            Message::new(format!("{}: dit is niet te lezen als {}, wat study.toml zegt", place(at), shape(*told)))
                .seen(headings(seen, 12))
                .help("haal de regel shape = … uit study.toml, of zeg met columns, range of [questions] wat waar staat")
        }
        Error::NoColumn { place: at, want, seen, headings: Some((line, below)) } => {
            Message::new(format!("{}: geen kolom voor {}", place(at), field(*want)))
                .seen(headings(seen, 12))
                .help(format!("de koppen lijken op regel {line} te staan ({}): haal de regels daarboven uit het bestand", headings(below, 12)))
        }
        Error::NoColumn { place: at, want: Field::Wave, seen, .. } => {
            Message::new(format!("{}: geen kolom voor {}", place(at), field(Field::Wave)))
                .seen(headings(seen, 12))
                .help(format!("zeg in study.toml van welke meting deze relaties zijn, of voeg een kolom meting toe:\n[[ties]]\nfile = \"{}\"\nwave = \"…\"", at.file))
        }
        Error::NoColumn { place: at, want, seen, .. } => {
            let table = if matches!(want, Field::From | Field::To) { "[[ties]]" } else { "[teachers]" };
            Message::new(format!("{}: geen kolom voor {}", place(at), field(*want))).seen(headings(seen, 12)).help(
                format!(
                    "zeg in study.toml welke het is, bijvoorbeeld\n{table}\nfile = \"{}\"\ncolumns = {{ {} = \"{}\" }}",
                    at.file,
                    key(*want),
                    seen.first().map_or("…", String::as_str)
                ),
            )
        }
        Error::MixedSeparators { place: at, separator, other, rows } => {
            Message::new(format!("{}: de kolommen staan gescheiden door \"{}\", en de koppen door \"{}\"", place(at), other, separator))
                .seen(Dutch.many(*rows, Noun::Row))
                .so("de hele regel zou één cel zijn")
                .help("gebruik in het hele bestand één teken: open het in een spreadsheet, kijk of elke kolom apart staat, en sla het opnieuw op als CSV")
        }
        Error::ColumnNotThere { place: at, name, seen } => {
            Message::new(format!("{}: er is geen kolom \"{name}\", die study.toml noemt", place(at)))
                .seen(headings(seen, 12))
                .help("schrijf de kop in study.toml zoals hij in het bestand staat")
        }
        Error::Study { place: at, message, nearest } => {
            let help = nearest.as_ref().map_or_else(
                || "kijk in de README wat er in study.toml mag staan".to_owned(),
                |n| format!("misschien is \"{n}\" bedoeld"),
            );
            Message::new(format!("{}: {}", place(at), wrong_in_study(message))).help(help)
        }
        Error::Conflict { place: at, id, field: which, seen } => {
            Message::new(format!("{}: bij \"{id}\" staat hier iets anders voor {}", place(at), field(*which)))
                .seen(format!("eerst \"{}\", hier \"{}\"", seen.0, seen.1))
                .help("verbeter een van de twee, of geef twee verschillende mensen twee codes")
        }
        Error::NoTies { path, seen } => {
            let message = Message::new(format!("{path}: geen antwoorden over relaties gevonden")).help(
                "zet relaties.csv in de map (kolommen van, naar, relatie), of laat het programma in uw bestanden kijken en een study.toml schrijven:\nstaffroom init MAP",
            );
            let old: Vec<&str> = old_workbooks(seen).collect();
            let message = match old[..] {
                [] => message,
                _ => message.help(format!("werkmappen van een oude Excel worden niet gelezen: sla {} op als .xlsx of CSV", old.join(", "))),
            };
            if seen.is_empty() { message.seen("een lege map") } else { message.seen(headings(seen, 8)) }
        }
        Error::StaffAndTies { file, staff: Some(staff), ties } => Message::new(format!(
            "{file}: de personeelslijst en de relaties zijn bladen van één werkmap, en nergens staat welk blad wat is"
        ))
        .seen(format!("personeelslijst: \"{staff}\"; relaties: {}", quoted(ties, ties.len())))
        .help(format!(
            "zeg het in study.toml, in dezelfde map (in plaats van een [[ties]] van dit bestand), tenzij het andere bladen zijn:{}",
            sheets_of(file, Some(staff), ties)
        )),
        Error::StaffAndTies { file, staff: None, ties } => {
            Message::new(format!("{file}: er staan relaties in, en nergens staat op welk blad"))
                .seen(quoted(ties, ties.len()))
                .help(format!(
                    "zeg het in study.toml (in plaats van een [[ties]] van dit bestand), tenzij het andere bladen zijn:{}",
                    sheets_of(file, None, ties)
                ))
        }
        Error::NotBothDays { seen } => {
            Message::new(format!("--period: uit \"{seen}\" is niet op te maken wat de eerste en de laatste dag zijn"))
                .help("geef beide: 2025-08-25/2026-01-31, of \"25 augustus 2025 t/m 31 januari 2026\" (na \"tot\" kan de laatste dag meetellen of niet)")
        }
        Error::NoPeople { file } => Message::new(format!("{file}: er staat niemand op de personeelslijst"))
            .help("geef ieder een regel, onder een kop met code, school, functie"),
        Error::Unknown { what, name, seen } => Message::new(format!("er is geen {} \"{name}\"", thing(*what)))
            .seen(headings(seen, 20))
            .help("kies een van deze"),
        Error::UnknownAt { place: at, what, name, seen } => {
            let message = Message::new(format!("{}: er is geen {} \"{name}\"", place(at), thing(*what)));
            let message = if seen.is_empty() { message } else { message.seen(headings(seen, 20)) };
            if *what == Thing::Wave {
                return message.help(format!("schrijf het als een van deze, of zet het in study.toml op zijn plaats in de tijd:\n[[waves]]\nid = {}", toml(name)));
            }
            message.help("schrijf het zoals op de personeelslijst, of haal de regel weg")
        }
        Error::BadOption { option, seen, want } => {
            Message::new(format!("{option}: \"{seen}\" kan niet gebruikt worden")).help(format!("geef {want}"))
        }
        Error::WavesDiffer { from, to, differences } => Message::new(format!(
            "de metingen {from} en {to} zijn niet op dezelfde manier gehouden, zodat hun getallen niet te vergelijken zijn"
        ))
        .seen(listed(differences))
        .help("--allow-different vergelijkt ze toch, en het verslag zegt dat"),
        Error::NotTwoWaves { seen } => Message::new("voor een vergelijking zijn twee metingen nodig, de tweede na de eerste")
            .seen(headings(seen, 20))
            .help("noem twee metingen in hun volgorde: --from METING --to METING"),
        Error::PlanWithoutIds { path } => Message::new(format!(
            "{path}: mensen hebben geen code, en de nummers in het plan kunnen sindsdien die van iemand anders zijn"
        ))
        .help("zet een kolom met een code in de personeelslijst voordat het plan gemaakt wordt"),
        Error::WrongOrder { from, to, seen } => Message::new(if from == to {
            format!("{from} is één meting, en voor een vergelijking zijn er twee nodig")
        } else {
            format!("meting {from} komt niet vóór meting {to}")
        })
        .seen(headings(seen, 20))
        .help("--from noemt de eerdere meting en --to de latere"),
        Error::EarlierWave { path, why: EarlierWhy::NotTies, .. } => {
            Message::new(format!("{path}: dit is wat het programma vond, en geen bestand met verbindingen")).help(format!(
                "om ermee te vergelijken, noem het als meting in study.toml:\n[[waves]]\nid = \"2024\"\nfindings = \"{path}\""
            ))
        }
        Error::EarlierWave { path, why: EarlierWhy::NoIds, .. } => Message::new(format!(
            "{path}: mensen hebben geen code, daar of hier, en het nummer dat zij kregen kan dat van iemand anders zijn"
        ))
        .help("zet in de personeelslijst van elke meting een kolom met een code, of geef de oorspronkelijke bestanden van die meting"),
        Error::EarlierWave { path, program, why } => Message::new(match why {
            EarlierWhy::Version => format!("{path}: gemaakt door {program}, die misschien anders telt"),
            EarlierWhy::Edition => format!("{path}: in deze editie staan geen personen; er is geen meting van te maken"),
            EarlierWhy::Pseudonyms => {
                format!("{path}: mensen staan daar onder een pseudoniem, dat alleen voor die editie getrokken is")
            }
            EarlierWhy::Meaning => format!("{path}: een relatie heeft daar een richting en hier niet, of andersom"),
            EarlierWhy::NoTies => format!("{path}: er staan geen verbindingen in, omdat het over heel veel mensen gaat"),
            _ => format!("{path}: de meting die study.toml noemt, staat er niet in"),
        })
        .help("geef de oorspronkelijke bestanden van die meting, of een analisteneditie van deze versie"),
        Error::Schema { path, seen, want } => Message::new(format!(
            "{path}: gemaakt door een andere uitgave van het programma (schema {seen}, deze leest {want})"
        ))
        .help("maak het rapport opnieuw uit de vragenlijst, of gebruik de uitgave die het maakte"),
        Error::Drawing { name, message } => Message::new(format!("{name}: de figuur kon niet getekend worden"))
            .seen(message.clone())
            .help("met --no-plots komt het rapport er zonder figuren als bestand"),
        Error::Several(list) => Message::new(Dutch.many(list.len() as u64, Noun::Problem)),
    }
}

/// In what two waves differ, one line each.
pub(super) fn listed(differences: &[Difference]) -> String {
    use crate::words::changes::Changes;
    differences.iter().map(|d| Dutch.difference(d)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Limit, Place};

    #[test]
    fn what_others_say_in_english_is_said_in_dutch() {
        let said = |message: &str| {
            let place = Place::line("study.toml", 2);
            phrased(&Error::Study { place, message: message.into(), nearest: None }).what
        };
        assert_eq!(
            said("unknown field `wave`, expected one of `title`, `language`"),
            "study.toml, regel 2: \"wave\" is hier niet bekend; hier kan staan: title, language"
        );
        assert_eq!(
            said("unknown field `x`, expected `en` or `nl`"),
            "study.toml, regel 2: \"x\" is hier niet bekend; hier kan staan: en of nl"
        );
        assert_eq!(
            said("language \"de\" is not one of: en, nl"),
            "study.toml, regel 2: taal \"de\" is geen van deze: en, nl"
        );
        let large = Error::TooLarge { file: "ties.csv, line 2".into(), what: Limit::Cell, seen: 9, limit: 4 };
        assert!(phrased(&large).what.starts_with("ties.csv, regel 2: te groot"), "{:?}", phrased(&large));
    }
}
