"""Text: folding with exact offsets, words, graphemes, decoding."""
