"""The words of every message, with a neutral sender. What they may know stands in `allowed`."""

from peersupport.messaging.allowed import CANDIDATE, PATIENT, REFEREE, REFERRER, STAFF, VOLUNTEER, Text, text
from peersupport.messaging.texts_training import TRAINING


def title(template: str) -> str:
    """What staff call a template; one that is no longer in the list keeps its own name."""
    known = TEMPLATES.get(template)
    return known.title if known else template.replace("_", " ").capitalize()


TEMPLATES: dict[str, Text] = {
    "contact_tomorrow": text(
        "A reminder for {day}",
        "You have a contact planned on {day}.",
        "Your list is here: {link}",
        title="Reminder of a contact",
        to=VOLUNTEER,
    ),
    "contact_overdue": text(
        "One contact is not logged yet",
        "We have not heard about the contact planned for {day}. Did it happen, or not? Either answer is fine, "
        "and takes two taps.",
        "Your list is here: {link}",
        title="A contact is not logged",
        to=VOLUNTEER,
    ),
    "concern_raised": text(
        "Please look at your list now",
        "Something needs your answer today.",
        "Open it here: {link}",
        title="A worry to answer",
        urgent=True,
        to=STAFF,
    ),
    "concern_late": text(
        "Still waiting: please look now",
        "Something has waited longer than we agreed, and nobody has answered it.",
        "Open it here: {link}",
        title="A worry waits too long",
        urgent=True,
        to=STAFF,
    ),
    "contact_not_logged_staff": text(
        "A contact is still not logged",
        "A contact planned for {day} is not logged, and the agreed time is over.",
        "See which, and ask the volunteer: {link}",
        title="A contact is still not logged, to staff",
        to=STAFF,
    ),
    "contacts_not_logged_staff": text(
        "Still not logged since {day}: {count}",
        "{count} on the list of contacts that nobody has logged. The first was planned for {day}. The timers that "
        "would have told you earlier had stood still, so please look at the whole list: {link}",
        title="Contacts not logged for long, to staff",
        to=STAFF,
    ),
    "review_due": text(
        "A step-down review is due",
        "A part of a plan ends around {day}. Please write a few lines about how it is going, and what comes next.",
        "It takes five minutes: {link}",
        title="A step-down review is due, to the volunteer",
        to=VOLUNTEER,
    ),
    "place_opens": text(
        "A place opens soon",
        "A volunteer has a place free from {day}, and people are waiting.",
        "See whose it is: {link}",
        title="A place opens soon, to staff",
        to=STAFF,
    ),
    "not_reached": text(
        "We could not reach you",
        "We tried to reach you and had no luck. That is quite all right.",
        "Would you like us to go on? Ring us on the number you have, or answer when we ring next. "
        "If you would rather not, you need not do anything.",
        title="We could not reach you, to the person",
        to=PATIENT,
    ),
    "referral_not_reached": text(
        "News about your referral",
        "We tried several times and could not reach the person, so support has ended. You can see it here: {link}",
        title="The person could not be reached, to the referrer",
        to=REFERRER,
    ),
    "support_starts_volunteer": text(
        "Your next contact",
        "A new plan starts on {day}. You will find all dates, and how to begin, on your list: {link}",
        title="Support starts, to the volunteer",
        to=VOLUNTEER,
    ),
    "support_starts_patient": text(
        "Your first contact",
        "Your first contact is planned for {day}. You need not prepare anything. If the day does not suit you, "
        "say so on the phone, or ring us on the number you have.",
        title="Support starts, to the person",
        to=PATIENT,
    ),
    "introduction": text(
        "You introduce two people",
        "Thank you for introducing two people to each other. Their first contact is planned for {day}. "
        "Your coordinator rings you and tells you who they are.",
        title="Two people to introduce, to the welcomer",
        to=VOLUNTEER,
    ),
    "plan_changed": text(
        "Your plan has changed",
        "Some dates have changed. Your list has the new ones: {link}",
        title="A plan has changed, to the volunteer",
        to=VOLUNTEER,
    ),
    "support_ended": text(
        "News about your referral",
        "Support has ended. You can see it here: {link}",
        title="Support has ended, to the referrer",
        to=REFERRER,
    ),
    "referral_received": text(
        "Your referral arrived",
        "Thank you. You can see what became of it here: {link}",
        title="Referral arrived",
        to=REFERRER,
    ),
    "referral_answered": text(
        "News about your referral",
        "There is an answer. You can see it here: {link}",
        title="Referral was answered",
        to=REFERRER,
    ),
    "referral_matched": text(
        "News about your referral",
        "Support starts on {day}. You can see it here: {link}",
        title="Somebody was found",
        to=REFERRER,
    ),
    "check_expires": text(
        "A check of yours runs out on {day}",
        "One of your checks runs out on {day}. You need not do anything yet: your coordinator will be in touch "
        "and help you to renew it.",
        title="A check runs out, to the volunteer",
        to=VOLUNTEER,
    ),
    "reference_wanted": text(
        "Will you answer a few questions?",
        "Somebody who wants to volunteer gave us your name. The form takes about five minutes: {link}",
        "The link is for you alone and works once, until {day}. If you cannot say anything, say that there.",
        title="A reference is asked for",
        to=REFEREE,
    ),
    "agreement_to_sign": text(
        "There is something to read and sign",
        "Please read it and sign it by {day}: {link}",
        title="A text to sign",
        to=VOLUNTEER,
    ),
    "agreement_first": text(
        "A text to sign", "You get nobody new before you sign: {link}", title="To sign first", to=VOLUNTEER
    ),
    "agreement_late": text(
        "Please sign, so that you can go on",
        "There is something to sign, which was due on {day}. Until you sign you are given nobody new: {link}",
        title="A text to sign is late",
        to=VOLUNTEER,
    ),
    "invited": text(
        "Your account",
        "You can have an account with us. Choose a password here: {link}",
        "The link is for you alone and works once, until {day}.",
        title="Invite to an account",
        to=STAFF,
    ),
    "password_forgotten": text(
        "A new password",
        "You asked for a new password. Choose it here, within the next hours: {link}",
        "Was it not you? Then do nothing: your password stays as it is.",
        title="A link for a new password",
        urgent=True,
        to=STAFF,
    ),
    "joining_link": text(
        "Thank you for wanting to volunteer",
        "Your own page shows where you stand and what comes next: {link}",
        "The link is for you alone and works until {day}. We will get in touch with you.",
        title="A candidate's own page",
        to=CANDIDATE,
    ),
    "digest": text(
        "Your list this morning: {count}",
        "{count} on your list, or on nobody's, this morning.",
        "Open it here: {link}",
        "You can stop this message on the page “My messages”.",
        title="What waits this morning",
        to=STAFF,
    ),
    "feedback_wanted": text(
        "How is it going?",
        "Will you answer a few short questions? It takes about two minutes: {link}",
        "The link is for you alone and works once, until {day}. You need not answer.",
        title="Feedback is asked for",
        to=PATIENT,
    ),
    "volunteering_asked": text(
        "A question for you",
        "Would you like to help somebody, as somebody helped you? Please tell us, yes, no or later: {link}",
        "The link is for you alone and works once, until {day}. You need not answer.",
        title="Whether somebody wants to volunteer",
        to=PATIENT,
    ),
    "thanks": text(
        "Thank you",
        "There are a few words for you here: {link}",
        title="Thanks, to the volunteer",
        to=VOLUNTEER,
    ),
    "claim_answered": text(
        "Your claim was looked at",
        "There is an answer to your claim of {day}. Open it here: {link}",
        title="A claim was answered, to the volunteer",
        to=VOLUNTEER,
    ),
    "supervision_due": text(
        "Time for a talk about your volunteering",
        "Your next supervision should be by {day}. Your supervisor plans it with you.",
        "Your dates are here: {link}",
        title="Supervision is due, to the volunteer",
        to=VOLUNTEER,
    ),
    "volunteer_supervision_due": text(
        "Supervision to plan by {day}",
        "Supervision of a volunteer is due by {day}. Plan it here: {link}",
        title="Supervision is due, to staff",
        to=STAFF,
    ),
    "supervision_tomorrow": text(
        "A reminder for {day}",
        "You have supervision on {day}. Time, place and what you agreed last time are here: {link}",
        title="Reminder of supervision",
        to=VOLUNTEER,
    ),
    "supervision_to_prepare": text(
        "Supervision on {day}",
        "You supervise on {day}. The sheets are prepared here: {link}",
        title="Reminder of supervision, to staff",
        to=STAFF,
    ),
    "supervision_planned": text(
        "Supervision on {day}",
        "Supervision is planned for {day}. Time and place, and any later dates, are here: {link}",
        "Does it not suit you? Tell your supervisor.",
        title="Supervision is planned, to the volunteer",
        to=VOLUNTEER,
    ),
    "supervision_changed": text(
        "Your supervision has changed",
        "Something about your supervision has changed. It is on {day} now. Time and place are here: {link}",
        title="Supervision has changed, to the volunteer",
        to=VOLUNTEER,
    ),
    "supervision_cancelled": text(
        "No supervision on {day}",
        "Your supervision on {day} does not take place. Your dates are here: {link}",
        title="Supervision is cancelled, to the volunteer",
        to=VOLUNTEER,
    ),
    "check_in": text(
        "How are you?",
        "We would like to know how you are. It takes two taps: {link}",
        title="How are you, to the volunteer",
        to=VOLUNTEER,
    ),
    "volunteer_check_expires": text(
        "A check runs out on {day}",
        "A volunteer's check runs out on {day}. Open your list: {link}",
        title="A check runs out, to staff",
        to=STAFF,
    ),
    **TRAINING,
}
