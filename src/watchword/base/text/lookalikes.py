"""Letters of other scripts, and unusual Latin ones, that look like the letters a to z.

Own compilation, made by reading the letters of each script; the idea of a look-alike
("confusable") is Unicode Technical Standard #39, Unicode Security Mechanisms, section 4.

Three strengths:

- ``LATIN``: unusual letters of the Latin script itself. They always mean the plain letter.
- ``CLOSE``: letters of other scripts that a reader takes for the Latin letter. A word made
  of nothing else may be a disguise.
- ``LOOSE``: letters that resemble a Latin letter only in Latin company (``н`` for h,
  ``и`` for u). In a word of their own script they are themselves.

Each line reads: the Latin letter, a colon, its look-alikes. An upper-case letter that has no
entry of its own looks like the upper case of what its lower case looks like.
"""

from __future__ import annotations


def _table(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.split("\n"):
        letter, _, alike = line.strip().partition(":")
        found.update(dict.fromkeys(alike.replace(" ", ""), letter))
    return found


LATIN = _table("""
    a:ɑꭤ
    b:ƅ
    c:ꞓ
    e:ɛꬲɘ
    E:Ɛ
    f:ꬵ
    g:ɡꬶᶃ
    h:ꜧ
    i:ɩ
    I:Ɩ
    l:ǀ
    m:ꭑ
    o:ʘꬽ
    r:ɼɾꭇꭈꭉꭊ
    s:ƨꜱ
    S:Ƨ
    u:ʊꭎꭒ
    U:Ʊ
    v:ʋ
    V:Ʋ
    w:ɯɰʍꟺ
    W:Ɯ
    x:ꭓ
    y:ʎꭚ
    z:ʒ
    3:ȝ
""")
"""Unusual Latin letters; small capitals and letters "with" something are found by their names."""

CLOSE = _table("""
    a:аαⲁ
    A:АΑⲀꓮᎪꭺᗩ
    b:Ꮟᖯ
    B:ВΒⲂꓐᏴᗷ
    c:сϲⲥ
    C:СϹⲤꓚᏟꮯᑕ
    d:ԁᏧᑯ
    D:ꓓᎠꭰᗪ
    e:еⲉ
    E:ЕΕⲈꓰᎬꭼ
    F:Ϝꓝᖴ
    g:ց
    G:ԌꓖᏀꮐᏳ
    h:һհᏂ
    H:НΗⲎꓧᎻꮋᕼ
    i:іιⲓᎥ
    I:ІΙⲒꓲӀ
    j:јϳյ
    J:ЈͿꓙᎫᒍ
    k:ⲕ
    K:КΚⲔꓗᏦꮶ
    l:ӏ
    L:ԼꓡᏞꮮᒪ
    M:МΜⲘꓟᎷꮇᗰ
    n:ո
    N:ΝⲚꓠ
    o:оοօⲟ
    O:ОΟՕⲞꓳᎾ
    p:рρⲣ
    P:РΡⲢꓑᏢꮲᑭ
    q:ԛգ
    Q:Ԛ
    R:ꓣᏒꮢᎡꭱᖇ
    s:ѕ
    S:ЅՏꓢᏕᏚꮪᔕ
    T:ТΤⲦꓔᎢꭲ
    u:սυ
    U:Սꓴᑌ
    v:ѵν
    V:ѴꓦᏙꮩᐯ
    w:ԝ
    W:ԜꓪᎳꮃᏔᗯ
    x:хⲭ
    X:ХΧⲬꓫ
    y:уүᎩᎽ
    Y:УҮΥⲨꓬ
    Z:ΖⲌꓜᏃꮓᘔ
    4:Ꮞ
    6:Ꮾ
""")
"""Letters of other scripts that a reader takes for Latin ones."""

LOOSE = _table("""
    b:вьҍβ
    c:ҫєς
    e:ҽҿε
    f:ғֆ
    g:ԍ
    h:нңҥњ
    k:кқҝҡκϰ
    K:ᛕ
    l:וןا
    m:м
    n:пηռղπ
    N:И
    o:ӨөѳσסهⵔⵙტՓ
    q:զ
    r:гяᴦ
    t:тτեէ
    u:ицμµն
    w:шщѡωա
    x:χҳᚷ
    y:γұў
    z:ζ
    3:зӡэ
""")
"""Letters that resemble a Latin letter in the company of Latin letters only."""
