//! From the lines of the staff list to who is there in a wave: one person, however many lines.

use super::check::Seen;
use super::headings::key;
use super::names::People;
use super::roster::Roster;
use super::{Response, Role, Staff};
use crate::error::{Error, Field, Notice, Place};
use rayon::prelude::*;

/// People that are put together by one task, at least.
const PEOPLE_PER_TASK: usize = 1 << 14;

/// A line of the staff list.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Its number in the file.
    pub(crate) number: u64,
    /// Its wave; none when it holds in every wave.
    pub(crate) wave: Option<u32>,
    /// What it says of the person.
    pub(crate) staff: Staff,
    /// Which label stands for the role, by number.
    pub(crate) role: u32,
    /// What it says of answering.
    pub(crate) said: Said,
    /// Asked to be taken off the list.
    pub(crate) removed: bool,
    /// The appraiser as written.
    pub(crate) appraiser: Option<Box<str>>,
    /// It gives a name.
    pub(crate) named: bool,
    /// Another name than the person had before.
    pub(crate) other_name: Option<String>,
}

/// What the columns about answering say.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) answered: Mark,
    pub(crate) did_not_answer: Mark,
    pub(crate) asked: Mark,
}

/// What a cell says that means yes or no; of several cells of a person the last of these counts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// Nothing stands there, or there is no such column.
    #[default]
    Empty,
    /// Something stands there that is neither: it may mean what an empty cell means, or the opposite.
    NotUnderstood,
    /// No or yes.
    Is(bool),
}

/// Who is there in a wave, and whether the staff list says who answered.
#[derive(Debug, Default)]
pub(crate) struct WaveStaff {
    /// In order of persons.
    pub(crate) staff: Vec<Staff>,
    /// Whether anything says who answered.
    pub(crate) response_known: bool,
    /// The staff list has no line of this wave alone: for each person the lines of every wave were used, else the last.
    pub(crate) without_roster: bool,
}

impl WaveStaff {
    /// Whether each of them answered, as a whole.
    pub(crate) fn responses(&self) -> Vec<Response> {
        self.staff.iter().map(|s| s.response).collect()
    }
}

impl Roster {
    /// Who is there in a wave. A wave that the staff list does not know has everybody, by the rows of every wave, else as
    /// they were last; who answered in another wave says nothing of this one.
    pub(crate) fn wave(&self, wave: u32, people: &People) -> WaveStaff {
        let in_wave = |l: &&Line| l.wave.is_none_or(|w| w == wave);
        let without_roster = self.has_waves
            && self.lines.iter().any(|l| l.wave.is_some())
            && !self.lines.iter().any(|l| l.wave == Some(wave));
        let mut lines: Vec<&Line> = if without_roster {
            self.last_lines(people.list.len())
        } else {
            self.lines.iter().filter(in_wave).collect()
        };
        lines.sort_by_key(|l| l.staff.person);
        let said = |line: &Line| if without_roster { Said::default() } else { line.said };
        let answered = Column::of(lines.iter().map(|l| said(l).answered));
        let silent = Column::of(lines.iter().map(|l| said(l).did_not_answer));
        let asked = Column::of(lines.iter().map(|l| said(l).asked));
        let each: Vec<&[&Line]> = lines.chunk_by(|a, b| a.staff.person == b.staff.person).collect();
        let member = |lines: &&[&Line]| {
            let mut member = together(lines);
            let any = |f: fn(Said) -> Mark, column: Column| column.read(lines.iter().map(|l| f(said(l))));
            member.removed = people.removed[member.person as usize];
            member.response = match () {
                () if any(|s| s.asked, asked) == Mark::Is(false) => Response::NotAsked,
                () if member.removed => Response::DidNotAnswer,
                () if answered.filled => match any(|s| s.answered, answered) {
                    Mark::Is(true) => Response::Answered,
                    Mark::NotUnderstood => Response::NotKnown,
                    _ => Response::DidNotAnswer,
                },
                () if silent.filled => match any(|s| s.did_not_answer, silent) {
                    Mark::Is(false) => Response::Answered,
                    Mark::NotUnderstood => Response::NotKnown,
                    _ => Response::DidNotAnswer,
                },
                () => Response::NotKnown,
            };
            if member.removed {
                (member.years, member.consent_named, member.host) = (None, None, None);
                member.kept.clear();
            }
            member
        };
        let mut staff: Vec<Staff> = each.par_iter().with_min_len(PEOPLE_PER_TASK).map(member).collect();
        default_appraisers(&mut staff);
        WaveStaff { staff, response_known: answered.filled || silent.filled, without_roster }
    }

    /// For each person the lines that hold in every wave; for who has none of these, those of the last wave that names them.
    fn last_lines(&self, people: usize) -> Vec<&Line> {
        // Waves have their numbers in the order in which they were met, which need not be that of time.
        let place = |line: &Line| line.wave.map(|w| self.places.get(w as usize));
        let mut used: Vec<Option<&Line>> = vec![None; people];
        for line in &self.lines {
            let used = &mut used[line.staff.person as usize];
            let is_better = |used: &Line| used.wave.is_some() && (line.wave.is_none() || place(line) > place(used));
            if used.is_none_or(is_better) {
                *used = Some(line);
            }
        }
        let wave = |line: &Line| used[line.staff.person as usize].and_then(|used| used.wave);
        self.lines.iter().filter(|line| line.wave == wave(line)).collect()
    }

    /// For everybody who stands on several lines the lines that hold in a wave, wave by wave.
    pub(super) fn by_wave<'a>(&'a self, people: &People, mut each: impl FnMut(&[&'a Line])) {
        let mut several = vec![0; people.list.len()];
        self.lines.iter().for_each(|line| several[line.staff.person as usize] += 1);
        let mut lines: Vec<&Line> = self.lines.iter().filter(|l| several[l.staff.person as usize] > 1).collect();
        lines.sort_by_key(|l| l.staff.person);
        let (mut waves, mut here) = (Vec::new(), Vec::new());
        for lines in lines.chunk_by(|a, b| a.staff.person == b.staff.person) {
            waves.clear();
            waves.extend(lines.iter().map(|l| l.wave));
            waves.sort_unstable();
            waves.dedup();
            // Lines without a wave hold in every wave, and are looked at there.
            let of_waves = if waves.len() > 1 && waves[0].is_none() { &waves[1..] } else { &waves[..] };
            for wave in of_waves {
                here.clear();
                here.extend(lines.iter().copied().filter(|l| l.wave.is_none() || l.wave == *wave));
                each(&here);
            }
        }
    }

    /// Looks through the lines about one person in one wave, now that everybody has an id by which to tell of them.
    pub(crate) fn check(&self, people: &People, seen: &mut Seen) {
        self.by_wave(people, |lines| self.check_person(lines, people, seen));
    }

    /// Two lines about one person in one wave: the same school twice is told, another name stops the run.
    fn check_person(&self, lines: &[&Line], people: &People, seen: &mut Seen) {
        let Some(file) = &self.file else { return };
        let person = &people.list[lines[0].staff.person as usize];
        let id = || person.id.clone();
        // The names of this wave are compared with each other: a name may change between waves.
        let name = |line: &Line| line.other_name.clone().or_else(|| person.name.clone()).unwrap_or_default();
        let mut named = lines.iter().filter(|line| line.named);
        let first = named.next().map(|line| name(line)).unwrap_or_default();
        if let Some(line) = named.find(|line| key(&name(line)) != key(&first)) {
            let (place, names) = (Place::line(file, line.number), (first, name(line)));
            seen.error(Error::Conflict { place, id: id(), field: Field::Name, seen: names });
            return;
        }
        let mut schools = lines.iter().enumerate();
        let twice = schools.find(|(i, line)| lines[..*i].iter().any(|l| l.staff.school == line.staff.school));
        if let Some((_, line)) = twice {
            seen.notice(Notice::PersonTwice { place: Place::line(file, line.number), id: id() });
        }
    }
}

/// One person out of all lines about that person: at home where the working time is largest.
pub(super) fn together(lines: &[&Line]) -> Staff {
    let fte = |l: &Line| l.staff.fte.unwrap_or(0.0);
    let home = lines.iter().fold(lines[0], |best, &l| if fte(l) > fte(best) { l } else { best });
    let mut member = home.staff.clone();
    if lines.len() == 1 {
        return member;
    }
    let mut hours: Vec<(Option<u32>, f64)> = Vec::new();
    for line in lines {
        let s = &line.staff;
        for school in s.school.iter().chain(&s.other_schools) {
            if Some(*school) != member.school && !member.other_schools.contains(school) {
                member.other_schools.push(*school);
            }
        }
        match hours.iter_mut().find(|(school, _)| *school == s.school) {
            Some((_, most)) => *most = most.max(fte(line)),
            None => hours.push((s.school, fte(line))),
        }
        if member.role == Role::NotSaid || member.role == Role::Other && s.role != Role::NotSaid {
            member.role = s.role;
        }
        member.phase = member.phase.or(s.phase);
        member.subject = member.subject.or_else(|| s.subject.clone());
        member.days = match (member.days, s.days) {
            (Some(a), Some(b)) => Some(a | b),
            (a, b) => a.or(b),
        };
        member.years = member.years.or(s.years);
        member.is_new = either(member.is_new, s.is_new);
        member.host = either(member.host, s.host);
        member.capacity = member.capacity.max(s.capacity);
        // Consent holds only when nothing speaks against it.
        member.consent_named = match (member.consent_named, s.consent_named) {
            (Some(a), Some(b)) => Some(a && b),
            (a, b) => a.or(b),
        };
        member.appraiser = member.appraiser.or(s.appraiser);
        for (heading, value) in &s.kept {
            member.kept.entry(heading.clone()).or_insert_with(|| value.clone());
        }
    }
    if lines.iter().any(|l| l.staff.fte.is_some()) {
        member.fte = Some(hours.iter().map(|(_, h)| h).sum());
    }
    member
}

fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a || b),
        (a, b) => a.or(b),
    }
}

/// Who has no appraiser on the list has the school's director.
fn default_appraisers(staff: &mut [Staff]) {
    let schools = staff.iter().filter_map(|s| s.school).max().map_or(0, |s| s as usize + 1);
    let mut director = vec![None; schools];
    for member in staff.iter().filter(|s| s.role == Role::Director) {
        for &school in member.school.iter().chain(&member.other_schools) {
            if let Some(slot) = director.get_mut(school as usize) {
                slot.get_or_insert(member.person);
            }
        }
    }
    for member in staff.iter_mut().filter(|s| s.appraiser.is_none()) {
        let own = member.school.and_then(|s| director[s as usize]);
        member.appraiser = own.filter(|&d| d != member.person);
    }
}

/// What the filled cells of a column of yes and no say: where only crosses were put, an empty cell is the opposite.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    /// There is a filled cell.
    filled: bool,
    blank: Option<bool>,
}

impl Column {
    fn of(cells: impl Iterator<Item = Mark>) -> Column {
        let (mut yes, mut no) = (false, false);
        for cell in cells {
            (yes, no) = (yes || cell == Mark::Is(true), no || cell == Mark::Is(false));
        }
        let blank = match (yes, no) {
            (true, false) => Some(false),
            (false, true) => Some(true),
            _ => None,
        };
        Column { filled: yes || no, blank }
    }

    /// What one person's cells say: yes when one of them does, for who stands on several lines may be ticked on one. What
    /// an empty cell means is asked only when nothing stands in any of them.
    fn read(self, cells: impl Iterator<Item = Mark>) -> Mark {
        match cells.max() {
            None | Some(Mark::Empty) => self.blank.map_or(Mark::Empty, Mark::Is),
            Some(mark) => mark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(person: u32, school: u32, fte: f64) -> Line {
        Line { staff: Staff { person, school: Some(school), fte: Some(fte), ..Staff::default() }, ..Line::default() }
    }

    fn people(count: usize) -> People {
        let mut people = People::default();
        for i in 0..count {
            people.add(&format!("T{i}"), None);
        }
        people
    }

    fn roster(lines: Vec<Line>) -> Roster {
        Roster { file: Some("staff.csv".into()), lines, ..Roster::default() }
    }

    #[test]
    fn one_id_on_several_rows_is_one_person_at_home_where_the_time_is_largest() {
        let roster = roster(vec![line(0, 4, 0.4), line(1, 4, 1.0), line(0, 7, 0.6)]);
        let mut seen = Seen::default();
        let wave = roster.wave(0, &people(2));
        assert_eq!(wave.staff.len(), 2);
        let both = &wave.staff[0];
        assert_eq!((both.school, &both.other_schools[..], both.fte), (Some(7), &[4][..], Some(1.0)));
        roster.check(&people(2), &mut seen);
        assert!(seen.notices.is_empty());
    }

    #[test]
    fn the_same_school_twice_is_told() {
        let roster = roster(vec![line(0, 4, 0.4), line(0, 4, 0.4)]);
        let mut seen = Seen::default();
        roster.check(&people(1), &mut seen);
        assert_eq!(roster.wave(0, &people(1)).staff[0].fte, Some(0.4));
        assert!(matches!(seen.notices[..], [Notice::PersonTwice { .. }]));
    }

    #[test]
    fn where_only_crosses_were_put_an_empty_cell_is_the_opposite() {
        let mut lines = vec![line(0, 0, 1.0), line(1, 0, 1.0)];
        lines[0].said = Said { answered: Mark::Is(true), ..Said::default() };
        let wave = roster(lines).wave(0, &people(2));
        assert!(wave.response_known);
        assert_eq!(wave.staff[1].response, Response::DidNotAnswer);
    }

    #[test]
    fn an_empty_column_says_nothing_of_who_answered() {
        let mut lines = vec![line(0, 0, 1.0)];
        lines[0].said = Said::default();
        let wave = roster(lines).wave(0, &people(1));
        assert!(!wave.response_known);
        assert_eq!(wave.staff[0].response, Response::NotKnown);
    }

    #[test]
    fn who_was_not_asked_did_not_fail_to_answer() {
        let mut lines = vec![line(0, 0, 1.0), line(1, 0, 1.0)];
        lines[0].said = Said { answered: Mark::Is(false), asked: Mark::Is(false), ..Said::default() };
        lines[1].said = Said { answered: Mark::Is(true), asked: Mark::Is(true), ..Said::default() };
        let wave = roster(lines).wave(0, &people(2));
        assert_eq!(wave.staff[0].response, Response::NotAsked);
        assert_eq!(wave.staff[1].response, Response::Answered);
    }

    /// The response of each person in each wave.
    fn responses(files: &[(&str, &str)]) -> Vec<Vec<Response>> {
        let survey = crate::survey::sample::survey(files);
        survey.waves.iter().map(|w| w.staff.iter().map(|s| s.response).collect()).collect()
    }

    const TIES: (&str, &str) = ("ties.csv", "from,to\na,b\n");

    #[test]
    fn who_answered_in_one_wave_is_not_known_to_have_answered_in_another_that_the_list_does_not_have() {
        use Response::{Answered, DidNotAnswer, NotKnown};
        let staff = ("teachers.csv", "id,answered,wave\na,yes,1\nb,yes,1\nc,yes,1\n");
        let list = responses(&[staff, ("ties.csv", "from,to,wave\na,b,1\na,b,2\n")]);
        assert_eq!(list, [[Answered; 3], [NotKnown; 3]]);
        // Forms say of themselves who filled them in.
        let forms = ("ties.csv", "id,wave,Bij wie\na,1,b\nb,1,a\nc,1,a\na,2,b\nb,2,a\n");
        let toml = ("study.toml", "[questions]\n\"Bij wie\" = \"class_visit\"\n");
        assert_eq!(responses(&[staff, forms, toml]), [[Answered; 3], [Answered, Answered, DidNotAnswer]]);
    }

    #[test]
    fn a_wave_without_rows_has_everybody_as_they_were_in_the_last_wave_whatever_the_order_of_rows() {
        let survey = crate::survey::sample::survey(&[
            ("teachers.csv", "id,school,wave\na,New,2026\nb,New,2026\na,Old,2024\nb,Old,2024\n"),
            ("ties.csv", "from,to,wave\na,b,2024\na,b,2026\na,b,2027\n"),
        ]);
        let of = |wave: usize| &*survey.schools[survey.waves[wave].staff[0].school.unwrap() as usize].id;
        assert_eq!([of(0), of(1), of(2)], ["Old", "New", "New"]);
    }

    #[test]
    fn a_row_for_every_wave_holds_in_a_wave_without_rows_and_a_row_of_another_wave_does_not() {
        for staff in [
            "id,school,wave\na,Home,\na,Guest,2024\nb,Old,2024\n",
            "id,school,wave\na,Guest,2024\na,Home,\nb,Old,2024\n",
        ] {
            let survey = crate::survey::sample::survey(&[
                ("teachers.csv", staff),
                ("ties.csv", "from,to,wave\na,b,2024\na,b,2025\n"),
            ]);
            let school = |school: u32| &*survey.schools[school as usize].id;
            let of = |wave: usize, person: usize| {
                let staff = &survey.waves[wave].staff[person];
                let mut schools: Vec<&str> =
                    staff.school.iter().chain(&staff.other_schools).map(|&s| school(s)).collect();
                schools.sort_unstable();
                schools
            };
            assert_eq!((of(0, 0), of(1, 0), of(1, 1)), (vec!["Guest", "Home"], vec!["Home"], vec!["Old"]), "{staff}");
        }
    }

    #[test]
    fn a_word_that_is_not_understood_is_no_empty_cell() {
        use Response::{Answered, DidNotAnswer};
        let staff = ("teachers.csv", "id,niet_ingevuld\na,\nb,\nc,x\nd,ziek\n");
        assert_eq!(responses(&[staff, TIES]), [[Answered, Answered, DidNotAnswer, DidNotAnswer]]);
        // Whoever says something answered, whatever the list has of them.
        let ties = ("ties.csv", "from,to\na,b\nd,b\n");
        assert_eq!(responses(&[staff, ties])[0][3], Answered);
    }

    #[test]
    fn a_no_on_one_row_of_a_person_is_not_beaten_by_an_empty_cell_on_another() {
        use Response::{Answered, DidNotAnswer};
        for staff in ["id,school,answered\na,S,nee\na,T,\nb,S,\n", "id,school,answered\na,T,\na,S,nee\nb,S,\n"] {
            assert_eq!(
                responses(&[("teachers.csv", staff), ("ties.csv", "from,to\nb,a\n")]),
                [[DidNotAnswer, Answered]]
            );
        }
        // Somebody is ticked on one row: empty ones say nothing against it.
        let ticked = "id,school,answered\na,S,x\na,T,\nb,S,\n";
        assert_eq!(responses(&[("teachers.csv", ticked), TIES]), [[Answered, DidNotAnswer]]);
    }

    #[test]
    fn the_school_s_director_appraises_where_nothing_else_is_said() {
        let mut lines = vec![line(0, 0, 1.0), line(1, 0, 1.0), line(2, 1, 1.0)];
        lines[0].staff.role = Role::Director;
        let wave = roster(lines).wave(0, &people(3));
        let appraisers: Vec<_> = wave.staff.iter().map(|s| s.appraiser).collect();
        assert_eq!(appraisers, [None, Some(0), None]);
    }

    #[test]
    fn two_names_under_one_id_in_one_wave_stop_the_run() {
        let mut lines = vec![line(0, 0, 1.0), line(0, 1, 1.0)];
        lines.iter_mut().for_each(|line| line.named = true);
        lines[1].other_name = Some("Piet".into());
        let mut people = people(1);
        people.list[0].name = Some("Jan".into());
        let mut seen = Seen::default();
        roster(lines).check(&people, &mut seen);
        assert!(matches!(&seen.errors[..], [Error::Conflict { field: Field::Name, .. }]));
    }
}
