//! The smallest studies, from end to end: nobody, one person, people without a tie. What only the whole analysis adds
//! (intervals, bounds, tests, comparisons, verdicts, drop-out) has its value or its reason; the columns of the measures
//! themselves are in `src/measures/laws/smallest.rs`.

use staffroom::analyse::{Options, findings};
use staffroom::findings::{Findings, Scope, Value, Why};
use staffroom::measures;
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use std::collections::BTreeSet;

const LAYERS: [&str; 4] = ["all", "formal", "informal", "open_door"];

/// Schools of so many people, each of whom answers every question with "nobody".
fn study(sizes: &[usize]) -> tempfile::TempDir {
    let mut staff = String::from("id,school,role,answered\n");
    let mut ties = String::from("from,to,relation\n");
    for (school, &size) in sizes.iter().enumerate() {
        for k in 0..size {
            staff += &format!("p{school}{k},s{school},teacher,yes\n");
            for relation in ["advice", "class_visit", "buddy"] {
                ties += &format!("p{school}{k},nobody,{relation}\n");
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("teachers.csv"), staff).unwrap();
    std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
    folder
}

fn analysed(sizes: &[usize]) -> Findings {
    let folder = study(sizes);
    let (study, survey) = read(folder.path(), &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(20);
    options.layers = LAYERS.map(str::to_owned).to_vec();
    findings(&study, &survey, &options, &mut Timings::default()).unwrap()
}

/// What a row is about: how many people, and of how many; whether it is everybody.
struct Row {
    people: usize,
    all: usize,
    group: bool,
}

fn undefined(why: Why) -> Value {
    Value::Undefined(why)
}

fn none_of(row: &Row, from: usize) -> Value {
    if row.people < from { undefined(Why::TooFew) } else { Value::Number(0.0) }
}

/// Of a school beside the rest; the group has no rest.
fn beside_the_rest(row: &Row, why: Why) -> Value {
    undefined(if row.group || row.people == row.all { Why::DoesNotApply } else { why })
}

type Rule = fn(&Row) -> Value;
const EVERYBODY: &[Scope] = &[Scope::Layer, Scope::School];
const SCHOOL: &[Scope] = &[Scope::School];
const PAIR: &[Scope] = &[Scope::LayerPair];

const EXPECTED: &[(&[Scope], &str, Rule)] = &[
    (&[Scope::Person], "isolate_certain isolate_confirmed", |_| Value::Number(1.0)),
    (
        EVERYBODY,
        "density_observed_ci_low density_observed_ci_high density_observed_se density_all_absent density_all_present \
         density_all_returned density_confirmed density_either density_respondents",
        |row| none_of(row, 2),
    ),
    // Without one person two are left at least.
    (EVERYBODY, "density_observed_jackknife_se", |row| none_of(row, 3)),
    (
        EVERYBODY,
        "isolates_all_absent isolates_all_present isolates_all_returned isolates_confirmed isolates_either \
         isolates_respondents",
        |row| Value::Number(row.people as f64),
    ),
    (
        EVERYBODY,
        "reciprocity_pairs_all_absent reciprocity_pairs_all_present reciprocity_pairs_all_returned \
         reciprocity_pairs_confirmed reciprocity_pairs_either reciprocity_pairs_respondents ei_index_all_absent \
         ei_index_all_present ei_index_all_returned ei_index_confirmed ei_index_either ei_index_respondents ei_p_lower \
         ei_p_upper",
        |_| undefined(Why::NoTies),
    ),
    // No draw of people has a pair of which it could be told.
    (
        EVERYBODY,
        "reciprocity_pairs_observed_ci_low reciprocity_pairs_observed_ci_high reciprocity_pairs_observed_se \
         reciprocity_pairs_observed_jackknife_se ei_index_ci_low ei_index_ci_high ei_index_se ei_index_jackknife_se",
        |_| undefined(Why::TooFew),
    ),
    (SCHOOL, "density_observed_difference", |row| match row.people {
        _ if row.group => undefined(Why::DoesNotApply),
        6 => Value::Number(0.0),
        _ => undefined(Why::TooFew),
    }),
    (
        SCHOOL,
        "density_observed_difference_z reciprocity_pairs_observed_difference reciprocity_pairs_observed_difference_z",
        |row| undefined(if row.group { Why::DoesNotApply } else { Why::TooFew }),
    ),
    (SCHOOL, "ei_index_difference ei_index_difference_z", |_| undefined(Why::DoesNotApply)),
    (SCHOOL, "response", |_| Value::Number(1.0)),
    (SCHOOL, "forms_to_verdict", |_| Value::Number(0.0)),
    (SCHOOL, "talk_contacts", |row| if row.group { undefined(Why::DoesNotApply) } else { Value::Number(0.0) }),
    // No norm was agreed, and there is one wave.
    (
        SCHOOL,
        "lagging_standard lagging_change lagging_change_stayers lagging_change_before lagging_change_now \
         lagging_change_opened lagging_change_closed lagging_change_reference lagging_change_difference \
         lagging_change_low lagging_change_high lagging_change_p lagging_change_p_adjusted",
        |_| undefined(Why::DoesNotApply),
    ),
    // None of six and none of six: no difference, and every deal of doors has none.
    (SCHOOL, "lagging_group_reference lagging_group_difference", |row| match row.people {
        6 if !row.group => Value::Number(0.0),
        _ => beside_the_rest(row, Why::TooFew),
    }),
    (SCHOOL, "lagging_group_p lagging_group_p_adjusted", |row| match row.people {
        6 if !row.group => Value::Number(1.0),
        _ => beside_the_rest(row, Why::TooFew),
    }),
    (
        SCHOOL,
        "lagging_potential_reference lagging_potential_difference lagging_potential_p lagging_potential_p_adjusted \
         lagging_potential_p_at_least conversion_low conversion_high",
        |row| beside_the_rest(row, if row.people == 6 { Why::NoTies } else { Why::TooFew }),
    ),
    (PAIR, "density_difference density_difference_ci_low density_difference_ci_high density_difference_se", |row| {
        if row.all < 2 { undefined(Why::CannotTell) } else { Value::Number(0.0) }
    }),
    (
        PAIR,
        "density_difference_z reciprocity_pairs_difference reciprocity_pairs_difference_ci_low \
         reciprocity_pairs_difference_ci_high reciprocity_pairs_difference_se reciprocity_pairs_difference_z \
         ei_index_difference ei_index_difference_ci_low ei_index_difference_ci_high ei_index_difference_se \
         ei_index_difference_z",
        |_| undefined(Why::CannotTell),
    ),
];

/// By label: what stands there for one alone, for a school of two or one, for a school of six.
const LABELS: &[(&str, [Option<&str>; 3])] = &[
    ("response_gate", [Some("normal"); 3]),
    ("lagging_standard_reason", [Some("no_standard"); 3]),
    ("lagging_group", [None, Some("cannot_tell"), Some("not_shown")]),
    ("lagging_group_reason", [Some("one_school"), Some("too_few_known"), Some("not_far_below")]),
    ("lagging_potential", [None, Some("cannot_tell"), Some("cannot_tell")]),
    ("lagging_potential_reason", [Some("one_school"), Some("too_few_known"), Some("nobody_talks")]),
    ("lagging_change_reason", [Some("one_wave"); 3]),
    ("diagnosis", [None; 3]),
];

/// What would stand out among so many, which needs no tie: the tests of `advice`.
const ELSEWHERE: [&str; 2] = ["funnel_low", "funnel_high"];

#[test]
fn what_the_whole_analysis_adds_has_its_value_or_its_reason_where_nobody_has_a_tie() {
    let of_families: BTreeSet<(Scope, &str)> = measures::ALL
        .iter()
        .flat_map(|f| f.columns.iter().copied())
        .chain(measures::openness::COLUMNS.iter().copied())
        .collect();
    let mut met = BTreeSet::new();
    for sizes in [&[1][..], &[2, 1], &[6, 6]] {
        let found = analysed(sizes);
        let all: usize = sizes.iter().sum();
        for block in &found.blocks {
            for column in &block.columns {
                let name = column.measure.as_ref();
                let pair = block.scope == Scope::LayerPair;
                if of_families.contains(&(block.scope, name))
                    || ELSEWHERE.contains(&name)
                    || (pair && ["jaccard", "shared", "only_"].iter().any(|p| name.starts_with(p)))
                {
                    continue;
                }
                met.insert(name.to_owned());
                for row in 0..column.len() {
                    let group = block.scope != Scope::School || row == sizes.len();
                    let people = if group { all } else { sizes[row] };
                    let place = format!("{name} of {:?} on {:?}, row {row} of {sizes:?}", block.scope, block.layer);
                    if let Some((_, of)) = LABELS.iter().find(|l| l.0 == name) {
                        let kind = [1, 3, 12].iter().position(|n| *n == all).unwrap();
                        let whole = ["response_gate", "lagging_standard_reason"].contains(&name);
                        assert_eq!(column.label(row), of[kind].filter(|_| whole || !group), "{place}");
                        continue;
                    }
                    let expected = if pair && name.starts_with("qap") {
                        let tested = (block.layer.as_deref(), block.other_layer.as_deref());
                        let made = tested == (Some("formal"), Some("informal"));
                        undefined(if made { Why::NoTies } else { Why::NotComputed })
                    } else {
                        let here = |e: &&(&[Scope], &str, Rule)| {
                            e.0.contains(&block.scope) && e.1.split_whitespace().any(|n| n == name)
                        };
                        let rule =
                            EXPECTED.iter().find(here).unwrap_or_else(|| panic!("{place}: {:?}", column.of(row)));
                        rule.2(&Row { people, all, group })
                    };
                    match (column.of(row), expected) {
                        (Value::Number(x), Value::Number(y)) => assert!((x - y).abs() < 1e-12, "{place}: {x} and {y}"),
                        (x, y) => assert_eq!(x, y, "{place}"),
                    }
                }
            }
        }
        // Whoever is silent in a draw is no isolate; nothing else there is moves.
        for d in &found.drop_out {
            let printed = if d.measure.starts_with("isolates") { all as f64 } else { 0.0 };
            assert!(d.value.is_none_or(|x| (x - printed).abs() < 1e-12), "{d:?}");
            assert!(d.rank_correlation.is_none(), "nobody is before anybody: {d:?}");
        }
    }
    assert!(met.len() > 90, "{} columns were met", met.len());
}

#[test]
fn a_staff_list_with_nobody_on_it_is_refused_with_what_to_do() {
    let folder = study(&[]);
    let Err(error) = read(folder.path(), &ReadSettings::default()) else { panic!("nobody is a survey") };
    let error = error.to_string();
    assert!(error.contains("teachers.csv") && error.contains("nobody is on the staff list"), "{error}");
}
