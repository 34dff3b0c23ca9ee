//! Keeps a good certificate in place as long as the program runs: the first one, the next in time, and what is wrong.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base::{Clock, Error, Result, Time};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::server::ResolvesServerCert;
use tokio::sync::oneshot;
use web::App;
use web::fetch::Bounds;
use web::serving::{Certificate, Hitch, Source, Troubled};

use super::Wish;
use super::acme::{self, Asking, Failed};
use super::files::{self, Held};
use super::resolver::{Challenges, Current};

/// The wait after each failed attempt; the last one goes on. Authorities count: five failures an hour are too many.
const WAITS: [i64; 5] = [15 * Time::MINUTE, 30 * Time::MINUTE, 2 * Time::HOUR, 6 * Time::HOUR, 12 * Time::HOUR];
/// When there were too many, the first waits are of no use.
const LIMITED: i64 = 12 * Time::HOUR;
/// Files of one's own are looked at so often: whoever renews them tells nobody.
const LOOK: Duration = Duration::from_secs(60);
/// No sleep is longer, so that a clock that is set right counts.
const NAP: i64 = Time::HOUR;

enum From {
    Files { chain: PathBuf, key: PathBuf },
    Acme(Asking),
}

/// What keeps the certificate.
pub struct Keeper {
    from: From,
    clock: Clock,
    current: Arc<Current>,
    challenges: Challenges,
    held: Option<Held>,
    /// Where the certificate is kept that was asked for.
    kept: PathBuf,
}

impl Keeper {
    /// Reads the certificate that is there already.
    ///
    /// # Errors
    /// When files of one's own cannot be used, or what was asked for cannot be meant.
    pub async fn open(data: &Path, clock: &Clock, wish: &Wish) -> Result<Keeper> {
        let folder = data.join("certificate");
        let kept = folder.join("certificate.pem");
        let (from, held) = match (&wish.tls_cert, &wish.tls_key) {
            (Some(chain), Some(key)) => {
                let held = files::read(chain, key)?;
                (From::Files { chain: chain.clone(), key: key.clone() }, Some(held))
            }
            _ => {
                files::folder(&folder)?;
                let asking = asking(wish, folder)?;
                // One for other names, or one that has run out, is none.
                let held = files::read(&kept, &kept).ok();
                let held = held.filter(|held| held.covers(&asking.names) && held.until > clock.now());
                (From::Acme(asking), held)
            }
        };
        let mut keeper =
            Keeper { from, clock: clock.clone(), current: Arc::default(), challenges: Challenges::default(), held: None, kept };
        if let Some(held) = held {
            keeper.take(held);
        }
        Ok(keeper)
    }

    fn take(&mut self, held: Held) {
        self.current.set(held.key.clone());
        self.held = Some(held);
    }

    /// The name that the site is called by.
    pub fn name(&self) -> String {
        let asked = match &self.from {
            From::Acme(asking) => asking.names.first(),
            From::Files { .. } => None,
        };
        let known = || self.held.as_ref().and_then(|held| held.names.iter().find(|name| !name.starts_with('*')));
        asked.or_else(known).cloned().unwrap_or_else(|| "localhost".into())
    }

    pub fn has_one(&self) -> bool {
        self.held.is_some()
    }

    pub fn resolver(&self) -> Arc<dyn ResolvesServerCert> {
        Arc::clone(&self.current) as Arc<dyn ResolvesServerCert>
    }

    pub fn challenges(&self) -> Challenges {
        self.challenges.clone()
    }

    /// Tells the pages how it stands.
    pub fn show(&self, app: &App) {
        self.tell(app, None);
    }

    fn tell(&self, app: &App, trouble: Option<Troubled>) {
        let (source, asked) = match &self.from {
            From::Files { .. } => (Source::Own, Vec::new()),
            From::Acme(asking) => (Source::Acme, asking.names.clone()),
        };
        let names = self.held.as_ref().map_or(asked, |held| held.names.clone());
        app.serving.set_certificate(Certificate { source, names, until: self.held.as_ref().map(|held| held.until), trouble });
    }

    /// Keeps it until the program ends. `first` is told when the first attempt is over; from the first certificate on the
    /// site answers at `secure_url`.
    pub async fn keep(mut self, app: App, secure_url: String, first: oneshot::Sender<()>) {
        let mut first = Some(first);
        let mut failures = 0;
        loop {
            let now = self.clock.now();
            let mut trouble = None;
            if self.held.as_ref().is_none_or(|held| self.is_due(held, now)) {
                match self.renew().await {
                    Ok(()) => {
                        failures = 0;
                        app.serving.set_public_url(&secure_url);
                    }
                    Err(failed) => {
                        trouble = Some(self.troubled(failed, failures));
                        failures += 1;
                    }
                }
                self.tell(&app, trouble.clone());
            }
            if let Some(first) = first.take() {
                let _ = first.send(());
            }
            let nap = match (&self.from, &trouble) {
                (From::Files { .. }, _) => LOOK,
                (From::Acme(_), Some(trouble)) => millis(trouble.next.since(self.clock.now())),
                (From::Acme(_), None) => {
                    let due = self.held.as_ref().map_or(now, Held::due);
                    millis(due.since(self.clock.now()).min(NAP))
                }
            };
            tokio::select! {
                () = tokio::time::sleep(nap) => {}
                () = app.serving.asked_again() => {}
            }
        }
    }

    /// Files of one's own are read again and again; one that was asked for when its time comes.
    fn is_due(&self, held: &Held, now: Time) -> bool {
        matches!(self.from, From::Files { .. }) || held.due() <= now
    }

    async fn renew(&mut self) -> std::result::Result<(), Failed> {
        let held = match &self.from {
            From::Files { chain, key } => files::read(chain, key)?,
            From::Acme(asking) => {
                let pem = acme::obtain(asking, &self.challenges).await?;
                files::write(&self.kept, pem.as_bytes())?;
                files::parse(pem.as_bytes(), pem.as_bytes()).map_err(|told| Failed { hitch: Hitch::Files, told })?
            }
        };
        self.take(held);
        Ok(())
    }

    fn troubled(&self, failed: Failed, failures: usize) -> Troubled {
        let at = self.clock.now();
        let wait = WAITS.get(failures).or(WAITS.last()).copied().unwrap_or(LIMITED);
        let wait = if failed.hitch == Hitch::Limit { wait.max(LIMITED) } else { wait };
        let next = at.plus(wait);
        tracing::error!(step = %failed.hitch, told = failed.told, next = next.rfc3339(), "no new certificate; serving goes on");
        Troubled { hitch: failed.hitch, told: failed.told, at, next }
    }
}

fn millis(wait: i64) -> Duration {
    // Never at once again, whatever the clock says.
    Duration::from_millis(u64::try_from(wait).unwrap_or(0).max(1000))
}

fn asking(wish: &Wish, folder: PathBuf) -> Result<Asking> {
    let names: Vec<String> =
        wish.acme.iter().map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty()).collect();
    for name in &names {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        if !name.contains('.') || name.len() > 253 || !name.chars().all(plain) || name.parse::<std::net::IpAddr>().is_ok() {
            return Err(Error::Unavailable(format!("{name} is no public name; --acme takes names like guild.example.org")));
        }
    }
    if !web::fetch::is_callable(&wish.acme_directory) {
        return Err(Error::Unavailable(format!("--acme-directory {} is no address", wish.acme_directory)));
    }
    let roots = match &wish.acme_root {
        None => Vec::new(),
        Some(path) => {
            let unusable = |error: &dyn std::fmt::Display| Error::Unavailable(format!("{}: {error}", path.display()));
            let found = CertificateDer::pem_file_iter(path).map_err(|error| unusable(&error))?;
            found.collect::<std::result::Result<_, _>>().map_err(|error| unusable(&error))?
        }
    };
    // Whoever starts the program says whom to ask: an authority in the same house may be private.
    let bounds = Bounds { private: true, patience: Duration::from_secs(30), most: 1 << 20, roots };
    Ok(Asking { names, mail: wish.acme_mail.clone(), directory: wish.acme_directory.clone(), bounds, folder })
}
