//! Who asks: a client with its own cookies, over the real router.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// A person with a browser.
#[derive(Clone)]
pub struct Client {
    router: Router,
    /// `name=value` of each cookie.
    cookies: Vec<String>,
    agent: &'static str,
    address: Option<SocketAddr>,
}

/// What came back, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came, for what is no text.
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl Client {
    pub fn new(router: Router, session: Option<String>) -> Client {
        Client { router, cookies: session.into_iter().collect(), agent: BROWSER, address: None }
    }

    /// The same person at another network address (`192.0.2.7`).
    pub fn at(&self, address: &str) -> Client {
        Client { address: Some(SocketAddr::new(address.parse().unwrap(), 4711)), ..self.clone() }
    }

    /// The same person with another browser.
    pub fn with(&self, agent: &'static str) -> Client {
        Client { agent, ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", &[]).await
    }

    /// A form from one of our own pages.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, path, form, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Opens a link and keeps the cookies that it sets.
    pub async fn follow(&mut self, link: &str) -> Answer {
        let answer = self.get(link).await;
        self.keep(answer)
    }

    /// Sends a form and keeps the cookies that the answer sets.
    pub async fn enter(&mut self, path: &str, form: &str) -> Answer {
        let answer = self.post(path, form).await;
        self.keep(answer)
    }

    fn keep(&mut self, answer: Answer) -> Answer {
        let set = answer.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        for pair in set.filter_map(|cookie| cookie.split(';').next()) {
            let name = pair.split('=').next().unwrap_or("");
            self.cookies.retain(|known| known.split('=').next() != Some(name));
            if !pair.ends_with('=') {
                self.cookies.push(pair.to_owned());
            }
        }
        answer
    }

    /// Bytes of a kind, as a script of our pages sends them.
    pub async fn send(&self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)];
        self.pass(Method::POST, path, body.into(), &headers).await
    }

    pub async fn ask(&self, method: Method, path: &str, body: &str, headers: &[(&'static str, &str)]) -> Answer {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let headers: Vec<_> = headers.iter().copied().chain((!body.is_empty()).then_some(form)).collect();
        self.pass(method, path, Body::from(body.to_owned()), &headers).await
    }

    async fn pass(&self, method: Method, path: &str, body: Body, headers: &[(&'static str, &str)]) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header("host", "guild.test").header("user-agent", self.agent);
        if let Some(address) = self.address {
            request = request.extension(ConnectInfo(address));
        }
        if !self.cookies.is_empty() {
            request = request.header(header::COOKIE, self.cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body, bytes: bytes.to_vec() }
    }
}
