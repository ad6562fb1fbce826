"""Files of modules: to who may see the module, in ranges, so that a video can be gone through."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase

from watchword.site.kit.door import PersonRequest, door
from watchword.site.kit.files import safe, serve_file
from watchword.site.kit.refusal import NotThere
from watchword.site.training import access


@door(access.LEARN)
def medium(request: PersonRequest, pk: int) -> HttpResponseBase:
    """A picture or video."""
    return serve_file(request, access.access_medium(request.user, pk))


@door(access.LEARN)
def captions(request: PersonRequest, pk: int) -> HttpResponse:
    """The captions of a video."""
    found = access.access_medium(request.user, pk)
    if not found.captions:
        raise NotThere
    answer = HttpResponse(found.captions, content_type="text/vtt; charset=utf-8")
    safe(answer, f'"{found.digest}-captions"')
    return answer
