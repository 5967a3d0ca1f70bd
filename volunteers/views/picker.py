"""Pages on which people are ticked out of hundreds: searching and turning the page are sent too."""

from collections.abc import Collection

from volunteers.forms.picker import ADD


class PickingMixin:
    """For a ScopedForm with a PickerMixin form: whatever is not the last step is only looked at."""

    @property
    def step(self) -> str:
        return self.request.POST.get("step", ADD)  # type: ignore[attr-defined]

    @property
    def is_looked_at(self) -> bool:
        return self.request.method == "POST" and self.step != ADD  # type: ignore[attr-defined]

    @property
    def page(self) -> int:
        sent = self.request.POST.get("page", "")  # type: ignore[attr-defined]
        asked = sent if self.step == ADD else self.step.removeprefix("page-")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1

    def ticked(self, known: Collection[str]) -> list[str]:
        """Of these keys, in the order in which they were ticked."""
        post = self.request.POST  # type: ignore[attr-defined]
        sent = [*post.getlist("chosen"), *post.getlist("people")]
        return [key for key in dict.fromkeys(sent) if key in known]

    def post(self, request, *args, **kwargs):
        look = self.get if self.is_looked_at else super().post  # type: ignore[attr-defined,misc]
        return look(request, *args, **kwargs)
