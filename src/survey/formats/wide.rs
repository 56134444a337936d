//! A row per respondent: nominations, lists of names, and grids. Which column means what.

use super::answers::{Reason, Shape};
use super::cell::{Cell, cell, is_nobody, names_in};
use super::export::{Heading, headings, is_about_the_form};
use super::{AnswerOptions, Table, names::Names};
use crate::error::{Error, Field, Result};
use crate::survey::columns::no_column;
use crate::survey::headings::{fold, key, name_part_of};
use crate::survey::wording::{about_the_person, asks_who};

/// A table with a row per respondent.
pub(crate) struct Form {
    pub(crate) headings: Vec<Heading>,
    /// Rows under the first that are headings, too.
    pub(crate) heading_rows: u64,
    pub(crate) respondent: usize,
    pub(crate) wave: Option<usize>,
    pub(crate) columns: Vec<TieColumn>,
    /// What each question is called, and in other words.
    pub(crate) questions: Vec<(String, Option<String>)>,
    pub(crate) shape: Shape,
    pub(crate) reason: Reason,
}

/// A column with ties in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TieColumn {
    pub(crate) column: usize,
    pub(crate) question: usize,
    pub(crate) holds: Holds,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Names.
    Names,
    /// A frequency for the colleague that the heading names.
    Frequency(String),
}

/// The columns of a form, if it is one; `told` is the shape that the study names.
pub(crate) fn form(table: &Table, told: Option<Shape>, options: &AnswerOptions<'_>) -> Result<Option<Form>> {
    let (headings, heading_rows) = headings(table)?;
    let sample = Sample::of(table, headings.len(), heading_rows)?;
    let Some(respondent) = respondent(table, &headings, &sample, options)? else {
        if told.is_none() && options.questions.is_empty() {
            return Ok(None);
        }
        return Err(no_column(table, Field::From));
    };
    let wave =
        headings.iter().position(|h| matches!(key(&h.text).as_str(), "wave" | "meting" | "meetmoment" | "ronde"));
    let mut form = Form {
        headings,
        heading_rows,
        respondent,
        wave,
        columns: Vec::new(),
        questions: Vec::new(),
        shape: Shape::Nominations,
        reason: Reason::TwoColumnsOfNames,
    };
    let range = options.range.map(column_range).transpose()?;
    let mut people = Names::default();
    sample.cells[respondent].iter().for_each(|name| _ = people.number(&fold(name)));
    let is_known = |name: &str| people.find(&fold(name)).is_some() || options.known.is_some_and(|known| known(name));

    let candidates: Vec<usize> = (0..form.headings.len())
        .filter(|&column| column != respondent && Some(column) != wave)
        .filter(|&column| range.is_none_or(|(first, last)| (first..=last).contains(&column)))
        .filter(|&column| !options.is_companion(&form.headings[column]))
        .collect();
    let mut found: Vec<(usize, Holds)> = Vec::new();
    for &column in &candidates {
        let heading = &form.headings[column];
        let told_question = options.questions.iter().any(|wanted| heading.is(wanted));
        let in_range = range.is_some() && options.questions.is_empty();
        let about_else = options.other.iter().any(|wanted| heading.is(wanted)) || is_about_the_form(heading);
        let about_else = about_else || says_who(heading, &[0, 1, 2, 3]).is_some() || is_part_of_a_name(heading);
        if !told_question && (about_else || !(options.questions.is_empty() || in_range)) {
            continue;
        }
        let siblings = candidates.iter().filter(|&&other| form.headings[other].stem == heading.stem).count();
        let holds = holds(heading, &sample.cells[column], siblings, told, told_question || in_range, &is_known);
        found.extend(holds.map(|holds| (column, holds)));
    }
    with_their_siblings(&mut found, &candidates, &form.headings, &sample);
    // One column named after a colleague may be chance; a grid has more.
    let grid_columns = found.iter().filter(|(_, holds)| matches!(holds, Holds::Frequency(_))).count();
    if told.is_none() && options.questions.is_empty() && range.is_none() && grid_columns < 2 {
        found.retain(|(_, holds)| *holds == Holds::Names);
    }
    if found.is_empty() {
        return Ok(None);
    }
    for (column, holds) in found {
        let question = question_of(&mut form.questions, &form.headings[column], &holds, options);
        form.columns.push(TieColumn { column, question, holds });
    }
    form.name_shape(&sample, told, &is_known);
    Ok(Some(form))
}

/// Adds the numbered columns beside those of names that ask the same: `advies 3` may hold nobody but strangers.
fn with_their_siblings(found: &mut Vec<(usize, Holds)>, candidates: &[usize], headings: &[Heading], sample: &Sample) {
    let of_names = |column: usize| found.iter().any(|(other, holds)| *other == column && *holds == Holds::Names);
    let asks_the_same =
        |a: usize, b: usize| headings[a].numbered && headings[b].numbered && headings[a].stem == headings[b].stem;
    let is_left = |column: usize| {
        let words = sample.cells[column].iter().all(|text| text.is_empty() || cell(text, &[]) == Cell::Word);
        words && !found.iter().any(|(other, _)| *other == column)
    };
    let more: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|&column| is_left(column) && candidates.iter().any(|&c| of_names(c) && asks_the_same(c, column)))
        .collect();
    found.extend(more.into_iter().map(|column| (column, Holds::Names)));
    found.sort_by_key(|(column, _)| *column);
}

/// Whether what stands in a column are names, name by name: most of them known, or `niemand`. A question that asks who
/// it was is one though nobody typed a whole name, unless what stands in it is too long for one. Elsewhere there must be
/// a name that is known: that nobody has a remark names nobody.
fn are_names(heading: &Heading, filled: &[&String], is_known: &dyn Fn(&str) -> bool) -> bool {
    const WORDS: usize = 5;
    let texts = [Some(&heading.text), Some(&heading.stem), heading.also.as_ref()];
    let asks = texts.into_iter().flatten().any(|text| asks_who(text));
    let (mut known, mut nobody, mut short, mut long) = (0, 0, 0, 0);
    for text in filled {
        if is_nobody(text) {
            nobody += 1;
            continue;
        }
        for name in names_in(text, true, is_known) {
            *(match (is_known(name), name.split_whitespace().count() <= WORDS) {
                (true, _) => &mut known,
                (false, true) => &mut short,
                (false, false) => &mut long,
            }) += 1;
        }
    }
    let all = known + nobody + short + long;
    let names = known + nobody + if asks { short } else { 0 };
    all > 0 && (known > 0 || asks) && names * 2 >= all
}

/// What a column holds, judged by its heading and its first cells; none when it is not about ties.
fn holds(
    heading: &Heading,
    cells: &[String],
    siblings: usize,
    told: Option<Shape>,
    certain: bool,
    is_known: &dyn Fn(&str) -> bool,
) -> Option<Holds> {
    let colleague = || {
        let whole = if heading.tail.is_empty() { &heading.text } else { &heading.tail };
        Holds::Frequency(whole.clone())
    };
    let named_after =
        (!heading.tail.is_empty() && !heading.numbered && is_known(&heading.tail)) || is_known(&heading.text);
    let filled: Vec<&String> = cells.iter().filter(|text| !text.is_empty()).collect();
    let names = filled
        .iter()
        .filter(|text| is_nobody(text) || names_in(text, true, is_known).iter().all(|name| is_known(name)));
    let names = names.count();
    let frequencies = filled.iter().filter(|text| cell(text, &[]) != Cell::Word).count();
    match told {
        Some(Shape::Grid) if named_after || certain => return Some(colleague()),
        Some(Shape::Grid) => return None,
        Some(_) if certain => return Some(Holds::Names),
        _ => {}
    }
    if named_after {
        return Some(colleague());
    }
    let most_are_names = !filled.is_empty() && names * 2 >= filled.len();
    if certain {
        // The study says that it is a question about ties: names, or a grid whose colleagues nobody else names.
        let tail_is_a_name = !heading.tail.is_empty() && !heading.numbered;
        let grid = siblings > 1 && tail_is_a_name && !most_are_names && !filled.is_empty();
        return Some(if grid { colleague() } else { Holds::Names });
    }
    // Numbers are taken for ids only in columns that are numbered, and words only when they are names.
    let numbered = siblings > 1 && !heading.tail.is_empty();
    (are_names(heading, &filled, is_known) && (numbered || frequencies == 0))
        .then_some(Holds::Names)
        .or_else(|| (filled.is_empty() && siblings > 1 && heading.numbered).then_some(Holds::Names))
}

/// The number of the question that a column belongs to.
fn question_of(
    questions: &mut Vec<(String, Option<String>)>,
    heading: &Heading,
    holds: &Holds,
    options: &AnswerOptions<'_>,
) -> usize {
    let told = options.questions.iter().find(|wanted| heading.is(wanted)).cloned();
    // Where the whole heading is a colleague's name the file does not say what was asked.
    let of_heading = match holds {
        Holds::Frequency(name) if *name == heading.text => String::new(),
        _ => heading.stem.clone(),
    };
    let text = told.unwrap_or(of_heading);
    if let Some(known) = questions.iter().position(|(question, _)| *question == text) {
        return known;
    }
    questions.push((text, heading.other_words()));
    questions.len() - 1
}

impl Form {
    fn name_shape(&mut self, sample: &Sample, told: Option<Shape>, is_known: &dyn Fn(&str) -> bool) {
        let used = |wanted: fn(&Holds) -> bool| self.columns.iter().filter(|c| wanted(&c.holds)).count() as u64;
        let frequencies = used(|holds| matches!(holds, Holds::Frequency(_)));
        let names = used(|holds| *holds == Holds::Names);
        let lists = self
            .columns
            .iter()
            .filter(|column| column.holds == Holds::Names)
            .any(|column| sample.cells[column.column].iter().any(|text| names_in(text, true, is_known).len() > 1));
        let mut questions: Vec<usize> = self.columns.iter().map(|column| column.question).collect();
        questions.sort_unstable();
        questions.dedup();
        let questions = questions.len() as u64;
        let found = match (frequencies > names, lists || names == questions) {
            (true, _) => Shape::Grid,
            (false, true) => Shape::MultiSelect,
            (false, false) => Shape::Nominations,
        };
        self.shape = told.unwrap_or(found);
        self.reason = match self.shape {
            Shape::Grid => Reason::ColleagueColumns { columns: frequencies, questions },
            Shape::MultiSelect => Reason::NameLists { columns: names },
            _ => Reason::NameColumns { columns: names, questions },
        };
    }
}

/// The first rows, column by column.
struct Sample {
    cells: Vec<Vec<String>>,
}

impl Sample {
    fn of(table: &Table, columns: usize, skip: u64) -> Result<Self> {
        let mut cells = vec![Vec::new(); columns];
        let most = (400_000 / columns.max(1) as u64).clamp(20, 2_000) + skip;
        let (mut rows, mut bytes) = (0, 0);
        table.sample(most, |row| {
            rows += 1;
            bytes += (0..row.cells()).map(|column| row.cell(column).len()).sum::<usize>();
            if rows > skip && bytes < 16 << 20 {
                cells.iter_mut().enumerate().for_each(|(column, list)| list.push(row.cell(column).to_owned()));
            }
        })?;
        Ok(Sample { cells })
    }
}

/// Headings of the column that says who answered, the best first.
const WHO: [&[&str]; 4] = [
    &["from", "van", "ego", "sender", "respondent", "source"],
    &["id", "ids", "code", "personeelsnummer", "personeelsnr", "medewerkernummer", "personid", "teacherid"],
    &[
        "naam",
        "name",
        "uwnaam",
        "jenaam",
        "jouwnaam",
        "yourname",
        "wiebentu",
        "wieben-je",
        "wiebenje",
        "whoareyou",
        "fullname",
        "volledigenaam",
        "medewerker",
        "leraar",
        "leerkracht",
        "docent",
        "teacher",
    ],
    &["email", "emailadres", "emailaddress", "mailadres", "mail", "recipientemail", "username", "gebruikersnaam"],
];

/// The column that says who answered: the one that is told; else the one with most people of the roster; else by its
/// heading. An export's own number of the form is no person.
fn respondent(
    table: &Table,
    headings: &[Heading],
    sample: &Sample,
    options: &AnswerOptions<'_>,
) -> Result<Option<usize>> {
    let told = options.columns.iter().find(|(field, _)| matches!(field, Field::From | Field::Id | Field::Person));
    if let Some((_, heading)) = told {
        return table.column(heading).map(Some);
    }
    let is_export = headings.iter().any(is_about_the_form);
    let order: [usize; 4] = if is_export { [0, 3, 2, 1] } else { [0, 1, 2, 3] };
    let mut best: Option<(f64, usize, usize)> = None;
    for (column, heading) in headings.iter().enumerate() {
        let Some(rank) = says_who(heading, &order) else { continue };
        let cells = &sample.cells[column];
        let filled = cells.iter().filter(|text| !text.is_empty()).count();
        let mut distinct = Names::default();
        cells.iter().filter(|text| !text.is_empty()).for_each(|text| _ = distinct.number(text));
        // `anonymous` in every row is nobody.
        if filled * 2 < cells.len() || distinct.len() * 2 < filled || (filled > 2 && distinct.len() < 2) {
            continue;
        }
        let known = |text: &&String| options.known.is_some_and(|known| known(text));
        let share = cells.iter().filter(known).count() as f64 / filled.max(1) as f64;
        let share = if share >= 0.5 { share } else { 0.0 };
        if best.is_none_or(|(s, r, _)| share > s || (share >= s && rank < r)) {
            best = Some((share, rank, column));
        }
    }
    Ok(best.map(|(_, _, column)| column))
}

/// Parts of a question for the name or code of the one who fills in the form.
const WHO_ASKED: [&str; 12] = [
    "personeelscode",
    "uw code",
    "je code",
    "uw naam",
    "je naam",
    "jouw naam",
    "wie bent u",
    "wie ben je",
    "staff code",
    "your code",
    "your name",
    "who are you",
];

/// How well a heading says that a column holds who filled in the form, by the order of the groups of [`WHO`].
fn says_who(heading: &Heading, order: &[usize; 4]) -> Option<usize> {
    let texts = [Some(heading.text.as_str()), heading.also.as_deref()];
    let rank = |text: &str| {
        let own = key(text);
        let by_heading = order.iter().position(|&group| WHO[group].contains(&own.as_str()));
        // Whether a name may be mentioned is another question.
        let folded = fold(text);
        let asked = || {
            let asks = WHO_ASKED.iter().any(|part| folded.contains(part)) && about_the_person(text).is_none();
            asks.then(|| order.iter().position(|&group| group == 2)).flatten()
        };
        by_heading.or_else(asked)
    };
    texts.into_iter().flatten().filter_map(rank).min()
}

/// A first or last name beside the whole one.
fn is_part_of_a_name(heading: &Heading) -> bool {
    name_part_of(&heading.text).is_some()
}

/// `H:AF` as column numbers from 0.
fn column_range(range: &str) -> Result<(usize, usize)> {
    let number = |letters: &str| {
        let letters = letters.trim();
        let valid = !letters.is_empty() && letters.len() <= 3 && letters.bytes().all(|b| b.is_ascii_alphabetic());
        let value = |n: usize, b: u8| n * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1;
        valid.then(|| letters.bytes().fold(0, value) - 1)
    };
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err(Error::BadOption { option: "range".into(), seen: range.into(), want: "H:AF".into() }),
    }
}
