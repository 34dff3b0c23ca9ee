//! Child processes: what they cost, read from `/proc`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server under measurement.
pub struct Server {
    child: Child,
    pub host: String,
}

impl Server {
    /// The program, from beside this tool, on `data`.
    pub fn guildhall(data: &Path, arguments: &[&str]) -> Server {
        Server::start(guildhall(arguments).arg("--data").arg(data))
    }

    pub fn floor(files: &[PathBuf]) -> Server {
        Server::start(Command::new(std::env::current_exe().unwrap()).arg("floor").args(files))
    }

    fn start(command: &mut Command) -> Server {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut first_line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first_line).unwrap();
        let rest = first_line.split("http://").nth(1).unwrap();
        let host = rest.split(['"', '/', '\n', ' ']).next().unwrap().to_owned();
        Server { child, host }
    }

    /// Processor time so far.
    pub fn spent(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        // Clock ticks of 10 ms.
        Duration::from_millis(10 * (fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()))
    }

    /// Resident memory, MB.
    pub fn memory(&self) -> f64 {
        status(self.child.id(), "VmRSS:").unwrap()
    }

    /// As much of it as are pages of files, which the system takes back when it needs them, MB.
    pub fn mapped(&self) -> f64 {
        status(self.child.id(), "RssFile:").unwrap()
    }

    /// The most memory that was ever resident, MB.
    pub fn peak(&self) -> f64 {
        status(self.child.id(), "VmHWM:").unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn guildhall(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap().with_file_name("guildhall"));
    command.args(arguments).env_remove("GUILDHALL_DATA").env_remove("GUILDHALL_DATABASE_URL");
    command
}

/// Runs the program to its end: what it printed, and its peak memory, MB.
pub fn run(data: &Path, arguments: &[&str]) -> (String, f64) {
    let mut child = guildhall(arguments).arg("--data").arg(data).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut peak = 0.0;
    while child.try_wait().unwrap().is_none() {
        peak = status(child.id(), "VmHWM:").unwrap_or(peak).max(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    (String::from_utf8(output.stdout).unwrap(), peak)
}

/// A line of `/proc/{id}/status`, MB; nothing when the process has ended.
fn status(id: u32, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kib| kib * 1024.0 / 1e6)
}
