//! The one way in which the program asks other servers: step by step, so that a failure says where it was; bounded in time
//! and size; following nobody elsewhere; and to public addresses only, unless who calls says otherwise.

mod guard;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use base::codes;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

pub use guard::is_public;

codes! {
    /// Where asking can fail.
    pub enum Step {
        /// What was given is no address that can be asked.
        Address = "address",
        /// Its name does not resolve.
        Name = "name",
        /// It leads into a network that is not asked.
        Private = "private",
        Connect = "connect",
        Encrypt = "encrypt",
        /// It answered nothing that can be read, or too much.
        Answer = "answer",
    }
}

/// A step that failed, and what the system or the other side said about it.
#[derive(Clone, Debug)]
pub struct Trouble {
    pub step: Step,
    pub told: String,
}

impl Trouble {
    fn at(step: Step, told: impl ToString) -> Trouble {
        Trouble { step, told: told.to_string() }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.step, self.told)
    }
}

impl std::error::Error for Trouble {}

/// How far an asking may go.
#[derive(Clone)]
pub struct Bounds {
    /// Whether addresses of this machine and of local networks may be asked.
    pub private: bool,
    /// How long each step may take.
    pub patience: Duration,
    /// Bytes of the longest answer.
    pub most: usize,
    /// Authorities that are trusted beside the usual ones.
    pub roots: Vec<rustls::pki_types::CertificateDer<'static>>,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds { private: false, patience: Duration::from_secs(10), most: 64 << 10, roots: Vec::new() }
    }
}

/// What is asked.
pub struct Call {
    pub method: Method,
    pub url: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Call {
    pub fn get(url: impl Into<String>) -> Call {
        Call { method: Method::GET, url: url.into(), headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// Sends `json`.
    pub fn post_json(url: impl Into<String>, json: String) -> Call {
        let headers = [(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"))];
        Call { method: Method::POST, url: url.into(), headers: headers.into_iter().collect(), body: json.into() }
    }
}

/// Whether `text` is an address that can be asked: http or https, without a user in it.
pub fn is_callable(text: &str) -> bool {
    read(text).is_ok()
}

fn read(text: &str) -> Result<Url, Trouble> {
    let url = Url::parse(text.trim()).map_err(|error| Trouble::at(Step::Address, error))?;
    let plain = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    if plain && url.host().is_some() {
        Ok(url)
    } else {
        Err(Trouble::at(Step::Address, "an address begins with https:// and has no user in it"))
    }
}

/// Asks, and reads the answer. What answers "look elsewhere" has answered.
///
/// # Errors
/// The step that failed. An answer that says no is none.
pub async fn send(call: Call, bounds: &Bounds) -> Result<Response<Bytes>, Trouble> {
    let url = read(&call.url)?;
    let stream = connect(&url, bounds).await?;
    if url.scheme() == "http" {
        return exchange(stream, &url, call, bounds).await;
    }
    let name = match url.host() {
        Some(Host::Domain(name)) => ServerName::try_from(name.to_owned()).map_err(|error| Trouble::at(Step::Encrypt, error))?,
        Some(Host::Ipv4(four)) => ServerName::from(std::net::IpAddr::V4(four)),
        Some(Host::Ipv6(six)) => ServerName::from(std::net::IpAddr::V6(six)),
        None => return Err(Trouble::at(Step::Address, "no host")),
    };
    let connector = TlsConnector::from(Arc::new(trust(&bounds.roots)?));
    let stream = within(bounds, Step::Encrypt, connector.connect(name, stream)).await?;
    exchange(stream, &url, call, bounds).await
}

/// Resolves the name and connects to the first address that answers, of those that may be asked.
async fn connect(url: &Url, bounds: &Bounds) -> Result<TcpStream, Trouble> {
    let port = url.port_or_known_default().unwrap_or(443);
    let found: Vec<SocketAddr> = match url.host() {
        Some(Host::Ipv4(four)) => vec![(four, port).into()],
        Some(Host::Ipv6(six)) => vec![(six, port).into()],
        Some(Host::Domain(name)) => within(bounds, Step::Name, tokio::net::lookup_host((name, port))).await?.collect(),
        None => Vec::new(),
    };
    if found.is_empty() {
        return Err(Trouble::at(Step::Name, "no address"));
    }
    let mut trouble = None;
    // What was looked at is what is connected to: a name that resolves otherwise a moment later changes nothing.
    for address in found {
        if !bounds.private && !is_public(address.ip()) {
            trouble.get_or_insert_with(|| Trouble::at(Step::Private, address.ip()));
            continue;
        }
        match within(bounds, Step::Connect, TcpStream::connect(address)).await {
            Ok(stream) => return Ok(stream),
            Err(failed) => trouble = Some(Trouble { told: format!("{address}: {}", failed.told), ..failed }),
        }
    }
    Err(trouble.unwrap_or_else(|| Trouble::at(Step::Name, "no address")))
}

fn trust(own: &[rustls::pki_types::CertificateDer<'static>]) -> Result<ClientConfig, Trouble> {
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    for root in own {
        roots.add(root.clone()).map_err(|error| Trouble::at(Step::Encrypt, error))?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.map_err(|error| Trouble::at(Step::Encrypt, error))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

async fn exchange<S>(stream: S, url: &Url, call: Call, bounds: &Bounds) -> Result<Response<Bytes>, Trouble>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, line) = within(bounds, Step::Answer, http1::handshake(TokioIo::new(stream))).await?;
    // Ends with the sender.
    tokio::spawn(line);
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::builder().method(call.method).uri(path).header(header::HOST, host);
    if let Some(headers) = request.headers_mut() {
        headers.extend(call.headers);
        headers.entry(header::USER_AGENT).or_insert(header::HeaderValue::from_static("Guildhall"));
    }
    let request = request.body(Full::new(call.body)).map_err(|error| Trouble::at(Step::Address, error))?;
    let answer = within(bounds, Step::Answer, sender.send_request(request)).await?;
    let (parts, body) = answer.into_parts();
    let body = within(bounds, Step::Answer, Limited::new(body, bounds.most).collect()).await?.to_bytes();
    Ok(Response::from_parts(parts, body))
}

async fn within<T, E: ToString>(bounds: &Bounds, step: Step, doing: impl Future<Output = Result<T, E>>) -> Result<T, Trouble> {
    match tokio::time::timeout(bounds.patience, doing).await {
        Ok(done) => done.map_err(|error| Trouble::at(step, error.to_string())),
        Err(_) => Err(Trouble::at(step, format!("nothing within {} s", bounds.patience.as_secs()))),
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that says `answer` to whoever connects.
    async fn saying(answer: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = [0; 4096];
                let _ = stream.read(&mut head).await;
                let _ = stream.write_all(answer.as_bytes()).await;
                // Silence, with the line open.
                if answer.is_empty() {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
            }
        });
        format!("http://{address}/hook?a=1")
    }

    fn near() -> Bounds {
        Bounds { private: true, patience: Duration::from_millis(500), ..Bounds::default() }
    }

    async fn step(url: String, bounds: &Bounds) -> Step {
        send(Call::get(url), bounds).await.unwrap_err().step
    }

    #[tokio::test]
    async fn each_step_has_its_name() {
        let url = saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere").await;
        assert_eq!(&send(Call::get(url.clone()), &near()).await.unwrap().into_body()[..], b"here");
        assert_eq!(step(url.clone(), &Bounds::default()).await, Step::Private, "not this machine");
        assert_eq!(step(url.replace("http:", "https:"), &near()).await, Step::Encrypt);
        assert_eq!(step(url.replace("http:", "ftp:"), &near()).await, Step::Address);
        assert_eq!(step("http://ada:secret@127.0.0.1/".into(), &near()).await, Step::Address);
        assert_eq!(step("http://nowhere.invalid/".into(), &near()).await, Step::Name);
        assert_eq!(step("http://127.0.0.1:1/".into(), &near()).await, Step::Connect);
        assert_eq!(step(saying("").await, &near()).await, Step::Answer, "who says nothing is not waited for");
        let elsewhere = saying("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n").await;
        assert_eq!(send(Call::get(elsewhere), &near()).await.unwrap().status(), StatusCode::FOUND, "nobody is followed");
        let long = saying("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nmore than is read").await;
        assert_eq!(step(long, &Bounds { most: 10, ..near() }).await, Step::Answer);
    }
}
