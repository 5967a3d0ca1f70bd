"""Static files carry a hash in their name, also inside JavaScript modules."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def url_converter(self, name, hashed_files, template=None):
        """Leaves django-htmx as it is: types named in its comments look like imports of missing files."""
        convert = super().url_converter(name, hashed_files, template)
        return (lambda match: match.group()) if name.startswith("django_htmx/") else convert
