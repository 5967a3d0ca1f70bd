from volunteers.selectors.gate import eligibility
from volunteers.selectors.gate_answers import Eligibility, Reason

__all__ = ["Eligibility", "Reason", "eligibility"]
