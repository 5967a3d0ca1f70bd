from peersupport.core.models.places import Place
from peersupport.core.models.receipts import Receipt
from peersupport.core.models.rows import Row

__all__ = ["Place", "Receipt", "Row"]
