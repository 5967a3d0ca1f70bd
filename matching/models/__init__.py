from matching.models.decisions import Conversation, Decision
from matching.models.preferences import Preference
from matching.models.proposals import Proposal
from matching.models.runs import Run
from matching.models.runs_parts import RunPart
from matching.models.settings import MatchSettings

__all__ = [
    "Conversation",
    "Decision",
    "MatchSettings",
    "Preference",
    "Proposal",
    "Run",
    "RunPart",
]
