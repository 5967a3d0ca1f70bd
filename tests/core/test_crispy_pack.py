"""Form fields: the design system's markup, plain words, and nothing hostile in between."""

import re
from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.params import LONGEST_ECHO, errors_of, field_macro

HOSTILE = "<script>alert('x')</script>\"'&"
PAIRS = [(HOSTILE, HOSTILE), ("b", "B")]


def form_of(field, data=None, **options):
    """A form with one field `it`, laid out with these options."""

    class Form(PlainForm):
        it = field

        def layout(self):
            return L.Layout(L.Field("it", **options))

    return Form(data)


def html_of(field, data=None, **options):
    return re.sub(r"\s+", " ", render_crispy_form(form_of(field, data, **options)))


def first_error(field, **data):
    return errors_of(form_of(field, data))[0]


FIELDS = {
    "text": forms.CharField(label=HOSTILE, help_text=HOSTILE),
    "number": forms.IntegerField(label=HOSTILE),
    "area": forms.CharField(label=HOSTILE, widget=forms.Textarea),
    "select": forms.ChoiceField(label=HOSTILE, choices=PAIRS),
    "radios": forms.ChoiceField(label=HOSTILE, choices=PAIRS, widget=forms.RadioSelect),
    "checkboxes": forms.MultipleChoiceField(
        label=HOSTILE, choices=PAIRS, widget=forms.CheckboxSelectMultiple
    ),
    "checkbox": forms.BooleanField(label=HOSTILE),
    "date": MemorableDateField(label=HOSTILE, help_text=HOSTILE),
    "file": forms.FileField(label=HOSTILE),
    "password": forms.CharField(label=HOSTILE, widget=forms.PasswordInput),
    "hidden": forms.CharField(widget=forms.HiddenInput),
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize(
    "data", [None, {}, {"it": HOSTILE, "it_day": HOSTILE, "it_month": "2", "it_year": HOSTILE}]
)
def test_a_hostile_label_value_hint_or_error_is_only_text(field, data):
    html = html_of(field, data, suffix=HOSTILE, prefix=HOSTILE, count=500)
    assert "<script" not in html
    assert "alert('x')" not in html


def test_a_hostile_error_is_only_text():
    form = form_of(forms.CharField(label="Name"), {"it": "x"})
    form.add_error("it", HOSTILE)
    assert "<script" not in render_crispy_form(form)


def test_a_hostile_card_title_is_neither_html_nor_a_template():
    class Form(PlainForm):
        it = forms.CharField()

        def layout(self):
            return L.Layout(
                L.Card(HOSTILE + "{{ 7|add:7 }}", "it"),
                L.Fieldset(HOSTILE, L.Text(HOSTILE), L.Note(HOSTILE), hint=HOSTILE),
                L.Details(HOSTILE, L.Submit(HOSTILE, name="a", value=HOSTILE), L.ButtonLink(HOSTILE, "/")),
            )

    html = render_crispy_form(Form())
    assert "<script" not in html
    assert "{{ 7|add:7 }}" in html


def test_a_field_has_its_label_hint_and_error_tied_to_the_input():
    html = html_of(forms.CharField(label="Full name", help_text="As on letters"), {})
    assert '<label class="nhsuk-label" for="id_it"> Full name </label>' in html
    assert '<div class="nhsuk-hint" id="id_it-hint"> As on letters </div>' in html
    assert '<span class="nhsuk-u-visually-hidden">Error:</span> Enter the full name' in html
    assert 'aria-describedby="id_it-hint id_it-error"' in html


def test_a_field_that_may_stay_empty_says_so():
    assert "Middle name (optional)" in html_of(forms.CharField(label="Middle name", required=False))


def test_a_number_is_typed_as_text_with_its_unit_behind_it():
    html = html_of(forms.IntegerField(label="Minutes", min_value=1), suffix="minutes", width=3)
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert '<div class="nhsuk-input-wrapper__suffix" aria-hidden="true">minutes</div>' in html
    assert " min=" not in html


def test_a_select_shows_what_was_chosen():
    html = html_of(forms.ChoiceField(choices=[("a", "A"), ("b", "B")]), {"it": "b"})
    assert '<option value="b" selected>B</option>' in html


def test_what_the_browser_may_do_with_a_field_is_said_to_it():
    widget = forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false", "data-x": "1"})
    html = html_of(forms.CharField(widget=widget))
    assert ' spellcheck="false" autocomplete="name" data-x="1">' in html


def test_radios_have_one_legend_and_the_first_has_the_id_of_the_field():
    field = forms.ChoiceField(label="How?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    html = html_of(field, {"it": "b"}, inline=True, small=True, size="s")
    assert '<legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s"> How? </legend>' in html
    assert '<div class="nhsuk-radios nhsuk-radios--small app-inline" data-module="nhsuk-radios">' in html
    assert re.findall(r'id="([^"]+)" name="it" type="radio" value="(.)"( checked)?', html) == [
        ("id_it", "a", ""),
        ("id_it-2", "b", " checked"),
    ]


def test_a_text_area_keeps_a_line_break_at_its_start():
    assert "\n\nAfter a blank line</textarea>" in render_crispy_form(
        form_of(forms.CharField(widget=forms.Textarea, strip=False), {"it": "\nAfter a blank line"})
    )


def test_a_form_of_its_own_posts_with_a_token_and_without_the_browsers_own_checks():
    html = html_of(forms.CharField())
    assert "<form novalidate method=" in html
    assert 'name="csrfmiddlewaretoken"' in html


def test_hidden_fields_are_shown_even_when_the_layout_does_not_name_them():
    class Form(PlainForm):
        once = forms.CharField(widget=forms.HiddenInput, initial="abc")
        it = forms.CharField()

        def layout(self):
            return L.Layout("it")

    assert '<input type="hidden" name="once" value="abc">' in render_crispy_form(Form())


DATE = {"label": "Date of birth"}
DATES = [
    (("", "", ""), "Enter the date of birth", "#id_it-day"),
    (("27", "", "1958"), "Date of birth must include a month", "#id_it-month"),
    (("", "3", ""), "Date of birth must include a day and a year", "#id_it-day"),
    (("31", "2", "1958"), "Date of birth must be a real date, for example 27 3 1958", "#id_it-day"),
    (("1", "13", "1958"), "Date of birth must be a real date, for example 27 3 1958", "#id_it-month"),
    (("1", "may", "58"), "Date of birth must have a year of 4 digits, for example 27 3 1958", "#id_it-year"),
    (("x" * 9, "3", "1958"), "Date of birth must be a real date, for example 27 3 1958", "#id_it-day"),
    (("1", "1", "2030"), "Date of birth must be on or before 23 November 2026", "#id_it-day"),
    (("1", "1", "1850"), "Date of birth must be on or after 1 January 1900", "#id_it-day"),
    (("٣", "3", "1958"), "Date of birth must be a real date, for example 27 3 1958", "#id_it-day"),
]


@pytest.mark.parametrize(("typed", "words", "place"), DATES)
def test_a_wrong_date_is_named_by_its_part(typed, words, place):
    field = MemorableDateField(**DATE, earliest=date(1900, 1, 1), latest=date(2026, 11, 23))
    day, month, year = typed
    assert first_error(field, it_day=day, it_month=month, it_year=year) == {"text": words, "href": place}


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MAR."])
def test_a_month_may_be_a_number_or_a_name(month):
    form = form_of(MemorableDateField(), {"it_day": "27", "it_month": month, "it_year": "1958"})
    assert form.is_valid()
    assert form.cleaned_data == {"it": date(1958, 3, 27)}


def test_only_the_wrong_box_of_a_date_is_red_and_what_was_typed_stays():
    html = html_of(MemorableDateField(**DATE), {"it_day": "27", "it_month": "13", "it_year": "1958"})
    assert re.findall(r'class="([^"]+)" id="id_it-(\w+)" name="it_\w+" type="text" value="(\d+)"', html) == [
        ("nhsuk-input nhsuk-input--width-2 nhsuk-date-input__input", "day", "27"),
        ("nhsuk-input nhsuk-input--width-2 nhsuk-input--error nhsuk-date-input__input", "month", "13"),
        ("nhsuk-input nhsuk-input--width-4 nhsuk-date-input__input", "year", "1958"),
    ]


def test_a_date_may_be_given_beforehand():
    form = form_of(MemorableDateField(initial=date(2026, 12, 7)))
    _, params = field_macro(form["it"], {})
    assert [item["value"] for item in params["items"]] == ["7", "12", "2026"]


ROLE = forms.ChoiceField(label="Role", choices=[("a", "A")])
MINUTES = forms.IntegerField(label="Minutes", max_value=600)
SURE = forms.CharField(label="100% sure", max_length=2)
IN_FULL = "Enter an e-mail address in full, for example name@example.org"
WORDS = [
    (forms.CharField(label="Full name"), {}, "Enter the full name"),
    (forms.CharField(label="Your name"), {}, "Enter your name"),
    (forms.CharField(label="NHS number"), {}, "Enter the NHS number"),
    (forms.CharField(label="Why?"), {}, "Answer “Why?”"),
    (ROLE, {}, "Choose the role"),
    (ROLE, {"it": "z" * 99}, "Choose one of the answers for “Role”"),
    (forms.BooleanField(label="I agree"), {}, "Tick “I agree” to go on"),
    (MINUTES, {"it": "half"}, "Minutes must be a whole number, for example 30"),
    (MINUTES, {"it": "999"}, "Minutes must be 600 or less"),
    (
        forms.IntegerField(label="How long?"),
        {"it": "x"},
        "“How long?” must be a whole number, for example 30",
    ),
    (forms.EmailField(label="E-mail"), {"it": "a"}, IN_FULL),
    (SURE, {"it": "abc"}, "100% sure must be 2 characters or fewer. You have 3"),
    (forms.FileField(label="Spreadsheet"), {}, "Choose a file: spreadsheet"),
    (forms.CharField(label="A", error_messages={"required": "Say A"}), {}, "Say A"),
]


@pytest.mark.parametrize(("field", "data", "words"), WORDS, ids=[words for _, _, words in WORDS])
def test_every_error_says_in_plain_words_what_to_do(field, data, words):
    assert first_error(field, **data)["text"] == words


def test_characters_that_cannot_be_stored_are_taken_out():
    form = form_of(forms.CharField(), {"it": "a\x00b\ud800c"})
    assert form.is_valid()
    assert form.cleaned_data == {"it": "abc"}


@pytest.mark.parametrize(("widget", "most"), [(forms.TextInput, 500), (forms.Textarea, 10_000)])
def test_a_text_without_a_limit_of_its_own_has_one(widget, most):
    field = forms.CharField(label="Note", widget=widget)
    assert form_of(field, {"it": "x" * most}).is_valid()
    assert first_error(field, it="x" * (most + 1))["text"] == (
        f"Note must be {most} characters or fewer. You have {most + 1}"
    )


@pytest.mark.parametrize("widget", [forms.TextInput, forms.Textarea, forms.HiddenInput])
def test_ten_megabytes_come_back_as_less_than_a_hundred_kilobytes(widget):
    html = html_of(forms.CharField(label="Note", widget=widget), {"it": "&" * 10_000_000})
    assert len(html.encode()) < 5 * LONGEST_ECHO + 3_000
