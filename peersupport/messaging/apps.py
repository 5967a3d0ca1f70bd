from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "peersupport.messaging"
    label = "messaging"
    verbose_name = "Messages"
