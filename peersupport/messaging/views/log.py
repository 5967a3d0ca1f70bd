"""The delivery log, one message, and what can be done about it."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedList
from peersupport.messaging import people
from peersupport.messaging.forms.log import LogBar
from peersupport.messaging.models import Message
from peersupport.messaging.presenters import log as words
from peersupport.messaging.recipients import look_up
from peersupport.messaging.selectors import log, rules
from peersupport.messaging.selectors.undeliverable import undeliverable
from peersupport.messaging.services import bounces, opt_outs, outbox


class MessageLog(ScopedList):
    permission = may.SEE_MESSAGES
    template_name = "messaging/log.html"

    @cached_property
    def bar(self) -> LogBar:
        return LogBar(self.request.GET, templates=words.titles(log.templates(actor=self.actor)))

    def rows(self):
        return log.log(actor=self.actor, by=self.bar.wanted())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows, wanted = list(context["page"].object_list), self.bar.wanted()
        named = people.find(self.actor, [row.whom for row in rows])
        return context | {
            "bar": self.bar,
            "filters": words.filters(wanted, log.counts(actor=self.actor, by=wanted)),
            "table": words.table(rows, named, actor=self.actor),
            "undeliverable": words.undeliverable(undeliverable(actor=self.actor)),
            "timers": self.actor.can(may.MANAGE_SCHEME),
        }


class OneMessage:
    """Loads the message; one to somebody of another area is the same 404 as none."""

    def get_object(self) -> Message:
        message = self.load(Message, pk=self.kwargs["pk"])
        if not log.may_see(message, actor=self.actor):
            raise Http404
        return message


class MessagePage(OneMessage, ScopedDetail):
    permission = may.SEE_MESSAGES
    template_name = "messaging/message.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        message, at = context["object"], clock.now()
        person = people.find(self.actor, [message.whom]).get(message.whom)
        recipient = look_up(*message.whom)
        stopped, held = rules.opted_out(message, recipient, at=at), message.bounces.holding().exists()
        may_act = self.actor.can(may.WORK_MESSAGES)
        return context | {
            "title": words.texts.title(message.template),
            "crumbs": [Link("Messages", reverse("messages"))],
            "facts": words.facts(message, person, opted_out=stopped),
            "person": person,
            "actions": words.actions(message, person, opted_out=stopped, held=held) if may_act else [],
        }


class MessageAction(OneMessage, ScopedAction):
    """One press on the page of a message, and back to it."""

    permission = may.WORK_MESSAGES
    done_words: str

    def change(self, message: Message) -> None:
        raise NotImplementedError

    def act(self) -> str:
        self.change(self.get_object())
        messages.success(self.request, self.done_words)
        return self.back()

    def back(self) -> str:
        return reverse("messages-detail", args=[self.kwargs["pk"]])


class TryAgain(MessageAction):
    done_words = "The message will be sent again within a minute, or when quiet hours end."

    def change(self, message):
        outbox.send_anew(message=message, by=self.actor, at=clock.now())


class ToldOtherwise(MessageAction):
    done_words = "Written down: they were told in another way."

    def change(self, message):
        outbox.told_otherwise(message=message, by=self.actor, at=clock.now())


class CameBack(MessageAction):
    done_words = "Nothing more goes to this address. Ask the person for a new one."

    def change(self, message):
        bounces.bounced(message=message, hard=True, by=self.actor, at=clock.now())


class WorksAgain(MessageAction):
    done_words = "Messages go to this address again."

    def change(self, message):
        bounces.works_again(message=message, by=self.actor, at=clock.now())


class Stop(MessageAction):
    done_words = "No more messages go to this person. Those that wait will be cancelled."

    def change(self, message):
        kind, key = look_up(*message.whom).person
        opt_outs.stop(by=self.actor, kind=kind, key=key, since_on=clock.today(), at=clock.now())


class Resume(MessageAction):
    done_words = "Messages go to this person again."

    def change(self, message):
        kind, key = look_up(*message.whom).person
        opt_outs.resume(by=self.actor, kind=kind, key=key, today=clock.today(), at=clock.now())
