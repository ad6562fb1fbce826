"""The JSON Schemas of the headers, made from the dataclasses that read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from watchword.base.schema import json_schema
from watchword.policy.goals import GoalsHeader
from watchword.policy.header import (
    AccountHeader,
    OverlayHeader,
    PolicyHeader,
    RuleHeader,
    TranslationHeader,
    WaiverHeader,
)
from watchword.rules.check import check_schema

SCHEMAS: Mapping[str, type] = MappingProxyType(
    {
        "policy": PolicyHeader,
        "rule": RuleHeader,
        "overlay": OverlayHeader,
        "waiver": WaiverHeader,
        "translation": TranslationHeader,
        "goals": GoalsHeader,
        "account": AccountHeader,
    }
)
"""Headers by name."""


def schema_of(name: str) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a header.

    Raises:
        KeyError: No header has that name.
    """
    schema: dict[str, object] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Header of a Watchword {name} page",
        **json_schema(SCHEMAS[name]),
    }
    if name == "rule":
        schema["$defs"] = {"check": check_schema()}
    return schema
