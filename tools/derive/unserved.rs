//! `#[unserved(AREA)]`: a foreign block becomes functions that check their arguments by a table and answer
//! that no driver has them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Error, Expr, FnArg, ForeignItem, ForeignItemFn, Ident, ItemForeignMod, Pat, Result, Token,
    Type, UnOp, parenthesized,
};

pub fn expand(area: TokenStream, block: TokenStream) -> Result<TokenStream> {
    let area: Ident = syn::parse2(area)?;
    let block: ItemForeignMod = syn::parse2(block)?;
    block
        .items
        .into_iter()
        .map(|item| match item {
            ForeignItem::Fn(function) => define(&area, function),
            other => Err(Error::new(other.span(), "only functions can be unserved")),
        })
        .collect()
}

/// One word of `#[check(...)]`: `NAME`, `NAME(ARGUMENT, ...)` or `PARAMETER: NAME`.
struct Word {
    name: Ident,
    subject: Option<Ident>,
    arguments: Vec<Argument>,
}

/// What stands in a word's parentheses: an expression, or for `when` and its likes another word.
struct Argument(TokenStream);

impl Parse for Argument {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut tokens = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            tokens.extend([input.parse::<proc_macro2::TokenTree>()?]);
        }
        Ok(Argument(tokens))
    }
}

impl Parse for Word {
    fn parse(input: ParseStream) -> Result<Self> {
        let first: Ident = input.parse()?;
        if input.peek(Token![:]) {
            input.parse::<Token![:]>()?;
            return Ok(Word {
                name: input.parse()?,
                subject: Some(first),
                arguments: Vec::new(),
            });
        }
        let mut arguments = Vec::new();
        if input.peek(syn::token::Paren) {
            let inner;
            parenthesized!(inner in input);
            arguments = Punctuated::<Argument, Token![,]>::parse_terminated(&inner)?
                .into_iter()
                .collect();
        }
        Ok(Word {
            name: first,
            subject: None,
            arguments,
        })
    }
}

/// A function's parameters: names and types.
struct Parameters(Vec<(Ident, Type)>);

impl Parameters {
    fn of(function: &ForeignItemFn) -> Result<Self> {
        function
            .sig
            .inputs
            .iter()
            .map(|input| match input {
                FnArg::Typed(it) => match &*it.pat {
                    Pat::Ident(name) => Ok((name.ident.clone(), (*it.ty).clone())),
                    other => Err(Error::new(other.span(), "a parameter has a name")),
                },
                FnArg::Receiver(it) => Err(Error::new(it.span(), "C has no self")),
            })
            .collect::<Result<_>>()
            .map(Parameters)
    }

    fn find(&self, name: &Ident) -> Result<usize> {
        self.0
            .iter()
            .position(|(it, _)| it == name)
            .ok_or_else(|| Error::new(name.span(), format!("no parameter is called {name}")))
    }

    /// The kind of handle that a parameter is, or that an array of handles has: `virNetworkPtr` is a `Network`.
    fn kind(&self, name: &Ident) -> Result<Ident> {
        let mut ty = &self.0[self.find(name)?].1;
        while let Type::Ptr(pointer) = ty {
            ty = &pointer.elem;
        }
        let kind = match ty {
            Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
            _ => None,
        };
        kind.as_deref()
            .and_then(|k| k.strip_prefix("vir")?.strip_suffix("Ptr"))
            .map(|k| Ident::new(k, name.span()))
            .ok_or_else(|| Error::new(name.span(), "its type is not called vir...Ptr"))
    }

    /// The table's description of a parameter, or of what it points to if a star is before it.
    fn argument(&self, tokens: &TokenStream) -> Result<TokenStream> {
        let (name, pointed) = match syn::parse2(tokens.clone())? {
            Expr::Unary(it) if matches!(it.op, UnOp::Deref(_)) => (*it.expr, true),
            other => (other, false),
        };
        let Expr::Path(path) = name else {
            return Err(Error::new(name.span(), "expected a parameter's name"));
        };
        let name = path.path.require_ident()?;
        let at = self.find(name)?;
        let text = name.to_string();
        let text = text.trim_start_matches("r#");
        let star = if pointed { "*" } else { "" };
        let text = format!("{star}{text}");
        Ok(quote!(unserved::Argument { at: #at, name: #text, pointed: #pointed }))
    }
}

/// A constant with its name: an integer, or a member of a C enum.
fn constant(tokens: &TokenStream) -> Result<TokenStream> {
    let expr: Expr = syn::parse2(tokens.clone())?;
    let name = match &expr {
        Expr::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    };
    let name = name.unwrap_or_else(|| tokens.to_string());
    Ok(quote!(unserved::Constant { name: #name, value: #expr as i128 }))
}

/// The table's entry for one word.
fn check(word: &Word, parameters: &Parameters) -> Result<TokenStream> {
    let name = word.name.to_string();
    let wrong = |what: &str| Err(Error::new(word.name.span(), format!("{name}: {what}")));
    if let Some(subject) = &word.subject {
        let kind = parameters.kind(subject)?;
        let argument = parameters.argument(&quote!(#subject))?;
        return match name.as_str() {
            "handle" => Ok(quote!(unserved::Check::Handle(#argument, unserved::Kind::#kind))),
            "optional_handle" => {
                Ok(quote!(unserved::Check::OptionalHandle(#argument, unserved::Kind::#kind)))
            }
            _ => wrong("only handle and optional_handle come after a colon"),
        };
    }
    let given = &word.arguments;
    let argument = |i: usize| match given.get(i) {
        Some(it) => parameters.argument(&it.0),
        None => Err(Error::new(word.name.span(), "too few arguments")),
    };
    let value = |i: usize| match given.get(i) {
        Some(it) => constant(&it.0),
        None => Err(Error::new(word.name.span(), "too few arguments")),
    };
    let variant = format_ident!("{}", camel(&name), span = word.name.span());
    match (name.as_str(), given.len()) {
        ("writable", 0) => Ok(quote!(unserved::Check::Writable)),
        ("writable", 1) => {
            let a = argument(0)?;
            Ok(quote!(unserved::Check::WritableToo(#a)))
        }
        (
            "not_null" | "null" | "not_empty" | "not_empty_if_given" | "one_line" | "uuid"
            | "positive" | "not_negative" | "zero" | "not_zero" | "socket",
            1,
        ) => {
            let a = argument(0)?;
            Ok(quote!(unserved::Check::#variant(#a)))
        }
        ("handles", 1) => {
            let a = argument(0)?;
            let array: Ident = syn::parse2(given[0].0.clone())?;
            let kind = parameters.kind(&array)?;
            Ok(quote!(unserved::Check::Handles(#a, unserved::Kind::#kind)))
        }
        ("not_null_if" | "null_if_zero" | "same_connection" | "typed_params", 2) => {
            let (a, b) = (argument(0)?, argument(1)?);
            Ok(quote!(unserved::Check::#variant(#a, #b)))
        }
        ("exclusive" | "requires" | "one_of", 3) => {
            let (a, x, y) = (argument(0)?, value(1)?, value(2)?);
            Ok(quote!(unserved::Check::#variant(#a, #x, #y)))
        }
        ("secret" | "below" | "at_least" | "equals", 2) => {
            let (a, x) = (argument(0)?, value(1)?);
            Ok(quote!(unserved::Check::#variant(#a, #x)))
        }
        ("at_most", 2 | 3) => {
            let (a, x) = (argument(0)?, value(1)?);
            let code = match given.get(2) {
                Some(code) => code.0.clone(),
                None => quote!(VIR_ERR_INVALID_ARG),
            };
            Ok(quote!(unserved::Check::AtMost(#a, #x, unserved::virErrorNumber::#code)))
        }
        ("known", 1..) => {
            let a = argument(0)?;
            let flags: Vec<_> = given[1..].iter().map(|f| &f.0).collect();
            Ok(quote!(unserved::Check::Known(#a, 0 #(| (#flags) as i128)*)))
        }
        ("fails", 1) => {
            let code = &given[0].0;
            Ok(quote!(unserved::Check::Fails(unserved::virErrorNumber::#code)))
        }
        ("when" | "unless" | "when_flag" | "unless_flag", 3..) => {
            let (a, x) = (argument(0)?, value(1)?);
            let inner = given[2..]
                .iter()
                .map(|it| check(&syn::parse2(it.0.clone())?, parameters))
                .collect::<Result<Vec<_>>>()?;
            Ok(quote!(unserved::Check::#variant(#a, #x, &[#(#inner),*])))
        }
        _ => wrong("no such check, or not with so many arguments"),
    }
}

/// `not_null_if` as `NotNullIf`.
fn camel(name: &str) -> String {
    name.split('_')
        .map(|part| {
            let (first, rest) = part.split_at(1.min(part.len()));
            first.to_uppercase() + rest
        })
        .collect()
}

fn define(area: &Ident, function: ForeignItemFn) -> Result<TokenStream> {
    let parameters = Parameters::of(&function)?;
    let mut checks = Vec::new();
    let mut attributes = Vec::new();
    for attribute in function.attrs {
        if attribute.path().is_ident("check") {
            let words =
                attribute.parse_args_with(Punctuated::<Word, Token![,]>::parse_terminated)?;
            for word in &words {
                checks.push(check(word, &parameters)?);
            }
        } else {
            attributes.push(attribute);
        }
    }
    let name = &function.sig.ident;
    let text = name.to_string();
    let inputs = &function.sig.inputs;
    let output = &function.sig.output;
    let visibility = &function.vis;
    let names = parameters.0.iter().map(|(name, _)| name);
    let body = quote! {
        use crate::abi::unserved;
        static WHAT: unserved::Unserved = unserved::Unserved {
            function: #text,
            area: unserved::virErrorDomain::#area,
            checks: &[#(#checks),*],
        };
        // SAFETY: C promises of the arguments what the table's checks need.
        unsafe { unserved::refuse(&WHAT, &[#(unserved::Raw::raw(#names)),*]) };
        unserved::Failed::FAILED
    };
    Ok(quote! {
        #(#attributes)*
        #[unsafe(no_mangle)]
        #[allow(clippy::too_many_arguments, clippy::unnecessary_cast)]
        #visibility unsafe extern "C" fn #name(#inputs) #output { #body }
    })
}
