//! A file cannot hurt: whatever its bytes, reading ends in an answer or in an error, never in a panic.

use proptest::prelude::*;
use staffroom::error::{Error, Limit};
use staffroom::survey::formats::{AnswerOptions, Limits, ReadOptions, answers_from_bytes, table_from_bytes};

/// Small limits, so that the limits themselves are met.
fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.file_bytes, limits.cell_bytes, limits.columns, limits.people, limits.ties) =
        (200_000, 2_000, 60, 500, 2_000);
    limits
}

fn read_all(bytes: &[u8]) {
    let read = ReadOptions { limits: limits(), ..ReadOptions::default() };
    if let Ok(table) = table_from_bytes(bytes.to_vec(), "t", &read) {
        let mut rows = 0;
        table
            .for_each(|row| {
                rows += 1;
                assert!((0..row.cells()).all(|c| row.cell(c).len() <= 2_000));
                Ok(())
            })
            .expect("rows that were counted can be read");
        assert_eq!(rows, table.rows());
    }
    let questions = ["vraag".to_string()];
    for questions in [&[][..], &questions] {
        let options = AnswerOptions { read: read.clone(), questions, ..AnswerOptions::default() };
        if let Ok(answers) = answers_from_bytes(bytes.to_vec(), "t", &options) {
            let people = answers.people.len() as u32;
            assert!(!answers.questions.is_empty() || answers.answers.is_empty());
            for answer in &answers.answers {
                assert!(answer.from < people && answer.to < people);
                assert!((answer.question as usize) < answers.questions.len());
                assert!(answers.place(answer).line.is_some());
            }
            assert!(answers.respondents.iter().all(|respondent| respondent.person < people));
            assert!(answers.attributes.iter().all(|attribute| attribute.values.len() == people as usize));
            assert!(answers.details.iter().all(|detail| (detail.answer as usize) < answers.answers.len()));
        }
    }
}

const SAMPLES: [&str; 12] = [
    "from,to,relation,frequency,wave\nT1,T2,advice,2,2026\nT2,\"T1\n\",visit,x,\n",
    "sep=;\r\n;An;Bo;Cas\r\nAn;0;1;NA\r\nBo;;0,5;x\r\nCas;0;0;0\r\n",
    "id,vraag1,vraag2\n1,2,3\n2,niemand,\n3,1,\"2;1\"\n",
    "Naam;vraag [An];vraag [Bo]\nAn;;wekelijks\nBo;1;\n",
    "Naam,vraag_1,Finished\nNaam,vraag - An,F\n\"{\"\"ImportId\"\":1}\",x,x\nBo,An,1\n",
    "1 2 3\n2 1 3\n3 1 2\n1 3 5\n",
    "*Network x\n*Vertices 3\n1 \"a\" 0.1\n2 b\n*Arcs :1 \"r\"\n1 2 1\n*Edges\n2 3\n*Arcslist\n1 2 3\n*Matrix\n0 1 0\n*Partition p\n*Vertices 3\n1\n",
    "DL N=3 NM=2\nFORMAT = FULLMATRIX DIAGONAL PRESENT\nROW LABELS:\nA\nB\nC\nLEVEL LABELS: x y\nDATA:\n0 1 0\n. 0 1\n1 0 0\n0 0 0 0 0 0 0 0 0\n",
    "dl n=3 format=edgelist1 labels embedded\ndata:\na b 2\nb c\n!\n",
    "<?xml version='1.0'?><graphml><key id='k' for='node' attr.name='name'/><graph edgedefault='directed'><node id='n0'><data key='k'>A&amp;B</data></node><edge source='n0' target='n1'><data key='k'>1</data></edge></graph></graphml>",
    "<gexf><graph><attributes class='node'><attribute id='0' title='s'/></attributes><nodes><node id='0' label='A'><attvalues><attvalue for='0' value='x'/></attvalues></node></nodes><edges><edge source='0' target='1' weight='2'/></edges></graph></gexf>",
    "{\"people\": [{\"id\": \"a\", \"x\": [1, {}]}], \"ties\": [{\"from\": \"a\", \"to\": 2, \"frequency\": 1.5}], \"directed\": false}",
];

/// A workbook of two sheets.
fn workbook() -> Vec<u8> {
    #[cfg(feature = "xlsx")]
    {
        let mut book = rust_xlsxwriter::Workbook::new();
        for name in ["een", "twee"] {
            let sheet = book.add_worksheet().set_name(name).expect("a sheet");
            for row in 0..4_u16 {
                for column in 0..4_u16 {
                    match (row, column) {
                        (0, n) | (n, 0) => sheet.write(row.into(), column, ["", "An", "Bo", "Cas"][n as usize]),
                        _ => sheet.write(row.into(), column, u32::from(row + 1 == column)),
                    }
                    .expect("a cell");
                }
            }
        }
        book.save_to_buffer().expect("a workbook")
    }
    #[cfg(not(feature = "xlsx"))]
    Vec::new()
}

/// A change to some bytes: one replaced, some taken out, some said twice, or something put in.
fn change(bytes: &mut Vec<u8>, (what, at, byte, length): (u8, usize, u8, usize)) {
    const INSERTS: [&str; 12] = [
        "\"",
        "\u{feff}",
        ",,,,",
        "\r",
        "0",
        "<!ENTITY a 'b'>",
        "*Vertices 9",
        "NaN",
        "1e999",
        "]]>",
        "\u{1a}",
        "&#x10FFFF;",
    ];
    if bytes.is_empty() {
        return;
    }
    let at = at % bytes.len();
    let end = (at + length).min(bytes.len());
    match what % 5 {
        0 => bytes[at] = byte,
        1 => _ = bytes.drain(at..end),
        2 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        3 => {
            let text = INSERTS[byte as usize % INSERTS.len()].bytes();
            bytes.splice(at..at, text);
        }
        _ => bytes.truncate(end),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_an_answer_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn any_text_ends_in_an_answer_or_an_error(text in "[a-cA0-2 ,;\t\"\n\r*<>{}=:/.éß'\\-]{0,300}") {
        read_all(text.as_bytes());
    }

    #[test]
    fn damaged_files_of_every_format_end_in_an_answer_or_an_error(
        sample in 0..SAMPLES.len(),
        changes in prop::collection::vec((any::<u8>(), any::<usize>(), any::<u8>(), 0..60_usize), 1..6),
    ) {
        let mut bytes = SAMPLES[sample].as_bytes().to_vec();
        for one in changes {
            change(&mut bytes, one);
        }
        read_all(&bytes);
    }

    #[test]
    fn damaged_workbooks_end_in_an_answer_or_an_error(
        changes in prop::collection::vec((any::<u8>(), any::<usize>(), any::<u8>(), 0..60_usize), 0..4),
    ) {
        let mut bytes = workbook();
        for one in changes {
            change(&mut bytes, one);
        }
        read_all(&bytes);
    }
}

#[test]
fn every_sample_is_read_when_it_is_not_damaged() {
    for sample in SAMPLES {
        let questions = ["vraag".to_string()];
        let questions = if sample.contains("vraag") { &questions[..] } else { &[] };
        let options = AnswerOptions { questions, ..AnswerOptions::default() };
        let read = answers_from_bytes(sample.into(), "t", &options);
        assert!(read.is_ok_and(|answers| !answers.answers.is_empty()), "{sample}");
    }
}

#[test]
fn a_network_file_that_claims_too_much_is_refused() {
    let refused = |text: String| match answers_from_bytes(text.into(), "t", &AnswerOptions::default()) {
        Err(Error::TooLarge { what, .. }) => Some(what),
        Err(Error::Broken { .. }) => None,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused("*Vertices 4294967295\n".into()), Some(Limit::People));
    assert_eq!(refused("*Vertices 1000000\n".repeat(50)), Some(Limit::People));
    assert_eq!(refused("DL N=9001\nDATA:\n".into()), Some(Limit::Ties));
    assert_eq!(refused("DL N=1000000\nDATA:\n".into()), Some(Limit::People));
    assert_eq!(refused("DL N=18446744073709551616\nDATA:\n".into()), None);
    assert_eq!(refused("DL N=4294967296\nDATA:\n".into()), Some(Limit::People));
    assert_eq!(refused(format!("{{\"ties\": {}", "[".repeat(100_000))), None);
    assert_eq!(refused(format!("{{\"x\": {}", "[".repeat(100_000))), None);
    assert_eq!(refused(format!("<graphml>{}", "<graph>".repeat(100_000))), Some(Limit::Depth));
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><graphml>&b;</graphml>";
    assert_eq!(refused(bomb.into()), None);
}
