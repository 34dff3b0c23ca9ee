//! A dump in a zip file, read in place: nothing is unpacked, so there is no path to write to and no room to fill.
//!
//! The zip crate finds the entries; their bytes are read from the file itself, since its readers cannot outlive the archive.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::dump::FileName;

/// Text packs ten to one; what claims more than this is made to keep us busy.
const MOST: u64 = 200;
/// Small ones may claim what they like.
const SMALL: u64 = 1 << 20;

/// Where an entry stands in its archive.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    archive: PathBuf,
    start: u64,
    packed: u64,
    /// Bytes when unpacked.
    pub size: u64,
    deflated: bool,
}

/// The files of a dump in the archive at `path`, in whatever folder of it they stand. `Err` is a message for people.
pub(super) fn entries(path: &Path) -> Result<BTreeMap<FileName, Entry>, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| error.to_string())?;
    let mut found = BTreeMap::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| error.to_string())?;
        let Ok(name) = entry.name() else { continue };
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let Some(known) = FileName::ALL.into_iter().find(|file| name.eq_ignore_ascii_case(file.name())) else { continue };
        let deflated = match entry.compression() {
            _ if entry.encrypted() => return Err(format!("{known} is encrypted", known = known.name())),
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return Err(format!("{} is packed as {other}; only “deflate” can be read", known.name())),
        };
        let (packed, size) = (entry.compressed_size(), entry.size());
        if size > SMALL && size / MOST > packed {
            return Err(format!("{} claims to be {size} bytes of {packed}", known.name()));
        }
        let start = entry.data_start().ok_or_else(|| format!("{} cannot be found", known.name()))?;
        // Two folders with the same files are two dumps; the first one is meant.
        found.entry(known).or_insert(Entry { archive: path.to_owned(), start, packed, size, deflated });
    }
    Ok(found)
}

impl Entry {
    /// Its text. More than it claims to be is not read.
    pub fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        let mut file = File::open(&self.archive)?;
        file.seek(SeekFrom::Start(self.start))?;
        let packed = BufReader::with_capacity(1 << 16, file).take(self.packed);
        if self.deflated {
            let text = DeflateDecoder::new(packed).take(self.size);
            return Ok(Box::new(BufReader::with_capacity(1 << 16, text)));
        }
        Ok(Box::new(packed))
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write as _;
    use std::path::Path;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::super::{Dump, Error};

    const ROW: &str = r#"<row Id="1" PostTypeId="1" CreationDate="2016-03-01T10:00:00.000" Title="Why do joints creak?" />"#;

    fn zip(path: &Path, files: &[(&str, &str)], packed: CompressionMethod) {
        let mut archive = ZipWriter::new(File::create(path).expect("a file"));
        for (name, text) in files {
            archive.start_file(*name, SimpleFileOptions::default().compression_method(packed)).expect("an entry");
            archive.write_all(text.as_bytes()).expect("room");
        }
        archive.finish().expect("room");
    }

    #[test]
    fn a_dump_in_a_zip_file_is_read_in_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("wood.zip");
        let posts = format!("<posts>\n{}\n</posts>", ROW.repeat(2000));
        for packed in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            zip(&path, &[("../wood/readme.txt", "x"), ("../wood/posts.XML", &posts), ("later/Posts.xml", "")], packed);
            let dump = Dump::open(&path).expect("a dump");
            assert_eq!((dump.size(), dump.missing().len()), (posts.len() as u64, 7));
            let rows: Vec<_> = dump.posts().collect();
            assert_eq!(rows.len(), 2000);
            assert!(rows.iter().all(|row| row.as_ref().is_ok_and(|post| post.title.as_deref() == Some("Why do joints creak?"))));
        }
        let there: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(there, ["wood.zip"], "nothing was unpacked");
    }

    /// Whatever byte of an archive is wrong: it is refused, or read to an end.
    #[test]
    fn a_spoilt_archive_does_no_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("wood.zip");
        let posts = format!("<posts>\n{}\n</posts>", ROW.repeat(20));
        zip(&path, &[("Posts.xml", &posts), ("Users.xml", "<users></users>")], CompressionMethod::Deflated);
        let whole = fs::read(&path).expect("the archive");
        let mut refused = 0;
        for at in 0..whole.len() {
            for wrong in [0, 0xff, whole[at] ^ 1] {
                let mut spoilt = whole.clone();
                spoilt[at] = wrong;
                fs::write(&path, spoilt).expect("room");
                match Dump::open(&path) {
                    Ok(dump) => assert!(dump.posts().count() < 10_000, "byte {at}"),
                    Err(_) => refused += 1,
                }
            }
        }
        assert!(refused > 50, "{refused}");
    }

    #[test]
    fn what_is_no_dump_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("wood.zip");
        zip(&path, &[("Users.xml", "<users></users>")], CompressionMethod::Deflated);
        assert!(matches!(Dump::open(&path), Err(Error::NoPosts { .. })));
        // A megabyte of nothing packs a thousand to one.
        zip(&path, &[("Posts.xml", &" ".repeat(4 << 20))], CompressionMethod::Deflated);
        assert!(Dump::open(&path).is_err_and(|error| error.to_string().contains("claims to be")));
        let whole = fs::read(&path).expect("the archive");
        for cut in [0, 10, whole.len() / 2, whole.len() - 1] {
            fs::write(&path, &whole[..cut]).expect("room");
            assert!(matches!(Dump::open(&path), Err(Error::Archive { .. })), "cut at {cut}");
        }
    }
}
