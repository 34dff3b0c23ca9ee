//! The certificate: from files of one's own, or asked for by the program itself (ACME, RFC 8555, with the challenge that is
//! answered on the plain port). Kept in the data folder for this user only, renewed while the program runs.

mod acme;
mod files;
mod keep;
mod resolver;

use std::path::PathBuf;

use clap::Args;

pub use keep::Keeper;
pub use resolver::Challenges;

/// Let's Encrypt, which gives certificates to everybody.
const USUAL: &str = "https://acme-v02.api.letsencrypt.org/directory";

/// Which certificate is wanted, from the command line: who may listen on ports 80 and 443 is who starts the program, and
/// the name is the address of every cookie and link.
#[derive(Args, Clone, Debug)]
pub struct Wish {
    /// Address and port for HTTPS [default: with a certificate all addresses, port 443].
    #[arg(long, env = "GUILDHALL_LISTEN_TLS")]
    pub listen_tls: Option<String>,
    /// A certificate of one's own, with its chain, as PEM.
    #[arg(long, env = "GUILDHALL_TLS_CERT", requires = "tls_key", conflicts_with = "acme", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// The key of that certificate, as PEM.
    #[arg(long, env = "GUILDHALL_TLS_KEY", requires = "tls_cert", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Public names of this machine, divided by commas: a certificate for them is asked for and renewed (ACME). By using
    /// this you agree to the terms of who gives it.
    #[arg(long, env = "GUILDHALL_ACME", value_delimiter = ',', value_name = "NAME")]
    pub acme: Vec<String>,
    /// Where who gives the certificate may write to about it.
    #[arg(long, env = "GUILDHALL_ACME_MAIL", requires = "acme", value_name = "ADDRESS")]
    pub acme_mail: Option<String>,
    /// Who gives it.
    #[arg(long, env = "GUILDHALL_ACME_DIRECTORY", default_value = USUAL, value_name = "URL")]
    pub acme_directory: String,
    /// Whom to trust when talking to them, beside the usual authorities, as PEM.
    #[arg(long, env = "GUILDHALL_ACME_ROOT", value_name = "FILE")]
    pub acme_root: Option<PathBuf>,
}

impl Wish {
    /// Whether a certificate is wanted at all.
    pub fn is_set(&self) -> bool {
        self.tls_cert.is_some() || self.acme.iter().any(|name| !name.trim().is_empty())
    }
}
