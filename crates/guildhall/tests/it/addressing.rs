//! Where people find the site: the check of its address, the visit that tells, links that others can open.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use base::Time;
use testkit::{Client, World};
use tokio::net::TcpListener;

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn admin(world: &World) -> Client {
    let root = world.account("root", true).await;
    world.signed_in(root).await.at("10.1.2.3")
}

async fn the_program_looks_at_its_own_address(world: World) {
    let root = admin(&world).await;
    let page = root.get("/admin/address").await.body;
    assert!(page.contains("http://guild.test") && page.contains("Anybody can open this address") && page.contains("--acme"));
    let ours = serve(web::router(&world.app, guildhall::features())).await;
    let other = serve(Router::new().fallback(get(|| async { "somebody else" }))).await;
    let elsewhere = serve(Router::new().fallback(get(|| async { axum::response::Redirect::permanent("https://a.test/") }))).await;
    for (address, told) in [
        (ours.as_str(), "The program reached itself"),
        (&other, "Another server answers"),
        (&elsewhere, "sends visitors on to another address"),
        ("http://127.0.0.1:1", "nobody answers there"),
        ("http://guild.invalid", "does not resolve"),
    ] {
        world.app.serving.set_public_url(address);
        assert_eq!(root.post("/admin/address/check", "").await.header("location"), "/admin/address");
        let page = root.get("/admin/address").await.body;
        assert!(page.contains(told), "{address}: {told} in {page}");
    }
    let sam = world.account("sam", false).await;
    assert_eq!(world.signed_in(sam).await.get("/admin/address").await.status, StatusCode::FORBIDDEN);
}

async fn a_visit_from_elsewhere_tells(world: World) {
    let root = admin(&world).await;
    world.app.serving.set_public_url("http://guild.invalid");
    root.post("/admin/address/check", "").await;
    let page = root.get("/admin/address").await.body;
    assert!(page.contains("Nobody has opened it yet") && page.contains("class=\"qr"), "{page}");
    let link = format!("/reached/{}", page.split("http://guild.invalid/reached/").nth(1).unwrap().split('"').next().unwrap());
    // Neither this computer, nor whoever made it, nor our own question is somebody from elsewhere.
    let here = world.visitor().at("127.0.0.1").get(&link).await;
    assert!(here.body.contains("proves nothing"));
    root.get(&link).await;
    world.visitor().at("93.184.215.14").ask(axum::http::Method::GET, &link, "", &[("guildhall-reached", "asked")]).await;
    assert!(root.get("/admin/address").await.body.contains("Nobody has opened it yet"));
    for _ in 0..2 {
        let phone = world.visitor().at("93.184.215.14").get(&link).await;
        assert!(phone.status == StatusCode::OK && phone.body.contains("reached the community’s site"), "{}", phone.body);
    }
    let page = root.get("/admin/address").await.body;
    assert!(page.contains("Opened from another device") && page.matches("93.184.215.14").count() == 1, "{page}");
    assert_eq!(world.visitor().get("/reached/nonsense").await.status, StatusCode::NOT_FOUND);
    world.app.clock.advance(Time::HOUR);
    assert_eq!(world.visitor().get(&link).await.status, StatusCode::NOT_FOUND, "it ends");
    // In a local network a phone of that network is asked for.
    world.app.serving.set_public_url("http://192.168.1.20:1");
    root.post("/admin/address/check", "").await;
    assert!(root.get("/admin/address").await.body.contains("a phone that is in the same network"));
    // A look at another address tells nothing of this one.
    world.app.serving.set_public_url("http://hall.invalid");
    assert!(!root.get("/admin/address").await.body.contains("93.184.215.14"));
}

async fn no_link_is_offered_that_cannot_work(world: World) {
    let root = admin(&world).await;
    let steps = root.post("/new", "").await.header("location").trim_end_matches("/domain").to_owned();
    let here = "http://127.0.0.1:8080";
    world.app.serving.set_public_url(here);
    root.post(&format!("{steps}/domain"), "name=Coffee+Guild&want=x&reads=members&language=en").await;
    let doors = root.get(&format!("{steps}/doors")).await.body;
    assert!(doors.contains("Only this computer can open") && doors.contains("--listen 0.0.0.0:8080"));
    assert_eq!(root.post(&format!("{steps}/check"), "").await.header("location"), format!("{steps}/doors#found"));
    let doors = root.get(&format!("{steps}/doors")).await.body;
    assert!(doors.contains("nobody answers there") && !doors.contains("/reached/"), "a phone cannot open that");
    root.post(&format!("{steps}/doors"), "").await;
    let list = root.get("/c/coffee-guild/manage/invitations").await.body;
    let page = list.split("/c/coffee-guild/manage/invitations/").nth(1).unwrap();
    let id: String = page.chars().take_while(char::is_ascii_digit).collect();
    let invitation = format!("/c/coffee-guild/manage/invitations/{id}");
    let page = root.get(&invitation).await.body;
    assert!(
        page.contains("Only the computer that this site runs on") && !page.contains("class=\"qr") && !page.contains("poster.pdf")
    );
    // Others come by the local network: then links begin with that.
    world.app.serving.set_near(Some("http://192.168.1.20:8080"));
    let page = root.get(&invitation).await.body;
    assert!(page.contains("value=\"http://192.168.1.20:8080/i/") && page.contains("class=\"qr") && !page.contains("127.0.0.1"));
}

testkit::on_both_engines!(crate::world: the_program_looks_at_its_own_address, a_visit_from_elsewhere_tells,
    no_link_is_offered_that_cannot_work);
