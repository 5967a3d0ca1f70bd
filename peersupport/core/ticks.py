"""What a tick goes over: one broken row or scheme does not stop the others, and the tick fails all the same."""

import logging
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from celery.exceptions import SoftTimeLimitExceeded

log = logging.getLogger(__name__)
T = TypeVar("T")


class SomeFailed(Exception):
    """The rest is done. Says how many failed, with what kinds of error; what an error says may name somebody."""

    def __init__(self, kinds: Iterable[str]):
        self.kinds = tuple(kinds)
        super().__init__(f"{len(self.kinds)} failed: {', '.join(sorted(set(self.kinds)))}")


def each(things: Iterable[T], act: Callable[[T], int | None]) -> int:
    """Do `act` to each of them, whatever became of the others. Gives the sum; raises SomeFailed at the end.

    An act that writes is a transaction of its own.
    """
    done, failed = 0, list[str]()
    for one in things:
        try:
            done += act(one) or 0
        except SoftTimeLimitExceeded:
            raise
        except SomeFailed as some:
            failed += some.kinds
        except Exception as error:
            failed.append(type(error).__name__)
            log.error("a part of a tick failed: %s at %s", type(error).__name__, _where(error))
    if failed:
        raise SomeFailed(failed)
    return done


def _where(error: Exception) -> str:
    """Files and lines, without values."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
