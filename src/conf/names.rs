//! The one macro that gives an enum of the documents its names.

/// Declares a plain enum whose members have a name in the XML: `ALL`, `name()`, `from_name()` and
/// `Display` come with it. Declaration order is the order that libvirt numbers them in.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident { $($(#[$mdoc:meta])* $member:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$mdoc])* $member),* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$member),*];

            /// The name that documents use.
            pub fn name(self) -> &'static str {
                match self { $($name::$member => $text),* }
            }

            /// The member of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some($name::$member),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl crate::conf::names::Named for $name {
            fn from_name(name: &str) -> Option<Self> {
                $name::from_name(name)
            }
        }
    )*};
}

pub(crate) use names;

/// What [`names!`] makes: a value that a document names.
pub trait Named: Sized {
    fn from_name(name: &str) -> Option<Self>;
}
