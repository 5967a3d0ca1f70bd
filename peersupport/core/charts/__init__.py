"""Geometry of charts, in pure Python; the partials in templates/components draw it.

Each chart is drawn wide (from 960 px) and narrow, so that its text stays readable, and carries its own words:
a title, a description, and the numbers for a table. Lengths are in SVG units, one px at full size.
"""

from peersupport.core.charts.bars import LoadBars, load_bars
from peersupport.core.charts.lines import LineChart, Series, line_chart
from peersupport.core.charts.load import LoadChart, Week, load_chart
from peersupport.core.charts.taper import Contact, Phase, Taper, taper

__all__ = ["Contact", "LineChart", "LoadBars", "LoadChart", "Phase", "Series", "Taper", "Week"]
__all__ += ["line_chart", "load_bars", "load_chart", "taper"]
