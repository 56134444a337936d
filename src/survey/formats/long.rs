//! Long: a row per tie.

use super::answers::{Answer, Answers, Detail, Frequency, Reason, Shape};
use super::cell::{Cell, cell};
use super::network_file::asked;
use super::{AnswerOptions, Table, names::Names};
use crate::error::{Field, Notice, Place, Result};
use crate::survey::Aside;
use crate::survey::headings::{TableKind, fields_of};

/// Where the ends of a tie stand, and what else the columns mean.
pub(crate) struct Ends {
    fields: Vec<Option<Field>>,
    from: usize,
    to: usize,
    /// The first row is a tie, too.
    bare: bool,
    /// Columns of numbers that are a relation each.
    relations: Vec<usize>,
}

/// The columns of both ends, if there are such; when the shape was told, the first two in need.
pub(crate) fn ends(table: &Table, options: &AnswerOptions<'_>, told: bool) -> Result<Option<Ends>> {
    let mut fields = fields_of(TableKind::Ties, &table.headings);
    for (field, heading) in options.columns {
        let column = table.column(heading)?;
        fields.iter_mut().filter(|f| **f == Some(*field)).for_each(|f| *f = None);
        fields[column] = Some(*field);
    }
    let at = |wanted: Field| fields.iter().position(|field| *field == Some(wanted));
    if let (Some(from), Some(to)) = (at(Field::From), at(Field::To)) {
        let mut ends = Ends { fields, from, to, bare: false, relations: Vec::new() };
        if !ends.fields.contains(&Some(Field::Frequency)) && !ends.fields.contains(&Some(Field::Relation)) {
            ends.relations = relation_columns(table, &ends.fields, options)?;
        }
        return Ok(Some(ends));
    }
    let same = table.headings.len() >= 2 && table.headings.len() <= 4 && two_columns_of_names(table)?;
    if !told && !same || table.headings.len() < 2 {
        return Ok(None);
    }
    let bare = table.headings.iter().all(|heading| !matches!(cell(heading, &[]), Cell::Word | Cell::Blank));
    let mut fields = vec![None; table.headings.len()];
    (fields[0], fields[1]) = (Some(Field::From), Some(Field::To));
    if fields.len() == 3 {
        fields[2] = Some(Field::Frequency);
    }
    Ok(Some(Ends { fields, from: 0, to: 1, bare, relations: Vec::new() }))
}

/// Whether the headings name both ends and the rest needs no guess: such a file is read row by row.
pub(crate) fn is_plain(table: &Table) -> Result<bool> {
    let fields = fields_of(TableKind::Ties, &table.headings);
    let has = |field: Field| fields.contains(&Some(field));
    if !has(Field::From) || !has(Field::To) {
        return Ok(false);
    }
    let says = has(Field::Frequency) || has(Field::Relation);
    Ok(says || relation_columns(table, &fields, &AnswerOptions::default())?.is_empty())
}

/// The columns beside the ends, when all of them are numbers: a relation each. Where a row stands for a pair of people,
/// each relation has its zeros; a row number or a year has none.
fn relation_columns(table: &Table, fields: &[Option<Field>], options: &AnswerOptions<'_>) -> Result<Vec<usize>> {
    let others: Vec<usize> = (0..fields.len()).filter(|&column| fields[column].is_none()).collect();
    let mut numbers = !others.is_empty() && table.rows() > 0;
    let mut zeros = vec![false; others.len()];
    table.sample(2000, |row| {
        for (&column, zero) in others.iter().zip(&mut zeros) {
            let said = cell(row.cell(column), options.missing);
            numbers &= !matches!(said, Cell::Word | Cell::Tick);
            *zero |= matches!(said, Cell::Number(0.0) | Cell::Blank);
        }
    })?;
    Ok(if numbers && zeros.into_iter().all(|zero| zero) { others } else { Vec::new() })
}

/// Whether the first two columns hold the same names, each several times.
fn two_columns_of_names(table: &Table) -> Result<bool> {
    let (mut first, mut second) = (Names::default(), Names::default());
    let (mut rows, mut complete) = (0, true);
    let mut further = Names::default();
    table.sample(2000, |row| {
        rows += 1;
        complete &= !row.cell(0).is_empty() && !row.cell(1).is_empty();
        first.number(row.cell(0));
        second.number(row.cell(1));
        if matches!(cell(row.cell(2), &[]), Cell::Word) {
            further.number(row.cell(2));
        }
    })?;
    // A third column of the same names is a second colleague: a row is then a person's form and not a tie.
    let names_again = further.texts().iter().filter(|name| first.find(name).is_some()).count();
    if names_again > 0 && names_again * 2 >= further.len() {
        return Ok(false);
    }
    let both = first.texts().iter().filter(|name| second.find(name).is_some()).count();
    let smaller = first.len().min(second.len());
    Ok(complete && rows >= 3 && smaller >= 3 && both * 2 >= smaller && first.len() < rows)
}

/// Reads ties, a row each.
pub(crate) fn read(table: &Table, ends: &Ends, options: &AnswerOptions<'_>) -> Result<Answers> {
    let heading = |column: usize| table.headings[column].clone();
    let reason = if ends.fields.contains(&Some(Field::To)) && !ends.bare && is_named(table, ends) {
        Reason::BothEnds { from: heading(ends.from), to: heading(ends.to) }
    } else {
        Reason::TwoColumnsOfNames
    };
    let mut answers = table.answers(Shape::Long, reason);
    let limits = &options.read.limits;
    let (mut people, mut questions, mut waves, mut labels) =
        (Names::default(), Names::default(), Names::default(), Names::default());
    let at = |wanted: Field| ends.fields.iter().position(|field| *field == Some(wanted));
    let (relation, wave, frequency) = (at(Field::Relation), at(Field::Wave), at(Field::Frequency));
    let details = [Field::Initiative, Field::Topic, Field::Feedback, Field::Reporter];
    let details: Vec<(usize, Field)> = details.into_iter().filter_map(|field| Some((at(field)?, field))).collect();
    // A relation per column of numbers, or the one that the row names.
    let values: Vec<Option<usize>> =
        if ends.relations.is_empty() { vec![frequency] } else { ends.relations.iter().map(|&c| Some(c)).collect() };
    let many = !ends.relations.is_empty();

    table.walk(ends.bare, |row| {
        for names in [&questions, &waves, &labels] {
            names.check(&table.file, limits)?;
        }
        let line = row.line as u32;
        answers.rows += 1;
        let (from, to) = (row.cell(ends.from), row.cell(ends.to));
        if from.is_empty() || to.is_empty() {
            let (missing, name) = if from.is_empty() { (ends.from, to) } else { (ends.to, from) };
            if !name.is_empty() {
                people.person(name, &table.file, limits)?;
            }
            answers.set_aside(Aside::Incomplete, line, missing as u32, 0);
            return Ok(());
        }
        let (from, to) = (people.person(from, &table.file, limits)?, people.person(to, &table.file, limits)?);
        for &value in &values {
            let text =
                if many { value.map_or("", |c| &table.headings[c]) } else { relation.map_or("", |c| row.cell(c)) };
            let question = questions.number(text);
            let written = value.map_or("", |column| row.cell(column));
            let frequency = match cell(written, options.missing) {
                Cell::Missing => {
                    answers.set_aside(Aside::MissingCode, line, value.unwrap_or(ends.to) as u32, question);
                    continue;
                }
                Cell::Blank if many => continue,
                Cell::Blank | Cell::Tick => Frequency::Named,
                Cell::Number(number) => Frequency::Number(number),
                Cell::Word => Frequency::Label(labels.number(written)),
            };
            let wave = wave.map(|c| row.cell(c)).filter(|wave| !wave.is_empty());
            let wave = wave.map_or(Answer::NO_WAVE, |wave| waves.number(wave));
            let (number, column) =
                (answers.answers.len() as u32, if many { value.unwrap_or(0) } else { ends.to } as u32);
            answers.push(Answer { from, to, question, wave, frequency, undirected: false, line, column }, limits)?;
            if answers.answers.len() as u32 > number {
                for &(column, field) in details.iter().filter(|(column, _)| !row.cell(*column).is_empty()) {
                    answers.details.push(Detail { answer: number, field, text: row.cell(column).to_owned() });
                }
            }
        }
        Ok(())
    })?;
    let unread: Vec<String> = (0..ends.fields.len())
        .filter(|c| ends.fields[*c].is_none() && !ends.relations.contains(c) && !ends.bare)
        .map(heading)
        .collect();
    if !unread.is_empty() {
        answers.notices.push(Notice::ColumnsNotRead { place: Place::file(&table.file), columns: unread });
    }
    answers.people = people.into_texts();
    answers.questions = asked(questions);
    answers.waves = waves.into_texts();
    answers.labels = labels.into_texts();
    Ok(answers)
}

fn is_named(table: &Table, ends: &Ends) -> bool {
    let known = fields_of(TableKind::Ties, &table.headings);
    known[ends.from] == ends.fields[ends.from] || known[ends.to] == ends.fields[ends.to] || ends.fields.len() > 4
}

#[cfg(test)]
mod tests {
    use super::super::{AnswerOptions, answers_from_bytes};
    use super::*;
    use crate::error::Error;

    fn answers(text: &str) -> Answers {
        answers_from_bytes(text.into(), "ties.csv", &AnswerOptions::default()).expect("ties")
    }

    #[test]
    fn a_row_per_tie_is_read_with_its_particulars() {
        let answers = answers(
            "Van;Naar;Relatie;Frequentie;Meting;Initiatief;Kleur\nT1;T2;advies;wekelijks;2026;eigen;rood\n             T2;T1;advies;0;2026;eigen;\nT2;;advies;1;;;\nT3;T1;klasbezoek;NA;;;\nT3;T2;klasbezoek;0,5;;;\n",
        );
        assert_eq!(answers.reason, Reason::BothEnds { from: "Van".into(), to: "Naar".into() });
        assert_eq!((answers.answers.len(), answers.zeros, answers.read(), answers.rows), (2, 1, 5, 5));
        assert_eq!(answers.aside[&Aside::Incomplete].first, [Place::line("ties.csv", 4).column("Naar")]);
        assert_eq!(answers.aside[&Aside::MissingCode].answers, 1);
        assert_eq!((answers.people.len(), answers.labels.as_slice()), (3, &["wekelijks".to_string()][..]));
        assert_eq!(answers.answers[1].frequency, Frequency::Number(0.5));
        assert_eq!(answers.details, [Detail { answer: 0, field: Field::Initiative, text: "eigen".into() }]);
        let unread = Notice::ColumnsNotRead { place: Place::file("ties.csv"), columns: vec!["Kleur".into()] };
        assert_eq!(answers.notices, [unread]);
    }

    #[test]
    fn two_columns_of_the_same_names_are_ties_without_a_known_heading() {
        let answers = answers("e1 e2 score\n1 2 5\n1 3 4\n2 1 5\n2 3 1\n3 1 2\n");
        assert_eq!((answers.reason, answers.answers.len()), (Reason::TwoColumnsOfNames, 5));
        assert_eq!(answers.answers[0].frequency, Frequency::Number(5.0));
        let answers = super::tests::answers("1,2\n1,3\n2,1\n2,3\n3,1\n3,2\n");
        assert_eq!(answers.answers.len(), 6);
    }

    #[test]
    fn columns_of_numbers_beside_the_ends_are_a_relation_each() {
        let answers = answers("ego,alter,friend_tie,task_tie\n1,2,0,1.5\n2,1,1,0\n2,3,,NA\n");
        assert_eq!(answers.questions.iter().map(|q| &q.text[..]).collect::<Vec<_>>(), ["friend_tie", "task_tie"]);
        assert_eq!((answers.answers.len(), answers.zeros, answers.read()), (2, 2, 5));
    }

    #[test]
    fn a_column_that_the_study_names_is_used() {
        let columns = [(Field::From, "Wie".to_string()), (Field::To, "wie nog".to_string())];
        let options = AnswerOptions { columns: &columns, ..AnswerOptions::default() };
        let read = |text: &str| answers_from_bytes(text.into(), "t.csv", &options);
        assert_eq!(read("Wie,Wie nog\nT1,T2\n").expect("ties").answers.len(), 1);
        assert!(matches!(read("Wie,Wat\nT1,T2\n"), Err(Error::ColumnNotThere { name, .. }) if name == "wie nog"));
    }
}
