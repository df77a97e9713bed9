//! Compressed images: QEMU's stream goes through the program that the format is named after, as
//! libvirt does it, so that each reads what the other wrote.

use super::image::Format;
use crate::error::{Error, Result};
use crate::sys;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::process::{Child, Command, Stdio};

/// So much of what a program says against its work is told, in bytes.
const MAX_ERRORS: u64 = 2000;

/// A program at work. Dropped before its end, it is killed.
#[derive(Debug)]
pub struct Program {
    child: Option<Child>,
    errors: File,
    format: Format,
}

impl Program {
    /// Refuses a format whose program is not there to be run, before anything has happened.
    pub fn check(format: Format) -> Result<()> {
        if matches!(format, Format::Raw | Format::Sparse) {
            return Ok(());
        }
        let name = format.name();
        let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
        let runs = |path: &std::path::Path| {
            use std::os::unix::fs::PermissionsExt;
            let meta = std::fs::metadata(path);
            meta.is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
        };
        if std::env::split_paths(&path).any(|dir| runs(&dir.join(name))) {
            return Ok(());
        }
        Err(Error::operation_failed(format!(
            "the program '{name}' of this save image format is not installed"
        )))
    }

    /// Compresses `input` to `output`.
    pub fn compress(format: Format, input: Stdio, output: Stdio) -> Result<Program> {
        Self::start(format, "-c", input, output)
    }

    /// The way back.
    pub fn decompress(format: Format, input: Stdio, output: Stdio) -> Result<Program> {
        Self::start(format, "-dc", input, output)
    }

    fn start(format: Format, argument: &str, input: Stdio, output: Stdio) -> Result<Program> {
        let name = format.name();
        let cannot = |e: std::io::Error| {
            Error::operation_failed(format!(
                "cannot run the program '{name}' of this save image format: {e}"
            ))
        };
        let errors = sys::memfd("oxivirt-save-errors").map_err(cannot)?;
        let mut command = Command::new(name);
        command
            .arg(argument)
            .env("LC_ALL", "C")
            .stdin(input)
            .stdout(output)
            .stderr(errors.try_clone().map_err(cannot)?);
        sys::child::die_with_parent(&mut command);
        let child = command.spawn().map_err(cannot)?;
        Ok(Program {
            child: Some(child),
            errors,
            format,
        })
    }

    /// What it writes, if that was to be a pipe.
    pub fn take_output(&mut self) -> Option<std::process::ChildStdout> {
        self.child.as_mut()?.stdout.take()
    }

    /// Waits until it has ended, which must be well.
    pub fn finish(mut self) -> Result<()> {
        let name = self.format.name();
        let Some(mut child) = self.child.take() else {
            return Ok(());
        };
        let status = child
            .wait()
            .map_err(|e| Error::operation_failed(format!("cannot wait for '{name}': {e}")))?;
        if status.success() {
            return Ok(());
        }
        let mut said = Vec::new();
        let _ = self.errors.seek(SeekFrom::Start(0));
        let _ = (&self.errors).take(MAX_ERRORS).read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said);
        let said: Vec<&str> = said.lines().filter(|l| !l.trim().is_empty()).collect();
        Err(Error::operation_failed(format!(
            "'{name}' ended with {status}: {}",
            said.join("; ")
        )))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::virErrorNumber::VIR_ERR_OPERATION_FAILED;
    use std::io::Write;

    fn stored(bytes: &[u8]) -> File {
        let mut file = sys::memfd("test").unwrap();
        file.write_all(bytes).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        file
    }

    fn all(mut file: File) -> Vec<u8> {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_is_compressed_comes_back_and_garbage_is_told() {
        let data = b"the same again and again ".repeat(1000);
        for format in [
            Format::Gzip,
            Format::Bzip2,
            Format::Xz,
            Format::Lzop,
            Format::Zstd,
        ] {
            let packed = stored(b"");
            let out = packed.try_clone().unwrap().into();
            let program = match Program::compress(format, stored(&data).into(), out) {
                Ok(program) => program,
                Err(e) => {
                    assert_eq!(e.code, VIR_ERR_OPERATION_FAILED);
                    eprintln!("skipped: {e}");
                    continue;
                }
            };
            program.finish().unwrap();
            let packed = all(packed);
            assert!(packed.len() < data.len() / 4);
            let back = stored(b"");
            let out = back.try_clone().unwrap().into();
            let program = Program::decompress(format, stored(&packed).into(), out).unwrap();
            program.finish().unwrap();
            assert_eq!(all(back), data);
            let program = Program::decompress(format, stored(&data).into(), Stdio::null()).unwrap();
            let e = program.finish().unwrap_err();
            assert_eq!(e.code, VIR_ERR_OPERATION_FAILED);
            assert!(e.message.contains(format.name()), "{e}");
        }
    }
}
