"""What a scheme has chosen about matching, for one person's candidates and for rounds alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from matching.choices import LONGEST_WAIT
from matching.engine import weights
from matching.engine.settings import Settings
from matching.models import MatchSettings, Run
from peersupport.accounts.models import Term
from peersupport.accounts.models.vocabulary import CONDITION
from programmes.models import Programme

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """`version` 0 is what counts before anybody chose: the engine's measured values, and no minimum.

    `area`, `times`, `condition` and `no_talk` are keys of programmes, `same_condition_for` codes of conditions,
    `usual` the weights of somebody who said nothing.
    """

    objective: str = LONGEST_WAIT
    minimum_score: int = 0
    kappa: int = 300
    fairness: int = 200
    area: Keys = frozenset()
    times: Keys = frozenset()
    condition: Keys = frozenset()
    no_talk: Keys = frozenset()
    same_condition_for: Keys = frozenset()
    usual: Mapping[str, int] = field(default_factory=weights.default)
    version: int = field(default=0, compare=False)

    @classmethod
    def of_row(cls, row: MatchSettings) -> "Chosen":
        return cls(
            row.objective, row.minimum_score, row.kappa, row.fairness, frozenset(row.area), frozenset(row.times),
            frozenset(row.condition), frozenset(row.no_talk), frozenset(row.same_condition_for),
            row.usual or weights.default(), row.version,
        )  # fmt: skip

    @classmethod
    def of_run(cls, run: Run) -> "Chosen":
        """As a round has kept it."""
        kept: Mapping[str, Any] = run.settings
        return cls(
            run.objective, kept["minimum_score"], kept["kappa"], kept["fairness"], frozenset(kept["area"]),
            frozenset(kept["times"]), frozenset(kept["condition"]), frozenset(),
            frozenset(kept["same_condition_for"]), kept["usual"], kept["version"],
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
            "condition": sorted(self.condition),
            "same_condition_for": sorted(self.same_condition_for),
            "usual": dict(self.usual),
        }


def versions(scheme: UUID) -> list[MatchSettings]:
    """The newest first."""
    return list(MatchSettings.objects.of(scheme).order_by("-version"))


def in_force(scheme: UUID) -> Chosen:
    """What counts now. Two queries: what a programme asks for is kept with the programme."""
    newest = MatchSettings.objects.of(scheme).order_by("-version").first()
    asks = Programme.objects.of(scheme).values_list("pk", "same_condition_required", "conversation_first")
    rows = [(str(key), same, talk) for key, same, talk in asks]
    return replace(
        Chosen.of_row(newest) if newest else Chosen(),
        condition=frozenset(key for key, same, _ in rows if same),
        no_talk=frozenset(key for key, _, talk in rows if not talk),
    )


def settings_of(programme: Programme, chosen: Chosen) -> Settings:
    """The one place where the engine is told what a programme asks for."""
    key = str(programme.pk)
    return Settings(
        condition_required=key in chosen.condition,
        same_condition_for=chosen.same_condition_for,
        area_required=key in chosen.area,
        times_required=key in chosen.times,
        minimum_score=chosen.minimum_score,
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What settings can name, in the order of the names: programmes by key, conditions by code."""

    programmes: Mapping[str, str]
    conditions: Mapping[str, str]


def names_of(scheme: UUID) -> Names:
    """Two queries."""
    rows = Programme.objects.of(scheme).order_by("name").values_list("pk", "name")
    conditions = Term.objects.of(scheme).kind(CONDITION).names()
    return Names({str(key): name for key, name in rows}, conditions)
