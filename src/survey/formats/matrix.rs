//! Matrices: a row per person, a column per person; one, under each other, or one per sheet.

use super::answers::{Answer, Answers, Asked, Frequency, Reason, Respondent, Shape};
use super::cell::{Cell, cell};
use super::{AnswerOptions, Table, names::Names, table::Row};
use crate::error::{Error, Limit, Result};
use crate::survey::Aside;
use crate::survey::headings::key;

/// A table that is square, and where its names stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Square {
    /// People.
    people: usize,
    stacked: usize,
    column_labels: Option<Vec<String>>,
    row_labels: bool,
}

impl Square {
    /// Whether two sheets hold matrices of the same people.
    pub(crate) fn fits(&self, first: &Square) -> bool {
        self.people == first.people && self.stacked == 1 && first.stacked == 1
    }

    /// Whether it is one matrix that names its people, so that another one may be about others.
    pub(crate) fn is_named(&self) -> bool {
        self.stacked == 1 && (self.row_labels || self.column_labels.is_some())
    }
}

/// What one walk over a table tells of its squareness.
#[expect(clippy::struct_excessive_bools, reason = "one question each, all asked of every row")]
struct Walk<'a> {
    options: &'a AnswerOptions<'a>,
    head: Vec<String>,
    head_keys: Vec<String>,
    /// The labels of the columns behind the corner cell, and which of them named a row.
    labels: Names,
    named: Vec<bool>,
    rows: usize,
    width: usize,
    /// Row labels follow the column labels, from the first cell on or (no corner cell) shifted.
    labelled: bool,
    labelled_bare: bool,
    /// Row labels are column labels, in another order.
    among: bool,
    /// Every cell is a value; every cell but the first; of the head, too.
    values: bool,
    values_but_first: bool,
    empty_diagonal: usize,
}

impl Walk<'_> {
    fn is_value(&self, text: &str) -> bool {
        !matches!(cell(text, self.options.missing), Cell::Word)
    }

    fn row(&mut self, row: Row<'_>) {
        let label = key(row.cell(0));
        let n = self.head.len();
        self.labelled &= n > 2 && self.head_keys[1 + self.rows % (n - 1)] == label && !label.is_empty();
        match self.labels.find(&label) {
            Some(found) => self.named[found as usize] = true,
            None => self.among = false,
        }
        self.labelled_bare &= n > 1 && self.head_keys[self.rows % n] == label && !label.is_empty();
        let filled = (0..row.cells()).rev().find(|&c| !row.cell(c).is_empty()).map_or(0, |c| c + 1);
        self.width = self.width.max(filled);
        let rest = (1..row.cells()).all(|column| self.is_value(row.cell(column)));
        self.values_but_first &= rest;
        self.values &= rest && self.is_value(row.cell(0));
        let diagonal = row.cell(self.rows % n.max(1));
        self.empty_diagonal +=
            usize::from(matches!(cell(diagonal, &[]), Cell::Blank | Cell::Number(0.0) | Cell::Missing));
        self.rows += 1;
    }
}

/// Whether a table is a matrix, or several under each other.
pub(crate) fn square(table: &Table, options: &AnswerOptions<'_>) -> Result<Option<Square>> {
    let mut walk: Option<Walk<'_>> = None;
    table.walk(true, |row| {
        let is_known = |label: &str| walk.as_ref().is_some_and(|walk| walk.head_keys.iter().any(|key| key == label));
        if is_title(row) && !is_known(&key(row.cell(0))) {
            return Ok(());
        }
        match &mut walk {
            None => {
                let filled = (0..row.cells()).rev().find(|&c| !row.cell(c).is_empty()).map_or(0, |c| c + 1);
                let head: Vec<String> = (0..filled).map(|c| row.cell(c).to_owned()).collect();
                let head_keys: Vec<String> = head.iter().map(|text| key(text)).collect();
                let mut labels = Names::default();
                head_keys.iter().skip(1).for_each(|label| _ = labels.number(label));
                let named = vec![false; labels.len()];
                walk = Some(Walk {
                    options,
                    head,
                    head_keys,
                    labels,
                    named,
                    rows: 0,
                    width: 0,
                    labelled: true,
                    labelled_bare: true,
                    among: true,
                    values: true,
                    values_but_first: true,
                    empty_diagonal: 0,
                });
            }
            Some(walk) if is_head(row, &walk.head, 0) => {}
            Some(walk) => walk.row(row),
        }
        Ok(())
    })?;
    let told = options.shape == Some(Shape::Matrix);
    Ok(walk.and_then(|walk| shape_of(walk, told)))
}

fn shape_of(walk: Walk<'_>, told: bool) -> Option<Square> {
    let (n, rows) = (walk.head.len(), walk.rows);
    let whole = |people: usize, rows: usize| {
        (people >= 2 && rows >= people && rows.is_multiple_of(people)).then(|| rows / people)
    };
    let distinct_labels = walk.labels.len() + 1 == n && walk.labels.find("").is_none();
    let in_another_order = walk.among && rows + 1 == n && walk.named.iter().all(|&named| named);
    if distinct_labels
        && (walk.labelled || in_another_order)
        && let Some(stacked) = whole(n.saturating_sub(1), rows)
    {
        let column_labels = Some(walk.head[1..].to_vec());
        return Some(Square { people: n - 1, stacked, column_labels, row_labels: true });
    }
    if walk.labelled_bare
        && !walk.head_keys.contains(&String::new())
        && walk.width <= n + 1
        && let Some(stacked) = whole(n, rows)
    {
        return Some(Square { people: n, stacked, column_labels: Some(walk.head), row_labels: true });
    }
    let head_values = walk.head.iter().filter(|text| walk.is_value(text)).count();
    // Without names on both sides only numbers tell a matrix from any other table, and many of them.
    let likely = |people: usize, stacked: usize| {
        let empty = walk.empty_diagonal * 10 >= rows * 9;
        told || (people >= 3 && stacked == 1) || (people >= 5 && empty)
    };
    let mut labels = walk.head_keys.clone();
    labels.sort_unstable();
    let distinct = labels.windows(2).all(|pair| pair[0] != pair[1]) && !walk.head_keys.contains(&String::new());
    if walk.values
        && distinct
        && walk.width <= n
        && let Some(stacked) = whole(n, rows).filter(|&stacked| likely(n, stacked))
    {
        return Some(Square { people: n, stacked, column_labels: Some(walk.head), row_labels: false });
    }
    if walk.values && head_values == n {
        let people = n.max(walk.width);
        if let Some(stacked) = whole(people, rows + 1).filter(|&stacked| likely(people, stacked)) {
            return Some(Square { people, stacked, column_labels: None, row_labels: false });
        }
    }
    let people = n.max(walk.width).saturating_sub(1);
    let head_is_row = n > 1 && walk.head[1..].iter().all(|text| walk.is_value(text));
    if walk.values_but_first
        && head_is_row
        && let Some(stacked) = whole(people, rows + 1).filter(|&stacked| stacked == 1 && likely(people, 1))
    {
        return Some(Square { people, stacked, column_labels: None, row_labels: true });
    }
    None
}

/// A line above a matrix that holds a title and nothing else.
fn is_title(row: Row<'_>) -> bool {
    matches!(cell(row.cell(0), &[]), Cell::Word) && (1..row.cells()).all(|column| row.cell(column).is_empty())
}

/// The heading again, above the next matrix: numbers alone may as well be a row.
fn is_head(row: Row<'_>, head: &[String], offset: usize) -> bool {
    head.iter().enumerate().all(|(column, text)| row.cell(column + offset) == text)
        && head.iter().any(|text| matches!(cell(text, &[]), Cell::Word))
}

/// Reads matrices: those of a table, or one of each sheet.
pub(crate) fn read(
    sheets: &[&(Option<String>, Table)],
    squares: &[Square],
    options: &AnswerOptions<'_>,
) -> Result<Answers> {
    let (first, shape) = (&sheets[0].1, &squares[0]);
    let named = shape.column_labels.is_some() || shape.row_labels;
    let mut answers = first.answers(
        Shape::Matrix,
        Reason::Square {
            people: shape.people as u64,
            stacked: shape.stacked as u64,
            column_labels: shape.column_labels.is_some(),
            row_labels: shape.row_labels,
        },
    );
    answers.named = named;
    let mut reader = Reader { people: Names::default(), labels: Names::default(), answers, options };
    let mut own: Vec<u32> = Vec::new();
    for (n, ((name, table), square)) in sheets.iter().zip(squares).enumerate() {
        let before = reader.people.len() as u32;
        if n > 0 {
            reader.answers.notices.extend(table.notices.iter().cloned());
        }
        let sheet = name.as_ref().filter(|_| sheets.len() > 1);
        reader.table(table, square, sheet)?;
        own.push(reader.people.len() as u32 - before);
    }
    let Reader { people, labels, mut answers, .. } = reader;
    // Where every sheet brought people of its own, sheets are branches of one survey, and their names are not its questions.
    if sheets.len() > 1 && own.iter().zip(squares).all(|(&new, square)| new as usize == square.people) {
        answers.questions.iter_mut().for_each(|asked| asked.text.clear());
    }
    answers.people = people.into_texts();
    answers.labels = labels.into_texts();
    if !answers.named {
        // The first row is no heading.
        answers.headings.clear();
    }
    Ok(answers)
}

struct Reader<'a> {
    people: Names,
    labels: Names,
    answers: Answers,
    options: &'a AnswerOptions<'a>,
}

impl Reader<'_> {
    fn table(&mut self, table: &Table, square: &Square, sheet: Option<&String>) -> Result<()> {
        let (n, limits) = (square.people, &self.options.read.limits);
        let offset = usize::from(square.row_labels);
        let columns = match (&square.column_labels, square.row_labels) {
            (Some(labels), _) => labels.clone(),
            (None, true) => Self::row_names(table)?,
            (None, false) => (1..=n).map(|n| n.to_string()).collect(),
        };
        let mut numbers = Vec::with_capacity(n);
        let (mut seen, mut keys) = (Names::default(), Names::default());
        for (n, name) in columns.iter().enumerate() {
            let before = seen.len();
            seen.number(name);
            let double = format!("{name} ({})", n + 1);
            let name = if seen.len() == before { &double } else { name };
            numbers.push(self.people.person(name, &table.file, limits)?);
            keys.number(&key(name));
        }
        let sorted = square.column_labels.is_some() && square.row_labels && keys.len() == n;
        let (mut rows, mut headed, mut title) = (0_usize, false, None::<String>);
        table.walk(true, |row| {
            if is_title(row) && keys.find(&key(row.cell(0))).is_none() {
                title = Some(row.cell(0).to_owned());
                return Ok(());
            }
            if let Some(labels) = &square.column_labels
                && (!std::mem::replace(&mut headed, true) || is_head(row, labels, offset))
            {
                return Ok(());
            }
            if rows.is_multiple_of(n) {
                let text = match (title.take(), sheet) {
                    (Some(title), _) => title,
                    (None, Some(sheet)) => sheet.clone(),
                    (None, None) if square.stacked > 1 => (rows / n + 1).to_string(),
                    (None, None) => String::new(),
                };
                let (seen, limit) = (self.answers.questions.len() as u64, u64::from(limits.columns));
                if seen >= limit {
                    let file = table.file.clone();
                    return Err(Error::TooLarge { file, what: Limit::Relations, seen: seen + 1, limit });
                }
                self.answers.questions.push(Asked { text, sheet: sheet.cloned(), ..Asked::default() });
            }
            let at = if sorted { keys.find(&key(row.cell(0))) } else { None };
            self.labels.check(&table.file, limits)?;
            self.row(row, at.map_or(rows % n, |at| at as usize), &numbers, offset)?;
            rows += 1;
            Ok(())
        })?;
        self.answers.rows += rows as u64;
        Ok(())
    }

    fn row(&mut self, row: Row<'_>, person: usize, numbers: &[u32], offset: usize) -> Result<()> {
        let (line, question) = (row.line as u32, self.answers.questions.len() as u32 - 1);
        let mut filled = 0;
        for (column, &to) in numbers.iter().enumerate() {
            let text = row.cell(column + offset);
            let column_of_file = (column + offset) as u32;
            let frequency = match cell(text, self.options.missing) {
                Cell::Blank => continue,
                Cell::Missing => {
                    self.answers.set_aside(Aside::MissingCode, line, column_of_file, question);
                    continue;
                }
                Cell::Tick => Frequency::Named,
                Cell::Number(number) => Frequency::Number(number),
                Cell::Word => Frequency::Label(self.labels.number(text)),
            };
            // Many fill in their own cell beforehand: it does not show that somebody answered.
            filled += u32::from(column != person);
            let (from, wave, undirected) = (numbers[person], Answer::NO_WAVE, false);
            let answer = Answer { from, to, question, wave, frequency, undirected, line, column: column_of_file };
            self.answers.push(answer, &self.options.read.limits)?;
        }
        let (person, wave) = (numbers[person], Answer::NO_WAVE);
        self.answers.respondents.push(Respondent { person, question, wave, filled, finished: true, line });
        Ok(())
    }

    /// The names in the first column.
    fn row_names(table: &Table) -> Result<Vec<String>> {
        let mut names = Vec::new();
        table.walk(true, |row| {
            names.push(row.cell(0).to_owned());
            Ok(())
        })?;
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AnswerOptions, answers_from_bytes};
    use super::*;

    fn answers(text: &str) -> Answers {
        answers_from_bytes(text.into(), "m.csv", &AnswerOptions::default()).expect("a matrix")
    }

    fn ties(answers: &Answers) -> Vec<(&str, &str, u32)> {
        let name = |n: u32| answers.people[n as usize].as_str();
        answers.answers.iter().map(|a| (name(a.from), name(a.to), a.question)).collect()
    }

    fn reason(people: u64, stacked: u64, column_labels: bool, row_labels: bool) -> Reason {
        Reason::Square { people, stacked, column_labels, row_labels }
    }

    #[test]
    fn a_matrix_is_found_with_and_without_names() {
        let want = [("1", "2"), ("2", "3")];
        for (text, labels) in [
            (",An,Bo,Cas\nAn,0,1,0\nBo,0,0,2\nCas,0,0,0\n", (true, true)),
            ("An;Bo;Cas\n0;1;0\n0;0;2\n0;0;0\n", (true, false)),
            ("0,1,0\n0,0,2\n0,0,0\n", (false, false)),
            ("An,0,1,0\nBo,0,0,2\nCas,0,0,0\n", (false, true)),
            ("\"An\" \"Bo\" \"Cas\"\n\"An\" 0 1 0\n\"Bo\" 0 0 2\n\"Cas\" 0 0 0\n", (true, true)),
            ("An,Bo,Cas\nAn,0,1,0\nBo,0,0,2\nCas,0,0,0\n", (true, true)),
            (",Cas,An,Bo\nAn,0,0,1\nBo,2,0,0\nCas,0,0,0\n", (true, true)),
        ] {
            let answers = answers(text);
            assert_eq!(answers.reason, reason(3, 1, labels.0, labels.1), "{text}");
            let named = |name: &str| name.replace("An", "1").replace("Bo", "2").replace("Cas", "3");
            let pairs: Vec<_> = ties(&answers).iter().map(|t| (named(t.0), named(t.1))).collect();
            assert_eq!(pairs, want.map(|(from, to)| (from.to_string(), to.to_string())), "{text}");
            assert_eq!((answers.zeros, answers.read(), answers.rows, answers.people.len()), (7, 9, 3, 3), "{text}");
            assert_eq!(answers.named, labels != (false, false));
        }
    }

    #[test]
    fn matrices_under_each_other_are_a_question_each() {
        let block = ",An,Bo,Cas\nAn,0,1,0\nBo,0,0,1\nCas,0,0,0\n";
        let with_titles = answers(&format!("advies\n{block}\nklasbezoek\n{block}"));
        assert_eq!(with_titles.reason, reason(3, 2, true, true));
        assert_eq!(with_titles.questions.iter().map(|q| &q.text[..]).collect::<Vec<_>>(), ["advies", "klasbezoek"]);
        assert_eq!(ties(&with_titles), [("An", "Bo", 0), ("Bo", "Cas", 0), ("An", "Bo", 1), ("Bo", "Cas", 1)]);
        assert_eq!(with_titles.place(&with_titles.answers[2]).line, Some(9));
        let rows: String = (0..15)
            .map(|i| (0..5).map(|j| if j == (i + 1) % 5 { "1 " } else { "0 " }).collect::<String>() + "\n")
            .collect();
        let bare = answers(&rows);
        assert_eq!(
            (bare.reason.clone(), bare.questions.len(), bare.answers.len()),
            (reason(5, 3, false, false), 3, 15)
        );
    }

    #[test]
    fn who_left_a_row_blank_or_missing_did_not_answer() {
        let answers = answers(",An,Bo,Cas\nAn,0,NA,NA\nBo,1,,0\nCas,,,\n");
        assert_eq!(answers.respondents.iter().map(|r| r.filled).collect::<Vec<_>>(), [0, 2, 0]);
        let aside = &answers.aside[&Aside::MissingCode];
        assert_eq!((aside.answers, answers.zeros, answers.read()), (2, 2, 5));
        let place = crate::error::Place::line("m.csv", 2).column("Bo");
        assert_eq!(aside.first[0], place);
    }

    #[test]
    fn words_of_frequency_are_kept_as_words() {
        let answers = answers(",An,Bo,Cas\nAn,,wekelijks,nooit\nBo,x,,0\nCas,,,\n");
        assert_eq!(answers.labels, ["wekelijks", "nooit"]);
        let said: Vec<_> = answers.answers.iter().map(|a| a.frequency).collect();
        assert_eq!(said, [Frequency::Label(0), Frequency::Label(1), Frequency::Named]);
    }
}
