//! How sure the figures are, on the sample: what stands in the findings agrees with itself and with plain counting.

use staffroom::analyse::{Options, findings};
use staffroom::findings::Findings;
use staffroom::measures::Scope;
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use std::path::Path;

fn sample(layers: &[&str]) -> Findings {
    sample_of("de-brug", layers)
}

fn sample_of(name: &str, layers: &[&str]) -> Findings {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let (study, survey) = read(&folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(0);
    options.layers = layers.iter().map(|&l| l.to_owned()).collect();
    findings(&study, &survey, &options, &mut Timings::default()).unwrap()
}

#[test]
fn with_everybody_answering_the_figures_of_the_drop_out_are_those_of_the_report() {
    let found = sample(&["all", "informal", "open_door"]);
    let wave = found.last_wave().unwrap();
    let mut checked = 0;
    for d in found.drop_out.iter().filter(|d| d.value.is_some()) {
        let scope = if d.measure == "open_door_rate" { Scope::School } else { Scope::Layer };
        let row = if d.measure == "open_door_rate" { found.group_row() } else { 0 };
        let printed = found.block(scope, wave, Some(&d.layer)).unwrap().number(&d.measure, row).unwrap();
        assert!((d.value.unwrap() - printed).abs() < 1e-12, "{d:?}: {printed}");
        checked += 1;
    }
    assert!(checked >= 30, "{checked}");
}

#[test]
fn fewer_answers_never_make_the_order_of_people_surer() {
    let found = sample(&["all"]);
    let of = |share: f64| {
        let row = found.drop_out.iter().find(|d| d.measure == "in_degree" && (d.dropped - share).abs() < 1e-9).unwrap();
        assert_eq!(row.draws, 200);
        row.rank_correlation.unwrap()
    };
    let (few, some, many) = (of(0.1), of(0.2), of(0.3));
    assert!(few.mean > some.mean && some.mean > many.mean);
    assert!(many.low < many.mean && many.mean < many.high && few.high <= 1.0);
}

#[test]
fn a_figure_lies_between_its_bounds_and_in_its_interval() {
    let found = sample(&["all", "formal"]);
    for block in found.blocks.iter().filter(|b| matches!(b.scope, Scope::Layer | Scope::School)) {
        let rows = block.columns.first().map_or(0, staffroom::measures::Column::len);
        let numbers = |row: usize, names: [&str; 3]| {
            let of = |name: &str| block.number(name, row);
            Some((of(names[0])?, of(names[1])?, of(names[2])?))
        };
        for row in 0..rows {
            if let Some((low, x, high)) =
                numbers(row, ["density_all_absent", "density_all_returned", "density_all_present"])
            {
                assert!(low <= x && x <= high, "{:?} {row}: {low} {x} {high}", block.layer);
                assert!((low - block.number("density", row).unwrap()).abs() < 1e-12);
            }
            let interval = ["density_observed_ci_low", "density_observed", "density_observed_ci_high"];
            if let Some((low, x, high)) = numbers(row, interval) {
                assert!(low <= x + 1e-12 && x <= high + 1e-12, "{:?} {row}: {low} {x} {high}", block.layer);
            }
            if let Some((least, own, most)) = numbers(row, ["isolates_all_present", "isolates", "isolates_all_absent"])
            {
                assert!(least <= own && own <= most, "{:?} {row}", block.layer);
            }
        }
    }
}

#[test]
fn a_verdict_stands_beside_what_it_would_be_at_every_other_cut() {
    let found = sample(&["all", "open_door"]);
    let wave = found.last_wave().unwrap();
    let doors = found.block(Scope::School, wave, Some("open_door")).unwrap();
    let cuts: Vec<&str> = doors.columns.iter().filter_map(|c| c.measure.strip_prefix("open_door_rate_at_")).collect();
    assert!(cuts.len() >= 2, "{cuts:?}");
    for cut in cuts {
        for name in ["lagging_group", "lagging_potential", "conversion"] {
            assert!(doors.column(&format!("{name}_at_{cut}")).is_some_and(|c| c.len() == found.schools.len() + 1));
        }
        // A higher cut takes ties away: nobody gains one.
        let all = found.block(Scope::School, wave, Some("all")).unwrap();
        let row = found.group_row();
        assert!(all.number(&format!("isolates_at_{cut}"), row).unwrap() >= all.number("isolates", row).unwrap());
    }
}

#[test]
fn what_is_told_of_own_talk_in_two_places_has_one_interval() {
    let found = sample(&["open_door"]);
    let mut compared = 0;
    for block in found.blocks.iter().filter(|b| b.scope == Scope::School && b.column("conversion_low").is_some()) {
        for row in 0..found.group_row() {
            for (here, there) in [("conversion_low", "conversion_ci_low"), ("conversion_high", "conversion_ci_high")] {
                if let Some(bound) = block.number(here, row) {
                    assert_eq!(block.number(there, row).map(f64::to_bits), Some(bound.to_bits()), "{here} {row}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared >= 40, "{compared}");
    // One school is the group.
    let alone = sample_of("minimal", &["open_door"]);
    let block = alone.blocks.iter().find(|b| b.column("conversion_se").is_some()).unwrap();
    for name in ["conversion_ci_low", "conversion_ci_high", "conversion_se", "conversion_jackknife_se"] {
        assert!(block.number(name, 0).is_some() && block.number(name, 0) == block.number(name, 1), "{name}");
    }
}

#[test]
fn layers_that_are_not_tested_say_why_they_have_no_number() {
    use staffroom::error::Why;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minimal");
    let (study, survey) = read(&folder, &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(9);
    options.layers = vec!["each".to_owned()];
    let found = findings(&study, &survey, &options, &mut Timings::default()).unwrap();
    let built_in = ["all", "formal", "informal", "talk", "practice", "open_door"];
    let mut left_out = [0, 0];
    for block in found.blocks_of(Scope::LayerPair) {
        let names = [&block.layer, &block.other_layer].map(|l| l.as_deref().unwrap());
        let made = [names == ["formal", "informal"], names.iter().all(|l| built_in.contains(l))];
        for (count, (made, measure)) in left_out.iter_mut().zip(made.into_iter().zip(["qap_r", "density_difference"])) {
            let value = block.column(measure).unwrap_or_else(|| panic!("{measure} of {names:?}")).of(0);
            let not_made = value == staffroom::measures::Value::Undefined(Why::NotComputed);
            assert_eq!(not_made, !made, "{measure} of {names:?}: {value:?}");
            *count += u32::from(not_made);
        }
    }
    assert!(left_out.iter().all(|&n| n > 0), "{left_out:?}");
}
