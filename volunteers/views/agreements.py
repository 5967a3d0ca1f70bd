"""Agreements: staff publish and see who signed; volunteers read and sign."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.keys import read_key
from peersupport.core.views.bases import ScopedDetail, ScopedForm, ScopedPage
from volunteers.forms.agreements import PaperForm, PublishForm, SignForm
from volunteers.models import AgreementText, Role
from volunteers.presenters import agreements as words
from volunteers.selectors import agreements
from volunteers.services.agreements import publish, record_paper, sign
from volunteers.views.volunteers import AboutVolunteer


class AgreementsPage(ScopedPage):
    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/agreements_list.html"

    def get_context_data(self, **kwargs):
        manages = self.actor.can(may.MANAGE_SCHEME)
        table = words.table(agreements.documents(actor=self.actor), manages=manages)
        return super().get_context_data(table=table, crumbs=words.crumbs(), manages=manages, **kwargs)


class AgreementPage(ScopedDetail):
    """One version: its text, who has not signed, who has."""

    permission = may.SEE_VOLUNTEERS
    model = AgreementText
    template_name = "volunteers/agreements_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        versions = agreements.versions(self.object)
        is_newest = versions[0].pk == self.object.pk
        waiting = agreements.waiting_for(actor=self.actor)[self.object.pk] if is_newest else []
        return context | {
            "note": words.note(self.object),
            "is_newest": is_newest,
            "newest": versions[0],
            "waiting": words.waiting(waiting, self.object),
            "tag": words.state(len(waiting)),
            "signed": words.signed(agreements.signatures(self.object, actor=self.actor)),
            "history": words.history(versions),
        }


class PublishAgreement(ScopedForm):
    """`?role=` names the role; without it these are the principles."""

    permission = may.MANAGE_SCHEME
    form_class = PublishForm
    template_name = "volunteers/agreements_new.html"
    keeps_typed_text = True

    @cached_property
    def role(self) -> Role | None:
        wanted = self.request.GET.get("role", "")
        rows = Role.objects.visible_to(self.actor)
        return get_object_or_404(rows, pk=read_key(wanted)) if wanted else None

    @cached_property
    def before(self) -> AgreementText | None:
        return AgreementText.objects.of(self.actor.scheme).filter(role=self.role).order_by("-version").first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today(), "is_first": self.before is None}

    def get_initial(self):
        return super().get_initial() | ({"text": self.before.text} if self.before else {})

    def get_context_data(self, **kwargs):
        name = f"{self.role.name} agreement" if self.role else "Our principles"
        return super().get_context_data(name=name, before=self.before, **kwargs)

    def save(self, form) -> str:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        text = publish(by=self.actor, role=self.role, **facts, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{text.name}, version {text.version}, is published.")
        return reverse("agreements-detail", args=[text.pk])


class SignAgreement(ScopedForm):
    """A volunteer reads one text and signs; afterwards the same page is the receipt."""

    permission = may.SEE_MY_PEOPLE
    form_class = SignForm
    template_name = "volunteers/agreements_sign.html"
    keeps_typed_text = True

    @cached_property
    def text(self) -> AgreementText:
        return self.load(AgreementText, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        signature = agreements.signed_by_me(self.text, actor=self.actor)
        return super().get_context_data(
            text=self.text,
            note=words.note(self.text),
            receipt=words.receipt(signature) if signature else None,
            more=words.to_sign(agreements.to_sign(actor=self.actor)) if signature else [],
            **kwargs,
        )

    def save(self, form) -> str:
        name = form.cleaned_data["name"]
        sign(by=self.actor, text=self.text, name=name, at=clock.now(), today=clock.today())
        return reverse("agreements-sign", args=[self.text.pk])


class RecordSignature(AboutVolunteer):
    """A signature on paper, of somebody who does not sign on the web."""

    permission = may.WORK_VOLUNTEERS
    form_class = PaperForm
    template_name = "volunteers/agreements_paper.html"
    done_words = "The signature is saved."

    def get_form_kwargs(self):
        documents = agreements.owed_by(self.volunteer)
        return super().get_form_kwargs() | {
            "documents": documents,
            "seen_by": self.actor.name,
            "today": clock.today(),
        }

    def act(self, facts: dict) -> None:
        role = facts.pop("document").role
        about = {"volunteer": self.volunteer, "at": clock.now(), "today": clock.today()}
        record_paper(by=self.actor, role=role, **about, **facts)
