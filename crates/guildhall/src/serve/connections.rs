//! Connections: each has a moment to say what it wants, so that nobody keeps them all by saying nothing.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;
use tower_http::timeout::TimeoutBody;

/// A request's head has come after so long, or the connection is closed; an idle one is closed, too. Of a body something
/// has come in that time, or it is read as one that ended too early.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Answers whoever connects until `stop`, encrypted where `tls` says how; then finishes what is under way.
pub(super) async fn answer(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let (all, mut stop) = (GracefulShutdown::new(), pin!(stop));
    loop {
        let (stream, peer) = tokio::select! {
            came = accept(&listener) => came,
            () = &mut stop => break,
        };
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(|body| Body::new(TimeoutBody::new(patience, body)));
            request.extensions_mut().insert(ConnectInfo(peer));
            let answer = router.clone().oneshot(request);
            async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
        });
        let (http, watcher, tls) = (http.clone(), all.watcher(), tls.clone());
        tokio::spawn(async move {
            // Whoever goes away in the middle has nobody to tell.
            match tls {
                None => drop(watcher.watch(http.serve_connection(TokioIo::new(stream), service)).await),
                Some(tls) => {
                    let Ok(Ok(stream)) = tokio::time::timeout(patience, tls.accept(stream)).await else { return };
                    drop(watcher.watch(http.serve_connection(TokioIo::new(stream), service)).await);
                }
            }
        });
    }
    drop(listener);
    all.shutdown().await;
}

/// The next connection. When there are too many open files, some are closed in a while.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    loop {
        match listener.accept().await {
            Ok(came) => return came,
            // One that was gone before it was taken keeps nobody else waiting.
            Err(error) if matches!(error.kind(), ConnectionAborted | ConnectionReset | ConnectionRefused) => {}
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    async fn connected(patience: Duration) -> TcpStream {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", axum::routing::get(|| async { "here" }).post(|body: String| async { body }));
        tokio::spawn(answer(listener, None, router, patience, std::future::pending()));
        TcpStream::connect(address).await.unwrap()
    }

    /// A head that comes letter by letter has no more time than one that does not come.
    #[tokio::test]
    async fn a_head_that_never_ends_is_not_waited_for() {
        let mut stream = connected(Duration::from_millis(500)).await;
        let started = Instant::now();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
        while stream.write_all(b"a").await.is_ok() {
            assert!(started.elapsed() < Duration::from_secs(10), "still waiting");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(started.elapsed() >= Duration::from_millis(500));
    }

    #[tokio::test]
    async fn a_body_that_stops_coming_is_not_waited_for() {
        let mut stream = connected(Duration::from_millis(500)).await;
        stream.write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nsome").await.unwrap();
        let mut answer = String::new();
        let whole = stream.read_to_string(&mut answer);
        tokio::time::timeout(Duration::from_secs(10), whole).await.unwrap().unwrap();
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }

    #[tokio::test]
    async fn whoever_asks_in_time_is_answered() {
        let mut stream = connected(Duration::from_secs(5)).await;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("here"), "{answer}");
    }
}
