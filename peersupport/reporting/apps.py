from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "peersupport.reporting"
    label = "reporting"
    verbose_name = "Reporting"
