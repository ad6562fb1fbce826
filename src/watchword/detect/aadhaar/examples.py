"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("My Aadhaar is 2345 6789 0124, keep it safe", ("2345 6789 0124",)),
    ("KYC: 4987-0123-4564.", ("4987-0123-4564",)),
    ("Aadhar no 999941057058", ("999941057058",)),
    ("2345 6789 0124 and 9999 4105 7058", ("2345 6789 0124", "9999 4105 7058")),
    ("uid:234567890124", ("234567890124",)),
    ("My Aadhaar is 2345 6789 0123", ()),
    ("Order 234567890124 has shipped", ()),
    ("Card 2345 6789 0124 1111", ()),
    ("Card 4111 2345 6789 0124", ()),
    ("My Aadhaar is 1234 5678 9012", ()),
    ("Dial +2345 6789 0124", ()),
    ("Update your Aadhaar before 2025", ()),
    ("Aadhaar 2222 2222 2222", ()),
)
