"""Networks on this machine: real servers on loopback, one that pretends, and a bad line to them.

For tests, fault campaigns and rehearsals. ``scripts/networks`` puts the real ones in place;
nothing here reaches beyond loopback.
"""
