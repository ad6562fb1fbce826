"""What everything else stands on: errors, spans, text, patterns, the member registry."""
