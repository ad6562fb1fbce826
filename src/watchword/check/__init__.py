"""The engine: a policy compiled, posts scanned, rules asked, verdicts given."""
