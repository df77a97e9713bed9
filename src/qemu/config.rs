//! `qemu.conf`: what an administrator sets for this home. Read anew by whoever needs it; an absent
//! file means all defaults.

use super::paths::Paths;
use crate::error::{Error, Result, virErrorNumber};
use std::collections::BTreeMap;

/// A value in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfValue {
    Number(i64),
    Text(String),
    List(Vec<String>),
}

/// The file's settings by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QemuConf {
    values: BTreeMap<String, ConfValue>,
}

/// No configuration is longer, in bytes.
const MAX_LENGTH: usize = 1 << 20;

impl QemuConf {
    /// Reads the file of this home.
    pub fn load(paths: &Paths) -> Result<QemuConf> {
        let path = paths.qemu_conf();
        match std::fs::read_to_string(&path) {
            Ok(text) if text.len() > MAX_LENGTH => Err(Error::new(
                virErrorNumber::VIR_ERR_CONF_SYNTAX,
                format!("'{}' is longer than {MAX_LENGTH} bytes", path.display()),
            )),
            Ok(text) => QemuConf::parse(&text).map_err(|(line, what)| {
                Error::new(
                    virErrorNumber::VIR_ERR_CONF_SYNTAX,
                    format!("{}:{line}: {what}", path.display()),
                )
            }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(QemuConf::default()),
            // What the user may not read was not meant for him; a session has its own.
            Err(e) if e.kind() == std::io::ErrorKind::PermissionDenied => Ok(QemuConf::default()),
            Err(e) => Err(Error::system(
                format!("cannot read '{}'", path.display()),
                &e,
            )),
        }
    }

    /// Reads the text; an error tells its line.
    fn parse(text: &str) -> std::result::Result<QemuConf, (usize, &'static str)> {
        let mut conf = QemuConf::default();
        let mut at = Reader { text, pos: 0 };
        loop {
            at.skip_blank(true);
            if at.rest().is_empty() {
                return Ok(conf);
            }
            let name = at.name();
            let fail = |at: &Reader<'_>, what| Err((at.line(), what));
            if name.is_empty() {
                return fail(&at, "expected a name");
            }
            at.skip_blank(false);
            if !at.take("=") {
                return fail(&at, "expected '='");
            }
            at.skip_blank(false);
            let Some(value) = at.value() else {
                return fail(&at, "expected a number, a string or a list");
            };
            conf.values.insert(name.to_owned(), value);
            at.skip_blank(false);
            if !(at.rest().is_empty() || at.rest().starts_with(['\n', '#', ';'])) {
                return fail(&at, "unexpected text after the value");
            }
            at.take(";");
        }
    }

    pub fn get(&self, name: &str) -> Option<&ConfValue> {
        self.values.get(name)
    }

    /// A setting that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            ConfValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A setting that is a number.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            ConfValue::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// A setting that is yes (not 0) or no.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.number(name).map(|n| n != 0)
    }

    /// A setting that is a list of strings; a single string counts as a list of one.
    pub fn list(&self, name: &str) -> Option<Vec<String>> {
        match self.get(name)? {
            ConfValue::List(list) => Some(list.clone()),
            ConfValue::Text(text) => Some(vec![text.clone()]),
            ConfValue::Number(_) => None,
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.pos..]
    }

    fn line(&self) -> usize {
        self.text[..self.pos].matches('\n').count() + 1
    }

    fn take(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        if found {
            self.pos += what.len();
        }
        found
    }

    /// Skips white space; with `lines`, comments and line ends too.
    fn skip_blank(&mut self, lines: bool) {
        loop {
            let rest = self.rest();
            let blank = |c: char| c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'));
            let skipped = rest.len() - rest.trim_start_matches(blank).len();
            self.pos += skipped;
            if lines && self.rest().starts_with('#') {
                self.pos += self.rest().find('\n').unwrap_or(self.rest().len());
            } else {
                return;
            }
        }
    }

    fn name(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')))
            .unwrap_or(rest.len());
        self.pos += end;
        &rest[..end]
    }

    fn value(&mut self) -> Option<ConfValue> {
        if self.take("[") {
            let mut list = Vec::new();
            loop {
                self.skip_blank(true);
                if self.take("]") {
                    return Some(ConfValue::List(list));
                }
                list.push(self.string()?);
                self.skip_blank(true);
                if !self.take(",") && !self.rest().starts_with(']') {
                    return None;
                }
            }
        }
        if self.rest().starts_with(['"', '\'']) {
            return self.string().map(ConfValue::Text);
        }
        let rest = self.rest();
        let end = rest
            .char_indices()
            .find(|(i, c)| !(c.is_ascii_digit() || (*i == 0 && *c == '-')))
            .map_or(rest.len(), |(i, _)| i);
        let number = rest[..end].parse().ok()?;
        self.pos += end;
        Some(ConfValue::Number(number))
    }

    fn string(&mut self) -> Option<String> {
        let (quotes, many_lines) = if self.take("\"\"\"") {
            ("\"\"\"", true)
        } else if self.take("\"") {
            ("\"", false)
        } else if self.take("'") {
            ("'", false)
        } else {
            return None;
        };
        let end = self.rest().find(quotes)?;
        let value = &self.rest()[..end];
        if !many_lines && value.contains('\n') {
            return None;
        }
        self.pos += end + quotes.len();
        Some(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_format_has() {
        let c = QemuConf::parse(
            "# comment\nuser = \"+0\"\n\n a=1 # more\nlist = [ \"x\", 'y',\n  # in\n \"z\" ]\nn = -1\n",
        )
        .unwrap();
        assert_eq!(c.text("user"), Some("+0"));
        assert_eq!(c.flag("a"), Some(true));
        assert_eq!(c.number("n"), Some(-1));
        assert_eq!(c.list("list").unwrap(), ["x", "y", "z"]);
        assert_eq!(c.get("absent"), None);
    }

    #[test]
    fn tells_the_line_of_an_error() {
        for (bad, line) in [
            ("\na", 2),
            ("a = ", 1),
            ("a = \"x", 1),
            ("x = 1 2", 1),
            ("= 1", 1),
        ] {
            assert_eq!(QemuConf::parse(bad).unwrap_err().0, line, "{bad}");
        }
    }
}
