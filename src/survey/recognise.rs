//! What stands in a file of ties that is no plain list: it is read in its shape, and each question gets its relation.

use super::check::Seen;
use super::columns::told_columns;
use super::desk::{Desk, Setting};
use super::formats::{self, AnswerOptions, Answers, Opened, ReadOptions, Shape, Table};
use super::headings::{TableKind, field_of, key};
use super::other_shapes::{Asks, Given};
use super::study::{Meaning, Shape as Told, Study, TiesEntry};
use super::tie_files::{TieFile, assumed_relation, setting, with_rest};
use super::wording;
use crate::error::{Error, Field, Notice, Place};

/// Reads a file under the entries that it serves; those that read the same columns share one reading.
pub(crate) fn given(study: &Study, file: &TieFile<'_>, entries: &[&TiesEntry], desk: &mut Desk<'_>) -> Vec<Given> {
    let mut groups: Vec<Vec<&TiesEntry>> = Vec::new();
    for entry in entries {
        let same = |e: &TiesEntry| {
            (&e.columns, e.shape, &e.range, &e.missing, e.blank)
                == (&entry.columns, entry.shape, &entry.range, &entry.missing, entry.blank)
        };
        match groups.iter_mut().find(|group| same(group[0])) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    let mut all = Vec::new();
    let mut unread: Option<Vec<String>> = None;
    for group in groups {
        let Some(mut answers) = answers(study, file, group[0], &mut desk.seen, &mut desk.people) else { continue };
        let mut own = std::mem::take(&mut answers.notices);
        if !answers.named {
            let people = answers.people.len() as u64;
            own.push(Notice::NumberedPeople { place: Place::file(&answers.file), people });
        }
        let mut here = Vec::new();
        for notice in own {
            match notice {
                Notice::ColumnsNotRead { columns, .. } => here.extend(columns),
                notice if !desk.seen.notices.contains(&notice) => desk.seen.notice(notice),
                _ => {}
            }
        }
        unread = Some(match unread {
            None => here,
            Some(before) => before.into_iter().filter(|column| here.contains(column)).collect(),
        });
        if group[0].shape.is_none() {
            let (shape, reason) = (answers.shape, answers.reason.clone());
            desk.seen.notice(Notice::ShapeFound { place: Place::file(&answers.file), shape, reason });
        }
        desk.seen.rows_read(&answers.file, answers.rows, &answers.read_as);
        let known = |asked: &formats::Asked, desk: &Desk<'_>| known(asked, desk).is_some();
        let told_apart = group.len() == answers.questions.len()
            || answers.questions.iter().any(|asked| known(asked, desk))
            || answers.waves.len() > 1;
        let shared = if told_apart { vec![group] } else { group.into_iter().map(|entry| vec![entry]).collect() };
        for group in shared {
            all.push(put_together(study, answers.clone(), &group, desk));
        }
    }
    let columns: Vec<String> = unread.unwrap_or_default().into_iter().filter(|column| !column.is_empty()).collect();
    if !columns.is_empty() {
        desk.seen.notice(Notice::ColumnsNotRead { place: Place::file(&file.shown), columns });
    }
    all
}

/// The answers in a file, read as an entry says.
fn answers(
    study: &Study,
    file: &TieFile<'_>,
    entry: &TiesEntry,
    seen: &mut Seen,
    people: &mut super::names::People,
) -> Option<Answers> {
    let sheets = match &file.opened {
        Opened::Network(answers) => return Some((**answers).clone()),
        Opened::Sheets(sheets) => sheets,
    };
    let table = &sheets[0].1;
    let columns = told_columns(&entry.columns, table, study.file_name(), seen);
    let of_kind = |wanted: fn(&Meaning) -> bool| {
        let own = study.questions.iter().filter(|(_, meaning)| wanted(meaning));
        own.map(|(question, _)| question.clone()).collect::<Vec<_>>()
    };
    let questions = of_kind(|m| matches!(m, Meaning::Relation { .. }));
    // Questions of another file must not hide what this one asks.
    let mut asked = std::collections::BTreeSet::new();
    for (_, sheet) in sheets {
        asked.extend(seen.keep(formats::asked_in(sheet, questions.clone()))?);
    }
    let questions: Vec<String> = questions.into_iter().filter(|question| asked.contains(question)).collect();
    seen.asked.get_or_insert_default().extend(questions.iter().cloned());
    let other = of_kind(|m| matches!(m, Meaning::Person(_)));
    let companions = companions(study, seen);
    let shape = entry.shape.map(|told| match told {
        Told::Long => Shape::Long,
        Told::Matrix => Shape::Matrix,
        Told::Nominations => Shape::Nominations,
        Told::MultiSelect => Shape::MultiSelect,
        Told::Grid => Shape::Grid,
    });
    let limits = seen.limits().clone();
    let has_list = people.newcomers != super::names::Newcomers::Everybody;
    let meant = people.meant();
    let is_known = |text: &str| !meant(text).is_empty();
    let who = |text: &str| super::names::one_of(&meant(text));
    let options = AnswerOptions {
        read: ReadOptions { limits, ..ReadOptions::default() },
        shape,
        columns: &columns,
        missing: &entry.missing,
        range: entry.range.as_deref(),
        questions: &questions,
        other: &other,
        companions: &companions,
        known: has_list.then_some(&is_known as &dyn Fn(&str) -> bool),
        who: has_list.then_some(&who as formats::Who<'_>),
    };
    let read = formats::answers_in(sheets, &options);
    seen.keep(read)
}

/// Columns that say more of the ties in another one.
fn companions(study: &Study, seen: &mut Seen) -> Vec<(String, String, Field)> {
    let mut companions = Vec::new();
    for (heading, meaning) in &study.questions {
        let Meaning::Companion { of, is } = meaning else { continue };
        match field_of(TableKind::Ties, is) {
            Some(field @ (Field::Frequency | Field::Initiative | Field::Feedback | Field::Topic)) => {
                companions.push((heading.clone(), of.clone(), field));
            }
            _ => seen.error(Error::Study {
                place: Place::file(study.file_name()),
                message: format!(
                    "\"{heading}\": a companion is a frequency, initiative, feedback or topic, not \"{is}\""
                ),
                nearest: super::headings::nearest(is, ["frequency", "initiative", "feedback", "topic"])
                    .into_iter()
                    .next(),
            }),
        }
    }
    companions
}

/// What a question asks, when a name of it is that of a relation or the study file says it.
fn known(asked: &formats::Asked, desk: &Desk<'_>) -> Option<super::relations::Asked> {
    let texts = std::iter::once(&asked.text).chain(&asked.also).chain(&asked.sheet);
    texts.filter(|text| !text.is_empty()).find_map(|text| desk.relations.known(text))
}

/// The answers under their settings, each question with its relation.
fn put_together(study: &Study, answers: Answers, entries: &[&TiesEntry], desk: &mut Desk<'_>) -> Given {
    let book = desk.reports.book_of(&answers.file);
    let mut settings: Vec<Setting> = entries.iter().map(|entry| setting(entry, book, desk)).collect();
    let relations: Vec<Option<u32>> = settings.iter().map(|s| s.relation).collect();
    let in_order = entries.len() > 1
        && entries.len() == answers.questions.len()
        && relations.iter().all(Option::is_some)
        && !answers.questions.iter().any(|asked| known(asked, desk).is_some());
    let mut asks = Vec::with_capacity(answers.questions.len());
    for (number, asked) in answers.questions.iter().enumerate() {
        let said = known(asked, desk);
        asks.push(match (said, &relations[..]) {
            (Some(asked), _) => Asks { relation: asked.relation, end: asked.end, setting: None },
            (None, _) if in_order => {
                let relation = relations[number].unwrap_or_default();
                Asks { relation, end: None, setting: Some(number) }
            }
            (None, [Some(relation)]) => Asks { relation: *relation, end: None, setting: Some(0) },
            (None, _) => guessed(&answers, number, desk),
        });
    }
    with_rest(&mut settings, desk);
    let facts = facts(study, &answers, &mut desk.seen);
    Given { answers, settings, blank: entries[0].blank, asks, default_wave: None, book, facts }
}

/// Questions about the person who fills in the form.
fn facts(study: &Study, answers: &Answers, seen: &mut Seen) -> Vec<(usize, Field)> {
    let mut facts = Vec::new();
    for (at, attribute) in answers.attributes.iter().enumerate() {
        let Some(Meaning::Person(what)) = study.questions.get(&attribute.name) else { continue };
        match field_of(TableKind::Roster, what).or_else(|| field_of(TableKind::Ties, what)) {
            Some(field) => facts.push((at, field)),
            None => seen.error(Error::Study {
                place: Place::file(study.file_name()),
                message: format!("\"{}\": a form cannot say \"{what}\" of a person", attribute.name),
                nearest: super::headings::nearest(
                    what,
                    ["consent_named", "capacity", "host", "days", "years", "topic"],
                )
                .into_iter()
                .next(),
            }),
        }
    }
    facts
}

/// What a question asks of which nobody says it: by its wording, by the name of the file, else a relation of its own.
fn guessed(answers: &Answers, number: usize, desk: &mut Desk<'_>) -> Asks {
    let asked = &answers.questions[number];
    let of = |relation: u32, end| Asks { relation, end, setting: None };
    let place = Place::file(&answers.file);
    for text in std::iter::once(&asked.text).chain(&asked.also) {
        let Some((id, end)) = wording::understood(text) else { continue };
        let Some(relation) = desk.relations.list.iter().position(|r| r.id == id) else { continue };
        desk.seen.notice(Notice::QuestionTaken {
            place,
            question: text.clone(),
            relation: id.to_owned(),
            host_side: end == super::End::To,
        });
        return of(relation as u32, Some(end));
    }
    let nameless = asked.text.is_empty() || asked.text.bytes().all(|b| b.is_ascii_digit());
    // Sheets of one survey, a school each, do not say what they ask.
    let branches = answers.questions.iter().all(|q| q.text.is_empty() && q.sheet.is_some());
    if nameless && (answers.questions.len() == 1 || branches) {
        return of(assumed_relation(&answers.file, desk).0, None);
    }
    let stem = std::path::Path::new(&answers.file).file_stem().map(|s| s.to_string_lossy().into_owned());
    let text = match asked.also.first().filter(|_| asked.text.len() < 6) {
        Some(also) => also.clone(),
        None if nameless => format!("{} {}", stem.unwrap_or_default(), number + 1),
        None => asked.text.clone(),
    };
    of(desk.relations.find(&text, || place, &mut desk.seen).relation, None)
}

/// A relation of which no tie has a direction has none. Where some have one, or the study says that it has one, a tie
/// without direction runs both ways.
pub(crate) fn settle_directions(study: &Study, given: &[&Given], has_lists: bool, desk: &mut Desk<'_>) {
    for (index, relation) in desk.relations.list.iter_mut().enumerate() {
        let told = study.relations.iter().any(|r| r.directed.is_some() && key(&r.id) == key(&relation.id));
        let own =
            given.iter().flat_map(|g| g.answers.answers.iter().map(|a| (a.undirected, g.asks[a.question as usize])));
        let mut own =
            own.filter(|(_, asks)| asks.relation as usize == index).map(|(undirected, _)| undirected).peekable();
        if !told && !has_lists && own.peek().is_some() && own.all(|undirected| undirected) {
            relation.directed = false;
        }
    }
}

/// A staff list with a row for each person and wave, out of a file that says in which waves people are there and what of
/// them changes: as this program writes it, `waves` and names that end in `_w1`, `_w2`. None when it says nothing of it.
fn by_wave(answers: &Answers, seen: &mut Seen) -> Option<Table> {
    let waves = &answers.waves;
    let in_wave = |name: &str| {
        let (plain, number) = name.rsplit_once("_w")?;
        let number: usize = number.parse().ok()?;
        Some((plain.to_owned(), number))
    };
    let there = answers.attributes.iter().find(|a| a.name == "waves");
    let numbers = || answers.attributes.iter().filter_map(|a| in_wave(&a.name));
    let listed = there.into_iter().flat_map(|a| &a.values).flat_map(|v| v.split(' ')).filter_map(|k| k.parse().ok());
    let last = numbers().map(|(_, number)| number).chain(listed).max()?;
    // The numbers are those of the waves in the file; of a wave without a tie the file does not have the name.
    if last > waves.len() || waves.len() < 2 {
        return None;
    }
    let plain: Vec<&formats::Attribute> =
        answers.attributes.iter().filter(|a| a.name != "waves" && in_wave(&a.name).is_none()).collect();
    let headings: Vec<&str> = ["id", "wave"].into_iter().chain(plain.iter().map(|a| a.name.as_str())).collect();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for (person, id) in answers.people.iter().enumerate().filter(|(_, id)| !id.is_empty()) {
        let own = there.map_or("", |a| a.values[person].as_str());
        for (index, wave) in waves.iter().enumerate() {
            let number = (index + 1).to_string();
            if !own.is_empty() && !own.split(' ').any(|k| k == number) {
                continue;
            }
            let of_wave = |name: &str| {
                let wanted = format!("{name}_w{number}");
                answers.attributes.iter().find(|a| a.name == wanted)
            };
            let values = plain.iter().map(|a| of_wave(&a.name).unwrap_or(a).values[person].as_str());
            rows.push([id.as_str(), wave.as_str()].into_iter().chain(values).collect());
        }
    }
    let limits = seen.limits().clone();
    let made = formats::table_of_rows(&answers.file, &headings, &rows, &answers.read_as, &answers.sha256, &limits);
    seen.keep(made)
}

/// A staff list out of what network files say of their people; none when they say nothing.
pub(crate) fn staff_list(files: &[TieFile<'_>], seen: &mut Seen) -> Option<Table> {
    let networks = || {
        files.iter().filter_map(|file| match &file.opened {
            Opened::Network(answers) if !answers.attributes.is_empty() => Some(answers),
            _ => None,
        })
    };
    let first = networks().next()?;
    if let (1, Some(table)) = (files.len(), by_wave(first, seen)) {
        return Some(table);
    }
    let mut headings: Vec<&str> = vec!["id"];
    for attribute in networks().flat_map(|answers| &answers.attributes) {
        if !headings.iter().any(|heading| key(heading) == key(&attribute.name)) {
            headings.push(&attribute.name);
        }
    }
    let mut rows: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut cells: Vec<Vec<&str>> = Vec::new();
    for file in files {
        let Opened::Network(answers) = &file.opened else { continue };
        for (person, id) in answers.people.iter().enumerate().filter(|(_, id)| !id.is_empty()) {
            let row = *rows.entry(id).or_insert_with(|| {
                cells.push(vec![id]);
                cells.len() - 1
            });
            cells[row].resize(headings.len(), "");
            for attribute in &answers.attributes {
                let at = headings.iter().position(|heading| key(heading) == key(&attribute.name)).unwrap_or(0);
                if at > 0 && cells[row][at].is_empty() {
                    cells[row][at] = &attribute.values[person];
                }
            }
        }
    }
    let made = formats::table_of_rows(&first.file, &headings, &cells, &first.read_as, &first.sha256, seen.limits());
    seen.keep(made)
}
