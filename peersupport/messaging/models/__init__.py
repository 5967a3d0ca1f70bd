from peersupport.messaging.models.bounces import Bounce
from peersupport.messaging.models.heartbeats import Heartbeat
from peersupport.messaging.models.messages import Message
from peersupport.messaging.models.opt_outs import OptOut
from peersupport.messaging.models.preferences import Preference

__all__ = ["Bounce", "Heartbeat", "Message", "OptOut", "Preference"]
