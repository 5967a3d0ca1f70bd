"""The components page of the demo: every partial and every field, as they should be."""

from django.core.paginator import Paginator

from peersupport.core.forms.samples import WRONG, SampleBar, SampleFields
from peersupport.core.sample_data import board, desk, person, phone
from peersupport.core.views.bases import PUBLIC, ScopedPage

SAMPLES = {
    name: value
    for module in (desk, person, board, phone)
    for name, value in vars(module).items()
    if name.isupper()
}


class ComponentsPage(ScopedPage):
    permission = PUBLIC
    template_name = "core/components.html"

    def get_context_data(self, **kwargs):
        wrong = {f"wrong-{name}": value for name, value in WRONG.items()}
        return super().get_context_data(
            menu=desk.MENU,
            scheme_name="Riverbank Health Coaching",
            account_name="Priya Nair",
            samples=SAMPLES,
            form=SampleFields(),
            bar=SampleBar(auto_id="bar_%s"),
            # Out of the way of base.html, which would show its errors on top and take the focus.
            faulty={"form": SampleFields(wrong, prefix="wrong")},
            page=Paginator(range(480), 10).get_page(3),
            **kwargs,
        )
