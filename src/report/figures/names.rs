//! Names of pictures, as files are called.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// File names of schools: letters, digits and hyphens, numbered where two come out the same.
pub(super) fn slugs(names: &[&str]) -> Vec<String> {
    let mut used = BTreeSet::new();
    names
        .iter()
        .map(|name| {
            let base = slug(name);
            let mut own = base.clone();
            let mut number = 2;
            while !used.insert(own.clone()) {
                own = format!("{base}-{number}");
                number += 1;
            }
            own
        })
        .collect()
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().nfd() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !unicode_normalization::char::is_combining_mark(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let short: String = slug.chars().take(60).collect();
    if short.trim_end_matches('-').is_empty() { "school".into() } else { short.trim_end_matches('-').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_without_letters_still_has_a_name_and_no_two_are_the_same() {
        assert_eq!(
            slugs(&["Het Mozaïek", "'t Kofschip!", "学校", "学", "het mozaiek"]),
            ["het-mozaiek", "t-kofschip", "school", "school-2", "het-mozaiek-2"]
        );
    }
}
