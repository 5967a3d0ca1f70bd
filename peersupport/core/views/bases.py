"""View bases. A view is gate, load, one call, answer.

Each page names its gate in `permission`: the name of a permission, SIGNED_IN or PUBLIC.
`request.actor` (set by a higher room) is who is here, or None; it has `can(permission)`,
`user_key` and `scheme`. Rows are loaded through `Model.objects.visible_to(actor)`, so that
somebody else's row is the same 404 as no row at all.
"""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.generic import FormView, TemplateView, View

from peersupport.core import clock, kept
from peersupport.core.errors import Refusal
from peersupport.core.forms.uploads import choose_again
from peersupport.core.services import receipts

PUBLIC, SIGNED_IN = "public", "signed in"


class Gate(View):
    """Lets through who may pass, sends the signed-out to sign in, refuses the rest."""

    permission: str
    keeps_typed_text = False

    def dispatch(self, request, *args, **kwargs):
        if self.permission != PUBLIC:
            if request.actor is None:
                return self._sign_in(request)
            if self.permission != SIGNED_IN and not request.actor.can(self.permission):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _sign_in(self, request):
        if request.method == "POST" and self.keeps_typed_text:
            kept.keep(request, at=clock.now())
        return kept.to_sign_in(request)

    @property
    def actor(self):
        return self.request.actor

    def load(self, model, **lookup):
        """One row that this person may see, or 404."""
        return get_object_or_404(model.objects.visible_to(self.actor), **lookup)


class ScopedPage(Gate, TemplateView):
    """A page of its own making: fill `get_context_data`."""


class ScopedList(Gate, TemplateView):
    """A list in pages. `rows()` gives a queryset or sequence; the page is `page` in the template."""

    page_size = 50

    def rows(self):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        page = Paginator(self.rows(), self.page_size).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(page=page, query=query.urlencode(), **kwargs)


class ScopedDetail(Gate, TemplateView):
    """One row, in the template as `object`."""

    model: type

    def get_object(self):
        return self.load(self.model, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        if not hasattr(self, "object"):
            self.object = self.get_object()
        return super().get_context_data(object=self.object, **kwargs)


class ScopedForm(Gate, FormView):
    """A form that validates; `save(form)` calls one service and gives the address to go to.

    A refusal of the service stands beside its field or on top; a form sent twice leads to the same place, and one that
    says something else by then is asked about; with `keeps_typed_text` the text survives an expired session.
    """

    done_words = ""

    def save(self, form) -> str:
        raise NotImplementedError

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.request.method == "GET" and self.keeps_typed_text:
            data = kept.take(self.request, at=clock.now())
            if data is not None:
                messages.warning(
                    self.request, "You were signed out. What you typed is still here: check it, then save."
                )
                kwargs["data"] = data
        return kwargs

    def form_valid(self, form):
        try:
            place = receipts.once(
                token=form.cleaned_data.get("once"),
                user_key=self.user_key,
                act=lambda: self.save(form),
                at=clock.now(),
                said=self._said(),
            )
        except Refusal as refusal:
            if isinstance(refusal, receipts.SentBefore):
                form.data = form.data.copy()
                form.data[form.add_prefix("once")] = str(uuid4())  # so that the next press counts
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.words)
            return self.form_invalid(form)
        if self.done_words:
            messages.success(self.request, self.done_words)
        return HttpResponseRedirect(place)

    def _said(self) -> str:
        """All that was sent, to tell the same sending from another one."""
        files = [(name, one.name, one.size) for name, one in self.request.FILES.items()]
        return f"{kept.typed(self.request)} {files}"

    def form_invalid(self, form):
        choose_again(form)
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    @property
    def user_key(self):
        return self.actor.user_key if self.actor else None


class ScopedAction(Gate):
    """One POST, one service, one answer. Nothing to see by GET."""

    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and give the address to go to."""
        raise NotImplementedError

    def back(self) -> str:
        """Where a refused action leads."""
        return self.request.POST.get("back") or "/"

    def post(self, request, *args, **kwargs):
        try:
            return HttpResponseRedirect(self.act())
        except Refusal as refusal:
            messages.error(request, refusal.words)
            return HttpResponseRedirect(kept.safe_place(request, self.back()))

    def http_method_not_allowed(self, request, *args, **kwargs):
        return HttpResponseNotAllowed(["POST"])
