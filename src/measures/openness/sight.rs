//! Whether a door would be known whatever the truth (`domain.md` 3.3).
//!
//! A door is not known because somebody saw it open: then being counted would depend on being open, and the rate
//! would be too high. It is known when the forms that came in would have shown it either way.
//!
//! An organised relation of which one side alone reports, such as a list of host visits, shows doors that are open and
//! takes nothing from what another question makes known: see [`Sides::of`].

use crate::network::{Network, layer::Layer};
use crate::survey::reconcile::Reading;
use crate::survey::{End, Family, Opens};
use std::collections::BTreeSet;

/// How far the forms that came in can show something about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// It would be known whatever the truth.
    Known,
    /// The own answer names somebody who is not found, or somebody's answer names one who may be this person: what is
    /// seen need not be all there was.
    Unclear,
    /// A form is missing: the person's own would have been enough.
    FormMissing,
    /// Only the others were asked, and not all of them answered.
    OthersMissing,
    /// The survey did not ask.
    NotAsked,
}

impl Sight {
    /// The same beside what is seen: what an answer shows is known, however much of it was not understood.
    pub(super) fn beside(self, is_seen: bool) -> Sight {
        if self == Sight::Unclear && is_seen { Sight::Known } else { self }
    }
}

/// What somebody said to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Nothing,
    All,
    /// Named somebody who is not found.
    InPart,
}

/// One way in which a relation opens practice: somebody looks, somebody is looked at, and who of them was asked.
struct Side {
    /// Only colleagues of the own school could be named.
    within_school: bool,
    /// In the room (3), or shown (2).
    level: u8,
    /// An organised relation of which one end alone was asked, or that comes from a list.
    organised_from_one_end: bool,
    /// By node: what was said as the one who looks; none when these were not asked.
    viewers: Option<Vec<Said>>,
    /// By node: what was said as the one whose practice it is; none when these were not asked.
    openers: Option<Vec<Said>>,
    /// By node: may be named as the one who looks, or as the one whose practice it is, in an answer that was not
    /// understood; empty when nobody is.
    may_be_viewer: Vec<bool>,
    may_be_opener: Vec<bool>,
    /// What one end says counts, whatever the other said.
    one_word: bool,
}

/// Every way in which the relations of a layer open practice.
#[derive(Default)]
pub(super) struct Sides {
    each: Vec<Side>,
    /// Organised relations that take nothing from what others make known.
    beside: Vec<Side>,
    /// By node: could have looked.
    may_look: Vec<bool>,
    /// By node: has practice to look at.
    may_open: Vec<bool>,
}

impl Sides {
    /// The sides of every relation that feeds a layer.
    ///
    /// Each of them must be known, with one exception. Organised visits (a relation of the family `formal`) often come
    /// from a list, or from one side only, beside a question about visits that everybody got. Whoever answered who was
    /// in their classroom is then known by that answer, and the list adds the doors it shows; if the missing forms of
    /// guests counted against everybody, nobody's door would be known. Where nothing else asks as far as such a
    /// relation goes, it is a question like another.
    pub(super) fn of(network: &Network, layer: &Layer) -> Sides {
        let mut met: Vec<u32> = Vec::new();
        for (_, _, link) in layer_links(network, layer, Reading::Either) {
            if met.last() != Some(&link.relation) {
                met.push(link.relation);
            }
        }
        Sides::of_relations(network, layer, met)
    }

    /// The same, when these relations are the ones of which somebody reports a tie.
    pub(super) fn of_relations(network: &Network, layer: &Layer, met: impl IntoIterator<Item = u32>) -> Sides {
        let mut relations: BTreeSet<u32> = network.questions_of(layer).map(|q| q.relation).collect();
        relations.extend(met);
        let mut sides = Vec::new();
        for relation in relations {
            let r = &network.relations[relation as usize];
            let (from, to) = (spoken(network, relation, End::From), spoken(network, relation, End::To));
            let level = r.openness.min(3);
            let organised_from_one_end = r.directed && r.family == Family::Formal && from.is_some() != to.is_some();
            let one_word = from.is_none()
                || to.is_none()
                || r.both_sides_asked == Some(false)
                || network.reading == Reading::Either;
            let within_school = from.iter().chain(&to).all(|end| end.within_school);
            // An end that could only name its own school cannot vouch for what the other was asked about everybody.
            let vouches = |end: Option<Spoken>| end.filter(|e| e.within_school == within_school).map(|e| e.by_node);
            let (from, to) = (vouches(from), vouches(to));
            let may_be = |ends: &[End]| may_be_named(network, relation, ends);
            let mut add = |viewers, openers, [may_be_viewer, may_be_opener]: [Vec<bool>; 2]| {
                let made = Side {
                    within_school,
                    level,
                    organised_from_one_end,
                    viewers,
                    openers,
                    may_be_viewer,
                    may_be_opener,
                    one_word,
                };
                sides.push(made);
            };
            if !r.directed {
                // Either end tells of what both did, so that one's own answer is enough.
                let own = match (from, to) {
                    (Some(a), Some(b)) => Some(a.iter().zip(&b).map(|(x, y)| *x.max(y)).collect()),
                    (a, b) => a.or(b),
                };
                if r.opens != Opens::None {
                    let either = may_be(&[End::From, End::To]);
                    add(own.clone(), own, [either.clone(), either]);
                }
                continue;
            }
            if matches!(r.opens, Opens::To | Opens::Both) {
                add(from.clone(), to.clone(), [may_be(&[End::To]), may_be(&[End::From])]);
            }
            if matches!(r.opens, Opens::From | Opens::Both) {
                add(to, from, [may_be(&[End::From]), may_be(&[End::To])]);
            }
        }
        let deciding = sides.iter().filter(|s| !s.organised_from_one_end).map(|s| s.level).max();
        let decides = |s: &Side| !s.organised_from_one_end || deciding.is_none_or(|level| level < s.level);
        let (sides, beside) = sides.into_iter().partition(decides);
        let nodes = 0..network.len() as u32;
        Sides {
            each: sides,
            beside,
            may_look: nodes.map(|v| network.is_peer(v)).collect(),
            may_open: network.members().map(crate::network::Member::is_eligible).collect(),
        }
    }

    /// For each node, whether it would be known that somebody looked at this person's practice. Unclear is what only
    /// [beside](Sight::beside) what is seen is known.
    pub(super) fn doors<'a>(&'a self, network: &Network) -> Vec<Sight> {
        let ends = |s: &'a Side| (s.openers.as_deref(), s.viewers.as_deref(), &self.may_look[..]);
        self.combined(network, ends, |s| &s.may_be_opener)
    }

    /// For each node, whether it would be known that this person looked at somebody's practice.
    pub(super) fn rooms<'a>(&'a self, network: &Network) -> Vec<Sight> {
        let ends = |s: &'a Side| (s.viewers.as_deref(), s.openers.as_deref(), &self.may_open[..]);
        self.combined(network, ends, |s| &s.may_be_viewer)
    }

    fn combined<'a>(
        &'a self,
        network: &Network,
        ends: impl Fn(&'a Side) -> (Option<&'a [Said]>, Option<&'a [Said]>, &'a [bool]),
        may_be: impl Fn(&'a Side) -> &'a [bool],
    ) -> Vec<Sight> {
        let mut all = vec![Sight::NotAsked; network.len()];
        for side in &self.each {
            let (own, others, may) = ends(side);
            let may_be = may_be(side);
            let silence = others.map(|o| Silence::among(network, o, may, side.within_school));
            for (node, (slot, member)) in all.iter_mut().zip(network.members()).enumerate() {
                if side.within_school && member.school.is_none() {
                    continue;
                }
                let own_answer = own.map_or(Said::Nothing, |o| o[node]);
                let others_tell = || silence.as_ref().is_some_and(|s| s.nobody_but(node as u32, network));
                // Somebody may have said so, and the own answer does not take that back.
                let may_be = may_be.get(node).is_some_and(|&may| may) && (side.one_word || own_answer != Said::All);
                let told = own_answer == Said::All || (own_answer == Said::Nothing && others_tell());
                let sight = if own_answer == Said::InPart || (may_be && told) {
                    Sight::Unclear
                } else if told {
                    Sight::Known
                } else if own.is_some() {
                    Sight::FormMissing
                } else {
                    Sight::OthersMissing
                };
                *slot = together(*slot, sight);
            }
        }
        for side in &self.beside {
            for (slot, _) in all.iter_mut().zip(may_be(side)).filter(|(_, may)| **may) {
                *slot = together(*slot, Sight::Unclear);
            }
        }
        all
    }

    /// Whether it would be known that either of two people looked at the other's practice: unclear when of the two only
    /// somebody could tell who named somebody who is not found.
    pub(super) fn pair(&self, network: &Network, a: u32, b: u32) -> Sight {
        let (x, y) = (network.member(a).school, network.member(b).school);
        let own_school = x.is_some() && x == y;
        let mut known = Sight::NotAsked;
        for side in self.each.iter().filter(|s| own_school || !s.within_school) {
            let said = |end: Option<&Vec<Said>>, node: u32| end.map_or(Said::Nothing, |e| e[node as usize]);
            let shown = |viewer: u32, opener: u32| match (
                said(side.viewers.as_ref(), viewer),
                said(side.openers.as_ref(), opener),
            ) {
                (Said::All, _) | (_, Said::All) => Sight::Known,
                (Said::Nothing, Said::Nothing) => Sight::FormMissing,
                _ => Sight::Unclear,
            };
            known = together(known, together(shown(a, b), shown(b, a)));
        }
        known
    }
}

/// What two questions together can show: the one that shows least.
pub(super) fn together(a: Sight, b: Sight) -> Sight {
    let rank = |s| match s {
        Sight::NotAsked => 0,
        Sight::Known => 1,
        Sight::Unclear => 2,
        Sight::FormMissing => 3,
        Sight::OthersMissing => 4,
    };
    if rank(a) >= rank(b) { a } else { b }
}

/// How many of those who could have told did not answer, in all and by school.
struct Silence<'a> {
    may: &'a [bool],
    said: &'a [Said],
    within_school: bool,
    /// Could tell and did not; could tell.
    all: (u32, u32),
    by_school: Vec<(u32, u32)>,
}

impl<'a> Silence<'a> {
    fn among(network: &Network, said: &'a [Said], may: &'a [bool], within_school: bool) -> Silence<'a> {
        let mut all = (0, 0);
        let mut by_school = vec![(0, 0); network.schools as usize];
        for (node, member) in network.members().enumerate().filter(|(node, _)| may[*node]) {
            let silent = u32::from(said[node] == Said::Nothing);
            all = (all.0 + silent, all.1 + 1);
            if let Some(s) = member.school {
                let (a, b) = by_school[s as usize];
                by_school[s as usize] = (a + silent, b + 1);
            }
        }
        Silence { may, said, within_school, all, by_school }
    }

    /// Whether everybody who could tell of a person did, apart from that person; and there is somebody.
    fn nobody_but(&self, node: u32, network: &Network) -> bool {
        let (silent, could) = match network.member(node).school {
            Some(s) if self.within_school => self.by_school[s as usize],
            _ => self.all,
        };
        let own = self.may[node as usize];
        let own_silence = own && self.said[node as usize] == Said::Nothing;
        silent == u32::from(own_silence) && could > u32::from(own)
    }
}

/// Who answered what was asked of one end of a relation.
struct Spoken {
    /// By node: what was said to every question of this end.
    by_node: Vec<Said>,
    /// Only colleagues of the own school could be named.
    within_school: bool,
}

/// Who may be named in an answer to what was asked of these ends of a relation that was not understood, by node.
fn may_be_named(network: &Network, relation: u32, ends: &[End]) -> Vec<bool> {
    let mut all = Vec::new();
    for q in network.questions.iter().filter(|q| q.relation == relation && ends.contains(&q.end)) {
        all.resize(q.may_be_named.len().max(all.len()), false);
        all.iter_mut().zip(&q.may_be_named).for_each(|(slot, may)| *slot |= may);
    }
    all
}

/// Who answered what was asked of one end of a relation; none when that end was not asked. A relation with ties and
/// without any question is taken as asked of the one who names.
fn spoken(network: &Network, relation: u32, end: End) -> Option<Spoken> {
    let mut questions = network.questions.iter().filter(|q| q.relation == relation).peekable();
    if questions.peek().is_none() && end == End::From {
        let by_node = network.members().map(|m| if m.response.speaks() { Said::All } else { Said::Nothing }).collect();
        return Some(Spoken { by_node, within_school: false });
    }
    let mut questions = questions.filter(|q| q.end == end).peekable();
    questions.peek()?;
    let mut spoken = Spoken { by_node: vec![Said::All; network.len()], within_school: true };
    for q in questions {
        spoken.within_school &= q.within_school;
        for (node, (slot, response)) in spoken.by_node.iter_mut().zip(&q.answered).enumerate() {
            let in_vain = q.in_vain.get(node).copied().unwrap_or(false);
            *slot = match (*slot, response.speaks()) {
                (Said::Nothing, _) | (_, false) => Said::Nothing,
                (said, true) => {
                    if in_vain {
                        Said::InPart
                    } else {
                        said
                    }
                }
            };
        }
    }
    Some(spoken)
}

/// Every tie of a layer under a reading.
pub(super) fn layer_links<'a>(
    network: &'a Network,
    layer: &'a Layer,
    reading: Reading,
) -> impl Iterator<Item = (u32, u32, &'a crate::network::Link)> + 'a {
    network.links_under(layer, reading)
}

/// Who looked at whose practice: (viewer, opener), for each accepted tie of a layer under a reading. Only peers look.
pub(super) fn looks<'a>(
    network: &'a Network,
    layer: &'a Layer,
    reading: Reading,
) -> impl Iterator<Item = (u32, u32)> + 'a {
    layer_links(network, layer, reading)
        .flat_map(move |(a, b, link)| network.openings(a, b, link))
        .filter(move |&(viewer, opener)| viewer != opener && network.is_peer(viewer))
}

/// Whether a survey asked anything that feeds a layer, or has ties in it.
pub(super) fn is_there(network: &Network, layer: &Layer) -> bool {
    network.is_asked(layer) || layer_links(network, layer, Reading::Either).next().is_some()
}
