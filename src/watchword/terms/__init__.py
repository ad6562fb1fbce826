"""The nouns: frozen, keyword-only records that every layer shares."""
