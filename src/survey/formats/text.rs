//! From bytes to text: byte-order marks, UTF-8, UTF-16, old one-byte encodings, and what is not text at all.

use super::limits::BLANK_LINES;
use super::table::sha256_of;
use super::{Limits, delimited};
use crate::error::{Error, Limit, Notice, Place, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::ops::Range;

/// How much of a file is looked at to guess what it is.
const PROBE: usize = 64 * 1024;

/// The text of a file, and where in it the content lies.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "the text of a text is its text")]
pub(crate) struct Text {
    /// The whole text. The file's own bytes where they were clean UTF-8.
    pub(crate) text: String,
    /// SHA-256 of the file's bytes, when the text is not simply those.
    pub(crate) sum: Option<String>,
    /// The content: without byte-order mark, `sep=` line and end-of-file byte.
    pub(crate) range: Range<usize>,
    /// The separator that a `sep=` line asks for.
    pub(crate) separator: Option<u8>,
    /// The encoding's name.
    pub(crate) encoding: &'static str,
    /// What the reader should know.
    pub(crate) notices: Vec<Notice>,
    /// Which bytes the text has that say something of it.
    pub(crate) census: Census,
}

/// Which bytes a text has that say something of it, found in one walk over many megabytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Census {
    /// Line ends, new ones and old ones.
    new_lines: u64,
    old_lines: u64,
    /// There are zeros, which no text has.
    zeros: bool,
    /// There are end-of-file bytes.
    pub(crate) ends: bool,
    /// There are quotation marks.
    pub(crate) quotes: bool,
}

impl Census {
    fn of(bytes: &[u8]) -> Census {
        // So many bytes of a kind are counted in a byte, and so many parts stay near the processor.
        const COUNTED: usize = 255 * 16;
        let count = |part: &[u8], byte: u8| {
            part.chunks(255).map(|part| u64::from(part.iter().fold(0_u8, |n, &b| n + u8::from(b == byte)))).sum::<u64>()
        };
        let has = |part: &[u8], byte: u8| part.iter().fold(0, |has, &b| has | u8::from(b == byte)) == 1;
        let mut census = Census::default();
        for part in bytes.chunks(COUNTED) {
            census.new_lines += count(part, b'\n');
            census.old_lines += count(part, b'\r');
            census.zeros |= has(part, 0);
            census.ends |= has(part, 0x1a);
            census.quotes |= has(part, b'"');
        }
        census
    }
}

impl Text {
    /// Text that is clean already.
    pub(crate) fn of(text: String) -> Self {
        let (range, census) = (0..text.len(), Census::of(text.as_bytes()));
        Text { text, sum: None, range, separator: None, encoding: "UTF-8", notices: Vec::new(), census }
    }

    /// The content.
    pub(crate) fn content(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }

    /// SHA-256 of the bytes of the file as they were.
    pub(crate) fn sha256(&self) -> String {
        self.sum.clone().unwrap_or_else(|| sha256_of(self.text.as_bytes()))
    }
}

/// Decodes a file.
pub(crate) fn decode(bytes: Vec<u8>, file: &str, encoding: Option<&str>, limits: &Limits) -> Result<Text> {
    if bytes.iter().take(PROBE).all(u8::is_ascii_whitespace) && bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::EmptyFile { file: file.into() });
    }
    let told = encoding.map(named_encoding).transpose()?;
    if let Some(kind) = looks_like(&bytes) {
        return Err(Error::NotText { file: file.into(), seen: kind.into() });
    }
    // Decoding takes as much again. Markup may stand on one line; a table never does.
    let census = Census::of(&bytes);
    let probe = &bytes[..bytes.len().min(64)];
    if !probe.iter().any(|b| matches!(b, b'<' | b'{')) {
        check_rows(&bytes, file, limits)?;
        census.check_lines(bytes.len(), file, limits)?;
    }
    let first = first_bytes(&bytes);
    let mut text = match Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).or(told) {
        Some(encoding) if encoding != UTF_8 => converted(bytes, encoding, false, file),
        Some(_) => from_utf_8(bytes, census, |bytes| converted(bytes, UTF_8, false, file)),
        None => decode_untold(bytes, census, file)?,
    };
    text.range = content_range(&text.text, &mut text.separator);
    if text.content().trim().is_empty() {
        return Err(Error::EmptyFile { file: file.into() });
    }
    if text.census.zeros && text.content().as_bytes().contains(&0) {
        return Err(Error::NotText { file: file.into(), seen: first });
    }
    Ok(text)
}

/// Refuses bytes in which no row ends for longer than any row may be.
pub(crate) fn check_rows(bytes: &[u8], file: &str, limits: &Limits) -> Result<()> {
    let most = limits.row_bytes() as usize;
    let mut from = 0;
    while bytes.len() - from > most {
        let row = &bytes[from..from + most];
        let Some(end) = row.iter().rposition(|&b| b == b'\n' || b == b'\r') else {
            let line = bytes[..from].split(|&b| b == b'\n').count() as u64;
            return Err(delimited::too_long(row, None, file, line, limits));
        };
        from += end + 1;
    }
    Ok(())
}

impl Census {
    /// Refuses bytes with more lines than there may be rows: decoding them would take as much memory again.
    fn check_lines(self, bytes: usize, file: &str, limits: &Limits) -> Result<()> {
        let most = limits.ties.saturating_add(BLANK_LINES);
        // Of old line ends, new ones and both together, each line has one at least.
        let seen = self.new_lines.max(self.old_lines);
        if bytes as u64 <= most || seen <= most {
            return Ok(());
        }
        Err(Error::TooLarge { file: file.into(), what: Limit::Ties, seen, limit: limits.ties })
    }
}

/// The text of bytes that say nothing of their encoding, and of which nothing is said.
fn decode_untold(bytes: Vec<u8>, census: Census, file: &str) -> Result<Text> {
    if let Some(encoding) = utf_16_without_mark(&bytes) {
        return Ok(converted(bytes, encoding, true, file));
    }
    if census.zeros || has_controls(&bytes) {
        return Err(Error::NotText { file: file.into(), seen: first_bytes(&bytes) });
    }
    Ok(from_utf_8(bytes, census, |bytes| {
        if is_mostly_utf_8(&bytes) {
            converted(bytes, UTF_8, false, file)
        } else {
            let encoding = guess(&bytes);
            converted(bytes, encoding, true, file)
        }
    }))
}

/// Clean UTF-8 becomes text without being copied; anything else goes on to `otherwise`.
fn from_utf_8(bytes: Vec<u8>, census: Census, otherwise: impl FnOnce(Vec<u8>) -> Text) -> Text {
    match String::from_utf8(bytes) {
        Ok(text) => {
            Text { text, sum: None, range: 0..0, separator: None, encoding: "UTF-8", notices: Vec::new(), census }
        }
        Err(broken) => otherwise(broken.into_bytes()),
    }
}

fn converted(bytes: Vec<u8>, encoding: &'static Encoding, guessed: bool, file: &str) -> Text {
    let sum = Some(sha256_of(&bytes));
    let (text, bad) = decoded(&bytes, encoding);
    drop(bytes);
    let mut notices = Vec::new();
    let name = encoding.name();
    if guessed {
        let doubtful = if encoding == WINDOWS_1252 { doubtful_word(&text) } else { None };
        notices.push(Notice::EncodingGuessed { place: Place::file(file), encoding: name.into(), doubtful });
    }
    if bad {
        notices.push(Notice::BadLetters { place: Place::file(file), encoding: name.into() });
    }
    let census = Census::of(text.as_bytes());
    Text { text, sum, range: 0..0, separator: None, encoding: name, notices, census }
}

/// The text of bytes in an encoding, and whether some of them mean nothing in it. The usual decoder reserves three
/// times the bytes.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, bool) {
    const PIECE: usize = 1 << 20;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut text, mut bad) = (String::with_capacity(bytes.len() + bytes.len() / 16), false);
    for (at, piece) in bytes.chunks(PIECE).enumerate() {
        let is_last = (at + 1) * PIECE >= bytes.len();
        text.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(3 * piece.len()));
        bad |= decoder.decode_to_string(piece, &mut text, is_last).2;
    }
    (text, bad)
}

/// The encoding that a user names, the names people use included.
fn named_encoding(label: &str) -> Result<&'static Encoding> {
    let folded: String = label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let known = match folded.as_str() {
        "mac" | "macroman" | "macosroman" | "applemac" | "xmacroman" | "macwestern" => Some(MACINTOSH),
        "ansi" | "western" | "westerneuropean" | "windows" | "cp1252" => Some(WINDOWS_1252),
        "unicode" | "utf16" | "utf16le" => Some(UTF_16LE),
        "utf16be" => Some(UTF_16BE),
        "utf8" | "utf8bom" | "utf8sig" => Some(UTF_8),
        _ => Encoding::for_label(label.trim().as_bytes()),
    };
    known.ok_or_else(|| Error::BadOption {
        option: "encoding".into(),
        seen: label.into(),
        want: "utf-8, windows-1252, macintosh, utf-16".into(),
    })
}

/// UTF-16 that does not say so: Latin text has a zero in every second byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = &bytes[..bytes.len().min(PROBE)];
    let zeros_at = |first: usize| probe.iter().skip(first).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros_at(0), zeros_at(1), probe.len().div_ceil(2));
    let many = |zeros: usize| zeros * 5 > half;
    let few = |zeros: usize| zeros * 100 <= half;
    if many(odd) && few(even) {
        Some(UTF_16LE)
    } else if many(even) && few(odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More control characters than text has.
fn has_controls(bytes: &[u8]) -> bool {
    let probe = &bytes[..bytes.len().min(PROBE)];
    let controls = probe.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a));
    controls.count() * 50 > probe.len()
}

/// Whether a file that is not valid UTF-8 is so only by a few broken letters.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0_u64, 0_u64);
    for chunk in bytes[..bytes.len().min(16 * PROBE)].utf8_chunks() {
        letters += chunk.valid().bytes().filter(|&b| b >= 0xC0).count() as u64;
        broken += u64::from(!chunk.invalid().is_empty());
    }
    letters >= 4 * broken.max(1)
}

/// The likeliest one-byte encoding, for a Dutch file in doubt.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(64 * PROBE)], true);
    let guess = detector.guess(Some(b"nl"), Utf8Detection::Deny);
    // A few accented Dutch names in another encoding can pass for Chinese or Japanese; the other way round is told.
    if guess.is_single_byte() { guess } else { WINDOWS_1252 }
}

/// A word in which a quote-like sign stands where a letter should be: Mac Roman read as windows-1252 looks so.
fn doubtful_word(text: &str) -> Option<String> {
    let odd = |c: char| matches!(c, '‘' | '•' | '†' | '‡' | 'ˆ' | '‰' | '‹' | '\u{80}'..='\u{9f}');
    let capital = |c: char| matches!(c, 'Ž' | 'Š' | 'Ÿ');
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if (odd(c) && (before.is_alphabetic() || ('\u{80}'..='\u{9f}').contains(&c)))
            || (capital(c) && before.is_lowercase())
        {
            let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '|');
            let start = text[..at].rfind(separates).map_or(0, |i| i + 1);
            let end = text[at..].find(separates).map_or(text.len(), |i| at + i);
            // A separator of several bytes (a no-break space) would put the start inside it.
            let word = text.get(start..end).unwrap_or(&text[at..end]);
            return Some(word.chars().take(60).collect());
        }
        before = c;
    }
    None
}

/// What a file that is no text is, by its first bytes.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"\x1f\x8b", "gzip"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"{\\rtf", "RTF"),
        (b"SQLite format 3\0", "SQLite"),
        (b"$FL2", "SPSS"),
        (b"$FL3", "SPSS"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip_kind(bytes));
    }
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}

/// Which kind of packed file: the names of its parts stand at the beginning and again at the end.
pub(crate) fn zip_kind(bytes: &[u8]) -> &'static str {
    let probes = [&bytes[..bytes.len().min(4096)], &bytes[bytes.len().saturating_sub(PROBE)..]];
    let holds = |name: &[u8]| probes.iter().any(|probe| probe.windows(name.len()).any(|w| w == name));
    if holds(b"opendocument.spreadsheet") {
        "ods"
    } else if holds(b"opendocument") || (holds(b"META-INF/manifest.xml") && !holds(b"content.xml")) {
        "OpenDocument"
    } else if holds(b"word/") {
        "docx"
    } else if holds(b"ppt/") {
        "pptx"
    } else if holds(b"xl/") || holds(b"[Content_Types].xml") {
        "xlsx"
    } else if holds(b"content.xml") {
        "ods"
    } else {
        "zip"
    }
}

fn first_bytes(bytes: &[u8]) -> String {
    bytes.iter().take(8).map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" ")
}

/// The content without byte-order mark, `sep=` line and end-of-file byte, and the separator that was asked for.
fn content_range(text: &str, separator: &mut Option<u8>) -> Range<usize> {
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    // The end-of-file byte of old programs, and what blank space follows it; the last line's own ending stays.
    let tail = text.as_bytes()[start..].iter().rev().take(PROBE);
    let tail = tail.take_while(|&&b| b == 0x1a || b.is_ascii_whitespace()).count();
    let end = text[text.len() - tail..].find('\u{1a}').map_or(text.len(), |i| text.len() - tail + i);
    let line = text[start..end].split(['\r', '\n']).next().unwrap_or_default();
    let bare = line.trim_matches('"');
    if let Some(asked) = bare.strip_prefix("sep=").or_else(|| bare.strip_prefix("SEP=")) {
        let asked = if asked.is_empty() { None } else { asked.bytes().next() };
        if let Some(byte) = asked.filter(u8::is_ascii) {
            *separator = Some(byte);
            start += line.len();
            let rest = &text[start..end];
            start += if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(bytes: &[u8]) -> (String, &'static str) {
        let text = decode(bytes.to_vec(), "t.csv", None, &Limits::default()).expect("text");
        (text.content().to_owned(), text.encoding)
    }

    fn utf_16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn utf_8_is_taken_as_it_is_with_or_without_a_mark() {
        assert_eq!(content("id\nZoë\n".as_bytes()), ("id\nZoë\n".into(), "UTF-8"));
        assert_eq!(content("\u{feff}id\nZoë\n".as_bytes()).0, "id\nZoë\n");
        let text = decode("id\nZoë\n".into(), "t.csv", None, &Limits::default()).expect("text");
        assert!(text.sum.is_none() && text.notices.is_empty());
    }

    #[test]
    fn one_accented_name_in_windows_1252_is_enough() {
        let text = decode(b"id;naam\n1;Zo\xeb\n".to_vec(), "t.csv", None, &Limits::default()).expect("text");
        assert_eq!(text.content(), "id;naam\n1;Zoë\n");
        assert_eq!(
            text.notices,
            [Notice::EncodingGuessed { place: Place::file("t.csv"), encoding: "windows-1252".into(), doubtful: None }]
        );
        assert_eq!(text.sha256(), sha256_of(b"id;naam\n1;Zo\xeb\n"));
    }

    #[test]
    fn mac_roman_is_warned_about_and_read_when_told() {
        let bytes = b"id;naam\r1;Zo\x91 Ren\x8e\r".to_vec();
        let text = decode(bytes.clone(), "t.csv", None, &Limits::default()).expect("text");
        assert!(matches!(&text.notices[..], [Notice::EncodingGuessed { doubtful: Some(w), .. }] if w == "Zo‘"));
        for told in ["macintosh", "Mac Roman", "mac"] {
            let text = decode(bytes.clone(), "t.csv", Some(told), &Limits::default()).expect("text");
            assert_eq!((text.content(), text.notices.len()), ("id;naam\r1;Zoë René\r", 0));
        }
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        for little in [true, false] {
            let name = if little { "UTF-16LE" } else { "UTF-16BE" };
            assert_eq!(content(&utf_16("id\nZoë\n", little)), ("id\nZoë\n".into(), name));
            assert_eq!(content(&utf_16("\u{feff}id\nZoë\n", little)), ("id\nZoë\n".into(), name));
        }
    }

    #[test]
    fn a_few_broken_letters_do_not_turn_utf_8_into_something_else() {
        let mut bytes = "é".repeat(20).into_bytes();
        bytes.extend(b"\xff\n");
        let text = decode(bytes, "t.csv", None, &Limits::default()).expect("text");
        assert_eq!(text.encoding, "UTF-8");
        assert!(matches!(text.notices[..], [Notice::BadLetters { .. }]));
    }

    #[test]
    fn a_sep_line_is_obeyed_and_is_not_content() {
        for first in ["sep=;\n", "sep=;\r\n", "\u{feff}sep=;\r", "\"sep=;\"\n"] {
            let text = decode(format!("{first}a;b\n").into_bytes(), "t.csv", None, &Limits::default()).expect("text");
            assert_eq!((text.content(), text.separator), ("a;b\n", Some(b';')), "{first:?}");
        }
    }

    #[test]
    fn an_end_of_file_byte_is_not_content() {
        assert_eq!(content(b"id\n1\n\x1a").0, "id\n1\n");
        assert_eq!(content(b"id\n1\n\x1a\n").0, "id\n1\n");
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        for empty in ["", "\n\n", "\u{feff}", "\u{1a}", "sep=;\n"] {
            let error = decode(empty.into(), "t.csv", None, &Limits::default()).expect_err("empty");
            assert!(matches!(error, Error::EmptyFile { .. }), "{empty:?}");
        }
    }

    #[test]
    fn what_is_not_text_is_called_by_its_name() {
        for (bytes, kind) in [
            (&b"PK\x03\x04....xl/workbook.xml"[..], "xlsx"),
            (b"PK\x03\x04....photo", "zip"),
            (b"%PDF-1.7", "PDF"),
            (b"\x89PNG\r\n\x1a\n", "PNG"),
            (b"id,name\0\0\0x", "69 64 2c 6e 61 6d 65 00"),
        ] {
            let error = decode(bytes.to_vec(), "t.csv", None, &Limits::default()).expect_err("not text");
            assert!(matches!(error, Error::NotText { seen, .. } if seen == kind), "{kind}");
        }
    }

    #[test]
    fn an_encoding_nobody_knows_is_refused() {
        let error = decode(b"id".to_vec(), "t.csv", Some("klingon"), &Limits::default()).expect_err("unknown");
        assert!(matches!(error, Error::BadOption { .. }));
    }
}
