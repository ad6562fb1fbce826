"""Validators that a pattern rule may name: each says whether words found are really one.

Check digits come from python-stdnum, which cites the standard of each number.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from enum import StrEnum
from functools import cache


class Validator(StrEnum):
    """Names as policies write them."""

    LUHN = "luhn"
    IBAN = "iban"
    NHS = "nhs"
    CHI = "chi"
    NINO = "nino"
    VAT = "vat"
    ISBN = "isbn"
    IMEI = "imei"
    BIC = "bic"
    EAN = "ean"


_STDNUM = {
    Validator.LUHN: "luhn",
    Validator.IBAN: "iban",
    Validator.NHS: "gb.nhs",
    Validator.VAT: "eu.vat",
    Validator.ISBN: "isbn",
    Validator.IMEI: "imei",
    Validator.BIC: "bic",
    Validator.EAN: "ean",
}


@cache
def validator(name: Validator) -> Callable[[str], bool]:
    """The validator of that name; it takes the words as found, spaces and dashes included."""
    if name in _STDNUM:
        module = importlib.import_module(f"stdnum.{_STDNUM[name]}")
        return lambda words: bool(module.is_valid("".join(c for c in words if c.isalnum())))
    from watchword.detect import detector

    finder = detector({"chi": "chi-number", "nino": "uk-national-insurance"}[name])
    # the word before gives the detector the context that the author's pattern stands for
    return lambda words: any(True for _ in finder.find(f"CHI number, NI number: {words}"))
