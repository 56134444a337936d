//! The order of nodes: by school and id, so that whatever goes by node is the same for rows of files in any order.

use super::{Member, Network};
use crate::survey::{Staff, Survey};
use rayon::prelude::*;
use std::ops::Range;

/// Positions on the roster in the order of nodes: by the id of the school, people without a school last, and their own
/// id, as [`Survey::in_order`] has it.
pub(super) fn of_staff(survey: &Survey, staff: &[Staff]) -> Vec<u32> {
    let place = places(&survey.schools_in_order());
    let key = |position: u32| {
        let own = &staff[position as usize];
        (own.school.map_or(u32::MAX, |school| place[school as usize]), survey.in_order(own.person))
    };
    let mut order: Vec<u32> = (0..staff.len() as u32).collect();
    if !order.is_sorted_by_key(|&position| key(position)) {
        order.par_sort_by(|&a, &b| key(a).cmp(&key(b)));
    }
    order
}

/// Where each of some numbers from 0 on stands in an order of all of them.
pub(crate) fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0u32; order.len()];
    (0..).zip(order).for_each(|(place, &number)| places[number as usize] = place);
    places
}

/// By school, the nodes of its people, who stand together.
pub(super) fn of_schools(people: &[Member], schools: usize) -> Vec<Range<u32>> {
    let mut of_schools = vec![0..0; schools];
    let mut from = 0;
    for own in people.chunk_by(|a, b| a.school == b.school) {
        let to = from + own.len() as u32;
        if let Some(school) = own[0].school {
            of_schools[school as usize] = from..to;
        }
        from = to;
    }
    of_schools
}

impl Network {
    /// The nodes of a school's people: they stand together.
    ///
    /// ```
    /// use staffroom::network::Network;
    /// assert_eq!(Network::of_schools(&[3, 2]).nodes_of_school(1), 3..5);
    /// ```
    pub fn nodes_of_school(&self, school: u32) -> Range<u32> {
        self.of_schools[school as usize].clone()
    }

    /// Schools in the order of nodes, those without people last: for what is drawn school by school.
    pub(crate) fn schools_in_turn(&self) -> Vec<u32> {
        let mut schools: Vec<u32> = (0..self.schools).collect();
        let nodes = |school: &u32| &self.of_schools[*school as usize];
        schools.sort_by_key(|school| (nodes(school).is_empty(), nodes(school).start));
        schools
    }

    /// For each school its place among [these](Network::schools_in_turn).
    pub(crate) fn turns(&self) -> Vec<u32> {
        places(&self.schools_in_turn())
    }

    /// Nodes in the order of people alone, whatever their school.
    pub(crate) fn people_in_order(&self, survey: &Survey) -> Vec<u32> {
        let key = |&node: &u32| survey.in_order(self.member(node).person);
        let mut nodes: Vec<u32> = (0..self.len() as u32).collect();
        nodes.sort_by(|a, b| key(a).cmp(&key(b)));
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Person, School, Wave};

    /// Schools `B`, `C` without people, and `A`; somebody of no school first on the staff list.
    fn survey() -> Survey {
        let school = |id: &str| School { id: id.into(), ..School::default() };
        let person = |id: &str, name: &str| Person { id: id.into(), name: Some(name.into()), ..Person::default() };
        let people = [("k", "Zoë"), ("z", "Ans"), ("d", "Bas"), ("y", "Cor"), ("b", "Dan")].map(|p| person(p.0, p.1));
        let at = |person: u32, school: Option<u32>| Staff { person, school, ..Staff::default() };
        let staff = [None, Some(0), Some(2), Some(0), Some(2)];
        let staff = (0..).zip(staff).map(|(person, school)| at(person, school)).collect();
        Survey {
            schools: ["B", "C", "A"].map(school).into(),
            people: people.into(),
            waves: vec![Wave { staff, ..Wave::default() }],
            ..Survey::default()
        }
    }

    #[test]
    fn nodes_go_by_school_and_id_and_by_name_where_ids_were_made() {
        let mut survey = survey();
        let ids = |survey: &Survey| {
            let network = Network::of_wave(survey, 0);
            let id = |m: &Member| survey.people[m.person as usize].id.clone();
            network.members().map(id).collect::<String>()
        };
        assert_eq!(ids(&survey), "bdyzk");
        let network = Network::of_wave(&survey, 0);
        assert_eq!((network.turns(), network.nodes_of_school(0)), (vec![1, 2, 0], 2..4));
        assert!(network.nodes_of_school(1).is_empty());
        survey.people.iter_mut().for_each(|person| person.id_made = true);
        assert_eq!(ids(&survey), "dbzyk");
    }
}
