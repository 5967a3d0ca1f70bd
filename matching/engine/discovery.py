"""Importing every module of a package, so that what registers itself there is found."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules


def import_all(package: str, path: Iterable[str]) -> None:
    for module in iter_modules(path):
        import_module(f"{package}.{module.name}")
