//! A file cannot hurt the program: whatever is in it, the whole run ends in an error that says what is wrong, where and
//! what to do, or in an answer; never in a panic, and never by taking the memory.

use crate::common::program::{Ran, run, study};
use std::path::Path;

const STAFF: &[u8] = b"id,school,role\nT1,A,teacher\nT2,A,teacher\nT3,A,teacher\n";

/// A study of three teachers and one hostile file, checked and analysed. On Linux the run has to do with a gigabyte of
/// addresses, threads and program included, so that a file which asks for more ends it.
fn refused(root: &Path, file: &str, bytes: &[u8], options: &[&str]) -> Ran {
    let folder = study(root, "hostile", &[("teachers.csv", STAFF), (file, bytes)]);
    let ran = ["check", "analyse"].map(|command| {
        let mut args = vec![command, "hostile", "--threads", "2"];
        args.extend(options);
        bounded(root, &args)
    });
    std::fs::remove_dir_all(folder).expect("removed");
    for ran in &ran {
        assert_eq!(ran.code, 1, "{file}: {ran:?}");
        assert!(!ran.err.contains("panicked") && ran.err.len() < 2_000, "{file}: {}", ran.err);
        assert!(ran.err.starts_with(&format!("error: {file}")), "{file}: {}", ran.err);
        assert!(ran.err.contains("\n  seen: ") && ran.err.contains("\n  help: "), "{file}: {}", ran.err);
    }
    assert!(!root.join("staffroom-report").exists());
    let [check, _] = ran;
    check
}

#[cfg(target_os = "linux")]
fn bounded(root: &Path, args: &[&str]) -> Ran {
    let program = crate::common::program::program(root, args);
    let mut command = std::process::Command::new("sh");
    command.current_dir(root).args(["-c", "ulimit -v 1000000 && exec \"$0\" \"$@\""]);
    command.arg(program.get_program()).args(program.get_args());
    command.output().expect("the program starts").into()
}

#[cfg(not(target_os = "linux"))]
fn bounded(root: &Path, args: &[&str]) -> Ran {
    run(root, args)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The parts of a file, packed.
#[cfg(feature = "xlsx")]
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("a zip").into_inner()
}

#[cfg(feature = "xlsx")]
fn xlsx(sheet: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{sheet}</sheetData></worksheet>");
    packed(&[
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"rId1\" Target=\"xl/workbook.xml\" \
              Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>",
        ),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[cfg(feature = "xlsx")]
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Blad1\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[cfg(feature = "xlsx")]
#[test]
fn a_small_spreadsheet_that_asks_for_549_gigabytes_is_refused() {
    let cell = |at: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let rows = format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", cell("A1"), cell("XFD1048576"));
    let bytes = xlsx(&rows);
    assert!(bytes.len() < 2_000);
    let ran = refused(folder().path(), "ties.xlsx", &bytes, &[]);
    assert!(ran.err.contains("line 1048576: too large: 16,384 columns"), "{}", ran.err);
    let repeated = "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell \
                    table:number-columns-repeated=\"4096\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let ran = refused(folder().path(), "ties.ods", &ods(repeated), &[]);
    assert!(ran.err.contains("too large: 8,589,926,400 bytes"), "{}", ran.err);
}

#[cfg(feature = "xlsx")]
#[test]
fn a_zip_bomb_is_refused_by_what_it_unpacks_to_and_by_how_well_it_was_packed() {
    let root = folder();
    let row = "<row><c t=\"inlineStr\"><is><t>T1</t></is></c><c t=\"inlineStr\"><is><t>T2</t></is></c></row>";
    let bomb = xlsx(&row.repeat(500_000));
    assert!(bomb.len() < 300_000);
    let ran = refused(root.path(), "ties.xlsx", &bomb, &[]);
    assert!(ran.err.contains("times as large unpacked as it is packed"), "{}", ran.err);
    let ran =
        refused(root.path(), "ties.xlsx", &bomb, &["--limit", "bytes=20000000", "--limit", "unpacked=4000000000"]);
    assert!(ran.err.contains("bytes\n"), "{}", ran.err);
    let row = "<table:table-row><table:table-cell><text:p>T1</text:p></table:table-cell></table:table-row>";
    let ran = refused(root.path(), "ties.ods", &ods(&row.repeat(400_000)), &[]);
    assert!(ran.err.contains("times as large unpacked as it is packed"), "{}", ran.err);
}

#[cfg(feature = "xlsx")]
#[test]
fn a_giant_cell_of_a_spreadsheet_is_refused() {
    let (root, giant) = (folder(), "x".repeat(20_000_000));
    let cell = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{giant}</t></is></c></row>");
    assert!(refused(root.path(), "ties.xlsx", &xlsx(&cell), &[]).err.contains("bytes in one cell"));
    let cell =
        format!("<table:table-row><table:table-cell><text:p>{giant}</text:p></table:table-cell></table:table-row>");
    assert!(refused(root.path(), "ties.ods", &ods(&cell), &[]).err.contains("bytes in one cell"));
}

#[test]
fn a_giant_file_a_giant_cell_and_a_giant_row_are_refused() {
    let root = folder();
    let cell = format!("from,to\nT1,\"{}\"\n", "x".repeat(20_000_000));
    assert!(refused(root.path(), "ties.csv", cell.as_bytes(), &[]).err.contains("line 2: too large"));
    for line in
        [format!("from,to{}\nT1,T2\n", ",".repeat(10_000_000)), format!("from,to\nT1,T2{}\n", ",".repeat(10_000_000))]
    {
        let ran = refused(root.path(), "ties.csv", line.as_bytes(), &[]);
        assert!(ran.err.contains(" columns\n") && ran.err.contains(", line "), "{}", ran.err);
    }
    // A file of 300 MB of which nothing is written, where the file system can do that.
    let hostile = study(root.path(), "hostile", &[("teachers.csv", STAFF)]);
    let file = std::fs::File::create(hostile.join("ties.csv")).expect("a file");
    file.set_len(300_000_000).expect("a length");
    let ran = bounded(root.path(), &["check", "hostile"]);
    assert_eq!((ran.code, ran.err.contains("ties.csv: too large: 300,000,000 bytes")), (1, true), "{}", ran.err);
}

#[test]
fn a_hundred_thousand_brackets_inside_each_other_are_refused() {
    let root = folder();
    let many = |text: &str| text.repeat(100_000);
    for (file, text) in [
        ("ties.json", format!("{{\"ties\": {}", many("["))),
        ("ties.json", format!("{{\"x\": {}{}}}", many("["), many("]"))),
        ("ties.json", format!("{{\"ties\": [{{\"from\": {}", many("{\"a\":"))),
        ("ties.graphml", format!("<graphml>{}", many("<graph>"))),
        ("ties.gexf", format!("<gexf>{}", many("<nodes>"))),
    ] {
        refused(root.path(), file, text.as_bytes(), &[]);
    }
    let ran = refused(root.path(), "ties.graphml", format!("<graphml>{}", many("<graph>")).as_bytes(), &[]);
    assert!(ran.err.contains("too large: 201 elements inside each other"), "{}", ran.err);
}

#[test]
fn entities_that_grow_or_look_at_other_files_are_refused() {
    let root = folder();
    let mut grow = String::from("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e0 \"lol\">");
    for n in 1..10 {
        grow.push_str(&format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)));
    }
    let look = "<!DOCTYPE x [<!ENTITY e9 SYSTEM \"file:///etc/hostname\">]>".to_owned();
    for start in [grow + "]>", look] {
        let graphml = format!("{start}<graphml><graph><node id=\"&e9;\"/></graph></graphml>");
        assert!(refused(root.path(), "ties.graphml", graphml.as_bytes(), &[]).err.contains("<!ENTITY"));
        let gexf = format!("{start}<gexf><graph><nodes><node id=\"a\" label=\"&e9;\"/></nodes></graph></gexf>");
        assert!(refused(root.path(), "ties.gexf", gexf.as_bytes(), &[]).err.contains("<!ENTITY"));
    }
}

#[test]
fn random_bytes_under_the_name_of_any_format_are_refused() {
    let root = folder();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |n: usize| -> Vec<u8> {
        let next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        };
        std::iter::repeat_with(next).take(n).collect()
    };
    for (ending, start) in [
        ("csv", "from,to\n"),
        ("tsv", "from\tto\n"),
        ("graphml", "<graphml>"),
        ("gexf", "<gexf>"),
        ("net", "*Vertices 9\n"),
        ("dl", "DL N=9\nDATA:\n"),
        ("json", "{\"people\":["),
        #[cfg(feature = "xlsx")]
        ("xlsx", "PK\u{3}\u{4}xl/"),
        #[cfg(feature = "xlsx")]
        ("ods", "PK\u{3}\u{4}content.xml"),
    ] {
        let file = format!("ties.{ending}");
        refused(root.path(), &file, &random(50_000), &[]);
        refused(root.path(), &file, &[start.as_bytes(), &random(50_000)].concat(), &[]);
    }
}

#[test]
fn a_few_bytes_that_claim_a_million_people_are_refused() {
    let root = folder();
    for (file, text) in [
        ("ties.net", "*Vertices 999999\n*Arcs\n1 2\n"),
        ("ties.dl", "DL N=999999 FORMAT=EDGELIST1\nDATA:\n1 2\n"),
        ("ties.net", "*Vertices 4294967295\n"),
    ] {
        let ran = refused(root.path(), file, text.as_bytes(), &[]);
        assert!(ran.err.contains(" people\n"), "{}", ran.err);
    }
}

#[test]
fn columns_of_something_else_are_no_thousand_waves_or_relations() {
    let root = folder();
    for (column, what) in [("wave", "waves"), ("relation", "relations between two people")] {
        let mut text = format!("from,to,{column}\n");
        (0..50_000).for_each(|n| text.push_str(&format!("T1,T2,x{n}\n")));
        let ran = refused(root.path(), "ties.csv", text.as_bytes(), &[]);
        assert!(ran.err.contains(&format!("too large: 1,001 {what}\n")), "{}", ran.err);
        assert_eq!(ran.err.matches("error: ").count(), 1, "{}", ran.err);
    }
    let mut text = String::from("from,to\n");
    (0..3_000).for_each(|n| text.push_str(&format!("A{n},B{n}\n")));
    let ran = refused(root.path(), "ties.csv", text.as_bytes(), &["--limit", "people=5000"]);
    assert!(ran.err.contains("too large: 5,001 people\n"), "{}", ran.err);
}

#[test]
fn a_study_file_is_small_and_its_brackets_are_few() {
    let root = folder();
    let ties: (&str, &[u8]) = ("ties.csv", b"from,to\nT1,T2\n");
    for (toml, want) in [
        ("# nothing\n".repeat(500_000), "study.toml: too large: 5,000,000 bytes"),
        (format!("x = {}", "[".repeat(100_000)), "study.toml, line 1: "),
        ("[[waves]]\nid = \"w\"\n".repeat(1_001), "study.toml: too large: 1,001 waves"),
    ] {
        study(root.path(), "hostile", &[("teachers.csv", STAFF), ties, ("study.toml", toml.as_bytes())]);
        let ran = bounded(root.path(), &["check", "hostile"]);
        assert_eq!((ran.code, ran.err.contains(want)), (1, true), "{}", ran.err);
    }
}

#[test]
fn names_as_long_as_cells_are_compared_with_nobody() {
    let root = folder();
    let name = |n: usize| format!("{n} {}", "a".repeat(60_000));
    let mut staff = String::from("id,name\n");
    let mut ties = String::from("from,to\n");
    for n in 0..20 {
        staff.push_str(&format!("T{n},{}\n", name(n)));
        ties.push_str(&format!("T{n},{}\n", name(n + 100)));
    }
    study(root.path(), "hostile", &[("teachers.csv", staff.as_bytes()), ("ties.csv", ties.as_bytes())]);
    let ran = run(root.path(), ["check", "hostile"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}
