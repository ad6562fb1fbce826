"""Names under which tables hold numbers of posts, best first.

Each metric is also known by its own name. English names of Buffer, Metricool, Later and
Agorapulse first (import-formats research, 2026-10), then those of networks' exports in
German, French, Spanish, Italian, Portuguese, Dutch and Swedish.
"""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

NAMES: dict[str, tuple[str, ...]] = {
    "impressions": (
        *("impressions", "post impressions", "total impressions", "impressionen", "impresiones"),
        *("impressioni", "impressoes", "weergaven", "exponeringar"),
    ),
    "views": (
        *("views", "total views", "post views", "aufrufe", "vues", "visualizaciones"),
        *("visualizzazioni", "visualizacoes", "visningar", "plays"),
    ),
    "reach": (
        *("reach", "post reach", "people reached", "accounts reached", "reichweite", "portee"),
        *("couverture", "alcance", "copertura", "bereik", "rackvidd", "unique impressions"),
    ),
    "reactions": (
        *("reactions", "likes and reactions", "likes", "like", "favorites", "favourites"),
        *("favorite count", "like count", "reaktionen", "gefallt mir angaben", "j aime"),
        *("mentions j aime", "reacciones", "me gusta", "reazioni", "mi piace", "reacoes"),
        *("curtidas", "vind ik leuks", "reacties", "reaktioner", "gilla markeringar"),
    ),
    "comments": (
        *("comments", "comment count", "replies", "comment", "reply count", "kommentare"),
        *("commentaires", "comentarios", "commenti", "opmerkingen", "kommentarer", "antworten"),
    ),
    "shares": (
        *("shares", "reposts", "retweets", "share", "share count", "retweet count", "boosts"),
        *("geteilte inhalte", "partages", "compartidos", "veces compartido", "condivisioni"),
        *("compartilhamentos", "gedeeld", "delningar"),
    ),
    "quotes": ("quotes", "quote tweets", "quote count", "zitate"),
    "saves": (
        *("saves", "saved", "bookmarks", "bookmark count", "gespeichert", "enregistrements"),
        *("guardados", "salvataggi", "salvamentos", "opgeslagen", "sparade"),
    ),
    "interactions_reported": (
        *("total interactions", "interactions", "engagements", "engagement", "total engagements"),
        *("interaktionen", "interactions totales", "interacciones", "interazioni", "interacoes"),
    ),
    "engaged_people": ("engaged users", "lifetime engaged users"),
    "clicks": ("clicks", "total clicks", "post clicks", "klicks", "clics", "clic", "cliques"),
    "link_clicks": ("link clicks", "url clicks", "post link clicks", "linkklicks", "clics link"),
    "profile_visits": ("profile visits", "profile clicks", "profilaufrufe"),
    "follows": ("follows", "new follows", "new followers", "follower gewonnen"),
    "video_views": ("video views", "videoaufrufe", "vues de la video", "reproducciones de video"),
    "full_video_views": ("full video views", "complete views"),
    "watch_time": ("watch time", "video watch time", "seconds viewed"),
    "average_watch_time": ("average watch time", "average view duration", "average seconds viewed"),
    "negative_feedback": ("negative feedback",),
    "conversions": ("conversions", "registrations", "sign ups", "konversionen"),
    "revenue": ("revenue", "umsatz", "ingresos"),
    "spend": ("spend", "amount spent", "spent", "cost", "ad spend", "ausgaben", "gasto"),
    "engagement_rate_reported": (
        *("engagement rate", "er", "interaktionsrate", "taux d engagement"),
        *("tasa de interaccion", "tasso di interazione", "taxa de engajamento"),
    ),
    "click_rate_reported": ("click through rate", "ctr", "click rate"),
    "followers_at_posting": ("followers at posting", "page total likes", "followers"),
    "impressions_paid": ("paid impressions",),
    "impressions_organic": ("organic impressions",),
    "reach_paid": ("paid reach",),
    "reach_organic": ("organic reach",),
}


def _with_own_names() -> dict[str, tuple[str, ...]]:
    """Every metric of the catalogue, under the names above and its own."""
    from watchword.measure.metrics import metrics

    return {name: (*NAMES.get(name, ()), name) for name in metrics()}


MORE: dict[str, tuple[str, ...]] = {
    "taken": (
        *("taken", "taken at", "snapshot", "snapshot time", "snapshot date", "measured at"),
        *("observed at", "collected at", "fetched at", "retrieved at", "captured at", "as of"),
        *("exported at", "numbers taken", "gemessen am", "stand"),
    ),
    "age": (
        *("age", "age seconds", "age minutes", "age hours", "age days", "age h", "age s"),
        *("hours since posting", "days since posting", "minutes since posting", "post age"),
    ),
    "published_time": ("publishing time", "post time", "time of day", "uhrzeit", "heure", "hora"),
    "pillar": ("pillar", "content pillar"),
    "style": ("style", "video style"),
    "is_video": ("is video", "video"),
    "is_paid": ("is paid", "paid", "boosted", "sponsored", "promoted"),
    "media": ("media",),
}

GENERIC = Figures(metrics=_with_own_names(), more=MORE)
