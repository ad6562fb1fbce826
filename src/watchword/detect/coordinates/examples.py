"""Texts that prove the detector, with the exact words that it must find."""

from __future__ import annotations

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("We camp at 56.8167, -5.1122 tonight", ("56.8167, -5.1122",)),
    ("GPS 51.5 -0.12", ("51.5 -0.12",)),
    ("at 51.50 N, 0.12 W.", ("51.50 N, 0.12 W",)),
    ("51°30'26\"N 0°7'39\"W marks it", ("51°30'26\"N 0°7'39\"W",)),
    ("Look: 48° 51.5′ N, 2° 17.7′ E", ("48° 51.5′ N, 2° 17.7′ E",)),
    ("geo:51.5007,-0.1246 opens the map", ("geo:51.5007,-0.1246",)),
    (
        "here https://www.google.com/maps/@56.8167,-5.1122,15z.",
        ("https://www.google.com/maps/@56.8167,-5.1122,15z",),
    ),
    (
        "https://www.openstreetmap.org/?mlat=56.8167&mlon=-5.1122",
        ("https://www.openstreetmap.org/?mlat=56.8167&mlon=-5.1122",),
    ),
    ("my door is ///apple.river.stone", ("///apple.river.stone",)),
    ("plus code 9C3XGV4C+XV works", ("9C3XGV4C+XV",)),
    ("Meet at GV4C+XV London", ("GV4C+XV",)),
    ("Growth of 12.5, 13.5 percent", ()),
    ("Prices: 1234.5678, 99.9999", ()),
    ("At 95.12345, 200.12345 it ends", ()),
    ("It is 21°C and 3° warmer", ()),
    ("https://www.google.com/maps/search/hospital", ()),
    ("file:///home.page.html", ()),
    ("2345+22 is a sum", ()),
    ("temperatures 20.1 21.2", ()),
)
