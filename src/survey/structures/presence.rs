//! Attendance sheets: people in the rows and events or groups in the columns, or the other way round; a mark says that
//! somebody was there.

use super::{Group, Groups, KIND};
use crate::error::{Notice, Place, Reason, Result, Shape};
use crate::survey::check::{Seen, Values};
use crate::survey::columns::Columns;
use crate::survey::formats::Table;
use crate::survey::headings::{TableKind, field_of, fold};
use crate::survey::names::{People, Who};
use crate::survey::study::{MembersEntry, Study};
use crate::survey::waves::Waves;
use crate::survey::written::{identifier, yes_no};

/// So many rows tell what a sheet is.
const LOOKED_AT: u64 = 2_000;

/// Where people and events stand in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Presence {
    /// People are in the rows; else they are in the columns.
    people_in_rows: bool,
    /// The column that names the rows.
    names: usize,
    /// The columns with marks.
    marks: Vec<usize>,
}

/// Kinds of groups by a word in what they are called.
const KINDS: [(&str, &str); 12] = [
    ("studiedag", "study_day"),
    ("study day", "study_day"),
    ("datateam", "data_team"),
    ("data team", "data_team"),
    ("data-team", "data_team"),
    ("intervisie", "intervision"),
    ("intervision", "intervision"),
    ("rondetafel", "round_table"),
    ("round table", "round_table"),
    ("maatje", "buddy"),
    ("buddy", "buddy"),
    ("netwerk", "network_meeting"),
];

/// What a mark says: there, or not. None for anything else.
fn mark(cell: &str) -> Option<bool> {
    yes_no(cell).or_else(|| match fold(cell).trim_end_matches('.') {
        "aanwezig" | "aanw" | "present" | "pres" | "p" | "deelgenomen" | "attended" | "was er" | "lid" | "member"
        | "●" | "•" | "*" | "☑" | "☒" => Some(true),
        "afwezig" | "afw" | "absent" | "afgemeld" | "ziek" | "ill" | "-" | "–" | "☐" | "○" => Some(false),
        _ => None,
    })
}

/// Whether a table is an attendance sheet. `told` says that it is, and which column names the people; else people must be
/// known from the staff list.
pub(crate) fn presence(
    table: &Table,
    told: Option<usize>,
    certain: bool,
    is_known: &dyn Fn(&str) -> bool,
) -> Result<Option<Presence>> {
    let width = table.headings.len();
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); width];
    table.sample(LOOKED_AT, |row| {
        cells.iter_mut().enumerate().for_each(|(column, list)| list.push(row.cell(column).to_owned()));
    })?;
    let filled = |column: usize| cells[column].iter().filter(|cell| !cell.is_empty());
    let marks = |column: &usize| {
        let mut seen = filled(*column).map(|cell| mark(cell)).peekable();
        seen.peek().is_some() && seen.all(|mark| mark.is_some())
    };
    let known_headings: Vec<usize> = (0..width).filter(|&c| is_known(&table.headings[c])).collect();
    if told.is_none() && known_headings.len() > 1 && known_headings.len() * 2 >= width.saturating_sub(1) {
        let names = (0..width).find(|c| !known_headings.contains(c));
        let rows_are_people =
            names.is_some_and(|c| filled(c).filter(|cell| is_known(cell)).count() * 2 >= cells[c].len());
        // People in rows and columns both: that is a grid of ties.
        if let Some(names) = names.filter(|_| !rows_are_people && known_headings.iter().all(marks)) {
            return Ok(Some(Presence { people_in_rows: false, names, marks: known_headings }));
        }
    }
    let by_people = |c: &usize| {
        let all = filled(*c).count();
        all > 0 && filled(*c).filter(|cell| is_known(cell)).count() * 2 >= all
    };
    let by_heading = |c: &usize| {
        let heading = &table.headings[*c];
        field_of(TableKind::Members, heading) == Some(crate::error::Field::Person)
            || matches!(field_of(TableKind::Roster, heading), Some(crate::error::Field::Id | crate::error::Field::Name))
    };
    let names = told.or_else(|| (0..width).find(by_people)).or_else(|| (0..width).find(by_heading).filter(|_| certain));
    let Some(names) = names.or((certain && width > 1).then_some(0)) else { return Ok(None) };
    let events: Vec<usize> =
        (0..width).filter(|c| *c != names && !table.headings[*c].is_empty()).filter(marks).collect();
    Ok((!events.is_empty()).then_some(Presence { people_in_rows: true, names, marks: events }))
}

impl Presence {
    /// Why a sheet was read so.
    pub(crate) fn reason(&self, rows: u64) -> Reason {
        let columns = self.marks.len() as u64;
        if self.people_in_rows {
            Reason::EventColumns { events: columns }
        } else {
            Reason::EventRows { events: rows, people: columns }
        }
    }
}

impl Groups {
    /// Reads an attendance sheet, if the table is one; false when it is not.
    pub(super) fn read_presence(
        &mut self,
        (study, entry): (&Study, &MembersEntry),
        table: &Table,
        people: &mut People,
        waves: &Waves,
        seen: &mut Seen,
    ) -> bool {
        let certain = entry.shape.is_some();
        // The columns once more: what is wrong with them was told when they were looked for.
        let columns = Columns::of(table, TableKind::Members, &entry.columns, study.file_name(), &mut Seen::default());
        let told = columns.get(crate::error::Field::Person).filter(|_| certain || !entry.columns.is_empty());
        let found = presence(table, told, certain, &people.is_known());
        let Some(Some(found)) = seen.keep(found) else { return false };
        let wave = entry.wave.as_ref().and_then(|label| waves.known(label)).unwrap_or(u32::MAX);
        if let Some(label) = entry.wave.as_ref().filter(|_| wave == u32::MAX) {
            seen.notice(Notice::UnknownValue {
                place: Place::file(&table.file),
                written: label.clone(),
                times: 1,
                on_list: None,
            });
        }
        if !certain {
            let reason = found.reason(table.rows());
            seen.notice(Notice::ShapeFound { place: Place::file(&table.file), shape: Shape::Grid, reason });
        }
        let mut values = Values::default();
        let by_column: Vec<(usize, Option<u32>)> = found
            .marks
            .iter()
            .map(|&c| (c, found.people_in_rows.then(|| self.event(&table.headings[c], entry))))
            .collect();
        let walked = table.for_each(|row| {
            let named = row.cell(found.names);
            if named.is_empty() {
                return Ok(());
            }
            let of_row = (!found.people_in_rows).then(|| self.event(named, entry));
            for &(column, of_column) in &by_column {
                let cell = row.cell(column);
                if cell.is_empty() {
                    continue;
                }
                match mark(cell) {
                    Some(true) => {}
                    Some(false) => continue,
                    None => {
                        values.add(column, cell, row.line);
                        continue;
                    }
                }
                let who = if found.people_in_rows { named } else { &table.headings[column] };
                let Some(group) = of_column.or(of_row) else { continue };
                match people.find(who) {
                    Who::Person(p) if people.removed[p as usize] => {}
                    Who::Person(p) => self.list[group as usize].members.push((wave, p)),
                    Who::Unknown(number) => people.count_unknown(number, || table.place(row.line, column)),
                    Who::Nobody => {}
                }
            }
            Ok(())
        });
        seen.keep(walked);
        values.tell(table, seen);
        let unread: Vec<usize> =
            (0..table.headings.len()).filter(|c| *c != found.names && !found.marks.contains(c)).collect();
        seen.columns_not_read(table, &unread);
        true
    }

    /// The group that an event is: one of the groups file by its id or name, else a new one.
    fn event(&mut self, called: &str, entry: &MembersEntry) -> u32 {
        let by_name = |g: &Group| g.name.as_deref().is_some_and(|name| fold(name) == fold(called));
        let known = self.ids.find(called).or_else(|| self.list.iter().position(by_name).map(|at| at as u32));
        known.unwrap_or_else(|| {
            let folded = fold(called);
            let by_word = || KINDS.iter().find(|(word, _)| folded.contains(word)).map(|(_, kind)| (*kind).to_owned());
            let kind = entry.kind.as_deref().map(identifier).or_else(by_word).unwrap_or_else(|| KIND.to_owned());
            self.list.push(Group { id: called.to_owned(), kind, ..Group::default() });
            self.ids.index(called)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Notice, Reason};
    use crate::survey::Survey;
    use crate::survey::sample::survey;

    const STAFF: (&str, &str) = ("teachers.csv", "id,name\na,Jan de Wit\nb,Zoë Bos\nc,Piet Smit\nd,Mies Mol\n");
    const TIES: (&str, &str) = ("ties.csv", "from,to\na,b\n");

    /// `kind id: members`.
    fn groups(survey: &Survey) -> Vec<String> {
        let id = |&(_, p): &(u32, u32)| survey.people[p as usize].id.clone();
        let of = |g: &crate::survey::Group| {
            format!("{} {}: {}", g.kind, g.id, g.members.iter().map(id).collect::<Vec<_>>().join(" "))
        };
        survey.groups.iter().map(of).collect()
    }

    fn reasons(survey: &Survey) -> Vec<Reason> {
        let reason = |n: &Notice| if let Notice::ShapeFound { reason, .. } = n { Some(reason.clone()) } else { None };
        survey.notices.iter().filter_map(reason).collect()
    }

    #[test]
    fn a_sheet_with_people_in_the_rows_is_found_by_itself() {
        let sheet = "Naam;Opmerking;Studiedag 12 oktober;Datateam rekenen\nJan de Wit;;x;x\n\"Bos, Zoë\";laat;aanwezig;\n\
                     Piet Smit;;afwezig;1\nMies Mol;;;0\n";
        let survey = survey(&[STAFF, TIES, ("aanwezigheid.csv", sheet)]);
        assert_eq!(groups(&survey), ["study_day Studiedag 12 oktober: a b", "data_team Datateam rekenen: a c"]);
        assert_eq!(reasons(&survey), [Reason::EventColumns { events: 2 }]);
    }

    #[test]
    fn a_sheet_with_people_in_the_columns_is_found_by_itself() {
        let sheet = "groep,Jan de Wit,b,c\nMaatjes 1,ja,ja,nee\nMaatjes 2,,ja,ja\n";
        let survey = survey(&[STAFF, TIES, ("members.csv", sheet)]);
        assert_eq!(groups(&survey), ["buddy Maatjes 1: a b", "buddy Maatjes 2: b c"]);
        assert_eq!(reasons(&survey), [Reason::EventRows { events: 2, people: 3 }]);
    }

    #[test]
    fn events_of_the_groups_file_keep_its_kind_and_strangers_are_told() {
        let survey = survey(&[
            STAFF,
            TIES,
            ("groups.csv", "id,name,kind\ng1,Kring taal,theme_group\n"),
            ("presentie.csv", "id,kring taal,Netwerk\na,x,\nb,x,x\nzz,x,x\n"),
        ]);
        assert_eq!(groups(&survey), ["theme_group g1: a b", "network_meeting Netwerk: b"]);
        assert!(
            survey
                .notices
                .iter()
                .any(|n| matches!(n, Notice::UnknownPerson { written, answers: 2, .. } if written == "zz"))
        );
    }

    #[test]
    fn the_study_file_says_what_a_sheet_is_and_a_mark_that_nobody_knows_is_told() {
        let study = "[[ties]]\nfile = \"ties.csv\"\n[[members]]\nfile = \"lijst.csv\"\nshape = \"grid\"\nkind = \"study day\"\n\
                     columns = { person = \"wie\" }\n[[members]]\nfile = \"leden.csv\"\n";
        let survey = survey(&[
            STAFF,
            TIES,
            ("lijst.csv", "nr,wie,mei,juni\n1,a,x,\n2,b,misschien,x\n"),
            ("leden.csv", "groep,persoon\nkern,a\nkern,d\n"),
            ("study.toml", study),
        ]);
        assert_eq!(groups(&survey), ["study_day juni: b", "group kern: a d"]);
        assert_eq!(reasons(&survey), []);
        // A column in which not every cell is a mark is not read as one.
        assert!(
            survey
                .notices
                .iter()
                .any(|n| matches!(n, Notice::ColumnsNotRead { columns, .. } if columns.contains(&"mei".to_owned())))
        );
    }
}
