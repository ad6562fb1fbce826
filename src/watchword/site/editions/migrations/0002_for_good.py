from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from watchword.site.editions.guards import GUARDS
from watchword.site.kit.triggers import guarded


class Migration(migrations.Migration):
    """The database refuses to change a published edition."""

    dependencies: ClassVar = [("editions", "0001_initial")]
    operations: ClassVar[list[Operation]] = [guarded(*GUARDS)]
