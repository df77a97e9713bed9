//! Saving and restoring, as the public functions ask for it; done by [`save`].

use super::QemuDriver;
use crate::driver::*;
use crate::error::Result;
use crate::qemu::save;
use std::path::Path;

impl QemuDriver {
    pub(super) fn save_domain(
        &self,
        dom: &DomainRef,
        path: &str,
        xml: Option<&str>,
        options: SaveOptions,
    ) -> Result<()> {
        self.save_as(dom, Some(path), xml, options, ImageOptions::default())
    }

    pub(super) fn save_as(
        &self,
        dom: &DomainRef,
        path: Option<&str>,
        xml: Option<&str>,
        options: SaveOptions,
        image: ImageOptions<'_>,
    ) -> Result<()> {
        match path {
            Some(path) => save::save(&self.ctx, dom, Path::new(path), xml, options, image),
            None => save::managed_save(&self.ctx, dom, xml, options, image),
        }
    }

    pub(super) fn restore_domain(
        &self,
        path: &str,
        xml: Option<&str>,
        options: RestoreOptions,
    ) -> Result<()> {
        self.restore_as(path, xml, options, ImageOptions::default())
    }

    pub(super) fn restore_as(
        &self,
        path: &str,
        xml: Option<&str>,
        options: RestoreOptions,
        image: ImageOptions<'_>,
    ) -> Result<()> {
        save::restore(&self.ctx, Path::new(path), xml, options, image)
    }

    pub(super) fn image_xml(&self, path: &str, secure: bool) -> Result<String> {
        save::image_xml(&self.ctx, Path::new(path), secure)
    }

    pub(super) fn define_image_xml(&self, path: &str, xml: &str, resume: Resume) -> Result<()> {
        save::define_image_xml(&self.ctx, Path::new(path), xml, resume)
    }

    pub(super) fn save_managed(&self, dom: &DomainRef, options: SaveOptions) -> Result<()> {
        self.save_as(dom, None, None, options, ImageOptions::default())
    }

    pub(super) fn has_managed(&self, dom: &DomainRef) -> Result<bool> {
        save::has_managed_save(&self.ctx, dom)
    }

    pub(super) fn remove_managed(&self, dom: &DomainRef) -> Result<()> {
        save::managed_save_remove(&self.ctx, dom)
    }

    pub(super) fn managed_xml(&self, dom: &DomainRef, secure: bool) -> Result<String> {
        save::managed_xml(&self.ctx, dom, secure)
    }

    pub(super) fn define_managed_xml(
        &self,
        dom: &DomainRef,
        xml: &str,
        resume: Resume,
    ) -> Result<()> {
        save::define_managed_xml(&self.ctx, dom, xml, resume)
    }
}
