"""Every deed, once, for good: nothing in the application changes or deletes an entry.

Triggers in the database refuse updates and deletions (migration 0002), so not even a slip in
our own code can. Each entry holds the digest of the one before; whoever changes one behind the
application's back breaks the chain, and ``watchword audit verify`` says where.
"""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One deed.

    Attributes:
        number: Place in the chain, from 1, without gaps.
        at: When, UTC, to the microsecond.
        who: The person's external id at that time; "system" for what runs by itself.
        name: The person's name at that time.
        deed: What was done, verb and noun: ``publish-edition``.
        subject: What it was done to: ``edition:7``.
        title: The subject in words, as it was called then.
        edition: Number of the edition in force at that moment; None before the first.
        before: What was so before, by field.
        after: What is so after, by field.
        previous: Digest of the entry before; 64 zeros for the first.
        digest: SHA-256 over all of the above, in hexadecimal (:mod:`.chain`).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    edition = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["subject", "-number"]),
            models.Index(fields=["who", "-number"]),
            models.Index(fields=["deed", "-number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.subject}"
