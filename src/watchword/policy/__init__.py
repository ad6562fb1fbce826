"""A policy: the folder that people read, sign and check posts with."""
