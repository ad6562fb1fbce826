"""The gates of whole policies hold for strings made from them."""

from random import Random

from watchword.base.pattern import pattern
from watchword.base.regex.factors import factors, fold_bytes
from watchword.base.regex.positives import positives
from watchword.base.regex.weaker import weaker
from watchword.policy.load import load
from watchword.policy.starters import starters


def test_the_gates_of_every_starter_hold_for_strings_made_from_them() -> None:
    checked = 0
    for starter in starters():
        policy = load(starter.folder)
        gates = {
            gate
            for rule in policy.rules
            if rule.check is not None
            for gate in rule.check.matcher.gates.raw
        }
        for gate in sorted(gates):
            loose, required = pattern(weaker(gate)), factors(gate)
            for text in positives(gate, 6, Random(3)):
                framed = f" {text} "
                checked += 1
                assert loose.found_in(framed), gate
                if required is not None and framed.isascii():
                    folded = fold_bytes(framed.encode()).decode()
                    assert any(one in folded for one in required), gate
    assert checked > 2_000
