"""The words a scheme uses for conditions, languages and interests. Rows elsewhere carry the codes."""

from django.db import models

from peersupport.accounts.models.schemes import SchemeRow, SchemeRows

CONDITION, LANGUAGE, INTEREST = "condition", "language", "interest"
KINDS = ((CONDITION, "Condition"), (LANGUAGE, "Language"), (INTEREST, "Interest"))


class Terms(SchemeRows):
    def kind(self, kind: str) -> "Terms":
        return self.filter(kind=kind)

    def names(self) -> dict[str, str]:
        """code -> name."""
        return dict(self.order_by("name", "pk").values_list("code", "name"))


class Term(SchemeRow):
    PLAIN = ("kind", "code", "name")

    kind = models.CharField(max_length=20, choices=KINDS)
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=60)

    objects = Terms.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "kind", "code"], name="one_term_per_code")]

    def __str__(self) -> str:
        return self.name
