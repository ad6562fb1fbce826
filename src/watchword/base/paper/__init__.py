"""What every renderer of documents needs: HTML from escaped parts, PDF by Typst, Word."""
