from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from watchword.site.audit.guards import GUARDS
from watchword.site.kit.triggers import guarded


class Migration(migrations.Migration):
    """The database refuses to change or delete an entry."""

    dependencies: ClassVar = [("audit", "0001_initial")]
    operations: ClassVar[list[Operation]] = [guarded(*GUARDS)]
