from peersupport.reporting.models.imports import ImportRun

__all__ = ["ImportRun"]
