"""A demonstration organisation: an invented health board, its policy and a year of posts."""
