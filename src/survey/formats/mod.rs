//! From a file to rows: one file per format, and the table [`FORMATS`] of what is read.

mod answers;
mod cell;
mod delimited;
mod dl;
mod dl_header;
mod export;
mod gexf;
mod graphml;
mod json;
mod limits;
mod long;
mod matrix;
mod names;
mod network_file;
#[cfg(feature = "xlsx")]
mod ods;
mod pajek;
#[cfg(feature = "xlsx")]
mod spreadsheet;
mod table;
mod tabular;
mod text;
mod together;
mod unquoted;
mod wide;
mod wide_rows;
mod xml;

pub use answers::{Answer, Answers, Asked, Attribute, Detail, Frequency, Reason, Respondent, Shape};
pub use limits::Limits;
pub(crate) use table::sha256_of;
pub use table::{Part, Row, Table};

use super::headings::fold;
use crate::error::{Error, Field, Limit, Notice, Place, Result};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How to read a file, beyond what it says itself.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions<'a> {
    /// The encoding; found out when none.
    pub encoding: Option<&'a str>,
    /// The sheet of a workbook; the first when none.
    pub sheet: Option<&'a str>,
    /// The limits.
    pub limits: Limits,
}

/// Says who of the roster a text means.
pub type Who<'a> = &'a dyn Fn(&str) -> Option<u32>;

/// How to read ties from a file, beyond what it says itself. What is not said is found out.
#[derive(Clone, Default)]
pub struct AnswerOptions<'a> {
    /// Encoding, sheet and limits.
    pub read: ReadOptions<'a>,
    /// The shape.
    pub shape: Option<Shape>,
    /// Headings of columns with a meaning; of a form, [`Field::From`] is the column of the respondent.
    pub columns: &'a [(Field, String)],
    /// Codes for no answer.
    pub missing: &'a [String],
    /// The columns that hold ties, `H:AF`.
    pub range: Option<&'a str>,
    /// Headings of a form, or their stems, that ask for ties.
    pub questions: &'a [String],
    /// Headings of a form that say something of the person: they become attributes.
    pub other: &'a [String],
    /// Headings of a form that say more of a tie: the heading, the heading of the column with the name, and what it is.
    pub companions: &'a [(String, String, Field)],
    /// Who is known to the roster, by any way of writing.
    pub known: Option<&'a dyn Fn(&str) -> bool>,
    /// Who of the roster is meant, by a number, where that is one person.
    pub who: Option<Who<'a>>,
}

impl AnswerOptions<'_> {
    fn is_companion(&self, heading: &export::Heading) -> bool {
        self.companions.iter().any(|(companion, ..)| heading.text == *companion)
    }
}

/// A kind of file that is read.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// The usual endings of its files. They are not looked at: a file is what its content is.
    pub extensions: &'static [&'static str],
    /// Whether it holds a table, in which a roster may stand, or only a network.
    pub holds_table: bool,
    /// Whether a text is of this format; for a workbook, whether bytes are.
    recognised: Recognised,
}

#[derive(Debug, Clone, Copy)]
enum Recognised {
    /// By the kind of zip file.
    Packed,
    /// By the beginning of the text; then it is read by this.
    Text(fn(&str) -> bool, ReadText),
    /// Any other text.
    Else,
}

/// Reads a network from a text: its content, the file's name, the network asked for, the limits.
type ReadText = fn(&str, &str, Option<&str>, &Limits) -> Result<Answers>;

/// What is read, in the order in which it is tried.
pub const FORMATS: &[Format] = &[
    Format { name: "xlsx", extensions: &["xlsx", "xlsm"], holds_table: true, recognised: Recognised::Packed },
    Format { name: "ods", extensions: &["ods"], holds_table: true, recognised: Recognised::Packed },
    network("DL", &["dl", "dat", "txt"], dl::is_dl, |text, file, _, limits| dl::read(text, file, limits)),
    network("Pajek", &["net", "paj"], pajek::is_pajek, pajek::read),
    network("GraphML", &["graphml", "xml"], is_graphml, |text, file, _, limits| graphml::read(text, file, limits)),
    network("GEXF", &["gexf"], is_gexf, |text, file, _, limits| gexf::read(text, file, limits)),
    network("JSON", &["json"], is_json, |text, file, _, limits| json::read(text, file, limits)),
    Format { name: "text", extensions: &["csv", "tsv", "txt"], holds_table: true, recognised: Recognised::Else },
];

const fn network(
    name: &'static str,
    extensions: &'static [&'static str],
    is: fn(&str) -> bool,
    read: ReadText,
) -> Format {
    Format { name, extensions, holds_table: false, recognised: Recognised::Text(is, read) }
}

fn is_graphml(text: &str) -> bool {
    root_is(text, "<graphml")
}

fn is_gexf(text: &str) -> bool {
    root_is(text, "<gexf")
}

/// Whether XML begins with this element, behind its declaration and comments.
fn root_is(text: &str, element: &str) -> bool {
    let text = text.trim_start();
    let head = text.char_indices().nth(4000).map_or(text, |(end, _)| &text[..end]);
    head.starts_with('<') && head.contains(element)
}

fn is_json(text: &str) -> bool {
    text.trim_start().strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Reads the ties in a file, whatever its format and shape.
pub fn read_answers(path: &Path, display: &str, options: &AnswerOptions<'_>) -> Result<Answers> {
    answers_from_bytes(read_bytes(path, display, &options.read.limits)?, display, options)
}

/// Reads the ties in a file that is in memory already.
pub fn answers_from_bytes(bytes: Vec<u8>, display: &str, options: &AnswerOptions<'_>) -> Result<Answers> {
    match open_bytes(bytes, display, &options.read)? {
        Opened::Sheets(sheets) => tabular::read(&sheets, options),
        Opened::Network(answers) => Ok(*answers),
    }
}

/// A file of ties, opened: a network file says itself what is in it, of tables it must still be found out.
#[derive(Debug)]
pub(crate) enum Opened {
    /// The filled sheets of a workbook with their names, or the only table of a text. Never empty.
    Sheets(Vec<(Option<String>, Table)>),
    /// A network.
    Network(Box<Answers>),
}

/// Opens a file of ties, whatever its format.
pub(crate) fn open(path: &Path, display: &str, options: &ReadOptions<'_>) -> Result<Opened> {
    open_bytes(read_bytes(path, display, &options.limits)?, display, options)
}

fn open_bytes(bytes: Vec<u8>, display: &str, options: &ReadOptions<'_>) -> Result<Opened> {
    let limits = &options.limits;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(too_many_bytes(display, bytes.len() as u64, limits));
    }
    if let Some(kind) = workbook_kind(&bytes) {
        let sheets = tables_of_workbook(&bytes, kind, display, options)?;
        if sheets.is_empty() {
            return Err(Error::EmptyFile { file: display.into() });
        }
        return Ok(Opened::Sheets(sheets.into_iter().map(|(name, table)| (Some(name), table)).collect()));
    }
    let text = text::decode(bytes, display, options.encoding, limits)?;
    let content = text.content();
    for format in FORMATS {
        if let Recognised::Text(is, read) = format.recognised
            && is(content)
        {
            let mut answers = read(content, display, options.sheet, limits)?;
            answers.read_as = format!("{}, {}", format.name, text.encoding);
            answers.sha256 = text.sha256();
            answers.notices.splice(0..0, text.notices);
            return Ok(Opened::Network(Box::new(answers)));
        }
    }
    Ok(Opened::Sheets(vec![(None, table_of_text(text, display, limits)?)]))
}

/// Which of some sheets, by their place and name, is meant by a name, or else by a number.
pub(crate) fn asked_for(asked: &str, sheets: &[(usize, &str)]) -> Option<usize> {
    let by_name = sheets.iter().find(|(_, name)| fold(name) == fold(asked));
    let by_number = || {
        let number: usize = asked.trim().parse().ok()?;
        sheets.iter().find(|(place, _)| *place == number)
    };
    by_name.or_else(by_number).map(|(place, _)| *place)
}

/// The ties in a table or the sheets of a workbook.
pub(crate) fn answers_in(sheets: &[(Option<String>, Table)], options: &AnswerOptions<'_>) -> Result<Answers> {
    tabular::read(sheets, options)
}

/// Those of these questions that a table asks.
pub(crate) fn asked_in(table: &Table, mut questions: Vec<String>) -> Result<Vec<String>> {
    let (headings, _) = export::headings(table)?;
    questions.retain(|question| headings.iter().any(|heading| heading.is(question)));
    Ok(questions)
}

/// A table out of cells that were read from something else.
pub(crate) fn table_of_rows(
    display: &str,
    headings: &[&str],
    rows: &[Vec<&str>],
    read_as: &str,
    sha256: &str,
    limits: &Limits,
) -> Result<Table> {
    let mut text = String::new();
    for row in std::iter::once(headings).chain(rows.iter().map(Vec::as_slice)) {
        for (column, cell) in row.iter().enumerate() {
            text.push_str(if column > 0 { "\t\"" } else { "\"" });
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
        text.push('\n');
    }
    Table::of(display, text::Text::of(text), b'\t', read_as.to_owned(), Some(sha256.to_owned()), limits)
}

/// Whether a survey tool made a table: it has columns about the form.
pub(crate) fn is_form(table: &Table) -> Result<bool> {
    let (headings, _) = export::headings(table)?;
    Ok(headings.iter().filter(|heading| export::is_about_the_form(heading)).count() > 1)
}

/// The headings of a table in full: of a survey export, the questions and not the codes above them.
pub(crate) fn whole_headings(table: &Table) -> Result<Vec<String>> {
    let (headings, _) = export::headings(table)?;
    Ok(headings.into_iter().map(|heading| heading.also.unwrap_or(heading.text)).collect())
}

/// Whether a table has a row per tie under headings for both ends, and nothing in it needs to be guessed.
pub(crate) fn is_plain_long(table: &Table) -> Result<bool> {
    long::is_plain(table)
}

/// Reads a table from a file.
pub fn read_table(path: &Path, display: &str, options: &ReadOptions<'_>) -> Result<Table> {
    table_from_bytes(read_bytes(path, display, &options.limits)?, display, options)
}

/// The headings of a file, of which no more than the beginning is read; none when it is no table.
pub(crate) fn headings_of(path: &Path, display: &str, options: &ReadOptions<'_>) -> Option<Vec<String>> {
    const HEAD: u64 = 1 << 18;
    let mut head = Vec::new();
    File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    // A workbook is read as a whole, and so is a file of which the first row goes on for longer.
    let ended = head.iter().rposition(|&b| b == b'\n' || b == b'\r').filter(|_| workbook_kind(&head).is_none());
    let table = match ended {
        Some(end) if head.len() as u64 == HEAD && !head.contains(&0) => {
            head.truncate(end);
            head.truncate(first_rows(&head));
            table_from_bytes(head, display, options)
        }
        _ => read_table(path, display, options),
    };
    Some(table.ok()?.headings)
}

/// Where the rows end that tell how a text is to be read: of one without a quotation mark or an accent, no others do.
fn first_rows(head: &[u8]) -> usize {
    const ROWS: usize = 100;
    if !head.is_ascii() || head.contains(&b'"') {
        return head.len();
    }
    let ends = head.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r')).map(|(at, _)| at);
    let (mut from, mut rows) = (0, 0);
    for end in ends {
        rows += usize::from(!head[from..end].trim_ascii().is_empty());
        from = end + 1;
        if rows == ROWS {
            return end;
        }
    }
    head.len()
}

/// Reads a table that is in memory already.
pub fn table_from_bytes(bytes: Vec<u8>, display: &str, options: &ReadOptions<'_>) -> Result<Table> {
    let limits = &options.limits;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(too_many_bytes(display, bytes.len() as u64, limits));
    }
    if let Some(kind) = workbook_kind(&bytes) {
        let mut tables = tables_of_workbook(&bytes, kind, display, options)?.into_iter();
        let Some((sheet, mut table)) = tables.next() else {
            return Err(Error::EmptyFile { file: display.into() });
        };
        table.others = tables.filter_map(|(name, other)| Some((other.sheet?, name))).collect();
        let place = |other: &str| Place::file(format!("{display}, {other}"));
        let used = || format!("{display}, {sheet}");
        let told = table.others.iter().map(|(_, other)| Notice::FileNotRead { place: place(other), used: used() });
        table.notices.extend(told);
        return Ok(table);
    }
    table_of_text(text::decode(bytes, display, options.encoding, limits)?, display, limits)
}

/// The table in a text: its separator is found out.
fn table_of_text(text: text::Text, display: &str, limits: &Limits) -> Result<Table> {
    let content = text.content();
    if let Some(seen) = markup(content) {
        return Err(Error::NotText { file: display.into(), seen: seen.into() });
    }
    if let Some(line) = text.census.ends.then(|| old_ucinet(content)).flatten() {
        let seen = "UCINET 3".to_owned();
        return Err(Error::Broken { place: Place::line(display, line), format: "DL".into(), seen });
    }
    text::check_rows(content.as_bytes(), display, limits)?;
    let found = text.separator.or_else(|| delimited::sniff_separator(content));
    let tabbed = if found.is_none() { delimited::parted_by_spaces(content) } else { None };
    let named = if tabbed.is_some() { b' ' } else { found.unwrap_or(b',') };
    let read_as = [text.encoding, &delimited::separator_name(named), delimited::line_end_name(content)].join(", ");
    match tabbed {
        Some(tabbed) => {
            let sum = text.sha256();
            let tabbed = text::Text { notices: text.notices, ..text::Text::of(tabbed) };
            Table::of(display, tabbed, b'\t', read_as, Some(sum), limits)
        }
        None => Table::of(display, text, named, read_as, None, limits),
    }
}

/// Text that is marked up, and so no table whatever its ending says: survey tools call a page of HTML `.xls`.
fn markup(text: &str) -> Option<&'static str> {
    let head: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        Some("HTML")
    } else if head.starts_with('<')
        && head[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '?' | '!'))
    {
        Some("XML")
    } else {
        None
    }
}

/// The line of the head of a data set of UCINET before it had DL (` 4 , 10 , 10 ,N,NB`), if there is one. Several data
/// sets stand in such a file, each ended as DOS ended files.
fn old_ucinet(text: &str) -> Option<u64> {
    text.contains('\u{1a}').then_some(())?;
    let is_head = |line: &str| {
        let parts: Vec<&str> = line.split(',').map(str::trim).collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let is_flag = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase());
        parts.len() == 5 && parts[..3].iter().all(is_number) && parts[3..].iter().all(is_flag)
    };
    text.lines().take(20).position(is_head).map(|at| at as u64 + 1)
}

/// The kind of workbook that these bytes are.
fn workbook_kind(bytes: &[u8]) -> Option<&'static str> {
    let packed = bytes.starts_with(b"PK\x03\x04");
    packed.then(|| text::zip_kind(bytes)).filter(|kind| matches!(*kind, "xlsx" | "ods"))
}

/// The filled sheets of a workbook with their names.
#[cfg(feature = "xlsx")]
fn tables_of_workbook(
    bytes: &[u8],
    kind: &'static str,
    display: &str,
    options: &ReadOptions<'_>,
) -> Result<Vec<(String, Table)>> {
    let limits = &options.limits;
    let sum = sha256_of(bytes);
    let sheets = spreadsheet::sheets(bytes, kind, display, options.sheet, limits)?;
    let table_of = |(number, sheet): (usize, spreadsheet::Sheet)| {
        let read_as = format!("{kind}, {}", sheet.name);
        let text = text::Text::of(sheet.text);
        let mut table = Table::of(display, text, b'\t', read_as, Some(sum.clone()), limits)?;
        table.sheet = Some(number);
        Ok((sheet.name, table))
    };
    sheets.into_iter().map(table_of).collect()
}

#[cfg(not(feature = "xlsx"))]
fn tables_of_workbook(
    _: &[u8],
    kind: &'static str,
    display: &str,
    _: &ReadOptions<'_>,
) -> Result<Vec<(String, Table)>> {
    Err(Error::NotRead { file: display.into(), seen: kind.into() })
}

/// The bytes of a study file.
pub(crate) fn study_text(path: &Path, display: &str, limits: &Limits) -> Result<Vec<u8>> {
    read_bytes(path, display, &Limits { file_bytes: limits.study_bytes, ..limits.clone() })
}

/// The bytes of a file, if there are not too many.
fn read_bytes(path: &Path, display: &str, limits: &Limits) -> Result<Vec<u8>> {
    let cannot = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Error::NotFound { path: display.into() },
        _ => Error::CannotRead { path: display.into(), source },
    };
    let file = File::open(path).map_err(cannot)?;
    let size = file.metadata().map_err(cannot)?.len();
    if size > limits.file_bytes {
        return Err(too_many_bytes(display, size, limits));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // A pipe has no size beforehand, and a file may grow meanwhile.
    file.take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes)
}

fn too_many_bytes(file: &str, seen: u64, limits: &Limits) -> Error {
    Error::TooLarge { file: file.into(), what: Limit::Bytes, seen, limit: limits.file_bytes }
}
