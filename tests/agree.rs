//! Figures of one report agree with each other: a sentence with its table, rows with their last row, a picture with both.

use staffroom::analyse::{Options, findings};
use staffroom::audience::{Audience, edition};
use staffroom::findings::{Findings, Scope, Value, Why};
use staffroom::report;
use staffroom::report::story::{Block, Story, Table, story};
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use staffroom::words::{ALL, Beyond, ChangeText, Heading, Lang, Say, words};
use std::path::Path;
use std::sync::OnceLock;

fn analysed(folder: &Path) -> Findings {
    let (study, survey) = read(folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(0);
    findings(&study, &survey, &options, &mut Timings::default()).unwrap()
}

/// The sample group, analysed once.
fn de_brug() -> &'static Findings {
    static ONCE: OnceLock<Findings> = OnceLock::new();
    ONCE.get_or_init(|| analysed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug")))
}

fn study(files: &[(&str, &str)]) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).unwrap());
    analysed(folder.path())
}

fn blocks<'a>(story: &'a Story, chapter: &str) -> &'a [Block] {
    &story.chapters.iter().find(|c| c.id == chapter).unwrap().blocks
}

/// The table with this caption, below a figure or by itself.
fn table<'a>(story: &'a Story, chapter: &str, caption: &str) -> &'a Table {
    let of = |block: &'a Block| match block {
        Block::Table(t) => Some(t),
        Block::Figure(f) => f.table.as_ref(),
        _ => None,
    };
    blocks(story, chapter).iter().filter_map(of).find(|t| t.caption == caption).unwrap()
}

fn number(table: &Table, row: usize, column: usize) -> Option<u64> {
    table.rows[row][column].text().replace(['.', ','], "").parse().ok()
}

fn notes(story: &Story, chapter: &str) -> Vec<String> {
    let note = |b: &Block| if let Block::Note(text) = b { Some(text.clone()) } else { None };
    blocks(story, chapter).iter().filter_map(note).collect()
}

#[test]
fn in_a_board_s_edition_each_column_about_doors_has_one_meaning_and_its_rows_add_up() {
    let board = edition(de_brug(), Audience::Board, None);
    let block = board.block(Scope::School, 1, Some("open_door")).unwrap();
    let hides = |row: usize| block.value("open_doors_at_least", row) == Some(Value::Undefined(Why::Suppressed));
    let rows = board.schools.len();
    assert!((0..rows).any(hides) && !(0..rows).all(hides), "bounds of some schools are hidden");
    for (lang, words) in ALL {
        let told = story(&board, words);
        let doors = table(&told, "openness", words.say(Say::OpenDoorsTitle));
        let unknown = doors.heads.iter().position(|h| h.text == words.heading(Heading::CannotTell)).unwrap();
        let mut sum = 0;
        for row in 0..rows {
            // Teachers whose door is not known, of every school.
            let count = |m: &str| block.number(m, row).unwrap() as u64;
            assert_eq!(number(doors, row, unknown), Some(count("eligible") - count("known")), "{lang:?}, row {row}");
            sum += number(doors, row, unknown).unwrap();
        }
        assert_eq!(number(doors, rows, unknown), Some(sum), "{lang:?}");
        let ladder = table(&told, "openness", words.say(Say::LadderTitle));
        let last = ladder.heads.len() - 1;
        (0..=rows).for_each(|row| assert_eq!(number(ladder, row, last), number(doors, row, unknown), "{lang:?}"));
        assert!(notes(&told, "openness").iter().any(|n| n == words.say(Say::SeenHidden)), "{lang:?}");
        // What is hidden has another name than the column in which a number stands.
        let hidden = table(&told, "data", words.say(Say::HiddenTitle));
        let listed: Vec<&str> = hidden.rows.iter().flat_map(|r| r[3].text().split("; ")).collect();
        assert!(listed.contains(&words.say(Say::HiddenSeen)), "{listed:?}");
        let unknown = words.measure(Scope::School, "door_unknown").unwrap().label;
        assert!(!listed.contains(&&*unknown), "{listed:?}");
    }
    // The analyst sees what others saw.
    let told = story(de_brug(), words(Lang::En));
    assert!(!notes(&told, "openness").iter().any(|n| n == words(Lang::En).say(Say::SeenHidden)));
}

#[test]
fn the_sentence_on_the_open_door_rate_of_two_waves_has_the_numbers_of_its_table() {
    let change = &de_brug().changes[0];
    let tested =
        change.tested.iter().find(|t| t.school.is_none() && t.measure == "open_door_rate" && t.layer == "open_door");
    let tested = tested.unwrap();
    for (lang, words) in ALL {
        let told = story(de_brug(), words);
        let (before, after) = (words.percent(tested.before), words.percent(tested.after));
        let paragraphs = blocks(&told, "waves").iter();
        let texts: Vec<&str> =
            paragraphs.filter_map(|b| if let Block::Paragraph(t) = b { Some(t.as_str()) } else { None }).collect();
        let rate = words.rate_told_apart((0.0, 0.0), (0.0, 0.0));
        let opening = rate.split("0%").next().unwrap();
        let said = texts.iter().find(|t| t.starts_with(opening)).unwrap();
        assert!(said.contains(&before) && said.contains(&after), "{lang:?}: {said}");
        let figures = table(&told, "waves", words.change_text(ChangeText::FiguresTable));
        let both = format!("{before} → {after}");
        assert!(figures.rows.iter().any(|r| r[2].text() == both), "{lang:?}: {both}");
        let note = words.change_text(ChangeText::DoorsReads);
        assert!(notes(&told, "waves").iter().any(|n| n == note), "{lang:?}");
    }
}

#[test]
fn doors_that_only_others_saw_are_no_more_than_those_counted_where_there_is_no_rate() {
    let minimal = analysed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minimal"));
    for (lang, words) in ALL {
        let told = story(&minimal, words);
        let said = blocks(&told, "openness").iter().find_map(|b| match b {
            Block::Paragraph(t) if t.contains("4 of 10") || t.contains("4 van 10") => Some(t.as_str()),
            _ => None,
        });
        let said = said.unwrap();
        assert!(!said.contains("4 more") && !said.contains("nog 4"), "{lang:?}: {said}");
        assert!(said.contains("4 of these") || said.contains("4 daarvan"), "{lang:?}: {said}");
    }
}

/// Five at one school, four at none who all talk with one of them.
fn five_and_four() -> Findings {
    let mut staff = String::from("id,school,role,answered\n");
    let mut ties = String::from("from,to,relation\n");
    for k in 0..5 {
        staff += &format!("a{k},A,teacher,yes\n");
        ties += &format!("a{k},a{},teaching_talk\n", (k + 1) % 5);
    }
    for k in 0..4 {
        staff += &format!("n{k},,director,yes\n");
        ties += &format!("n{k},a0,teaching_talk\n");
    }
    study(&[("teachers.csv", &staff), ("ties.csv", &ties)])
}

#[test]
fn people_without_a_school_are_not_said_to_be_in_one() {
    let told = |lang| story(&five_and_four(), words(lang));
    let said = |s: &Story, text: &str| s.about.iter().any(|line| line == text);
    assert!(said(&told(Lang::En), "9 people, 5 of them in 1 school"), "{:?}", told(Lang::En).about);
    assert!(said(&told(Lang::Nl), "9 mensen, van wie 5 op 1 school"), "{:?}", told(Lang::Nl).about);
}

#[test]
fn where_the_last_row_is_more_than_its_rows_it_is_said_why() {
    for (lang, words) in ALL {
        let told = story(de_brug(), words);
        // Four people are in no school, and there are ties between schools.
        for (chapter, beyond) in [("schools", Beyond::Ties), ("openness", Beyond::Pairs), ("data", Beyond::Nothing)] {
            let notes = notes(&told, chapter);
            assert!(notes.contains(&words.beyond_rows(4, beyond)), "{lang:?} {chapter}: {notes:?}");
        }
        assert!(notes(&told, "between").iter().any(|n| n == words.say(Say::ReachReads)), "{lang:?}");
    }
}

#[test]
fn where_a_relation_was_asked_within_schools_only_the_headline_says_so_and_calls_nobody_inward_looking() {
    let mut staff = String::from("id,school,role,answered\n");
    let mut ties = String::from("from,to\n");
    for school in ["A", "B"] {
        for k in 0..6 {
            staff += &format!("{school}{k},{school},teacher,yes\n");
            ties += &format!("{school}{k},{school}{}\n", (k + 1) % 6);
        }
    }
    let settings = "[[ties]]\nfile = \"advice.csv\"\nrelation = \"advice\"\nasked_within = \"school\"\n\
                    [[ties]]\nfile = \"talk.csv\"\nrelation = \"teaching_talk\"\n";
    let found =
        study(&[("teachers.csv", &staff), ("advice.csv", &ties), ("talk.csv", &ties), ("study.toml", settings)]);
    for (word, within, inward) in [
        (Lang::En, "asked within the own school only", "inward looking"),
        (Lang::Nl, "alleen binnen de eigen school gevraagd", "naar binnen gericht."),
    ] {
        let told = story(&found, words(word));
        let Some(Block::Headlines(list)) = told.chapters[0].blocks.first() else { panic!("headlines") };
        let between = list.iter().find(|h| h.see == "between").unwrap();
        assert!(between.sentence.lead.contains(within), "{}", between.sentence.lead);
        assert!(!between.sentence.detail.contains(inward), "{}", between.sentence.detail);
    }
}

/// The texts of a picture.
fn texts(svg: &str) -> Vec<String> {
    svg.split("</text>").filter_map(|part| part.rsplit('>').next()).map(|t| t.trim().to_owned()).collect()
}

#[test]
fn the_label_under_a_school_counts_every_ring_that_is_drawn_in_it() {
    let found = de_brug();
    let mut drawn = found.clone();
    drawn.settings.outputs.plots = true;
    let files = report::files(&drawn, words(Lang::Nl)).unwrap();
    for wave in 0..2u32 {
        let people = found.block(Scope::Person, wave, Some("all")).unwrap();
        let isolation = people.column("isolation").unwrap();
        let staff = &found.waves[wave as usize].staff;
        let name = if wave == 0 { "plots/network-wave-1.svg" } else { "plots/network.svg" };
        let drawn = texts(std::str::from_utf8(&files[name]).unwrap());
        for (school, info) in found.schools.iter().enumerate() {
            let here = |p: &usize| staff[*p].school == Some(school as u32) && isolation.label(*p) == Some("isolate");
            let alone = (0..isolation.len()).filter(here).count();
            let said = |t: &String| t.starts_with(&format!("{alone} {}", words(Lang::Nl).say(Say::BenchWithoutTies)));
            assert!(alone == 0 || drawn.iter().any(said), "{} wave {wave}: {alone} in {drawn:?}", info.label());
        }
    }
}
