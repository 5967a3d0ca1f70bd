from peersupport.core.views.bases import PUBLIC, ScopedPage


class ComponentsPage(ScopedPage):
    permission = PUBLIC
    template_name = "core/components.html"
