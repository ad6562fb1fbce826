"""Detectors: what finds a kind of personal data or a secret in a text. One folder each."""

from __future__ import annotations

from watchword.detect.base import Detector, detector, detector_names

__all__ = ["Detector", "detector", "detector_names"]
