"""What a scheme has chosen about matching, for one person's candidates and for rounds alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from matching.choices import LONGEST_WAIT
from matching.engine.settings import Settings
from matching.models import MatchSettings, Run
from programmes.models import Programme

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """`version` 0 is what counts before anybody chose: the engine's measured values, and no minimum."""

    objective: str = LONGEST_WAIT
    minimum_score: int = 0
    kappa: int = 300
    fairness: int = 200
    area: Keys = frozenset()
    times: Keys = frozenset()
    version: int = field(default=0, compare=False)

    @classmethod
    def of_row(cls, row: MatchSettings) -> "Chosen":
        return cls(
            row.objective, row.minimum_score, row.kappa, row.fairness,
            frozenset(row.area), frozenset(row.times), row.version,
        )  # fmt: skip

    @classmethod
    def of_run(cls, run: Run) -> "Chosen":
        """As a round has kept it."""
        kept: Mapping[str, Any] = run.settings
        return cls(
            run.objective, kept["minimum_score"], kept["kappa"], kept["fairness"],
            frozenset(kept["area"]), frozenset(kept["times"]), kept["version"],
        )  # fmt: skip

    def for_run(self, minimum_score: int) -> dict[str, Any]:
        """As a round keeps it, with its own minimum."""
        return {
            "version": self.version,
            "minimum_score": minimum_score,
            "kappa": self.kappa,
            "fairness": self.fairness,
            "area": sorted(self.area),
            "times": sorted(self.times),
        }


def versions(scheme: UUID) -> list[MatchSettings]:
    """The newest first."""
    return list(MatchSettings.objects.of(scheme).order_by("-version"))


def in_force(scheme: UUID) -> Chosen:
    """What counts now. One query."""
    newest = MatchSettings.objects.of(scheme).order_by("-version").first()
    return Chosen.of_row(newest) if newest else Chosen()


def settings_of(programme: Programme, chosen: Chosen) -> Settings:
    """The one place where the engine is told what a programme asks for."""
    key = str(programme.pk)
    return Settings(
        condition_required=programme.same_condition_required,
        area_required=key in chosen.area,
        times_required=key in chosen.times,
        minimum_score=chosen.minimum_score,
    )


def programmes_of(scheme: UUID) -> dict[str, str]:
    """Names by key, in the order of the names."""
    rows = Programme.objects.of(scheme).order_by("name").values_list("pk", "name")
    return {str(key): name for key, name in rows}
