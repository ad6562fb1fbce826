"""The policy and the posts that speed is measured on, made from a seed.

The policy: 200 rules, 120 of them lists (about 3,300 terms in five languages) and 80
patterns with validators. The posts: real tweets taken apart and put together anew, about
100 bytes each, with what the rules look for put into one of twenty.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


class _WithoutPandas:
    """Arrow imports pandas where it is installed: here for a peer, and not where Watchword
    runs."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


sys.meta_path.insert(0, _WithoutPandas)  # type: ignore[arg-type]

DATA = Path(os.environ.get("WATCHWORD_DATA", "../shared/data"))
CACHE = Path(".cache/benchmarks")
SEED = 20261122
ROWS = 65_536
DIFFERENT = 2_000_000
"""Posts of which no two are made from the same draw."""

OTHER_LANGUAGES = {
    "ru": "акция скидка розыгрыш перевод кошелёк пароль вакцина больница утечка протест",
    "de": "Gewinnspiel Überweisung Passwort Impfstoff Krankenhaus Geheimnis Verschwörung Übernahme Kündigung Streikaufruf",
    "es": "sorteo contraseña transferencia vacuna hospital secreto adquisición despido huelga filtración",
    "pl": "wyciek hasło przelew szczepionka szpital tajemnica przejęcie zwolnienie strajk promocja",
}


def tweets() -> list[str]:
    """Real posts of the public data sets, each once."""
    found: dict[str, None] = {}
    with (DATA / "davidson_hate_offensive/labeled_data.csv").open(encoding="utf-8") as file:
        found.update(dict.fromkeys(row["tweet"] for row in csv.DictReader(file)))
    with (DATA / "crisislex/crisislexT6.csv").open(encoding="utf-8", errors="replace") as file:
        rows = csv.reader(file, skipinitialspace=True)
        found.update(dict.fromkeys(row[2] for row in rows if len(row) > 2))
    with (DATA / "twitter_ratio/BarackObama.csv").open(encoding="cp1252", errors="replace") as file:
        found.update(dict.fromkeys(row["text"] for row in csv.DictReader(file)))
    with (DATA / "semeval2017/train.tsv").open(encoding="utf-8", errors="replace") as file:
        found.update(dict.fromkeys(line.rstrip("\n").split("\t")[-1] for line in file))
    return [text for text in found if text.strip()]


def vocabulary(texts: list[str]) -> list[str]:
    """Words that are rare in the posts, so that lists find little by themselves."""
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]{5,12}", text.lower()))
    return sorted(word for word, count in counts.items() if count == 1)


def lists(words: list[str]) -> dict[str, list[str]]:
    """120 lists: names to terms."""
    chance = random.Random(SEED)
    pool = chance.sample(words, 5_400)
    made = {}
    for number in range(120):
        terms = []
        for _ in range(27):
            word = pool.pop()
            terms.append(f"{word} {pool.pop()}" if chance.random() < 0.25 else word)
        if number % 10 == 0:
            for language in OTHER_LANGUAGES.values():
                terms.append(language.split()[number // 12 % 10])
        made[f"lists/list-{number:03d}.csv"] = sorted(set(terms))
    return made


PREFIXES = [
    "akia",
    "ghp",
    "glpat",
    "xoxb",
    "sk_live",
    "rk_live",
    "npm",
    "pypi",
    "shpat",
    "dop_v1",
    "hf",
    "ntn",
    "figd",
    "lin_api",
    "sq0atp",
    "EAACEd",
    "dapi",
    "tfp",
    "rdme",
    "pul",
]
GAPS = [
    ("free", "gift card"),
    ("guaranteed", "returns"),
    ("double", "your money"),
    ("work from", "home today"),
    ("click", "claim prize"),
    ("verify", "your account"),
    ("last", "chance to win"),
    ("miracle", "cure"),
    ("secret", "formula"),
    ("limited", "offer ends tonight"),
    ("send", "bitcoin to"),
    ("our", "unpublished results"),
    ("embargoed", "until monday"),
    ("internal", "memo says"),
    ("please", "retweet to win"),
]


def patterns() -> list[tuple[str, str]]:
    """80 patterns, each with the name of a validator or ''."""
    found: list[tuple[str, str]] = [
        (r"(?:\d[ -]?){12,18}\d", "luhn"),
        (r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?", "iban"),
        (r"\d{3}[ -]?\d{3}[ -]?\d{4}", "nhs"),
        (r"97[89][ -]?(?:\d[ -]?){9}\d", "isbn"),
        (r"\d{15}", "imei"),
        (r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,3}", ""),
        (r"(?:https?://)?(?:\d{1,3}\.){3}\d{1,3}(?:/\S{1,80})?", ""),
        (r"eyJ[A-Za-z0-9_-]{8,400}\.eyJ[A-Za-z0-9_-]{8,400}", ""),
        (r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----", ""),
        (r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", ""),
    ]
    found += [(rf"{prefix}[-_][A-Za-z0-9]{{{20 + n}}}", "") for n, prefix in enumerate(PREFIXES)]
    found += [(rf"{one}\W.{{0,40}}\W{two}", "") for one, two in GAPS]
    found += [
        (rf"(?:case|ref|file) ?(?:no\.?|number)? ?{chr(65 + n)}{chr(90 - n)}-?\d{{5,8}}", "")
        for n in range(15)
    ]
    found += [
        (rf"project[ -](?:code ?)?{name}(?:[ -]v?\d{{1,2}})?", "")
        for name in [
            "tamarind",
            "halden",
            "osprey",
            "lantern",
            "juniper",
            "heron",
            "quartz",
            "saffron",
            "tundra",
            "willow",
        ]
    ]
    found += [
        (rf"(?:https?://)?(?:www\.)?{name}-(?:support|login|verify|secure)\.[a-z]{{2,8}}", "")
        for name in [
            "fennmere",
            "oakandoar",
            "glenmarrow",
            "kilnside",
            "harrowgate",
            "stonebeck",
            "ashdale",
            "larkfield",
            "brookmere",
            "whinfell",
        ]
    ]
    return found


def policy_files(words: list[str]) -> dict[str, bytes]:
    """The policy as files."""
    head = b"---\ntitle: Speed\norganisation: Bench\nrevised: 2026-10-01\nowner: Bench\n---\n## Purpose\nTo be fast.\n"
    files = {"policy.md": head}
    body = "## Rule\nDo not.\n\n## Why\nBecause speed has to be measured on something.\n"
    for number, (name, terms) in enumerate(lists(words).items()):
        files[name] = ("term\n" + "\n".join(terms) + "\n").encode()
        files[f"rules/T-{number:03d}-list.md"] = (
            f"---\nid: T-{number:03d}\ntitle: List {number}\naction: warn\ncheck:\n  terms_from: {name}\n---\n{body}".encode()
        )
    for number, (source, check) in enumerate(patterns()):
        validate = f"\n  validate: {check}" if check else ""
        quoted = source.replace("'", "''")
        files[f"rules/P-{number:03d}-pattern.md"] = (
            f"---\nid: P-{number:03d}\ntitle: Pattern {number}\naction: warn\ncheck:\n  pattern: '{quoted}'{validate}\n---\n{body}".encode()
        )
    return files


def posts(count: int, texts: list[str], words: list[str], hit_share: float = 0.05) -> Iterator[str]:
    """Posts: halves of two tweets, and in a share of them something that a rule finds."""
    chance = random.Random(SEED + 1)
    halves = [text.split() for text in texts]
    found = list(planted(words))
    for _ in range(count):
        one, two = chance.choice(halves), chance.choice(halves)
        made = one[: len(one) // 2 + 1] + two[len(two) // 2 :]
        if chance.random() < hit_share:
            made.insert(chance.randrange(len(made) + 1), chance.choice(found))
        yield " ".join(made)[:240]


def planted(words: list[str]) -> Iterator[str]:
    """What rules find: every term, and strings that the patterns match."""
    from watchword.base.regex.positives import positives

    for terms in lists(words).values():
        yield from terms
    chance = random.Random(SEED + 2)
    for source, check in patterns():
        made = [
            text for text in positives(source, 40, chance) if "\n" not in text and len(text) < 120
        ]
        if check:
            made = [VALID[check]] * 20
        yield from made[:40]


VALID = {
    "luhn": "4539 1488 0343 6467",
    "iban": "GB33 BUKB 2020 1555 5555 55",
    "nhs": "943 476 5919",
    "isbn": "978-0-306-40615-7",
    "imei": "490154203237518",
}


def corpus(count: int) -> Path:
    """A Parquet file of so many posts, made once; beyond two million they repeat."""
    name = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    path = CACHE / f"posts-{count}-{name}.parquet"
    if path.is_file():
        return path
    CACHE.mkdir(parents=True, exist_ok=True)
    batches = _made(count) if count <= DIFFERENT else _repeated(count)
    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    temporary = path.with_suffix(".part")
    with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        done = 0
        for batch in batches:
            ids = [str(done + row) for row in range(len(batch))]
            writer.write_batch(pa.record_batch([ids, batch], schema=schema))
            done += len(batch)
    temporary.rename(path)
    return path


def _made(count: int) -> Iterator[list[str]]:
    texts = tweets()
    made = posts(count, texts, vocabulary(texts))
    while batch := list(itertools.islice(made, ROWS)):
        yield batch


def _repeated(count: int) -> Iterator[pa.Array]:
    path = corpus(DIFFERENT)
    while count:
        for batch in pq.ParquetFile(path).iter_batches(ROWS, columns=["text"]):
            part = batch.column(0).slice(0, count)
            count -= len(part)
            if len(part):
                yield part


def policy_folder() -> Path:
    """The policy as a folder, made once, so that a measured process need not make it."""
    folder = CACHE / "policy"
    if not (folder / "policy.md").is_file():
        for name, contents in policy_files(vocabulary(tweets())).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents)
    return folder
