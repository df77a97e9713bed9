//! What a person who opens one of the driver's files reads first.

/// Puts the notice in front of `text`. A name that cannot stand in a comment gives way to the UUID.
pub fn with_header(name: &str, uuid: &str, text: &str) -> String {
    let target = if is_safe_in_comment(name) { name } else { uuid };
    format!(
        "<!--\nlibvirt writes this file by itself: changes made to it by hand may be lost at any time.\n\
         To change the domain use\n  virsh edit {target}\nor another program that speaks to libvirt.\n-->\n\n{text}"
    )
}

/// The same for the metadata file of a snapshot.
pub fn with_snapshot_header(text: &str) -> String {
    format!(
        "<!--\nlibvirt writes this file by itself: changes made to it by hand may be lost at any time.\n\
         To change the snapshot use\n  virsh snapshot-edit\nor another program that speaks to libvirt.\n-->\n\n{text}"
    )
}

/// Whether a name can stand in a comment, and in a shell, as it is.
fn is_safe_in_comment(name: &str) -> bool {
    !name.starts_with('-')
        && !name.contains("--")
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_ends_the_comment() {
        let text = with_header(
            "a--><b",
            "7c8192e2-e36b-44c8-aa25-36b995370f5c",
            "<domain/>",
        );
        assert_eq!(text.matches("-->").count(), 1, "{text}");
        assert!(text.contains("virsh edit 7c8192e2"), "{text}");
        assert!(with_header("web-1", "", "").contains("virsh edit web-1\n"));
    }

    #[test]
    fn names_that_would_end_the_comment_are_replaced() {
        for (name, safe) in [
            ("a-b_c.1", true),
            ("a--b", false),
            ("-a", false),
            ("a b", false),
            ("ü", false),
        ] {
            assert_eq!(is_safe_in_comment(name), safe, "{name}");
        }
    }
}
