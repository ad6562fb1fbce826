from __future__ import annotations

import pytest

from watchword.archive.readers.headers import plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Date (GMT)", "date"),
        ("createdAt", "created_at"),
        ("ShareCommentary", "share commentary"),
        ("\ufeffAccount", "account"),
        ("  POST   ID ", "Post-ID"),
        ("Inläggs-ID", "inlaggs id"),
        ("Légende", "legende"),
        ("Overperforming Score (weighted  —  Likes 1x Shares 1x )", "overperforming score"),
        ("commit.record.text", "commit record text"),
        ("postURL", "post url"),
    ],
)
def test_headers_are_compared_without_what_tools_change(one, other):
    assert plain(one) == plain(other) != ""
