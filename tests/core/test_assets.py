import re
from io import StringIO

import pytest
from django.core.management import call_command

from peersupport.assets import AssetsError, clean_css, clean_js, write

CSS = (
    "@font-face{font-family:Brand;src:url(https://fonts.example/brand.woff2)}a{color:red}"
    "b{background:url(/assets/images/tick.svg)}\n/*# sourceMappingURL=x.css.map */"
)


@pytest.fixture
def vendor(tmp_path):
    for kind, text in (("css", CSS), ("js", "export{a};\n//# sourceMappingURL=x.js.map")):
        folder = tmp_path / "vendor/package/static/package" / kind
        folder.mkdir(parents=True)
        (folder / f"nhsuk-frontend-1.0.min.{kind}").write_text(text)
    return tmp_path / "vendor"


def test_the_stylesheet_loses_fonts_and_source_map_and_finds_its_images():
    assert clean_css(CSS) == "a{color:red}b{background:url(images/tick.svg)}\n"


def test_a_stylesheet_that_would_still_fetch_from_elsewhere_is_refused():
    with pytest.raises(AssetsError, match="cdn"):
        clean_css("a{background:url('//cdn.example/x.png')}")


def test_the_script_loses_its_source_map():
    assert clean_js("export{a};\n//# sourceMappingURL=x.js.map") == "export{a};\n"


def test_the_cleaned_files_have_names_without_a_version(vendor, tmp_path):
    write(vendor, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "nhsuk-frontend.min.css",
        "nhsuk-frontend.min.js",
    ]


def test_writing_twice_changes_nothing(vendor, tmp_path):
    write(vendor, tmp_path / "out")
    before = {path.name: path.read_text() for path in (tmp_path / "out").iterdir()}
    write(vendor, tmp_path / "out")
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == before


def test_a_wheel_without_the_stylesheet_is_named(vendor, tmp_path):
    next(vendor.rglob("*.css")).unlink()
    with pytest.raises(AssetsError, match="found 0"):
        write(vendor, tmp_path / "out")


def test_every_static_file_gets_a_name_with_a_hash_and_the_script_finds_its_module(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "peersupport.core.storage.HashedFiles"},
    }
    call_command("collectstatic", interactive=False, stdout=StringIO())
    script = next(tmp_path.glob("init.*.js")).read_text()
    module = re.search(r'from "\./(nhsuk/nhsuk-frontend\.min\.[0-9a-f]{12}\.js)"', script)
    assert (tmp_path / module[1]).exists()
