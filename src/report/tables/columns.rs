//! What each column of the tables means, beside the tables themselves.

use super::{Cell, Table};
use crate::error::Result;
use crate::words::Words;

/// The table's own columns.
const HEADINGS: [&str; 4] = ["table", "column", "name", "how_to_read"];

/// Every column of these tables, and of the table that explains them: its table, its heading, its name, and how to read
/// it.
pub(crate) fn columns<'a, 't, 'f: 't>(tables: impl IntoIterator<Item = &'t Table<'f>>, words: &dyn Words) -> Table<'a> {
    let explained = |table: &str, heading: &str| {
        let words = words.column(table, heading);
        let (name, reads) = words.map(|m| (m.label, m.reads)).unwrap_or_default();
        [table, heading, &*name, &*reads].map(|text| Cell::Text(text.to_owned()))
    };
    let of_tables = tables.into_iter().flat_map(|t| t.headings.iter().map(|heading| explained(t.name, heading)));
    let own = HEADINGS.into_iter().map(|heading| explained("columns", heading));
    let lines: Vec<[Cell; 4]> = of_tables.chain(own).collect();
    let rows =
        move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| lines.iter().try_for_each(|cells| each(cells.as_slice()));
    Table::new("columns", HEADINGS.map(str::to_owned).to_vec(), Box::new(rows))
}

#[cfg(test)]
mod tests {
    use super::super::{Layers, TableOptions, csv, tables};
    use super::*;
    use crate::findings::Scope;
    use crate::report::sample;
    use crate::words::ALL;

    #[test]
    fn every_column_is_explained_once() {
        let findings = sample::group(3, 10);
        let all = tables(&findings, Layers::Every);
        for (lang, words) in ALL {
            let text = String::from_utf8(csv(&columns(&all, words), TableOptions::default()).unwrap()).unwrap();
            for (table, column) in [("schools", "open_door_rate"), ("schools", "wave"), ("ledger", "first_places")] {
                let start = format!("{table},{column},");
                assert_eq!(text.lines().filter(|l| l.starts_with(&start)).count(), 1, "{lang:?} {start}");
            }
            let label = words.measure(Scope::School, "open_door_rate").unwrap().label;
            assert!(text.contains(&*label), "{lang:?}: {text}");
        }
    }
}
