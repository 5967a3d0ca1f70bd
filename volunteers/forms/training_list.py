"""The bar above the list of who still has to learn what."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from volunteers.selectors.training_list import DEVICE, LATE, LENT, SOON, TO_DO, modules_of

SHOWN = (
    ("", "All"),
    (LATE, "Refresher late"),
    (SOON, "To refresh soon"),
    (TO_DO, "Not done yet"),
    (DEVICE, "Would like to borrow a device"),
    (LENT, "Has a device on loan"),
)


class TrainingBar(PlainForm):
    """Search and filters; all of it stands in the address."""

    method = "get"
    action = "training"
    form_attributes = {"role": "search", "aria-label": "Who still needs what"}
    says_optional = False

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    module = forms.ChoiceField(label="Module", required=False)
    show = forms.ChoiceField(label="Show", required=False, choices=SHOWN)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.modules = {str(row.pk): row for row in modules_of(actor)}
        names = [(key, row.name) for key, row in self.modules.items()]
        self.fields["module"].choices = [("", "All modules"), *names]

    def layout(self):
        return L.Layout(L.Bar("q", "module", "show", L.Button("Search", small=True), wide=("q",)))

    def wanted(self) -> dict:
        """What `training_list` takes; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        module = self.modules.get(chosen.get("module", ""))
        return {
            "q": chosen.get("q", ""),
            "module": module.pk if module else None,
            "show": chosen.get("show", ""),
        }
