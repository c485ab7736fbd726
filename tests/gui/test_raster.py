from __future__ import annotations

import subprocess
import sys

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.figures import svg
from annotator.gui.raster import to_pdf, to_png

PICTURE = svg.document(
    [svg.rect(0, 0, 252, 100, "#FFFFFF"), svg.text((20, 40), "Weather", 20, "#000000")],
    width=252,
    height=100,
    unit="mm",
    scale=72 / 25.4,
    family="sans-serif",
    title="Weather",
    about="",
)


def test_a_picture_has_the_pixels_that_its_dots_an_inch_ask_for(qapp: QApplication) -> None:
    assert qapp is not None

    image = QImage.fromData(to_png(PICTURE, dpi=300))

    # 252 points are 3.5 inches.
    assert (image.width(), image.height()) == (1050, 417)
    assert round(image.dotsPerMeterX() * 0.0254) == 300
    assert QImage.fromData(to_png(PICTURE, width_px=500)).width() == 500


def test_a_pdf_keeps_its_text_and_brings_its_fonts(qapp: QApplication) -> None:
    assert qapp is not None

    found = to_pdf(PICTURE, title="Weather")

    assert found.startswith(b"%PDF")
    assert b"/FontFile" in found
    assert b"/ToUnicode" in found
    assert b"/MediaBox [0 0 252" in found


def test_pictures_are_made_without_a_window_and_without_a_screen() -> None:
    script = (
        "import sys; from annotator.gui.raster import to_png, to_pdf; svg = sys.stdin.read(); "
        "assert to_png(svg)[1:4] == b'PNG'; assert to_pdf(svg)[:4] == b'%PDF'"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        input=PICTURE,
        env={"PATH": "/nowhere"},
        text=True,
        check=False,
        capture_output=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
