//! XML in small pieces, guarded: no entities of a file's own, no bottomless nesting.

use super::delimited;
use super::limits::{ATTRIBUTES, Limits};
use crate::error::{Error, Limit, Place, Result};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// A walk through XML.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    file: &'a str,
    format: &'static str,
    limits: &'a Limits,
    depth: u32,
    counted: usize,
    line: u64,
}

/// What comes next.
pub(crate) enum Piece<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element ends.
    Close(String),
    /// Text.
    Text(Cow<'a, str>),
    /// The file ends.
    End,
}

/// The beginning of an element.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The element's name without prefix.
    pub(crate) fn name(&self) -> &str {
        let name = self.0.name().0;
        name.rsplit(':').next().unwrap_or(name)
    }

    /// An attribute, by its name without prefix.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<String> {
        self.attributes().into_iter().find(|(name, _)| name == wanted).map(|(_, value)| value)
    }

    /// All attributes, names without prefix.
    pub(crate) fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        // Looking for doubles would take time by the square of their number.
        let attributes = attributes.with_checks(false).take(ATTRIBUTES).flatten();
        let text_of = |attribute: Attribute<'_>| {
            let name = attribute.key.0.rsplit(':').next().unwrap_or_default().to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            (name, value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned))
        };
        attributes.map(text_of).collect()
    }
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str, file: &'a str, format: &'static str, limits: &'a Limits) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Xml { reader, text, file, format, limits, depth: 0, counted: 0, line: 1 }
    }

    /// The line at which the walk stands.
    pub(crate) fn line(&mut self) -> u64 {
        let at = (self.reader.buffer_position() as usize).min(self.text.len());
        let passed = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += passed.split(|&b| b == b'\n').count() as u64 - 1;
        self.counted = at.max(self.counted);
        self.line
    }

    /// The next piece; comments and processing instructions are passed over.
    pub(crate) fn next(&mut self) -> Result<Piece<'a>> {
        loop {
            let event = self.reader.read_event();
            match event {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > self.limits.depth {
                        let (seen, limit) = (self.depth.into(), self.limits.depth.into());
                        return Err(delimited::too_large(self.file, self.line(), Limit::Depth, seen, limit));
                    }
                    // Attributes are read one by one, all of them: an element has a few.
                    self.check(tag.len() / 16)?;
                    return Ok(Piece::Open(Tag(tag)));
                }
                Ok(Event::End(tag)) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name = tag.name().0;
                    return Ok(Piece::Close(name.rsplit(':').next().unwrap_or(name).to_owned()));
                }
                Ok(Event::Text(text)) => return Ok(Piece::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Ok(Piece::Text(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => {
                    let name = reference.into_inner();
                    return Ok(Piece::Text(character(&name)));
                }
                Ok(Event::DocType(text)) if text.len() > 4096 || text.to_ascii_uppercase().contains("<!ENTITY") => {
                    return Err(self.broken("<!ENTITY …>"));
                }
                Ok(Event::Eof) if self.depth > 0 => return Err(self.broken("the file breaks off")),
                Ok(Event::Eof) => return Ok(Piece::End),
                Ok(_) => {}
                Err(error) => return Err(self.broken(&error.to_string())),
            }
        }
    }

    /// The text up to the end of the element that was just opened.
    pub(crate) fn text_inside(&mut self) -> Result<String> {
        let (mut text, start) = (String::new(), self.depth);
        loop {
            match self.next()? {
                Piece::Text(piece) => {
                    self.check(text.len() + piece.len())?;
                    text.push_str(&piece);
                }
                Piece::Close(_) if self.depth < start => return Ok(text.trim().to_owned()),
                Piece::End => return Ok(text),
                Piece::Open(_) | Piece::Close(_) => {}
            }
        }
    }

    /// Refuses a text that is longer than a cell may be.
    pub(crate) fn check(&mut self, bytes: usize) -> Result<()> {
        let (seen, limit) = (bytes as u64, self.limits.cell_bytes);
        if seen <= limit {
            return Ok(());
        }
        Err(delimited::too_large(self.file, self.line(), Limit::Cell, seen, limit))
    }

    pub(crate) fn broken(&mut self, seen: &str) -> Error {
        let place = Place::line(self.file, self.line());
        let seen = seen.chars().take(200).collect();
        Error::Broken { place, format: self.format.into(), seen }
    }
}

/// The character that `&name;` stands for; the reference itself when XML does not know it.
fn character(name: &str) -> Cow<'static, str> {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    match (name, number.and_then(char::from_u32)) {
        ("lt", _) => "<".into(),
        ("gt", _) => ">".into(),
        ("amp", _) => "&".into(),
        ("quot", _) => "\"".into(),
        ("apos", _) => "'".into(),
        (_, Some(c)) => c.to_string().into(),
        _ => format!("&{name};").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(xml: &str) -> Result<String> {
        let limits = Limits::default();
        let mut walk = Xml::new(xml, "t.graphml", "GraphML", &limits);
        let mut text = String::new();
        loop {
            match walk.next()? {
                Piece::Text(piece) => text.push_str(&piece),
                Piece::End => return Ok(text),
                Piece::Open(_) | Piece::Close(_) => {}
            }
        }
    }

    #[test]
    fn references_and_sections_are_text() {
        assert_eq!(text_of("<a>1&lt;2&#38;&#x1F600;<![CDATA[<b>]]></a>").expect("xml"), "1<2&😀<b>");
    }

    #[test]
    fn entities_of_the_files_own_are_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
        assert!(matches!(text_of(bomb), Err(Error::Broken { .. })));
        assert_eq!(text_of("<x>&b;</x>").expect("xml"), "&b;");
    }

    #[test]
    fn a_hundred_thousand_elements_inside_each_other_are_refused() {
        assert!(matches!(text_of(&"<a>".repeat(100_000)), Err(Error::TooLarge { what: Limit::Depth, .. })));
    }

    #[test]
    fn a_file_that_breaks_off_is_said_to_with_its_line() {
        for broken in ["<a>\n<b></b>\n", "<a>\n\n</b>", "<a>\n\n<b"] {
            let Err(Error::Broken { place, format, .. }) = text_of(broken) else { panic!("{broken}") };
            assert_eq!((place.line, format.as_str()), (Some(3), "GraphML"), "{broken}");
        }
    }
}
