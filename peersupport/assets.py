"""Unpack the design system's CSS and JavaScript into var/assets/nhsuk: `python -m peersupport.assets`.

Nothing third-party is committed. The files come from the wheel pinned in requirements-assets.txt and are
cleaned on the way: no web font of somebody else's brand, no source map that collectstatic would look for.
Running it again does nothing while the pin and the rules below are unchanged.
"""

import hashlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements-assets.txt"
FILES = {
    "css/nhsuk-frontend-*.min.css": "nhsuk-frontend.min.css",
    "js/nhsuk-frontend-*.min.js": "nhsuk-frontend.min.js",
}
REMOTE = re.compile(r"url\(\s*['\"]?(?:https?:)?//[^)]*\)")


class AssetsError(Exception):
    """The wheel does not hold what we expect; the message names it."""


def clean_css(text: str) -> str:
    """Drop fonts and source maps, point images beside the file. Raises AssetsError for a remote URL."""
    text = re.sub(r"@font-face\s*\{[^}]*\}", "", text)
    text = re.sub(r"/\*#\s*sourceMappingURL=.*?\*/", "", text)
    text = re.sub(r"(url\(\s*['\"]?)/assets/images/", r"\1images/", text)
    if found := REMOTE.search(text):
        raise AssetsError(f"The stylesheet still fetches {found.group()}")
    return text.rstrip() + "\n"


def clean_js(text: str) -> str:
    """Drop the source map."""
    return re.sub(r"//#\s*sourceMappingURL=.*", "", text).rstrip() + "\n"


def is_installed(vendor: Path) -> bool:
    """Whether the pinned wheel is already there (the Makefile may have put it)."""
    pin = PINS.read_text().splitlines()[-1].replace("-", "_").replace("==", "-")
    return (vendor / f"{pin}.dist-info").exists()


def install(vendor: Path) -> None:
    """Put the pinned wheel, without its dependencies, under `vendor`; with uv if there is one, else pip."""
    tool = ["uv", "pip", "install", "--python", sys.executable]
    if not importlib.util.find_spec("uv"):
        tool = ["pip", "install"]
    command = [sys.executable, "-m", *tool, "--quiet", "--no-deps", "--target", str(vendor), "-r", str(PINS)]
    subprocess.run(command, check=True)  # noqa: S603 - our own words only


def only(folder: Path, pattern: str) -> Path:
    """The one file under `folder` that fits. Raises AssetsError for none or several."""
    found = sorted(folder.glob(f"*/static/*/{pattern}"))
    if len(found) != 1:
        raise AssetsError(f"Expected one file {pattern} under {folder}, found {len(found)}")
    return found[0]


def write(vendor: Path, target: Path) -> None:
    """Write the cleaned files of `vendor` into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for pattern, name in FILES.items():
        source = only(vendor, pattern).read_text(encoding="utf-8")
        cleaned = clean_css(source) if name.endswith(".css") else clean_js(source)
        (target / name).write_text(cleaned, encoding="utf-8")


def prepare(*, vendor: Path = ROOT / "var/vendor", target: Path = ROOT / "var/assets/nhsuk") -> bool:
    """Bring `target` up to date. Returns whether anything had to be done."""
    stamp, now = target / ".from", hashlib.sha256(PINS.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if (
        stamp.exists()
        and stamp.read_text() == now
        and all((target / name).exists() for name in FILES.values())
    ):
        return False
    if not is_installed(vendor):
        install(vendor)
    write(vendor, target)
    stamp.write_text(now)
    return True


if __name__ == "__main__":
    print("Assets prepared" if prepare() else "Assets are up to date")
