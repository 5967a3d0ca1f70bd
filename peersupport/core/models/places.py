"""Where postcodes lie: a table that a deployer loads. It belongs to no scheme and says nothing of anybody."""

from django.db import models


class Place(models.Model):
    """A postcode, sector or district, written as `core.postcodes` does; metres on the National Grid."""

    PLAIN = ("code", "easting", "northing")

    code = models.CharField(primary_key=True, max_length=8)
    easting = models.PositiveIntegerField()
    northing = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code
