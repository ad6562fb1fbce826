"""Channels: what each network allows, and how it counts."""
