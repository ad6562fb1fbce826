"""Whether intervals hold what they say: synthetic worlds of which the truth is known, and real
pages followed from post to post.
"""
