//! The chapters on what was found.

use super::facts::{doors, doors_block, links, only_within_school, overlap, response};
use super::{Card, Cell, Chapter, Figure, Heading, Headline, Part, Table};
use crate::findings::{Block, Findings, Kind, Scope, Value};
use crate::words::Words;
use crate::words::numbers::{count, decimal, percent};
use crate::words::sentences::Say;

/// More people than this are not listed by id in a table of the report: they stand in the tables.
const LISTED: usize = 60;

/// All chapters on what was found, in reading order; empty ones are dropped by the caller.
pub(super) fn all(findings: &Findings, words: &dyn Words) -> Vec<Chapter> {
    let Some(wave) = findings.last_wave() else { return Vec::new() };
    let view = View { findings, words, wave };
    vec![
        view.first_screen(),
        view.openness(),
        view.isolation(),
        view.school_by_school(),
        view.between_schools(),
        view.formal_informal(),
        view.layers(),
    ]
}

struct View<'a> {
    findings: &'a Findings,
    words: &'a dyn Words,
    wave: u32,
}

impl View<'_> {
    fn say(&self, what: Say) -> String {
        self.words.say(what).into()
    }

    fn chapter(&self, id: &'static str, title: Say, parts: Vec<Part>) -> Chapter {
        Chapter { id, title: self.say(title), parts }
    }

    fn figure(&self, name: &str, caption: Say) -> Part {
        Part::Figure(Figure { name: name.into(), caption: self.say(caption) })
    }

    fn layer(&self, id: &str) -> Option<&Block> {
        self.findings.block(Scope::Layer, self.wave, Some(id))
    }

    fn layer_name(&self, id: &str) -> String {
        if let Some(name) = self.words.layer(id) {
            return name.into();
        }
        let relation = self.findings.relations.iter().find(|r| r.id == id);
        relation.map_or_else(
            || id.into(),
            |r| match self.words.lang() {
                crate::words::Lang::En => r.label_en.clone(),
                crate::words::Lang::Nl => r.label_nl.clone(),
            },
        )
    }

    fn first_screen(&self) -> Chapter {
        let (findings, words) = (self.findings, self.words);
        let who = response(findings, self.wave, None);
        let mut headlines = Vec::new();
        let mut cards = Vec::new();
        let mut head = |text: String, basis: String, target| headlines.push(Headline { text, basis, target });
        let mut card = |value: String, label: Say| cards.push(Card { value, label: self.say(label) });
        if let Some(block) = doors_block(findings, self.wave) {
            let facts = doors(block, findings.group_row());
            head(words.doors(&facts), words.doors_basis(&facts), "openness");
            card(
                match facts.rate {
                    Some(_) => words.of(facts.open, facts.known),
                    None => words.at_least_of(facts.at_least, facts.eligible),
                },
                Say::CardOpenDoors,
            );
        } else {
            head(self.say(Say::OpennessNotAsked), String::new(), "questions");
        }
        if let Some(block) = self.layer("all") {
            let basis = words.basis(
                &self.layer_name("all"),
                block.number("ties", 0).unwrap_or(0.0),
                block.number("people", 0).unwrap_or(0.0),
            );
            if let Some(isolated) = block.number("isolates", 0) {
                let unknown = block.number("unknown", 0).unwrap_or(0.0);
                head(words.isolated(isolated, &who, unknown), basis.clone(), "isolation");
                if who.known {
                    card(words.of(isolated, who.answered), Say::CardIsolated);
                }
            }
            if let Some(facts) = links(findings, self.wave) {
                head(words.links(&facts), basis, "between");
                card(words.of(facts.external, facts.pairs), Say::CardLinks);
            } else if findings.schools.len() > 1 && only_within_school(findings, self.wave) {
                head(self.say(Say::BetweenSchoolsNotAsked), basis, "between");
            }
            card(count(block.number("pairs", 0).unwrap_or(0.0), words), Say::CardTies);
        }
        if let Some(facts) = overlap(findings, self.wave) {
            head(words.overlap(&facts), String::new(), "formal");
        } else {
            head(self.say(Say::FormalEmpty), String::new(), "formal");
        }
        if let Some(block) = doors_block(findings, self.wave) {
            let row = findings.group_row();
            if let (Some(latent), Some(talk)) = (block.number("latent_pairs", row), block.number("talk_pairs", row)) {
                if talk > 0.0 {
                    head(words.latent(latent, talk), String::new(), "openness");
                    card(words.of(latent, talk), Say::CardLatent);
                }
            }
        }
        head(words.response(&who), self.say(Say::NotFilledIn), "data");
        if who.known {
            card(words.of(who.answered, who.asked), Say::CardResponse);
        }
        self.chapter("first", Say::FirstScreen, vec![Part::Headlines(headlines), Part::Cards(cards)])
    }

    fn openness(&self) -> Chapter {
        let (findings, words) = (self.findings, self.words);
        let Some(block) = doors_block(findings, self.wave) else {
            return self.chapter("openness", Say::Openness, vec![Part::Note(self.say(Say::OpennessNotAsked))]);
        };
        let mut parts = vec![Part::Paragraph(self.say(Say::OpennessIntroduction))];
        parts.push(self.figure("open-doors", Say::FigureOpenDoors));
        let mut headings = vec![Heading::text(self.say(Say::School))];
        headings.extend(["eligible", "known", "open_doors"].map(|m| Heading::measure(m, words)));
        headings.push(Heading::measure("open_door_rate", words));
        headings.extend([Say::Bounds, Say::Reporting, Say::Stability].map(|s| Heading::number(self.say(s))));
        headings.extend(["open_door_rate_broad", "conversion", "latent_pairs"].map(|m| Heading::measure(m, words)));
        let rows = self.school_rows().map(|(row, name)| {
            let f = doors(block, row);
            let range =
                |r: Option<(f64, f64)>| r.map_or_else(|| Cell::text("–"), |(a, b)| Cell::number(words.range(a, b), a));
            let share = |m: &str| self.cell(block, m, row);
            vec![
                Cell::text(name),
                Cell::number(count(f.eligible, words), f.eligible),
                Cell::number(count(f.known, words), f.known),
                match f.rate {
                    Some(_) => Cell::number(count(f.open, words), f.open),
                    None => Cell::number(words.at_least_of(f.at_least, f.eligible), f.at_least),
                },
                share("open_door_rate"),
                range(f.bounds),
                range(f.reporting),
                range(f.stability),
                share("open_door_rate_broad"),
                share("conversion"),
                share("latent_pairs"),
            ]
        });
        let rows = rows.collect();
        parts.push(Part::Table(Table { caption: self.say(Say::FigureOpenDoors), headings, rows }));
        parts.push(self.figure("ladder", Say::FigureLadder));
        parts.push(self.figure("latent-pairs", Say::FigureLatent));
        parts.push(Part::Note(format!("{} {}", self.say(Say::SmallSchools), self.say(Say::NotFilledIn))));
        self.chapter("openness", Say::Openness, parts)
    }

    /// Schools with their rows, the group last when there is more than one.
    fn school_rows(&self) -> impl Iterator<Item = (usize, String)> + '_ {
        let several = self.findings.schools.len() != 1;
        let group = several.then(|| (self.findings.group_row(), self.say(Say::Group)));
        self.findings.schools.iter().enumerate().map(|(row, s)| (row, s.label().to_owned())).chain(group)
    }

    /// A value of a block as a cell, in the manner of its column.
    fn cell(&self, block: &Block, measure: &str, row: usize) -> Cell {
        let words = self.words;
        let Some(column) = block.column(measure).filter(|c| row < c.len()) else { return Cell::text("–") };
        match column.of(row) {
            Value::Undefined(why) => Cell::text(format!("– ({})", words.why(why))),
            Value::Number(x) => match &column.kind {
                Kind::Count => Cell::number(count(x, words), x),
                Kind::Share => Cell::number(percent(x, words), x),
                Kind::YesNo => Cell::number(words.yes_no(x > 0.5), x),
                Kind::Label(labels) => {
                    let label = labels.get(x as usize).map_or("", |l| l.as_ref());
                    Cell::number(words.label(label).unwrap_or(label), x)
                }
                _ => Cell::number(decimal(x, 2, words), x),
            },
        }
    }

    fn isolation(&self) -> Chapter {
        let (findings, words) = (self.findings, self.words);
        let Some(block) = findings.block(Scope::Person, self.wave, Some("all")) else {
            return self.chapter("isolation", Say::Isolation, Vec::new());
        };
        let Some(column) = block.column("isolation") else {
            return self.chapter("isolation", Say::Isolation, Vec::new());
        };
        let Kind::Label(labels) = &column.kind else {
            return self.chapter("isolation", Say::Isolation, Vec::new());
        };
        let staff = &findings.waves[self.wave as usize].staff;
        let rows = labels.iter().enumerate().map(|(kind, label)| {
            let number = column.values().filter(|v| v.number() == Some(kind as f64)).count() as f64;
            vec![
                Cell::text(words.label(label).unwrap_or(label)),
                Cell::number(count(number, words), number),
                Cell::number(percent(number / staff.len().max(1) as f64, words), number),
            ]
        });
        let headings = vec![
            Heading::text(self.say(Say::Kind)),
            Heading::number(self.say(Say::Number)),
            Heading::number(self.say(Say::Share)),
        ];
        let table = Table { caption: self.say(Say::Isolation), headings, rows: rows.collect() };
        let mut parts = vec![Part::Paragraph(self.say(Say::IsolationIntroduction)), Part::Table(table)];
        let isolated: Vec<Vec<Cell>> = (0..column.len())
            .filter(|&row| column.label(row) == Some("isolate"))
            .map(|row| {
                let person = &findings.people[staff[row].person as usize];
                let school = staff[row].school.map_or("", |s| findings.schools[s as usize].label());
                vec![Cell::text(person.label()), Cell::text(school), Cell::text(words.role(staff[row].role))]
            })
            .collect();
        if !isolated.is_empty() && isolated.len() <= LISTED && response(findings, self.wave, None).known {
            let headings = [Say::People, Say::School, Say::Kind].map(|s| Heading::text(self.say(s))).to_vec();
            let caption = self.say(Say::PeopleIsolated);
            parts.push(Part::Table(Table { caption, headings, rows: isolated }));
        }
        self.chapter("isolation", Say::Isolation, parts)
    }

    fn school_by_school(&self) -> Chapter {
        if self.layer("all").is_none() {
            return self.chapter("schools", Say::SchoolBySchool, Vec::new());
        }
        let mut parts = vec![Part::Paragraph(self.say(Say::SchoolBySchoolIntroduction))];
        parts.push(self.figure("sociogram", Say::FigureSociogram));
        if let Some(block) = self.findings.block(Scope::School, self.wave, Some("all")) {
            let measures = [
                "people",
                "answered",
                "ties",
                "density",
                "reciprocity_pairs_observed",
                "isolates",
                "unknown",
                "ei_index",
            ];
            let present: Vec<&str> = measures.into_iter().filter(|m| block.column(m).is_some()).collect();
            let mut headings = vec![Heading::text(self.say(Say::School))];
            headings.extend(present.iter().map(|m| Heading::measure(m, self.words)));
            let rows = self
                .school_rows()
                .map(|(row, name)| {
                    let cells = present.iter().map(|m| self.cell(block, m, row));
                    std::iter::once(Cell::text(name)).chain(cells).collect()
                })
                .collect();
            parts.push(Part::Table(Table { caption: self.say(Say::SchoolBySchool), headings, rows }));
        }
        self.chapter("schools", Say::SchoolBySchool, parts)
    }

    fn between_schools(&self) -> Chapter {
        if self.findings.schools.len() < 2 {
            return self.chapter("between", Say::BetweenSchools, Vec::new());
        }
        if only_within_school(self.findings, self.wave) {
            let note = Part::Note(self.say(Say::BetweenSchoolsNotAsked));
            return self.chapter("between", Say::BetweenSchools, vec![note]);
        }
        let mut parts = vec![Part::Paragraph(self.say(Say::BetweenSchoolsIntroduction))];
        parts.push(self.figure("school-pairs", Say::FigureMatrix));
        self.chapter("between", Say::BetweenSchools, parts)
    }

    fn formal_informal(&self) -> Chapter {
        let Some(facts) = overlap(self.findings, self.wave) else {
            return self.chapter("formal", Say::FormalInformal, vec![Part::Note(self.say(Say::FormalEmpty))]);
        };
        let words = self.words;
        let cells =
            [(Say::Both, facts.shared), (Say::OnlyFormal, facts.only_formal), (Say::OnlyInformal, facts.only_informal)];
        let rows = cells.map(|(label, n)| vec![Cell::text(self.say(label)), Cell::number(count(n, words), n)]).to_vec();
        let headings = vec![Heading::text(self.say(Say::Kind)), Heading::number(self.say(Say::Number))];
        let table = Table { caption: self.say(Say::FormalInformal), headings, rows };
        self.chapter(
            "formal",
            Say::FormalInformal,
            vec![
                Part::Paragraph(self.say(Say::FormalInformalIntroduction)),
                self.figure("formal-informal", Say::FigureFormalInformal),
                Part::Table(table),
            ],
        )
    }

    fn layers(&self) -> Chapter {
        let measures = [
            "people",
            "ties",
            "pairs",
            "density_observed",
            "mean_degree",
            "reciprocity_pairs_observed",
            "transitivity",
            "components_weak",
            "isolates",
            "unknown",
        ];
        let blocks: Vec<&Block> = self.findings.blocks_of(Scope::Layer).filter(|b| b.wave == self.wave).collect();
        let present: Vec<&str> =
            measures.into_iter().filter(|m| blocks.iter().any(|b| b.column(m).is_some())).collect();
        let mut headings = vec![Heading::text(self.say(Say::Layer))];
        headings.extend(present.iter().map(|m| Heading::measure(m, self.words)));
        let rows: Vec<Vec<Cell>> = blocks
            .iter()
            .map(|block| {
                let name = self.layer_name(block.layer.as_deref().unwrap_or_default());
                std::iter::once(Cell::text(name)).chain(present.iter().map(|m| self.cell(block, m, 0))).collect()
            })
            .collect();
        if rows.is_empty() {
            return self.chapter("layers", Say::Layers, Vec::new());
        }
        let table = Table { caption: self.say(Say::Layers), headings, rows };
        let parts = vec![Part::Paragraph(self.say(Say::LayersIntroduction)), Part::Table(table)];
        self.chapter("layers", Say::Layers, parts)
    }
}
