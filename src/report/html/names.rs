//! Short names in the script: each name that the script declares becomes one or two letters, the most frequent first.
//!
//! The same name becomes the same letters everywhere, so that it does not matter where a name is known; names of
//! properties, behind a point or before a colon in an object, stay, as does what the browser lends.

use rustc_hash::{FxHashMap, FxHashSet};

/// A piece of a script.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece<'a> {
    Name(&'a str),
    /// Texts, numbers, patterns, signs and spaces.
    Other(&'a str),
}

fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

/// Length of the text or pattern that begins here, in bytes, with the sign at both ends.
fn quoted(script: &str, end: char) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in script.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if end == '/' => in_class = true,
            ']' => in_class = false,
            c if c == end && !in_class => return at + c.len_utf8(),
            _ => {}
        }
    }
    script.len()
}

fn pieces(script: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = script;
    // A slash behind a value divides; anywhere else a pattern begins with it.
    let mut behind_value = false;
    while let Some(c) = rest.chars().next() {
        let is_name = starts_name(c);
        let length = if c == '"' || (c == '/' && !behind_value) {
            quoted(rest, c)
        } else if is_name || c.is_ascii_digit() {
            rest.find(|c: char| !starts_name(c) && !c.is_ascii_digit()).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(if is_name { Piece::Name(piece) } else { Piece::Other(piece) });
        if !c.is_whitespace() {
            behind_value = is_name && piece != "return" || c.is_ascii_digit() || matches!(c, ')' | ']' | '"');
        }
        rest = after;
    }
    pieces
}

/// What the script declares with `var`, or as what a function is given.
fn declared<'a>(pieces: &[Piece<'a>]) -> FxHashSet<&'a str> {
    let mut names = FxHashSet::default();
    let solid: Vec<Piece<'a>> =
        pieces.iter().copied().filter(|p| !matches!(p, Piece::Other(t) if t.trim().is_empty())).collect();
    for (at, piece) in solid.iter().enumerate() {
        match piece {
            Piece::Name("var") => {
                let (mut depth, mut next) = (0i32, true);
                for piece in &solid[at + 1..] {
                    match piece {
                        Piece::Name("in") if depth == 0 => break,
                        Piece::Name(name) if next => {
                            names.insert(*name);
                            next = false;
                        }
                        Piece::Other("(" | "[" | "{") => depth += 1,
                        Piece::Other(")" | "]" | "}") => depth -= 1,
                        Piece::Other(",") if depth == 0 => next = true,
                        Piece::Other(";") if depth == 0 => break,
                        _ => {}
                    }
                    if depth < 0 {
                        break;
                    }
                }
            }
            Piece::Name("function" | "catch") => {
                let given = solid[at + 1..].iter().take_while(|p| **p != Piece::Other(")"));
                names.extend(given.filter_map(|p| if let Piece::Name(name) = p { Some(*name) } else { None }));
            }
            _ => {}
        }
    }
    names
}

/// The script under short names.
pub(super) fn short_names(script: &str) -> String {
    const LETTERS: &str = "etnariosclduhmpgfvbywkxjqzETNARIOSCLDUHMPGFVBYWKXJQZ";
    let pieces = pieces(script);
    let declared = declared(&pieces);
    let stays = |at: usize| {
        let before = pieces[..at].iter().rev().find(|p| !matches!(p, Piece::Other(" " | "\n")));
        let after = pieces[at + 1..].iter().find(|p| !matches!(p, Piece::Other(" " | "\n")));
        before == Some(&Piece::Other("."))
            || (matches!(before, Some(Piece::Other("{" | ","))) && after == Some(&Piece::Other(":")))
    };
    let mut count: FxHashMap<&str, usize> = FxHashMap::default();
    let mut kept: FxHashSet<&str> = ["do", "if", "in", "of", "as"].into_iter().collect();
    for (at, piece) in pieces.iter().enumerate() {
        if let Piece::Name(name) = piece {
            if declared.contains(name) {
                *count.entry(name).or_default() += usize::from(!stays(at));
            } else {
                kept.insert(name);
            }
        }
    }
    let mut order: Vec<(&str, usize)> = count.into_iter().collect();
    order.sort_unstable_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let one = LETTERS.chars().map(String::from);
    let two = LETTERS.chars().flat_map(|a| LETTERS.chars().map(move |b| format!("{a}{b}")));
    let free = one.chain(two).filter(|name| !kept.contains(name.as_str()));
    let short: FxHashMap<&str, String> = order.iter().map(|o| o.0).zip(free).collect();
    let mut text = String::with_capacity(script.len());
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Name(name) => text.push_str(short.get(name).filter(|_| !stays(at)).map_or(name, String::as_str)),
            Piece::Other(other) => text.push_str(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_declared_are_shortened_and_all_others_stay() {
        let script = "var long_one=function(given,other){return given.long_one/other/2;};\n\
                      var x=long_one(1,{given:long_one,in_class:[1,2]}),second=\"long_one\";\n\
                      document.title=second?long_one:x;";
        assert_eq!(
            short_names(script),
            "var e=function(t,n){return t.long_one/n/2;};\n\
             var r=e(1,{given:e,in_class:[1,2]}),a=\"long_one\";\n\
             document.title=a?e:r;"
        );
    }

    #[test]
    fn patterns_and_texts_are_left_alone() {
        let script = "var value=/[\"/]value\"/.exec(text),next=value(1)/2;try{next()}catch(error){value(error)}";
        assert_eq!(short_names(script), "var e=/[\"/]value\"/.exec(text),n=e(1)/2;try{n()}catch(t){e(t)}");
    }

    #[test]
    fn the_page_keeps_what_the_browser_lends_it() {
        let script = super::super::script(true);
        for lent in ["document.getElementById", "JSON.parse", "new Map(", "Math.", "isNaN(", "addEventListener("] {
            assert!(script.contains(lent), "{lent}");
        }
        assert!(script.len() < 26_000, "{}", script.len());
    }
}
