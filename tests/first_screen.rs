//! The first screen when forms are missing: what is known in counts, why no more can be said, what would change that.

use staffroom::analyse::{Options, findings};
use staffroom::findings::Findings;
use staffroom::report::story::{Block, Story, story};
use staffroom::simulate::{Plan, files, group};
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use staffroom::words::{ALL, Lang, Words, words};

fn analysed(plan: &Plan) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files(&group(plan)) {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (study, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(0);
    findings(&study, &survey, &options, &mut Timings::default()).unwrap()
}

/// Leads of the headlines, and what cannot be concluded with what would change that.
fn first(story: &Story) -> (Vec<String>, Vec<(String, String)>) {
    let (mut leads, mut cautions) = (Vec::new(), Vec::new());
    for block in &story.chapters[0].blocks {
        match block {
            Block::Headlines(list) => leads.extend(list.iter().map(|h| h.sentence.lead.clone())),
            Block::Cautions(list) => cautions.extend(list.iter().cloned()),
            _ => {}
        }
    }
    (leads, cautions)
}

fn text(story: &Story) -> String {
    staffroom::report::terminal::text(story, 100, false)
}

/// Nothing in the report concludes anything about a school.
fn nothing_is_concluded(story: &Story, words: &dyn Words, few_answered: bool) {
    for chapter in story.chapters.iter().filter(|c| !["reading", "measures"].contains(&c.id)) {
        for block in &chapter.blocks {
            let Block::Table(t) = block else { continue };
            for cell in t.rows.iter().flatten() {
                let told = cell.text();
                for verdict in ["lagging", "not_shown"] {
                    let verdict = words.verdict(verdict).unwrap();
                    assert!(told != verdict && !told.starts_with(&format!("{verdict}:")), "{}: {told}", t.caption);
                }
                assert!(!few_answered || !told.contains('●'), "no school is in a closed third: {told}");
            }
        }
    }
    let all = text(story);
    for corner in ["talk_without_looking", "looking_without_talk", "little_of_either"] {
        assert!(!all.contains(words.corner_means(corner).unwrap()), "{corner}");
    }
}

#[test]
fn at_65_percent_response_the_first_screen_counts_what_is_known_and_says_which_forms_would_allow_a_verdict() {
    let found = analysed(&Plan::default().with_response(0.65));
    for (_, words) in ALL {
        nothing_is_concluded(&story(&found, words), words, true);
    }
    let (leads, cautions) = first(&story(&found, words(Lang::En)));
    assert!(leads.len() <= 5, "{leads:?}");
    // The doors in counts, with those of which it cannot be told.
    assert!(leads[0].contains(" of ") && leads[0].contains("it cannot be told"), "{leads:?}");
    assert_eq!(leads[1], "Whether a school lags cannot be told of any of the 12 schools: too few answered.");
    let forms = cautions.iter().find(|c| c.0.starts_with("Whether a school lags")).unwrap();
    assert_eq!(forms.0, "Whether a school lags: in 12 schools fewer than 70% of the teachers answered.");
    // Every school with its own number, and the sum of these.
    let block = found.block(staffroom::findings::Scope::School, 1, Some("open_door")).unwrap();
    let mut sum = 0;
    for (row, school) in found.schools.iter().enumerate() {
        let needed = block.number("forms_to_verdict", row).unwrap() as u64;
        sum += needed;
        assert!(forms.1.contains(&format!("{} {needed}", school.label())), "{}", forms.1);
    }
    assert!(forms.1.starts_with(&format!("At least {sum} forms more from teachers")), "{}", forms.1);
    let (nl, _) = first(&story(&found, words(Lang::Nl)));
    assert_eq!(
        nl[1],
        "Of een school achterblijft, is van geen van de 12 scholen te zeggen: te weinig mensen antwoordden."
    );
}

#[test]
fn with_visitors_only_asked_the_first_screen_says_at_least_and_that_asking_hosts_would_change_it() {
    let found = analysed(&Plan::default().with_visitors_only());
    for (lang, words) in ALL {
        let told = story(&found, words);
        nothing_is_concluded(&told, words, false);
        let (leads, cautions) = first(&told);
        assert!(!leads[0].contains('%'), "{lang:?}: {}", leads[0]);
        let missing = found.waves[1].staff.iter();
        let missing = missing.filter(|s| s.response == staffroom::findings::Response::DidNotAnswer).count();
        let said = cautions.iter().find(|c| c.1.contains(&missing.to_string()) && c.0.contains(&missing.to_string()));
        assert!(said.is_some(), "{lang:?}: {cautions:?}");
    }
    let (leads, cautions) = first(&story(&found, words(Lang::En)));
    assert!(leads[0].starts_with("At least "), "{}", leads[0]);
    assert!(leads[1].ends_with("only visitors were asked, and forms are missing."), "{}", leads[1]);
    assert!(cautions.iter().any(|c| c.1.contains("asking the host as well")), "{cautions:?}");
}

#[test]
fn in_the_sample_the_first_screen_names_the_schools_that_lag_and_the_chapter_shows_on_which_numbers() {
    let found = analysed(&Plan::default());
    for (lang, words) in ALL {
        let told = story(&found, words);
        let (leads, _) = first(&told);
        assert!(leads[1].contains("De Zonnebloem") && leads[1].contains("De Vuurtoren"), "{lang:?}: {}", leads[1]);
        let chapter = told.chapters.iter().find(|c| c.id == "lagging").unwrap();
        let table = chapter.blocks.iter().find_map(|b| match b {
            Block::Table(t) if t.caption == words.frame_name("lagging_group") => Some(t),
            _ => None,
        });
        let row: Vec<&str> = table.unwrap().rows[3].iter().map(staffroom::report::story::Cell::text).collect();
        // School, verdict, n, reference, difference, interval, chance, response.
        assert_eq!(row.len(), 8);
        assert_eq!(row[1], words.verdict("lagging").unwrap());
        assert!(row.iter().skip(2).all(|c| c.chars().any(|c| c.is_ascii_digit())), "{row:?}");
        // In roster order, whatever the numbers.
        let names: Vec<&str> = table.unwrap().rows.iter().map(|r| r[0].text()).collect();
        assert_eq!(names, found.schools.iter().map(staffroom::findings::SchoolInfo::label).collect::<Vec<_>>());
    }
}

/// The smallest sample with one more answer: the name of a colleague, written as nobody on the list is called.
fn with_a_misspelt_name() -> Findings {
    let folder = tempfile::tempdir().unwrap();
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minimal");
    std::fs::copy(sample.join("teachers.csv"), folder.path().join("teachers.csv")).unwrap();
    let ties = std::fs::read_to_string(sample.join("ties.csv")).unwrap();
    let whole_row = ties.trim_end().to_owned() + "\nL10,Brahm Hoekma,praten\n";
    std::fs::write(folder.path().join("ties.csv"), whole_row).unwrap();
    let (study, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
    findings(&study, &survey, &Options::default(), &mut Timings::default()).unwrap()
}

#[test]
fn whoever_named_only_a_misspelt_name_is_counted_among_those_of_whom_it_cannot_be_told() {
    use staffroom::findings::Scope;
    let found = with_a_misspelt_name();
    let people = found.block(Scope::Person, 0, Some("all")).unwrap();
    let position = |id: &str| found.people.iter().position(|p| p.id == id).unwrap();
    let isolation = people.column("isolation").unwrap();
    assert_eq!(isolation.label(position("L10")), Some("unknown"));
    assert!((0..found.people.len()).all(|p| isolation.label(p).is_some()), "everybody has a kind");
    for of_people in ["isolate_certain", "isolate_confirmed"] {
        assert_eq!(people.number(of_people, position("L10")), None, "{of_people}");
    }
    let layer = found.block(Scope::Layer, 0, Some("all")).unwrap();
    for counted in ["isolates", "isolates_confirmed", "isolates_either", "isolates_respondents"] {
        assert_eq!(layer.number(counted, 0), Some(0.0), "{counted}");
    }
    for (lang, words) in ALL {
        let told = story(&found, words);
        let (leads, _) = first(&told);
        assert!(leads.iter().any(|l| *l == words.isolated(0, 2, true).lead), "{lang:?}: {leads:?}");
        let chapter = told.chapters.iter().find(|c| c.id == "isolation").unwrap();
        let table = chapter.blocks.iter().find_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).unwrap();
        let numbers = table.rows.iter().map(|r| r[2].text().parse::<usize>().unwrap());
        assert_eq!(numbers.sum::<usize>(), found.people.len(), "{lang:?}");
        let unknown = table.rows.iter().find(|r| Some(r[0].text()) == words.isolation("unknown", true)).unwrap();
        assert_eq!((unknown[2].text(), unknown[3].text()), ("2", "L07, L10"), "{lang:?}");
    }
}

#[test]
fn where_one_to_four_people_named_only_misspelt_names_a_board_is_not_told_who_has_no_tie() {
    use staffroom::audience::{Audience, edition};
    let board = edition(&with_a_misspelt_name(), Audience::Board, None);
    assert!(board.tallies.iter().all(|t| t.kinds.is_empty()), "the kinds would count on to it");
    for (lang, words) in ALL {
        let (leads, _) = first(&story(&board, words));
        let hidden = words.say(staffroom::words::Say::IsolatedHidden);
        assert!(leads.iter().any(|l| l == hidden), "{lang:?}: {leads:?}");
    }
}
