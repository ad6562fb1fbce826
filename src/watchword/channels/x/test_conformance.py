"""The official cases of twitter-text, all of them, at 100 %."""

import html
import os
import re
from pathlib import Path

import pytest
import yaml

from watchword.channels.x.counting import VERSION_1, VERSION_2, VERSION_3, parse
from watchword.channels.x.entities import cashtags, hashtags, mentions, replied_to
from watchword.channels.x.links import links
from watchword.channels.x.validity import is_address, is_hashtag, is_list, is_name

pytestmark = pytest.mark.data

PROJECT = Path(__file__).parents[4]
FOLDER = (
    Path(os.environ.get("WATCHWORD_DATA", PROJECT / "../shared/data")) / "twitter_text_conformance"
)


def cases(name):
    """All cases of a file, by section."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"the official cases are not at {FOLDER}; set WATCHWORD_DATA to find them")
    return yaml.safe_load(path.read_text("utf-8"))["tests"]


def places(many, key, name):
    return [{key: name(one), "indices": [one.span.start, one.span.end]} for one in many]


def urls(text):
    return [link.span.of(text) for link in links(text)]


def urls_with_places(text):
    return places(links(text), "url", lambda one: one.span.of(text))


def lists_with_places(text):
    return [
        {
            "screen_name": one.name,
            "list_slug": one.list_name,
            "indices": [one.span.start, one.span.end],
        }
        for one in mentions(text)
    ]


def reply(text):
    found = replied_to(text)
    return found.name if found else None


def tag_names(text):
    return [tag.name for tag in hashtags(text)]


EXTRACT = {
    "mentions": lambda text: [one.name for one in mentions(text)],
    "mentions_with_indices": lambda text: places(
        mentions(text), "screen_name", lambda one: one.name
    ),
    "mentions_or_lists_with_indices": lists_with_places,
    "replies": reply,
    "urls": urls,
    "urls_with_indices": urls_with_places,
    "urls_with_directional_markers": urls_with_places,
    "tco_urls_with_params": urls,
    "hashtags": tag_names,
    "hashtags_from_astral": tag_names,
    "hashtags_with_indices": lambda text: places(hashtags(text), "hashtag", lambda one: one.name),
    "cashtags": lambda text: [tag.name for tag in cashtags(text)],
    "cashtags_with_indices": lambda text: places(cashtags(text), "cashtag", lambda one: one.name),
}


def weighed(how):
    def answer(text):
        found = parse(text, how)
        return {
            "weightedLength": found.weight,
            "valid": found.is_valid,
            "permillage": found.permillage,
            "displayRangeStart": 0,
            "displayRangeEnd": found.display_end,
            "validRangeStart": 0,
            "validRangeEnd": found.valid_end,
        }

    return answer


VALIDATE = {
    "tweets": lambda text: parse(text, VERSION_1).is_valid,
    "usernames": is_name,
    "lists": is_list,
    "hashtags": is_hashtag,
    "urls": is_address,
    "urls_without_protocol": lambda text: is_address(text, needs_protocol=False),
    "WeightedTweetsCounterTest": weighed(VERSION_2),
    "WeightedTweetsWithDiscountedEmojiCounterTest": weighed(VERSION_3),
    "UnicodeDirectionalMarkerCounterTest": weighed(VERSION_3),
}


def wrong(answers, found):
    assert set(found) == set(answers), "a section of the official cases is not run"
    return [
        (section, case["description"], case["expected"], answers[section](case["text"]))
        for section, many in found.items()
        for case in many
        if answers[section](case["text"]) != case["expected"]
    ]


def test_every_official_extraction_case_is_met():
    found = cases("extract.yml")
    assert sum(map(len, found.values())) > 200
    assert wrong(EXTRACT, found) == []


def test_every_official_validation_and_counting_case_is_met():
    found = cases("validate.yml")
    assert sum(map(len, found.values())) > 80
    assert wrong(VALIDATE, found) == []


def test_every_official_top_level_domain_makes_a_link():
    found = cases("tlds.yml")
    assert sum(map(len, found.values())) > 1500
    assert wrong(dict.fromkeys(found, urls), found) == []


LINKED = {
    "usernames": lambda text: [f"{one.name}{one.list_name}" for one in mentions(text)],
    "lists": lambda text: [f"{one.name}{one.list_name}" for one in mentions(text)],
    "hashtags": lambda text: [tag.span.of(text) for tag in hashtags(text)],
    "urls": lambda text: [link.span.of(text) for link in links(text) if link.has_protocol],
    "cashtags": lambda text: [tag.span.of(text) for tag in cashtags(text)],
}


def test_what_is_found_is_what_the_official_cases_make_links_of():
    found = cases("autolink.yml")
    count = 0
    for section, linked in LINKED.items():
        for case in found[section]:
            words = re.findall(r"<a [^>]*>(.*?)</a>", case["expected"])
            bare = [html.unescape(re.sub("<[^>]+>", "", word)).lstrip("@＠") for word in words]
            assert [word.lstrip("@＠") for word in linked(case["text"])] == bare, case[
                "description"
            ]
            count += 1
    assert count > 150
