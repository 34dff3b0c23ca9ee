use proptest::prelude::*;

use super::*;

fn names(list: &List) -> Vec<&str> {
    list.people.iter().map(|person| person.name.as_str()).collect()
}

fn wrong(list: &List) -> Vec<(u64, &'static str)> {
    list.problems.iter().map(|problem| (problem.line, problem.what.code())).collect()
}

#[test]
fn csv_with_every_column() {
    let text = "Email,Name,User Name,Organisation,Job_Title,Bio,Location,Time zone,Language,Skills,Groups,Chapter,Role,Joined at,Consent,External ID,Shoe size\r\n\
        \" Ada+Guild@Example.ORG \",Ada Lovelace,@Ada,Engines,Countess,\"Two\nlines, and \"\"quotes\"\"\",London,Europe/London,en,maths; engines,a;b,North,champion,2024-03-01,yes,7,36\r\n";
    let list = read(text.as_bytes());
    assert_eq!(list.problems, []);
    assert_eq!(list.ignored, ["Shoe size"]);
    assert_eq!(list.understood.len(), 16);
    let ada = &list.people[0];
    assert_eq!((ada.email.as_str(), ada.username.as_str(), ada.line), ("ada+guild@example.org", "ada", 2));
    assert_eq!(ada.bio, "Two\nlines, and \"quotes\"");
    assert_eq!(ada.skills, ["maths", "engines"]);
    assert_eq!(ada.joined_at, Some(1_709_251_200_000));
    assert_eq!((ada.external_id.as_str(), ada.title.as_str()), ("7", "Countess"));
}

#[test]
fn dutch_headings_separators_and_encodings() {
    let text = "Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Woonplaats;Lid sinds\nJoop;van der;Één;joop@example.org;Zoetermeer;1-3-2024\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let marked = format!("\u{feff}{text}");
    let tabs = text.replace(';', "\t");
    let told = format!("sep=;\r\n{text}");
    for bytes in [text.as_bytes(), &utf16, &bare, &western, marked.as_bytes(), tabs.as_bytes(), told.as_bytes()] {
        let list = read(bytes);
        assert_eq!(names(&list), ["Joop van der Één"], "{bytes:?}");
        assert_eq!((list.people[0].location.as_str(), list.people[0].joined_at), ("Zoetermeer", Some(1_709_251_200_000)));
    }
    assert_eq!(read(told.as_bytes()).people[0].line, 3);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let text = "name,email,consent,joined\n\"Ada\nL\",ada@example.org,yes,\n,x@example.org,,\nBob,bob at example,,\n\nCyd,ADA@example.org ,,\nDee,,nee,\nEve,,,2024-13-01\n";
    let list = read(text.as_bytes());
    assert_eq!(names(&list), ["Ada L", "Eve"]);
    assert_eq!(wrong(&list), [(4, "name"), (5, "email"), (7, "twice"), (8, "consent"), (9, "date")]);
    assert_eq!(wrong(&read(b"name,id\nAda,1\nBob,\nADA,2\nBOB,\n")), [(5, "twice")], "a name alone has to do");
    assert_eq!(wrong(&read(b"a,b\n1,2\n")), [(1, "headings")]);
    assert_eq!(wrong(&read(b"")), [(1, "headings")]);
    assert_eq!(wrong(&read(&vec![b'a'; MOST_BYTES + 1])), [(1, "large")]);
    let many = format!("name\n{}", (0..MOST_PEOPLE + 5).map(|n| format!("Ada {n}\n")).collect::<String>());
    let list = read(many.as_bytes());
    assert_eq!((list.people.len(), wrong(&list)), (MOST_PEOPLE, vec![(10_002, "many")]));
}

#[test]
fn vcards_of_all_versions() {
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=\r\n=F6rg\r\nEMAIL;INTERNET:one@example.org\r\nEMAIL;PREF;INTERNET:Two@example.org\r\nNOTE;QUOTED-PRINTABLE:caf=C3=A9=0D=0Asecond\r\nEND:VCARD\r\n\
        begin:vcard\nVERSION:3.0\nFN:Ada\\, Countess\n of Lovelace\nitem1.EMAIL;TYPE=work,pref:ada@example.org\nitem1.X-ABLabel:Work\nORG:Engines;Analytical\nADR;TYPE=home:;;1 Street;London;;W1;England\nCATEGORIES:maths,eng\\,ines\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\n BBBB\nBDAY:1815-12-10\nUID:u-1\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Bob\nEMAIL;PREF=2:b2@example.org\nEMAIL;PREF=1;TYPE=\"a:b\":b1@example.org\nNOTE:back\\\\slash\\nline\nEND:VCARD\nBEGIN:VCARD\nFN:Cut";
    let list = read(text.as_bytes());
    assert_eq!(names(&list), ["Jörg Müller", "Ada, Countessof Lovelace", "Bob"]);
    let emails: Vec<&str> = list.people.iter().map(|person| person.email.as_str()).collect();
    assert_eq!(emails, ["two@example.org", "ada@example.org", "b1@example.org"]);
    assert_eq!(list.people[0].bio, "café\nsecond");
    assert_eq!(list.people[1].location, "London, England");
    assert_eq!(list.people[1].groups, ["maths", "eng,ines"]);
    assert_eq!(list.people[1].external_id, "u-1");
    assert_eq!(list.people[2].bio, "back\\slash\nline");
    assert!(list.ignored.contains(&"BDAY".to_owned()) && list.ignored.contains(&"PHOTO".to_owned()));
    assert_eq!(wrong(&list).iter().map(|(_, what)| *what).collect::<Vec<_>>(), ["cut"]);
}

#[test]
fn chapters_with_their_champions() {
    let text = "Name;Slug;Place;Champion;Champion e-mail;Language;Visibility\nNorth;north;Leeds;Ada;ADA@example.org;EN;\nSouth;;;;;;verborgen\nNorth;north;;;;;\nEast;;;;;;secret\n;x;;;;;\n";
    let list = read_chapters(text.as_bytes());
    assert_eq!(list.chapters.len(), 2);
    assert_eq!((list.chapters[0].email.as_str(), list.chapters[0].language.as_str()), ("ada@example.org", "en"));
    assert_eq!(list.chapters[1].visibility, "hidden");
    let wrong: Vec<_> = list.problems.iter().map(|problem| (problem.line, problem.what.code())).collect();
    assert_eq!(wrong, [(4, "twice"), (5, "word"), (6, "name")]);
}

fn somebody(name: &str, bio: &str) -> Person {
    Person {
        name: name.into(),
        bio: bio.into(),
        location: "=Leeds".into(),
        joined_at: Some(1_709_251_200_000),
        ..Person::default()
    }
}

#[test]
fn everything_goes_out_and_comes_in() {
    let person = Person {
        email: "ada@example.org".into(),
        organisation: "Guild; of \"wood\"".into(),
        timezone: "Europe/Amsterdam".into(),
        language: "nl, en".into(),
        skills: vec!["Joinery, fine".into(), "Oil\\stones".into()],
        groups: vec!["Tools".into(), "Board, old".into()],
        chapter: "Utrecht".into(),
        website: "https://example.org".into(),
        external_id: "7".into(),
        ..somebody("Ada", "one\ntwo")
    };
    for text in [write_csv(std::slice::from_ref(&person)), write_vcard(std::slice::from_ref(&person))] {
        let list = read(text.as_bytes());
        assert!(list.problems.is_empty() && list.ignored.is_empty(), "{text}");
        let read = &list.people[0];
        let cards = text.starts_with("BEGIN");
        // Cards have no place for it.
        let joined_at = if cards { None } else { person.joined_at };
        assert_eq!(*read, Person { line: read.line, joined_at, ..person.clone() }, "{text}");
    }
}

#[test]
fn formulas_are_guarded() {
    let text = write_csv(&[somebody("Ada", "=1+1"), somebody("@bob", "-2")]);
    assert!(text.contains(",'=1+1,2024-03-01,") && text.contains("'@bob,") && text.contains("'=Leeds"));
    for cell in ["=1", "+1", "-1", "@x", "\tx", "\rx"] {
        assert_eq!(guarded(cell), format!("'{cell}"));
    }
    let links = [Link { name: "=Ada".into(), email: String::new(), community: "A".into(), link: "http://x/".into() }];
    assert!(write_links(&links).contains("'=Ada,,A,http://x/"));
}

proptest! {
    /// Whatever the bytes, and however they are cut and mended.
    #[test]
    fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for head in [&b""[..], b"name,email\n", b"BEGIN:VCARD\n", b"\xff\xfe"] {
            let bytes = [head, &bytes].concat();
            read(&bytes);
            read_chapters(&bytes);
        }
    }

    #[test]
    fn cards_of_odd_lines(lines in proptest::collection::vec("(FN|N|EMAIL|NOTE|ADR|a\\.ORG|BEGIN|END)[;:=\",\\\\ A-Zé]{0,20}[:][^\\n]{0,30}", 0..12)) {
        read(format!("BEGIN:VCARD\n{}\nEND:VCARD\n", lines.join("\n")).as_bytes());
    }

    /// What was written is read the same.
    #[test]
    fn written_and_read(name in "[a-zA-Z=+@é;,\"'\\\\][a-zA-Z é;,\"'\\\\]{0,20}[a-z]", bio in "[a-z=+\\-@ \\n;,\"'\\\\é]{0,60}") {
        let person = somebody(name.trim(), bio.trim());
        for text in [write_csv(std::slice::from_ref(&person)), write_vcard(std::slice::from_ref(&person))] {
            let list = read(text.as_bytes());
            prop_assert_eq!(list.people.len(), 1, "{}", text);
            let name = person.name.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(&list.people[0].name, &name);
            prop_assert_eq!(&list.people[0].bio, &person.bio);
        }
    }
}
