"""What matters to a person in a peer, written down with them."""

from collections.abc import Iterable, Mapping

from django import forms

from matching.choices import (
    A_LOT,
    A_MAN,
    A_WOMAN,
    CARES,
    COUNTS,
    MY_AGE,
    MY_BACKGROUND,
    NOT_AT_ALL,
    ONLY,
    SAME_CONDITION,
    SOME,
    SURGERY,
    WALKING,
    WORKS,
)
from matching.engine.features import weighable
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Card, Columns, Field, Inline, Layout, Submit
from peersupport.core.forms.once import OnceMixin

# What a person can weigh; the rest the scheme looks after.
WEIGHED = {one.code: one.asks for one in weighable() if one.asks}
HOPES = ((WORKS, "works, or has worked with it"), (SURGERY, "has been through surgery"),
         (WALKING, "likes walking"), (CARES, "looks after somebody too"))  # fmt: skip
NOT_ASKED = ("", "Did not ask. It does not count")
SEX = (NOT_ASKED, (A_WOMAN, "Would like a woman"), (f"{ONLY}{A_WOMAN}", "Only a woman"),
       (A_MAN, "Would like a man"), (f"{ONLY}{A_MAN}", "Only a man"))  # fmt: skip
AGE = (
    NOT_ASKED,
    (MY_AGE, "Would like somebody within ten years"),
    (f"{ONLY}{MY_AGE}", "Only within ten years"),
)
BACKGROUND = (
    NOT_ASKED,
    (MY_BACKGROUND, "Would like to share it"),
    (f"{ONLY}{MY_BACKGROUND}", "Only somebody who shares it"),
)
CONDITION = (("", "Anybody who fits"), (f"{ONLY}{SAME_CONDITION}", "Only somebody with the same condition"))
PROTECTED = {"sex": SEX, "age": AGE, "background": BACKGROUND}


class PreferenceForm(OnceMixin, PlainForm):
    """`points()` gives points per feature, `asked_for()` the codes of wishes."""

    label_size = "s"
    says_optional = False

    condition = forms.ChoiceField(
        label="Must the peer have the same condition?", required=False, choices=CONDITION
    )
    hopes = forms.MultipleChoiceField(
        label="Hopes for somebody who", required=False, choices=HOPES, widget=forms.CheckboxSelectMultiple
    )
    sex = forms.ChoiceField(label="A woman or a man", required=False, choices=SEX)
    age = forms.ChoiceField(label="Age", required=False, choices=AGE)
    background = forms.ChoiceField(label="Background", required=False, choices=BACKGROUND)

    def __init__(self, *args, name: str, back: str, backgrounds: str = "", **kwargs):
        self.name, self.back = name, back
        super().__init__(*args, **kwargs)
        if backgrounds:
            self.fields["background"].help_text = f"{name}’s own, as recorded: {backgrounds}"
        else:
            del self.fields["background"]
        for code, label in WEIGHED.items():
            self.fields[f"weigh_{code}"] = forms.TypedChoiceField(
                label=label, choices=COUNTS, coerce=int, widget=forms.RadioSelect, initial=SOME,
                error_messages={"required": f"Say how much this counts: {label.lower()}"},
            )  # fmt: skip

    def layout(self):
        only = f"Sex, age and background count only for people who ask. Leave these unless {self.name} brings them up."
        protected = [name for name in PROTECTED if name in self.fields]
        weighed = [Inline(f"weigh_{code}") for code in WEIGHED]
        return Layout(
            Columns(
                Card(f"How much does each count for {self.name}?", *weighed, text="Somebody who …"),
                [
                    Card("Wishes", Field("hopes", small=True), "condition"),
                    Card(f"Only if {self.name} asked", *protected, text=only),
                ],
            ),
            Actions(Submit("Save what matters"), ButtonLink("Back", self.back)),
        )

    def clean(self):
        found = super().clean()
        weighed = [found.get(f"weigh_{code}") for code in WEIGHED]
        if None not in weighed and not any(weighed) and not any(found.get(code) for code in PROTECTED):
            raise forms.ValidationError("Choose at least one that counts. Else everybody would fit alike.")
        return found

    def points(self) -> dict[str, int]:
        """Protected features count a lot where they were asked for, the role as ever."""
        weighed = {code: self.cleaned_data[f"weigh_{code}"] for code in WEIGHED}
        return weighed | {"role": SOME} | {code: A_LOT for code in PROTECTED if self.cleaned_data.get(code)}

    def asked_for(self) -> list[str]:
        chosen = [self.cleaned_data.get(name, "") for name in ("condition", *PROTECTED)]
        return [*self.cleaned_data["hopes"], *filter(None, chosen)]


def initial_of(weights: Mapping[str, int], asked_for: Iterable[str]) -> dict:
    """What the form shows of weights and wishes: above the middle between the lightest and the heaviest is "a lot".

    The role always counts some, so that what was saved comes back as it was; sharing out 100 moves a weight by one.
    """
    asked, count = list(asked_for), [weight for weight in weights.values() if weight]
    least_of_a_lot = (min(count, default=0) + max(count, default=0) + 1) / 2
    shown: dict = {f"weigh_{code}": _points(weights.get(code, 0), least_of_a_lot) for code in WEIGHED}
    for name, choices in {"condition": CONDITION, **PROTECTED}.items():
        shown[name] = next((code for code, _ in choices if code and code in asked), "")
    return shown | {"hopes": [code for code, _ in HOPES if code in asked]}


def _points(weight: int, least_of_a_lot: float) -> int:
    return NOT_AT_ALL if not weight else A_LOT if weight > least_of_a_lot else SOME
