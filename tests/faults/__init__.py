"""Faults done on purpose to the product's own processes, and what they cost: `python -m tests.faults`.

No pytest here: the figures need the product's own settings, its own processes as the Procfile names them, and the
clock on the wall; the tests' settings have none of these. Each `kN_*.py` shows one figure.
"""
