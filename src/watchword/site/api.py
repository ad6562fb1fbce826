"""The programming interface: every deed, by the same actions as the pages."""

from __future__ import annotations

from importlib.metadata import version

from ninja import NinjaAPI

api = NinjaAPI(
    title="Watchword",
    version=version("watchword"),
    description="The social media policy that runs. Every deed of the site, under the same rights.",
    urls_namespace="api",
)
