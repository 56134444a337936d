//! Names of people as they are compared: folded, words sorted, Dutch particles in one way of writing.

/// Particles of Dutch names, and the one way in which they are compared.
const PARTICLES: &[(&str, &str)] = &[
    ("van den", "vd"),
    ("van der", "vd"),
    ("van de", "vd"),
    ("van 't", "vt"),
    ("v d", "vd"),
    ("v/d", "vd"),
    ("vd", "vd"),
    ("vdn", "vd"),
    ("vdr", "vd"),
    ("v", "van"),
];

/// Whether a word is a particle and no name by itself.
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "vd" | "vt"
            | "van"
            | "von"
            | "de"
            | "den"
            | "der"
            | "het"
            | "'t"
            | "ten"
            | "ter"
            | "te"
            | "el"
            | "al"
            | "op"
            | "in"
    )
}

/// The words of a folded name, particles in one way of writing. `P.J.` is two initials.
pub(crate) fn words_of(folded: &str) -> Vec<String> {
    let spaced: String =
        folded.chars().map(|c| if matches!(c, '.' | ',' | '(' | ')' | '-') { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut made = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let two = words.get(at + 1).map(|next| format!("{} {next}", words[at]));
        let as_two = two.and_then(|two| PARTICLES.iter().find(|(written, _)| *written == two));
        // A `v` before another word is a particle only inside a name; in front it is somebody's initial.
        let as_one = PARTICLES.iter().find(|(written, _)| *written == words[at] && (*written != "v" || at > 0));
        match (as_two.filter(|_| at > 0 || words[at].len() > 1), as_one) {
            (Some((_, one)), _) => {
                made.push((*one).to_owned());
                at += 2;
            }
            (None, Some((_, one))) => {
                made.push((*one).to_owned());
                at += 1;
            }
            (None, None) => {
                made.push(words[at].to_owned());
                at += 1;
            }
        }
    }
    made
}

/// A folded name as it is compared when it is written another way round: `jansen, piet` and `piet jansen` are one. None
/// for a single word or one with digits, which is an id as likely as a name.
pub(crate) fn comparable(folded: &str) -> Option<String> {
    let mut words = words_of(folded);
    if words.len() < 2 || folded.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    words.sort_unstable();
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        comparable(a).is_some() && comparable(a) == comparable(b)
    }

    #[test]
    fn the_order_of_words_and_the_writing_of_particles_do_not_matter() {
        assert!(same("jansen, piet", "piet jansen"));
        assert!(same("zoe vd berg", "zoe van den berg"));
        assert!(same("berg, zoe van den", "zoe v.d. berg"));
        assert!(same("p.j. bos", "p j bos"));
        assert!(!same("marieke smit", "marijke smit"));
        assert!(!same("p jansen", "piet jansen"));
        assert_eq!(comparable("t-19"), None);
        assert_eq!(comparable("zoe"), None);
    }
}
