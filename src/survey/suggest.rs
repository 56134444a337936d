//! Who may be meant by a name that is not on the staff list: suggestions, never decisions.

use super::headings::{LONGEST_NAME, fold};
use super::people_names::{is_particle, words_of};

/// So many candidates for a name.
const MOST: usize = 3;
/// Under this score two names are not alike.
const ENOUGH: f64 = 0.8;
/// A name in initials fits as well as one that is written nearly the same.
const BY_INITIALS: f64 = 0.93;
/// Words before a name that are no part of it.
const TITLES: [&str; 12] =
    ["juf", "juffrouw", "meester", "mevrouw", "meneer", "mw", "mevr", "dhr", "mr", "mrs", "ms", "miss"];
/// Letters that two names may not share; more of them are never alike enough, and comparing them takes the time.
const MOST_ODD_LETTERS: u32 = 7;
/// So many kinds of letters suffice to see that two names have little in common.
const KINDS: usize = 32;

/// One name on the list.
#[derive(Debug)]
struct Entry {
    person: u32,
    sorted: String,
    words: Vec<String>,
    letters: u32,
    /// How often each kind of letter is in `sorted`, and how many letters there are.
    counts: [u8; KINDS],
    length: u32,
    /// A word of one letter.
    has_initial: bool,
}

/// The names of the list, by the first letters of their words.
#[derive(Debug)]
pub(crate) struct Suggestions {
    entries: Vec<Entry>,
    by_letter: Vec<Vec<u32>>,
}

impl Suggestions {
    /// The names and ids of a list.
    pub(crate) fn of<'a>(names: impl Iterator<Item = (u32, &'a str)>) -> Suggestions {
        let mut made = Suggestions { entries: Vec::new(), by_letter: vec![Vec::new(); 27] };
        for (person, name) in names.filter(|(_, name)| name.len() <= LONGEST_NAME) {
            let entry = Entry::of(person, name);
            let number = made.entries.len() as u32;
            for letter in entry.first_letters() {
                made.by_letter[letter].push(number);
            }
            made.entries.push(entry);
        }
        made
    }

    /// The people whose name is nearest to what is written, the nearest first; those who come first on the list win.
    pub(crate) fn nearest(&self, written: &str) -> Vec<u32> {
        if written.len() > LONGEST_NAME {
            return Vec::new();
        }
        let wanted = Entry::of(0, written);
        let mut best: Vec<(f64, u32)> = Vec::new();
        let mut numbers: Vec<u32> =
            wanted.first_letters().into_iter().flat_map(|letter| self.by_letter[letter].iter().copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let entry = &self.entries[number as usize];
            let initials = (wanted.has_initial || entry.has_initial) && fits_by_initials(&wanted.words, &entry.words);
            let in_part = !initials && is_part_of(&wanted.words, &entry.words);
            if !initials && !in_part {
                let least = if best.len() < MOST { ENOUGH } else { best[MOST - 1].0 };
                // Rounding may put a score a little above what it can be.
                let hopeless = wanted.most_alike(entry) < least - 1e-9;
                if hopeless || (wanted.letters ^ entry.letters).count_ones() > MOST_ODD_LETTERS {
                    continue;
                }
            }
            let alike = strsim::jaro_winkler(&wanted.sorted, &entry.sorted);
            let score = alike.max(if initials { BY_INITIALS } else { f64::from(in_part) * ENOUGH });
            if score < ENOUGH {
                continue;
            }
            if let Some(same) = best.iter_mut().find(|(_, person)| *person == entry.person) {
                same.0 = same.0.max(score);
            } else {
                best.push((score, entry.person));
            }
            best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            best.truncate(MOST);
        }
        best.into_iter().map(|(_, person)| person).collect()
    }
}

impl Entry {
    fn of(person: u32, name: &str) -> Entry {
        let folded = fold(name);
        let words = words_of(&folded);
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let letters = folded.bytes().filter(u8::is_ascii_alphabetic).fold(0, |all, b| all | 1 << (b - b'a'));
        let sorted = sorted.join(" ");
        let mut counts = [0u8; KINDS];
        for c in sorted.chars() {
            let count = &mut counts[c as usize % KINDS];
            *count = count.saturating_add(1);
        }
        let length = sorted.chars().count() as u32;
        let has_initial = words.iter().any(|word| word.chars().count() == 1);
        Entry { person, sorted, words, letters, counts, length, has_initial }
    }

    /// The Jaro-Winkler score of two names is at most this.
    ///
    /// Letters match where they are the same, so that no more match than both names have of a kind; with m of them and
    /// none out of place Jaro is (m/|a| + m/|b| + 1)/3, and what is left of 1 shrinks by a tenth for each of the first
    /// four letters that agree.
    fn most_alike(&self, other: &Entry) -> f64 {
        let both: u32 = self.counts.iter().zip(&other.counts).map(|(a, b)| u32::from(*a.min(b))).sum();
        let (m, a, b) = (f64::from(both), f64::from(self.length), f64::from(other.length));
        let jaro = if both == 0 { 0.0 } else { (m / a + m / b + 1.0) / 3.0 };
        let begins = self.sorted.chars().zip(other.sorted.chars()).take(4).take_while(|(a, b)| a == b).count();
        jaro + (1.0 - jaro).max(0.0) * 0.1 * begins as f64
    }

    /// The first letters of its words, particles left out; 26 for anything else.
    fn first_letters(&self) -> Vec<usize> {
        let own = self.words.iter().filter(|word| !is_particle(word));
        let mut letters: Vec<usize> = own
            .filter_map(|word| word.bytes().next())
            .map(|b| if b.is_ascii_lowercase() { usize::from(b - b'a') } else { 26 })
            .collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    }
}

/// Whether one name is the other with initials: `P. Jansen` and `Piet Jansen`; at least one word is whole in both.
fn fits_by_initials(a: &[String], b: &[String]) -> bool {
    let (short, long) =
        if a.iter().map(String::len).sum::<usize>() <= b.iter().map(String::len).sum() { (a, b) } else { (b, a) };
    // A name has a few words: each is a bit.
    if long.len() > 64 {
        return false;
    }
    let (mut whole, mut initial) = (false, false);
    let mut used = 0u64;
    // Whole words first, so that an initial does not take the place of one.
    let mut find = |fits: &dyn Fn(&String) -> bool| {
        let at = (0..long.len()).find(|&at| used & 1 << at == 0 && fits(&long[at]));
        if let Some(at) = at {
            used |= 1 << at;
        }
        at.is_some()
    };
    for word in short.iter().filter(|word| word.chars().count() > 1 && !is_particle(word)) {
        if !find(&|other| other == word) {
            return false;
        }
        whole = true;
    }
    for word in short.iter().filter(|word| word.chars().count() == 1) {
        if !find(&|other| other.starts_with(word.as_str())) {
            return false;
        }
        initial = true;
    }
    whole && initial
}

/// Whether what is written is a part of a name, such as the first: `Zoë` and `juf Zoë` of `Zoë van den Berg`.
fn is_part_of(written: &[String], name: &[String]) -> bool {
    let mut own = written.iter().filter(|word| !is_particle(word) && !TITLES.contains(&word.as_str())).peekable();
    own.peek().is_some() && own.all(|word| word.chars().count() > 1 && name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: [&str; 6] =
        ["Piet Jansen", "Marieke Smit", "Marijke Smits", "Zoë van den Berg", "Paula Jansen", "Youssef el Bakkali"];

    fn nearest(written: &str) -> Vec<&'static str> {
        let list = Suggestions::of(LIST.iter().enumerate().map(|(i, name)| (i as u32, *name)));
        list.nearest(written).into_iter().map(|p| LIST[p as usize]).collect()
    }

    #[test]
    fn initials_suggest_everybody_whom_they_fit() {
        assert_eq!(nearest("P. Jansen"), ["Piet Jansen", "Paula Jansen"]);
        assert_eq!(nearest("Jansen, P"), ["Piet Jansen", "Paula Jansen"]);
        assert_eq!(nearest("Z. vd Berg"), ["Zoë van den Berg"]);
    }

    #[test]
    fn spelling_is_forgiven_and_strangers_are_not_suggested() {
        assert_eq!(nearest("Marieke Smits")[..2], ["Marieke Smit", "Marijke Smits"]);
        assert_eq!(nearest("Yousef Bakkali"), ["Youssef el Bakkali"]);
        assert!(nearest("Dirk de Vries").is_empty());
    }

    #[test]
    fn a_first_name_suggests_everybody_who_has_it() {
        assert_eq!(nearest("Zoë"), ["Zoë van den Berg"]);
        assert_eq!(nearest("juf zoe"), ["Zoë van den Berg"]);
        assert_eq!(nearest("El Bakkali"), ["Youssef el Bakkali"]);
        assert_eq!(nearest("Jansen"), ["Piet Jansen", "Paula Jansen"]);
        assert!(nearest("juf").is_empty() && nearest("van den").is_empty());
    }

    #[test]
    fn ten_thousand_names_are_matched_with_ten_thousand() {
        let parts = [
            "an", "bo", "ca", "di", "el", "fa", "ge", "ha", "iv", "jo", "ka", "li", "mo", "ni", "ol", "pe", "ru", "sa",
            "ti", "wi", "yo", "ze",
        ];
        let name = |i: usize| {
            let part = |n: usize| parts[n % parts.len()];
            format!("{}{} {}{}{}", part(i), part(i / 22 + 3), part(i * 7), part(i / 3), part(i / 484 + i))
        };
        let names: Vec<String> = (0..10_000).map(name).collect();
        let list = Suggestions::of(names.iter().enumerate().map(|(i, name)| (i as u32, name.as_str())));
        let written: Vec<String> = names.iter().map(|name| name.replacen('a', "aa", 1)).collect();
        let found = written.iter().filter(|text| !list.nearest(text).is_empty()).count();
        assert!(found > 9_000);
    }
}
