use super::{Options, target, write};
use crate::error::{Field, NotHeld, Notice};
use crate::survey::{ReadSettings, read};

/// Two schools and two waves: c did not answer in the first, d came in the second; advice was asked within schools.
fn files() -> [(&'static str, &'static str); 3] {
    [
        (
            "teachers.csv",
            "id,school,role,years,answered,wave\na,S,teacher,3,yes,1\nb,S,teacher,,yes,1\nc,S,teacher,9,no,1\n\
             x,T,teacher,1,yes,1\na,S,teacher,4,yes,2\nb,S,teacher,,yes,2\nc,S,teacher,10,yes,2\nd,S,teacher,0,yes,2\n\
             x,T,teacher,2,yes,2\n",
        ),
        (
            "ties.csv",
            "from,to,relation,frequency,wave\na,b,advice,2,1\nb,c,advice,1,1\nd,a,advice,1,2\na,x,teaching_talk,3,1\n",
        ),
        (
            "study.toml",
            "[[ties]]\nrelation = \"advice\"\nasked_within = \"school\"\n[[ties]]\nrelation = \"teaching_talk\"\n",
        ),
    ]
}

fn written(to: &str) -> super::Written {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files() {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (study, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
    write(&study, &survey, target(to).unwrap(), Options::default()).unwrap()
}

fn file(written: &super::Written, name: &str) -> String {
    let (_, bytes) = written.files.iter().find(|(n, _)| n == name).unwrap();
    String::from_utf8(bytes.clone()).unwrap()
}

fn lost(written: &super::Written) -> Vec<NotHeld> {
    let of = |n: &Notice| match n {
        Notice::NotHeld { what, .. } => Some(*what),
        _ => None,
    };
    written.notices.iter().filter_map(of).collect()
}

#[test]
fn matrices_for_r_have_the_same_actors_na_rows_for_no_answer_and_10_for_what_was_not_asked() {
    let r = written("r");
    // Actors a b c x d, in order of first appearance; d is not there in the first wave, x is of another school.
    let first = "0,1,0,10,10\n0,0,1,10,10\nNA,NA,0,10,10\n10,10,10,0,10\n10,10,10,10,0\n";
    assert_eq!(file(&r, "matrices/advice_w1.csv"), first);
    assert_eq!(file(&r, "matrices/advice_w2.csv").lines().last(), Some("1,0,0,10,0"));
    let actors = file(&r, "actors.csv");
    assert_eq!(
        actors.lines().next().map(|h| h.starts_with("actor,id,present_1,present_2,home_1,home_2,school")),
        Some(true)
    );
    assert!(actors.lines().nth(5).is_some_and(|d| d.starts_with("5,d,0,1,,S,S,")), "{actors}");
    assert!(file(&r, "matrices.csv").contains("advice,1,*,matrices/advice_w1.csv,2,2,14\n"));
    assert_eq!(file(&r, "waves.csv"), "wave,label,period\n1,1,\n2,2,\n");
}

#[test]
fn a_full_matrix_of_dl_has_no_number_where_nobody_answered() {
    let dl = written("dl");
    let text = file(&dl, "wave1.dl");
    assert!(text.starts_with("dl n=4 nm=2 format=fullmatrix diagonal=present\r\nlabels:\r\n\"a\"\r\n"), "{text}");
    assert!(text.contains("\r\n0 2 0 NA\r\n0 0 1 NA\r\nNA NA 0 NA\r\n"), "{text}");
    assert!(file(&dl, "study.toml").contains("[[ties]]\nfile = \"wave1.dl\"\nwave = \"1\"\n"));
}

#[test]
fn what_a_format_cannot_hold_is_told() {
    assert_eq!(lost(&written("csv")), []);
    let graphml = lost(&written("graphml"));
    for what in [NotHeld::Questions, NotHeld::ChangesOfPeople, NotHeld::Presence] {
        assert!(graphml.contains(&what), "{what:?}");
    }
    assert!(!graphml.contains(&NotHeld::Groups));
}

#[test]
fn values_that_change_stand_for_each_wave_and_isolates_are_there() {
    let graphml = file(&written("graphml"), "");
    assert_eq!(graphml.matches("<node ").count(), 5);
    assert_eq!(graphml.matches("<edge ").count(), 4);
    assert!(graphml.contains("attr.name=\"years_w1\" attr.type=\"double\""));
    assert!(graphml.contains("attr.name=\"waves\""));
}

#[test]
fn a_study_folder_says_what_was_asked() {
    let csv = written("csv");
    let toml = file(&csv, "study.toml");
    assert!(toml.contains("relation = \"advice\"\nwave = \"2\"\nasked_within = \"school\"\n"), "{toml}");
}

#[test]
fn an_empty_survey_can_be_written_as_everything() {
    for target in super::TARGETS {
        let study = crate::survey::study::Study::default();
        let empty = crate::survey::Survey::default();
        assert!(write(&study, &empty, target, Options::default()).is_ok(), "{}", target.name);
    }
}

#[test]
fn a_question_in_which_nobody_was_named_was_asked_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("teachers.csv"), "id,answered\na,yes\nb,yes\n").unwrap();
    let ties = "from,to,relation,reporter\na,b,class_visit,from\na,a,class_visit,to\n";
    std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
    let (study, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
    let written = write(&study, &survey, target("csv").unwrap(), Options::default()).unwrap();
    let again = tempfile::tempdir().unwrap();
    for (name, bytes) in &written.files {
        std::fs::write(again.path().join(name), bytes).unwrap();
    }
    let (_, reread) = read(again.path(), &ReadSettings::default()).unwrap();
    assert_eq!((&reread.questions, &reread.ties), (&survey.questions, &survey.ties));
    assert_eq!(reread.questions.len(), 2);
    let json = write(&study, &survey, target("json").unwrap(), Options::default()).unwrap();
    assert_eq!(lost(&json), [NotHeld::EmptyQuestions]);
}

/// Read back, p001 is still nobody's own id.
#[test]
fn ids_that_were_made_are_known_as_such_when_they_are_read_back() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("teachers.csv"), "name,school\nBb,S\nAa,S\n").unwrap();
    std::fs::write(folder.path().join("ties.csv"), "from,to,relation\nAa,Bb,advice\n").unwrap();
    let (study, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
    let again = tempfile::tempdir().unwrap();
    for (name, bytes) in &write(&study, &survey, target("csv").unwrap(), Options::default()).unwrap().files {
        std::fs::write(again.path().join(name), bytes).unwrap();
    }
    let (_, reread) = read(again.path(), &ReadSettings::default()).unwrap();
    let ids: Vec<(&str, bool)> = reread.people.iter().map(|p| (&p.id[..], p.id_made)).collect();
    assert_eq!(ids, [("p001", true), ("p002", true)]);
    assert!(reread.notices.iter().any(|n| matches!(n, Notice::IdsMade { by: Field::Id, .. })));
    assert_eq!(reread.ties.len(), 1);
    assert!(!file(&written("csv"), "study.toml").contains("ids_made"));
}
