"""What all tests share."""

import os

from hypothesis import settings

# a shared machine is slow now and then, and no test is about time
settings.register_profile("house", deadline=None)
settings.load_profile("house")

os.environ.setdefault("NO_COLOR", "1")
