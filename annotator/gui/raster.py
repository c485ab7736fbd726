"""Pictures for files: SVG text to PNG and to PDF, with or without a window.

Works without a screen: where no application is running yet, one is made for drawing alone.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

_MM = 25.4
_PER_PIXEL_MM = 25.4 / 96


def to_png(svg: str, *, dpi: float = 96, width_px: int | None = None) -> bytes:
    """The picture at so many dots an inch, or so many pixels wide; at 96 a pixel on screen is a pixel.

    The file knows its size in millimetres, so that a text editor places it at its natural one.
    """
    _ensure_application()
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    width_mm, height_mm = _size_mm(svg, renderer)
    width = width_px or max(round(width_mm / _MM * dpi), 1)
    height = max(round(width * height_mm / width_mm), 1)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    image.setDotsPerMeterX(round(width / width_mm * 1000))
    image.setDotsPerMeterY(round(height / height_mm * 1000))
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, width, height))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def to_pdf(svg: str, *, title: str = "") -> bytes:
    """The picture as one page of its own size: lines stay lines, text stays text with its fonts inside."""
    _ensure_application()
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = QSizeF(*_size_mm(svg, renderer))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Annotator")
    writer.setResolution(1200)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF())
    with QPainter(writer) as painter:
        renderer.render(painter, QRectF(0, 0, writer.width(), writer.height()))
    return bytes(buffer.data().data())


def _size_mm(svg: str, renderer: QSvgRenderer) -> tuple[float, float]:
    """The picture's size on paper, from the width that its first element states; a pixel is 1/96 inch."""
    box = renderer.viewBoxF()
    stated = svg.partition('width="')[2].partition('"')[0]
    width = (
        float(stated.removesuffix("mm"))
        if stated.endswith("mm")
        else float(stated.removesuffix("px")) * _PER_PIXEL_MM
    )
    return width, width * box.height() / box.width()


def _ensure_application() -> None:
    """Drawing text needs an application; without a window, one that needs no screen. Qt keeps it alive.

    Only on Linux does the platform without a screen find the system's fonts; elsewhere the native
    one draws without a window just as well.
    """
    if QGuiApplication.instance() is None:
        platform = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
        QApplication(["annotator", *platform])
