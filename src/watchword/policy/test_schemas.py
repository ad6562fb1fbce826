"""The schemas for editors agree with what the loader reads."""

import json
from collections.abc import Iterator

import pytest
import yaml

from watchword.base.errors import PolicyError
from watchword.base.schema import Reading
from watchword.policy.body import split_file
from watchword.policy.folder import FOLDERS
from watchword.policy.schemas import SCHEMAS, schema_of
from watchword.policy.starters import starters

KINDS = {
    "rules": "rule",
    "guidelines": "rule",
    "overlays": "overlay",
    "waivers": "waiver",
    "accounts": "account",
}


def headers() -> Iterator[tuple[str, str, str]]:
    """Name, kind and text of the header of every page of every starter."""
    for starter in starters():
        for name in ("policy.md", *FOLDERS):
            path = starter.folder / name
            for page in [path] if path.is_file() else sorted(path.rglob("*.md")):
                depth = len(page.relative_to(starter.folder).parts)
                kind = "rule" if depth > 2 else KINDS.get(name, "policy")
                if name not in KINDS and name != "policy.md":
                    continue
                text, _, _ = split_file(page.read_text("utf-8"), page, Reading(page))
                yield f"{starter.name}/{page.name}", kind, text


def references(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_stands_alone_and_refers_to_nothing_that_is_not_there(name: str) -> None:
    schema = json.loads(json.dumps(schema_of(name)))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    for one in references(schema):
        place = schema
        for step in one.removeprefix("#/").split("/"):
            assert step in place, one
            place = place[step]


def written(text: str) -> object:
    return yaml.load(text, yaml.BaseLoader)


def as_editors_see(value: object) -> object:
    """The header with the types of YAML 1.2: numbers and true or false, dates as text."""
    if isinstance(value, dict):
        return {key: as_editors_see(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_editors_see(one) for one in value]
    if value in ("true", "false"):
        return value == "true"
    try:
        return float(str(value)) if "." in str(value) else int(str(value))
    except ValueError:
        return value


def test_every_header_of_every_starter_holds_against_its_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    made = {name: jsonschema.Draft202012Validator(schema_of(name)) for name in SCHEMAS}
    for validator in made.values():
        validator.check_schema(validator.schema)
    seen = set()
    for name, kind, text in headers():
        seen.add(kind)
        for header in (written(text), as_editors_see(written(text))):
            errors = [one.message for one in made[kind].iter_errors(header)]
            assert errors == [], name
    assert seen >= {"policy", "rule", "overlay"}


@pytest.mark.parametrize(
    "header",
    [
        "id: R-1\ntitle: A\naction: shout",
        "id: R-1\ntitel: A",
        "title: A",
        "id: R-1\ntitle: A\ncheck:\n  terms: [a]\n  macth: word",
        "id: R-1\ntitle: A\ncheck:\n  nothing: true",
        "id: R-1\ntitle: A\ncheck:\n  any: []",
        "id: R-1\ntitle: A\nexcept:\n  - where: region = north",
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(policy_of, header: str) -> None:
    with pytest.raises(PolicyError):
        policy_of({"rules/R-1-a.md": header})
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    validator = jsonschema.Draft202012Validator(schema_of("rule"))
    assert list(validator.iter_errors(written(header)))
