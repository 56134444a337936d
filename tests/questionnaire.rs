//! What is filled in on the templates of `staffroom questionnaire` is read back as it stands.

use staffroom::questionnaire::{Settings, files};
use staffroom::survey::reconcile::State;
use staffroom::survey::{End, Initiative, ReadSettings, Response, read};
use staffroom::words::{Lang, words};
use std::collections::BTreeMap;

/// The headings of a template, and its separator.
fn headings(bytes: &[u8]) -> (Vec<String>, u8) {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let separator = if text.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    (reader.headers().unwrap().iter().map(str::to_owned).collect(), separator)
}

/// A template with rows under it: each row says what stands under some headings.
fn filled(bytes: &[u8], rows: &[BTreeMap<usize, &str>]) -> Vec<u8> {
    let (headings, separator) = headings(bytes);
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(bytes.to_vec());
    for row in rows {
        let cells = (0..headings.len()).map(|at| row.get(&at).copied().unwrap_or_default());
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn what_is_filled_in_is_read_back_without_editing_in_every_language() {
    for (lang, yes, own, nobody) in [(Lang::Nl, "ja", "eigen", "niemand"), (Lang::En, "yes", "own", "nobody")] {
        let mut settings = Settings::default();
        settings.add = vec!["advice".into()];
        settings.period = Some("2025-08-25/2026-01-31".into());
        settings.wave = "2026".into();
        let made = files(words(lang), &settings).unwrap();
        let [page, staff, answers, _, study] = &made[..] else { panic!("five files") };
        assert!(std::str::from_utf8(&page.1).unwrap().contains("<meta name=\"viewport\""), "{}", page.0);
        let (asked, _) = headings(&answers.1);
        let column = |question: usize, colleague: usize| {
            let start = format!("{question}. ");
            let is = |h: &String| h.starts_with(&start) && h.ends_with(&format!(" {colleague}"));
            asked.iter().position(is).unwrap_or_else(|| panic!("{question} {colleague}: {asked:?}"))
        };
        let folder = tempfile::tempdir().unwrap();
        let people = ["T1", "T2", "T3", "T4"];
        let names = ["An de Wit", "Bo Smit", "Cas Bos", "Dirk Vos"];
        let roster: Vec<BTreeMap<usize, &str>> = (0..4)
            .map(|at| BTreeMap::from([(0, people[at]), (1, names[at]), (2, "De Brug"), (3, "leerkracht")]))
            .collect();
        // Questions: 1 talk, 2 advice, 3 joint work, 4 shown, 5 visited, 6 was visited, 7 wish.
        let consent = asked.len() - 2;
        let forms = [
            BTreeMap::from([
                (0, "T1"),
                (column(1, 1), "T2"),
                (column(1, 1) + 1, "4"),
                (column(1, 2), "Cas Bos"),
                (column(1, 2) + 1, "2"),
                (column(5, 1), "T2"),
                (column(5, 1) + 1, "1"),
                (column(5, 1) + 2, own),
                (column(5, 1) + 3, yes),
                (consent, yes),
                (consent + 1, yes),
            ]),
            BTreeMap::from([
                (0, "T2"),
                (column(1, 1), nobody),
                (column(6, 1), "T1"),
                (column(6, 1) + 1, "1"),
                (column(6, 2), "T3"),
            ]),
            BTreeMap::from([(0, "Cas Bos"), (column(2, 1), "T1"), (column(7, 10), "T4")]),
        ];
        std::fs::write(folder.path().join(&staff.0), filled(&staff.1, &roster)).unwrap();
        std::fs::write(folder.path().join(&answers.0), filled(&answers.1, &forms)).unwrap();
        std::fs::write(folder.path().join(&study.0), &study.1).unwrap();

        let (_, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
        let mut ties: Vec<String> = survey
            .ties
            .iter()
            .map(|t| {
                let id = |p: u32| &survey.people[p as usize].id;
                let relation = &survey.relations[t.relation as usize].id;
                format!("{relation} {}>{} {}/{} {:?}", id(t.from), id(t.to), t.from_says, t.to_says, t.state)
            })
            .collect();
        ties.sort();
        let want = [
            "advice T3>T1 1/0 Reported",
            "class_visit T1>T2 1/1 Confirmed",
            "class_visit T3>T2 0/1 Contradicted",
            "teaching_talk T1>T2 4/0 Reported",
            "teaching_talk T1>T3 2/0 Reported",
            "wish T3>T4 1/0 Reported",
        ];
        assert_eq!(ties, want, "{lang:?}");
        let visit = survey.ties.iter().find(|t| t.state == State::Confirmed).unwrap();
        assert_eq!((visit.initiative, visit.feedback), (Initiative::Own, Some(true)));
        // Visits were asked of both ends, also where nobody filled one of them.
        let visits = survey.questions.iter().filter(|q| survey.relations[q.relation as usize].id == "class_visit");
        assert_eq!(visits.map(|q| q.end).collect::<Vec<_>>(), [End::From, End::To]);
        // No form, no answer: unknown, and not isolated.
        let responses: Vec<Response> = survey.waves[0].staff.iter().map(|s| s.response).collect();
        assert_eq!(responses[..3], [Response::Answered; 3]);
        assert_eq!(responses[3], Response::DidNotAnswer);
        assert_eq!((survey.waves[0].staff[0].consent_named, survey.waves[0].staff[0].host), (Some(true), Some(true)));
        assert_eq!(survey.waves[0].id, "2026");
        assert!(survey.ledger.files.iter().all(staffroom::findings::LedgerFile::adds_up));
    }
}
