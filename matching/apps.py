from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from programmes import promised, unsought


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = "Matching"

    def ready(self) -> None:
        promised.register("matching.selectors.promised.promised")
        promised.register_agreed("matching.selectors.spoken_for.agreed_before")
        unsought.register("matching.selectors.no_single.no_single_places")
        # So that a page can wake a worker by the name of the task.
        autodiscover_modules("tasks")
