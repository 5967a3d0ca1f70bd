from peersupport.messaging.models.bounces import Bounce
from peersupport.messaging.models.heartbeats import Heartbeat
from peersupport.messaging.models.messages import Message
from peersupport.messaging.models.opt_outs import OptOut

__all__ = ["Bounce", "Heartbeat", "Message", "OptOut"]
