//! From a path to a checked [`Survey`]: the order in which everything is read.

use super::assemble::{self, Answers};
use super::attendance::Attendance;
use super::benchmarks;
use super::check::{Seen, Values};
use super::columns::Columns;
use super::desk::Desk;
use super::find::{self, Folder};
use super::formats::Limits;
use super::forms::Forms;
use super::frequencies::Scale;
use super::headings::TableKind;
use super::names::{Newcomers, People};
use super::never;
use super::recognise;
use super::relations::Relations;
use super::reports::Reports;
use super::roster::Roster;
use super::scales::Written;
use super::staff::WaveStaff;
use super::structures::{Groups, Schools, teams};
use super::study::{Meaning, MembersEntry, Study, TiesEntry, WaveEntry};
use super::tie_files;
use super::waves::Waves;
use super::{End, Group, Ledger, Staff, Survey, Wave, homes, look, tell, wave_order};
use crate::error::{Error, Field, Notice, Place, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// How to read a study, beyond what the study says.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadSettings {
    /// Somebody who is named and not on the staff list becomes an outside person (`--unknown add`).
    pub add_unknown: bool,
    /// Further columns of the roster that are read where they are there: those that a test uses.
    pub columns: Vec<String>,
    /// What keeps a broken file from filling the memory.
    pub limits: Limits,
}

/// The study at a path, and what people answered in it. The path is a folder, the study file in it, or one file of
/// ties.
///
/// # Errors
/// Everything that is wrong with the study and its files, all at once.
///
/// # Example
/// ```
/// # use staffroom::survey;
/// # let folder = std::env::temp_dir().join(format!("staffroom-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("teachers.csv"), "id,school,role\nT1,A,teacher\nT2,A,teacher\nT3,A,teacher\n")?;
/// std::fs::write(folder.join("ties.csv"), "from,to,relation\nT1,T2,advice\nT2,T1,advice\n")?;
/// let (_, survey) = survey::read(&folder, &survey::ReadSettings::default())?;
/// assert_eq!((survey.people.len(), survey.ties.len()), (3, 2));
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(path: &Path, settings: &ReadSettings) -> Result<(Study, Survey)> {
    let mut problems = Vec::new();
    let mut study = find::study_at(path, &settings.limits, &mut problems)?;
    study.columns_used.clone_from(&settings.columns);
    // A study file that is not understood may name other files than those that would be read without it.
    if let Some(error) = Error::from_list(problems) {
        return Err(error);
    }
    let survey = survey(&study, settings)?;
    Ok((study, survey))
}

/// What people answered in a study.
fn survey(study: &Study, settings: &ReadSettings) -> Result<Survey> {
    let mut seen = Seen::new(settings.limits.clone());
    let folder = Folder::of(study, &mut seen);
    if study.found {
        let mut ties: Vec<String> = study.ties.iter().filter_map(|entry| entry.file.clone()).collect();
        ties.dedup();
        // What is called as a staff list is, is read as one, whatever else is in it.
        let named = study.teachers.file.clone();
        let by_name =
            || folder.taken(study, &[], find::TEACHERS, TableKind::Roster, &mut Seen::new(settings.limits.clone()));
        seen.notice(Notice::FilesFound { staff: named.or_else(by_name), ties });
        for entry in &study.ties {
            if let (Some(file), Some(relation), Some(by_name)) = (&entry.file, &entry.relation, entry.assumed_by_name) {
                let (place, relation) = (Place::file(file), relation.clone());
                seen.notice(Notice::RelationAssumed { place, relation, by_name });
            }
        }
    }
    tie_files::begin(study, &folder, &mut seen);
    let mut people = People::default();
    let mut waves = Waves::of(study);
    let relations = Relations::of(study, &mut seen);
    let mut schools = match folder.taken(study, &[], find::SCHOOLS, TableKind::Schools, &mut seen) {
        Some(file) => Schools::read(study, &file, &mut seen),
        None => Schools::default(),
    };
    let named: Vec<&str> = study.teachers.file.iter().map(String::as_str).collect();
    let plain = TiesEntry::default();
    let mut ties = None;
    let mut roster = match folder.taken(study, &named, find::TEACHERS, TableKind::Roster, &mut seen) {
        Some(file) => Roster::read(study, &file, &mut people, &mut schools, &mut waves, &mut seen),
        // A network file may say who is who, and then it is the staff list, too.
        None => match recognise::staff_list(ties.insert(tie_files::open(study, &folder, &plain, &mut seen)), &mut seen)
        {
            Some(table) => Roster::of(study, &table, &mut people, &mut schools, &mut waves, &mut seen),
            None => Roster::default(),
        },
    };
    people.newcomers = match (&roster.file, settings.add_unknown) {
        (None, _) => Newcomers::Everybody,
        (Some(_), true) => Newcomers::Outside,
        (Some(_), false) => Newcomers::SetAside,
    };
    aliases(study, &folder, (&mut people, roster.file.as_deref()), &mut seen);
    let has_list = schools.is_read();
    let (schools, school_place) = schools.in_order(&roster.schools_in_order(), &mut seen);
    roster.put_schools(&school_place);

    let benchmarks = match folder.taken(study, &[], find::BENCHMARKS, TableKind::Benchmarks, &mut seen) {
        Some(file) => benchmarks::read(study, &file, &mut seen),
        None => Vec::new(),
    };
    let never = match folder.taken(study, &[], find::NEVER, TableKind::Never, &mut seen) {
        Some(file) => never::read(study, &file, &mut people, roster.file.as_deref(), &mut seen),
        None => Vec::new(),
    };
    let scale = Scale::new(&study.frequencies);
    let attendance = Attendance::of(&roster);
    let reports = Reports::default();
    let forms = Forms::default();
    let scales = Written::default();
    let mut desk = Desk { people, waves, relations, attendance, reports, forms, scale, scales, seen };
    let ties = ties.unwrap_or_else(|| tie_files::open(study, &folder, &plain, &mut desk.seen));
    tie_files::read(study, &ties, &mut desk)?;
    drop(ties);
    let groups = groups(study, &folder, &mut desk);
    desk.people.make_ids();
    roster.check(&desk.people, &mut desk.seen);
    desk.seen.notices.extend(homes::told(&roster, &desk.people, &schools, has_list));
    if desk.reports.books.is_empty() && groups.is_empty() && desk.seen.errors.is_empty() {
        desk.seen.error(look::no_ties(study, roster.file.as_deref(), folder.names(), &settings.limits));
    }
    // An export that went wrong, rather than a group in which nobody has anything to do with anybody.
    if desk.reports.is_silent() && groups.is_empty() && desk.seen.errors.is_empty() {
        for book in &desk.reports.books {
            desk.seen.error(Error::EmptyFile { file: book.file.clone() });
        }
    }
    look::tell_sheets(study, roster.file.as_deref(), &mut desk.seen);
    desk.seen.or_stop()?;
    desk.waves.only();
    let phases = roster_phases(&roster);
    let made = Survey { title: study.title.clone(), schools, phases, benchmarks, never, ..Survey::default() };
    put_together(study, made, groups, &roster, desk)
}

/// Everything that was read as one survey.
fn put_together(study: &Study, mut survey: Survey, groups: Groups, roster: &Roster, desk: Desk<'_>) -> Result<Survey> {
    let Desk { people, waves, relations, attendance, mut reports, mut forms, scale, mut scales, mut seen } = desk;
    survey.mixes = relations.mixes(study, &mut seen);
    let (labels, place) = waves.sorted();
    let mut unsorted = attendance.finish(labels.len(), &people, &mut seen)?;
    seen.or_stop()?;
    let mut by_wave: Vec<WaveStaff> = Vec::with_capacity(labels.len());
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&i| place[i]);
    by_wave.extend(order.iter().map(|&i| std::mem::take(&mut unsorted[i])));
    reports.put_waves(&place);
    forms.put_waves(&place);
    scales.put_waves(&place);
    forms.put_facts(&mut by_wave, &mut seen);
    let roster_says: Vec<bool> = by_wave.iter().map(|w| w.response_known).collect();
    forms.say(&mut by_wave, &reports);
    let candidates = people.candidates();
    for (wave, of) in (0..).zip(&mut by_wave) {
        let answered: Vec<u32> = of.staff.iter().filter(|s| s.response.speaks()).map(|s| s.person).collect();
        // In the order of people, as the staff of a wave is.
        let strangers = reports.may_be_strangers(wave, &answered, &candidates);
        for s in &mut of.staff {
            s.named_somebody = reports.named(wave, s.person);
            s.named_in_vain = reports.named_in_vain(wave, s.person) || strangers.binary_search(&s.person).is_ok();
        }
    }
    reports.turn_ranks();
    for (wave, relation, end, forms) in reports.take_back_empty() {
        let (wave, relation) = (labels[wave as usize].clone(), relations.list[relation as usize].id.clone());
        seen.notice(Notice::QuestionEmpty { wave, relation, host_side: end == End::To, forms });
    }
    survey.topics = reports.sorted_topics();
    survey.questions = assemble::questions(&mut reports, (&relations.list, &relations.mapped), &by_wave, &candidates);
    for question in &mut survey.questions {
        let key = (question.wave, question.relation, question.end);
        let wave = question.wave as usize;
        let whole = (&by_wave[wave], std::mem::take(&mut question.answered));
        question.answered = forms.answered(key, whole, roster_says[wave], &reports);
    }
    let answers = Answers::of(&by_wave, &survey.questions, people.list.len());
    let (ties, heard) = assemble::ties(&mut reports, &relations.list, &survey.questions, &answers);
    survey.ties = ties;
    survey.relations = relations.list;
    survey.scales = scales.uses(&scale, &survey.relations, &survey.questions);
    survey.not_found = not_found(study, &seen);

    let school_of = |person: u32| {
        let last = by_wave.iter().rev().find_map(|w| {
            let at = w.staff.binary_search_by_key(&person, |s| s.person).ok()?;
            w.staff[at].school
        })?;
        Some(survey.schools[last as usize].id.clone())
    };
    survey.unmatched = people.unmatched(&candidates);
    people.tell(&survey.unmatched, school_of, &mut seen);
    if roster.file.is_none() {
        seen.notice(Notice::NoRoster { people: people.list.len() as u64 });
    }
    // Not a list alone: with newcomers an address gets such an id, too.
    let is_told = seen.notices.iter().any(|n| matches!(n, Notice::IdsMade { .. }));
    if !is_told && people.list.iter().any(|p| p.id_made) {
        let file = roster.file.clone().or_else(|| reports.books.first().map(|b| b.file.clone()));
        let place = Place::file(file.unwrap_or_default());
        seen.notice(Notice::IdsMade { place, by: Field::Email });
    }
    survey.people = people.list;
    if study.teachers.ids_made {
        survey.people.iter_mut().for_each(|person| person.id_made |= !person.outside);
        seen.notice(Notice::IdsMade { place: Place::file(study.file_name()), by: Field::Id });
    }
    let staff: Vec<Vec<Staff>> = by_wave.iter_mut().map(|w| std::mem::take(&mut w.staff)).collect();
    survey.groups = teams_of(study, &staff, &survey, &mut seen);
    survey.groups.extend(groups.finish(&place, &staff));
    survey.group_kinds_as_ties = study.as_ties.iter().map(|k| super::written::identifier(k)).collect();
    for ((id, staff), of) in labels.into_iter().zip(staff).zip(&by_wave) {
        let entry = study.waves.iter().find(|w| w.id == id);
        let period = entry.and_then(|w: &WaveEntry| w.period.clone());
        survey.waves.push(Wave { id, period, staff, response_known: of.response_known });
    }
    tell::books(&reports.books, &mut seen);
    seen.notices.extend(wave_order::told(&survey.waves, !study.waves.is_empty()));
    seen.notices.extend(tell::waves(&survey, &reports, &by_wave, &heard));
    seen.or_stop()?;
    survey.ledger = Ledger { files: reports.books.into_iter().map(super::ledger::Book::closed).collect() };
    survey.notices = seen.notices;
    survey.inputs = seen.inputs;
    Ok(survey)
}

/// Questions of the study file that no form asks; rows of a list name relations and are no form.
fn not_found(study: &Study, seen: &Seen) -> Vec<String> {
    let Some(asked) = &seen.asked else { return Vec::new() };
    let of_ties = study.questions.iter().filter(|(_, meaning)| matches!(meaning, Meaning::Relation { .. }));
    of_ties.map(|(question, _)| question.clone()).filter(|question| !asked.contains(question)).collect()
}

fn roster_phases(roster: &Roster) -> Vec<String> {
    roster.phases.list().to_vec()
}

/// Formal groups as the files list them.
fn groups(study: &Study, folder: &Folder, desk: &mut Desk<'_>) -> Groups {
    let mut groups = match folder.taken(study, &[], find::GROUPS, TableKind::Groups, &mut desk.seen) {
        Some(file) => Groups::read(study, &file, &mut desk.seen),
        None => Groups::default(),
    };
    let plain = [MembersEntry::default()];
    let entries = if study.members.is_empty() { &plain[..] } else { &study.members[..] };
    for entry in entries {
        let by_convention = |seen: &mut Seen| folder.taken(study, &[], find::MEMBERS, TableKind::Members, seen);
        if let Some(file) = entry.file.clone().or_else(|| by_convention(&mut desk.seen)) {
            groups.read_members((study, entry), &file, &mut desk.people, &desk.waves, &mut desk.seen);
        }
    }
    groups
}

/// Teams from columns of the roster.
fn teams_of(study: &Study, staff: &[Vec<Staff>], survey: &Survey, seen: &mut Seen) -> Vec<Group> {
    let mut groups = Vec::new();
    for column in &study.teams_from {
        let of = |s: &Staff| match super::headings::field_of(TableKind::Roster, column) {
            Some(Field::Phase) => s.phase.map(|p| survey.phases[p as usize].clone()),
            Some(Field::Subject) => s.subject.clone(),
            _ => s
                .kept
                .iter()
                .find(|(h, _)| super::headings::key(h) == super::headings::key(column))
                .map(|k| k.1.clone()),
        };
        let made = teams(column, of, staff, &survey.schools);
        if made.is_empty() {
            let message = format!("teams_from: nobody on the staff list has anything in a column \"{column}\"");
            seen.error(Error::Study { place: Place::file(study.file_name()), message, nearest: None });
        }
        groups.extend(made);
    }
    groups
}

/// Written names that somebody has settled: in a file of their own, and in the one that `check` writes for it.
fn aliases(study: &Study, folder: &Folder, (people, staff): (&mut People, Option<&str>), seen: &mut Seen) {
    let mut settled = Vec::new();
    if let Some(file) = folder.taken(study, &[], find::ALIASES, TableKind::Aliases, seen) {
        read_aliases(study, &file, (people, staff), &mut settled, seen);
    }
    let review = folder.names().iter().find(|name| *name == find::TO_REVIEW);
    if let Some(file) = review.filter(|file| find::is_filled_in(study, file, seen.limits())) {
        read_aliases(study, file, (people, staff), &mut settled, seen);
    }
    // Not before all are read: what somebody wrote for one person may be the id of another.
    settled.iter().for_each(|(text, person)| people.settle(text, *person));
}

fn read_aliases(
    study: &Study,
    file: &str,
    (people, staff): (&mut People, Option<&str>),
    settled: &mut Vec<(String, u32)>,
    seen: &mut Seen,
) {
    let Some(table) = seen.table(study, file, None) else { return };
    let columns = Columns::of(&table, TableKind::Aliases, &BTreeMap::new(), study.file_name(), seen);
    let written = columns.need(Field::Written, &table, seen);
    let id = columns.need(Field::Id, &table, seen);
    let (Some(written), Some(id)) = (written, id) else { return };
    let mut values = Values::default();
    let walked = table.for_each(|row| {
        let (text, meant) = (row.cell(written), row.cell(id));
        // Without an id nobody has decided yet.
        if !text.is_empty() && !meant.is_empty() {
            match people.who(meant) {
                Some(person) => settled.push((text.to_owned(), person)),
                None => values.add(id, meant, row.line),
            }
        }
        Ok(())
    });
    seen.keep(walked);
    values.tell_people(&table, people, staff, seen);
}

#[cfg(test)]
mod tests {
    use crate::error::Notice;
    use crate::survey::sample::survey;

    #[test]
    fn an_alias_for_somebody_who_is_not_on_the_staff_list_is_told_with_the_list_and_the_nearest_on_it() {
        let read = |aliases: &str| {
            let ties = ("ties.csv", "from,to\nT-01,Ans B\n");
            let list = ("teachers.csv", "id,name\nT-01,Ans Bos\nT-02,Bea Vos\n");
            let survey = survey(&[list, ties, ("aliases.csv", aliases)]);
            survey.notices.into_iter().find_map(|notice| match notice {
                Notice::UnknownValue { place, written, times, on_list } => Some((place.line, written, times, on_list)),
                _ => None,
            })
        };
        let on_list = |near: &[&str]| Some(("teachers.csv".to_owned(), near.iter().map(|&id| id.to_owned()).collect()));
        assert_eq!(read("written,id\nAns B,T-002\n"), Some((Some(2), "T-002".into(), 1, on_list(&["T-02", "T-01"]))));
        // A name that is nearly one on the list gives the id that it has there.
        assert_eq!(read("written,id\nAns B,Bea Voss\n"), Some((Some(2), "Bea Voss".into(), 1, on_list(&["T-02"]))));
        assert_eq!(read("written,id\nAns B,xyz\n"), Some((Some(2), "xyz".into(), 1, on_list(&[]))));
        assert_eq!(read("written,id\nAns B,T-02\n"), None);
    }
}
