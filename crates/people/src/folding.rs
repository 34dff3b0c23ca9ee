//! The forms in which names, handles and addresses are compared.

/// Names are found by the beginning of this form. Whoever changes a name sets it, too.
pub fn name_key(name: &str) -> String {
    search::fold(name.trim())
}

/// Handles and e-mail addresses are compared in this form.
pub fn key(text: &str) -> String {
    text.trim().to_lowercase()
}
