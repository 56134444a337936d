//! Of which ordered pairs it is known whether there is a tie: the one definition that densities, bounds, intervals,
//! tests, comparisons of waves and exports share.

use super::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::{End, Question};
use std::collections::BTreeMap;

/// Of which ordered pairs i → j it is known whether there is a tie.
///
/// # Formula
/// Of one relation a pair is known when somebody who was asked about it answered: i, where people were asked whom they
/// name; j, where they were asked who names them; either of the two, where both ends were asked or the relation has no
/// direction (either end's word is enough for a tie, and where one of them says nothing of one there is none). Of a
/// layer a pair is known when it is known of every relation that could be asked about the two. Where nothing was asked
/// and the ties come from lists of groups, every pair is known.
///
/// # Reads
/// Who answered the questions that feed the layer; never which ties there are: a pair is not known for having one, or
/// being counted would hang on being tied. A question asked within schools says nothing of people of two schools.
/// Nobody could name whoever was taken off the list: pairs with them are not known.
///
/// # Value
/// Known or not, for each ordered pair of different people.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    /// By node: what this person settles as the one who names.
    from: Vec<u128>,
    /// By node: what this person settles as the one who is named.
    to: Vec<u128>,
    /// What has to be settled of two people of one school.
    pub(crate) asked: u128,
    /// What has to be settled of two people of different schools; 0 when nothing was asked across.
    pub(crate) across: u128,
    /// Some question was asked within schools only.
    by_school: bool,
}

/// What somebody settles as the one who names, and as the one who is named.
pub(crate) type Told = (u128, u128);

/// The one who names is there to be asked about, and the one who is named: bits that only the one side sets.
const THERE: Told = (1 << 127, 1 << 126);
const BOTH_THERE: u128 = THERE.0 | THERE.1;

/// Two bits for each relation, of people of one school and of two. Beyond so many the rest share theirs, which are then
/// set only where all of them were answered that the same end was asked.
const RELATIONS: usize = 63;

impl Sight {
    /// What is known of a layer.
    pub(crate) fn of(network: &Network, layer: &Layer) -> Sight {
        Sight::read(network, layer, |q| network.relations[q.relation as usize].directed)
    }

    /// What no missing form could change: as [`of`](Sight::of), but where either end's word is enough for a tie and only
    /// one of them answered, the other could still name it.
    pub(crate) fn for_certain(network: &Network, layer: &Layer) -> Sight {
        Sight::read(network, layer, |_| true)
    }

    fn read(network: &Network, layer: &Layer, directed: impl Fn(&Question) -> bool) -> Sight {
        let removed = |v: usize| network.member(v as u32).removed;
        let questions: Vec<&Question> = network.questions_of(layer).collect();
        let mut sight = Sight::of_questions(&questions, network.len(), directed, removed);
        if sight.asked == 0 {
            // Without a question whoever answered at all tells of the own ties; a list tells of everybody.
            let listed = network.is_asked(layer);
            (sight.asked, sight.across) = (BOTH_THERE | 1, BOTH_THERE | 1);
            for (mask, member) in sight.from.iter_mut().zip(network.members()) {
                *mask |= u128::from(listed || member.response.speaks());
            }
        }
        sight
    }

    /// What is known by some questions among so many people, in whose order the answers stand.
    pub(crate) fn of_questions(
        questions: &[&Question],
        people: usize,
        directed: impl Fn(&Question) -> bool,
        removed: impl Fn(usize) -> bool,
    ) -> Sight {
        let mut relations: Vec<u32> = questions.iter().map(|q| q.relation).collect();
        relations.sort_unstable();
        relations.dedup();
        let (mut told, mut left) =
            ([vec![0u128; people], vec![0u128; people]], [vec![0u128; people], vec![0u128; people]]);
        let (mut asked, mut across, mut undirected) = (0u128, 0u128, 0u128);
        for q in questions {
            let near = 1u128 << (2 * relations.partition_point(|&r| r < q.relation).min(RELATIONS - 1));
            let bits = if q.within_school { near } else { near | near << 1 };
            asked |= near;
            across |= bits & !near;
            if !directed(q) {
                undirected |= bits;
            }
            let end = usize::from(q.end == End::To);
            for (v, response) in q.answered.iter().enumerate() {
                let side = if response.speaks() { &mut told[end] } else { &mut left[end] };
                side[v] |= bits;
            }
        }
        for v in 0..people {
            let [from, to] = [0, 1].map(|end| told[end][v] & !left[end][v]);
            let either = (from | to) & undirected;
            let there = if removed(v) { (0, 0) } else { THERE };
            (told[0][v], told[1][v]) = (from | either | there.0, to | either | there.1);
        }
        let [from, to] = told;
        let need = |bits: u128| if bits == 0 { 0 } else { bits | BOTH_THERE };
        let by_school = questions.iter().any(|q| q.within_school);
        Sight { from, to, asked: need(asked), across: need(across), by_school }
    }

    /// Whether it matters that two people are of the same school.
    pub(crate) fn asks_by_school(&self) -> bool {
        self.by_school
    }

    /// What has to be settled of two people.
    pub(crate) fn need(&self, same_school: bool) -> u128 {
        if same_school { self.asked } else { self.across }
    }

    /// Whether a pair is known.
    pub(crate) fn sees(&self, a: u32, b: u32, same_school: bool) -> bool {
        Sight::seen(self.told(a), self.told(b), self.need(same_school))
    }

    /// What somebody settles.
    pub(crate) fn told(&self, v: u32) -> Told {
        (self.from[v as usize], self.to[v as usize])
    }

    /// Whether people who settle so much between them leave nothing open about the ordered pair.
    pub(crate) fn seen(from: Told, to: Told, need: u128) -> bool {
        need != 0 && (from.0 | to.1) & need == need
    }

    /// Known ordered pairs among some people: counted by what they settle, not pair by pair.
    pub(crate) fn pairs_inside(&self, nodes: &[u32], need: u128) -> u64 {
        if need == 0 {
            return 0;
        }
        let (mut from, mut to) = (BTreeMap::new(), BTreeMap::new());
        for &v in nodes {
            *from.entry(self.from[v as usize] & need).or_insert(0u64) += 1;
            *to.entry(self.to[v as usize] & need).or_insert(0u64) += 1;
        }
        let all: u64 = from
            .iter()
            .flat_map(|(f, x)| to.iter().filter(move |(t, _)| (f | **t) == need).map(move |(_, y)| x * y))
            .sum();
        all - nodes.iter().filter(|&&v| Sight::seen(self.told(v), self.told(v), need)).count() as u64
    }

    /// Known ordered pairs of the group.
    pub(crate) fn pairs(&self, staff: &[u32], schools: &[Vec<u32>]) -> u64 {
        if !self.by_school {
            return self.pairs_inside(staff, self.asked);
        }
        let inside = |need: u128| schools.iter().map(|s| self.pairs_inside(s, need)).sum::<u64>();
        inside(self.asked) + self.pairs_inside(staff, self.across) - inside(self.across)
    }

    /// Ties from some people to people among them on known pairs; `same` tells who is of the same school.
    pub(crate) fn arcs(&self, adjacency: &Adjacency, nodes: &[u32], same: impl Fn(u32, u32) -> bool) -> u64 {
        let mut count = 0;
        let whole = nodes.len() == adjacency.len();
        for &a in nodes {
            for &b in adjacency.out.of(a) {
                let own = same(a, b);
                if self.sees(a, b, own) && (own || whole || nodes.binary_search(&b).is_ok()) {
                    count += 1;
                }
            }
        }
        count
    }

    /// The known pairs among some people, whatever their schools, as sets of those who name and those who are named that
    /// do not overlap: every one of the first with every one of the second. Of people of different schools nothing may
    /// be left open that was asked within schools either.
    pub(crate) fn rectangles(&self, counts: impl Fn(u32) -> bool) -> Vec<(Vec<bool>, Vec<bool>)> {
        let need = self.asked | self.across;
        let (n, here) = (self.from.len() as u32, |v: &u32| counts(*v));
        let mut rows: BTreeMap<u128, Vec<u32>> = BTreeMap::new();
        for v in (0..n).filter(here).filter(|_| need != 0) {
            rows.entry(self.from[v as usize] & need).or_default().push(v);
        }
        let mut found: BTreeMap<Vec<bool>, Vec<bool>> = BTreeMap::new();
        for (told, nodes) in rows {
            let known = |v: u32| here(&v) && (told | self.to[v as usize]) & need == need;
            let to: Vec<bool> = (0..n).map(known).collect();
            let from = found.entry(to).or_insert_with(|| vec![false; n as usize]);
            nodes.iter().for_each(|&v| from[v as usize] = true);
        }
        found.into_iter().filter(|(to, _)| to.contains(&true)).map(|(to, from)| (from, to)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;

    /// The pairs that are known of some relations, as `a>b`.
    fn known(network: &Network, relations: &[&str]) -> String {
        let at = |id: &&str| network.relations.iter().position(|r| r.id == *id).unwrap() as u32;
        let layer = Layer::of_relations("some", relations.iter().map(at).collect());
        told(network, &Sight::of(network, &layer))
    }

    fn told(network: &Network, sight: &Sight) -> String {
        let school = |v: u32| network.member(v).school;
        let n = network.len() as u32;
        let pairs = || (0..n).flat_map(move |a| (0..n).filter(move |&b| b != a).map(move |b| (a, b)));
        let seen: Vec<(u32, u32)> = pairs().filter(|&(a, b)| sight.sees(a, b, school(a) == school(b))).collect();
        if !sight.asks_by_school() {
            let sets = sight.rectangles(|_| true);
            let times = |&(a, b): &(u32, u32)| sets.iter().filter(|s| s.0[a as usize] && s.1[b as usize]).count();
            assert!(pairs().all(|pair| times(&pair) == usize::from(seen.contains(&pair))), "{sets:?}");
        }
        let name = |v: u32| char::from(b'a' + v as u8);
        seen.into_iter().map(|(a, b)| format!("{}>{}", name(a), name(b))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_pair_is_known_when_an_end_that_was_asked_answered() {
        let three = Sketch::of(&["a b c"]).silent("c");
        let of = |sketch: Sketch, relation| known(&sketch.network(), &[relation]);
        assert_eq!(of(three.clone().asks("class_visit"), "class_visit"), "a>b a>c b>a b>c");
        assert_eq!(of(three.clone().asks_host("class_visit"), "class_visit"), "a>b b>a c>a c>b");
        assert_eq!(of(three.clone().asks_both("class_visit"), "class_visit"), "a>b a>c b>a b>c c>a c>b");
        // Without a direction either end's word is enough; two who are silent leave theirs open.
        assert_eq!(of(three.clone().asks("joint_planning"), "joint_planning"), "a>b a>c b>a b>c c>a c>b");
        let two = three.silent("b");
        assert_eq!(of(two.clone().asks_both("class_visit"), "class_visit"), "a>b a>c b>a c>a");
        assert_eq!(of(two.asks("joint_planning"), "joint_planning"), "a>b a>c b>a c>a");
    }

    #[test]
    fn a_missing_form_could_still_name_who_said_no_where_one_word_is_enough() {
        let three = Sketch::of(&["a b c"]).silent("c").asks("joint_planning").asks_both("class_visit").network();
        let certain = |id: &str| {
            let relation = three.relations.iter().position(|r| r.id == id).unwrap() as u32;
            told(&three, &Sight::for_certain(&three, &Layer::of_relations(id, vec![relation])))
        };
        assert_eq!(certain("joint_planning"), "a>b a>c b>a b>c");
        // What one end denies is no tie, whatever the other says.
        assert_eq!(certain("class_visit"), "a>b a>c b>a b>c c>a c>b");
    }

    #[test]
    fn of_several_relations_nothing_may_be_open() {
        let school = Sketch::of(&["a b c"]).silent("c").asks("advice").asks_host("shown").network();
        assert_eq!(known(&school, &["advice", "shown"]), "a>b b>a");
    }

    #[test]
    fn a_question_within_schools_tells_nothing_of_other_schools() {
        let two = Sketch::of(&["a b", "c"]);
        let within = two.clone().question("class_visit", End::From, true, 1.0);
        assert_eq!(known(&within.network(), &["class_visit"]), "a>b b>a");
        // The ones who are named were asked of everybody: they tell across, the others do not.
        let both = two.silent("c").question("class_visit", End::From, true, 1.0).asks_host("class_visit");
        assert_eq!(known(&both.network(), &["class_visit"]), "a>b b>a c>a c>b");
    }

    #[test]
    fn nobody_could_name_who_was_taken_off_and_lists_tell_of_everybody() {
        let off = Sketch::of(&["a b c"]).silent("c").asks("advice");
        let off = off.with(|survey| survey.waves[0].staff[2].removed = true).network();
        assert_eq!(known(&off, &["advice"]), "a>b b>a");
        let mut listed = Sketch::of(&["a b c"]).silent("b c").network();
        listed.group_ties = vec![(0, 1, 1.0)];
        let formal = Layer::built_in().into_iter().find(|l| l.id == "formal").unwrap();
        assert_eq!(told(&listed, &Sight::of(&listed, &formal)), "a>b a>c b>a b>c c>a c>b");
    }
}
