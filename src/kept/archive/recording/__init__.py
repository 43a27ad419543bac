"""Between a process and a register: statements become entries, and entries statements again."""

from kept.archive.recording.author import Author, Written
from kept.archive.recording.filed import Remark
from kept.archive.recording.fitting import Fitting, fitting
from kept.archive.recording.folding import Folded, fold, fold_all
from kept.archive.recording.importing import Import, import_process
from kept.archive.recording.paper import Paper, PaperError, read_paper
from kept.archive.recording.reading import ReadRegister, read_register
from kept.archive.recording.selected import Selection, head_of
from kept.archive.recording.standing import chain_of, release_of

__all__ = [
    "Author",
    "Fitting",
    "Folded",
    "Import",
    "Paper",
    "PaperError",
    "ReadRegister",
    "Remark",
    "Selection",
    "Written",
    "chain_of",
    "fitting",
    "fold",
    "fold_all",
    "head_of",
    "import_process",
    "read_paper",
    "read_register",
    "release_of",
]
