"""What can be done in the window, where it stands in the menus, and by which key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from annotator.gui.actions import Command
from annotator.gui.arrangement import Arrangement
from annotator.gui.coding import Coding
from annotator.gui.cutting import Cutting
from annotator.gui.drawer import Drawer
from annotator.gui.file_actions import FileActions
from annotator.gui.finding import Finding
from annotator.gui.keyword_choice import KeywordChoice
from annotator.gui.looks import Looks
from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.reliability.actions import Reliability
from annotator.gui.reliability.commands import reliability_commands
from annotator.gui.safety.commands import safety_commands
from annotator.gui.safety.safety import Safety
from annotator.gui.sharing.commands import sharing_commands
from annotator.gui.sharing.sharing import Sharing
from annotator.gui.theme import ThemeName
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Absence


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that commands act on, and the few things that the window does itself."""

    tr: Callable[[str], str]
    workspace: Workspace
    coding: Coding
    cutting: Cutting
    files: FileActions
    sharing: Sharing
    reliability: Reliability
    safety: Safety
    finding: Finding
    reading: ReadingPanel
    looks: Looks
    keywords: KeywordChoice
    statements: QWidget
    codebook: QWidget
    drawer: Drawer
    arrangement: Arrangement
    undo: Callable[[], None]
    search: Callable[[], None]
    find_anything: Callable[[], None]
    go_to_panel: Callable[[int], None]
    step_hits: Callable[[int], None]
    show_keys: Callable[[], None]
    show_history: Callable[[], None]
    leave: Callable[[], object]


def commands(desk: Desk) -> list[Command]:
    """All of them, menu by menu."""
    return [*_file(desk), *_edit(desk), *_code(desk), *_view(desk), *_project(desk), *_help(desk)]


def _file(desk: Desk) -> list[Command]:
    tr, files = desk.tr, desk.files
    menu = tr("&File")
    return [
        Command(
            "newProject",
            menu,
            tr("&New project …"),
            tr("Begin a study in a new file"),
            files.new_project,
            "Ctrl+N",
            needs_project=False,
        ),
        Command(
            "openProject",
            menu,
            tr("&Open …"),
            tr("Open a project"),
            files.open_project,
            "Ctrl+O",
            needs_project=False,
        ),
        Command(
            "openSample",
            menu,
            tr("Open the &sample project"),
            tr("Look around in an invented study with three coders"),
            files.open_sample,
            needs_project=False,
        ),
        Command(
            "importTexts",
            menu,
            tr("&Import texts …"),
            tr("Bring articles, channels and threads into the project"),
            files.import_texts,
            "Ctrl+I",
            separated=True,
        ),
        Command(
            "exportProject",
            menu,
            tr("&Export …"),
            tr("Write the data set for other programs"),
            files.export_project,
            "Ctrl+E",
        ),
        *sharing_commands(tr, desk.sharing),
        Command(
            "closeProject",
            menu,
            tr("&Close"),
            tr("Close the project"),
            desk.workspace.close,
            "Ctrl+W",
            separated=True,
        ),
        Command("quit", menu, tr("&Quit"), tr("Leave Annotator"), desk.leave, "Ctrl+Q", needs_project=False),
    ]


def _edit(desk: Desk) -> list[Command]:
    tr, coding = desk.tr, desk.coding
    menu = tr("&Edit")
    return [
        Command("undo", menu, tr("&Undo"), tr("Take the last step back"), desk.undo, "Ctrl+Z"),
        Command(
            "redo",
            menu,
            tr("&Redo"),
            tr("Repeat the step undone last"),
            desk.workspace.redo,
            "Ctrl+Shift+Z or Ctrl+Y",
        ),
        Command(
            "deleteAnnotation",
            menu,
            tr("&Delete annotation"),
            tr("Take the active annotation back"),
            coding.delete_active,
            text_key="Delete or Backspace",
            separated=True,
        ),
        Command(
            "find",
            menu,
            tr("&Find in statements …"),
            tr("Search the text of all statements"),
            desk.search,
            "Ctrl+F",
        ),
        Command(
            "nextHit",
            menu,
            tr("Next hit"),
            tr("Go to the next place that the search has found"),
            partial(desk.step_hits, 1),
            "Ctrl+G",
        ),
        Command(
            "previousHit",
            menu,
            tr("Previous hit"),
            tr("Go to the place before that the search has found"),
            partial(desk.step_hits, -1),
            "Ctrl+Shift+G",
        ),
        Command(
            "findAnything",
            menu,
            tr("Find or do &anything …"),
            tr("Every action and code by typing"),
            desk.find_anything,
            "Ctrl+K",
            needs_project=False,
        ),
    ]


def _code(desk: Desk) -> list[Command]:
    tr, coding, view = desk.tr, desk.coding, desk.reading.view
    menu = tr("&Code")
    return [
        Command(
            "doneAndNext",
            menu,
            tr("&Done and next"),
            tr("Mark the statement as done and go on"),
            coding.done_and_next,
            "Ctrl+Return",
        ),
        Command(
            "doneAndNextHere",
            menu,
            tr("Done and next (while reading)"),
            tr("Mark the statement as done and go on"),
            coding.done_and_next,
            text_key="Return or Enter",
        ),
        Command(
            "next",
            menu,
            tr("&Next statement"),
            tr("Next statement"),
            partial(desk.workspace.step, 1),
            "Alt+Right or PgDown",
        ),
        Command(
            "previous",
            menu,
            tr("&Previous statement"),
            tr("Previous statement"),
            partial(desk.workspace.step, -1),
            "Alt+Left or PgUp",
        ),
        Command(
            "nextUntouched",
            menu,
            tr("Next untouched statement"),
            tr("The next statement of the queue that you have not begun, round to the first again"),
            desk.workspace.go_to_next_untouched,
            "Ctrl+PgDown",
        ),
        Command(
            "nextFlagged",
            menu,
            tr("Next flagged statement"),
            tr("The next statement of the queue that you flagged, round to the first again"),
            desk.workspace.go_to_next_flagged,
            "Ctrl+Shift+PgDown",
        ),
        Command(
            "skip", menu, tr("&Skip"), tr("Leave the statement for later"), coding.skip, "Ctrl+Shift+Return"
        ),
        Command(
            "exclude",
            menu,
            tr("E&xclude …"),
            tr("Take the statement out of the study, with a reason"),
            desk.files.exclude,
            "Ctrl+Shift+X",
        ),
        Command(
            "flag",
            menu,
            tr("&Flag"),
            tr("Flag the statement to come back to, or take the flag off"),
            coding.toggle_flag,
            "F4",
        ),
        Command(
            "nextSentence",
            menu,
            tr("Mark the next sentence"),
            tr("Mark the sentence at the caret, then the one after it"),
            view.mark_next_sentence,
            text_key="Space",
            separated=True,
        ),
        Command(
            "grow",
            menu,
            tr("Mark more"),
            tr("Word, clause, sentence, whole statement"),
            view.grow,
            text_key="Shift+Space",
        ),
        Command(
            "markAll",
            menu,
            tr("Mark the whole statement"),
            tr("Mark all of it"),
            view.mark_all,
            text_key="Ctrl+A",
        ),
        Command(
            "pickCode",
            menu,
            tr("Label by typing …"),
            tr("Find a code or an actor by name and label with it"),
            desk.finding.pick_code,
            text_key="/",
            separated=True,
        ),
        Command(
            "repeat",
            menu,
            tr("&Repeat the last labels"),
            tr("Label what is marked like the annotation before"),
            coding.repeat,
            text_key=".",
        ),
        Command(
            "sticky",
            menu,
            tr("Stic&ky labels"),
            tr("Every new mark gets the last labels at once"),
            coding.set_sticky,
            text_key=",",
            checkable=True,
        ),
        Command(
            "autoAdvance",
            menu,
            tr("&Go on after a label for the whole statement"),
            tr("One key labels the statement and goes to the next"),
            coding.set_auto_advance,
            "F8",
            checkable=True,
        ),
        Command(
            "notApplicable",
            menu,
            tr("Not &applicable"),
            tr("The variable in focus does not apply"),
            partial(coding.give_absence, Absence.NOT_APPLICABLE),
            text_key="-",
        ),
        Command(
            "undecided",
            menu,
            tr("&Undecided"),
            tr("The variable in focus cannot be decided now"),
            partial(coding.give_absence, Absence.UNDECIDED),
            text_key="=",
        ),
        Command(
            "annotateAgain",
            menu,
            tr("Second annotation on the same words"),
            tr("Say something else about the words of the active annotation"),
            coding.annotate_again,
            text_key="+",
        ),
        Command(
            "holdEnd",
            menu,
            tr("Move an &end of the annotation"),
            tr("Hold the end, then the start, then none; arrows move what is held"),
            view.hold_end,
            "F2",
            separated=True,
        ),
        Command(
            "splitAnnotation",
            menu,
            tr("Split the annotation at the caret"),
            tr("Make two annotations with the same labels"),
            desk.reading.split_at_caret,
            "Ctrl+D",
        ),
        Command(
            "joinAnnotations",
            menu,
            tr("Join the annotations that are marked"),
            tr("Make one annotation of those that the marked words touch"),
            coding.join,
            "Ctrl+J",
        ),
        Command(
            "copyLabels",
            menu,
            tr("Copy the labels"),
            tr("Take the labels of the active annotation for the next mark"),
            coding.copy_labels,
            "Ctrl+Shift+C",
        ),
        Command(
            "voice",
            menu,
            tr("Speaker and voice …"),
            tr("Say whose words the active annotation holds"),
            desk.finding.pick_voice,
            "Ctrl+Shift+V",
        ),
        Command(
            "memo",
            menu,
            tr("&Memo"),
            tr("Write a note on the active annotation or the statement, then on the source and the code"),
            desk.reading.memo.write,
            "Ctrl+M",
        ),
        Command(
            "nextAnnotation",
            menu,
            tr("Next annotation"),
            tr("Make the next annotation the active one"),
            desk.reading.choose_next,
            "Alt+Down",
            separated=True,
        ),
        Command(
            "previousAnnotation",
            menu,
            tr("Previous annotation"),
            tr("Make the annotation before the active one"),
            desk.reading.choose_previous,
            "Alt+Up",
        ),
        Command(
            "letGo",
            menu,
            tr("Let go"),
            tr("Nothing marked, nothing active"),
            desk.reading.let_go,
            text_key="Esc",
        ),
    ]


def _view(desk: Desk) -> list[Command]:
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


def _project(desk: Desk) -> list[Command]:
    tr, files = desk.tr, desk.files
    menu = tr("&Project")
    return [
        Command(
            "editCodebook",
            menu,
            tr("Code&book …"),
            tr("Change variables and codes"),
            files.edit_codebook,
            "Ctrl+B",
        ),
        Command(
            "addCoder",
            menu,
            tr("Add a &coder …"),
            tr("Let somebody else code in this project"),
            files.add_coder,
        ),
        Command(
            "editActors",
            menu,
            tr("Actors …"),
            tr("Change the register of speakers and targets: names, other names, attributes"),
            files.edit_actors,
            "Ctrl+Shift+B",
        ),
        Command(
            "addActor",
            menu,
            tr("Add an &actor …"),
            tr("Put a person, institution or country into the register"),
            files.add_actor,
        ),
        Command(
            "takeIn",
            menu,
            tr("Take the statement &in, or set it aside"),
            tr("Into the queue of all coders, or out of it"),
            files.toggle_aside,
            "F3",
        ),
        Command(
            "splitStatement",
            menu,
            tr("S&plit the statement at the caret"),
            tr("Make two statements of it; what was said goes along"),
            desk.cutting.split_at_caret,
            "Ctrl+Shift+D",
            separated=True,
        ),
        Command(
            "joinStatements",
            menu,
            tr("&Join the statement with the next"),
            tr("Make one statement of the two; what was said goes along"),
            desk.cutting.join_with_next,
            "Ctrl+Shift+J",
        ),
        *safety_commands(tr, desk.safety, desk.show_history),
        Command(
            "correct",
            menu,
            tr("Correct speaker, date, outlet …"),
            tr("Correct who said the statement in front, when, and where it appeared"),
            files.correct,
            "F11",
        ),
        *reliability_commands(tr, desk.reliability),
        Command(
            "checkProject",
            menu,
            tr("Chec&k the project"),
            tr("Look for anything broken in the file"),
            desk.safety.check,
            separated=True,
        ),
    ]


def _help(desk: Desk) -> list[Command]:
    tr, files = desk.tr, desk.files
    menu = tr("&Help")
    return [
        Command(
            "manual",
            menu,
            tr("&Manual"),
            tr("Read how it is done"),
            files.show_manual,
            "F1",
            needs_project=False,
        ),
        Command(
            "keys",
            menu,
            tr("&Keys …"),
            tr("See, find and change the keys of all actions"),
            desk.show_keys,
            "Ctrl+F1",
            needs_project=False,
        ),
        Command(
            "about", menu, tr("&About Annotator"), tr("Version and licence"), files.about, needs_project=False
        ),
    ]


def _checked(act: object, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
    """Act when an action becomes checked, not when another of its group takes its place."""
    if on and callable(act):
        act()
