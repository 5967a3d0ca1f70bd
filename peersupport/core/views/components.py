"""The components page of the demo: every partial and every field, as they should be."""

from django.core.paginator import Paginator

from peersupport.core import samples
from peersupport.core.forms.samples import WRONG, SampleBar, SampleFields
from peersupport.core.views.bases import PUBLIC, ScopedPage


class ComponentsPage(ScopedPage):
    permission = PUBLIC
    template_name = "core/components.html"

    def get_context_data(self, **kwargs):
        # The wrong form is kept out of the way of base.html, which would show its errors on top.
        wrong = {f"wrong-{name}": value for name, value in WRONG.items()}
        return super().get_context_data(
            menu=samples.MENU, scheme_name="Riverbank Health Coaching", account_name="Priya Nair", samples=samples,
            form=SampleFields(), bar=SampleBar(auto_id="bar_%s"), faulty={"form": SampleFields(wrong, prefix="wrong")},
            page=Paginator(range(480), 10).get_page(3), **kwargs,
        )  # fmt: skip
