//! What `docs/self-hosting.md` tells operators to do.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use testkit::Engine;

use crate::{Place, Server};

fn text(name: &str) -> String {
    std::fs::read_to_string(testkit::root().join("docs").join(name)).unwrap()
}

/// The commands of the page, in their order, on this machine's paths.
#[tokio::test(flavor = "multi_thread")]
async fn its_commands_work() {
    let (place, server) = (Place::empty(Engine::Sqlite), Place::empty(Engine::Postgres));
    guildhall::demo::seed(&place.house().await).await.unwrap();
    let backups = place.path("backups");
    std::fs::create_dir(&backups).unwrap();
    let page = text("self-hosting.md");
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands: Vec<&str> =
        blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("runuser -u guildhall -- guildhall ")).collect();
    assert_eq!(commands.len(), 6, "{commands:?}");
    for command in commands {
        let local = command
            .replace("/var/lib/guildhall", &place.data().display().to_string())
            .replace("/var/backups/guildhall", &backups)
            .replace("postgres://guildhall@/guildhall?host=%2Frun%2Fpostgresql", server.url.as_ref().unwrap());
        let script = format!("exec '{}' {local}", env!("CARGO_BIN_EXE_guildhall"));
        let output = Command::new("sh")
            .args(["-c", &script])
            .env("GUILDHALL_DATA", place.data())
            .env("GUILDHALL_PUBLIC_URL", "https://guild.example")
            .env_remove("GUILDHALL_DATABASE_URL")
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!command.contains("sign-in-link") || told.contains("https://guild.example/"), "{told}");
    }
    assert!(place.data().join("back/guildhall.sqlite").exists());
}

#[test]
fn the_page_and_the_units_agree() {
    let (page, readme) = (text("self-hosting.md"), std::fs::read_to_string(testkit::root().join("README.md")).unwrap());
    for word in page.split(|c: char| !c.is_ascii_uppercase() && c != '_').filter(|word| word.starts_with("GUILDHALL_")) {
        assert!(readme.contains(word) || ["GUILDHALL_SMTP_URL", "GUILDHALL_MAIL_FROM"].contains(&word), "{word} is no setting");
    }
    for unit in ["guildhall.service", "guildhall-backup.service"] {
        assert!(text(&format!("hosting/{unit}")).contains("EnvironmentFile=/etc/guildhall.env"));
    }
    let Ok(_) = Command::new("systemd-analyze").arg("--version").output() else {
        println!("skipped: no systemd-analyze here");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut verify = Command::new("systemd-analyze");
    verify.args(["verify", "--man=no"]);
    for unit in ["guildhall.service", "guildhall-backup.service", "guildhall-backup.timer"] {
        let path = folder.path().join(unit);
        std::fs::write(
            &path,
            text(&format!("hosting/{unit}")).replace("/usr/local/bin/guildhall", env!("CARGO_BIN_EXE_guildhall")),
        )
        .unwrap();
        verify.arg(path);
    }
    let output = verify.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    let ours: Vec<&str> = told.lines().filter(|line| line.contains("guildhall")).collect();
    assert!(ours.is_empty(), "{}", ours.join("\n"));
}

/// The proxy of the example, with the sizes and the host that it promises.
#[test]
fn the_nginx_example_serves() {
    let Ok(_) = Command::new("nginx").arg("-v").output() else {
        println!("skipped: no nginx here");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let server = Server::start(crate::guildhall(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let proxy = Nginx::start(folder.path(), &free.to_string(), &[(&echo(), "echo"), (&server.host(), "site")]);
    let answer = ask(&proxy.listen, "GET / HTTP/1.1\r\nHost: site\r\nConnection: close\r\n\r\n", 0);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Guildhall"), "{answer}");
    let sent = "POST / HTTP/1.1\r\nHost: echo\r\nX-Forwarded-For: 6.6.6.6\r\nContent-Length: ";
    let heard = ask(&proxy.listen, &format!("{sent}{}\r\nConnection: close\r\n\r\n", 55 << 20), 55 << 20);
    assert!(heard.contains("Host: echo") && heard.contains("X-Forwarded-For: 6.6.6.6, 127.0.0.1"), "{heard}");
    assert!(heard.contains(&format!("took {}", 55 << 20)), "{heard}");
    let refused = ask(&proxy.listen, &format!("{sent}{}\r\nConnection: close\r\n\r\n", 61 << 20), 0);
    assert!(refused.starts_with("HTTP/1.1 413"), "{refused}");
}

/// A program that answers with the head of the request and the size of its body.
fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let Ok((mut stream, _)) = listener.accept() else { return };
        let (mut got, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
        let head = loop {
            let read = stream.read(&mut buffer).unwrap();
            got.extend_from_slice(&buffer[..read]);
            if let Some(end) = got.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let mut took = got.len() - head;
        let text = String::from_utf8_lossy(&got[..head]).into_owned();
        let length = text.to_lowercase().split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
        while took < length.unwrap_or(0) {
            took += stream.read(&mut buffer).unwrap();
        }
        let body = format!("{text}took {took}");
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).unwrap();
    });
    address
}

fn ask(host: &str, head: &str, body: usize) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..body >> 20 {
        stream.write_all(&piece).unwrap();
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

struct Nginx {
    child: Child,
    listen: String,
}

impl Nginx {
    /// The example once for each program behind it, told apart by the name of the host.
    fn start(folder: &Path, listen: &str, behind: &[(&str, &str)]) -> Nginx {
        let example = text("hosting/nginx.conf");
        let site = |(to, name): &(&str, &str)| {
            example.replace("listen 80", &format!("listen {listen}")).replace("guild.example", name).replace("127.0.0.1:8080", to)
        };
        let sites: Vec<String> = behind.iter().map(site).collect();
        let at = folder.display();
        let whole = format!(
            "daemon off; master_process off; pid {at}/nginx.pid; error_log {at}/error.log; events {{}}\n\
             http {{ access_log off; client_body_temp_path {at}/body; proxy_temp_path {at}/proxy; fastcgi_temp_path {at}/f; \
             uwsgi_temp_path {at}/u; scgi_temp_path {at}/s;\n{} }}",
            sites.join("\n")
        );
        std::fs::write(folder.join("nginx.conf"), whole).unwrap();
        let child = Command::new("nginx")
            .args(["-p", &at.to_string(), "-c", &folder.join("nginx.conf").display().to_string()])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(listen).is_err() {
            assert!(Instant::now() < until, "{}", std::fs::read_to_string(folder.join("error.log")).unwrap_or_default());
            std::thread::sleep(Duration::from_millis(50));
        }
        Nginx { child, listen: listen.to_owned() }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
