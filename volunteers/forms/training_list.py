"""The bar above the list of who still has to learn what."""

from django import forms

from volunteers.forms.bars import NameBar
from volunteers.selectors.training_list import DEVICE, LATE, LENT, SOON, TO_DO, modules_of

SHOWN = (
    ("", "All"),
    (LATE, "Refresher late"),
    (SOON, "To refresh soon"),
    (TO_DO, "Not done yet"),
    (DEVICE, "Would like to borrow a device"),
    (LENT, "Has a device on loan"),
)


class TrainingBar(NameBar):
    action = "training"
    form_attributes = {"role": "search", "aria-label": "Who still needs what"}
    module = forms.ChoiceField(label="Module", required=False)
    show = forms.ChoiceField(label="Show", required=False, choices=SHOWN)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.modules = {str(row.pk): row for row in modules_of(actor)}
        names = [(key, row.name) for key, row in self.modules.items()]
        self.fields["module"].choices = [("", "All modules"), *names]

    def wanted(self) -> dict:
        """What `training_list` takes."""
        module = self.modules.get(self.given("module"))
        return {"q": self.given("q"), "module": module.pk if module else None, "show": self.given("show")}
