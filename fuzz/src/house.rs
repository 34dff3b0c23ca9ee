//! The whole program in process: a world with people and threads, its router, and requests that are written as text.
//!
//! ```text
//! ada /c/wood/questions?sort=top      who asks, and for what
//! accept-language: nl                 headers, each on a line of its own
//!                                     an empty line
//! title=Planes                        the body
//! ```

use std::cell::RefCell;
use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use base::{Id, Time};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use people::communities::Role;
use talk::threads::store::recount;
use testkit::{Engine, World};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;
use web::Visibility;

/// After so many requests everything begins anew, so that what was written does not slow down what follows.
const LASTING: u32 = 1000;

pub static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap());

thread_local! {
    static HOUSE: RefCell<Option<House>> = const { RefCell::new(None) };
}

/// A request as text, taken apart.
#[derive(Debug)]
pub struct Asked<'a> {
    who: &'a str,
    pub path: &'a str,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: &'a [u8],
    /// Asks about what the request before it did.
    follows: bool,
}

impl<'a> Asked<'a> {
    /// The same person asks for another address, without any headers.
    pub fn on_to(&self, path: &'a str) -> Asked<'a> {
        Asked { who: self.who, path, headers: Vec::new(), body: &[], follows: true }
    }
}

/// None when no server would hand such a request on.
pub fn read(bytes: &[u8]) -> Option<Asked<'_>> {
    let end = bytes.windows(2).position(|two| two == b"\n\n");
    let (head, body) = end.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + 2..]));
    let mut lines = head.split(|byte| *byte == b'\n');
    let (who, path) = std::str::from_utf8(lines.next()?).ok()?.split_once(' ')?;
    let header = |line: &[u8]| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        Some((HeaderName::from_bytes(&line[..colon]).ok()?, HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?))
    };
    path.starts_with('/').then_some(())?;
    Some(Asked { who, path, headers: lines.filter_map(header).collect(), body, follows: false })
}

/// What came back, whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Sends it through the router, looks at what any answer must keep to, and at the counters when something was written.
pub fn ask(method: Method, asked: &Asked<'_>) -> Option<Answer> {
    HOUSE.with_borrow_mut(|house| {
        if house.as_ref().is_none_or(|house| house.asked >= LASTING && !asked.follows) {
            *house = Some(RUNTIME.block_on(House::new()));
        }
        RUNTIME.block_on(house.as_mut()?.ask(method, asked))
    })
}

struct House {
    world: World,
    router: Router,
    /// Who can ask, and the cookie by which they are known.
    people: Vec<(&'static str, String)>,
    asked: u32,
}

impl House {
    async fn new() -> House {
        let world = World::new(Engine::Sqlite, guildhall::features, &guildhall::migrations()).await;
        let router = web::router(&world.app, guildhall::features());
        let mut house = House { world, router, people: Vec::new(), asked: 0 };
        let wood = house.world.community("wood", Visibility::Public).await;
        let vault = house.world.community("vault", Visibility::Hidden).await;
        let roles = [("ada", None), ("bob", Some(Role::Moderator)), ("carl", Some(Role::Champion)), ("gus", Some(Role::Guest))];
        for (handle, role) in roles {
            let account = house.enter(handle, false).await;
            house.world.join(wood, account, role).await;
            house.world.join(vault, account, role).await;
        }
        house.enter("eve", false).await;
        house.enter("root", true).await;
        house.fill(wood, vault).await;
        house
    }

    /// Makes an account and signs it in.
    async fn enter(&mut self, handle: &'static str, admin: bool) -> Id {
        let (account, app) = (self.world.account(handle, admin).await, &self.world.app);
        let link = people::accounts::issue_link(&app.db, &app.random, account, app.clock.now(), Time::DAY, 1).await.unwrap();
        let request = Request::get(link).body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        self.people.push((handle, cookie));
        account
    }

    async fn fill(&mut self, wood: Id, vault: Id) {
        let ada = 1;
        let answers = ["Turn them over. @bob knows", "Use `--fine`", "```rust\nfn main() {}\n```"];
        self.world.question(wood, "tools", ada, "Why do chisels chip", "On *oak*, see <https://wood.test>", &answers).await;
        self.world.question(wood, "open", ada, "Which plane is this", "No. 4 or 5", &["No. 5"]).await;
        self.world.question(vault, "", ada, "A secret joint", "of Japan", &[]).await;
        // Builders do not count for members.
        let accounts = 1..=i64::try_from(self.people.len()).unwrap();
        let recount = move |tx| async move {
            for community in [wood, vault] {
                recount::community(&tx, community).await?;
                for account in accounts.clone() {
                    recount::member(&tx, community, account).await?;
                }
            }
            Ok(())
        };
        self.world.db().write(recount).await.unwrap();
        let poll = b"carl /c/wood/new\n\ntitle=Which+wood&source=For+a+bench&kind=discussion&area=tools&poll=Oak%0ABeech%0AAsh";
        self.ask(Method::POST, &read(poll).unwrap()).await.unwrap();
        self.world.drain().await;
    }

    async fn ask(&mut self, method: Method, asked: &Asked<'_>) -> Option<Answer> {
        self.asked += 1;
        // Nobody waits for limits here; sessions last for longer than all requests together.
        self.world.app.clock.advance(Time::HOUR / 2);
        let writes = method == Method::POST;
        let cookie = self.people.iter().find(|(handle, _)| *handle == asked.who).map(|(_, cookie)| cookie.as_str());
        let request = request(method, asked, cookie)?;
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        answer.keeps_the_rules();
        if writes && answer.status.is_redirection() {
            let wrong = self.world.wrong_counters().await;
            assert!(wrong.is_empty(), "{wrong:?}");
        }
        Some(answer)
    }
}

fn request(method: Method, asked: &Asked<'_>, cookie: Option<&str>) -> Option<Request<Body>> {
    let mut request = Request::builder().method(&method).uri(asked.path).body(Body::from(asked.body.to_vec())).ok()?;
    let headers = request.headers_mut();
    headers.insert(header::HOST, HeaderValue::from_static("guild.test"));
    if method == Method::POST {
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    }
    headers.extend(asked.headers.iter().cloned());
    if let Some(cookie) = cookie {
        headers.append(header::COOKIE, HeaderValue::from_str(cookie).ok()?);
    }
    // A proxy on this machine, which may say for whom.
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4711))));
    Some(request)
}

impl Answer {
    fn keeps_the_rules(&self) {
        let header = |name: &str| self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
        let body = String::from_utf8_lossy(&self.body);
        assert!(!self.status.is_server_error(), "{} {body}", self.status);
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").contains("default-src 'none'"));
        let to = header("location");
        assert!(to.is_empty() || web::is_path(to), "leads away to {to:?}");
        if header("content-type").starts_with("text/html") && header("content-encoding").is_empty() {
            let ours = ["<script type=\"module\" src=\"/", "<script type=\"application/ld+json\">"];
            let mut scripts = body.match_indices("<script").map(|(at, _)| &body[at..]);
            assert!(scripts.all(|script| ours.iter().any(|start| script.starts_with(start))), "a foreign script: {body}");
        }
    }
}
