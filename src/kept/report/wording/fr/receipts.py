"""French: receipts, types of entries, and the verdict on a register."""

from __future__ import annotations

from typing import Final

RECEIPT: Final[dict[str, str]] = {
    "title": "Récépissé",
    "of": "du registre {origin}, processus {process}",
    "filed": "Ce qui est inscrit",
    "by": "{type} par {role}",
    "entry": "Inscription",
    "number": "numéro {index}",
    "code": "Code pour procès-verbal",
    "hash": "Empreinte de l’inscription",
    "release": "Qui peut le voir",
    "claimed": "Date selon l’auteur",
    "claim": "{at} (ses dires)",
    "recorded": "Enregistrée",
    "between": "après le {after}, et au plus tard le {until}",
    "before": "au plus tard le {until}",
    "untimed": "aucun quorum de témoins ne dit quand",
    "size": "Prouvée dans",
    "proved": "le registre de {size} inscriptions, racine {root}",
    "cosigners": "Cosigné par",
    "nobody": "aucun témoin",
    "grade": "Degré",
    "how": "Comment le vérifier",
    "how-code": "Portez le numéro et le code au procès-verbal. Qui lit un autre code tient une autre "
    "inscription.",
    "how-verify": "Le dossier joint à cette page contient l’inscription, sa preuve et les signatures. Sur tout "
    "ordinateur muni de Python, sans réseau, donnez-le avec la liste de clés que vous tenez "
    "d’ailleurs :",
    "command": "python3 verify.py DOSSIER.zip --policy POLITIQUE --lang fr",
    "how-hand": "TEXT.md y dit comment vérifier à la main, avec openssl et un crayon.",
    "limit": "Cette page ne prouve rien par elle-même ; le dossier, si. Il montre que l’inscription "
    "figure au registre, qui l’a signée et quand, non que ce qu’elle dit soit vrai, ni "
    "qu’elle n’ait pas été retirée ensuite.",
    "public": "tout le monde",
    "parties": "les parties",
    "mechanism": "les parties et le mécanisme",
    "confidential": "ceux que nomme son auteur",
    "none": "elle n’a pas de contenu",
    "published": "publié : signé par le journal, par personne d’autre",
    "witnessed": "attesté : un quorum des témoins a cosigné",
    "mutual": "mutuel : attesté, les témoins des deux parties en étant",
    "no-grade": "aucune de ses politiques n’est satisfaite",
}

TYPES: Final[dict[str, str]] = {
    "ledger.opened": "l’ouverture du registre",
    "ledger.policy": "une liste de témoins",
    "party.admitted": "l’admission d’une partie",
    "party.manifest": "un manifeste de clés",
    "party.vetoed": "un veto",
    "party.recovered": "un recouvrement de clés",
    "key.revoked": "la révocation d’une clé",
    "process.text": "le texte du processus",
    "statement.filed": "une déclaration",
    "statement.sealed": "une déclaration scellée",
    "statement.disclosed": "une divulgation",
    "body.erased": "un effacement",
}

GRADES: Final[dict[str, str]] = {
    "published": "publié",
    "witnessed": "attesté",
    "mutual": "mutuel",
}

ANSWER: Final[dict[str, str]] = {
    "register": "Registre {origin}, taille {size}, {extent}",
    "whole": "entier",
    "part": "une partie",
    "holds": "Le registre tient.",
    "fails": "NE VOUS Y FIEZ PAS : {why}",
    "unreadable": "Ceci ne peut être vérifié : {why}",
}
