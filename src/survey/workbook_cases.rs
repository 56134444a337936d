//! Cases: a workbook whose sheets are forms of one survey, and cuts per relation in one wide file.

use super::sample::{survey, ties};
use super::{ReadSettings, Survey, read};
use crate::error::{Error, Notice};

/// Rows of a sheet, a cell at each bar.
type Sheet<'a> = (&'a str, &'a [&'a str]);

/// A study with a workbook, read.
fn with_workbook(texts: &[(&str, &str)], book: &str, sheets: &[Sheet<'_>]) -> Survey {
    let folder = folder_with(texts, book, sheets);
    let (_, survey) = read(folder.path(), &ReadSettings::default()).expect("a survey");
    assert!(survey.ledger.files.iter().all(super::LedgerFile::adds_up), "{:?}", survey.ledger);
    survey
}

/// A folder with a workbook and texts beside it.
fn folder_with(texts: &[(&str, &str)], book: &str, sheets: &[Sheet<'_>]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut made = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = made.add_worksheet();
        sheet.set_name(*name).expect("a name");
        for (r, row) in (0..).zip(*rows) {
            for (c, cell) in (0..).zip(row.split('|')).filter(|c| !c.1.is_empty()) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(r, c, number).expect("a cell"),
                    Err(_) => sheet.write(r, c, cell).expect("a cell"),
                };
            }
        }
    }
    made.save(folder.path().join(book)).expect("a workbook");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn not_read(survey: &Survey) -> usize {
    survey.notices.iter().filter(|n| matches!(n, Notice::FileNotRead { .. })).count()
}

const STAFF: (&str, &str) = ("teachers.csv", "id,school\na,A\nb,A\nc,A\nd,B\ne,B\nf,B\n");

#[test]
fn a_workbook_with_a_form_of_each_school_is_one_survey() {
    let head = "id|Aan wie vraagt u advies? 1|Aan wie vraagt u advies? 2";
    let survey = with_workbook(
        &[STAFF],
        "ties.xlsx",
        &[("School A", &[head, "a|b|c", "b|a|", "c|niemand|"]), ("School B", &[head, "d|e|a", "e|zz|"])],
    );
    let of = |r: &str| ties(&survey).iter().filter(|t| t.contains(r)).count();
    assert_eq!((survey.ties.len(), of("advice")), (5, 5), "{:?}", ties(&survey));
    assert_eq!(not_read(&survey), 0);
    let file = &survey.ledger.files[0];
    assert_eq!((file.answers, file.kept, file.no), (7, 5, 1));
    let unknown = survey.unmatched.first().expect("a stranger");
    assert_eq!((unknown.first.file.as_str(), unknown.first.line), ("ties.xlsx, School B", Some(3)));
    // f has no form on any sheet.
    let answered = survey.questions[0].answered.iter().filter(|r| **r == super::Response::Answered).count();
    assert_eq!(answered, 5);
    assert!(survey.inputs.iter().any(|i| i.read_as.contains("School A") && i.read_as.contains("School B")));
}

#[test]
fn a_workbook_with_a_matrix_of_each_school_is_one_relation() {
    let survey = with_workbook(
        &[STAFF, ("study.toml", "[[ties]]\nfile = \"advies.xlsx\"\n")],
        "advies.xlsx",
        &[("Wilgen", &["|a|b|c", "a|0|1|0", "b|0|0|1", "c|0|0|0"]), ("Linde", &["|d|e", "d|0|1", "e|1|0"])],
    );
    let want = ["advice a>b", "advice b>c", "advice d>e", "advice e>d"];
    let found = ties(&survey);
    assert!(want.iter().zip(&found).all(|(w, f)| f.contains(w)) && found.len() == 4, "{found:?}");
    assert_eq!(survey.questions.len(), 1);
}

#[test]
fn a_workbook_with_a_matrix_of_each_relation_keeps_them_apart() {
    let survey = with_workbook(
        &[STAFF, ("study.toml", "[[ties]]\nfile = \"alles.xlsx\"\n")],
        "alles.xlsx",
        &[("advies", &["|a|b", "a|0|1", "b|0|0"]), ("klasbezoek", &["|a|b", "a|0|0", "b|1|0"])],
    );
    let found = ties(&survey);
    assert!(found[0].contains("advice a>b") && found[1].contains("class_visit b>a"), "{found:?}");
}

#[test]
fn a_sheet_that_asks_something_else_is_told_and_left_alone() {
    let survey = with_workbook(
        &[STAFF],
        "ties.xlsx",
        &[("Antwoorden", &["id|advies 1|advies 2", "a|b|c", "b|a|"]), ("Toelichting", &["Let op|", "dit is uitleg|"])],
    );
    assert_eq!((survey.ties.len(), not_read(&survey)), (3, 1));
}

/// What is told of sheets: those that are not read, and those that look like waves with whether they are missing.
fn of_sheets(study: &str, sheets: &[Sheet<'_>]) -> (Vec<String>, Vec<(bool, Vec<String>)>) {
    let survey = with_workbook(&[STAFF, ("study.toml", study)], "ties.xlsx", sheets);
    let (mut left, mut like_waves) = (Vec::new(), Vec::new());
    for notice in survey.notices {
        match notice {
            Notice::SheetsNotRead { sheets, .. } => left.extend(sheets),
            Notice::LikeWaves { missing, parts, .. } => {
                like_waves.push((missing, parts.into_iter().map(|part| part.0).collect()));
            }
            _ => {}
        }
    }
    (left, like_waves)
}

#[test]
fn sheets_that_look_like_waves_are_told_where_they_are_missing_or_nothing_keeps_them_apart() {
    let lists: [Sheet<'_>; 2] = [("2023", &["from|to", "a|b"]), ("2024", &["from|to", "b|c"])];
    let both = || vec!["2023".to_owned(), "2024".to_owned()];
    let none = (Vec::new(), Vec::new());
    let entry = |own: &&str| format!("[[ties]]\nfile = \"ties.xlsx\"\n{own}\n");
    let of = |entries: &[&str]| entries.iter().map(entry).collect::<Vec<_>>().concat();
    let late = vec!["2024".to_owned()];
    assert_eq!(of_sheets("", &lists), (late.clone(), vec![(true, both())]));
    assert_eq!(of_sheets(&of(&["", "sheet = \"2024\""]), &lists), (Vec::new(), vec![(false, both())]));
    // Another entry reads the other sheet, as another wave.
    assert_eq!(of_sheets(&of(&["wave = 2023", "sheet = \"2024\"\nwave = \"2024\""]), &lists), none);
    // The study says which wave it is.
    assert_eq!(of_sheets("[[waves]]\nid = \"2023\"\n", &lists), (late.clone(), Vec::new()));
    assert_eq!(of_sheets(&of(&["wave = 2023"]), &lists), (late, Vec::new()));
}

#[test]
fn sheets_with_a_column_for_the_wave_are_kept_apart_by_it() {
    let head = "id|Wave|Aan wie vraagt u advies? 1|Aan wie vraagt u advies? 2";
    let sheets: [Sheet<'_>; 2] =
        [("2023", &[head, "a|2023|b|c", "b|2023|a|"]), ("2024", &[head, "a|2024|b|", "c|2024|a|b"])];
    let survey = with_workbook(&[STAFF], "ties.xlsx", &sheets);
    assert_eq!(survey.waves.len(), 2);
    assert_eq!(of_sheets("", &sheets), (Vec::new(), Vec::new()));
    let head = "id|Aan wie vraagt u advies? 1|Aan wie vraagt u advies? 2";
    let sheets: [Sheet<'_>; 2] = [("2023", &[head, "a|b|c", "b|a|"]), ("2024", &[head, "a|b|", "c|a|b"])];
    assert_eq!(of_sheets("", &sheets).1, [(false, vec!["2023".to_owned(), "2024".to_owned()])]);
}

#[test]
fn a_sheet_with_an_entry_of_its_own_is_read_by_that_one_alone() {
    let head = "id|Aan wie vraagt u advies? 1|Aan wie vraagt u advies? 2";
    let forms: [Sheet<'_>; 2] = [("2023", &[head, "a|b|c", "b|a|"]), ("2024", &[head, "a|b|", "c|a|b"])];
    let squares: [Sheet<'_>; 2] = [
        ("2023", &["|a|b|c", "a|0|1|1", "b|1|0|0", "c|0|0|0"]),
        ("2024", &["|a|b|c", "a|0|1|0", "b|0|0|0", "c|1|1|0"]),
    ];
    let entry = "[[ties]]\nfile = \"ties.xlsx\"\nrelation = \"advice\"\n";
    let study = format!("{entry}wave = \"2023\"\n{entry}sheet = \"2024\"\nwave = \"2024\"\n");
    for sheets in [forms, squares] {
        let survey = with_workbook(&[STAFF, ("study.toml", &study)], "ties.xlsx", &sheets);
        let found: Vec<String> =
            ties(&survey).iter().map(|t| t.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect();
        let want = ["a>b", "a>c", "b>a"].map(|t| format!("2023 advice {t}"));
        let later = ["a>b", "c>a", "c>b"].map(|t| format!("2024 advice {t}"));
        assert_eq!(found, [want, later].concat());
        assert_eq!(not_read(&survey), 0);
    }
}

#[test]
fn a_sheet_that_holds_the_staff_list_is_not_told_as_left_alone() {
    let sheets: [Sheet<'_>; 3] =
        [("relaties", &["from|to", "a|b"]), ("personeel", &["id", "a", "b"]), ("uitleg", &["lees dit|", "eerst|"])];
    let study = "[teachers]\nfile = \"./ties.xlsx\"\nsheet = \"Personeel\"\n";
    assert_eq!(of_sheets(study, &sheets).0, ["uitleg"]);
}

#[test]
fn a_sheet_that_the_study_gives_by_number_is_not_told_as_left_alone() {
    // An empty sheet counts.
    let sheets: [Sheet<'_>; 5] = [
        ("relaties", &["from|to", "a|b"]),
        ("leeg", &[]),
        ("personeel", &["id", "a", "b"]),
        ("1", &["groep|persoon", "bouw|a"]),
        ("uitleg", &["lees dit|", "eerst|"]),
    ];
    let staff = "[teachers]\nfile = \"ties.xlsx\"\nsheet = \"3\"\n";
    assert_eq!(of_sheets(staff, &sheets).0, ["1", "uitleg"]);
    // Its name goes before its number.
    let members = "[[members]]\nfile = \"ties.xlsx\"\nsheet = \"1\"\n";
    assert_eq!(of_sheets(&format!("{staff}{members}"), &sheets).0, ["uitleg"]);
}

#[test]
fn a_sheet_beside_the_staff_list_that_another_entry_reads_is_not_told_as_left_alone() {
    let sheets: [Sheet<'_>; 3] =
        [("personeel", &["id|school", "a|A", "b|A"]), ("relaties", &["from|to", "a|b"]), ("uitleg", &["lees dit|"])];
    for sheet in ["relaties", "Relaties", "2"] {
        let toml =
            format!("[teachers]\nfile = \"alles.xlsx\"\n[[ties]]\nfile = \"./alles.xlsx\"\nsheet = \"{sheet}\"\n");
        let survey = with_workbook(&[("study.toml", &toml)], "alles.xlsx", &sheets);
        assert_eq!((survey.ties.len(), not_read(&survey)), (1, 1), "{sheet}: {:?}", survey.notices);
    }
    let staff = "[teachers]\nfile = \"alles.xlsx\"\n[[ties]]\nfile = \"ties.csv\"\n";
    let ties = ("ties.csv", "from,to\na,b\n");
    assert_eq!(not_read(&with_workbook(&[("study.toml", staff), ties], "alles.xlsx", &sheets)), 2);
}

/// A staff list, a list of ties, a form of ties and an explanation.
const PEOPLE: Sheet<'static> = ("Personeel", &["code|naam|school", "a|An|Linde", "b|Bo|Linde"]);
const LIST: Sheet<'static> = ("Relaties", &["van|naar|relatie", "a|b|advies"]);
const FORM: Sheet<'static> = ("Relaties", &["code|advies 1|advies 2", "a|b|", "b|a|"]);
const NOTE: Sheet<'static> = ("Uitleg", &["Let op|", "dit is uitleg|"]);

/// The error of a study that must stop.
fn stops(path: &std::path::Path) -> Error {
    read(path, &ReadSettings::default()).map(|found| found.1.ledger).expect_err("an error")
}

#[test]
fn a_workbook_with_the_staff_list_and_the_ties_says_which_sheets_to_name_and_is_read_as_it_says() {
    for sheets in [[PEOPLE, NOTE, LIST], [NOTE, PEOPLE, FORM]] {
        for book in ["alles.xlsx", "personeel.xlsx", "relaties.xlsx"] {
            let folder = folder_with(&[], book, &sheets);
            // With the staff list first, the folder is read as it stands unless the name says that the workbook is the ties.
            let is_read = sheets[0] == PEOPLE && book != "relaties.xlsx";
            let told = [folder.path().join(book), folder.path().to_owned()];
            for path in &told[..if is_read { 1 } else { 2 }] {
                match stops(path) {
                    Error::StaffAndTies { file, staff, ties } => {
                        let told = (file.as_str(), staff.as_deref(), &ties[..]);
                        assert_eq!(told, (book, Some("Personeel"), &["Relaties".to_owned()][..]));
                    }
                    other => panic!("{other:?}"),
                }
            }
            let sheet = |sheet: &str| format!("file = \"{book}\"\nsheet = \"{sheet}\"\n");
            let toml = format!("[teachers]\n{}[[ties]]\n{}", sheet("Personeel"), sheet("Relaties"));
            let survey = with_workbook(&[("study.toml", &toml)], book, &sheets);
            assert_eq!((survey.people.len(), survey.ties.is_empty(), not_read(&survey)), (2, false, 0), "{book}");
        }
    }
}

#[test]
fn all_sheets_with_ties_are_named_and_only_these_where_the_staff_list_is_given() {
    let late: Sheet<'_> = ("2025", &["code|advies 1|advies 2", "a|b|", "b|a|"]);
    let all = [PEOPLE, ("2024", LIST.1), late, NOTE];
    let told = |texts: &[(&str, &str)]| match stops(folder_with(texts, "relaties.xlsx", &all).path()) {
        Error::StaffAndTies { staff, ties, .. } => (staff, ties.join(" ")),
        other => panic!("{other:?}"),
    };
    let people = Some("Personeel".to_owned());
    assert_eq!(told(&[]), (people.clone(), "2024 2025".to_owned()));
    let entry = "[[ties]]\nfile = \"relaties.xlsx\"\n";
    assert_eq!(told(&[("study.toml", entry)]), (people, "2024 2025".to_owned()));
    let of = |table: &str, sheet: &str| format!("[{table}]\nfile = \"relaties.xlsx\"\nsheet = \"{sheet}\"\n");
    let pasted = of("teachers", "Personeel") + &of("[ties]", "2024") + &of("[ties]", "2025");
    let survey = with_workbook(&[("study.toml", &pasted)], "relaties.xlsx", &all);
    let of_2025 = ties(&survey).iter().filter(|tie| tie.contains("b>a")).count();
    let like_waves = survey.notices.iter().filter(|n| matches!(n, Notice::LikeWaves { missing: false, .. })).count();
    assert_eq!((survey.people.len(), of_2025, like_waves), (2, 1, 1), "{:?}", survey.notices);
    let none = (None, "2024 2025".to_owned());
    assert_eq!(told(&[STAFF]), none);
    let given = format!("[teachers]\nfile = \"relaties.xlsx\"\nsheet = \"Personeel\"\n{entry}");
    assert_eq!(told(&[("study.toml", &given)]), none);
}

#[test]
fn what_is_wrong_with_a_sheet_that_the_study_says_how_to_read_is_told_as_it_is() {
    let sheets = [("Advies", FORM.1), PEOPLE, ("Bezoek", FORM.1)];
    for own in ["shape = \"grid\"", "columns = { from = \"wie\" }"] {
        let toml = format!("[[ties]]\nfile = \"relaties.xlsx\"\n{own}\n");
        let found = stops(folder_with(&[STAFF, ("study.toml", &toml)], "relaties.xlsx", &sheets).path());
        assert!(!matches!(found, Error::StaffAndTies { .. }), "{found:?}");
    }
}

#[test]
fn a_folder_with_a_workbook_of_the_staff_list_and_then_the_ties_is_read_as_it_stands() {
    for book in ["alles.xlsx", "personeel.xlsx"] {
        for ties in [LIST, FORM] {
            let survey = with_workbook(&[], book, &[PEOPLE, NOTE, ties]);
            assert_eq!((survey.people.len(), survey.ties.is_empty(), not_read(&survey)), (2, false, 1), "{book}");
        }
    }
}

#[test]
fn a_study_that_names_the_sheets_or_a_workbook_without_a_staff_list_lacks_what_it_lacks() {
    let named = ("study.toml", "[[ties]]\nfile = \"relaties.xlsx\"\nsheet = \"Uitleg\"\n");
    for folder in
        [folder_with(&[named], "relaties.xlsx", &[PEOPLE, LIST, NOTE]), folder_with(&[], "alles.xlsx", &[NOTE])]
    {
        let found = stops(folder.path());
        assert!(!matches!(found, Error::StaffAndTies { .. }), "{found:?}");
    }
}

#[test]
fn relations_of_one_wide_file_have_cuts_of_their_own() {
    let study = "[questions]\n\"Advies\" = \"advice\"\n\"Bezoek\" = \"class_visit\"\n\
                 [[ties]]\nfile = \"grid.csv\"\nrelation = \"advice\"\nat_least = 3\n\
                 [[ties]]\nfile = \"grid.csv\"\nrelation = \"class_visit\"\nat_least = 1\n";
    let grid = "id,Advies [a],Advies [b],Advies [c],Bezoek [a],Bezoek [b],Bezoek [c]\n\
                a,,3,2,,1,0\nb,4,,1,1,,2\nc,0,0,,1,,\n";
    let survey = survey(&[STAFF, ("grid.csv", grid), ("study.toml", study)]);
    let found = ties(&survey);
    let want = [
        "advice a>b 3",
        "advice b>a 4",
        "class_visit a>b 1",
        "class_visit b>a 1",
        "class_visit b>c 2",
        "class_visit c>a 1",
    ];
    assert_eq!(found.len(), want.len(), "{found:?}");
    assert!(want.iter().zip(&found).all(|(w, f)| f.contains(w)), "{found:?}");
    let file = &survey.ledger.files[0];
    // Three zeros, and two below the cut of advice.
    assert_eq!((file.answers, file.kept, file.no), (11, 6, 5));
    let cuts: Vec<f32> = survey.questions.iter().map(|q| q.at_least).collect();
    assert_eq!(cuts, [3.0, 1.0]);
}

#[test]
fn the_study_file_says_the_encoding_of_all_files_or_of_one() {
    let folder = tempfile::tempdir().expect("a folder");
    // `Zoë` and `één keer` as old Macintosh programs wrote them, with their line ends.
    let mac = |text: &str| -> Vec<u8> {
        text.chars()
            .map(|c| match c {
                'ë' => 0x91,
                'é' => 0x8e,
                '\n' => b'\r',
                c => u8::try_from(u32::from(c)).expect("plain"),
            })
            .collect()
    };
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    write("teachers.csv", &mac("id;naam\na;Zoë Bos\nb;Jan Bos\n"));
    write("ties.csv", &mac("van;naar;frequentie\nJan Bos;Zoë Bos;één keer\n"));
    let names = |study: &str| {
        write("study.toml", study.as_bytes());
        let (_, survey) = read(folder.path(), &ReadSettings::default()).expect("a survey");
        (survey.people[0].name.clone().unwrap_or_default(), survey.ties.len())
    };
    assert_eq!(names("encoding = \"macintosh\"\n"), ("Zoë Bos".to_owned(), 1));
    let each = "[teachers]\nencoding = \"mac\"\n[[ties]]\nfile = \"ties.csv\"\nencoding = \"Mac Roman\"\n";
    assert_eq!(names(each), ("Zoë Bos".to_owned(), 1));
    assert_ne!(names("").0, "Zoë Bos");
}

#[test]
fn a_workbook_with_the_staff_list_before_the_matrices_is_a_study() {
    let staff = [
        "Personeelsnr|Naam|School|Functie|Ingevuld",
        "1|Anna|A|leerkracht|ja",
        "2|Bas|A|leerkracht|ja",
        "3|Carla|A|IB|nee",
    ];
    let survey = with_workbook(
        &[],
        "enquete.xlsx",
        &[
            ("Personeel", &staff),
            ("Advies", &["|Anna|Bas|Carla", "Anna||1|0", "Bas|0||1", "Carla|0|0|"]),
            ("Klasbezoek", &["|Anna|Bas|Carla", "Anna||1|0", "Bas|0||0", "Carla|0|0|"]),
            ("Uitleg", &["Dit is de enquête van dit jaar"]),
        ],
    );
    assert_eq!(
        ties(&survey),
        ["1 advice 1>2 1/0 Reported", "1 advice 2>3 1/0 Reported", "1 class_visit 1>2 1/0 Reported"]
    );
    assert_eq!(survey.people.iter().filter_map(|p| p.name.as_deref()).collect::<Vec<_>>(), ["Anna", "Bas", "Carla"]);
}
