from peersupport.audit.models.events import ChainCheck, ChainHead, Event

__all__ = ["ChainCheck", "ChainHead", "Event"]
