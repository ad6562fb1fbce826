"""The monthly report: first a model of sections and parts, then one renderer a form."""
