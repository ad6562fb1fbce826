"""The headers of a policy's files, as dataclasses; their JSON Schemas are made from these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchword.base.header import Node
from watchword.base.schema import Reading, Stricter, json_schema, setting
from watchword.policy.approval import Survives, Tier
from watchword.policy.sampling import Share
from watchword.rules.condition import ALWAYS, NEVER, Condition
from watchword.terms.finding import Action, Severity


class Status(StrEnum):
    """Where a rule is in its life."""

    DRAFT = "draft"
    SHADOW = "shadow"
    ACTIVE = "active"
    RETIRED = "retired"

    @property
    def rank(self) -> int:
        """How much it does: 0 for nothing, 1 for counting, 2 for acting."""
        return {Status.SHADOW: 1, Status.ACTIVE: 2}.get(self, 0)


class To(StrEnum):
    """What a rule looks at."""

    DRAFTS = "drafts"
    PUBLISHED = "published"
    INBOUND = "inbound"

    @property
    def stage(self) -> str:
        """The fact ``stage`` that it stands for."""
        return {"drafts": "draft"}.get(self, str(self))


class Section(StrEnum):
    """The sections of a handbook, in order."""

    CONTROL = "control"
    PURPOSE = "purpose"
    SCOPE = "scope"
    DEFINITIONS = "definitions"
    PROTECTED_SPEECH = "protected-speech"
    ROLES = "roles"
    ACCOUNTS = "accounts"
    WRITING = "writing"
    ACCESSIBILITY = "accessibility"
    ACCURACY = "accuracy"
    CONFIDENTIALITY = "confidentiality"
    LEGAL = "legal"
    IMPARTIALITY = "impartiality"
    ENDORSEMENT = "endorsement"
    SHARING = "sharing"
    APPROVAL = "approval"
    AI = "ai"
    SECURITY = "security"
    PERSONAL_USE = "personal-use"
    SPOKESPEOPLE = "spokespeople"
    HOUSE_RULES = "house-rules"
    RESPONSE = "response"
    CRISIS = "crisis"
    RECORDS = "records"
    TRAINING = "training"
    ACKNOWLEDGEMENT = "acknowledgement"
    MEASUREMENT = "measurement"
    MONITORING = "monitoring"
    BREACH = "breach"
    EXCEPTIONS = "exceptions"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Names:
    """``all``, or a list of names.

    Attributes:
        names: The names in the order written; empty means all.
    """

    names: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.names

    def excludes(self, values: frozenset[str] | None) -> bool:
        """Whether known values are all outside; unknown values (None) never are."""
        return bool(self.names) and values is not None and not values & frozenset(self.names)

    def __str__(self) -> str:
        return ", ".join(self.names) or "all"

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Names | None:
        """Read it from a header."""
        if node.value == "all":
            return Names()
        values = node.value if isinstance(node.value, list) else [node]
        names = [one.value.lower() for one in values if isinstance(one.value, str)]
        if not names or len(names) < len(values):
            reading.problem(node.line, f"{what} should be 'all' or a list of names")
            return None
        return Names(tuple(names))

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        words = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        return {"oneOf": [{"const": "all"}, words]}


@dataclass(frozen=True, slots=True)
class RawCheck:
    """A check as written, read once the lists are known."""

    node: Node

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> RawCheck:  # noqa: ARG004 - the protocol
        """Keep the node."""
        return RawCheck(node)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """A reference to the schema of checks."""
        return {"$ref": "#/$defs/check"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Applies:
    """What a rule covers; a post is left out only when a fact is known and outside."""

    to: tuple[To, ...] = setting(
        "Drafts, published posts, inbound messages.",
        default=(To.DRAFTS, To.PUBLISHED),
        stricter=Stricter.MORE,
    )
    channels: Names = setting("Networks.", default=Names(), stricter=Stricter.MORE)
    accounts: Names = setting("Kinds of account.", default=Names(), stricter=Stricter.MORE)
    people: Names = setting("Roles of the person.", default=Names(), stricter=Stricter.MORE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Exemption:
    """An exception with owner and end."""

    where: Condition = setting("The facts under which the rule does not hold.")
    until: date = setting("The last day of the exception.")
    because: str = setting("Why it is granted.")
    approved_by: str = setting("Who granted it.")


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleHeader:
    """The header of a rule or guideline."""

    id: str = setting("Stable identity, never reused.")
    title: str = setting("The rule in a few words.")
    section: Section | None = setting("The section of the handbook.", default=None)
    since: str = setting("Edition or date from which it holds.", default="")
    status: Status = setting("Draft, shadow, active or retired.", default=Status.ACTIVE)
    severity: Severity = setting(
        "How bad a breach is.", default=Severity.MEDIUM, stricter=Stricter.HIGHER
    )
    action: Action = setting(
        "What happens to a draft.", default=Action.WARN, stricter=Stricter.HIGHER
    )
    approver: str = setting("Who may release a hold.", default="")
    applies: Applies = setting("What it covers.", default=Applies())
    when: Condition = setting("Facts that must hold.", default=ALWAYS)
    unless: Condition = setting("Facts under which it does not hold.", default=NEVER)
    check: RawCheck | None = setting("What makes it executable.", default=None)
    exemptions: tuple[Exemption, ...] = setting("Exceptions.", default=(), key="except")
    message: str = setting("What to tell the author.", default="")
    fix: str = setting("What to do instead.", default="")
    rests_on: tuple[str, ...] = setting("Law, code, contract or plan.", default=())
    locked: bool = setting("Overlays may tighten, never loosen.", default=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The facts that a policy's conditions may ask about.

    Attributes:
        names: Fact name to its allowed values; an empty tuple allows any.
    """

    names: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def allowed(self, name: str) -> tuple[str, ...] | None:
        """Allowed values of a fact; empty for any, None when the fact is not known."""
        return dict(self.names).get(name)

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Vocabulary | None:
        """Read it from a header."""
        if not isinstance(node.value, dict):
            reading.problem(node.line, f"{what} should be 'fact: [values]' lines")
            return None
        names = []
        for name, values in node.value.items():
            if isinstance(values.value, list):
                words = tuple(str(one.value).lower() for one in values.value)
            elif values.value == "yes-no":
                words = ("yes", "no")
            elif values.value in ("any", "all", "number", "date"):
                words = ()
            elif isinstance(values.value, str):
                words = (values.value.lower(),)
            else:
                reading.problem(
                    values.line,
                    f"the values of the fact {name!r} are neither a list nor a word",
                    "write a list of values, or one of: any, number, date, yes-no",
                )
                continue
            names.append((name.lower(), words))
        return Vocabulary(tuple(names))

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        values = {"oneOf": [{"type": "array"}, {"enum": ["any", "number", "date", "yes-no"]}]}
        return {"type": "object", "additionalProperties": values}


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyHeader:
    """The header of ``policy.md``."""

    title: str = setting("Title of the policy.")
    organisation: str = setting("Whose policy it is.")
    sector: str = setting("Kind of organisation.", default="")
    language: str = setting("Language of the policy.", default="en-GB")
    edition: str = setting("Number of the edition.", default="1")
    revised: date = setting("When this edition was revised.")
    review_every: str = setting("Time between reviews, such as 12 months.", default="12 months")
    owner: str = setting("Who keeps the policy.")
    approved_by: str = setting("Who approved it.", default="")
    signs: tuple[str, ...] = setting("Who acknowledges it.", default=())
    contacts: tuple[str, ...] = setting("Role | address | for what.", default=())
    layers: tuple[str, ...] = setting(
        "Order of the layers.", default=("unit", "channel", "account", "situation")
    )
    facts: Vocabulary = setting("Facts that conditions may ask about.", default=Vocabulary())
    reading_age: int = setting("Reading age that rule sentences aim at.", default=16)
    approval: tuple[Tier, ...] = setting("What posts need before they go out.", default=())
    approval_survives: tuple[Survives, ...] = setting(
        "Changes after which an approval still holds.", default=()
    )
    sample: Share = setting(
        "Share of each month's posts that a person looks at, drawn at random.", default=Share()
    )


@dataclass(frozen=True, slots=True)
class RawFields:
    """Dotted fields of a rule with values as written, read once the rule is known."""

    node: Node

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> RawFields:  # noqa: ARG004 - the protocol
        """Keep the node."""
        return RawFields(node)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Any fields: which there are depends on the rule."""
        return {"type": "object", "minProperties": 1}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What an overlay changes in one rule."""

    set: RawFields | None = setting("Fields to replace.", default=None)
    add: RawFields | None = setting("Entries to add to lists.", default=None)
    remove: RawFields | None = setting("Entries to take from lists.", default=None)
    loosens: bool = setting("Whether the change loosens the rule.", default=False)
    because: str = setting("Why.")
    approved_by: str = setting("Who approved the loosening.", default="")


@dataclass(frozen=True, slots=True)
class RawChanges:
    """Ids of rules with what changes in them, read one by one."""

    node: Node

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> RawChanges:  # noqa: ARG004 - the protocol
        """Keep the node."""
        return RawChanges(node)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """A change for each id."""
        return {"type": "object", "additionalProperties": json_schema(Change)}


@dataclass(frozen=True, kw_only=True, slots=True)
class OverlayHeader:
    """The header of an overlay."""

    layer: str = setting("Its rank: one of the policy's layers.")
    applies_when: Condition = setting("The facts under which it applies.")
    changes: RawChanges | None = setting("Rule id to change.", default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiverHeader:
    """The header of a waiver file."""

    rule: str = setting("Id of the rule.")
    where: Condition = setting("The facts under which the rule does not hold.")
    until: date = setting("The last day.")
    because: str = setting("Why it is granted.")
    approved_by: str = setting("Who granted it.")


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationHeader:
    """The header of one rule in another language."""

    rule: str = setting("Id of the rule.")
    title: str = setting("The rule in a few words, in that language.")
    of: str = setting("Digest of the wording that was translated; another wording makes it stale.")


@dataclass(frozen=True, kw_only=True, slots=True)
class LeafHeader:
    """The header of a protocol, a training module, the crisis plan or the goals."""

    title: str = setting("Title of the page.")


_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of what is posted each pillar is to be.

    Attributes:
        by_name: Pillar and its share, a fraction of one.
    """

    by_name: tuple[tuple[str, float], ...] = ()

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Shares | None:
        """Read it from a header."""
        if not isinstance(node.value, dict):
            reading.problem(node.line, f"{what} should be 'pillar: 30%' lines")
            return None
        shares = []
        for name, share in node.value.items():
            number, sign, rest = str(share.value).strip().partition("%")
            percent = int(number) if number.strip().isdecimal() else -1
            if not sign or rest or not 0 <= percent <= _WHOLE:
                hint = "write a whole number from 0 to 100 with a percent sign"
                reading.problem(share.line, f"{share.value!r} is no share of {name!r}", hint)
                return None
            shares.append((name, percent / _WHOLE))
        total = round(_WHOLE * sum(share for _, share in shares))
        if total > _WHOLE:
            reading.problem(
                node.line, f"the shares come to {total}%", "let them come to at most 100%"
            )
            return None
        return Shares(tuple(shares))

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        share = {"type": "string", "pattern": r"^[0-9]{1,3}\s*%$"}
        return {"type": "object", "additionalProperties": share}


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountHeader:
    """The header of an official account's file."""

    channel: str = setting("The network.")
    handle: str = setting("Its name there.")
    kind: str = setting("Kind of account.", default="official")
    purpose: str = setting("What it is for.")
    pillars: tuple[str, ...] = setting("Content pillars.", default=())
    plan: Shares = setting("Share of the posts that each pillar is to be.", default=Shares())
    owner: str = setting("Who answers for it.")
    administrators: tuple[str, ...] = setting("The two who administer it.", default=())
