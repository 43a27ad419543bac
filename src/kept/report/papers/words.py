"""What a receipt on paper says beyond a receipt on screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kept.report.wording.language import Language

PAPER: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "headline": "Entry {index} of the register {origin}",
        "process": "process {process}",
        "index": "Number",
        "code": "Code",
        "minute": "For the minutes",
        "facts": "What is recorded",
        "proved": "the register of {size} entries, whose root is",
        "said": "What it says",
        "said-cut": "It goes on; the whole stands in the attached file.",
        "said-elsewhere": "Its letters are not in the fonts of this page. The attached file has "
        "them.",
        "attached": "The proof is attached to this file as {name}: the entry, the path to the "
        "signed root, and the signatures. Save it, or open the list of attachments.",
        "attachment": "Proof of entry {index} of {origin}",
        "command": "python3 verify.py {name} --policy POLICY",
        "verify": "Take verify.py out of it. On any computer with Python, without a network, give "
        "it the proof and the list of keys you have from elsewhere:",
        "limits": "What it does not show",
    },
    "fr": {
        "headline": "Inscription {index} au registre {origin}",
        "process": "processus {process}",
        "index": "Numéro",
        "code": "Code",
        "minute": "Pour le procès-verbal",
        "facts": "Ce qui est enregistré",
        "proved": "le registre de {size} inscriptions, dont la racine est",
        "said": "Ce qu’elle dit",
        "said-cut": "Elle continue ; le texte entier est dans le fichier joint.",
        "said-elsewhere": "Ses lettres ne sont pas dans les polices de cette page. Le fichier "
        "joint les contient.",
        "attached": "La preuve est jointe à ce fichier sous le nom de {name} : l’inscription, le "
        "chemin jusqu’à la racine signée, et les signatures. Enregistrez-la, ou ouvrez la liste "
        "des pièces jointes.",
        "attachment": "Preuve de l’inscription {index} de {origin}",
        "command": "python3 verify.py {name} --policy POLITIQUE --lang fr",
        "verify": "Sortez-en verify.py. Sur tout ordinateur muni de Python, sans réseau, "
        "donnez-lui la preuve et la liste de clés que vous tenez d’ailleurs :",
        "limits": "Ce qu’elle ne montre pas",
    },
}
