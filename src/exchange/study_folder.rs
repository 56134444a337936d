//! CSV: a study folder that is read back as the same survey.

use super::study_file::{self, TieFile};
use super::ties::{feedback, frequency, initiative, topic};
use super::{File, Source};
use crate::error::{NotHeld, Result};
use crate::report::tables::{Cell, Table, csv};
use crate::survey::End;

/// Rows of text, and which columns hold numbers.
struct Sheet {
    name: &'static str,
    headings: Vec<String>,
    numbers: Vec<bool>,
    rows: Vec<Vec<String>>,
}

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    let mut files = sheets(source)?;
    files.insert(1.min(files.len()), file(source, &ties(source))?);
    files.push(("study.toml".into(), study_file::of_ties(source).into_bytes()));
    Ok(files)
}

/// What stands around files of ties of another format: the staff list, groups, and a study file that names them.
pub(super) fn around(source: &Source<'_>, files: &[TieFile<'_>]) -> Result<Vec<File>> {
    let mut around = sheets(source)?;
    around.push(("study.toml".into(), study_file::of_files(source, files).into_bytes()));
    Ok(around)
}

fn sheets(source: &Source<'_>) -> Result<Vec<File>> {
    let mut files = vec![file(source, &teachers(source))?];
    for sheet in [schools(source), groups(source), members(source), benchmarks(source)] {
        if !sheet.rows.is_empty() {
            files.push(file(source, &sheet)?);
        }
    }
    Ok(files)
}

fn file(source: &Source<'_>, sheet: &Sheet) -> Result<File> {
    let rows = |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        let mut cells = Vec::new();
        for row in &sheet.rows {
            cells.clear();
            cells.extend(row.iter().zip(&sheet.numbers).map(|(text, &number)| match text.parse() {
                _ if text.is_empty() => Cell::Empty,
                Ok(number_in_it) if number => Cell::Number(number_in_it),
                _ => Cell::Text(text.clone()),
            }));
            each(&cells)?;
        }
        Ok(())
    };
    let table = Table::new(sheet.name, sheet.headings.clone(), Box::new(rows));
    Ok((format!("{}.csv", sheet.name), csv(&table, source.options.tables)?))
}

fn sheet(name: &'static str, headings: &[&str]) -> Sheet {
    Sheet {
        name,
        headings: headings.iter().map(|&h| h.to_owned()).collect(),
        numbers: vec![false; headings.len()],
        rows: Vec::new(),
    }
}

fn teachers(source: &Source<'_>) -> Sheet {
    let survey = source.survey;
    let columns: Vec<_> = source.people.columns.iter().filter(|c| c.name != "outside").collect();
    let mut sheet = sheet("teachers", &["id"]);
    sheet.headings.extend(columns.iter().map(|c| c.name.clone()));
    sheet.headings.push("wave".into());
    sheet.numbers.extend(columns.iter().map(|c| c.is_number));
    sheet.numbers.push(false);
    let mut outsiders = 0;
    for (number, wave) in survey.waves.iter().enumerate() {
        for member in &wave.staff {
            let person = &survey.people[member.person as usize];
            if person.outside {
                outsiders += 1;
                continue;
            }
            let mut row = vec![person.id.clone()];
            row.extend(columns.iter().map(|c| c.of(number, member.person).to_owned()));
            row.push(wave.id.clone());
            sheet.rows.push(row);
        }
    }
    source.lose(NotHeld::Outsiders, outsiders);
    sheet
}

fn ties(source: &Source<'_>) -> Sheet {
    let survey = source.survey;
    let reports = &source.ties.reports;
    let tie = |r: &super::ties::Report| &survey.ties[r.tie as usize];
    let has_initiative = reports.iter().any(|r| !initiative(tie(r).initiative).is_empty());
    let has_topic = reports.iter().any(|r| !topic(survey, tie(r)).is_empty());
    let has_feedback = reports.iter().any(|r| !feedback(tie(r)).is_empty());
    let mut sheet = sheet("ties", &["from", "to", "relation", "frequency", "wave"]);
    sheet.numbers[3] = true;
    let more = [
        ("reporter", source.ties.has_reporter),
        ("initiative", has_initiative),
        ("topic", has_topic),
        ("feedback", has_feedback),
    ];
    for (name, _) in more.iter().filter(|(_, is_there)| *is_there) {
        sheet.headings.push((*name).into());
        sheet.numbers.push(false);
    }
    for report in reports {
        let tie = tie(report);
        let mut row = vec![
            survey.people[report.from as usize].id.clone(),
            survey.people[report.to as usize].id.clone(),
            survey.relations[tie.relation as usize].id.clone(),
            frequency(report.frequency),
            survey.waves[tie.wave as usize].id.clone(),
        ];
        let reporter = match report.reporter {
            Some(End::To) => "to",
            _ => "from",
        };
        let said = [reporter, initiative(tie.initiative), topic(survey, tie), feedback(tie)];
        row.extend(more.iter().zip(said).filter(|((_, is_there), _)| *is_there).map(|(_, text)| text.to_owned()));
        sheet.rows.push(row);
    }
    // A question in which nobody was named was asked all the same: nobody says nobody.
    for &number in &source.ties.silent {
        let question = &survey.questions[number as usize];
        let (relation, wave) = (question.relation as usize, question.wave as usize);
        let mut row: Vec<String> = vec!["-".into(), "-".into(), survey.relations[relation].id.clone()];
        row.extend([String::new(), survey.waves[wave].id.clone()]);
        let end = if question.end == End::To { "to" } else { "from" };
        let said = [end, "", "", ""];
        row.extend(more.iter().zip(said).filter(|((_, is_there), _)| *is_there).map(|(_, text)| text.to_owned()));
        sheet.rows.push(row);
    }
    sheet
}

fn schools(source: &Source<'_>) -> Sheet {
    let schools = &source.survey.schools;
    let mut sheet = sheet("schools", &["id", "name", "group", "reference", "note"]);
    let says = |s: &crate::survey::School| s.name.is_some() || s.group.is_some() || s.reference || s.note.is_some();
    if schools.iter().any(says) {
        for school in schools {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            let reference = if school.reference { "yes".into() } else { String::new() };
            sheet.rows.push(vec![
                school.id.clone(),
                text(&school.name),
                text(&school.group),
                reference,
                text(&school.note),
            ]);
        }
    }
    sheet
}

fn groups(source: &Source<'_>) -> Sheet {
    let mut sheet = sheet("groups", &["id", "name", "kind", "family", "start", "end"]);
    for group in &source.survey.groups {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let family = if group.informal { "informal" } else { "formal" };
        let (start, end) = &group.period;
        sheet.rows.push(vec![
            group.id.clone(),
            text(&group.name),
            group.kind.clone(),
            family.into(),
            text(start),
            text(end),
        ]);
    }
    sheet
}

fn members(source: &Source<'_>) -> Sheet {
    let survey = source.survey;
    let mut sheet = sheet("members", &["group", "person", "wave"]);
    for group in &survey.groups {
        for &(wave, person) in &group.members {
            let id = survey.people[person as usize].id.clone();
            sheet.rows.push(vec![group.id.clone(), id, survey.waves[wave as usize].id.clone()]);
        }
    }
    sheet
}

fn benchmarks(source: &Source<'_>) -> Sheet {
    let mut sheet = sheet("benchmarks", &["measure", "value", "source", "year"]);
    sheet.numbers[1] = true;
    for norm in &source.survey.benchmarks {
        sheet.rows.push(vec![
            norm.measure.clone(),
            norm.value.to_string(),
            norm.source.clone().unwrap_or_default(),
            norm.year.clone().unwrap_or_default(),
        ]);
    }
    sheet
}
