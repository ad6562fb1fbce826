"""Words that streets are made of, by language, as RE2 alternatives.

Source: Royal Mail, "How to address mail"; USPS Publication 28, appendix C1 (2024); Universal
Postal Union, "Addressing systems" sheets of the countries named (2024).
"""

from __future__ import annotations

STREET = (
    r"Street|St\.?|Str\.|Road|Rd\.?|Avenue|Ave\.?|Av\.|Lane|Ln\.?|Boulevard|Blvd\.?|Crescent|"
    r"Cres\.?|Terrace|Terr?\.|Highway|Hwy\.?|Parkway|Pkwy\.?|Turnpike|Expressway|Freeway"
)
"""English words that stand at the end and mean little else in a name."""

MAYBE_STREET = (
    r"Drive|Dr\.?|Court|Ct\.?|Place|Pl\.?|Way|Close|Square|Sq\.?|Gardens|Gdns|Grove|Mews|Hill|"
    r"Walk|Row|Park|Rise|View|Green|Quay|Wynd|Brae|Loan|Trail|Trl\.?|Circle|Cir\.?|Loop|Alley|"
    r"Circus|Parade|Esplanade|Bridge|Gate|Yard|Path|Point|Ridge|Vale|Croft|Broadway"
)
"""English words that also mean other things; they need a sign that an address ends there."""

JOINED = (
    r"straße|strasse|straat|stråde|strasze|str\.|gasse|weg|allee|platz|ufer|damm|chaussee|"
    r"laan|plein|gracht|kade|dijk|singel|steenweg|dreef|vägen|gatan|stigen|gränd|vegen|veien|"
    r"vei|gata|vej|gade|allé|tie|katu|polku|kuja|raitti|stræti|götu|braut|hlíð|vangur|utca|"
    r"ulica|väg|stien|haugen"
)
"""Endings joined to the name: German, Dutch, Swedish, Norwegian, Danish, Finnish, Icelandic."""

APART = (
    r"Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Laan|Baan|Steenweg|Plein|Straat|vei|veg|väg|"
    r"gata|vej|gade|allé|Allé|utca|u\.|út|útja|tér|tere|körút|ulica|cesta|ul\.|nám\.|náměstí|"
    r"tee|tänav|puiestee|mnt"
)
"""Words of their own after the name: the same and Hungarian, Slovene, Czech, Estonian."""

BEFORE = (
    r"[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d\.?|[Cc]hemin|[Aa]ll[ée]e|[Ii]mpasse|[Qq]uai|"
    r"[Ff]aubourg|[Rr]oute|[Cc]alle|C/|[Aa]venida|[Aa]vda\.?|[Pp]aseo|[Cc]amino|[Cc]arretera|"
    r"[Cc]arrer|[Rr]ambla|[Vv]iale|[Pp]iazza|[Pp]iazzale|[Vv]icolo|[Ss]trada|[Rr]ua|"
    r"[Tt]ravessa|[Pp]raça|[Ee]strada|[Aa]lameda|[Rr]odovia|[Uu]l\.|[Uu]lica|[Aa]l\.|[Oo]s\.|"
    r"[Tt]rg|[Cc]esta|[Bb]ulevar|[Cc]orso|[Vv]ia|[Ll]argo|[Pp]laza|[Pp]lace|[Cc]ours"
)
"""Words before the name: French, Spanish, Italian, Portuguese, Polish, Slovene."""

AMBIGUOUS_BEFORE = frozenset(
    ["avenue", "corso", "cours", "largo", "place", "plaza", "route", "strada", "via"]
)
"""Of these, words that English uses too: an end of the line must follow."""

LINKS = (
    r"de|del|della|delle|dei|degli|di|da|do|dos|das|du|des|la|le|les|los|las|el|l’|d’|w|św\.|"
    r"i|y|e"
)
"""Small words inside such names."""

BOX = (
    r"(?i:p\.? ?o\.? ?box|post office box|postbox|postboks|postfach|postbus|"
    r"apartado(?: de correos)?|"
    r"bo[iî]te postale|casella postale|caixa postal|skr\. poczt\.)"
)
"""Post boxes."""

UNIT = (
    r"(?i:(?:apartment|apt|suite|ste|flat|unit|appartement|appt|lgh)\.? ?"
    r"(?:no\.? ?)?#?\d{1,4}[a-z]?)"
)
"""A flat or an office within a house."""

CONTEXT = (
    r"(?i:address(?:es)?(?: (?:is|to|was|change|for|as))?|address, here they are|"
    r"addresses, here they are|liv(?:e|es|ed|ing) at|resid(?:e|es|ing) at|"
    r"stay(?:s|ing)? at|house (?:is )?at|home (?:is )?at|office (?:is )?at|moved to|"
    r"(?:letter|parcel|package) arrived at|sent to|send (?:it|this|them) to|taxi to|"
    r"deliver(?:ed|y)? (?:it )?to|meet me at|"
    r"located at|wohnt in|wohnhaft|j['’]habite(?: au)?|habite au|adresse|dirección|indirizzo|"
    r"adres|endereço|vivo en|abito in|mieszka przy)"
)
"""Words after which an address is expected."""

MONTHS = frozenset(
    "apr april aug august dec december feb february jan january jul july jun june mar march may "  # noqa: SIM905 - a word list
    "nov november oct october sep sept september ".split()
)
"""Months, by which a date is told from a street with its number."""

NO_NAME = MONTHS | frozenset(
    "am and billion blocks day days dead for friday homes hour hours hundred injured killed km "  # noqa: SIM905 - a word list
    "mile miles million min mins minutes monday of people percent pm points saturday star "
    "sunday the things thousand thursday times tuesday ways wednesday week year years "
    "years-old".split()
)
"""Words that no street name starts with: months, days, units, counted things."""
