"""Pages of words only, for everybody."""

from peersupport.core.views.bases import PUBLIC, ScopedPage


class Help(ScopedPage):
    permission = PUBLIC
    template_name = "core/help.html"


class Privacy(ScopedPage):
    permission = PUBLIC
    template_name = "core/privacy.html"


class Accessibility(ScopedPage):
    permission = PUBLIC
    template_name = "core/accessibility.html"
