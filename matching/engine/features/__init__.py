"""How well a lawful pair fits: features, each an integer 0 to 100 with words."""

from matching.engine.discovery import import_all
from matching.engine.features.registry import Feature, codes, feature, features, protected, weighable

import_all(__name__, __path__)

__all__ = ["Feature", "codes", "feature", "features", "protected", "weighable"]
