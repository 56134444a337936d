//! Which relation is meant: by id, alias, label or survey question, folded; the study adds to the catalogue.

use super::check::Seen;
use super::headings::{key, nearest};
use super::ids::Ids;
use super::study::{Meaning, RelationEntry, Study};
use super::written::identifier;
use super::{End, Mix, Relation, catalogue};
use crate::error::{Error, Limit, Notice, Place, Thing};
use std::collections::BTreeMap;

/// Names that belong to the built-in layers: no relation and no mix may carry them.
pub(crate) const LAYER_IDS: [&str; 6] = ["all", "formal", "informal", "talk", "practice", "open_door"];

/// A relation, and which end was asked when the question says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) relation: u32,
    pub(crate) end: Option<End>,
}

/// The relation of a list that a text names: by id, else by label, else by another name.
pub(crate) fn called(list: &[Relation], text: &str) -> Option<usize> {
    let wanted = key(text);
    if wanted.is_empty() {
        return None;
    }
    let by = |names: &dyn Fn(&Relation) -> bool| list.iter().position(names);
    by(&|r| key(&r.id) == wanted)
        .or_else(|| by(&|r| key(&r.label_en) == wanted || key(&r.label_nl) == wanted))
        .or_else(|| by(&|r| r.aliases.iter().any(|alias| key(alias) == wanted)))
}

/// The catalogue with the study's own relations, and every way in which they are written.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// The relations, by index.
    pub(crate) list: Vec<Relation>,
    /// Relations that survey questions of the study file ask for, with the end that is asked.
    pub(crate) mapped: Vec<(u32, End)>,
    meaning: BTreeMap<String, Asked>,
    met: Ids,
    met_as: Vec<Asked>,
    /// There are more than there may be, which has been told.
    full: bool,
}

impl Relations {
    /// The catalogue and what the study says.
    pub(crate) fn of(study: &Study, seen: &mut Seen) -> Relations {
        let mut relations = Relations { list: catalogue::relations(), ..Relations::default() };
        let place = Place::file(study.file_name());
        for (i, entry) in study.relations.iter().enumerate() {
            if study.relations[..i].iter().any(|e| e.id == entry.id) {
                let message = format!("relation \"{}\" is listed twice", entry.id);
                seen.error(Error::Study { place: place.clone(), message, nearest: None });
                continue;
            }
            relations.entry(entry, &place, seen);
        }
        relations.list_meanings();
        for (question, meaning) in &study.questions {
            if let Meaning::Relation { relation, reporter } = meaning {
                let index = relations.find_or_add(relation, || place.clone(), seen);
                let asked = Asked { relation: index, end: Some(*reporter) };
                relations.meaning.insert(key(question), asked);
                relations.mapped.push((index, *reporter));
            }
        }
        relations
    }

    /// Overrides an entry of the catalogue, or adds one.
    fn entry(&mut self, entry: &RelationEntry, place: &Place, seen: &mut Seen) {
        if LAYER_IDS.contains(&entry.id.as_str()) || entry.id.trim().is_empty() {
            let message = format!("a relation cannot be called \"{}\": this is the name of a layer", entry.id);
            seen.error(Error::Study { place: place.clone(), message, nearest: Some(format!("{}_relation", entry.id)) });
            return;
        }
        let found = self.list.iter().position(|r| r.id == entry.id);
        let index = found.unwrap_or_else(|| {
            self.list.push(catalogue::unlisted(&entry.id));
            self.list.len() - 1
        });
        let relation = &mut self.list[index];
        if let Some(label) = &entry.label {
            let either = label.en.as_ref().or(label.nl.as_ref());
            let set = |own: &Option<String>, to: &mut String| {
                if let Some(label) = own.as_ref().or(if found.is_none() { either } else { None }) {
                    to.clone_from(label);
                }
            };
            set(&label.en, &mut relation.label_en);
            set(&label.nl, &mut relation.label_nl);
        }
        for alias in &entry.aliases {
            if !relation.aliases.contains(alias) {
                relation.aliases.push(alias.clone());
            }
        }
        relation.family = entry.family.unwrap_or(relation.family);
        relation.directed = entry.directed.unwrap_or(relation.directed);
        relation.openness = entry.openness.unwrap_or(relation.openness);
        relation.interdependence = entry.interdependence.unwrap_or(relation.interdependence);
        relation.opens = entry.opens.unwrap_or(relation.opens);
        relation.channel = entry.channel.unwrap_or(relation.channel);
        relation.both_sides_asked = entry.both_sides_asked.or(relation.both_sides_asked);
    }

    /// Ids come before labels, labels before aliases; the study's own relations come before the built-in ones.
    fn list_meanings(&mut self) {
        let built_in = catalogue::relations().len();
        let order: Vec<usize> = (built_in..self.list.len()).chain(0..built_in).collect();
        let mut add = |text: &str, index: usize| {
            let asked = Asked { relation: index as u32, end: None };
            self.meaning.entry(key(text)).or_insert(asked);
        };
        for &i in &order {
            add(&self.list[i].id, i);
        }
        for &i in &order {
            add(&self.list[i].label_en, i);
            add(&self.list[i].label_nl, i);
        }
        for &i in &order {
            self.list[i].aliases.iter().for_each(|alias| add(alias, i));
        }
    }

    /// The relation of a written name, if it is known.
    pub(crate) fn known(&self, written: &str) -> Option<Asked> {
        self.meaning.get(&key(written)).copied().filter(|_| !key(written).is_empty())
    }

    /// The relation of a cell that was met before.
    pub(crate) fn met(&self, written: &str) -> Option<Asked> {
        self.met.get(written).map(|index| self.met_as[index as usize])
    }

    /// The relation of a cell; one that is not known is added, with a notice.
    pub(crate) fn find(&mut self, written: &str, place: impl FnOnce() -> Place, seen: &mut Seen) -> Asked {
        if let Some(index) = self.met.get(written) {
            return self.met_as[index as usize];
        }
        let asked = self
            .known(written)
            .unwrap_or_else(|| Asked { relation: self.find_or_add(written, place, seen), end: None });
        self.met.insert(written, self.met_as.len() as u32);
        self.met_as.push(asked);
        asked
    }

    fn find_or_add(&mut self, written: &str, place: impl FnOnce() -> Place, seen: &mut Seen) -> u32 {
        if self.full {
            return 0;
        }
        if let Some(asked) = self.known(written) {
            return asked.relation;
        }
        let place = place();
        let most = seen.limits().relations;
        if self.list.len() >= most as usize {
            if !std::mem::replace(&mut self.full, true) {
                let (file, limit) = (place.file, most.into());
                seen.error(Error::TooLarge { file, what: Limit::Relations, seen: limit + 1, limit });
            }
            return 0;
        }
        let mut id = identifier(written);
        if id.is_empty() {
            id = format!("relation_{}", self.list.len() + 1);
        }
        // A relation's name stands among the layers, so it must not be one of theirs.
        while LAYER_IDS.contains(&id.as_str()) || self.list.iter().any(|r| r.id == id) {
            id.push_str("_relation");
        }
        let mut relation = catalogue::unlisted(&id);
        if identifier(written) != written {
            written.clone_into(&mut relation.label_en);
            written.clone_into(&mut relation.label_nl);
        }
        let near = nearest(written, self.list.iter().flat_map(|r| [&*r.id, &*r.label_en, &*r.label_nl]));
        let near = near.first().and_then(|n| self.known(n)).map(|a| self.list[a.relation as usize].id.clone());
        seen.notice(Notice::NewRelation { place, relation: written.to_owned(), nearest: near });
        let index = self.list.len() as u32;
        self.meaning.insert(key(written), Asked { relation: index, end: None });
        self.list.push(relation);
        index
    }

    /// The study's mixes of relations.
    pub(crate) fn mixes(&self, study: &Study, seen: &mut Seen) -> Vec<Mix> {
        let mut mixes: Vec<Mix> = Vec::new();
        for entry in &study.layers {
            let taken = LAYER_IDS.contains(&entry.id.as_str())
                || self.list.iter().any(|r| r.id == entry.id)
                || mixes.iter().any(|m| m.id == entry.id);
            if taken {
                seen.error(Error::Study {
                    place: Place::file(study.file_name()),
                    message: format!(
                        "the layer \"{}\" has the name of a layer or relation that is there already",
                        entry.id
                    ),
                    nearest: None,
                });
            }
            let mut members = Vec::new();
            for name in &entry.relations {
                match self.known(name) {
                    Some(asked) => members.push(asked.relation),
                    None => seen.error(Error::Unknown {
                        what: Thing::Relation,
                        name: name.clone(),
                        seen: self.list.iter().map(|r| r.id.clone()).collect(),
                    }),
                }
            }
            mixes.push(Mix { id: entry.id.clone(), relations: members });
        }
        mixes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(relations: &Relations, written: &str) -> Option<String> {
        relations.known(written).map(|a| relations.list[a.relation as usize].id.clone())
    }

    #[test]
    fn a_relation_is_known_by_id_label_and_alias_in_both_languages() {
        let relations = Relations::of(&Study::default(), &mut Seen::default());
        for (written, want) in [
            ("class_visit", "class_visit"),
            ("Class visit", "class_visit"),
            ("klasbezoek", "class_visit"),
            ("was in de klas bij", "class_visit"),
            ("Advies", "advice"),
            ("talk", "teaching_talk"),
            ("maatje", "buddy"),
            ("coaching", "peer_coaching"),
            ("samen lesgeven", "team_teaching"),
        ] {
            assert_eq!(id(&relations, written).as_deref(), Some(want), "{written}");
        }
        assert_eq!(id(&relations, "same_grade"), None);
    }

    #[test]
    fn a_relation_that_is_not_listed_is_added_once_and_told() {
        let mut seen = Seen::default();
        let mut relations = Relations::of(&Study::default(), &mut seen);
        let first = relations.find("Advise", || Place::line("ties.csv", 2), &mut seen);
        assert_eq!(relations.find("advise", || Place::line("ties.csv", 9), &mut seen), first);
        assert_eq!(relations.list[first.relation as usize].id, "advise");
        assert!(
            matches!(&seen.notices[..], [Notice::NewRelation { nearest, .. }] if nearest.as_deref() == Some("advice"))
        );
    }

    #[test]
    fn the_study_overrides_what_it_names_and_leaves_the_rest() {
        let study = Study {
            relations: vec![RelationEntry { id: "advice".into(), openness: Some(2), ..RelationEntry::default() }],
            ..Study::default()
        };
        let relations = Relations::of(&study, &mut Seen::default());
        let advice = relations.list.iter().find(|r| r.id == "advice").unwrap();
        assert_eq!((advice.openness, advice.interdependence, advice.label_nl.as_str()), (2, 2, "vraagt advies"));
    }

    #[test]
    fn no_relation_carries_the_name_of_a_layer() {
        let mut seen = Seen::default();
        let mut relations = Relations::of(&Study::default(), &mut seen);
        let asked = relations.find("Practice", || Place::line("ties.csv", 2), &mut seen);
        assert_eq!(relations.list[asked.relation as usize].id, "practice_relation");
        let study = Study {
            relations: vec![RelationEntry { id: "formal".into(), ..RelationEntry::default() }],
            ..Study::default()
        };
        Relations::of(&study, &mut seen);
        assert!(matches!(&seen.errors[..], [Error::Study { .. }]));
    }

    #[test]
    fn a_survey_question_says_which_end_was_asked() {
        let mut study = Study::default();
        let host = Meaning::Relation { relation: "class_visit".into(), reporter: End::To };
        study.questions.insert("Wie was bij u in de klas?".into(), host);
        let relations = Relations::of(&study, &mut Seen::default());
        assert_eq!(relations.known("wie was bij u in de klas").and_then(|a| a.end), Some(End::To));
        assert_eq!(relations.mapped.len(), 1);
    }
}
