//! What the C face has made for it.

mod unserved;

use proc_macro::{Delimiter, TokenStream, TokenTree};

/// The headers want a C enum of flags, Rust wants a set of bits. The enum is written once, and this makes
/// the set from it: `virDomainXMLFlags` gives `DomainXMLFlags`, a `bitflags` type with the enum's members
/// as constants.
#[proc_macro_derive(Flags)]
pub fn flags(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    tokens
        .find(|t| matches!(t, TokenTree::Ident(i) if i.to_string() == "enum"))
        .expect("flags are an enum");
    let Some(TokenTree::Ident(name)) = tokens.next() else {
        panic!("an enum has a name")
    };
    let Some(TokenTree::Group(body)) = tokens.next() else {
        panic!("an enum has members")
    };
    let name = name.to_string();
    let set = name
        .strip_prefix("vir")
        .expect("a public enum is called vir...");

    let constants: String = members(body.stream())
        .iter()
        .map(|m| format!("const {m} = {name}::{m} as ::core::ffi::c_uint;"))
        .collect();
    format!(
        "::bitflags::bitflags! {{
            #[doc = \"The flags of [`{name}`] as a set.\"]
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct {set}: ::core::ffi::c_uint {{ {constants} }}
        }}"
    )
    .parse()
    .expect("well-formed by construction")
}

/// The names of the members: of what stands between commas, the first word outside an attribute.
fn members(body: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    let mut wanted = true;
    for token in body {
        match token {
            TokenTree::Punct(p) if p.as_char() == ',' => wanted = true,
            TokenTree::Group(g) if g.delimiter() == Delimiter::Bracket => {}
            TokenTree::Ident(i) if wanted => {
                names.push(i.to_string());
                wanted = false;
            }
            _ => {}
        }
    }
    names
}

/// Gives the functions of a foreign block their bodies: each makes its checks and answers
/// `VIR_ERR_NO_SUPPORT`. How to use it is told on top of `src/abi.rs`.
#[proc_macro_attribute]
pub fn unserved(area: TokenStream, block: TokenStream) -> TokenStream {
    unserved::expand(area.into(), block.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
