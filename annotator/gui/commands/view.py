"""The View menu: panels, colours, letters."""

from __future__ import annotations

from functools import partial

from annotator.gui.actions import Command
from annotator.gui.commands.desk import Desk
from annotator.gui.theme import ThemeName


def view_commands(desk: Desk) -> list[Command]:
    """What is shown, where, and how it looks."""
    tr = desk.tr
    menu = tr("&View")
    folds = (
        (
            "foldStatements",
            tr("&Statements"),
            tr("Show or hide the list of statements"),
            desk.statements,
            "F6",
        ),
        ("foldCodebook", tr("&Codebook"), tr("Show or hide the codebook"), desk.codebook, "F7"),
        ("foldDrawer", tr("&Drawer"), tr("Show or hide timeline, agreement and hits"), desk.drawer, "F9"),
    )
    looks = (
        ("themeSystem", tr("Colours of the s&ystem"), ThemeName.SYSTEM),
        ("themeLight", tr("Li&ght"), ThemeName.LIGHT),
        ("themeDark", tr("Dar&k"), ThemeName.DARK),
        ("themeContrast", tr("&High contrast"), ThemeName.CONTRAST),
    )
    return [
        Command(
            "colourBy",
            menu,
            tr("Colour &by …"),
            tr("Let spans take the colour of another variable's code"),
            desk.finding.pick_colouring,
        ),
        Command(
            "wholeSource",
            menu,
            tr("&Whole source"),
            tr("Show the statement in its whole source, with all that is marked there"),
            desk.reading.set_whole_source,
            "F5",
            checkable=True,
        ),
        Command(
            "onlySource",
            menu,
            tr("O&nly this source"),
            tr("Let the queue hold the statements of this source"),
            desk.finding.show_only_source,
            "Ctrl+Shift+O",
        ),
        Command(
            "onlySpeaker",
            menu,
            tr("Only this s&peaker"),
            tr("Let the queue hold the statements of this speaker"),
            desk.finding.show_only_speaker,
            "Ctrl+Shift+P",
        ),
        Command(
            "everything",
            menu,
            tr("&All statements"),
            tr("Let the queue hold everything again"),
            desk.finding.show_everything,
            "Ctrl+Shift+A",
        ),
        *(
            Command(
                name,
                menu,
                text,
                tip,
                partial(desk.arrangement.show_panel, panel),
                key,
                checkable=True,
                separated=name == "foldStatements",
            )
            for name, text, tip, panel, key in folds
        ),
        *_panels(desk, menu),
        Command(
            "allCoders",
            menu,
            tr("&Other coders' annotations"),
            tr("Show what all coders marked; hidden, one codes blind"),
            desk.looks.show_all_coders,
            "F10",
            checkable=True,
            separated=True,
        ),
        Command(
            "keywords",
            menu,
            tr("Keywords …"),
            tr("Words that are framed wherever they stand in the texts"),
            desk.keywords.edit,
            "Shift+F12",
        ),
        Command(
            "showKeywords",
            menu,
            tr("Frame keywords"),
            tr("Frame the keywords in the text, or not"),
            desk.keywords.show_keywords,
            "F12",
            checkable=True,
        ),
        Command(
            "zoomIn",
            menu,
            tr("&Larger text"),
            tr("Larger text"),
            partial(desk.looks.zoom, 1),
            "Ctrl++ or Ctrl+=",
            needs_project=False,
            separated=True,
        ),
        Command(
            "zoomOut",
            menu,
            tr("S&maller text"),
            tr("Smaller text"),
            partial(desk.looks.zoom, -1),
            "Ctrl+-",
            needs_project=False,
        ),
        Command(
            "zoomUsual",
            menu,
            tr("&Usual size"),
            tr("Text at its usual size"),
            partial(desk.looks.zoom, 0),
            "Ctrl+0",
            needs_project=False,
        ),
        Command(
            "widerLines",
            menu,
            tr("Longer lines"),
            tr("More characters a line"),
            partial(desk.looks.widen, 1),
            "Ctrl+Alt+Right",
            needs_project=False,
        ),
        Command(
            "narrowerLines",
            menu,
            tr("Shorter lines"),
            tr("Fewer characters a line"),
            partial(desk.looks.widen, -1),
            "Ctrl+Alt+Left",
            needs_project=False,
        ),
        Command(
            "readingFont",
            menu,
            tr("Font of the text …"),
            tr("Set the text in a font by its name"),
            partial(desk.finding.pick_font, desk.looks.choose_family),
            needs_project=False,
        ),
        Command(
            "serif",
            menu,
            tr("Text with se&rifs"),
            tr("Set the text with serifs"),
            partial(_checked, partial(desk.looks.choose_font, serif=True)),
            checkable=True,
            needs_project=False,
        ),
        Command(
            "sans",
            menu,
            tr("Text w&ithout serifs"),
            tr("Set the text without serifs"),
            partial(_checked, partial(desk.looks.choose_font, serif=False)),
            checkable=True,
            needs_project=False,
        ),
        *(
            Command(
                name,
                menu,
                text,
                tr("Paint the window in these colours"),
                partial(_checked, partial(desk.looks.choose_theme, theme)),
                checkable=True,
                needs_project=False,
                separated=name == "themeSystem",
            )
            for name, text, theme in looks
        ),
    ]


def _panels(desk: Desk, menu: str) -> list[Command]:
    """What moves the panels about."""
    tr, drawer, within = desk.tr, desk.drawer, desk.tr("Pan&els")
    return [
        *(
            Command(
                f"panel{number + 1}",
                menu,
                name,
                tr("Go to this panel of the drawer"),
                partial(desk.go_to_panel, number),
                f"Alt+{number + 1}",
                within=within,
            )
            for number, name in enumerate(drawer.names())
        ),
        Command(
            "closePanel",
            menu,
            tr("Close the tab in front"),
            tr("Take the tab in front out of the drawer; going to its panel brings it back"),
            lambda: drawer.close_panel(drawer.front()) if drawer.front() >= 0 else None,
            within=within,
            separated=True,
        ),
        Command(
            "takeOutPanel",
            menu,
            tr("A window of its own"),
            tr("Give the panel in front a window of its own; closed, it goes back to the drawer"),
            lambda: drawer.take_out(drawer.front()) if drawer.front() >= 0 else None,
            within=within,
        ),
        Command(
            "codebookLeft",
            menu,
            tr("Codebook on the left"),
            tr("Let the codebook stand on the left and the statements on the right"),
            desk.arrangement.put_codebook_left,
            checkable=True,
            needs_project=False,
            within=within,
            separated=True,
        ),
    ]


def _checked(act: object, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
    """Act when an action becomes checked, not when another of its group takes its place."""
    if on and callable(act):
        act()
