//! A browser that trusts whom it is told to trust.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

#[derive(Debug)]
pub struct Answer {
    /// Status line, headers and body.
    pub text: String,
    /// The server's certificate.
    pub certificate: Vec<u8>,
}

/// Asks for `path` at this machine under the name `host`. The error says why the line was not trusted.
pub fn get(host: &str, port: u16, path: &str, roots: &[u8]) -> Result<Answer, String> {
    let mut trusted = RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(roots) {
        trusted.add(root.map_err(|error| error.to_string())?).map_err(|error| error.to_string())?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(trusted).with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).unwrap();
    let line = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(line, TcpStream::connect(("127.0.0.1", port)).map_err(|error| error.to_string())?);
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n")
        .map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    if let Err(error) = stream.read_to_end(&mut bytes)
        && bytes.is_empty()
    {
        return Err(error.to_string());
    }
    let certificate = stream.conn.peer_certificates().and_then(|all| all.first()).unwrap().to_vec();
    Ok(Answer { text: String::from_utf8_lossy(&bytes).into_owned(), certificate })
}
