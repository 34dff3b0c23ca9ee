//! Reading small dumps made here: what is well-formed, what is not, what is hostile.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;

use formats::stackexchange::{
    Comment, Dump, Error, FileName, HistoryType, LinkType, Post, PostType, Problem, Row, Rows, Tag, User, Vote, VoteType,
    parse_tags,
};

fn rows<R: Row>(file: &[u8]) -> Rows<R> {
    Rows::new("Test.xml", Box::new(std::io::Cursor::new(file.to_vec())), file.len() as u64)
}

fn split<R: Row>(file: &[u8]) -> (Vec<R>, Vec<Problem>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for row in rows(file) {
        match row {
            Ok(row) => good.push(row),
            Err(problem) => bad.push(problem),
        }
    }
    (good, bad)
}

fn tags(file: &str) -> (Vec<String>, Vec<String>) {
    let (good, bad) = split::<Tag>(file.as_bytes());
    (good.into_iter().map(|tag| tag.tag_name).collect(), bad.into_iter().map(|problem| problem.message).collect())
}

const POST: &str = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<posts>\r\n  <row Id=\"7\" PostTypeId=\"1\" AcceptedAnswerId=\"9\" \
    CreationDate=\"2017-03-01T12:00:00.123\" Score=\"-2\" ViewCount=\"30\" Body=\"&lt;p&gt;a &amp;amp; b&lt;/p&gt;&#xA;\" OwnerUserId=\"-1\" \
    LastEditDate=\"2017-03-01T12:00:01Z\" Title='It&apos;s \"so\"' Tags=\"&lt;rust&gt;&lt;c++&gt;\" Shiny=\"1\" ContentLicense=\"CC BY-SA 4.0\" />\r\n\
    <row Id=\"8\" PostTypeId=\"77\" ParentId=\"\" CreationDate=\"2017-03-01T12:00:00\" Tags=\"|a|b|\"></row>\r\n</posts>\r\n";

#[test]
fn posts_become_structs() {
    let mut reader = rows::<Post>(POST.as_bytes());
    let posts: Vec<Post> = reader.by_ref().collect::<Result<_, _>>().unwrap();
    let [first, second] = posts.as_slice() else { panic!("{posts:?}") };
    assert_eq!((first.id, first.post_type_id, first.accepted_answer_id, first.score), (7, PostType::Question, Some(9), -2));
    assert_eq!((first.creation_date, first.last_edit_date), (1_488_369_600_123, Some(1_488_369_601_000)));
    assert_eq!((first.body.as_str(), first.title.as_deref()), ("<p>a &amp; b</p>\n", Some("It's \"so\"")));
    assert_eq!((first.owner_user_id, first.tags.clone()), (Some(-1), vec!["rust".to_owned(), "c++".to_owned()]));
    assert_eq!((second.post_type_id, second.parent_id, second.score, second.tags.len()), (PostType::Other(77), None, 0, 2));
    assert_eq!(reader.unknown().iter().collect::<Vec<_>>(), [(&"Shiny".to_owned(), &1)]);
    assert_eq!((reader.progress().read, reader.progress().size), (POST.len() as u64, POST.len() as u64));
    assert!(reader.next().is_none());
}

#[test]
fn a_bad_row_costs_itself() {
    let file = "<tags>\n<row Id=\"1\" TagName=\"a\"/>\n<row Id=\"abc\" TagName=\"b\"/>\n<row TagName=\"c\"/>\n<row Id=\"4\" TagName=\"&lol;\"/>\n\
        <row Id=\"5\" TagName=\"AT&T\"/>\n<row Id=\"6\" Id=\"6\" TagName=\"e\"/>\n<row Id=\"7\" TagName=f/>\n<row Id=\"8\" TagName=\"g/>\n\
        <row Id=\"9\" TagName=\"h\"/> stray\n<other/><row Id=\"10\" TagName=\"i\" IsRequired=\"perhaps\"/><row Id=\"11\" TagName=\"j>k\"/></tags>";
    let (good, bad) = split::<Tag>(file.as_bytes());
    let names: Vec<_> = good.iter().map(|tag| tag.tag_name.as_str()).collect();
    assert_eq!(names, ["a", "h", "j>k"], "{bad:#?}");
    assert_eq!(bad.len(), 10, "{bad:#?}");
    assert_eq!((bad[0].row, bad[0].line, bad[0].offset), (Some(2), 3, 33));
    assert!(file[bad[0].offset as usize..].starts_with("<row Id=\"abc\""));
    assert_eq!(bad[0].message, "Id is not a number: \"abc\"");
    assert_eq!(bad[1].message, "Id is missing");
}

#[test]
fn hostile_xml_is_not_obeyed() {
    let lol = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\"> ]>\n<tags><row Id=\"1\" TagName=\"&b;\"/><row Id=\"2\" TagName=\"x\"/></tags>";
    assert_eq!(tags(lol).0, ["x"]);
    assert_eq!(tags(lol).1.len(), 2);
    let hidden = "<tags><!-- <row Id=\"1\" TagName=\"no\"/> --><row Id=\"2\" TagName=\"x\"/><![CDATA[<row Id=\"3\" TagName=\"no\"/>]]><?p <row Id=\"3\"/> ?></tags>";
    assert_eq!(tags(hidden).0, ["x"]);
    let endless = "<tags><row Id=\"2\" TagName=\"x\"/><!-- <row Id=\"1\" TagName=\"no\"/>";
    assert_eq!(tags(endless).1, ["this comment does not end; the file is unread from here"]);
    for (wrong, message) in
        [("", "no root"), ("\u{0}", "binary"), ("hello", "before"), ("<tags>", "cut off"), ("<tags><row Id=\"1", "inside a tag")]
    {
        assert!(tags(wrong).1[0].contains(message), "{wrong:?}: {:?}", tags(wrong));
    }
    let mut bytes = b"<tags><row Id=\"1\" TagName=\"\xff\"/><row Id=\"2\" TagName=\"x\"/></tags>".to_vec();
    let (good, bad) = split::<Tag>(&bytes);
    assert_eq!((good.len(), bad[0].message.as_str()), (1, "not UTF-8"));
    bytes.splice(0..0, [0xff, 0xfe]);
    assert_eq!(split::<Tag>(&bytes).0.len(), 0);
    let mut replaced = rows::<Tag>(b"<tags><row Id=\"1\" TagName=\"a&#x0;b&#xD800;\"/></tags>");
    assert_eq!(replaced.next().unwrap().unwrap().tag_name, "a\u{fffd}b\u{fffd}");
    assert_eq!(replaced.replaced(), 2);
}

#[test]
fn a_huge_value_is_fine() {
    let file = format!(
        "<comments><row Id=\"1\" PostId=\"2\" CreationDate=\"2017-03-01\" Text=\"{}\"/></comments>",
        "é&#xA;".repeat(1_000_000)
    );
    let (good, bad) = split::<Comment>(file.as_bytes());
    assert_eq!((good[0].text.len(), bad.len()), (3_000_000, 0));
}

/// Each name is compared with all before it: of as many as fit into a row the work would grow with the square.
#[test]
fn a_row_with_countless_columns_is_left_out() {
    let columns: String = (0..1_000_000).map(|n| format!("c{n}=\"\" ")).collect();
    let file = format!("<tags><row {columns}/><row Id=\"2\" TagName=\"x\"/></tags>");
    let (good, bad) = split::<Tag>(file.as_bytes());
    assert_eq!((good.len(), bad.len(), bad[0].message.as_str()), (1, 1, "more than 200 columns"));
}

#[test]
fn a_directory_is_a_dump_when_it_has_posts() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Dump::open(folder.path().join("none")), Err(Error::Directory { .. })));
    assert!(matches!(Dump::open(folder.path()), Err(Error::NoPosts { .. })));
    fs::write(folder.path().join("posts.XML"), POST).unwrap();
    fs::write(
        folder.path().join("votes.xml"),
        "<votes><row Id=\"1\" PostId=\"7\" VoteTypeId=\"2\" CreationDate=\"2017-03-01T00:00:00.000\"/></votes>",
    )
    .unwrap();
    let dump = Dump::open(folder.path()).unwrap();
    assert_eq!(dump.posts().filter_map(Result::ok).count(), 2);
    assert_eq!(dump.votes().next().unwrap().unwrap().vote_type_id, VoteType::Up);
    assert_eq!((dump.users().count(), dump.badges().count()), (0, 0));
    assert_eq!(
        dump.missing(),
        [FileName::Badges, FileName::Comments, FileName::PostHistory, FileName::PostLinks, FileName::Tags, FileName::Users]
    );
    fs::remove_file(folder.path().join("votes.xml")).unwrap();
    let gone: Vec<_> = dump.votes().collect::<Vec<_>>();
    assert!(gone.len() == 1 && gone[0].is_err());
}

#[test]
fn numbers_have_meanings() {
    assert_eq!(parse_tags("<a><b-c>"), ["a", "b-c"]);
    assert_eq!(parse_tags("|a|b|"), ["a", "b"]);
    assert!(parse_tags("").is_empty() && parse_tags("<>||").is_empty());
    for number in -1..60 {
        assert_eq!(i64::from(PostType::from(number)), number);
        assert_eq!(i64::from(VoteType::from(number)), number);
        assert_eq!(i64::from(LinkType::from(number)), number);
        let kind = HistoryType(number);
        assert_eq!(kind.is_body() || kind.is_title() || kind.is_tags(), (1..=9).contains(&number));
    }
    let (users, _) = split::<User>(b"<users><row Id=\"-1\" DisplayName=\"Community\" Age=\"1\"/></users>");
    assert_eq!((users[0].id, users[0].reputation), (-1, None));
    let (votes, _) = split::<Vote>(b"<votes><row Id='1' PostId='2' VoteTypeId='16'/></votes>");
    assert_eq!(votes[0].vote_type_id, VoteType::Other(16));
}
