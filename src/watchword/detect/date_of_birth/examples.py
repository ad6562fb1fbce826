"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("DOB 14/03/1961, seen today", ("14/03/1961",)),
    ("Our patient, born 14/03/1961, is home", ("14/03/1961",)),
    ("She was born on 3rd March 1961 in Perth", ("3rd March 1961",)),
    ("date of birth: 1961-03-14", ("1961-03-14",)),
    ("geboren am 14. März 1961", ("14. März 1961",)),
    ("née le 14 mars 1961", ("14 mars 1961",)),
    ("born March 14, 1961", ("March 14, 1961",)),
    ("d.o.b. 14.03.61", ("14.03.61",)),
    ("born 3 auguſt 1961", ("3 auguſt 1961",)),
    ("He was born in Leeds on 3 March 1961", ("3 March 1961",)),
    ("geboren in Frankfurt am Main am 3. März 1961", ("3. März 1961",)),
    ("née le 1er mars 1961", ("1er mars 1961",)),
    ("née le 3 fevrier 1961", ("3 fevrier 1961",)),
    ("nascido em 3 de fevereiro de 1961", ("3 de fevereiro de 1961",)),
    ("geboortedatum: 3 maart 1961", ("3 maart 1961",)),
    ("data urodzenia: 3 marca 1961", ("3 marca 1961",)),
    ("Our new app was born 14/03/2099", ()),
    ("born in a barn, we opened on 3 March 1961", ()),
    ("The clinic opens on 14/03/2027", ()),
    ("born 31/31/1961", ()),
    ("A star is born: 3 March", ()),
    ("The bridge was opened on 3 March 1961", ()),
)
