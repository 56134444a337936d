//! Pairs of people who must never be proposed to each other: `never.csv`.

use super::check::{Incomplete, Seen, Values};
use super::columns::Columns;
use super::headings::TableKind;
use super::names::People;
use super::study::Study;
use crate::error::{Error, Field};
use std::collections::BTreeMap;

/// The pairs, as indices of people. A row with somebody who is not on the staff list forbids nothing and is told of.
pub(crate) fn read(
    study: &Study,
    file: &str,
    people: &mut People,
    staff: Option<&str>,
    seen: &mut Seen,
) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let Some(table) = seen.table(study, file, None) else { return pairs };
    let columns = Columns::of(&table, TableKind::Never, &BTreeMap::new(), study.file_name(), seen);
    let from = columns.need(Field::From, &table, seen);
    let to = columns.need(Field::To, &table, seen);
    let (Some(from), Some(to)) = (from, to) else { return pairs };
    let (mut incomplete, mut values) = (Incomplete::default(), Values::default());
    let walked = table.for_each(|row| {
        let (a, b) = (row.cell(from), row.cell(to));
        if a.is_empty() || b.is_empty() {
            incomplete.add(if a.is_empty() { Field::From } else { Field::To }, row.line);
            return Ok::<(), Error>(());
        }
        match (people.known(a), people.known(b)) {
            (Some(a), Some(b)) => pairs.push((a, b)),
            (None, _) => values.add(from, a, row.line),
            (_, None) => values.add(to, b, row.line),
        }
        Ok(())
    });
    seen.keep(walked);
    incomplete.tell(&table, &columns, seen);
    values.tell_people(&table, people, staff, seen);
    seen.columns_not_read(&table, columns.unread());
    pairs
}

#[cfg(test)]
mod tests {
    use crate::error::Notice;
    use crate::survey::sample::survey;

    #[test]
    fn a_pair_never_to_be_proposed_is_read_and_an_unknown_name_is_told() {
        let files = [
            ("teachers.csv", "id\na\nb\nc\n"),
            ("ties.csv", "from,to\na,b\n"),
            ("nooit.csv", "van;naar\nc;a\nc;wie\n"),
        ];
        let survey = survey(&files);
        assert_eq!(survey.never, [(2, 0)]);
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::UnknownValue { written, .. } if written == "wie")));
    }
}
