from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = "Matching"

    def ready(self) -> None:
        # So that a page can wake a worker by the name of the task.
        autodiscover_modules("tasks")
