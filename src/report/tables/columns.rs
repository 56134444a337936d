//! What each column of the tables means, beside the tables themselves.

use super::{Cell, Table};
use crate::error::Result;
use crate::findings::{Findings, Scope};
use crate::words::Words;

const TABLES: [(Scope, &str); 6] = [
    (Scope::Person, "teachers"),
    (Scope::Openness, "openness"),
    (Scope::School, "schools"),
    (Scope::SchoolPair, "school_pairs"),
    (Scope::Layer, "layers"),
    (Scope::LayerPair, "layer_pairs"),
];

/// Every measure of the tables: its table, its column, its name, and how to read it.
pub(crate) fn columns<'a>(findings: &'a Findings, words: &'a dyn Words) -> Table<'a> {
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for (scope, table) in TABLES {
            let mut seen: Vec<&str> = Vec::new();
            for column in findings.blocks_of(scope).flat_map(|b| &b.columns) {
                let name = column.measure.as_ref();
                if seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                let Some(m) = words.measure(scope, name) else { continue };
                let cells = [table, name, &m.label, m.reads];
                each(&cells.map(|text| Cell::Text(text.to_owned())))?;
            }
        }
        Ok(())
    };
    let headings = ["table", "column", "name", "how_to_read"].map(str::to_owned).to_vec();
    Table::new("columns", headings, Box::new(rows))
}

#[cfg(test)]
mod tests {
    use super::super::{TableOptions, csv};
    use super::*;
    use crate::report::sample;
    use crate::words::ALL;

    #[test]
    fn every_column_that_has_a_name_is_explained_once() {
        let findings = sample::group(3, 10);
        for (lang, words) in ALL {
            let text = String::from_utf8(csv(&columns(&findings, words), TableOptions::default()).unwrap()).unwrap();
            assert_eq!(text.lines().filter(|l| l.starts_with("schools,open_door_rate,")).count(), 1, "{lang:?}");
            let label = words.measure(Scope::School, "open_door_rate").unwrap().label;
            assert!(text.contains(&*label), "{lang:?}: {text}");
        }
    }
}
