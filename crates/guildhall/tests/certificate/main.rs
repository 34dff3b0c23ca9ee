//! The real binary with a certificate: from a real authority (Pebble), and from files of one's own.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "../binary/mod.rs"]
#[expect(dead_code, reason = "shared with other test programs")]
mod binary;
mod https;
mod pebble;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pebble::{Pebble, free_port};

/// A server, and what it printed until it said how to begin.
struct Serving {
    child: Child,
    lines: Vec<String>,
}

impl Serving {
    /// Started on an empty data directory it prints two lines, else one.
    fn start(arguments: &[&str], lines: usize) -> Serving {
        let mut command: Command = binary::guildhall(arguments);
        command.env("GUILDHALL_LOG", "error").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().take(lines).map(Result::unwrap).collect();
        Serving { child, lines }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A new administrator's way in, as a path.
fn sign_in_link(data: &str) -> String {
    let made = binary::guildhall(&["admin", "create-account", "--handle", "root", "--admin", "--data", data]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let link = binary::json(&binary::guildhall(&["admin", "sign-in-link", "--handle", "root", "--data", data]).output().unwrap());
    link["url"].as_str().unwrap().split("8080").nth(1).unwrap().to_owned()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn waits_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "{what} does not come");
        std::thread::sleep(Duration::from_millis(300));
    }
}

#[test]
fn a_certificate_is_asked_for_and_renewed() {
    let (plain, secure) = (free_port(), free_port());
    let pebble = Pebble::start(plain, 24);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let kept_root = folder.path().join("root.pem");
    fs::copy(pebble.own_root(), &kept_root).unwrap();
    let (root, directory) = (kept_root.display().to_string(), pebble.directory());
    let (listen, listen_tls) = (format!("127.0.0.1:{plain}"), format!("127.0.0.1:{secure}"));
    let arguments = [
        "serve",
        "--data",
        data.to_str().unwrap(),
        "--listen",
        &listen,
        "--listen-tls",
        &listen_tls,
        "--acme",
        "guild.test,www.guild.test",
        "--acme-mail",
        "warden@guild.test",
        "--acme-directory",
        &directory,
        "--acme-root",
        &root,
    ];
    let serving = Serving::start(&arguments, 2);
    let address = format!("https://guild.test:{secure}");
    assert_eq!(serving.lines[0], format!("Guildhall answers at {address}"));
    let trusted = pebble.root();
    let first = https::get("guild.test", secure, "/sign-in", &trusted).unwrap();
    assert!(first.text.starts_with("HTTP/1.1 200"), "{}", first.text);
    assert!(first.text.contains("strict-transport-security:"));
    assert!(https::get("www.guild.test", secure, "/", &trusted).is_ok(), "the second name, too");
    assert!(https::get("other.test", secure, "/", &trusted).unwrap_err().contains("certificate"), "and no other");
    let path = serving.lines[1].split(&address).nth(1).unwrap().to_owned();
    assert!(https::get("guild.test", secure, &path, &trusted).unwrap().text.contains("Welcome"));
    // Who signs in gets a cookie that insists on the line.
    let link = sign_in_link(data.to_str().unwrap());
    let signed_in = https::get("guild.test", secure, &link, &trusted).unwrap().text;
    assert!(signed_in.contains("set-cookie: __Host-session=") && signed_in.contains("; Secure"), "{signed_in}");
    // The plain one leads to it, challenges excepted.
    let led = binary::get(&listen, "/sign-in?a=1", "");
    assert!(led.starts_with("HTTP/1.1 308") && led.contains(&format!("location: {address}/sign-in?a=1")), "{led}");
    assert!(binary::get(&listen, "/.well-known/acme-challenge/nonsense", "").starts_with("HTTP/1.1 404"));
    // Kept for this user only.
    let kept = data.join("certificate");
    assert_eq!(mode(&kept), 0o700);
    let files: Vec<_> = fs::read_dir(&kept).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 2, "account and certificate: {files:?}");
    assert!(files.iter().all(|file| mode(file) == 0o600));
    // Renewed while it runs, before it has run out.
    let next = waits_for("the next certificate", || {
        let answer = https::get("guild.test", secure, "/sign-in", &trusted).expect("there is a good one all the time");
        (answer.certificate != first.certificate).then_some(answer)
    });
    assert!(next.text.starts_with("HTTP/1.1 200"));
    // Started again it takes the one that is kept, even when the authority is gone.
    drop(serving);
    drop(pebble);
    let again = Serving::start(&arguments, 1);
    assert_eq!(again.lines[0], format!("Guildhall answers at {address}"));
    assert!(https::get("guild.test", secure, "/sign-in", &trusted).unwrap().text.starts_with("HTTP/1.1 200"));
}

#[test]
fn a_failure_is_named_and_the_program_goes_on() {
    let (plain, secure) = (free_port(), free_port());
    // The authority looks at another port, where nobody answers.
    let pebble = Pebble::start(free_port(), 3600);
    let root = pebble.own_root().display().to_string();
    let (listen, listen_tls) = (format!("127.0.0.1:{plain}"), format!("127.0.0.1:{secure}"));
    for (name, directory, told) in [
        ("guild.test", pebble.directory(), "Port 80 must be open"),
        ("guild.nowhere.test", pebble.directory(), "does not resolve"),
        ("guild.test", "https://localhost:1/dir".to_owned(), "could not be reached"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data").display().to_string();
        let arguments = [
            "serve",
            "--data",
            &data,
            "--listen",
            &listen,
            "--listen-tls",
            &listen_tls,
            "--acme",
            name,
            "--acme-directory",
            &directory,
            "--acme-root",
            &root,
        ];
        let serving = Serving::start(&arguments, 2);
        assert_eq!(serving.lines[0], format!("Guildhall answers at http://{name}:{plain}"));
        // Somebody comes in without encryption, and reads on the page what is wrong.
        let path = sign_in_link(&data);
        let signed_in = binary::get(&listen, &path, "");
        let cookie = signed_in.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).unwrap().to_owned();
        let page = binary::get(&listen, "/admin/address", &cookie);
        assert!(page.contains(told) && page.contains("Try again now"), "{name}: {told} in {page}");
    }
}

#[test]
fn a_certificate_of_ones_own() {
    let (plain, secure) = (free_port(), free_port());
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let write = || {
        let made = rcgen::generate_simple_self_signed(vec!["hall.test".to_owned()]).unwrap();
        fs::write(file("own.pem"), made.cert.pem()).unwrap();
        fs::write(file("own.key"), made.signing_key.serialize_pem()).unwrap();
        made.cert.pem()
    };
    let own = write();
    let (data, chain, key) = (file("data"), file("own.pem"), file("own.key"));
    let (listen, listen_tls) = (format!("127.0.0.1:{plain}"), format!("127.0.0.1:{secure}"));
    let arguments =
        ["serve", "--data", &data, "--listen", &listen, "--listen-tls", &listen_tls, "--tls-cert", &chain, "--tls-key", &key];
    let serving = Serving::start(&arguments, 2);
    assert_eq!(serving.lines[0], format!("Guildhall answers at https://hall.test:{secure}"));
    assert!(https::get("hall.test", secure, "/sign-in", own.as_bytes()).unwrap().text.starts_with("HTTP/1.1 200"));
    assert!(binary::get(&listen, "/", "").contains(&format!("location: https://hall.test:{secure}/")));
    drop(serving);
    for (arguments, told) in [
        (vec!["--tls-cert", "/nonexistent", "--tls-key", &key], "cannot read /nonexistent"),
        (vec!["--tls-cert", &key, "--tls-key", &key], "no certificate"),
        (vec!["--tls-cert", &chain], "--tls-key"),
        (vec!["--acme", "localhost"], "no public name"),
        (vec!["--acme", "127.0.0.1"], "no public name"),
        (vec!["--tls-cert", &chain, "--tls-key", &key, "--public-url", "http://hall.test"], "begins with https://"),
    ] {
        let all = ["serve", "--data", &data, "--listen", &listen, "--listen-tls", &listen_tls].into_iter().chain(arguments);
        let output = binary::guildhall(&all.collect::<Vec<_>>()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(told), "{told} in {said}");
    }
}
