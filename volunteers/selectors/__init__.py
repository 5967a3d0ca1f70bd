from volunteers.selectors.gate import Eligibility, Reason, eligibilities, eligibility

__all__ = ["Eligibility", "Reason", "eligibilities", "eligibility"]
