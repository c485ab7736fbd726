"""All that can go wrong and that we can explain to a user, drawn as a tree.

AnnotatorError             base.py
├── NoQtError              starting.py     neither window nor pictures without Qt
├── NoScreenError          starting.py     the window has nowhere to open
├── FileError              files.py        a file cannot be read or written
├── TextError              texts.py        a file holds no text that we can read
├── StoreError             projects.py     a project file cannot be opened, or holds something broken
├── RuleError              rules.py        an edit would break a rule of the project
│   ├── SearchError        searching.py    what is looked for cannot be understood
│   └── …                  sources.py, joining.py
└── ComparisonError        comparisons.py  figures cannot be computed from what is there
    └── …                  ratings.py

Each class carries one or two plain sentences with named places. The sentence is the
message key too: the window translates it and fills in the same values.
"""

from __future__ import annotations

from annotator.errors.base import *
from annotator.errors.comparisons import *
from annotator.errors.files import *
from annotator.errors.joining import *
from annotator.errors.projects import *
from annotator.errors.ratings import *
from annotator.errors.rules import *
from annotator.errors.searching import *
from annotator.errors.sources import *
from annotator.errors.starting import *
from annotator.errors.texts import *
