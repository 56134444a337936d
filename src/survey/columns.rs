//! Which column of a table is which: by its heading, or as the study file says.

use super::check::Seen;
use super::formats::Table;
use super::headings::{NamePart, TableKind, field_of, fields_of, fold, key, name_part_of, nearest};
use crate::error::{Error, Field, Place};
use std::collections::BTreeMap;

/// The columns of one table.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// By field: a look-up for each cell of a staff list.
    fields: Vec<Option<usize>>,
    parts: BTreeMap<NamePart, usize>,
    unread: Vec<usize>,
}

impl Columns {
    /// The columns of a table. Those that the study file names come before what headings say.
    pub(crate) fn of(
        table: &Table,
        kind: TableKind,
        own: &BTreeMap<String, String>,
        study_file: &str,
        seen: &mut Seen,
    ) -> Columns {
        let mut columns = Columns::default();
        let mut given = vec![false; table.headings.len()];
        for (name, heading) in own {
            let Some(meant) = meaning(kind, name) else {
                seen.error(Error::Study {
                    place: Place::file(study_file),
                    message: format!("columns: \"{name}\" is no kind of column of {}", table.file),
                    nearest: nearest(name, field_names(kind).iter().copied()).into_iter().next(),
                });
                continue;
            };
            let Some(at) = heading_at(&table.headings, heading) else {
                seen.error(Error::ColumnNotThere {
                    place: Place::line(&table.file, table.heading_line),
                    name: heading.clone(),
                    seen: table.headings.clone(),
                });
                continue;
            };
            given[at] = true;
            match meant {
                Meant::Field(field) => columns.put(field, at),
                Meant::Part(part) => drop(columns.parts.insert(part, at)),
            }
        }
        let found = fields_of(kind, &table.headings);
        for (at, heading) in table.headings.iter().enumerate().filter(|(at, _)| !given[*at]) {
            let part = (kind == TableKind::Roster).then(|| name_part_of(heading)).flatten();
            match (found[at], part) {
                (Some(field), _) if columns.get(field).is_none() => columns.put(field, at),
                (_, Some(part)) if !columns.parts.contains_key(&part) => drop(columns.parts.insert(part, at)),
                _ => columns.unread.push(at),
            }
        }
        columns
    }

    /// The column of a field.
    pub(crate) fn get(&self, field: Field) -> Option<usize> {
        self.fields.get(field as usize).copied().flatten()
    }

    fn put(&mut self, field: Field, column: usize) {
        let at = field as usize;
        self.fields.resize(self.fields.len().max(at + 1), None);
        self.fields[at] = Some(column);
    }

    /// The columns of the parts of a name, in reading order.
    pub(crate) fn name_parts(&self) -> Vec<usize> {
        self.parts.values().copied().collect()
    }

    /// Columns that nothing reads.
    pub(crate) fn unread(&self) -> &[usize] {
        &self.unread
    }

    /// The column of a field, or an error that it is missing.
    pub(crate) fn need(&self, field: Field, table: &Table, seen: &mut Seen) -> Option<usize> {
        let found = self.get(field);
        if found.is_none() {
            seen.error(no_column(table, field));
        }
        found
    }
}

/// The columns that an entry of the study file names, for a file that is no plain list. The column of the respondent
/// may be called what it holds: an id, a name, an address.
pub(crate) fn told_columns(
    own: &BTreeMap<String, String>,
    table: &Table,
    study_file: &str,
    seen: &mut Seen,
) -> Vec<(Field, String)> {
    let mut told = Vec::new();
    for (name, heading) in own {
        let respondent = || {
            let field = field_of(TableKind::Roster, name);
            field.filter(|f| matches!(f, Field::Id | Field::Name | Field::Email)).map(|_| Field::From)
        };
        match field_of(TableKind::Ties, name).or_else(respondent) {
            Some(field) => told.push((field, heading.clone())),
            None => seen.error(Error::Study {
                place: Place::file(study_file),
                message: format!("columns: \"{name}\" is no kind of column of {}", table.file),
                nearest: nearest(name, field_names(TableKind::Ties).iter().copied()).into_iter().next(),
            }),
        }
    }
    told
}

/// The error that a column is missing.
pub(crate) fn no_column(table: &Table, want: Field) -> Error {
    let (place, seen) = (Place::line(&table.file, table.heading_line), table.headings.clone());
    Error::NoColumn { place, want, seen, headings: headings_below(table, want) }
}

/// Rows that a title above the headings takes, at most.
const MOST_TITLE_ROWS: u64 = 12;
/// Columns of such a row that are looked at.
const MOST_COLUMNS: usize = 64;

/// A row further down that looks like the headings, for a title stands above them: it names what is wanted, and more.
fn headings_below(table: &Table, want: Field) -> Option<(u64, Vec<String>)> {
    let kind = match want {
        Field::From | Field::To | Field::Relation | Field::Wave => TableKind::Ties,
        Field::Group | Field::Person => TableKind::Members,
        Field::Id | Field::Name => TableKind::Roster,
        _ => return None,
    };
    let mut found = None;
    let _ = table.sample(MOST_TITLE_ROWS, |row| {
        let cells: Vec<&str> = (0..MOST_COLUMNS).map(|c| row.cell(c)).collect();
        let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let mut cells: Vec<String> = cells[..filled].iter().map(|&cell| cell.to_owned()).collect();
        // Under a title of one cell nobody knows yet which sign parts the columns.
        if let [whole] = &cells[..]
            && let Some(sign) = [';', '\t', ','].into_iter().find(|&sign| whole.contains(sign))
        {
            cells = whole.split(sign).map(|cell| cell.trim().to_owned()).collect();
        }
        let fields = fields_of(kind, &cells);
        let named = fields.contains(&Some(want)) || (want == Field::Id && fields.contains(&Some(Field::Name)));
        if found.is_none() && named && fields.iter().flatten().count() > 1 {
            cells.retain(|cell| !cell.is_empty());
            found = Some((row.line, cells));
        }
    });
    found
}

/// The column with a heading: as it stands, else folded, else by its letters and digits.
pub(crate) fn heading_at(headings: &[String], wanted: &str) -> Option<usize> {
    headings
        .iter()
        .position(|h| h == wanted)
        .or_else(|| headings.iter().position(|h| fold(h) == fold(wanted)))
        .or_else(|| headings.iter().position(|h| !h.is_empty() && key(h) == key(wanted)))
}

/// What a name in `columns = { … }` means.
enum Meant {
    Field(Field),
    Part(NamePart),
}

fn meaning(kind: TableKind, name: &str) -> Option<Meant> {
    let part = (kind == TableKind::Roster).then(|| name_part_of(name)).flatten();
    field_of(kind, name).map(Meant::Field).or(part.map(Meant::Part))
}

/// What can stand in `columns = { … }`, for a suggestion.
fn field_names(kind: TableKind) -> &'static [&'static str] {
    match kind {
        TableKind::Roster => &[
            "id",
            "name",
            "school",
            "role",
            "phase",
            "subject",
            "fte",
            "days",
            "years",
            "is_new",
            "host",
            "capacity",
            "consent_named",
            "answered",
            "did_not_answer",
            "asked",
            "appraiser",
            "wave",
            "email",
            "removed",
        ],
        _ => &["from", "to", "relation", "frequency", "wave", "reporter", "initiative", "topic", "feedback"],
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Field, Place};
    use crate::survey::sample::{errors, survey};

    const STAFF: (&str, &str) = ("teachers.csv", "id,school\na,S\nb,S\n");

    #[test]
    fn headings_below_a_title_are_pointed_at() {
        let below = |name: &'static str, text: &str| {
            let mut files = vec![("ties.csv", "from,to\na,b\n"), STAFF];
            files.retain(|f| f.0 != name);
            files.push((name, text));
            match &errors(&files)[..] {
                [Error::NoColumn { headings: Some((line, headings)), .. }] => (*line, headings.join("|")),
                other => panic!("{other:?}"),
            }
        };
        let found = |line, headings: &str| (line, headings.to_owned());
        assert_eq!(below("teachers.csv", "Staff 2026,,\n,,\nid,school\na,S\n"), found(3, "id|school"));
        assert_eq!(below("ties.csv", "Uitslag\nvan;naar;relatie\na;b;advies\n"), found(2, "van|naar|relatie"));
        assert_eq!(below("ties.csv", "Uitslag,,\n\nvan,naar,relatie\na,b,advies\n"), found(3, "van|naar|relatie"));
        let none = errors(&[("teachers.csv", "wie,waar\na,S\n"), ("ties.csv", "from,to\na,b\n")]);
        assert!(matches!(none[..], [Error::NoColumn { want: Field::Id, headings: None, .. }]), "{none:?}");
    }

    #[test]
    fn rows_that_another_sign_parts_than_the_headings_stop_the_run_with_their_first_line() {
        let mixed = |files: &[(&str, &str)]| match &errors(files)[..] {
            [Error::MixedSeparators { place, separator, other, rows }] => {
                (place.clone(), format!("{separator} {other}"), *rows)
            }
            other => panic!("{other:?}"),
        };
        let staff = ("teachers.csv", "id,school,role\na,S,teacher\nb;S;teacher\nc;S;teacher\n");
        let told = mixed(&[staff, ("ties.csv", "from,to\na,a\n")]);
        assert_eq!(told, (Place::line("teachers.csv", 3), ", ;".to_owned(), 2));
        let all = ("teachers.csv", "id;school;role\na,S,teacher\nb,S,teacher\n");
        assert_eq!(mixed(&[all, ("ties.csv", "from,to\na,b\n")]).2, 2);
        let ties = ("ties.csv", "from,to,relation\na,b,advice\nb;a;advice\n");
        assert_eq!(mixed(&[STAFF, ties]).0, Place::line("ties.csv", 3));
        // Of two columns most rows tell.
        let two = ("teachers.csv", "id,school\na,S\nb;S\n");
        assert_eq!(
            mixed(&[two, ("ties.csv", "from,to\na,a\n")]),
            (Place::line("teachers.csv", 3), ", ;".to_owned(), 1)
        );
        assert_eq!(mixed(&[STAFF, ("ties.csv", "from;to\na,b\nb,a\n")]).2, 2);
        // A name or a remark with such signs in it, and nothing else on the row, is none of these.
        let name = ("teachers.csv", "id;school\na;S\nBos, Cas;\n");
        assert_eq!(survey(&[name, ("ties.csv", "from,to\na,a\n")]).people.len(), 2);
        let remark = ("ties.csv", "from;to;relation\na;b;advice\nDit was alles, dank, groet;;\n");
        assert_eq!(survey(&[STAFF, remark]).ties.len(), 1);
    }

    #[test]
    fn a_cell_between_quotation_marks_is_one_whatever_signs_are_in_it() {
        let ids = |staff: &str| -> Vec<String> {
            survey(&[("teachers.csv", staff), ("ties.csv", "from,to\na,a\n")])
                .people
                .into_iter()
                .map(|p| p.id)
                .collect()
        };
        assert_eq!(ids("id,school,role\na,S,teacher\n\"b;S;teacher\"\n"), ["a", "b;S;teacher"]);
        assert_eq!(ids("id,school,role\r\na,S,\r\n\r\n\"b;\"\"S\"\";c\" \r\n").len(), 2);
        let ties = ("ties.csv", "from,to,relation\na,b,advice\n\"Dit;was;alles\"\n");
        assert_eq!(survey(&[STAFF, ties]).ties.len(), 1);
        // Nothing is parted by the sign of the headings where all rows are such cells.
        let rows = |files: &[(&str, &str)]| match &errors(files)[..] {
            [Error::MixedSeparators { place, rows, .. }] => (place.clone(), *rows),
            other => panic!("{other:?}"),
        };
        let staff = ("teachers.csv", "id,school,role\n\"a;S;teacher\"\n\"b;S;teacher\"\n");
        assert_eq!(rows(&[staff, ("ties.csv", "from,to\na,a\n")]), (Place::line("teachers.csv", 2), 2));
        let ties = ("ties.csv", "from,to,relation\n\"a;b;advice\"\nb;a;advice\n");
        assert_eq!(rows(&[STAFF, ties]), (Place::line("ties.csv", 2), 2));
        // Several such cells on a row are parted by another sign.
        let cells = ("ties.csv", "from,to,relation\na,b,advice\n\"a\";\"b\";\"advice\"\n");
        assert!(matches!(errors(&[STAFF, cells])[..], [Error::MixedSeparators { .. }]));
    }

    #[test]
    fn a_comma_in_a_name_beside_an_empty_cell_is_no_other_sign() {
        let ids = |staff: &str, ties: &str| -> Vec<String> {
            let survey = survey(&[("teachers.csv", staff), ("ties.csv", ties)]);
            survey.people.into_iter().map(|p| p.id).collect()
        };
        let ties = "van;naar\nBos,Eva;Mol,Jan\nMol,Jan;\n";
        assert_eq!(ids("id;school\nMol,Jan;\nBos,Eva;\nTotaal,2;\n", ties), ["Mol,Jan", "Bos,Eva", "Totaal,2"]);
        // Nor with the sign of the headings left out, unless half of the rows are so.
        assert_eq!(ids("id;school\nMol,Jan\nBos,Eva;S\nVos,Kim;S\n", ties), ["Mol,Jan", "Bos,Eva", "Vos,Kim"]);
        assert_eq!(ids("id;school;role\na,b,c;;\nBos,Eva;S;\nMol,Jan;S;\n", ties).len(), 3);
    }

    #[test]
    fn a_sheet_has_no_sign_between_its_cells() {
        let sheet = |text: &str| {
            let options = crate::survey::formats::ReadOptions::default();
            crate::survey::formats::table_from_bytes(text.into(), "t.csv", &options).expect("a table")
        };
        // Columns parted by spaces are put into cells before they are read, as a sheet's are.
        let spaces = sheet("\"ego id\" a b\n 1   3.5 4\n1;2;3\n");
        let told = |table: &crate::survey::formats::Table| {
            let mut told = Vec::new();
            table.for_each(|row| (told.push(table.other_separator(row)), Ok(())).1).expect("rows");
            told
        };
        assert_eq!(told(&spaces), [None, None]);
        assert_eq!(told(&sheet("a,b,c\n1;2;3\n1;2;3,\n")), [Some(b';'), None]);
    }
}
