//! One of each notice and error, to see that each language has a message for it.

use super::headlines::Caution;
use super::{ALL, Lang, words};
use crate::error::{
    AlikeSchools, DecimalShown, Difference, EarlierWhy, Error, Field, Limit, NotHeld, Notice, Place, Reason, Shape,
    Thing,
};
use crate::findings::{About, Ground, Remark};

fn place() -> Place {
    Place::line("ties.csv", 14).column("to")
}

fn alike_schools() -> AlikeSchools {
    AlikeSchools { place: place(), schools: ["Wilgen".into(), "De Wilgen".into()], people: [1, 5] }
}

/// One of each way in which two waves differ.
fn differences() -> Vec<Difference> {
    let relation = || "advice".to_owned();
    vec![
        Difference::AskedOnce { relation: relation(), host_side: false, wave: "1".into() },
        Difference::AskedOnce { relation: relation(), host_side: true, wave: "1".into() },
        Difference::Threshold { relation: relation(), before: 1.0, after: 3.0 },
        Difference::OwnSchoolOnly { relation: relation(), wave: "2".into() },
        Difference::MostNames { relation: relation(), before: None, after: Some(5) },
        Difference::PeriodLength { before: 160, after: 320 },
        Difference::Season { before: "2025".into(), after: "2026".into() },
        Difference::Meaning { relation: relation() },
        Difference::Guided,
    ]
}

#[rustfmt::skip]
fn notices() -> Vec<Notice> {
    let (wave, relation, place) = (|| "2026".to_owned(), || "class_visit".to_owned(), place());
    let at = || place.clone();
    vec![
        Notice::UnknownPerson { place: at(), written: "T-1".into(), answers: 1, nearest: vec![] },
        Notice::UnknownPerson { place: at(), written: "T-1".into(), answers: 2, nearest: vec!["T-2".into()] },
        Notice::SharedName {
            place: at(),
            written: "Jan Bos".into(),
            answers: 1,
            people: vec!["T-1 (A)".into(), "T-2 (B)".into()],
            id: Some("T-1".into()),
        },
        Notice::SharedName {
            place: at(),
            written: "Jan Bos".into(),
            answers: 2,
            people: vec!["p001".into(), "p002".into()],
            id: None,
        },
        Notice::MoreUnknownPeople { names: 3, answers: 4 },
        Notice::AddedPeople { people: 1 },
        Notice::SelfTies { place: at(), answers: 2 },
        Notice::RepeatedTies { place: at(), answers: 1 },
        Notice::UnknownFrequency { place: at(), label: "soms".into(), answers: 2 },
        Notice::UnknownValue { place: at(), written: "?".into(), times: 1, on_list: None },
        Notice::UnknownValue { place: at(), written: "T-1".into(), times: 2, on_list: Some((String::new(), vec![])) },
        Notice::UnknownValue {
            place: at(),
            written: "T-1".into(),
            times: 1,
            on_list: Some(("teachers.csv".into(), vec!["T-2".into()])),
        },
        Notice::IncompleteRow { place: at(), missing: Field::To, rows: 2 },
        Notice::LongRow { place: at(), rows: 1 },
        Notice::NewRelation { place: at(), relation: relation(), nearest: Some("advice".into()) },
        Notice::RelationAssumed { place: at(), relation: relation(), by_name: true },
        Notice::RelationAssumed { place: at(), relation: relation(), by_name: false },
        Notice::FilesFound { staff: None, ties: vec!["export.csv".into()] },
        Notice::ShapeFound { place: at(), shape: Shape::Grid, reason: Reason::ColleagueColumns { columns: 12, questions: 2 } },
        Notice::ShapeFound { place: at(), shape: Shape::Grid, reason: Reason::EventColumns { events: 1 } },
        Notice::ShapeFound { place: at(), shape: Shape::Grid, reason: Reason::EventRows { events: 12, people: 30 } },
        Notice::ShapeFound { place: at(), shape: Shape::Network, reason: Reason::Format("DL".into()) },
        Notice::QuestionTaken { place: at(), question: "Bij wie?".into(), relation: relation(), host_side: true },
        Notice::EarlierForm { place: at(), answers: 3 },
        Notice::WaveWithoutRoster { wave: wave(), answers: 3 },
        Notice::WaveOrder { waves: vec!["na".into(), "voor".into()], order: vec!["voor".into(), "na".into()], by_period: false, is_listed: true },
        Notice::KindNotRead { place: at() },
        Notice::SchoolsAlike { pairs: 1, first: vec![alike_schools()] },
        Notice::SchoolsAlike { pairs: 5, first: vec![alike_schools(), alike_schools()] },
        Notice::TwoHomes { place: at(), id: "T-1".into(), home: Some("A".into()), other: "B".into(), people: 2 },
        Notice::TwoHomes { place: at(), id: "T-1".into(), home: None, other: "B".into(), people: 2 },
        Notice::LikeWaves { workbook: None, missing: false, parts: vec![("a 2023.csv".into(), "2023".into()), ("a 2024.csv".into(), "2024".into())] },
        Notice::LikeWaves { workbook: Some("a.xlsx".into()), missing: false, parts: vec![("2023".into(), "2023".into()), ("2024".into(), "2024".into())] },
        Notice::LikeWaves { workbook: Some("a.xlsx".into()), missing: true, parts: vec![("2023".into(), "2023".into()), ("2024".into(), "2024".into())] },
        Notice::SheetsNotRead { place: at(), used: "Blad1".into(), sheets: vec!["Blad2".into()] },
        Notice::WavePeriod { wave: wave(), written: "ooit".into(), ends_before: false },
        Notice::PersonTwice { place: at(), id: "T-1".into() },
        Notice::AnswersFromSilent { wave: wave(), people: 1, answers: 2, examples: vec!["T-1".into()] },
        Notice::ColumnsNotRead { place: at(), columns: vec!["bsn".into()] },
        Notice::FileNotRead { place: at(), used: "edges.csv".into() },
        Notice::DecimalSign { place: at(), written: "1.234".into(), read: 1234.0, shown: DecimalShown::ByOthers { example: "0,8".into() } },
        Notice::DecimalSign { place: at(), written: "1,234".into(), read: 1.234, shown: DecimalShown::Nowhere },
        Notice::DecimalSign { place: at(), written: "1,234".into(), read: 1.234, shown: DecimalShown::Both },
        Notice::EncodingGuessed { place: at(), encoding: "windows-1252".into(), doubtful: Some("co’op".into()) },
        Notice::BadLetters { place: at(), encoding: "UTF-8".into() },
        Notice::NoRoles { place: at() },
        Notice::OtherRoles { labels: vec![("conciërge".into(), 2)], nobody_left: false },
        Notice::OtherRoles { labels: vec![("juf".into(), 2), (String::new(), 1)], nobody_left: true },
        Notice::ResponseNotKnown { wave: wave(), silent: 4 },
        Notice::LowResponse { wave: wave(), school: "A".into(), answered: 6, asked: 14 },
        Notice::OneSideAsked { wave: wave(), relation: relation(), host_side: true },
        Notice::OneSideAsked { wave: wave(), relation: relation(), host_side: false },
        Notice::QuestionEmpty { wave: wave(), relation: relation(), host_side: true, forms: 14 },
        Notice::QuestionEmpty { wave: wave(), relation: relation(), host_side: false, forms: 1 },
        Notice::Contradicted { wave: wave(), relation: relation(), ties: 3 },
        Notice::AskedWithinSchool { relation: relation() },
        Notice::AcrossThoughWithin { place: at(), answers: 2 },
        Notice::NoFormalTies { wave: wave() },
        Notice::LimitedByForm { wave: wave(), relation: relation(), max_names: 5, people: 12 },
        Notice::LayersLeftOut { people: 9_999 },
        Notice::FamiliesLeftOut { computed: vec!["size".into(), "degree".into()] },
        Notice::FewerDraws { wave: wave(), layer: "all".into(), draws: 160, usual: 1_000 },
        Notice::BetweennessFromPaths { wave: wave(), layer: "all".into(), measure: "betweenness".into(), paths: 250_000, people: 300_000, bound: 0.00097, certainty: 0.95, seed: 7 },
        Notice::BetweennessSampled { wave: wave(), layer: "all".into(), measure: "betweenness".into(), sources: 2_048, people: 300_000, bound: 0.018, certainty: 0.95, seed: 7 },
        Notice::PairsLeftOut { schools: 400 },
        Notice::SchoolUnknown { place: at(), school: "B".into() },
        Notice::GroupUnknown { place: at(), group: "g".into() },
        Notice::IdsMade { place: at(), by: Field::Email },
        Notice::IdsMade { place: at(), by: Field::Id },
        Notice::NumberedPeople { place: at(), people: 21 },
        Notice::NoRoster { people: 21 },
        Notice::WavesNotCompared { from: wave(), to: "2027".into(), differences: differences() },
        Notice::WavesDiffer { from: wave(), to: "2027".into(), differences: differences() },
        Notice::PlanNotAgreed { wave: wave(), people: vec!["T-1".into()] },
        Notice::PlanNotAgreed { wave: wave(), people: vec!["T-1".into(), "T-2".into()] },
        Notice::NotHeld { format: "dl".into(), what: NotHeld::Questions, times: 3 },
        Notice::NotHeld { format: "dl".into(), what: NotHeld::Signs, times: 3 },
        Notice::NotHeld { format: "gexf".into(), what: NotHeld::MixedDirections, times: 3 },
    ]
}

#[rustfmt::skip]
fn errors() -> Vec<Error> {
    let path = || "study".to_owned();
    let io = || std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    vec![
        Error::NotFound { path: path() },
        Error::CannotRead { path: path(), source: io() },
        Error::CannotWrite { path: path(), source: io() },
        Error::OutputNotEmpty { path: path(), seen: vec!["thesis.docx".into()] },
        Error::PlanEdited { path: path() },
        Error::EmptyFile { file: path() },
        Error::NotText { file: path(), seen: "PDF".into() },
        Error::NotRead { file: path(), seen: "spreadsheet".into() },
        Error::Broken { place: place(), format: "Pajek".into(), seen: "*Arx".into() },
        Error::TooLarge { file: path(), what: Limit::Columns, seen: 99_999, limit: 20_000 },
        Error::NotInShape { place: place(), shape: Shape::Matrix, seen: vec!["Locatie".into()] },
        Error::NoColumn { place: place(), want: Field::From, seen: vec!["Locatie".into()], headings: None },
        Error::NoColumn { place: place(), want: Field::Id, seen: vec![], headings: None },
        Error::ColumnNotThere { place: place(), name: "naam".into(), seen: vec!["Naam".into()] },
        Error::Study { place: place(), message: "unknown key".into(), nearest: Some("waves".into()) },
        Error::Conflict { place: place(), id: "S1".into(), field: Field::Name, seen: ("A".into(), "B".into()) },
        Error::NoTies { path: path(), seen: vec![] },
        Error::StaffAndTies { file: "alles.xlsx".into(), staff: Some("Personeel".into()), ties: vec!["Relaties".into()] },
        Error::StaffAndTies { file: "ties.xlsx".into(), staff: None, ties: vec!["2024".into(), "2025".into()] },
        Error::NotBothDays { seen: "mei 2026".into() },
        Error::NoPeople { file: path() },
        Error::UnknownAt { place: Place::line("plan.csv", 3), what: Thing::Person, name: "T-999".into(), seen: Vec::new() },
        Error::UnknownAt { place: Place::line("plan.csv", 4), what: Thing::Means, name: "party".into(), seen: vec!["buddy".into()] },
        Error::UnknownAt { place: Place::line("ties.csv", 4), what: Thing::Wave, name: "2027".into(), seen: vec!["2026".into()] },
        Error::MixedSeparators { place: Place::line("ties.csv", 9), separator: ",".into(), other: ";".into(), rows: 3 },
        Error::NoColumn { place: Place::line("ties.csv", 1), want: Field::To, seen: vec!["Enquete".into()], headings: Some((3, vec!["van".into(), "naar".into()])) },
        Error::NotText { file: "ties.xlsx".into(), seen: "xls".into() },
        Error::NoTies { path: path(), seen: vec!["ties.xls".into()] },
        Error::Unknown { what: Thing::Wave, name: "2027".into(), seen: vec!["2026".into()] },
        Error::BadOption { option: "--seed".into(), seen: "x".into(), want: "a number".into() },
        Error::WavesDiffer { from: "1".into(), to: "2".into(), differences: differences() },
        Error::NotTwoWaves { seen: vec!["1".into()] },
        Error::PlanWithoutIds { path: path() },
        Error::WrongOrder { from: "2".into(), to: "1".into(), seen: vec!["1".into(), "2".into()] },
        Error::WrongOrder { from: "1".into(), to: "1".into(), seen: vec!["1".into(), "2".into()] },
        Error::EarlierWave { path: path(), program: "staffroom 0.0.1".into(), why: EarlierWhy::Version },
        Error::EarlierWave { path: path(), program: "staffroom 0.0.1".into(), why: EarlierWhy::Edition },
        Error::EarlierWave { path: path(), program: "staffroom 0.0.1".into(), why: EarlierWhy::NoTies },
        Error::EarlierWave { path: path(), program: "staffroom 0.0.1".into(), why: EarlierWhy::NoWave },
        Error::EarlierWave { path: path(), program: "staffroom 0.0.1".into(), why: EarlierWhy::NotTies },
        Error::EarlierWave { path: path(), program: "staffroom 0.0.1".into(), why: EarlierWhy::NoIds },
        Error::EarlierWave { path: path(), program: "staffroom 0.0.1".into(), why: EarlierWhy::Pseudonyms },
        Error::Schema { path: path(), seen: 2, want: 1 },
        Error::Drawing { name: path(), message: "no font".into() },
        Error::Several(vec![Error::NotFound { path: path() }, Error::NotFound { path: path() }]),
    ]
}

#[test]
fn every_notice_and_every_error_has_a_message_of_its_own_in_every_language() {
    for (lang, words) in ALL {
        let mut seen: Vec<String> = notices()
            .iter()
            .map(|n| words.notice(n).printed(words.notice_word(), words))
            .chain(errors().iter().map(|e| words.error(e).printed(words.error_word(), words)))
            .collect();
        for text in &seen {
            assert!(text.ends_with('\n') && !text.contains('{') || text.contains(" = {"), "{lang:?}: {text}");
            assert!(!text.contains("  \n") && !text.contains(": \n"), "{lang:?}: {text}");
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all, "{lang:?}");
    }
}

#[test]
fn a_dutch_message_is_not_an_english_one() {
    let (en, nl) = (words(Lang::En), words(Lang::Nl));
    for notice in notices() {
        assert_ne!(en.notice(&notice).what, nl.notice(&notice).what);
    }
    for error in errors().iter().filter(|e| !matches!(e, Error::Study { .. })) {
        assert_ne!(en.error(error).what, nl.error(error).what);
    }
}

#[test]
fn a_notice_without_the_names_of_sheets_and_files_reads_well() {
    let parts = || ["2023", "2024"].map(|wave| (String::new(), wave.to_owned())).to_vec();
    let sheets = Notice::SheetsNotRead { place: Place::file("a.xlsx"), used: String::new(), sheets: Vec::new() };
    let workbook = Notice::LikeWaves { workbook: Some("a.xlsx".into()), missing: false, parts: parts() };
    let files = Notice::LikeWaves { workbook: None, missing: false, parts: parts() };
    let cases = [
        (Lang::En, &sheets, "a.xlsx: only a part of what it holds is read\n"),
        (Lang::Nl, &sheets, "a.xlsx: alleen een deel van wat erin staat, wordt gelezen\n"),
        (Lang::En, &workbook, "a.xlsx: the sheets of \"2023\", \"2024\" look like waves of one survey"),
        (Lang::Nl, &workbook, "a.xlsx: de bladen van \"2023\", \"2024\" lijken metingen van één onderzoek"),
        (Lang::En, &files, "the files of \"2023\", \"2024\" look like waves of one survey"),
        (Lang::Nl, &files, "de bestanden van \"2023\", \"2024\" lijken metingen van één onderzoek"),
    ];
    for (lang, notice, want) in cases {
        let text = words(lang).notice(notice).printed("", words(lang));
        assert!(text.contains(want) && !text.contains("\"\""), "{text}");
    }
}

#[test]
fn one_is_spoken_of_as_one_and_more_as_more() {
    let (en, nl) = (words(Lang::En), words(Lang::Nl));
    let printed = |words: &dyn super::Words, notice: &Notice| words.notice(notice).printed("", words);
    let low = |answered, asked| Notice::LowResponse { wave: "1".into(), school: "A".into(), answered, asked };
    let denied = |ties| Notice::Contradicted { wave: "1".into(), relation: "visit".into(), ties };
    let silent = |answers| Notice::AnswersFromSilent { wave: "1".into(), people: 1, answers, examples: Vec::new() };
    let visitors = |n| Caution::OnlyVisitorsMissing(n);
    let missing = |missing| Ground::FormsMissing { missing };
    let strange = |answers| Remark::NotUnderstood { answers };
    let cases: Vec<(String, &str)> = vec![
        (printed(nl, &low(1, 3)), "1 van 3 mensen antwoordde\n"),
        (printed(nl, &low(1, 3)), "verbindingen met de andere 2 zijn"),
        (printed(nl, &low(2, 3)), "2 van 3 mensen antwoordden\n"),
        (printed(nl, &low(2, 3)), "verbindingen met wie dat niet deed zijn"),
        (printed(en, &low(2, 3)), "ties to the one who did not are seen"),
        (printed(en, &low(1, 3)), "ties to the other 2 are seen"),
        (printed(nl, &denied(1)), "die telt niet mee; het rapport laat zien wat zij zou toevoegen"),
        (printed(nl, &denied(2)), "die tellen niet mee"),
        (printed(en, &denied(1)), "it does not count; the report shows what it would add"),
        (printed(en, &denied(2)), "they do not count"),
        (printed(en, &silent(1)), "there is 1 answer"),
        (printed(en, &silent(2)), "there are 2 answers"),
        (nl.caution(&visitors(1)).1, "Het formulier dat nog ontbreekt;"),
        (nl.caution(&visitors(1)).0, "Waar deze persoon ging kijken"),
        (nl.caution(&visitors(2)).1, "De 2 formulieren die nog ontbreken;"),
        (en.caution(&visitors(1)).1, "The form still missing;"),
        (en.caution(&visitors(2)).1, "The 2 forms still missing;"),
        (nl.ground(About::Between, missing(1)), "1 formulier ontbreekt; wie het niet invulde kan de brug zijn."),
        (nl.ground(About::Between, missing(2)), "2 formulieren ontbreken; een van hen kan de brug zijn."),
        (nl.ground(About::Isolation, missing(1)), "van deze persoon wordt niet gezegd dat die alleen staat"),
        (en.ground(About::Between, missing(1)), "1 form is missing; who did not fill it in may be the bridge."),
        (en.ground(About::Between, missing(2)), "2 forms are missing; one of them may be the bridge."),
        (
            nl.remark(&[], &strange(1)),
            "1 antwoord is niet begrepen en telt niet mee. Zet in study.toml bij [frequencies] waarvoor het telt.",
        ),
        (nl.remark(&[], &strange(2)), "waarvoor ze tellen."),
        (en.remark(&[], &strange(1)), "what it counts for"),
        (en.named_unfinished("Advice", 1), "1 person who named somebody counts as not having answered"),
        (en.named_unfinished("Advice", 2), "2 people who named somebody count as"),
        (nl.named_unfinished("Advies", 1), "1 persoon die iemand noemde geldt als niet ingevuld"),
        (nl.named_unfinished("Advies", 2), "2 mensen die iemand noemden gelden als"),
        (nl.advice_not_named(1), "Nog 1 leraar met een vraag gaf geen toestemming en wordt met rust gelaten."),
        (nl.advice_not_named(2), "Nog 2 leraren met een vraag gaven geen toestemming en worden met rust gelaten."),
        (en.advice_not_named(1), "1 teacher more in need did not agree to be named and is left in peace."),
        (en.advice_not_named(2), "are left in peace."),
        (nl.advice_lead(0, (0, 0), 1), "0 voorstellen; voor 1 leraar is geen regel gevonden."),
        (nl.advice_lead(181, (78, 79), 0), "181 voorstellen, met 78 van de 79 leraren uit de lijst van vragen."),
        (en.advice_lead(2, (2, 2), 0), "2 proposals, with all 2 teachers in the list of needs."),
        (en.advice_lead(1, (0, 79), 0), "1 proposal, with none of the 79 teachers in the list of needs."),
        (en.advice_lead(1, (1, 1), 2), "with the one teacher in the list of needs; for 2 teachers no line was found."),
        (en.latent(2, 1).lead, "1 of 2 pairs who talk about teaching has no open door"),
        (en.latent(3, 1).lead, "2 of 3 pairs who talk about teaching have no open door"),
        (nl.groups(1, 9, 1, 0), "1 van 9 mensen zit in ten minste één groep (1 georganiseerde groep)."),
        (en.groups(2, 9, 2, 0), "2 of 9 people are in at least one group (2 organised groups)."),
    ];
    for (text, says) in cases {
        assert!(text.contains(says), "{text:?} does not say {says:?}");
    }
}

#[test]
fn how_a_file_was_read_is_told_in_the_language() {
    let (en, nl) = (words(Lang::En), words(Lang::Nl));
    assert_eq!(en.read_as("UTF-8, comma, LF"), "UTF-8, comma, LF");
    let place = Place::line("ties.csv", 4).column("naar");
    assert_eq!(nl.place(&place), "ties.csv, regel 4, kolom \"naar\"");
    assert_eq!(en.place(&place), place.to_string());
    assert_eq!(nl.read_as("UTF-8, comma, LF"), "UTF-8, komma, LF");
    assert_eq!(nl.read_as("UTF-8, semicolon, CR LF"), "UTF-8, puntkomma, CR LF");
    assert_eq!(nl.read_as("xlsx, comma"), "xlsx, comma", "the name of a sheet stays");
}
