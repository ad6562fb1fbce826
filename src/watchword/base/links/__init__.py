"""Links in a text: found and taken apart, never fetched."""

from watchword.base.links.find import find_links
from watchword.base.links.link import Link
from watchword.base.links.syntax import GATES, SCHEME_GATES

__all__ = ["GATES", "SCHEME_GATES", "Link", "find_links"]
