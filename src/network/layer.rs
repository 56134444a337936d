//! Which ties count together: formal, informal, a single relation, an openness threshold, or a named mix.

use super::adjacency::Adjacency;
use super::{Link, Network};
use crate::survey::reconcile::Reading;
use crate::survey::{Channel, End, Family, Question, Response, Survey};
use std::ops::Range;

/// A layer: a rule that takes ties, and an id under which its numbers are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layer {
    /// Its id: `all`, `formal`, `informal`, `talk`, `practice`, `open_door`, a relation's id, or a mix's.
    pub id: String,
    /// Which ties it takes.
    pub rule: Rule,
}

/// Which ties a layer takes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// Every relation that counts.
    All,
    /// Assigned ties and those of formal relations, and group membership where the study asks for it.
    Formal,
    /// Own choices and those of informal relations.
    Informal,
    /// Informal peer relations of openness 1 or 2.
    Talk,
    /// Peer relations of openness 2 or more.
    Practice,
    /// Peer relations of openness 3 or more.
    OpenDoor,
    /// Some relations, by index.
    Relations(Vec<u32>),
}

/// The built-in layers, in the order in which they are printed.
pub const BUILT_IN: [(&str, Rule); 6] = [
    ("all", Rule::All),
    ("formal", Rule::Formal),
    ("informal", Rule::Informal),
    ("talk", Rule::Talk),
    ("practice", Rule::Practice),
    ("open_door", Rule::OpenDoor),
];

impl Layer {
    /// The built-in layers.
    pub fn built_in() -> Vec<Layer> {
        BUILT_IN.iter().map(|(id, rule)| Layer { id: (*id).into(), rule: rule.clone() }).collect()
    }

    /// Every layer of a survey: the built-in ones, the study's mixes, each relation that was asked or reported.
    pub fn every(survey: &Survey) -> Vec<Layer> {
        let mut layers = Self::built_in();
        layers.extend(
            survey.mixes.iter().map(|m| Layer { id: m.id.clone(), rule: Rule::Relations(m.relations.clone()) }),
        );
        let mut used = vec![false; survey.relations.len()];
        survey.questions.iter().for_each(|q| used[q.relation as usize] = true);
        // Ties are sorted by wave and relation.
        let mut rest = &survey.ties[..];
        while let Some(first) = rest.first() {
            used[first.relation as usize] = true;
            let same = |t: &crate::survey::Tie| (t.wave, t.relation) == (first.wave, first.relation);
            rest = &rest[rest.partition_point(same)..];
        }
        for (ix, relation) in survey.relations.iter().enumerate().filter(|(ix, _)| used[*ix]) {
            layers.push(Layer { id: relation.id.clone(), rule: Rule::Relations(vec![ix as u32]) });
        }
        layers
    }

    /// The layer `all`.
    pub fn all() -> Layer {
        Layer { id: "all".into(), rule: Rule::All }
    }

    /// The layer `talk`.
    pub fn talk() -> Layer {
        Layer { id: "talk".into(), rule: Rule::Talk }
    }

    /// The layer `practice`.
    pub fn practice() -> Layer {
        Layer { id: "practice".into(), rule: Rule::Practice }
    }

    /// The layer `open_door`.
    pub fn open_door() -> Layer {
        Layer { id: "open_door".into(), rule: Rule::OpenDoor }
    }

    /// Some relations under an id of their own.
    pub fn of_relations(id: &str, relations: Vec<u32>) -> Layer {
        Layer { id: id.into(), rule: Rule::Relations(relations) }
    }

    /// Whether the layer takes ties of a relation at all.
    fn takes_relation(&self, network: &Network, ix: u32) -> bool {
        let r = &network.relations[ix as usize];
        let counted = matches!(r.channel, Channel::Peer | Channel::Guided);
        let peer = r.channel == Channel::Peer || (network.include_guided && r.channel == Channel::Guided);
        match &self.rule {
            Rule::All | Rule::Formal | Rule::Informal => counted,
            Rule::Talk => r.channel == Channel::Peer && (1..=2).contains(&r.openness),
            Rule::Practice => peer && r.openness >= 2,
            Rule::OpenDoor => peer && r.openness >= 3,
            Rule::Relations(list) => list.contains(&ix),
        }
    }

    /// Whether the layer takes a tie, apart from who stands at its ends.
    pub fn takes(&self, network: &Network, link: &Link) -> bool {
        self.takes_relation(network, link.relation) && self.takes_choice(network, link)
    }

    /// Whether the layer takes a tie of a relation that it takes.
    fn takes_choice(&self, network: &Network, link: &Link) -> bool {
        match self.rule {
            Rule::Formal => network.is_formal(link),
            Rule::Informal | Rule::Talk => !network.is_formal(link),
            _ => true,
        }
    }
}

impl Network {
    /// The arcs of a layer as (from, to, strength, relation), one for each tie and direction, not yet put together.
    ///
    /// In `open_door` and `practice` an arc counts only when the one who looks is a peer who teaches.
    pub fn arcs<'a>(&'a self, layer: &'a Layer) -> impl Iterator<Item = (u32, u32, f32)> + 'a {
        self.arcs_under(layer, self.reading)
    }

    /// Every tie of a layer that is one under some reading, whoever stands at its ends; formal groups left out.
    pub(crate) fn links_under<'a>(
        &'a self,
        layer: &'a Layer,
        reading: Reading,
    ) -> impl Iterator<Item = (u32, u32, &'a Link)> + 'a {
        // What hangs on the relation alone is asked once for each and not for each of millions of ties.
        self.ties_of(move |relation| layer.takes_relation(self, relation), reading)
            .filter(move |(_, _, link)| layer.takes_choice(self, link))
    }

    /// Every tie of a layer that has an arc in it: in `open_door` and `practice` somebody who looks is a peer who teaches.
    pub(crate) fn links_with_arcs<'a>(&'a self, layer: &'a Layer) -> impl Iterator<Item = (u32, u32, &'a Link)> + 'a {
        self.links_under(layer, self.reading).filter(move |&tie| self.arcs_of(layer, tie).next().is_some())
    }

    /// Every report of a layer, tie or not, whoever stands at its ends, with its place among the survey's ties;
    /// formal groups left out.
    pub(crate) fn places_of<'a>(
        &'a self,
        layer: &'a Layer,
    ) -> impl Iterator<Item = (usize, (u32, u32, &'a Link))> + 'a {
        let runs = self.runs.iter().filter(move |run| layer.takes_relation(self, run.0));
        let places = runs.flat_map(|run| run.1.clone());
        places
            .map(|place| (place, self.ties[place].lent()))
            .filter(move |(_, (_, _, link))| layer.takes_choice(self, link))
    }

    fn arcs_under<'a>(&'a self, layer: &'a Layer, reading: Reading) -> impl Iterator<Item = (u32, u32, f32)> + 'a {
        let own = self.links_under(layer, reading).flat_map(move |link| self.arcs_of(layer, link));
        own.chain(self.arcs_of_groups(layer))
    }

    /// The arcs of a tie of a layer, at most two.
    fn arcs_of(&self, layer: &Layer, (a, b, link): (u32, u32, &Link)) -> impl Iterator<Item = (u32, u32, f32)> + use<> {
        let peers_only = matches!(layer.rule, Rule::OpenDoor | Rule::Practice);
        let forth = (!peers_only || self.is_peer(a)).then_some((a, b, link.strength));
        let back = !self.relation(link).directed && (!peers_only || self.is_peer(b));
        forth.into_iter().chain(back.then_some((b, a, link.strength)))
    }

    /// The arcs of formal groups of a layer.
    fn arcs_of_groups(&self, layer: &Layer) -> impl Iterator<Item = (u32, u32, f32)> {
        let groups = if layer.rule == Rule::Formal { &self.group_ties[..] } else { &[] };
        groups.iter().flat_map(|&(a, b, s)| [(a, b, s), (b, a, s)])
    }

    /// A layer as compact arrays: the form every measure walks.
    ///
    /// # Reads
    /// The ties accepted under the network's reading; a pair is tied when one relation of the layer runs so; the
    /// strength is the largest frequency, the multiplicity the number of ties put together.
    ///
    /// # Cost
    /// A pass over the ties, a sort of each row.
    pub fn adjacency(&self, layer: &Layer) -> Adjacency {
        self.adjacency_under(layer, self.reading)
    }

    /// A layer as it is when reports are read otherwise.
    pub fn adjacency_under(&self, layer: &Layer, reading: Reading) -> Adjacency {
        let pieces = self.pieces(|relation| layer.takes_relation(self, relation));
        Adjacency::from_pieces(self.len(), pieces.len() + 1, |piece, take| match pieces.get(piece) {
            Some(piece) => {
                let own = self.ties_in(piece.clone(), reading).filter(|(_, _, link)| layer.takes_choice(self, link));
                own.for_each(|tie| self.arcs_of(layer, tie).for_each(&mut *take));
            }
            None => self.arcs_of_groups(layer).for_each(take),
        })
    }

    /// The questions that feed a layer.
    pub fn questions_of<'a>(&'a self, layer: &'a Layer) -> impl Iterator<Item = &'a Question> + 'a {
        self.questions.iter().filter(move |q| self.feeds(q, layer))
    }

    fn feeds(&self, q: &Question, layer: &Layer) -> bool {
        let family = self.relations[q.relation as usize].family;
        let family_fits = match layer.rule {
            // A question of a formal relation feeds `formal`, and one of an informal relation does so only through ties
            // that were assigned: these are no reason to call a person silent on that layer.
            Rule::Formal => family == Family::Formal,
            Rule::Informal | Rule::Talk => family == Family::Informal,
            _ => true,
        };
        family_fits && layer.takes_relation(self, q.relation)
    }

    /// Whether the survey asked anything that feeds a layer, or the layer has ties of formal groups.
    pub fn is_asked(&self, layer: &Layer) -> bool {
        self.questions_of(layer).next().is_some() || (layer.rule == Rule::Formal && !self.group_ties.is_empty())
    }

    /// Whether every question that feeds a layer could only be answered within the own school.
    pub fn is_within_school(&self, layer: &Layer) -> bool {
        let mut any = false;
        let within = self.questions_of(layer).all(|q| {
            any = true;
            q.within_school
        });
        any && within
    }

    /// For each node, whether that person answered on a layer: every question asked of the one who names, so that
    /// silence may be read as "no"; of a relation that only the one who is named was asked about, that question. Where no
    /// question feeds the layer, whether the person answered at all.
    pub fn answered(&self, layer: &Layer) -> Vec<Response> {
        let mut worst: Vec<Option<Response>> = vec![None; self.len()];
        let of_names = |relation: u32| self.questions_of(layer).any(|q| q.relation == relation && q.end == End::From);
        for q in self.questions_of(layer).filter(|q| q.end == End::From || !of_names(q.relation)) {
            for (slot, &r) in worst.iter_mut().zip(&q.answered) {
                *slot = Some(slot.map_or(r, |s| worse(s, r)));
            }
        }
        worst.into_iter().zip(self.members()).map(|(w, m)| w.unwrap_or(m.response)).collect()
    }
}

/// What a layer takes of a network, whatever it is called: two layers that take the same have the same ties under every
/// reading, and the same answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    /// For each run of ties of one relation, whether formal ones are taken, and whether others are; false where there are
    /// none.
    ties: Vec<[bool; 2]>,
    /// For each question, whether it feeds the layer.
    questions: Vec<bool>,
    /// Ties of formal groups are.
    groups: bool,
    /// Only what peers see counts.
    peers_only: bool,
    /// The doors are told on it.
    doors: bool,
}

impl Network {
    /// What each of some layers takes.
    pub(crate) fn taken(&self, layers: &[Layer]) -> Vec<Taken> {
        let has = |links: &Range<usize>, formal: bool| {
            self.ties[links.clone()].iter().any(|tie| self.is_formal(&tie.link) == formal)
        };
        let there: Vec<[bool; 2]> =
            self.runs.iter().map(|run| [true, false].map(|formal| has(&run.1, formal))).collect();
        let taken = |layer: &Layer| {
            let kinds = match layer.rule {
                Rule::Formal => [true, false],
                Rule::Informal | Rule::Talk => [false, true],
                _ => [true; 2],
            };
            let of_run = |(run, there): (&(u32, Range<usize>), &[bool; 2])| {
                let relation = layer.takes_relation(self, run.0);
                std::array::from_fn(|kind| relation && kinds[kind] && there[kind])
            };
            Taken {
                ties: self.runs.iter().zip(&there).map(of_run).collect(),
                questions: self.questions.iter().map(|q| self.feeds(q, layer)).collect(),
                groups: layer.rule == Rule::Formal && !self.group_ties.is_empty(),
                peers_only: matches!(layer.rule, Rule::OpenDoor | Rule::Practice),
                doors: layer.rule == Rule::OpenDoor,
            }
        };
        layers.iter().map(taken).collect()
    }
}

/// The response that tells less.
fn worse(a: Response, b: Response) -> Response {
    let rank = |r| match r {
        Response::Answered => 0,
        Response::NotKnown => 1,
        Response::NotAsked => 2,
        Response::DidNotAnswer => 3,
    };
    if rank(a) >= rank(b) { a } else { b }
}
