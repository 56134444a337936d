//! Every number that the program computes has a name and an explanation in every language.

use staffroom::inference::intervals::ENDINGS;
use staffroom::inference::missing::{OF_PEOPLE, TREATMENTS};
use staffroom::inference::told::{DRAWN, TREATED};
use staffroom::measures::{self, Scope};
use staffroom::words::ALL;
use staffroom::{advice, measures::openness};

#[test]
fn every_measure_has_a_name_in_every_language() {
    let families = measures::ALL.iter().flat_map(|f| f.columns.iter().copied());
    let intervals = DRAWN.iter().flat_map(|f| ENDINGS.map(|e| format!("{}{e}", f.printed)));
    let intervals = intervals.chain(ENDINGS[..4].iter().map(|e| format!("conversion{e}")));
    let treated = TREATED.iter().flat_map(|f| TREATMENTS.map(|t| format!("{}_{t}", f.name)));
    let apart = ["", "_ci_low", "_ci_high", "_se", "_z"];
    let apart: Vec<String> = DRAWN.iter().flat_map(|f| apart.map(|e| format!("{}_difference{e}", f.name))).collect();
    let cuts = ["open_door_rate", "conversion", "lagging_group", "isolates"].map(|f| format!("{f}_at_3"));
    let certain: Vec<String> = intervals.chain(treated).chain(cuts).collect();
    let columns: Vec<(Scope, &str)> = families
        .chain(openness::COLUMNS.iter().copied())
        .chain(certain.iter().map(|name| (Scope::School, name.as_str())))
        .chain(apart.iter().map(|name| (Scope::LayerPair, name.as_str())))
        .chain(OF_PEOPLE.iter().map(|name| (Scope::Person, *name)))
        .chain(advice::COLUMNS.iter().chain(advice::change::CHANGE_COLUMNS).map(|name| (Scope::School, *name)))
        .collect();
    assert!(columns.len() > 100);
    for (lang, words) in ALL {
        let missing: Vec<_> = columns.iter().filter(|(scope, name)| words.measure(*scope, name).is_none()).collect();
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
    }
}

#[test]
fn no_explanation_calls_somebody_isolated_who_did_not_answer() {
    for (lang, words) in ALL {
        let unknown = words.isolation("unknown", true).unwrap();
        assert_ne!(Some(unknown), words.isolation("isolate", true), "{lang:?}");
        assert!(words.isolation_means("isolate").unwrap().contains(if lang.code() == "nl" {
            "antwoordde"
        } else {
            "answered"
        }));
    }
}
