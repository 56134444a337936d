//! People without an id, and the ids that they get: p001, p002, …, by their place on the list. Nothing that is written means
//! such an id, for it may be a code of whoever made the file; and none of them looks like anything that is written.

use super::People;
use crate::survey::Person;
use crate::survey::ids::Short;

/// Digits, at least.
const WIDTH: usize = 3;

impl People {
    /// One more person who has no id. There is none until [`People::make_ids`].
    pub(crate) fn add_without_id(&mut self, name: Option<String>) -> u32 {
        let index = self.list.len() as u32;
        name.iter().for_each(|name| self.mark(name));
        self.short.push(Short::default());
        self.list.push(Person { name, id_made: true, ..Person::default() });
        self.removed.push(false);
        index
    }

    /// Makes one person of those who are the same, while nobody has an id: `same` holds for each the one they are. Gives the
    /// new number of each.
    pub(crate) fn merge(&mut self, same: &[u32]) -> Vec<u32> {
        let mut number: Vec<Option<u32>> = vec![None; same.len()];
        let mut list = Vec::with_capacity(same.len());
        for (person, &one) in std::mem::take(&mut self.list).into_iter().zip(same) {
            if number[one as usize].is_none() {
                number[one as usize] = Some(list.len() as u32);
                list.push(person);
            }
        }
        let number: Vec<u32> = same.iter().filter_map(|&one| number[one as usize]).collect();
        self.keys.iter_mut().for_each(|(_, person)| *person = number[*person as usize]);
        self.short.truncate(list.len());
        self.removed.truncate(list.len());
        self.list = list;
        number
    }

    /// Sets whom a text means; whom it meant before, if it was written before.
    pub(super) fn write(&mut self, text: &str, index: u32) -> Option<u32> {
        self.mark(text);
        self.written.insert(text, index)
    }

    /// Remembers a text that looks like an id of our making.
    pub(crate) fn mark(&mut self, text: &str) {
        self.like_made.extend(letters(text));
    }

    /// With how many letters ids of our making begin: with one, and with more where somebody wrote anything of the kind.
    fn letters(&self) -> usize {
        (1..=self.like_made.len()).find(|letters| !self.like_made.contains(letters)).unwrap_or(self.like_made.len() + 1)
    }

    /// Gives an id to those who have none, now that everything is read and no text comes any more.
    pub(crate) fn make_ids(&mut self) {
        let (letters, width) = ("p".repeat(self.letters()), self.width.max(WIDTH));
        for (number, person) in (1..).zip(&mut self.list).filter(|(_, person)| person.id_made) {
            person.id = format!("{letters}{number:0width$}");
        }
    }
}

/// With how many letters a text begins that looks like an id of our making, to the eye.
fn letters(text: &str) -> Option<usize> {
    let digits = text.trim_start_matches(['p', 'P']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && digits.len() < text.len()).then(|| text.len() - digits.len())
}

#[cfg(test)]
mod tests {
    use crate::error::{Field, Notice};
    use crate::survey::sample::{read_with, survey};
    use crate::survey::{ReadSettings, Survey};

    fn ids(survey: &Survey) -> Vec<&str> {
        survey.people.iter().map(|p| p.id.as_str()).collect()
    }

    #[test]
    fn an_id_of_our_making_is_nobody_s_code_wherever_that_stands_on_the_list() {
        for (rows, want) in [
            ("an@x.nl,An\np001,Bo\nP3,Cas\n", ["pp001", "p001", "P3"]),
            ("p001,Bo\nan@x.nl,An\nP3,Cas\n", ["p001", "pp002", "P3"]),
            ("p001,Bo\nP3,Cas\nan@x.nl,An\n", ["p001", "P3", "pp003"]),
            // Names may be codes as well, and one with two letters is in nobody's way.
            ("a,pp7\nan@x.nl,p2\nb,An\n", ["a", "ppp002", "b"]),
            ("a,pp7\nan@x.nl,An\nb,Bo\n", ["a", "p002", "b"]),
            // A name that stands on a second row alone.
            ("an@x.nl,\nan@x.nl,p9\na,An\nb,Bo\n", ["pp001", "a", "b"]),
        ] {
            let list = format!("id,naam\n{rows}");
            let survey = survey(&[("teachers.csv", &list), ("ties.csv", "from,to\nan@x.nl,Bo\n")]);
            assert_eq!(ids(&survey), want, "{rows}");
        }
    }

    #[test]
    fn no_cell_means_an_id_of_our_making() {
        let survey = survey(&[
            ("teachers.csv", "naam,leidinggevende\nAn,p002\nBo,\nCas,\n"),
            ("ties.csv", "from,to\np001,p002\nAn,p003\nAn,Bo\nBo,An\nCas,An\n"),
            ("groups.csv", "group,kind\ng,team\n"),
            ("members.csv", "group,id\ng,p001\ng,Bo\n"),
            ("never.csv", "from,to\np001,Bo\nBo,Cas\n"),
        ]);
        // What is called p001 in the report is not what is called so in the files.
        assert_eq!(ids(&survey), ["pp001", "pp002", "pp003"]);
        assert_eq!((survey.ties.len(), &survey.never[..]), (3, &[(1, 2)][..]));
        assert_eq!(survey.groups[0].members, [(0, 1)]);
        assert!(survey.waves[0].staff.iter().all(|s| s.appraiser.is_none()));
        let unknown = |text: &str| survey.unmatched.iter().any(|u| u.written == text && u.candidates.is_empty());
        assert!(["p001", "p002", "p003"].into_iter().all(unknown), "{:?}", survey.unmatched);
    }

    #[test]
    fn a_code_that_is_met_after_the_list_keeps_to_itself() {
        let settings = ReadSettings { add_unknown: true, ..ReadSettings::default() };
        for rows in ["An,p001\np001,x@x.nl\n", "p001,x@x.nl\nAn,p001\n"] {
            let text = format!("from,to\n{rows}");
            let (_, survey) = read_with(&[("teachers.csv", "naam\nAn\nBo\n"), ("ties.csv", &text)], &settings).unwrap();
            assert_eq!(ids(&survey), ["pp001", "pp002", "p001", "pp004"]);
        }
        // Without a list.
        for (rows, want) in [("x@x.nl,p001\n", ["pp001", "p001"]), ("p001,x@x.nl\n", ["p001", "pp002"])] {
            let survey = survey(&[("ties.csv", &format!("from,to\n{rows}"))]);
            assert_eq!(ids(&survey), want);
        }
    }

    #[test]
    fn who_is_meant_is_said_by_name_where_there_is_no_id() {
        let list = ("teachers.csv", "naam,school\nAn,S\nBo,S\nCas,S\nCas,T\n");
        let read = |aliases: &str, text: &str| {
            let survey = survey(&[list, ("aliases.csv", &format!("written,id\n{aliases}")), ("ties.csv", text)]);
            let bad = survey.notices.iter().filter(|n| matches!(n, Notice::UnknownValue { .. })).count();
            let name = |person: u32| survey.people[person as usize].name.clone().unwrap_or_default();
            (survey.ties.iter().map(|t| format!("{}>{}", name(t.from), name(t.to))).collect::<Vec<_>>().join(" "), bad)
        };
        assert_eq!(read("Jantje,Bo\n", "from,to\nJantje,An\n"), ("Bo>An".into(), 0));
        // What is settled of one is no name of another, in whatever order.
        for aliases in ["An,Bo\nJantje,An\n", "Jantje,An\nAn,Bo\n"] {
            assert_eq!(read(aliases, "from,to\nAn,Jantje\n"), ("Bo>An".into(), 0));
        }
        // A number goes by the list, which may be another one tomorrow; and two people are called Cas.
        for nobody in ["p002", "Cas", "p02", "2"] {
            assert_eq!(read(&format!("Jantje,{nobody}\n"), "from,to\nBo,An\nJantje,An\n"), ("Bo>An".into(), 1));
        }
    }

    #[test]
    fn whoever_got_an_id_of_our_making_it_is_told_once() {
        let settings = ReadSettings { add_unknown: true, ..ReadSettings::default() };
        let told = |list: &str, ties: &str| {
            let (_, survey) = read_with(&[("teachers.csv", list), ("ties.csv", ties)], &settings).unwrap();
            let made = survey.notices.iter().filter_map(|n| match n {
                Notice::IdsMade { place, by } => Some((place.file.clone(), *by)),
                _ => None,
            });
            made.collect::<Vec<_>>()
        };
        let list = "id,naam\na,An\nb,Bo\n";
        assert_eq!(told(list, "from,to\na,b\na,zz\n"), []);
        assert_eq!(told(list, "from,to\na,b\na,x@x.nl\ny@x.nl,b\n"), [("teachers.csv".to_owned(), Field::Email)]);
        assert_eq!(told("naam\nAn\nBo\n", "from,to\nAn,x@x.nl\n"), [("teachers.csv".to_owned(), Field::Name)]);
    }
}
