from matching.models.decisions import Conversation, Decision
from matching.models.exclusions import Exclusion
from matching.models.preferences import Preference

__all__ = ["Conversation", "Decision", "Exclusion", "Preference"]
