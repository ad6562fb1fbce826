"""Names of months as exports write them, and dates written with signs in place of names."""

from __future__ import annotations

from watchword.base.late import pattern

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre -",
        "- - - - - - - - - - - dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dez",
        "- - märz - - - - - - - - -",
        "- février - - - - - août - - - décembre",
        "- févr - - - - - - - - - déc",
        "- - março - - - - - - - - -",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "янв фев мар апр мая июн июл авг сент окт нояб дек",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października - -",
        "- - - - - - - - - - listopada grudnia",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "januari februari maret april mei juni juli agustus september oktober november desember",
    )
    for number, name in enumerate(names.split(), 1)
    if name != "-"
}
"""Names and abbreviations, lower case, without a point at the end."""

_SIGNS = pattern(r"(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_VIETNAMESE = pattern(r"tháng\s+(mười một|mười hai|[\p{L}]+|\d{1,2})(?:\s+năm)?")
_COUNTED = {
    name: number
    for number, name in enumerate(
        "một hai ba tư năm sáu bảy tám chín mười".split(),  # noqa: SIM905 - one line a language
        1,
    )
} | {"mười một": 11, "mười hai": 12}


def signed_date(text: str) -> tuple[str, dict[str, int]]:
    """Parts of a date in Chinese, Japanese, Korean or Vietnamese, and the rest of the text."""
    for whole, year, month, day in _SIGNS.groups(text):
        parts = {"month": int(month.of(text)), "day": int(day.of(text))}
        if year.start >= 0:
            parts["year"] = int(year.of(text))
        return text[: whole.start] + " " + text[whole.end :], parts
    for whole, name in _VIETNAMESE.groups(text):
        said = name.of(text).lower()
        month_number = int(said) if said.isdigit() else _COUNTED.get(said)
        if month_number:
            return text[: whole.start] + " " + text[whole.end :], {"month": month_number}
    return text, {}
