//! What no form of ours sends.

pub const SCRIPT: &str = "\"'><script>alert(1)</script>";

/// What may stand in any field, path or query.
pub const VALUES: [&str; 30] = [
    "",
    " ",
    "\0",
    "a\0b",
    SCRIPT,
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "'; DROP TABLE posts; --",
    "%' OR 1=1 --",
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "\u{202e}gpj.exe",
    "\u{feff}\u{200b}\u{2060}",
    "\u{ffff}\u{10ffff}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\r\nSet-Cookie: session=x\r\n\r\n<script>alert(1)</script>",
    "../../../../etc/passwd",
    "//evil.example/",
    "/\\evil.example",
    "https://evil.example/",
    "-1",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "1e309",
    "NaN",
    "٣",
    "{{7*7}}${7*7}",
    "1,2,3,,,",
    "[[[[[[[[[[((((((((((",
];

/// Fields that are good enough for a form to be taken seriously; one at a time is replaced.
pub const FIELDS: [(&str, &str); 65] = [
    ("about", "words"),
    ("after", "1"),
    ("area", "tools"),
    ("asked", "1"),
    ("button", "1"),
    ("community", "wood"),
    ("deed", "x"),
    ("description", "words"),
    ("domain", "example.org"),
    ("draft_rev", "1"),
    ("email", "ada@example.org"),
    ("emoji", "👍"),
    ("encryption", "tls"),
    ("face", "1"),
    ("fields", "{}"),
    ("from", "guild@example.org"),
    ("granted", "no"),
    ("guests", "1"),
    ("handle", "bob"),
    ("headline", "words"),
    ("into", "2"),
    ("joining", "open"),
    ("keywords", "words"),
    ("kind", "question"),
    ("language", "en"),
    ("lasting", "60"),
    ("level", "all"),
    ("name", "Somebody"),
    ("new", "1"),
    ("none", "1"),
    ("note", "words"),
    ("old", "1"),
    ("once", "key"),
    ("option", "1"),
    ("other", "words"),
    ("parent", "wood"),
    ("password", "short"),
    ("place", "new"),
    ("poll", "one\ntwo"),
    ("poll_anonymous", "1"),
    ("poll_closes", "7"),
    ("poll_results", "always"),
    ("poll_several", "1"),
    ("port", "25"),
    ("position", "1"),
    ("post", "2"),
    ("preview", "1"),
    ("rev", "1"),
    ("role", "member"),
    ("server", "mail.invalid"),
    ("source", "some words"),
    ("sure", "1"),
    ("synonym", "second"),
    ("tagline", "words"),
    ("tags", "steel, edge"),
    ("text", "name,slug,email\nSomebody,some-body,some@example.org"),
    ("theme", "dark"),
    ("title", "A title that is long enough"),
    ("to", "/"),
    ("tone", "blue"),
    ("user", "ada"),
    ("value", "1"),
    ("visibility", "public"),
    ("website", "https://example.org"),
    ("why", "words"),
];

/// Fields in which people write what others read.
pub const TEXTS: [&str; 13] = [
    "about",
    "description",
    "headline",
    "keywords",
    "name",
    "note",
    "other",
    "place",
    "source",
    "synonym",
    "tagline",
    "title",
    "why",
];

/// What queries are asked for.
pub const QUERIES: [&str; 20] = [
    "after",
    "area",
    "asked",
    "at",
    "before",
    "community",
    "email",
    "from",
    "lang",
    "level",
    "limit",
    "name",
    "page",
    "q",
    "quote",
    "sort",
    "sent",
    "tag",
    "title",
    "to",
];

/// Bodies that are no form at all, with what they say they are.
pub fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    const FORM: &str = "application/x-www-form-urlencoded";
    const PARTS: &str = "multipart/form-data; boundary=x";
    let part = |name: &str, file: &str| {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: text/plain\r\n\r\n"
        );
        let place = "--x\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\nnew\r\n";
        format!("{place}{head}words of a file\r\n--x--\r\n").into_bytes()
    };
    let mut all: Vec<(&str, Vec<u8>)> = vec![
        (FORM, b"%".to_vec()),
        (FORM, b"source=%zz&title=%4".to_vec()),
        (FORM, b"source=%FF%FE&title=%C3%28&value=%FF".to_vec()),
        (FORM, b"source=%ED%A0%80&title=%ED%A0%80".to_vec()),
        (FORM, b"source=\xff\xfe&\xff=\xff".to_vec()),
        (FORM, b"&&&=&=&===".to_vec()),
        (FORM, "a=b&".repeat(10_000).into_bytes()),
        (FORM, "source=x&value=1&tags=a&option=1&title=abc&".repeat(2000).into_bytes()),
        (FORM, format!("{}=x", "source[a]".repeat(500)).into_bytes()),
        (FORM, format!("source={0}&title={0}&name={0}&q={0}", "x".repeat(1 << 20)).into_bytes()),
        (FORM, b"\0\0\0\0".to_vec()),
        ("application/json", b"{\"source\": \"x\", \"value\": {\"$gt\": 0}}".to_vec()),
        ("application/json", "[".repeat(100_000).into_bytes()),
        ("text/plain", b"source=x".to_vec()),
        ("text/xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>".to_vec()),
        ("", b"source=x".to_vec()),
        ("multipart/form-data", part("file", "a.txt")),
        ("multipart/form-data; boundary=", part("file", "a.txt")),
        ("multipart/form-data; boundary=another", part("file", "a.txt")),
        (PARTS, b"--x\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nwords".to_vec()),
        (PARTS, b"--x".to_vec()),
        (PARTS, b"--x\r\n\r\n\r\n--x--".to_vec()),
        (PARTS, format!("--x\r\nX-Long: {}\r\n\r\n", "y".repeat(100_000)).into_bytes()),
    ];
    let long = "n".repeat(300);
    for name in [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "a\u{202e}txt.exe",
        "\u{0}.txt",
        SCRIPT,
        "a%0d%0aX: y.txt",
        ".",
        "..",
        "CON",
        &long,
    ] {
        all.push((PARTS, part("file", name)));
    }
    all.push((PARTS, part("f\r\nX-Y: z\r\n", "a\r\nX-Y: z.txt")));
    all.push((
        PARTS,
        b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\xff\xfe.txt\"\r\n\r\nx\r\n--x--\r\n".to_vec(),
    ));
    all
}
