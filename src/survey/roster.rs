//! The staff list: who works where, in which role, who was asked and who answered.

use super::check::{Incomplete, Seen, Values};
use super::columns::{Columns, no_column};
use super::decimals::Decimals;
use super::formats::{Row, Table};
use super::headings::TableKind;
use super::identities::{About, Identities};
use super::labels::Labels;
use super::names::People;
use super::roles;
use super::staff::{Line, Mark, Said};
use super::structures::Schools;
use super::study::{Keep, Study};
use super::waves::Waves;
use super::written::{days, is_nobody, yes_no};
use super::{Role, Staff};
use crate::error::{Error, Field, Limit, Notice, Place, Result};

/// The staff list, read.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    /// The file; none when there is no staff list.
    pub(crate) file: Option<String>,
    /// A line per row.
    pub(crate) lines: Vec<Line>,
    /// Phases as written.
    pub(crate) phases: Labels,
    /// There is a column for waves.
    pub(crate) has_waves: bool,
    /// For each wave that the list names, its place among them.
    pub(crate) places: Vec<u32>,
}

/// What a row is read with.
struct Reader<'a> {
    study: &'a Study,
    table: &'a Table,
    columns: &'a Columns,
    kept: Vec<(String, usize)>,
    values: Values,
    decimals: Decimals,
    roles: Vec<(String, Role)>,
}

impl Roster {
    /// Reads the staff list.
    pub(crate) fn read(
        study: &Study,
        file: &str,
        people: &mut People,
        schools: &mut Schools,
        waves: &mut Waves,
        seen: &mut Seen,
    ) -> Roster {
        let Some(table) = seen.table(study, file, study.teachers.sheet.as_deref()) else { return Roster::default() };
        Roster::of(study, &table, people, schools, waves, seen)
    }

    /// The staff list that a table holds.
    pub(crate) fn of(
        study: &Study,
        table: &Table,
        people: &mut People,
        schools: &mut Schools,
        waves: &mut Waves,
        seen: &mut Seen,
    ) -> Roster {
        let mut roster = Roster::default();
        let entry = &study.teachers;
        let columns = Columns::of(table, TableKind::Roster, &entry.columns, study.file_name(), seen);
        let parts = columns.name_parts();
        let has_name = columns.get(Field::Name).is_some() || !parts.is_empty();
        if columns.get(Field::Id).is_none() && !has_name && columns.get(Field::Email).is_none() {
            seen.error(no_column(table, Field::Id));
            return roster;
        }
        roster.file = Some(table.file.clone());
        roster.has_waves = columns.get(Field::Wave).is_some();
        let kept = kept_columns(study, table, &columns, seen);
        let mut reader = Reader {
            study,
            table,
            columns: &columns,
            kept,
            values: Values::default(),
            decimals: Decimals::default(),
            roles: Vec::new(),
        };
        let mut incomplete = Incomplete::default();
        let mut ids = Identities::new(&columns);
        people.width = table.rows().to_string().len();
        people.reserve(table.rows() as usize);
        roster.lines.reserve(table.rows() as usize);
        let walked = table.for_each(|row| {
            if incomplete.is_mixed(row, table) {
                return Ok(());
            }
            let name = reader.name(row, &parts);
            let line = Line {
                number: row.line,
                wave: match reader.cell(row, Field::Wave) {
                    Some(label) => match waves.find(label, || reader.place(row, Field::Wave), seen) {
                        Some(wave) => Some(wave),
                        None => return Ok(()),
                    },
                    None => None,
                },
                ..reader.line(row, schools, &mut roster.phases)
            };
            let line = Line { named: name.is_some(), ..line };
            let about = About { name, wave: line.wave, school: line.staff.school };
            let Some((person, other_name)) = ids.person(row, about, people) else {
                incomplete.add(Field::Id, row.line);
                return Ok(());
            };
            if ids.are_given() {
                most(people, table, seen)?;
            }
            roster.lines.push(Line { staff: Staff { person, ..line.staff }, other_name, ..line });
            Ok(())
        });
        let walked = walked.and_then(|()| {
            ids.settle(waves, people, &mut roster.lines);
            most(people, table, seen)
        });
        roster.places = waves.sorted().1;
        let walked = seen.keep(walked);
        roster.lines.iter().for_each(|line| people.removed[line.staff.person as usize] |= line.removed);
        if walked.is_some() && roster.lines.is_empty() && !incomplete.has_mixed() {
            seen.error(Error::NoPeople { file: table.file.clone() });
        }
        for (index, person) in people.list.iter_mut().enumerate() {
            if people.removed[index] {
                person.name = None;
            }
        }
        if let Some(by) = ids.made_by() {
            seen.notice(Notice::IdsMade { place: Place::line(&table.file, table.heading_line), by });
        }
        incomplete.tell(table, &columns, seen);
        reader.find_appraisers(&mut roster.lines, people);
        let Reader { kept, values, roles, decimals, .. } = reader;
        values.tell(table, seen);
        decimals.tell(seen);
        tell_roles(&roster.lines, &roles, table, columns.get(Field::Role).is_some(), seen);
        let unread: Vec<usize> =
            columns.unread().iter().copied().filter(|c| kept.iter().all(|(_, k)| k != c)).collect();
        seen.columns_not_read(table, &unread);
        roster
    }
}

impl Roster {
    /// Schools in the order in which the lines name them.
    pub(crate) fn schools_in_order(&self) -> Vec<u32> {
        self.lines.iter().flat_map(|l| l.staff.school.iter().chain(&l.staff.other_schools)).copied().collect()
    }

    /// Gives schools their final numbers.
    pub(crate) fn put_schools(&mut self, place: &[u32]) {
        for line in &mut self.lines {
            let staff = &mut line.staff;
            staff.school.iter_mut().chain(&mut staff.other_schools).for_each(|s| *s = place[*s as usize]);
        }
    }
}

impl Reader<'_> {
    fn cell<'r>(&self, row: Row<'r>, field: Field) -> Option<&'r str> {
        self.columns.get(field).map(|c| row.cell(c)).filter(|c| !c.is_empty())
    }

    fn place(&self, row: Row<'_>, field: Field) -> Place {
        match self.columns.get(field) {
            Some(column) => self.table.place(row.line, column),
            None => Place::line(&self.table.file, row.line),
        }
    }

    /// The name: in one column, or joined from its parts.
    fn name(&self, row: Row<'_>, parts: &[usize]) -> Option<String> {
        if let Some(name) = self.cell(row, Field::Name) {
            return Some(name.to_owned());
        }
        let words: Vec<&str> = parts.iter().map(|&c| row.cell(c)).filter(|c| !c.is_empty()).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// A value that was understood; one that was not is remembered.
    fn value<T>(&mut self, row: Row<'_>, field: Field, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(row, field)?;
        let value = read(cell);
        if let (None, Some(column)) = (&value, self.columns.get(field)) {
            self.values.add(column, cell, row.line);
        }
        value
    }

    /// A yes or no; what is neither is not the same as an empty cell.
    fn mark(&mut self, row: Row<'_>, field: Field) -> Mark {
        match self.value(row, field, yes_no) {
            Some(said) => Mark::Is(said),
            None if self.cell(row, field).is_some() => Mark::NotUnderstood,
            None => Mark::Empty,
        }
    }

    /// An amount, 0 or more, under the decimal sign of its column.
    fn amount(&mut self, row: Row<'_>, field: Field) -> Option<f64> {
        let (table, column) = (self.table, self.columns.get(field)?);
        let mut decimals = std::mem::take(&mut self.decimals);
        let amount =
            self.value(row, field, |cell| decimals.number(cell, table, row.line, column).filter(|x| *x >= 0.0));
        self.decimals = decimals;
        amount
    }

    /// What a row says of a person, apart from who that is and when.
    fn line(&mut self, row: Row<'_>, schools: &mut Schools, phases: &mut Labels) -> Line {
        let mut staff = Staff::default();
        if let (Some(cell), Some(column)) = (self.cell(row, Field::School), self.columns.get(Field::School)) {
            let table = self.table;
            let mut named = cell
                .split(';')
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .map(|s| schools.named(s, || table.place(row.line, column)));
            staff.school = named.next();
            staff.other_schools = named.collect();
        }
        let mut role = u32::MAX;
        if let Some(column) = self.columns.get(Field::Role) {
            role = self.role(row.cell(column));
            staff.role = self.roles[role as usize].1;
        }
        staff.phase = self.cell(row, Field::Phase).map(|c| phases.index(c));
        staff.subject = self.cell(row, Field::Subject).map(str::to_owned);
        staff.fte = self.amount(row, Field::Fte);
        staff.days = self.value(row, Field::Days, days);
        staff.years = self.amount(row, Field::Years);
        staff.is_new = self.value(row, Field::IsNew, yes_no);
        staff.host = self.value(row, Field::Host, yes_no);
        staff.capacity = self.amount(row, Field::Capacity).map(|x| x as u32);
        staff.consent_named = self.value(row, Field::ConsentNamed, yes_no);
        let kept = self.kept.iter().map(|(heading, column)| (heading.clone(), row.cell(*column).to_owned()));
        staff.kept = kept.filter(|(_, value)| !value.is_empty()).collect();
        let removed = self.value(row, Field::Removed, yes_no).unwrap_or(false);
        let appraiser = self.cell(row, Field::Appraiser).map(Into::into);
        let said = Said {
            answered: self.mark(row, Field::Answered),
            did_not_answer: self.mark(row, Field::DidNotAnswer),
            asked: self.mark(row, Field::Asked),
        };
        Line { staff, role, said, removed, appraiser, ..Line::default() }
    }

    /// The number of a role label.
    fn role(&mut self, label: &str) -> u32 {
        if let Some(known) = self.roles.iter().position(|(l, _)| l == label) {
            return known as u32;
        }
        self.roles.push((label.to_owned(), roles::role(label, &self.study.roles)));
        self.roles.len() as u32 - 1
    }

    /// Who appraises whom, now that everybody is known.
    fn find_appraisers(&mut self, lines: &mut [Line], people: &mut People) {
        let Some(column) = self.columns.get(Field::Appraiser) else { return };
        for line in lines {
            let Some(written) = line.appraiser.take() else { continue };
            line.staff.appraiser = people.known(&written);
            if line.staff.appraiser.is_none() && !is_nobody(&written) {
                self.values.add(column, &written, line.number);
            }
        }
    }
}

/// Stops where there are more people than may be.
fn most(people: &People, table: &Table, seen: &Seen) -> Result<()> {
    let (many, limit) = (people.list.len() as u64, u64::from(seen.limits().people));
    let too_large = || Error::TooLarge { file: table.file.clone(), what: Limit::People, seen: many, limit };
    if many > limit { Err(too_large()) } else { Ok(()) }
}

/// The further columns that the study keeps.
fn kept_columns(study: &Study, table: &Table, columns: &Columns, seen: &mut Seen) -> Vec<(String, usize)> {
    let named = |c: usize| (table.headings[c].clone(), c);
    let mut wanted: Vec<(String, usize)> = match &study.teachers.keep {
        Keep::All => columns.unread().iter().map(|&c| named(c)).filter(|(h, _)| !h.is_empty()).collect(),
        Keep::These(headings) => {
            let mut kept = Vec::new();
            for heading in headings {
                match super::columns::heading_at(&table.headings, heading) {
                    Some(column) => kept.push(named(column)),
                    None => seen.error(Error::ColumnNotThere {
                        place: Place::line(&table.file, table.heading_line),
                        name: heading.clone(),
                        seen: table.headings.clone(),
                    }),
                }
            }
            kept
        }
    };
    // A column from which teams are made, or that a test uses, is read, whether it is kept or not.
    for column in study.teams_from.iter().chain(&study.columns_used) {
        let found = super::columns::heading_at(&table.headings, column);
        if let Some(c) = found.filter(|c| columns.unread().contains(c) && wanted.iter().all(|(_, k)| k != c)) {
            wanted.push(named(c));
        }
    }
    wanted
}

/// Tells what role labels mean, where they mean nobody who teaches.
fn tell_roles(lines: &[Line], roles: &[(String, Role)], table: &Table, has_column: bool, seen: &mut Seen) {
    if !has_column {
        seen.notice(Notice::NoRoles { place: Place::line(&table.file, table.heading_line) });
        return;
    }
    let mut holders: Vec<(u32, u32)> =
        lines.iter().filter(|l| l.staff.role == Role::Other).map(|l| (l.role, l.staff.person)).collect();
    holders.sort_unstable();
    holders.dedup();
    let mut labels: Vec<(String, u64)> = Vec::new();
    for chunk in holders.chunk_by(|a, b| a.0 == b.0) {
        labels.push((roles[chunk[0].0 as usize].0.clone(), chunk.len() as u64));
    }
    let nobody_left = !lines.is_empty() && lines.iter().all(|l| !l.staff.role.is_eligible());
    if !labels.is_empty() || nobody_left {
        seen.notice(Notice::OtherRoles { labels, nobody_left });
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Field, Notice};
    use crate::survey::sample::{errors, survey, ties};
    use crate::survey::{Response, Role};

    const TIES: (&str, &str) = ("ties.csv", "from,to\na,b\n");

    #[test]
    fn a_dutch_staff_list_is_read_as_it_is() {
        let survey = survey(&[
            (
                "leraren.csv",
                "Personeelsnr;Roepnaam;Tussenvoegsel;Achternaam;Locatie;Functie;WTF;Bouw;Werkdagen;Ingevuld;E-mail\n\
                 7;Zoë;van den;Berg;De Brug;groepsleerkracht;0,8;onderbouw;ma di wo;ja;zoe@brug.nl\n\
                 8;Jan;;Smit;De Brug;directeur;1,0;;;nee;jan@brug.nl\n",
            ),
            ("relaties.csv", "van;naar\n7;Jan@brug.nl\n"),
        ]);
        let (zoe, jan) = (&survey.waves[0].staff[0], &survey.waves[0].staff[1]);
        assert_eq!(survey.people[0].name.as_deref(), Some("Zoë van den Berg"));
        assert_eq!((zoe.role, zoe.fte, zoe.days, zoe.phase), (Role::Teacher, Some(0.8), Some(0b111), Some(0)));
        assert_eq!(
            (jan.role, jan.response, zoe.response),
            (Role::Director, Response::DidNotAnswer, Response::Answered)
        );
        assert_eq!(zoe.appraiser, Some(1));
        assert_eq!(ties(&survey).len(), 1);
        let text = format!("{survey:?}");
        assert!(!text.contains("@brug.nl"), "an address left the room");
    }

    #[test]
    fn without_ids_people_get_them_in_roster_order_and_are_matched_over_waves_by_name() {
        let survey = survey(&[
            (
                "teachers.csv",
                "naam,school,wave\nAn,S,2024\nBo,S,2024\nJan,S,2024\nJan,T,2024\nBo,S,2026\nJan,T,2026\nJan,S,2026\nDee,S,2026\n",
            ),
            ("ties.csv", "from,to,wave\nan,Bo,2024\nDee,bo,2026\nBo,Jan,2026\n"),
        ]);
        let ids: Vec<_> = survey.people.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["p001", "p002", "p003", "p004", "p005"]);
        let schools =
            |wave: usize| -> Vec<_> { survey.waves[wave].staff.iter().map(|s| (s.person, s.school)).collect() };
        // The Jan of each school is the one who was there before.
        assert_eq!(schools(1), [(1, Some(0)), (2, Some(0)), (3, Some(1)), (4, Some(0))]);
        assert_eq!(ties(&survey).len(), 2);
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::IdsMade { by: Field::Name, .. })));
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::SharedName { written, people, id: None, .. }
            if written == "Jan" && people.len() == 2)));
    }

    #[test]
    fn an_address_matches_people_over_waves_and_is_no_id() {
        let survey = survey(&[
            ("teachers.csv", "naam,email,wave\nAn Smit,an@x.nl,1\nAn Jansen,AN@x.nl,2\nBo,bo@x.nl,2\n"),
            ("ties.csv", "from,to,wave\nbo@x.nl,an@x.nl,2\nbo@x.nl,weg@x.nl,2\n"),
        ]);
        assert_eq!((survey.people.len(), survey.ties.len()), (2, 1));
        assert!(!format!("{survey:?}").contains("an@x.nl"));
        assert!(
            survey.notices.iter().any(|n| matches!(n, Notice::UnknownPerson { written, .. } if written == "…@x.nl"))
        );
    }

    #[test]
    fn an_id_that_is_an_address_is_not_written_either() {
        let survey = survey(&[
            ("teachers.csv", "id,school\nan@x.nl,S\nbo@x.nl,S\n"),
            ("ties.csv", "from,to,reporter\nan@x.nl,bo@x.nl,an@x.nl\nan@x.nl,bo@x.nl,cas@x.nl\n"),
        ]);
        assert_eq!((survey.people[0].id.as_str(), survey.ties.len()), ("p001", 1));
        let text = format!("{survey:?}");
        assert!(!["an@", "bo@", "cas@"].iter().any(|a| text.contains(a)), "{text}");
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::IdsMade { by: Field::Email, .. })));
    }

    #[test]
    fn a_roster_with_waves_says_who_was_there() {
        let files = [
            ("teachers.csv", "id,school,wave\na,S,1\nb,S,1\na,T,2\nc,T,2\n"),
            ("ties.csv", "from,to,wave\na,b,1\na,b,2\na,c,2\na,b,3\n"),
        ];
        let survey = survey(&files);
        assert_eq!(ties(&survey).len(), 3);
        assert_eq!(survey.ledger.files[0].aside[&crate::survey::Aside::NotInWave].answers, 1);
        let third = &survey.waves[2];
        assert_eq!(third.staff.iter().map(|s| s.person).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(survey.schools[third.staff[0].school.unwrap() as usize].id, "T");
        assert!(survey.notices.contains(&Notice::WaveWithoutRoster { wave: "3".into(), answers: 1 }));
    }

    #[test]
    fn other_labels_are_listed_with_their_count() {
        let survey = survey(&[("staff.csv", "id,functie\na,penningmeester\nb,Penningmeester\nc,\nd,leraar\n"), TIES]);
        let labels = vec![("penningmeester".to_owned(), 1), ("Penningmeester".to_owned(), 1), (String::new(), 1)];
        assert!(survey.notices.contains(&Notice::OtherRoles { labels, nobody_left: false }), "{:?}", survey.notices);
    }

    #[test]
    fn columns_that_nobody_reads_are_told_unless_they_are_kept() {
        let staff = ("teachers.csv", "id,Leeftijd,Schoenmaat\na,40,44\n");
        let told = |columns: &[&str], toml: &'static str| {
            let survey = survey(&[staff, TIES, ("study.toml", toml)]);
            let columns: Vec<String> = columns.iter().map(|&c| c.to_owned()).collect();
            let seen = survey.notices.iter().find_map(|n| match n {
                Notice::ColumnsNotRead { columns, .. } => Some(columns.clone()),
                _ => None,
            });
            assert_eq!(seen.unwrap_or_default(), columns);
            survey.waves[0].staff[0].kept.clone()
        };
        assert!(told(&["Leeftijd", "Schoenmaat"], "").is_empty());
        assert_eq!(told(&["Schoenmaat"], "[teachers]\nkeep = [\"leeftijd\"]\n")["Leeftijd"], "40");
        assert_eq!(told(&[], "[teachers]\nkeep = \"all\"\n").len(), 2);
    }

    #[test]
    fn a_roster_without_anybody_or_without_a_way_to_tell_people_apart_stops_the_run() {
        assert!(matches!(&errors(&[("teachers.csv", "id,school\n"), TIES])[..], [Error::NoPeople { .. }]));
        let none = errors(&[("teachers.csv", "Locatie;Groep;WTF\nS;3;1\n"), TIES]);
        assert!(matches!(&none[..], [Error::NoColumn { want: Field::Id, seen, .. }] if seen.len() == 3), "{none:?}");
    }
}
