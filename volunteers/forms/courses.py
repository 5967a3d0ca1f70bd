"""Courses: name one, add modules and people, plan dates by a rule, take the register."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.anyway import AnywayMixin
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import ATTENDANCE, MODULE_WAYS
from volunteers.models import Module, Volunteer

IN_TURN = "in-turn"
MODULE_COLUMNS = ("name", "way", "text", "needed_for", "pass_mark", "refresh_months")


class CourseForm(OnceMixin, PlainForm):
    name = forms.CharField(label="Name of the course", max_length=100)
    about = forms.CharField(label="What it is about", max_length=500, required=False, widget=forms.Textarea)

    def layout(self):
        return L.Layout("name", L.Field("about", rows=3), L.Actions(L.Submit("Save this course")))


class ModuleForm(OnceMixin, AnywayMixin, PlainForm):
    name = forms.CharField(label="Name of the module", max_length=100)
    way = forms.ChoiceField(label="How is it learned?", choices=MODULE_WAYS, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What volunteers read",
        required=False,
        max_length=10_000,
        widget=forms.Textarea,
        help_text="For a module at one's own pace. An empty line begins a new paragraph",
    )
    needed_for = forms.MultipleChoiceField(
        label="Which roles need it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="It counts at once for everybody who has the role: whoever has not done it gets nobody new until "
        "then. With a pass mark it counts once its questions are written",
    )
    pass_mark = forms.IntegerField(
        label="Pass mark of the quiz",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Empty: no quiz. Anybody may try as often as they like",
    )
    refresh_months = forms.IntegerField(
        label="Refresh after", required=False, min_value=1, max_value=120, help_text="Empty: it stays learned"
    )

    def __init__(self, *args, roles: Mapping[str, str], **kwargs):
        """`roles`: kind -> what this scheme calls it; two roles of one meaning need the same modules."""
        super().__init__(*args, **kwargs)
        self.fields["needed_for"].choices = list(roles.items())

    def layout(self):
        return L.Layout(
            L.Field("name", width=30),
            "way",
            L.Field("text", rows=8),
            "needed_for",
            L.Fields(
                L.Field("pass_mark", width=3, suffix="percent"),
                L.Field("refresh_months", width=3, suffix="months"),
            ),
            *self.confirm(),
            L.Actions(L.Submit("Save this module")),
        )


class ReopenForm(OnceMixin, AnywayMixin, PlainForm):
    def layout(self):
        text = "Its modules are needed again: whoever has the role and has not done them gets nobody new until then."
        return L.Layout(L.Text(text), *self.confirm(), L.Actions(L.Submit("Open it again")))


class SessionsForm(OnceMixin, PlainForm):
    """Made with the live modules of the course, and today."""

    module = forms.ChoiceField(label="Dates for", widget=forms.RadioSelect)
    number = forms.IntegerField(
        label="How many dates?", min_value=1, max_value=30, initial=1, help_text="For one module only"
    )
    starts_on = MemorableDateField(label="First date")
    start = forms.TimeField(label="Starts at", help_text="For example, 14:00")
    minutes = forms.IntegerField(label="How long?", min_value=15, max_value=480, initial=120)
    every = forms.IntegerField(label="Every", min_value=1, max_value=8, initial=1)
    place = forms.CharField(label="Where", max_length=200, required=False, help_text="A room, or “by video”")

    def __init__(self, *args, modules: Iterable[Module], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.modules = {str(module.pk): module for module in modules}
        names = [(key, module.name) for key, module in self.modules.items()]
        all_of_them = [(IN_TURN, "All live modules in turn, one date each")] if len(names) > 1 else []
        self.fields["module"].choices = [*all_of_them, *names]
        self.fields["module"].initial = (all_of_them or names or [("", "")])[0][0]
        self.fields["starts_on"].earliest = today
        self.fields["starts_on"].help_text = f"For example, {today.day} {today.month} {today.year}"

    def layout(self):
        return L.Layout(
            "module",
            L.Field("number", width=2),
            "starts_on",
            L.Fields(L.Field("start", width=5), L.Field("minutes", width=3, suffix="minutes")),
            L.Field("every", width=2, suffix="weeks"),
            L.Field("place", width=30),
            L.Text("Bank holidays are left out: the next date is then a week later."),
            L.Actions(L.Submit("Plan these dates")),
        )

    def facts(self) -> dict:
        """What the service takes: the modules, one for each date."""
        said: dict = {name: self.cleaned_data[name] for name in ("starts_on", "minutes", "every", "place")}
        start: time = self.cleaned_data["start"]
        chosen = self.cleaned_data["module"]
        one = self.modules.get(chosen)
        modules = [one] * self.cleaned_data["number"] if one else list(self.modules.values())
        return {**said, "start": start.replace(second=0, microsecond=0), "modules": modules}


class RegisterForm(OnceMixin, PlainForm):
    """One question a person; whoever is not marked stays open."""

    says_optional = False
    label_size = "s"

    def __init__(self, *args, people: Iterable[Volunteer], marked: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {f"state-{one.pk}": one for one in people}
        for name, one in self.people.items():
            self.fields[name] = forms.ChoiceField(
                label=one.name,
                choices=ATTENDANCE,
                required=False,
                widget=forms.RadioSelect,
                initial=marked.get(one.pk),
            )

    def layout(self):
        return L.Layout(*(L.Inline(name) for name in self.people), L.Actions(L.Submit("Save the register")))

    def states(self) -> dict[Volunteer, str]:
        return {one: self.cleaned_data[name] for name, one in self.people.items() if self.cleaned_data[name]}
