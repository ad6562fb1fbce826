"""A small policy that tries to break out of its handbook."""

from __future__ import annotations

import pytest

from watchword.policy.load import load_files
from watchword.policy.model import Policy

HOSTILE = "<script>alert('x')</script>"

POLICY = f"""---
title: Policy & practice
organisation: Larch <b>Street</b> Clinic
edition: '3'
revised: 2026-11-02
owner: Practice manager
approved_by: The partners
signs: [staff, volunteers]
contacts:
  - "Practice manager | desk@larch.example | anything you are unsure of"
  - "Night desk | 01632 960120 | a post that cannot wait"
facts:
  situation: [normal, crisis]
---
# Policy & practice

How we speak online. {HOSTILE}

## Purpose

Speak **kindly**. See [the rule on names](LS-101), [the plan](crisis.md), [nowhere](gone.md),
[a trap](javascript:alert(1)) and ![a picture](https://example.org/p.png).

## Definitions

**post**: anything said online.

## Key changes

| Edition | Date | What changed | Why | Rules |
|---|---|---|---|---|
| 3 | 2026-11-02 | Names | People asked | LS-101, LS-104 |

## When something goes wrong

Tell us. The day after, we look at why.

## Parking

Behind the building.
"""

RULES = {
    "rules/LS-101-no-names.md": f"""---
id: LS-101
title: "No names {HOSTILE}"
section: confidentiality
severity: critical
action: block
locked: true
check:
  terms: [tamarind]
rests_on: [UK GDPR, "Contract <clause 4>"]
---
## Rule
Never name a patient. Not even kindly.

## Why
A name cannot be taken back.

## Examples
### Bad: a name {HOSTILE}
> Tamarind says hello {HOSTILE}

Finds: Tamarind

### Good: no name
> Somebody says hello 🎉 日本

## What counts
Nicknames too.
""",
    "rules/LS-102-few-hashtags.md": """---
id: LS-102
title: Few hashtags
section: writing
severity: low
action: warn
applies:
  to: [drafts]
  channels: [instagram, x]
  accounts: [official]
check:
  measure: hashtags
  at_most: 6
except:
  - where: "account = official; person = fair-team"
    until: 2027-03-31
    because: The fair has many names
    approved_by: Head of Fairs
---
## Rule
Use at most six hashtags.

## Why
More look like spam.

## Examples
### Bad: seven
> #A1 #B1 #C1 #D1 #E1 #F1 #G1

### Good: one
> #A1
""",
    "rules/LS-103-freeze.md": """---
id: LS-103
title: Freeze
section: crisis
severity: high
action: hold
approver: duty-manager
applies:
  to: [drafts]
  accounts: [official]
when: "situation = crisis"
check:
  every_post: true
---
## Rule
While a crisis lasts, do not post.

## Why
Cake beside bad news hurts.

## Examples
### Bad: cake
Given: situation = crisis
> Cake today.

### Good: any day
> Cake today.
""",
    "rules/LS-104-be-fair.md": """---
id: LS-104
title: Be fair
section: breach
severity: medium
---
## Rule
Hear the person first.

## Why
You may be wrong.

## Examples
### Bad: unheard
> Sorry, it is decided.

### Good: heard
> Tell us what happened.
""",
    "rules/LS-105-not-yet.md": """---
id: LS-105
title: Not yet in force
section: writing
status: draft
---
## Rule
Wait.

## Why
It is not decided.
""",
    "guidelines/LS-201-plain-words.md": """---
id: LS-201
title: Plain words
section: writing
severity: note
action: note
---
## Guideline
Write as you would speak.

## Why
People read in a hurry.
""",
    "overlays/instagram.md": """---
layer: channel
applies_when: "channel = instagram"
changes:
  LS-102:
    set:
      check.at_most: 5
    because: Instagram takes five.
---
""",
    "crisis.md": "---\ntitle: Crisis plan\n---\n# Crisis plan\n\nStay calm.\n\n## Who speaks\n"
    "\nThe manager.\n",
    "protocols/praise.md": "---\ntitle: Praise\n---\n# Praise\n\nSay thank you.\n",
    "accounts/x-clinic.md": """---
channel: x
handle: '@larchclinic'
purpose: Opening hours.
owner: Practice manager
administrators: [Practice manager, Nurse]
---
""",
}


@pytest.fixture
def policy() -> Policy:
    files = {"policy.md": POLICY, **RULES}
    return load_files({name: text.encode() for name, text in files.items()})
