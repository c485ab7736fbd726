"""Colours, fonts, measures and icons of the window, in one place.

Colours and measures are those of the house: text and ground at 4.5:1 or better, meaningful lines at
3:1 (WCAG 2.2). Widgets ask here; none has a style sheet or a path of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from annotator import paths

GRID = 4
ROW_HEIGHT = 44
CONTROL_HEIGHT = 28
USUAL_MEASURE = 66
"""Characters a line, about; 62 to 75 are easy to read."""


class ThemeName(StrEnum):
    """What the user can choose; *system* follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "high contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as #RRGGBB."""

    name: ThemeName
    ground: str
    surface: str
    line: str
    text: str
    second: str
    faint: str
    accent: str
    on_accent: str
    chosen: str
    warning: str
    is_dark: bool
    line_width: int = 1

    @property
    def groove(self) -> str:
        """What a progress bar lies in: never to be taken for progress."""
        return self.line if self.line_width == 1 else self.chosen


LIGHT = Theme(
    ThemeName.LIGHT,
    ground="#FBFAF7",
    surface="#FFFFFF",
    line="#E3E0D8",
    text="#22211E",
    second="#5E5A52",
    faint="#6F6A61",
    accent="#2F5D8C",
    on_accent="#FFFFFF",
    chosen="#E4ECF4",
    warning="#9A3B1F",
    is_dark=False,
)
DARK = Theme(
    ThemeName.DARK,
    ground="#1B1C1E",
    surface="#232427",
    line="#36383C",
    text="#E7E5E0",
    second="#ABA79F",
    faint="#908C85",
    accent="#8FB8E0",
    on_accent="#1B1C1E",
    chosen="#2D3B4A",
    warning="#F0A58A",
    is_dark=True,
)
CONTRAST = Theme(
    ThemeName.CONTRAST,
    ground="#FFFFFF",
    surface="#FFFFFF",
    line="#000000",
    text="#000000",
    second="#000000",
    faint="#000000",
    accent="#0A3D91",
    on_accent="#FFFFFF",
    chosen="#DCE6F7",
    warning="#8A1500",
    is_dark=False,
    line_width=2,
)


def theme_for(name: ThemeName) -> Theme:
    """The colours behind a choice."""
    if name is ThemeName.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.CONTRAST: CONTRAST}[name]


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Paint the whole program in these colours.

    Each call to Qt here goes through every widget there is: none is made that changes nothing. One sheet in
    place of another costs four times what taking it off and putting the other on does.
    """
    sheet = _style_sheet(theme)
    if app.styleSheet() == sheet:
        return
    if not app.styleSheet():
        app.setStyle(QStyleFactory.create("Fusion"))
    else:
        app.setStyleSheet("")
    app.setPalette(_palette(theme))
    app.setStyleSheet(sheet)


def theme_in_use() -> Theme:
    """The colours that the program wears; the light ones before any were put on."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return next((theme for theme in (DARK, CONTRAST) if QColor(theme.ground) == ground), LIGHT)


@dataclass(frozen=True, slots=True)
class Letters:
    """How the text is set: the user's zoom, with serifs or without or in a font by name, characters a line."""

    scale: float = 1.0
    serif: bool = True
    family: str = ""
    measure: int = USUAL_MEASURE


def reading_font(letters: Letters) -> QFont:
    """The font of the text column, at 1.25 times the interface's size and the user's zoom."""
    font = QFont(QApplication.font())
    if letters.family:
        font.setFamilies([letters.family, font.family()])
    elif letters.serif:
        wanted = ("Source Serif 4", "Charter", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif")
        known = set(QFontDatabase.families())
        font.setFamilies([name for name in wanted if name in known] or [font.family()])
    font.setPointSizeF(font.pointSizeF() * 1.25 * letters.scale)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The same font in another size."""
    changed = QFont(font)
    changed.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        changed.setWeight(QFont.Weight.DemiBold)
    return changed


def head_font(font: QFont) -> QFont:
    """Letter-spaced capitals for the heads of sections."""
    head = scaled(font, 0.85, bold=True)
    head.setCapitalization(QFont.Capitalization.AllUppercase)
    head.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
    return head


def with_alpha(colour: str | QColor, share: float) -> QColor:
    """The colour, so far opaque."""
    tint = QColor(colour)
    tint.setAlphaF(share)
    return tint


@lru_cache(maxsize=256)
def legible(colour: str, theme: Theme, ratio: float = 3.0) -> QColor:
    """The colour, moved towards the text's tone until it stands out from the ground by `ratio`."""
    ground = QColor(theme.surface)
    wanted = QColor(colour)
    for _ in range(20):
        if contrast(wanted, ground) >= ratio:
            break
        wanted = wanted.lighter(112) if theme.is_dark else wanted.darker(108)
    return wanted


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def icon(name: str, theme: Theme) -> QIcon:
    """A line icon in the theme's second tone, drawn from its SVG at twice the size for sharp screens."""
    from PySide6.QtSvg import QSvgRenderer

    file = paths.resources() / "icons" / f"{name}.svg"
    drawing = file.read_text(encoding="utf-8").replace("currentColor", theme.second)
    pixmap = QPixmap(40, 40)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(drawing.encode()).render(painter)
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.ground),
        (roles.WindowText, theme.text),
        (roles.Base, theme.surface),
        (roles.AlternateBase, theme.ground),
        (roles.Text, theme.text),
        (roles.Button, theme.ground),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.warning),
        (roles.ToolTipBase, theme.surface),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.faint),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Link, theme.accent),
        (roles.Light, theme.surface),
        (roles.Midlight, theme.line),
        (roles.Mid, theme.line),
        (roles.Dark, theme.line),
        (roles.Shadow, theme.line),
        (roles.Accent, theme.accent),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return palette


def _style_sheet(theme: Theme) -> str:
    """What palettes cannot say: hairlines, radii, heights."""
    edge = f"{theme.line_width}px solid {theme.line}"
    focused = f"{2 * theme.line_width - 1}px solid {theme.accent}"
    icons = paths.resources() / "icons"
    arrow = (icons / "down.svg").as_posix()
    tick = (
        icons / f"check-{'dark' if _luminance(QColor(theme.on_accent)) < 0.5 else 'light'}.svg"
    ).as_posix()
    return f"""
    QMainWindow, QDialog {{ background: {theme.ground}; }}
    QMenuBar {{ background: {theme.ground}; padding: 2px 8px; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected, QMenu::item:selected {{ background: {theme.chosen}; color: {theme.text}; }}
    QMenu {{ background: {theme.surface}; border: {edge}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 20px; border-radius: 4px; }}
    QMenu::item:disabled {{ color: {theme.faint}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    QToolTip {{ background: {theme.surface}; color: {theme.text}; border: {edge}; padding: 6px 8px; }}
    QStatusBar {{ background: {theme.ground}; color: {theme.second}; border-top: {edge}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.second}; padding: 0 8px; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QSplitter::handle:horizontal {{ width: {theme.line_width}px; }}
    QSplitter::handle:vertical {{ height: {theme.line_width}px; }}
    QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 26px; padding: 0 8px; border: {edge};
      border-radius: 4px; background: {theme.surface}; selection-background-color: {theme.accent}; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {{
      border: {focused}; }}
    QLineEdit QToolButton {{ min-height: 0; min-width: 0; padding: 0; border: none; }}
    QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ min-height: 0; padding: 0; border: none;
      background: transparent; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
    QPlainTextEdit {{ border: {edge}; border-radius: 4px; background: {theme.surface}; padding: 4px; }}
    QComboBox {{ padding: 0 0 0 8px; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
    QPushButton {{ min-height: 26px; padding: 0 12px; border: {edge}; border-radius: 4px;
      background: {theme.surface}; }}
    QPushButton:hover {{ background: {theme.chosen}; }}
    QPushButton:focus {{ border: {focused}; }}
    QPushButton#recentProject {{ border: 1px solid transparent; background: transparent; text-align: left; }}
    QPushButton#recentProject:hover {{ background: {theme.chosen}; }}
    QPushButton#recentProject:focus {{ border: {focused}; }}
    QPushButton:default {{ background: {theme.accent}; color: {theme.on_accent};
      border: 1px solid {theme.accent}; }}
    QPushButton:default:focus {{ border: 2px solid {theme.text}; }}
    QPushButton:disabled, QPushButton:default:disabled {{ color: {theme.faint}; background: {theme.ground};
      border: {edge}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QCheckBox::indicator, QTreeView::indicator {{ width: 14px; height: 14px; border-radius: 3px;
      border: 1px solid {theme.faint}; background: {theme.surface}; }}
    QCheckBox::indicator:checked, QTreeView::indicator:checked {{ border: 1px solid {theme.accent};
      background: {theme.accent}; image: url("{tick}"); }}
    QCheckBox::indicator:disabled {{ border: 1px solid {theme.line}; }}
    QToolButton {{ min-height: 24px; min-width: 24px; padding: 1px 3px; border: 1px solid transparent;
      border-radius: 4px; background: transparent; }}
    QToolButton:hover {{ background: {theme.chosen}; }}
    QToolButton:checked {{ background: {theme.chosen}; }}
    QToolButton:focus {{ border: {focused}; }}
    QToolButton:disabled {{ color: {theme.faint}; }}
    QToolButton::menu-indicator {{ image: none; }}
    QStatusBar QToolButton {{ min-height: 16px; padding: 0 6px; }}
    QTabBar {{ background: {theme.ground}; }}
    QTabBar::tab {{ background: transparent; color: {theme.second}; padding: 6px 12px; border: none;
      border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; background: {theme.chosen}; }}
    QTabWidget::pane {{ border: none; border-top: {edge}; background: {theme.surface}; }}
    QProgressBar {{ border: none; border-radius: 3px; background: {theme.groove}; max-height: 6px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
    QScrollBar:vertical {{ width: 10px; background: transparent; }}
    QScrollBar:horizontal {{ height: 10px; background: transparent; }}
    QScrollBar::handle {{ background: {theme.line}; border-radius: 4px; min-height: 32px; min-width: 32px;
      margin: 1px; }}
    QScrollBar::handle:hover {{ background: {theme.faint}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
      background: none; border: none; width: 0; height: 0; }}
    QAbstractItemView {{ background: {theme.surface}; border: none; outline: none;
      selection-background-color: {theme.chosen}; selection-color: {theme.text}; }}
    QListView#choices::item {{ padding: 5px 8px; border-radius: 4px; }}
    QListView#choices::item:selected {{ background: {theme.chosen}; color: {theme.text}; }}
    QTableView {{ gridline-color: {theme.line}; }}
    QHeaderView::section {{ background: {theme.ground}; color: {theme.second}; border: none;
      border-bottom: {edge}; padding: 4px 8px; }}
    QTextEdit {{ border: none; background: {theme.surface}; }}
    QFrame[chip="true"] {{ background: {theme.chosen}; border-radius: 4px; }}
    QFrame[chip="true"] QToolButton {{ padding: 0; min-width: 0; min-height: 22px; }}
    *[tone="second"] {{ color: {theme.second}; }}
    *[tone="faint"] {{ color: {theme.faint}; }}
    *[tone="warning"] {{ color: {theme.warning}; }}
    *[surface="true"] {{ background: {theme.surface}; }}
    """
