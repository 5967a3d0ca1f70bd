"""The words of every message. A text knows a first name, a day and a link, and nothing else:
no condition, no other person's name, a neutral sender.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """`title` is what staff call it in lists; `urgent` ones go out at night and however many there were."""

    subject: str
    body: str
    title: str = ""
    urgent: bool = False

    @property
    def short(self) -> str:
        """The body as a text message."""
        return self.body.replace("\n\n", "\n")


def _text(subject: str, *lines: str, title: str = "", urgent: bool = False) -> Text:
    body = "\n\n".join(("Hello {first_name},", *lines, "Peer support"))
    return Text(subject, body, title=title or subject, urgent=urgent)


def title(template: str) -> str:
    """What staff call a template; one that is no longer in the list keeps its own name."""
    known = TEMPLATES.get(template)
    return known.title if known else template.replace("_", " ").capitalize()


TEMPLATES: dict[str, Text] = {
    "contact_tomorrow": _text(
        "A reminder for {day}",
        "You have a contact planned on {day}.",
        "Your list is here: {link}",
        title="Reminder of a contact",
    ),
    "contact_overdue": _text(
        "One contact is not logged yet",
        "The contact planned for {day} is not logged yet. If it did not happen, log that: it takes two taps.",
        "Your list is here: {link}",
        title="A contact is not logged",
    ),
    "concern_raised": _text(
        "Please look at your list now",
        "Something needs your answer today.",
        "Open it here: {link}",
        title="A worry to answer",
        urgent=True,
    ),
    "concern_late": _text(
        "Still waiting: please look now",
        "Something has waited longer than we agreed, and nobody has answered it.",
        "Open it here: {link}",
        title="A worry waits too long",
        urgent=True,
    ),
    "support_starts_volunteer": _text(
        "Your next contact",
        "A new plan starts on {day}. All dates are on your list: {link}",
        title="Support starts, to the volunteer",
    ),
    "support_starts_patient": _text(
        "Your first contact",
        "Your first contact is planned for {day}.",
        title="Support starts, to the person",
    ),
    "plan_changed": _text(
        "Your plan has changed",
        "A plan of yours has changed. All dates are on your list: {link}",
        title="A plan has changed, to the volunteer",
    ),
    "support_ended": _text(
        "News about your referral",
        "Support has ended. You can see it here: {link}",
        title="Support has ended, to the referrer",
    ),
    "referral_received": _text(
        "Your referral arrived",
        "Thank you. You can see what became of it here: {link}",
        title="Referral arrived",
    ),
    "referral_answered": _text(
        "News about your referral",
        "There is an answer. You can see it here: {link}",
        title="Referral was answered",
    ),
    "referral_matched": _text(
        "News about your referral",
        "Support starts on {day}. You can see it here: {link}",
        title="Somebody was found",
    ),
    "check_expires": _text(
        "A check of yours runs out on {day}",
        "One of your checks runs out on {day}. Your coordinator will help you to renew it.",
        title="A check runs out, to the volunteer",
    ),
    "reference_wanted": _text(
        "Will you answer a few questions?",
        "Somebody who wants to volunteer gave us your name. The form takes about five minutes: {link}",
        "The link is for you alone and works once, until {day}. If you cannot say anything, say that there.",
        title="A reference is asked for",
    ),
    "agreement_to_sign": _text(
        "There is something to read and sign",
        "Please read it and sign it by {day}: {link}",
        title="A text to sign",
    ),
    "agreement_late": _text(
        "Please sign, so that you can go on",
        "There is something to sign, which was due on {day}. Until you sign you are given nobody new: {link}",
        title="A text to sign is late",
    ),
    "training_refresh": _text(
        "Time for a refresher",
        "Some of your training is to be refreshed by {day}. What and how is here: {link}",
        title="Training to refresh",
    ),
    "training_late": _text(
        "A refresher is late",
        "Some of your training was to be refreshed by {day}. Until then you are given nobody new: {link}",
        title="A refresher is late",
    ),
    "invited": _text(
        "Your account",
        "You can have an account with us. Choose a password here: {link}",
        "The link is for you alone and works once, until {day}.",
        title="Invite to an account",
    ),
    "joining_link": _text(
        "Thank you for wanting to volunteer",
        "Your own page shows where you stand and what comes next: {link}",
        "The link is for you alone and works until {day}. We will get in touch with you.",
        title="A candidate's own page",
    ),
    "feedback_wanted": _text(
        "How is it going?",
        "Will you answer a few short questions? It takes about two minutes: {link}",
        "The link is for you alone and works once, until {day}. You need not answer.",
        title="Feedback is asked for",
    ),
    "thanks": _text(
        "Thank you",
        "There are a few words for you here: {link}",
        title="Thanks, to the volunteer",
    ),
    "claim_answered": _text(
        "Your claim was looked at",
        "There is an answer to your claim of {day}. Open it here: {link}",
        title="A claim was answered, to the volunteer",
    ),
    "volunteer_check_expires": _text(
        "A check runs out on {day}",
        "A volunteer's check runs out on {day}. Open your list: {link}",
        title="A check runs out, to staff",
    ),
}
