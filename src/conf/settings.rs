//! libvirt's configuration files (`libvirt.conf`, `qemu.conf`): names with values, one after the other.
//!
//! A value is a number, a string in single, double or three double quotes (without escapes), or a
//! list of them in brackets that may go over many lines. `#` begins a comment.

use crate::error::{Error, Result, virErrorDomain, virErrorNumber};
use std::collections::BTreeMap;
use std::path::Path;

/// Files larger than this are not configuration.
const MAX_SIZE: u64 = 10 << 20;

/// What a name is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Number(i64),
    Text(String),
    List(Vec<Value>),
}

/// The settings of one file. Of a name set twice the last counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where they come from, for messages.
    origin: String,
    values: BTreeMap<String, Value>,
}

impl Settings {
    /// Reads a file; one that does not exist sets nothing.
    pub fn read(path: &Path) -> Result<Self> {
        use std::io::Read as _;
        let origin = path.display();
        let read = || -> std::io::Result<String> {
            let mut text = String::new();
            std::fs::File::open(path)?
                .take(MAX_SIZE)
                .read_to_string(&mut text)?;
            Ok(text)
        };
        match read() {
            Ok(text) => Self::parse(&text, &origin.to_string()),
            Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound) => Ok(Settings::default()),
            Err(e) => Err(Error::system(format_args!("cannot read '{origin}'"), &e)
                .from_domain(virErrorDomain::VIR_FROM_CONF)),
        }
    }

    /// Reads a text; `origin` names it in messages.
    pub fn parse(text: &str, origin: &str) -> Result<Self> {
        let mut parser = Parser {
            text,
            at: 0,
            origin,
        };
        let mut values = BTreeMap::new();
        loop {
            parser.skip_lines();
            if parser.rest().is_empty() {
                break;
            }
            let name = parser.name()?;
            parser.skip_blanks();
            parser.expect('=', "expected '=' after the name")?;
            parser.skip_blanks();
            let value = parser.value()?;
            parser.skip_blanks();
            if !parser.rest().is_empty() && !parser.rest().starts_with(['\n', '\r', '#']) {
                return Err(parser.error("expected the end of the line"));
            }
            values.insert(name.to_owned(), value);
        }
        Ok(Settings {
            origin: origin.to_owned(),
            values,
        })
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// A string; anything else is an error.
    pub fn text(&self, name: &str) -> Result<Option<&str>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "a string")),
        }
    }

    /// A number; anything else is an error.
    pub fn number(&self, name: &str) -> Result<Option<i64>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Number(number)) => Ok(Some(*number)),
            Some(_) => Err(self.wrong(name, "a number")),
        }
    }

    /// A number that means yes or no.
    pub fn truth(&self, name: &str) -> Result<Option<bool>> {
        match self.number(name)? {
            None => Ok(None),
            Some(0) => Ok(Some(false)),
            Some(1) => Ok(Some(true)),
            Some(_) => Err(self.wrong(name, "0 or 1")),
        }
    }

    /// A list of strings, or one string instead; anything else is an error.
    pub fn texts(&self, name: &str) -> Result<Option<Vec<&str>>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(vec![text])),
            Some(Value::List(list)) => list
                .iter()
                .map(|value| match value {
                    Value::Text(text) => Ok(text.as_str()),
                    _ => Err(self.wrong(name, "a list of strings")),
                })
                .collect::<Result<_>>()
                .map(Some),
            Some(_) => Err(self.wrong(name, "a list of strings")),
        }
    }

    fn wrong(&self, name: &str, wanted: &str) -> Error {
        Error::new(
            virErrorNumber::VIR_ERR_INTERNAL_ERROR,
            format!("{}: '{name}' has to be {wanted}", self.origin),
        )
        .from_domain(virErrorDomain::VIR_FROM_CONF)
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    origin: &'a str,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes what `pattern` goes on matching.
    fn take_while(&mut self, pattern: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c| !pattern(c)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    fn skip_blanks(&mut self) {
        self.take_while(|c| c == ' ' || c == '\t');
    }

    /// Skips white space and comments.
    fn skip_lines(&mut self) {
        loop {
            self.take_while(char::is_whitespace);
            if !self.rest().starts_with('#') {
                return;
            }
            self.take_while(|c| c != '\n');
        }
    }

    fn expect(&mut self, c: char, trouble: &str) -> Result<()> {
        if !self.rest().starts_with(c) {
            return Err(self.error(trouble));
        }
        self.at += c.len_utf8();
        Ok(())
    }

    fn name(&mut self) -> Result<&'a str> {
        if !self.rest().starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(self.error("expected a name"));
        }
        Ok(self.take_while(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)))
    }

    fn value(&mut self) -> Result<Value> {
        match self.rest().chars().next() {
            Some('"' | '\'') => self.string().map(Value::Text),
            Some('0'..='9' | '-' | '+') => self.number().map(Value::Number),
            Some('[') => {
                self.at += 1;
                let mut list = Vec::new();
                loop {
                    self.skip_lines();
                    if self.rest().starts_with(']') {
                        self.at += 1;
                        return Ok(Value::List(list));
                    }
                    if self.rest().starts_with('[') {
                        return Err(self.error("a list cannot be in a list"));
                    }
                    list.push(self.value()?);
                    self.skip_lines();
                    if !self.rest().starts_with(']') {
                        self.expect(',', "expected ',' or ']' in a list")?;
                    }
                }
            }
            _ => Err(self.error("expected a value")),
        }
    }

    fn string(&mut self) -> Result<String> {
        let rest = self.rest();
        let quote = if rest.starts_with("\"\"\"") {
            "\"\"\""
        } else {
            &rest[..1]
        };
        let inside = &rest[quote.len()..];
        match inside.find(quote) {
            Some(end) if quote.len() == 3 || !inside[..end].contains('\n') => {
                self.at += quote.len() * 2 + end;
                Ok(inside[..end].to_owned())
            }
            _ => Err(self.error("unterminated string")),
        }
    }

    fn number(&mut self) -> Result<i64> {
        let start = self.at;
        self.take_while(|c| c.is_ascii_digit() || "+-".contains(c));
        self.text[start..self.at]
            .parse()
            .map_err(|_| self.error("not a number"))
    }

    fn error(&self, trouble: &str) -> Error {
        let line = self.text[..self.at].matches('\n').count() + 1;
        Error::new(
            virErrorNumber::VIR_ERR_CONF_SYNTAX,
            format!("{}:{line}: {trouble}", self.origin),
        )
        .from_domain(virErrorDomain::VIR_FROM_CONF)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind_of_value() {
        let settings = Settings::parse(
            "# all kinds\n\
             number = 12 # with a comment\n\
             below= -3\n\
             text = \"a # b\"\n\
             other='it \"is\"'\n\
             long = \"\"\"two\nlines\"\"\"\n\
             list = [ \"a\", 'b', # one\n  \"c\",\n]\n\
             empty = []\n\
             text = \"last\"",
            "test",
        )
        .unwrap();
        assert_eq!(settings.number("number").unwrap(), Some(12));
        assert_eq!(settings.number("below").unwrap(), Some(-3));
        assert_eq!(settings.text("text").unwrap(), Some("last"));
        assert_eq!(settings.text("other").unwrap(), Some("it \"is\""));
        assert_eq!(settings.text("long").unwrap(), Some("two\nlines"));
        assert_eq!(settings.texts("list").unwrap(), Some(vec!["a", "b", "c"]));
        assert_eq!(settings.texts("empty").unwrap(), Some(vec![]));
        assert_eq!(settings.texts("text").unwrap(), Some(vec!["last"]));
        assert_eq!(settings.text("none").unwrap(), None);
        assert!(settings.text("number").is_err());
        assert!(settings.truth("number").is_err());
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        for (text, line) in [
            ("a", 1),
            ("a = ", 1),
            ("a = 1 2", 1),
            ("\na = \"x\ny\"", 2),
            ("a = [1, [2]]", 1),
            ("a = [1 2]", 1),
            ("a = [1,\n\n", 3),
            ("= 3", 1),
            ("a = 99999999999999999999", 1),
        ] {
            let error = Settings::parse(text, "test").unwrap_err();
            assert_eq!(error.code, virErrorNumber::VIR_ERR_CONF_SYNTAX, "{text}");
            assert!(
                error.message.contains(&format!("test:{line}:")),
                "{text}: {error}"
            );
        }
    }
}
