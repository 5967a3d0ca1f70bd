from peersupport.audit.models.events import ChainHead, Event

__all__ = ["ChainHead", "Event"]
