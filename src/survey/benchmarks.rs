//! The user's own norms: `benchmarks.csv`, a measure and a number with its source and year.

use super::check::{Incomplete, Seen, Values};
use super::columns::Columns;
use super::headings::TableKind;
use super::study::Study;
use super::written::{identifier, number};
use crate::error::{Error, Field, Place};
use std::collections::BTreeMap;

/// A norm that the users brought themselves.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Benchmark {
    /// The measure it is about, as the tables call it.
    pub measure: String,
    /// The number.
    pub value: f64,
    /// Where the number comes from, as written.
    pub source: Option<String>,
    /// Its year, as written.
    pub year: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Norms, in the order of the file.
pub(crate) fn read(study: &Study, file: &str, seen: &mut Seen) -> Vec<Benchmark> {
    let mut list = Vec::new();
    let Some(table) = seen.table(study, file, None) else { return list };
    let columns = Columns::of(&table, TableKind::Benchmarks, &BTreeMap::new(), study.file_name(), seen);
    let measure = columns.need(Field::Measure, &table, seen);
    let value = columns.need(Field::Value, &table, seen);
    let (Some(measure), Some(value)) = (measure, value) else { return list };
    let (mut incomplete, mut values) = (Incomplete::default(), Values::default());
    let walked = table.for_each(|row| {
        let cell = |field| columns.get(field).map(|c| row.cell(c)).filter(|c| !c.is_empty()).map(str::to_owned);
        let (name, figure) = (row.cell(measure), row.cell(value));
        if name.is_empty() || figure.is_empty() {
            let missing = if name.is_empty() { Field::Measure } else { Field::Value };
            incomplete.add(missing, row.line);
            return Ok::<(), Error>(());
        }
        match number_or_percentage(figure) {
            Some(number) => list.push(Benchmark {
                measure: identifier(name),
                value: number,
                source: cell(Field::Source),
                year: cell(Field::Year),
                place: Place::line(&table.file, row.line).column(&table.headings[measure]),
            }),
            None => values.add(value, figure, row.line),
        }
        Ok(())
    });
    seen.keep(walked);
    incomplete.tell(&table, &columns, seen);
    values.tell(&table, seen);
    seen.columns_not_read(&table, columns.unread());
    list
}

/// `0,6`, `0.6` or `60 %`.
fn number_or_percentage(cell: &str) -> Option<f64> {
    match cell.strip_suffix('%') {
        Some(share) => number(share.trim_end()).map(|x| x / 100.0),
        None => number(cell),
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Field, Notice};
    use crate::survey::sample::{errors, survey};

    const STAFF: (&str, &str) = ("teachers.csv", "id\na\nb\n");
    const TIES: (&str, &str) = ("ties.csv", "from,to\na,b\n");

    #[test]
    fn a_norm_has_a_measure_a_number_a_source_and_a_year() {
        let text = "maat;waarde;bron;jaar\nOpen-door rate;0,6;Ons plan;2025\nconversion;45 %;;\n;1;;\ndensity;veel;;\n";
        let survey = survey(&[STAFF, TIES, ("benchmarks.csv", text)]);
        let read: Vec<_> =
            survey.benchmarks.iter().map(|b| (b.measure.as_str(), b.value, b.source.as_deref())).collect();
        assert_eq!(read, [("open_door_rate", 0.6, Some("Ons plan")), ("conversion", 0.45, None)]);
        assert_eq!(survey.benchmarks[0].year.as_deref(), Some("2025"));
        assert_eq!(survey.benchmarks[1].place.line, Some(3));
        assert!(survey.inputs.iter().any(|i| i.file == "benchmarks.csv" && i.rows == 4));
        assert!(
            survey.notices.iter().any(|n| matches!(n, Notice::IncompleteRow { missing: Field::Measure, rows: 1, .. }))
        );
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::UnknownValue { written, .. } if written == "veel")));
    }

    #[test]
    fn a_table_of_norms_without_a_number_stops_the_run() {
        let seen = errors(&[STAFF, TIES, ("benchmarks.csv", "measure,source\nopen_door_rate,plan\n")]);
        assert!(matches!(&seen[..], [Error::NoColumn { want: Field::Value, .. }]), "{seen:?}");
    }
}
