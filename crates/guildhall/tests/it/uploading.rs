//! Files: who may fetch what, what becomes of hostile ones, what is swept away.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use base::{Id, Time, sql};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use people::communities::{Role, store as communities};
use people::drafts::store as drafts;
use people::files::{self, Target};
use testkit::{Answer, Client, World};
use web::Visibility;

const NOTHING: StatusCode = StatusCode::NOT_FOUND;

async fn member(world: &World, community: Id, handle: &str) -> (Id, Client) {
    let account = world.account(handle, false).await;
    world.join(community, account, None).await;
    (account, world.signed_in(account).await)
}

/// No two neighbours are alike.
fn photograph(width: u32, height: u32) -> DynamicImage {
    let at = |x: u32, y: u32, by: u32| u8::try_from((x * 7 + y * by + (x * y) % 31) % 256).unwrap();
    RgbImage::from_fn(width, height, |x, y| Rgb([at(x, y, 3), at(x, y, 11), at(x, y, 5)])).into()
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG that lies on its side and tells where it was taken.
fn phone_picture() -> Vec<u8> {
    let jpeg = file(&photograph(900, 600), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 52.3702 N 4.8952 E");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

async fn bring(client: &Client, community: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Answer {
    let path = format!("/c/{community}/files?name={}", web::encoded(name));
    client.send(&path, "application/octet-stream", bytes.into()).await
}

async fn brought(client: &Client, community: &str, name: &str, bytes: impl Into<Vec<u8>>) -> (Id, String) {
    let answer = bring(client, community, name, bytes).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    (answer.json()["id"].as_i64().unwrap(), answer.json()["url"].as_str().unwrap().to_owned())
}

/// Says that a post uses `ids`, as writing one does.
async fn post(world: &World, account: Id, community: Id, object: Id, ids: &[Id]) {
    let (ids, now) = (ids.to_vec(), world.app.clock.now());
    let write = move |tx: base::Tx| async move {
        let audience = communities::audience(&tx, community).await?;
        files::attach(&tx, account, Target { audience, kind: "post", object }, &ids, now).await
    };
    world.db().write(write).await.unwrap();
}

async fn a_picture_is_upright_and_tells_nothing(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (_, ada) = member(&world, wood, "ada").await;
    let answer = bring(&ada, "wood", "My [bench].JPG", phone_picture()).await.json();
    assert_eq!((&answer["width"], &answer["height"], &answer["name"]), (&600.into(), &900.into(), &"My [bench].jpg".into()));
    assert_eq!(answer["markdown"], format!("![My \\[bench\\]](/f/{}/My%20%5Bbench%5D.jpg)", answer["id"]));
    let url = answer["url"].as_str().unwrap();
    for (path, size) in [(url.to_owned(), (600, 900)), (format!("{url}?size=small"), (427, 640))] {
        let got = ada.get(&path).await;
        assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "image/jpeg"));
        let picture = image::load_from_memory(&got.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), size);
        assert!(!got.bytes.windows(3).any(|bytes| bytes == b"GPS") && !got.bytes.windows(4).any(|bytes| bytes == b"Exif"));
        assert_eq!(got.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert!(got.header("cache-control").starts_with("private, max-age="));
        assert!(got.header("content-disposition").starts_with("inline; filename=\"My [bench].jpg\""));
        let again = ada.ask(Method::GET, &path, "", &[("if-none-match", got.header("etag"))]).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    }
}

async fn a_draft_s_file_is_its_writer_s_alone(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada_id, ada) = member(&world, wood, "ada").await;
    let (bob_id, bob) = member(&world, wood, "bob").await;
    let (id, url) = brought(&ada, "wood", "note.txt", "a secret").await;
    assert_eq!(ada.get(&url).await.body, "a secret");
    let nowhere = bob.get(&url.replace(&format!("/{id}/"), "/9/")).await;
    for client in [&bob, &world.visitor()] {
        assert_eq!(client.get(&url).await.status, NOTHING);
    }
    let refused = bob.get(&url).await;
    assert_eq!(refused.body.replace(&url, ""), nowhere.body.replace("/f/9/note.txt", ""), "every refusal is the same");
    assert_eq!(refused.headers, nowhere.headers);
    // Nobody attaches somebody else's draft file, nor one that is not there.
    post(&world, bob_id, wood, 1, &[id, 999]).await;
    assert_eq!(bob.get(&url).await.status, NOTHING);
    post(&world, ada_id, wood, 2, &[id]).await;
    for client in [&ada, &bob, &world.visitor()] {
        assert_eq!(client.get(&url).await.body, "a secret");
    }
    // Now that he may read it, he may use it; it stays readable for that when its first post lets it go.
    post(&world, bob_id, wood, 1, &[id]).await;
    post(&world, ada_id, wood, 2, &[]).await;
    assert_eq!(world.visitor().get(&url).await.status, StatusCode::OK);
    // A moderator's edit keeps what stood there before.
    let (carl, _) = member(&world, wood, "carl").await;
    post(&world, carl, wood, 1, &[id]).await;
    assert_eq!(world.visitor().get(&url).await.status, StatusCode::OK);
    let now = world.app.clock.now();
    world.db().write(move |tx| async move { files::detach(&tx, "post", 1, now).await }).await.unwrap();
    assert_eq!((ada.get(&url).await.status, bob.get(&url).await.status), (StatusCode::OK, NOTHING));
}

async fn a_file_goes_with_its_audience(world: World) {
    for visibility in [Visibility::Private, Visibility::Hidden] {
        let slug = visibility.code();
        let guild = world.community(slug, visibility).await;
        let (ada_id, ada) = member(&world, guild, &format!("ada-{slug}")).await;
        let (_, bob) = member(&world, guild, &format!("bob-{slug}")).await;
        let (guest, outsider) =
            (world.account(&format!("guest-{slug}"), false).await, world.account(&format!("out-{slug}"), true).await);
        world.join(guild, guest, Some(Role::Guest)).await;
        let (guest, outsider) = (world.signed_in(guest).await, world.signed_in(outsider).await);
        let (id, url) = brought(&ada, slug, "plan.pdf", "%PDF-1.7 plan").await;
        post(&world, ada_id, guild, 1, &[id]).await;
        for (client, status) in [(&ada, 200), (&bob, 200), (&guest, 404), (&outsider, 404), (&world.visitor(), 404)] {
            assert_eq!(client.get(&url).await.status, status, "{slug}");
        }
        // Its thread moves to what is open to guests.
        let opened = move |tx: base::Tx| async move {
            let areas = communities::areas(&tx, guild).await?;
            let audience = areas.iter().find(|area| area.slug == "open").unwrap().audience;
            files::move_audience(&tx, "post", &[1, 2], audience).await
        };
        world.db().write(opened).await.unwrap();
        assert_eq!((guest.get(&url).await.status, outsider.get(&url).await.status), (StatusCode::OK, NOTHING));
        // Who left reads nothing any more, not even what they brought.
        let leave = sql!("UPDATE members SET left_at = $2 WHERE account = $1", ada_id, world.app.clock.now());
        world.db().write(move |tx| async move { tx.run(leave).await }).await.unwrap();
        assert_eq!((ada.get(&url).await.status, bob.get(&url).await.status), (NOTHING, StatusCode::OK));
    }
}

async fn a_hidden_post_hides_its_files(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada_id, ada) = member(&world, wood, "ada").await;
    let moderator = world.account("mona", false).await;
    world.join(wood, moderator, Some(Role::Moderator)).await;
    let (mona, (_, bob)) = (world.signed_in(moderator).await, member(&world, wood, "bob").await);
    let (id, url) = brought(&ada, "wood", "rude.txt", "rude").await;
    post(&world, ada_id, wood, 1, &[id]).await;
    world.db().write(|tx| async move { files::hide(&tx, "post", 1, true).await }).await.unwrap();
    for (client, status) in [(&ada, 200), (&mona, 200), (&bob, 404), (&world.visitor(), 404)] {
        assert_eq!(client.get(&url).await.status, status);
    }
    world.db().write(|tx| async move { files::hide(&tx, "post", 1, false).await }).await.unwrap();
    assert_eq!(bob.get(&url).await.status, StatusCode::OK);
}

async fn hostile_files_do_nothing(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (_, ada) = member(&world, wood, "ada").await;
    for (name, bytes) in [("x.svg", "<svg onload=alert(1)>"), ("x.html", "<script>alert(1)</script>"), ("x.txt", "<script>")] {
        let (_, url) = brought(&ada, "wood", name, bytes).await;
        let got = ada.get(&url).await;
        let kind = if name == "x.txt" { "text/plain; charset=utf-8" } else { "application/octet-stream" };
        assert_eq!((got.header("content-type"), got.body.as_str()), (kind, bytes));
        assert!(got.header("content-disposition").starts_with("attachment; "), "{}", got.header("content-disposition"));
        assert_eq!(got.header("x-content-type-options"), "nosniff");
    }
    let png = file(&photograph(30, 30), ImageFormat::Png);
    // A picture is one by its content, and named for what it became.
    let lying = bring(&ada, "wood", "report.pdf", png.clone()).await.json();
    assert_eq!((&lying["name"], &lying["width"]), (&"report.jpg".into(), &30.into()));
    let mut bomb = b"GIF89a".to_vec();
    bomb.extend(&file(&photograph(8, 8), ImageFormat::Gif)[6..]);
    bomb[6..10].fill(0xff);
    let refused: [(&str, Vec<u8>, u16); 8] = [
        ("photo.png", b"<svg onload=alert(1)>".to_vec(), 415),
        ("photo.png", png[..40].to_vec(), 422),
        ("photo.gif", bomb, 422),
        ("setup.exe", b"MZ\x90\0".to_vec(), 415),
        ("plan.pdf", b"<html>".to_vec(), 415),
        ("nothing.txt", Vec::new(), 422),
        ("photo.png", [png, vec![0; 20 << 20]].concat(), 413),
        ("film.txt", vec![b'x'; (50 << 20) + 1], 413),
    ];
    for (name, bytes, status) in refused {
        let answer = bring(&ada, "wood", name, bytes).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
        assert!(answer.json()["title"].as_str().unwrap().len() > 20, "{name}");
    }
    let odd = bring(&ada, "wood", "../../\r\n\u{202e}naïve \"x\".txt", "text").await.json();
    assert_eq!(odd["name"], "naïve \"x\".txt");
    let header = ada.get(odd["url"].as_str().unwrap()).await;
    assert!(header.header("content-disposition").ends_with("filename*=UTF-8''na%C3%AFve%20%22x%22.txt"));
    let incoming = std::fs::read_dir(world.folder.path().join("files/incoming")).unwrap();
    assert_eq!(incoming.count(), 0, "nothing is left of what was refused");
}

async fn texts_know_the_room_of_their_pictures(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let ((ada_id, ada), (bob_id, _)) = (member(&world, wood, "ada").await, member(&world, wood, "bob").await);
    let (picture, _) = brought(&ada, "wood", "a.jpg", phone_picture()).await;
    let (text, _) = brought(&ada, "wood", "a.txt", "text").await;
    let sizes = async |account: Id| {
        let now = world.app.clock.now();
        let sizes = world.db().read(move |tx| async move { files::sizes(&tx, account, &[picture, text, 999], now).await });
        sizes.await.unwrap()
    };
    assert_eq!(sizes(ada_id).await, [(picture, (427, 640))]);
    assert!(sizes(bob_id).await.is_empty(), "the size of a draft's picture is its writer's alone, too");
    post(&world, ada_id, wood, 1, &[picture]).await;
    assert_eq!(sizes(bob_id).await.len(), 1);
}

async fn a_reply_shows_its_picture_to_everybody(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let ((ada_id, ada), (_, bob)) = (member(&world, wood, "ada").await, member(&world, wood, "bob").await);
    world.question(wood, "", ada_id, "Which bench", "text", &[]).await;
    let answer = bring(&ada, "wood", "bench.jpg", phone_picture()).await.json();
    let (url, markdown) = (answer["url"].as_str().unwrap(), answer["markdown"].as_str().unwrap());
    // Whoever writes the address of somebody else's draft file gets neither it nor its size.
    let stolen = bob.post("/c/wood/threads/1/reply", &format!("source={}", web::encoded(markdown))).await;
    assert_eq!(stolen.status, StatusCode::SEE_OTHER, "{}", stolen.body);
    let page = world.visitor().get("/c/wood/t/1/which-bench").await.body;
    assert!(page.contains(&format!("<img src=\"{url}\" alt=\"bench\"")) && world.visitor().get(url).await.status == NOTHING);
    ada.post("/c/wood/threads/1/reply", &format!("source={}", web::encoded(&format!("Look:\n\n{markdown}")))).await;
    world.app.clock.advance(Time::MINUTE);
    let page = world.visitor().get("/c/wood/t/1/which-bench").await.body;
    let shown = format!(
        "<a href=\"{url}\" class=\"picture\"><img src=\"{url}?size=small\" width=\"427\" height=\"640\" alt=\"bench\" loading=\"lazy\"></a>"
    );
    assert!(page.contains(&shown), "{page}");
    assert_eq!(world.visitor().get(&format!("{url}?size=small")).await.status, StatusCode::OK);
}

async fn parts_of_a_film_can_be_asked_for(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (_, ada) = member(&world, wood, "ada").await;
    let (_, url) = brought(&ada, "wood", "film.mp4", "\0\0\0\x18ftypmp42 and more").await;
    let part = ada.ask(Method::GET, &url, "", &[("range", "bytes=4-7")]).await;
    assert_eq!((part.status, part.body.as_str()), (StatusCode::PARTIAL_CONTENT, "ftyp"));
    assert_eq!(part.header("content-range"), "bytes 4-7/21");
    assert_eq!(ada.ask(Method::HEAD, &url, "", &[]).await.header("content-length"), "21");
}

async fn the_same_bytes_stand_on_disk_once(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let ((_, ada), (_, bob)) = (member(&world, wood, "ada").await, member(&world, wood, "bob").await);
    let (one, url) = brought(&ada, "wood", "note.txt", "the same").await;
    let (two, other) = brought(&bob, "wood", "copy.txt", "the same").await;
    assert!(one != two && ada.get(&other).await.status == NOTHING);
    assert_eq!((ada.get(&url).await.body, bob.get(&other).await.body), ("the same".into(), "the same".into()));
    assert_eq!(on_disk(&world), 1);
}

fn on_disk(world: &World) -> usize {
    let blobs = &world.app.blobs;
    let folders = blobs.folders().unwrap();
    folders.iter().map(|folder| blobs.older(folder, Time(i64::MAX / 2)).unwrap().len()).sum()
}

async fn what_nobody_needs_is_swept_away(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada_id, ada) = member(&world, wood, "ada").await;
    let (used, used_url) = brought(&ada, "wood", "used.txt", "used").await;
    let (_, loose_url) = brought(&ada, "wood", "loose.txt", "loose").await;
    let (drafted, drafted_url) = brought(&ada, "wood", "drafted.txt", "drafted").await;
    let (_, twin_url) = brought(&ada, "wood", "twin.txt", "used").await;
    post(&world, ada_id, wood, 1, &[used]).await;
    ada.post("/c/wood/drafts", &format!("place=new&source=%5Bx%5D(/f/{drafted}/drafted.txt)")).await;
    // Bytes whose row was never written.
    let now = world.app.clock.now();
    world.app.blobs.keep_bytes(b"never named", now).unwrap();
    world.app.clock.advance(Time::HOUR);
    files::sweep(&world.app).await.unwrap();
    assert_eq!(on_disk(&world), 4, "nothing is old enough");
    world.app.clock.advance(6 * Time::DAY);
    let (_, young_url) = brought(&ada, "wood", "young.txt", "young").await;
    files::sweep(&world.app).await.unwrap();
    assert_eq!(on_disk(&world), 4, "what was never named is gone");
    world.app.clock.advance(2 * Time::DAY);
    files::sweep(&world.app).await.unwrap();
    for (url, status) in [(&used_url, 200), (&loose_url, 404), (&drafted_url, 200), (&twin_url, 404), (&young_url, 200)] {
        assert_eq!(ada.get(url).await.status, status, "{url}");
    }
    assert_eq!(on_disk(&world), 3, "the bytes of the twin are used");
    // The draft is forgotten, the post purged.
    let now = world.app.clock.now();
    let purge = move |tx: base::Tx| async move {
        drafts::forget(&tx, ada_id, wood, "new").await?;
        files::detach(&tx, "post", 1, now).await
    };
    world.db().write(purge).await.unwrap();
    world.app.clock.advance(8 * Time::DAY);
    files::sweep(&world.app).await.unwrap();
    assert_eq!(on_disk(&world), 0);
}

async fn too_many_loose_files_are_too_many(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada_id, ada) = member(&world, wood, "ada").await;
    for n in 0..100 {
        brought(&ada, "wood", "n.txt", n.to_string()).await;
    }
    assert_eq!(bring(&ada, "wood", "n.txt", "more").await.status, StatusCode::TOO_MANY_REQUESTS);
    post(&world, ada_id, wood, 1, &[1]).await;
    assert_eq!(bring(&ada, "wood", "n.txt", "more").await.status, StatusCode::OK);
}

/// A form as a browser sends it.
fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, bytes) in files {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--b--\r\n");
    body
}

const FORM: &str = "multipart/form-data; boundary=b";

async fn without_scripts_a_form_brings_files(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada_id, ada) = member(&world, wood, "ada").await;
    let draft = || {
        let found = world.db().read(move |tx| async move { drafts::find(&tx, ada_id, wood, "new").await });
        async move { found.await.unwrap().unwrap() }
    };
    let fields = [
        ("place", "new"),
        ("to", "/c/wood/new?kind=question"),
        ("source", "Look:\r\n"),
        ("title", "Bench"),
        ("tag", "a"),
        ("tag", "b"),
    ];
    let png = file(&photograph(40, 30), ImageFormat::Png);
    let sent = ada.send("/c/wood/files/attach", FORM, form(&fields, &[("bench.png", &png), ("plan.txt", b"plan")])).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/c/wood/new?kind=question"), "{}", sent.body);
    let kept = draft().await;
    assert_eq!(kept.source, "Look:\n\n![bench](/f/1/bench.jpg)\n\n[plan.txt](/f/2/plan.txt)\n");
    assert_eq!(kept.fields, r#"{"tag":["a","b"],"title":"Bench"}"#);
    assert_eq!(files::referenced(&kept.source), [1, 2]);
    // No file chosen: what was typed is kept all the same.
    let fields = [("place", "new"), ("to", "//evil.test"), ("source", "Only text")];
    let sent = ada.send("/c/wood/files/attach", FORM, form(&fields, &[("", b"")])).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, "/c/wood"));
    assert_eq!(draft().await.source, "Only text");
    // A refused file is named; nothing typed is lost, nor the files that were taken.
    let fields = [("place", "new"), ("to", "/c/wood/new"), ("source", "More text")];
    let sent = ada.send("/c/wood/files/attach", FORM, form(&fields, &[("setup.exe", b"MZ"), ("good.txt", b"good")])).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains("setup.exe") && sent.body.contains("href=\"/c/wood/new\"") && !sent.body.contains("good.txt"));
    assert!(draft().await.source.starts_with("More text\n\n[good.txt](/f/3/"));
    // A draft that another tab saved meanwhile is put below.
    ada.post("/c/wood/drafts", "place=new&source=From+the+other+tab&rev=3").await;
    let fields = [("place", "new"), ("to", "/c/wood/new"), ("draft_rev", "1"), ("source", "From this one")];
    ada.send("/c/wood/files/attach", FORM, form(&fields, &[])).await;
    assert_eq!(draft().await.source, "From this one\n\n---\n\nFrom the other tab");
}

async fn a_form_that_ends_early_keeps_what_came(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada_id, ada) = member(&world, wood, "ada").await;
    let whole = form(&[("place", "new"), ("to", "/c/wood/new"), ("source", "Typed")], &[("note.txt", b"cut off here")]);
    let sent = ada.send("/c/wood/files/attach", FORM, whole[..whole.len() - 14].to_vec()).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.body.contains("note.txt") && sent.body.contains("The connection ended"), "{}", sent.body);
    let kept = world.db().read(move |tx| async move { drafts::find(&tx, ada_id, wood, "new").await }).await.unwrap().unwrap();
    assert_eq!(kept.source, "Typed");
}

/// The whole way: a picture is brought, stands in a reply, goes and comes with it.
async fn a_picture_goes_with_the_reply_that_it_stands_in(world: World) {
    let community = world.community("vault", Visibility::Private).await;
    let (_, ada) = member(&world, community, "ada").await;
    let (_, bob) = member(&world, community, "bob").await;
    let outsider = world.account("eve", false).await;
    let eve = world.signed_in(outsider).await;
    let started = ada.post("/c/vault/new", "title=Which+plane+is+this&source=See+below&kind=question").await;
    assert_eq!(started.status, 303);
    let (id, url) = brought(&bob, "vault", "plane.jpg", phone_picture()).await;
    assert_eq!(ada.get(&url).await.status, NOTHING, "a draft's picture is its writer's");
    let text = format!("source={}", web::encoded(&format!("Like this: ![a plane]({url}) and ![not mine](/f/{}/x.jpg)", id + 1)));
    let replied = bob.post("/c/vault/threads/1/reply", &text).await;
    let post = replied.header("location").rsplit("#p").next().unwrap().to_owned();
    assert_eq!(ada.get(&url).await.status, StatusCode::OK);
    for client in [&eve, &world.visitor()] {
        assert_eq!(client.get(&url).await.status, NOTHING);
    }
    assert!(ada.get("/c/vault/t/1/which-plane-is-this").await.body.contains(&format!("/f/{id}/")));
    assert_eq!(bob.post(&format!("/c/vault/posts/{post}/remove"), "sure=1").await.status, 303);
    assert_eq!(ada.get(&url).await.status, NOTHING, "gone with its post");
    assert_eq!(bob.post(&format!("/c/vault/posts/{post}/restore"), "").await.status, 303);
    assert_eq!(ada.get(&url).await.status, StatusCode::OK);
    let form = bob.get(&format!("/c/vault/posts/{post}/edit")).await.body;
    let rev = form.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(bob.post(&format!("/c/vault/posts/{post}/edit"), &format!("source=Words+only&rev={rev}")).await.status, 303);
    assert_eq!(ada.get(&url).await.status, NOTHING, "no longer in the text");
}

testkit::on_both_engines!(
    crate::world: a_picture_is_upright_and_tells_nothing, a_draft_s_file_is_its_writer_s_alone, a_file_goes_with_its_audience,
    a_hidden_post_hides_its_files, hostile_files_do_nothing, texts_know_the_room_of_their_pictures,
    a_reply_shows_its_picture_to_everybody, parts_of_a_film_can_be_asked_for, the_same_bytes_stand_on_disk_once,
    what_nobody_needs_is_swept_away, too_many_loose_files_are_too_many, without_scripts_a_form_brings_files,
    a_form_that_ends_early_keeps_what_came
);
