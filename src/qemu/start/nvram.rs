//! The file with a guest's UEFI variables: made from a template when the guest is first started.

use crate::conf::domain::Domain;
use crate::conf::domain::disk::{ImageFormat, Source};
use crate::conf::domain::os::LoaderType;
use crate::error::{Error, Result};
use crate::fsutil::{self, Replacement};
use crate::qemu::config::QemuConf;
use crate::qemu::paths::Paths;
use crate::qemu::snapshot::images;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Which variable store belongs to which firmware, where qemu.conf does not say.
const KNOWN: [(&str, &str); 6] = [
    (
        "/usr/share/OVMF/OVMF_CODE.fd",
        "/usr/share/OVMF/OVMF_VARS.fd",
    ),
    (
        "/usr/share/OVMF/OVMF_CODE.secboot.fd",
        "/usr/share/OVMF/OVMF_VARS.fd",
    ),
    (
        "/usr/share/OVMF/OVMF_CODE_4M.fd",
        "/usr/share/OVMF/OVMF_VARS_4M.fd",
    ),
    (
        "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd",
        "/usr/share/OVMF/OVMF_VARS_4M.fd",
    ),
    (
        "/usr/share/OVMF/OVMF_CODE_4M.ms.fd",
        "/usr/share/OVMF/OVMF_VARS_4M.ms.fd",
    ),
    (
        "/usr/share/AAVMF/AAVMF_CODE.fd",
        "/usr/share/AAVMF/AAVMF_VARS.fd",
    ),
];

/// Names the file for a guest with a firmware in flash that keeps variables and names none.
pub fn choose_path(domain: &mut Domain, paths: &Paths) {
    let Some(loader) = &mut domain.os.loader else {
        return;
    };
    let keeps = loader.kind == Some(LoaderType::Pflash)
        && loader.stateless != Some(true)
        && loader.path.is_some();
    if !keeps {
        return;
    }
    loader.format.get_or_insert(ImageFormat::Raw);
    // A firmware that may be written to keeps its variables in itself.
    if loader.readonly != Some(true) && domain.os.nvram.is_none() {
        return;
    }
    let nvram = domain.os.nvram.get_or_insert_with(Default::default);
    nvram.format.get_or_insert(ImageFormat::Raw);
    let known = KNOWN
        .iter()
        .find(|(code, _)| loader.path.as_deref() == Some(*code));
    if let Some((_, template)) = known {
        nvram.template.get_or_insert_with(|| (*template).to_owned());
        nvram.template_format.get_or_insert(ImageFormat::Raw);
    }
    if nvram.source.is_none() {
        let suffix = match nvram.format {
            Some(ImageFormat::Qcow2) => "qcow2",
            _ => "fd",
        };
        let path = paths
            .nvram_dir
            .join(format!("{}_VARS.{suffix}", domain.name));
        let mut source = Source::file(path.to_string_lossy());
        source.format = nvram.format;
        nvram.source = Some(source);
    }
}

/// Makes the file if it is not there, or anew if `reset`. Returns the path of one that was made.
pub fn prepare(
    domain: &Domain,
    conf: &QemuConf,
    paths: &Paths,
    reset: bool,
) -> Result<Option<PathBuf>> {
    let Some(nvram) = &domain.os.nvram else {
        return Ok(None);
    };
    let Some(path) = nvram.source.as_ref().and_then(Source::local_path) else {
        return Ok(None);
    };
    let path = PathBuf::from(path);
    if path.exists() && !reset {
        return Ok(None);
    }
    let firmware = domain.os.loader.as_ref().and_then(|l| l.path.as_deref());
    let template = match (&nvram.template, firmware) {
        (Some(template), _) => PathBuf::from(template),
        (None, Some(firmware)) => template_of(firmware, conf).ok_or_else(|| {
            Error::operation_failed(format!(
                "cannot find a template of the variables for the firmware '{firmware}'"
            ))
        })?,
        (None, None) => return Ok(None),
    };
    let fail = |e: io::Error| {
        Error::system(
            format!(
                "cannot make '{}' from '{}'",
                path.display(),
                template.display()
            ),
            &e,
        )
    };
    if path.parent() == Some(&paths.nvram_dir) {
        fsutil::make_directories(&paths.nvram_dir, 0o755).map_err(fail)?;
    }
    let (from, to) = (
        nvram.template_format.unwrap_or(ImageFormat::Raw),
        nvram.format.unwrap_or(ImageFormat::Raw),
    );
    if from == to {
        copy(&template, &path).map_err(fail)?;
    } else {
        let new = Replacement::create(&path, 0o600).map_err(fail)?;
        images::run(&[
            "convert",
            "-f",
            from.name(),
            "-O",
            to.name(),
            &template.to_string_lossy(),
            &new.temporary_path().to_string_lossy(),
        ])?;
        new.commit().map_err(fail)?;
    }
    Ok(Some(path))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = File::open(from)?;
    let new = Replacement::create(to, 0o600)?;
    io::copy(&mut from, &mut new.file())?;
    new.commit()
}

/// The template that qemu.conf pairs with the firmware, else the distribution's.
fn template_of(firmware: &str, conf: &QemuConf) -> Option<PathBuf> {
    let listed = conf.list("nvram").unwrap_or_default();
    let listed = listed
        .iter()
        .filter_map(|pair| pair.split_once(':'))
        .find(|(code, _)| *code == firmware)
        .map(|(_, vars)| PathBuf::from(vars));
    listed.or_else(|| {
        KNOWN
            .iter()
            .find(|(code, _)| *code == firmware)
            .map(|(_, vars)| PathBuf::from(vars))
    })
}
