"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("My SIN is 130 692 544, keep it safe", ("130 692 544",)),
    ("Send 193-456-787 to payroll", ("193-456-787",)),
    ("Social insurance number: 130692544.", ("130692544",)),
    ("Son numéro d'assurance sociale (NAS): 193 456 787", ("193 456 787",)),
    ("SIN 130-692-544 and SIN 193-456-787", ("130-692-544", "193-456-787")),
    ("My SIN is 130 692 545", ()),
    ("SIN 046 454 286", ()),
    ("SIN 111 111 111", ()),
    ("Call 193-456-787 for a table", ()),
    ("They raised 193 456 787 in a year", ()),
    ("Siren 732 829 320, Paris", ()),
    ("In Canada we raised $193 456 787", ()),
    ("Canada has 12 193 456 787 trees", ()),
    ("vivir sin 193456788 nada", ()),
    ("Canada Post parcel 193 456 787 12", ()),
)
