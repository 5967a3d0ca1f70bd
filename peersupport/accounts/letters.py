"""How this room asks for a message without knowing the room above that sends it.

The messaging room says, in its AppConfig, which functions take messages: `ask(**message)` and
`cancel(scheme=…, key=…, why=…)`. Both write in the caller's transaction.
"""

from django.utils.module_loading import import_string

_functions: dict[str, str] = {}


def register(*, ask: str, cancel: str) -> None:
    _functions.update(ask=ask, cancel=cancel)


def ask(**message) -> None:
    import_string(_functions["ask"])(**message)


def cancel(**message) -> None:
    import_string(_functions["cancel"])(**message)
