//! The values of QEMU's options: ordered properties, written as JSON or in the older comma form.

use serde_json::{Map, Value};

/// The properties of a device, an object, a netdev or a block node, in the order they are given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Props(Map<String, Value>);

impl Props {
    pub fn new() -> Self {
        Props::default()
    }

    /// The properties of a device: `driver` first.
    pub fn device(driver: impl Into<String>) -> Self {
        let mut props = Props::new();
        props.set("driver", driver.into());
        props
    }

    /// The properties of an object: its type and id first.
    pub fn object(kind: &str, id: impl Into<String>) -> Self {
        let mut props = Props::new();
        props.set("qom-type", kind).set("id", id.into());
        props
    }

    pub fn set(&mut self, name: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Sets the property if there is a value.
    pub fn opt<T: Into<Value>>(&mut self, name: &str, value: Option<T>) -> &mut Self {
        if let Some(value) = value {
            self.set(name, value);
        }
        self
    }

    /// Sets "on" or "off" (properties that know `auto` too want words) if there is a value.
    pub fn on_off(&mut self, name: &str, value: Option<bool>) -> &mut Self {
        self.opt(name, value.map(word))
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    pub fn remove(&mut self, name: &str) {
        self.0.shift_remove(name);
    }

    /// The id, or "".
    pub fn id(&self) -> &str {
        self.0.get("id").and_then(Value::as_str).unwrap_or("")
    }

    pub fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    /// `driver,id=...,...`: the value of the property `first` without its name, the others with
    /// theirs; what is nested is flattened (`server.host=`, `server.0.port=`).
    pub fn to_commas(&self, first: &str) -> String {
        let mut list = CommaList::new();
        if let Some(value) = self.0.get(first) {
            list.word(scalar(value));
        }
        for (name, value) in &self.0 {
            if name != first {
                flatten(&mut list, name, value);
            }
        }
        list.finish()
    }
}

impl From<Props> for Value {
    fn from(props: Props) -> Value {
        Value::Object(props.0)
    }
}

fn flatten(list: &mut CommaList, name: &str, value: &Value) {
    match value {
        Value::Object(map) => {
            for (inner, value) in map {
                flatten(list, &format!("{name}.{inner}"), value);
            }
        }
        Value::Array(values) => {
            for (i, value) in values.iter().enumerate() {
                flatten(list, &format!("{name}.{i}"), value);
            }
        }
        other => {
            list.pair(name, scalar(other));
        }
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Bool(b) => word(*b).to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// `on` or `off`.
pub fn word(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// `a,b=c,d=e`, commas inside values doubled.
#[derive(Clone, Debug, Default)]
pub struct CommaList(String);

impl CommaList {
    pub fn new() -> Self {
        CommaList::default()
    }

    /// An item without a name.
    pub fn word(&mut self, value: impl AsRef<str>) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push_str(&value.as_ref().replace(',', ",,"));
        self
    }

    pub fn pair(&mut self, name: &str, value: impl ToString) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push(',');
        }
        self.0.push_str(name);
        self.0.push('=');
        self.0.push_str(&value.to_string().replace(',', ",,"));
        self
    }

    pub fn opt(&mut self, name: &str, value: Option<impl ToString>) -> &mut Self {
        if let Some(value) = value {
            self.pair(name, value);
        }
        self
    }

    pub fn on_off(&mut self, name: &str, value: Option<bool>) -> &mut Self {
        self.opt(name, value.map(word))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_forms() {
        let mut props = Props::device("virtio-blk-pci");
        props
            .set("queues", json!([{"iothread": "a"}, {"iothread": "b"}]))
            .set("serial", "x,y")
            .set("removable", true)
            .opt("wwn", None::<u64>)
            .on_off("write-cache", Some(false));
        assert_eq!(
            props.to_json(),
            r#"{"driver":"virtio-blk-pci","queues":[{"iothread":"a"},{"iothread":"b"}],"serial":"x,y","removable":true,"write-cache":"off"}"#
        );
        assert_eq!(
            props.to_commas("driver"),
            "virtio-blk-pci,queues.0.iothread=a,queues.1.iothread=b,serial=x,,y,removable=on,write-cache=off"
        );
    }
}
