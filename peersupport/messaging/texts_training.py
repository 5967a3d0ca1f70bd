"""The words of messages about training."""

from peersupport.messaging.allowed import VOLUNTEER, Text, text

TRAINING: dict[str, Text] = {
    "training_refresh": text(
        "Time for a refresher",
        "Some of your training is to be refreshed by {day}. What and how is here: {link}",
        title="Training to refresh",
        to=VOLUNTEER,
    ),
    "training_late": text(
        "A refresher is late",
        "Some of your training was to be refreshed by {day}. Until then you are given nobody new: {link}",
        title="A refresher is late",
        to=VOLUNTEER,
    ),
    "certificate_answered": text(
        "Your certificate was looked at",
        "There is an answer to the certificate you sent on {day}. Open it here: {link}",
        title="A certificate was answered, to the volunteer",
        to=VOLUNTEER,
    ),
    "training_dates": text(
        "Dates for your training",
        "The next date of your training is {day}. All dates, times and places are here: {link}",
        title="Dates of training",
        to=VOLUNTEER,
    ),
    "training_tomorrow": text(
        "A reminder for {day}",
        "You have training on {day}. Time and place are here: {link}",
        title="Reminder of training",
        to=VOLUNTEER,
    ),
    "training_cancelled": text(
        "No training on {day}",
        "The training planned for {day} is cancelled. Other dates are here: {link}",
        title="Training is cancelled",
        to=VOLUNTEER,
    ),
}
