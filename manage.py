#!/usr/bin/env python
"""Django's command line. Without a SECRET_KEY it speaks to the embedded demo."""

import os
import sys

from django.core.management import execute_from_command_line

from peersupport.mode import choose_for_commands

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peersupport.settings")
    choose_for_commands(os.environ)
    execute_from_command_line(sys.argv)
