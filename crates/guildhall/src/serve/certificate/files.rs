//! Certificates and keys as files: for this user only, written whole or not at all.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

use base::{Error, Result, Time};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use x509_parser::extensions::GeneralName;
use x509_parser::parse_x509_certificate;

/// A certificate with its key, and what it says of itself.
#[derive(Debug)]
pub struct Held {
    pub key: CertifiedKey,
    pub names: Vec<String>,
    pub from: Time,
    pub until: Time,
}

impl Held {
    /// Whether it is good for all of `names`.
    pub fn covers(&self, names: &[String]) -> bool {
        names.iter().all(|name| self.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
    }

    /// When the next one is asked for: two thirds of its time are over.
    pub fn due(&self) -> Time {
        self.from.plus(self.until.since(self.from) / 3 * 2)
    }
}

/// Reads a chain and a key; both may stand in one file.
pub fn read(chain: &Path, key: &Path) -> Result<Held> {
    let (chain_text, key_text) = (text(chain)?, text(key)?);
    parse(&chain_text, &key_text).map_err(|why| Error::Unavailable(format!("{}: {why}", chain.display())))
}

fn text(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::Unavailable(format!("cannot read {}: {error}", path.display())))
}

/// A chain and a key from PEM, or why not.
pub fn parse(chain: &[u8], key: &[u8]) -> std::result::Result<Held, String> {
    let certificates: Vec<CertificateDer<'static>> =
        CertificateDer::pem_slice_iter(chain).collect::<std::result::Result<_, _>>().map_err(|error| error.to_string())?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|error| format!("the key cannot be read: {error}"))?;
    let first = certificates.first().ok_or("no certificate in it")?;
    let (_, leaf) = parse_x509_certificate(first).map_err(|error| error.to_string())?;
    let (from, until) = (leaf.validity().not_before.timestamp(), leaf.validity().not_after.timestamp());
    let mut names = Vec::new();
    if let Ok(Some(alternatives)) = leaf.subject_alternative_name() {
        for name in &alternatives.value.general_names {
            if let GeneralName::DNSName(name) = name {
                names.push((*name).to_owned());
            }
        }
    }
    let provider = rustls::crypto::ring::default_provider();
    let key = CertifiedKey::from_der(certificates, key, &provider)
        .map_err(|error| format!("certificate and key do not go together: {error}"))?;
    Ok(Held { key, names, from: Time(from * 1000), until: Time(until * 1000) })
}

/// Makes the folder for certificates, for this user only.
pub fn folder(path: &Path) -> Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    Ok(())
}

/// Writes a file that nobody else may read; what stood there before stays until the new one is whole.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o600))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| Error::from(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pem(names: &[&str]) -> (String, String) {
        let made = rcgen::generate_simple_self_signed(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    #[test]
    fn what_a_certificate_says() {
        let (chain, key) = pem(&["guild.test", "www.guild.test"]);
        let held = parse(chain.as_bytes(), key.as_bytes()).unwrap();
        assert!(held.covers(&["www.guild.test".into(), "Guild.test".into()]) && !held.covers(&["other.test".into()]));
        assert!(held.from < held.due() && held.due() < held.until);
        let (_, other) = pem(&["guild.test"]);
        assert!(parse(chain.as_bytes(), other.as_bytes()).unwrap_err().contains("do not go together"));
        assert!(parse(b"nothing", key.as_bytes()).unwrap_err().contains("no certificate"));
        assert!(parse(chain.as_bytes(), b"nothing").unwrap_err().contains("key"));
    }

    #[test]
    fn files_are_for_this_user_only() {
        let place = tempfile::tempdir().unwrap();
        let inside = place.path().join("certificate");
        folder(&inside).unwrap();
        write(&inside.join("account.json"), b"secret").unwrap();
        write(&inside.join("account.json"), b"other").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&inside), mode(&inside.join("account.json"))), (0o700, 0o600));
        assert_eq!(fs::read(inside.join("account.json")).unwrap(), b"other");
    }
}
