"""What must never stand in a log: the secret part of a link that opens something without signing in."""

import logging
import re

SECRET = re.compile(r"[0-9a-f]{64}")


class HideSecrets(logging.Filter):
    """Writes "(secret)" for tokens, wherever in a line they are."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if SECRET.search(text):
            record.msg, record.args = SECRET.sub("(secret)", text), ()
        return True
