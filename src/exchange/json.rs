//! JSON of this program: people and ties to be read back, and beside them everything that belongs to a wave.

use super::ties::{feedback, frequency, initiative, topic};
use super::{File, Source};
use crate::error::{Error, NotHeld, Result};
use crate::survey::End;
use serde_json::{Map, Value, json};

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    let survey = source.survey;
    let mut text = Vec::new();
    let flat = source.people.flat();
    let people = survey.people.iter().enumerate().map(|(at, person)| {
        let mut fields = Map::new();
        fields.insert("id".into(), json!(person.id));
        let waves = source.people.waves_of(at as u32);
        if !waves.is_empty() {
            fields.insert("waves".into(), json!(waves));
        }
        for column in flat.iter().filter(|c| !c.values[at].is_empty()) {
            let name = if column.name == "id" { "id_" } else { &column.name };
            fields.insert(name.to_owned(), value(&column.values[at], column.is_number));
        }
        Value::Object(fields)
    });
    let ties = source.ties.reports.iter().map(|report| {
        let tie = &survey.ties[report.tie as usize];
        let relation = &survey.relations[tie.relation as usize];
        let reporter = match report.reporter {
            Some(End::To) => "to",
            Some(End::From) if source.ties.has_reporter => "from",
            _ => "",
        };
        let said = [
            ("initiative", initiative(tie.initiative)),
            ("topic", topic(survey, tie)),
            ("feedback", feedback(tie)),
            ("reporter", reporter),
        ];
        let mut fields = Map::new();
        fields.insert("from".into(), json!(survey.people[report.from as usize].id));
        fields.insert("to".into(), json!(survey.people[report.to as usize].id));
        fields.insert("relation".into(), json!(relation.id));
        fields.insert("frequency".into(), value(&frequency(report.frequency), true));
        fields.insert("wave".into(), json!(survey.waves[tie.wave as usize].id));
        if !relation.directed {
            fields.insert("directed".into(), json!(false));
        }
        for (name, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
            fields.insert(name.into(), json!(text));
        }
        Value::Object(fields)
    });
    text.extend_from_slice(b"{\"title\":");
    line(&mut text, &json!(survey.title))?;
    text.extend_from_slice(b",\"directed\":true,\n\"people\":[\n");
    list(&mut text, people)?;
    text.extend_from_slice(b"],\n\"ties\":[\n");
    list(&mut text, ties)?;
    text.extend_from_slice(b"],\n\"waves\":[\n");
    list(&mut text, (0..survey.waves.len()).map(|wave| wave_of(source, wave)))?;
    text.extend_from_slice(b"],\n\"relations\":[\n");
    let used = survey.questions.iter().map(|q| q.relation).chain(survey.ties.iter().map(|t| t.relation));
    let used: std::collections::BTreeSet<u32> = used.collect();
    list(&mut text, used.iter().map(|&r| json!(survey.relations[r as usize])))?;
    text.extend_from_slice(b"],\n\"groups\":[\n");
    list(&mut text, survey.groups.iter().map(|group| group_of(source, group)))?;
    text.extend_from_slice(b"]}\n");
    source.lose(NotHeld::EmptyQuestions, source.ties.silent.len() as u64);
    Ok(vec![(String::new(), text)])
}

/// A wave: its label and period, what was asked, and who was there.
fn wave_of(source: &Source<'_>, wave: usize) -> Value {
    let survey = source.survey;
    let of = &survey.waves[wave];
    let questions = survey.questions.iter().filter(|q| q.wave as usize == wave).map(|q| {
        json!({
            "relation": survey.relations[q.relation as usize].id,
            "end": q.end,
            "within_school": q.within_school,
            "max_names": q.max_names,
            "at_least": q.at_least,
        })
    });
    let staff = of.staff.iter().map(|member| {
        let mut fields = Map::new();
        fields.insert("id".into(), json!(survey.people[member.person as usize].id));
        for column in &source.people.columns {
            let text = column.of(wave, member.person);
            if !text.is_empty() && column.name != "name" && column.name != "id" {
                fields.insert(column.name.clone(), value(text, column.is_number));
            }
        }
        Value::Object(fields)
    });
    json!({
        "id": of.id,
        "period": of.period,
        "questions": questions.collect::<Vec<_>>(),
        "staff": staff.collect::<Vec<_>>(),
    })
}

fn group_of(source: &Source<'_>, group: &crate::survey::Group) -> Value {
    let survey = source.survey;
    let member =
        |&(wave, person): &(u32, u32)| json!([survey.waves[wave as usize].id, survey.people[person as usize].id]);
    json!({
        "id": group.id,
        "name": group.name,
        "kind": group.kind,
        "family": if group.informal { "informal" } else { "formal" },
        "start": group.period.0,
        "end": group.period.1,
        "members": group.members.iter().map(member).collect::<Vec<_>>(),
    })
}

/// A number as a number, in the digits that it was written in; else text.
fn value(text: &str, is_number: bool) -> Value {
    let number = if is_number { text.parse::<f64>().ok() } else { None };
    match number {
        Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => json!(whole as i64),
        Some(number) => json!(number),
        None => json!(text),
    }
}

fn line(to: &mut Vec<u8>, value: &Value) -> Result<()> {
    serde_json::to_writer(to, value).map_err(|e| Error::CannotWrite { path: "JSON".into(), source: e.into() })
}

fn list(to: &mut Vec<u8>, values: impl Iterator<Item = Value>) -> Result<()> {
    for (at, value) in values.enumerate() {
        if at > 0 {
            to.extend_from_slice(b",\n");
        }
        line(to, &value)?;
    }
    to.push(b'\n');
    Ok(())
}
