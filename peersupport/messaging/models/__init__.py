from peersupport.messaging.models.messages import Message

__all__ = ["Message"]
