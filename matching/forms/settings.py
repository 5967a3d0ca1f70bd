"""What a scheme chooses about matching."""

from django import forms

from matching.choices import OBJECTIVES
from matching.engine.features import weighable
from matching.engine.weights import TOTAL
from matching.selectors.settings import Chosen, Names
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Card, Columns, Field, Fields, Layout, Submit
from peersupport.core.forms.once import OnceMixin

FULL, MOST_POINTS = 100, 20  # of 100 points of fit
BY_PROGRAMME = ("condition", "area", "times", "no_talk")
MUSTS = (("condition", "no_talk"), ("same_condition_for",), ("area", "times"))
USUAL = (
    "Weights that add up to 100. What somebody says matters to them goes before these. "
    "Sex, age and background are not here: they count only for people who ask."
)


def initial_of(chosen: Chosen) -> dict:
    return {
        "objective": chosen.objective,
        "minimum": chosen.minimum_score // 100,
        "area": sorted(chosen.area),
        "times": sorted(chosen.times),
        "steady": chosen.kappa // 100,
        "shared": chosen.fairness // 100,
        "condition": sorted(chosen.condition),
        "same_condition_for": sorted(chosen.same_condition_for),
        "no_talk": sorted(chosen.no_talk),
        "seen": chosen.version,
    } | {f"usual_{one.code}": chosen.usual.get(one.code, 0) for one in weighable()}


def points(most: int, **more) -> forms.IntegerField:
    words = f"Write a whole number from 0 to {most}"
    said = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
    return forms.IntegerField(min_value=0, max_value=most, error_messages=said, **more)


def several(label: str, help_text: str, *, of: str = "programmes") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": f"Choose from the {of} of this scheme"},
    )  # fmt: skip


class SettingsForm(OnceMixin, PlainForm):
    label_size = "s"
    says_optional = False

    area = several(
        "Own team only, in these programmes",
        "A volunteer of another team is then no match. Volunteers without a team support everybody",
    )
    times = several(
        "Matching times only, in these programmes",
        "A volunteer who is free at none of the person’s times is then no match. Elsewhere times only count in the fit",
    )
    condition = several(
        "Same condition only, in these programmes",
        "A volunteer who shares none of the person’s conditions is then no match. Elsewhere any peer will do, "
        "unless the person asks",
    )
    same_condition_for = several(
        "Same condition only, for people with these conditions",
        "In every programme: whoever has one of these is matched only with somebody who has it too, as some people ask "
        "of conditions that get worse. What a person asks for goes before this",
        of="conditions",
    )
    no_talk = several(
        "No conversation needed first, in these programmes",
        "Elsewhere a match can be decided only when both have said what they think, after they got to know each other",
    )
    minimum = points(
        FULL, label="The least fit that counts as a match",
        help_text="From 0 to 100, for one person’s candidates and for rounds. A round can ask for more, not for less",
    )  # fmt: skip
    objective = forms.ChoiceField(
        label="Who comes first in a round?", widget=forms.RadioSelect, choices=OBJECTIVES,
        help_text="Urgent people always come before others. Each round starts with this, and can differ",
        error_messages={"required": "Say who comes first"},
    )  # fmt: skip
    steady = points(
        MOST_POINTS, label="Keep proposals steady",
        help_text="From 0 to 20: how much better somebody else must fit before a new round changes a proposal. "
        "3 is usual",
    )  # fmt: skip
    shared = points(
        MOST_POINTS, label="Share people out",
        help_text="From 0 to 20: how much each further place of the same volunteer counts less. 2 is usual",
    )  # fmt: skip
    why = forms.CharField(
        label="Why do you change them?", max_length=300, widget=forms.Textarea,
        help_text="Kept with this version. Nothing about a person",
        error_messages={"required": "Say why you change them"},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, names: Names, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        for name in BY_PROGRAMME:
            self.fields[name].choices = list(names.programmes.items())
        self.fields["same_condition_for"].choices = list(names.conditions.items())
        for one in weighable():
            self.fields[f"usual_{one.code}"] = points(FULL, label=one.label)

    def clean(self):
        cleaned = super().clean()
        total = sum(self.usual().values())
        if total != TOTAL and not self.errors:
            first = f"usual_{weighable()[0].code}"
            self.add_error(
                first, f"The weights add up to {total}. Change them so that they add up to {TOTAL}"
            )
        return cleaned

    def usual(self) -> dict[str, int]:
        """The weights of somebody who said nothing."""
        return {one.code: self.cleaned_data.get(f"usual_{one.code}", 0) for one in weighable()}

    def layout(self):
        musts = [[Field(name, small=True) for name in some] for some in MUSTS]
        weights = (Field(f"usual_{one.code}", width=3) for one in weighable())
        return Layout(
            "seen",
            Card("What a match must have", Columns(*musts, kind="3"), Field("minimum", width=3)),
            Columns(
                Card("How a round chooses", Field("objective", small=True), Field("steady", width=3),
                     Field("shared", width=3)),
                Card("What counts for people who said nothing", Fields(*weights), text=USUAL),
            ),
            Field("why", rows=3),
            Actions(Submit("Save these settings"), ButtonLink("Back", self.back)),
        )  # fmt: skip

    def wanted(self) -> Chosen:
        said = self.cleaned_data
        return Chosen(
            objective=said["objective"],
            minimum_score=said["minimum"] * 100,
            kappa=said["steady"] * 100,
            fairness=said["shared"] * 100,
            area=frozenset(said["area"]),
            times=frozenset(said["times"]),
            condition=frozenset(said["condition"]),
            no_talk=frozenset(said["no_talk"]),
            same_condition_for=frozenset(said["same_condition_for"]),
            usual=self.usual(),
        )
