//! What other programs make of the files that `convert` writes. Expected counts: NetworkX 3.6.1 (`read_graphml`,
//! `read_gexf`, `read_pajek`), igraph 1.3.5 for R (`read_graph`) and igraph 1.0.0 for Python (`Graph.Read`), which agree.

use super::{converted, from_one_file, in_folder, network, networks, reread};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use staffroom::exchange::{Options, target, write};
use staffroom::network::{Network, layer::Layer};
use staffroom::survey::study::Study;
use staffroom::survey::{Channel, ReadSettings, Survey, read};
use std::collections::BTreeSet;
use std::path::Path;

/// A file of XML as these programs take it: whether its edges have a direction, and its edges.
struct Graph {
    directed: bool,
    edges: Vec<Edge>,
}

#[derive(Default)]
struct Edge {
    from: String,
    to: String,
    relation: String,
    wave: String,
    undirected: bool,
}

impl Graph {
    fn of(bytes: &[u8]) -> Graph {
        let mut xml = Reader::from_str(std::str::from_utf8(bytes).unwrap());
        let mut graph = Graph { directed: true, edges: Vec::new() };
        let mut data = String::new();
        loop {
            match xml.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "graph" => {
                        let default = attribute(&tag, "edgedefault").or(attribute(&tag, "defaultedgetype"));
                        graph.directed = default.unwrap() == "directed";
                    }
                    "edge" => {
                        // An edge that says otherwise than the graph is refused or misread.
                        assert_eq!((attribute(&tag, "directed"), attribute(&tag, "type")), (None, None));
                        let end = |name| attribute(&tag, name).unwrap();
                        graph.edges.push(Edge { from: end("source"), to: end("target"), ..Edge::default() });
                    }
                    "data" => data = attribute(&tag, "key").unwrap(),
                    "attvalue" => {
                        let (name, value) = (attribute(&tag, "for").unwrap(), attribute(&tag, "value").unwrap());
                        graph.say(&name, &value);
                    }
                    _ => data.clear(),
                },
                Event::Text(text) => {
                    let text = text.as_ref().to_owned();
                    graph.say(&data, &text);
                }
                Event::End(_) => data.clear(),
                Event::Eof => return graph,
                _ => {}
            }
        }
    }

    fn say(&mut self, name: &str, value: &str) {
        let Some(edge) = self.edges.last_mut() else { return };
        match name {
            "e_relation" => edge.relation = value.into(),
            "e_wave" => edge.wave = value.into(),
            "e_undirected" => edge.undirected = value == "true",
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).unwrap()?;
    Some(attribute.value.into_owned())
}

fn sample(name: &str) -> (Study, Survey) {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name), &ReadSettings::default()).unwrap()
}

#[test]
fn a_file_has_a_direction_for_all_edges_or_for_none() {
    let staff = ("teachers.csv", "id\na\nb\nc\n");
    let mixed = in_folder(&[staff, ("ties.csv", "from,to,relation\na,b,buddy\nb,c,advice\n")]);
    let none = in_folder(&[staff, ("ties.csv", "from,to,relation\na,b,buddy\nb,c,joint_planning\n")]);
    for (study, directed, marks) in [
        (&mixed, true, &["a>b*", "b>a*", "b>c"][..]),
        (&none, false, &["a>b", "b>c"]),
        (&sample("minimal"), true, &[]),
        (&sample("de-brug"), true, &[]),
    ] {
        for target in ["graphml", "gexf"] {
            let bytes = &converted(study, target).files[0].1;
            let graph = Graph::of(bytes);
            assert_eq!(graph.directed, directed, "{target}");
            let person = |id: &str| study.1.people[id[1..].parse::<usize>().unwrap()].id.clone();
            let said =
                |e: &Edge| format!("{}>{}{}", person(&e.from), person(&e.to), if e.undirected { "*" } else { "" });
            let mut edges: Vec<String> = graph.edges.iter().map(said).collect();
            edges.sort();
            assert!(marks.is_empty() || edges == marks, "{target}: {edges:?}");
            // Whoever has no direction stands there and back.
            let key = |e: &Edge, turned: bool| {
                let (from, to) = if turned { (&e.to, &e.from) } else { (&e.from, &e.to) };
                (from.clone(), to.clone(), e.relation.clone(), e.wave.clone())
            };
            let there: BTreeSet<_> = graph.edges.iter().filter(|e| e.undirected).map(|e| key(e, false)).collect();
            let back: BTreeSet<_> = graph.edges.iter().filter(|e| e.undirected).map(|e| key(e, true)).collect();
            assert_eq!(there, back, "{target}");
            // And is one tie when it is read here.
            assert_eq!(reread(bytes).answers.len(), study.1.ties.iter().filter(|t| counts(t)).count(), "{target}");
            if study.1.waves.len() == 1 {
                let again = from_one_file(target, bytes);
                let names = |study: &(Study, Survey)| network(&study.1, &str::to_owned);
                assert_eq!(names(study), names(&again), "{target}");
            }
        }
    }
}

fn counts(tie: &staffroom::survey::Tie) -> bool {
    tie.state.is_tie(staffroom::survey::reconcile::Reading::Default)
}

#[test]
fn networkx_and_igraph_read_as_many_ties_as_there_are() {
    let study = sample("de-brug");
    let counted = |relation: &str| {
        let relation = study.1.relations.iter().find(|r| r.id == relation).unwrap();
        !matches!(relation.channel, Channel::Personal | Channel::NotCounted | Channel::NotATie)
    };
    for target in ["graphml", "gexf"] {
        let graph = Graph::of(&converted(&study, target).files[0].1);
        // NetworkX: MultiDiGraph with 307 nodes and 4180 edges; igraph: D, 307, 4180, `table(E(g)$undirected)["TRUE"]`.
        assert_eq!(study.1.people.len(), 307);
        assert_eq!((graph.edges.len(), graph.edges.iter().filter(|e| e.undirected).count()), (4180, 748), "{target}");
        // igraph: the edges of a wave, without the relations that layer `all` does not count, `ecount(simplify(g))`.
        for (wave, ties) in [("2024", 1301), ("2026", 1348)] {
            let of = graph.edges.iter().filter(|e| e.wave == wave && counted(&e.relation));
            let arcs: BTreeSet<(&str, &str)> = of.map(|e| (e.from.as_str(), e.to.as_str())).collect();
            let number = study.1.waves.iter().position(|w| w.id == wave).unwrap();
            let ours = Network::of_wave(&study.1, number as u32).adjacency(&Layer::all());
            assert_eq!((arcs.len(), ours.out.targets().len()), (ties, ties), "{target}, {wave}");
        }
    }
}

#[test]
fn a_file_of_pajek_is_one_network_as_all_programs_read_it() {
    // NetworkX and igraph: people, lines, arcs or edges.
    let minimal = [("wave1_teaching_talk.net", 11, 20, "Arcs"), ("wave1_class_visit.net", 11, 5, "Arcs")];
    let brug = [
        ("wave1_advice.net", 256, 225, "Arcs"),
        ("wave1_buddy.net", 256, 19, "Edges"),
        ("wave1_teaching_talk.net", 256, 1014, "Arcs"),
        ("wave1_team_teaching.net", 256, 5, "Edges"),
        ("wave2_joint_planning.net", 256, 148, "Edges"),
        ("wave2_class_visit.net", 256, 207, "Arcs"),
    ];
    for (name, known) in [("minimal", &minimal[..]), ("de-brug", &brug)] {
        let written = converted(&sample(name), "pajek");
        for (file, people, lines, kind) in known {
            let (_, bytes) = written.files.iter().find(|(name, _)| name == file).unwrap();
            let answers = reread(bytes);
            assert_eq!((answers.people.len(), answers.answers.len()), (*people, *lines), "{file}");
            assert!(answers.answers.iter().all(|a| a.undirected == (*kind == "Edges")), "{file}");
        }
        for (file, bytes) in networks(&written) {
            let text = std::str::from_utf8(bytes).unwrap();
            let commands: Vec<&str> = text.lines().filter(|line| line.starts_with('*')).collect();
            // igraph refuses `*Arcs :1 "advice"`, NetworkX takes the rows of a partition for ties.
            let [vertices, "*Arcs" | "*Edges"] = commands[..] else { panic!("{file}: {commands:?}") };
            assert!(text.starts_with(vertices) && vertices.starts_with("*Vertices "), "{file}");
        }
    }
}

#[test]
fn pajek_has_partitions_and_vectors_beside_the_networks() {
    let written = converted(&sample("minimal"), "pajek");
    let (_, bytes) = written.files.iter().find(|(name, _)| name == "wave1_role.clu").unwrap();
    let text = std::str::from_utf8(bytes).unwrap();
    let classes = "1\r\n".repeat(10) + "2\r\n";
    assert_eq!(text, format!("% 1 = teacher\r\n% 2 = support\r\n*Vertices 11\r\n{classes}"));
}

#[test]
fn one_wave_fits_in_one_file_of_pajek_and_two_do_not() {
    let one = |name: &str| {
        let (study, survey) = sample(name);
        let mut options = Options::default();
        options.one_file = true;
        write(&study, &survey, target("pajek").unwrap(), options).unwrap().files
    };
    let files = one("minimal");
    let [(name, bytes)] = &files[..] else { panic!("{} files", files.len()) };
    let answers = reread(bytes);
    // The ties of both relations, as above, and what is known of everybody.
    assert_eq!((name.as_str(), answers.people.len(), answers.answers.len()), ("", 11, 25));
    assert!(String::from_utf8_lossy(bytes).contains("*Partition role\r\n% 1 = teacher\r\n"));
    assert!(one("de-brug").len() > 1);
}
