"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("password: Blue-Kettle-42", ("Blue-Kettle-42",)),
    ("Password for the wifi = 'riverbank9'", ("riverbank9",)),
    ("the pw is hunter2.", ("hunter2",)),
    ("password: swordfish", ("swordfish",)),
    ('The wifi password is "teapot"', ("teapot",)),
    ("Passwort: Sommer!2019", ("Sommer!2019",)),
    ("mot de passe : Bleu99ciel", ("Bleu99ciel",)),
    ("La contraseña es Gato_Negro7", ("Gato_Negro7",)),
    ("door code: 4821", ("4821",)),
    ("PIN is 4821, do not tell", ("4821",)),
    ("Reset your password today", ()),
    ("Your password is incorrect", ()),
    ("Password: required", ()),
    ("Password: how to choose a good one", ()),
    ("Password: ********", ()),
    ("The password is never shared", ()),
    ("Pin: the badge of 12 clubs", ()),
    ("password: https://example.org/reset", ()),
)
