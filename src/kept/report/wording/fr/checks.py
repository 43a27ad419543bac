"""French: what a check of a register found."""

from __future__ import annotations

from typing import Final

CHECKS: Final[dict[str, str]] = {
    "files": "Fichiers",
    "sums": "Liste des fichiers",
    "trust": "Sur la foi de qui",
    "checkpoint": "Point de contrôle",
    "history": "Une seule histoire",
    "tree": "Arbre",
    "entries": "Inscriptions",
    "rights": "Signatures",
    "gaps": "Numérotation",
    "bodies": "Contenus",
    "fields": "Champs",
    "erasures": "Effacements",
    "refusals": "Refus",
    "time": "Temps",
    "limits": "Limites",
}

VERDICTS: Final[dict[str, str]] = {
    "holds": "tient",
    "fails": "ÉCHEC",
    "open": "note",
}

REASONS: Final[dict[str, str]] = {
    "other-ledger": "signée pour un autre registre",
    "duplicate": "elle y figure déjà",
    "unknown-key": "aucun manifeste en vigueur ne donne sa clé à cette fonction",
    "revoked-key": "sa clé avait été révoquée",
    "bad-signature": "une signature ne tient pas",
    "out-of-scope": "cette fonction ne peut signer ce genre d’inscription",
    "too-few-signatures": "des signatures manquent",
    "equivocation": "son auteur a signé deux inscriptions différentes sous un même numéro",
    "broken-chain": "elle ne suit pas l’inscription précédente de son auteur",
    "unknown-checkpoint": "son auteur avait vu une autre histoire",
    "unknown-reference": "elle renvoie à une inscription absente",
    "not-allowed": "les règles de ce genre d’inscription ne le permettent pas",
}

FINDINGS: Final[dict[str, str]] = {
    "frame-holds": "toutes les parties du dossier parlent d’un seul registre, à une seule taille.",
    "folder-holds": "c’est le dossier d’un registre, et ses parties vont ensemble.",
    "frame-differs": "{name} parle d’un autre registre ou d’une autre taille que le point de contrôle. Des fichiers de "
    "deux registres ont été mêlés, ou l’un a été modifié.",
    "frame-malformed": "{name} n’est pas conforme au format : il a été modifié ou endommagé.",
    "file-missing": "{name} manque. Sans lui, rien n’est établi ; redemandez le dossier.",
    "file-too-large": "{name} est plus grand que tout ce que contient un registre ; il n’a pas été lu.",
    "file-unknown": "{name} n’a pas sa place dans un dossier. Quelqu’un l’a ajouté.",
    "file-unlisted": "{name} n’est pas dans la liste SHA256SUMS : il a été ajouté après coup.",
    "file-differs": "{name} manque, ou n’est pas le fichier inscrit dans SHA256SUMS : il a été modifié.",
    "sums-hold": "tous les fichiers ({count}) sont ceux de SHA256SUMS. (N’importe qui peut écrire une "
    "telle liste ; les preuves ci-dessous n’en dépendent pas.)",
    "sums-malformed": "SHA256SUMS n’est pas une liste de fichiers et de leurs empreintes.",
    "nothing-here": "il n’y a ici ni dossier de preuves, ni dossier d’un registre.",
    "trust-reader": "les points de contrôle sont jugés d’après les clés de votre propre politique.",
    "trust-carried": "vous n’avez pas donné de politique. Les clés du journal et des témoins sont tirées de "
    "ces fichiers mêmes : vous vous fiez à qui vous les a remis. Comparez les clés à une "
    "copie obtenue ailleurs, ou donnez-la comme politique.",
    "log-key-differs": "la clé du journal « {name} » n’est pas celle qu’admet la politique : c’est un autre "
    "journal, ou un faux.",
    "policy-line": "la politique « {grade} » est illisible : elle a été modifiée ou endommagée.",
    "policy-missing": "le registre nomme une politique « {grade} », et elle n’est pas ici.",
    "policy-differs": "la politique « {grade} » n’est pas celle que nomme le registre : elle a été remplacée.",
    "policy-unnamed": "la politique « {grade} » n’est pas nommée dans le registre ; elle n’a que la parole de "
    "qui vous a remis ces fichiers.",
    "checkpoint-signed": "signé par le journal à la taille {size}, racine {root}. Aucun témoin n’a cosigné ; degré "
    ": {grade}.",
    "checkpoint-cosigned": "signé par le journal à la taille {size}, racine {root} ; cosigné par {cosigners} ; non "
    "par {missing} ; degré : {grade}.",
    "checkpoint-by-all": "signé par le journal à la taille {size}, racine {root} ; cosigné par tous les témoins "
    "({cosigners}) ; degré : {grade}.",
    "quorum-missed": "moins de témoins ont cosigné que la politique n’en exige : {count}. Sans la signature de "
    "{missing}. Le journal peut vous montrer une autre histoire qu’à d’autres.",
    "checkpoint-malformed": "{name} n’est pas un point de contrôle : il a été modifié ou endommagé.",
    "note-signature": "la signature de « {name} » sous un point de contrôle ne tient pas : ce point a été modifié.",
    "note-nobody": "un point de contrôle de « {name} » n’est pas signé par le journal dont la clé est admise.",
    "checkpoint-name": "{name} contient un point de contrôle d’une autre taille.",
    "checkpoint-newer": "{name} est plus récent que le fichier « checkpoint » : la fin a été coupée.",
    "two-histories": "le journal a signé deux registres différents de taille {size}. C’est une preuve contre "
    "le détenteur de la clé du journal : conservez ce fichier.",
    "history-holds": "points de contrôle joints : {count} ; tous sont des étapes d’une seule et même histoire.",
    "history-breaks": "le registre de taille {new} ne prolonge pas celui de taille {old} : des inscriptions "
    "passées ont été modifiées, ou la preuve l’a été.",
    "tree-holds": "chaque inscription est là ({size}), et ensemble elles donnent exactement la racine "
    "signée.",
    "root-differs": "les inscriptions ne donnent pas la racine signée à la taille {size} : une inscription a "
    "été modifiée, retirée, ajoutée ou déplacée.",
    "tile-differs": "{name} ne correspond pas aux inscriptions : l’un des deux a été modifié.",
    "tile-length": "un fichier d’inscriptions est tronqué ou trop long.",
    "proofs-hold": "inscriptions présentées : {count} ; chacune figure, preuve à l’appui, dans le registre "
    "de taille {size}.",
    "proof-fails": "l’inscription {index} n’est pas celle du registre : elle a été modifiée, ou sa preuve.",
    "proof-other": "la preuve de l’inscription {index} concerne une autre inscription ou un autre point de contrôle.",
    "proof-malformed": "une preuve n’est pas conforme au format : elle a été modifiée ou endommagée.",
    "proof-stray": "des preuves n’appartiennent à rien ici : une inscription ou un point de contrôle a été retiré.",
    "no-opening": "l’inscription 0, qui ouvre le registre et nomme ses parties, manque.",
    "entries-hold": "inscriptions lues : {count} ; toutes sont bien formées.",
    "entry-malformed": "l’inscription {index} n’est pas conforme au format : elle a été modifiée, ou n’aurait "
    "jamais dû être admise.",
    "rights-hold": "inscriptions vérifiées : {count} ; chacune est signée par des clés qui en avaient le "
    "droit à sa place.",
    "rights-hold-part": "inscriptions vérifiées : {count} ; chacune est signée par des clés qui en avaient le "
    "droit, d’après les inscriptions présentées.",
    "entry-refused": "l’inscription {index}, au nom de {role}, n’a pas sa place dans le registre : {reason}.",
    "past-until": "les témoins n’ont vu l’inscription {index} qu’après le dernier jour où sa clé pouvait "
    "signer. Ou elle fut admise trop tard, ou les signatures des témoins sont venues tard.",
    "gap": "l’auteur à la clé {key}… a numéroté des inscriptions {first} à {last} absentes du "
    "registre : refusées, retenues, ou pas encore envoyées.",
    "no-gaps": "aucune numérotation d’auteur n’a de lacune : rien de ce qui fut suivi d’une autre "
    "inscription ne manque.",
    "bodies-hold": "joints : {count} ; chacun est exactement ce que son inscription engageait.",
    "body-wrong": "le contenu de l’inscription {entry} n’est pas celui qu’elle engageait : il a été "
    "modifié.",
    "body-stray": "{name} n’appartient à aucune inscription présente.",
    "bodies-encrypted": "chiffrés pour d’autres, et illisibles ici : {count}.",
    "bodies-absent": "d’inscriptions publiques, mais absents de ces fichiers : {count}.",
    "fields-hold": "montrés un à un : {count} ; chacun est de ceux que son inscription engageait.",
    "fields-encrypted": "chiffrés pour d’autres, et illisibles ici : {count}.",
    "field-wrong": "un champ montré pour l’inscription {entry} n’est pas de ceux qu’elle engageait : il a "
    "été modifié.",
    "field-differs": "pour l’inscription {entry}, le champ {name} est montré avec deux valeurs : son auteur a "
    "engagé les deux, pour dire chacune à quelqu’un d’autre.",
    "process-holds": "les fichiers du processus ({count}) sont ceux que nomme le registre.",
    "process-differs": "le texte du processus joint n’est pas le dernier que nomme le registre.",
    "process-unknown": "des fichiers du processus sont joints ({count}), et rien ici ne dit lesquels nomme le "
    "registre.",
    "erasures": "contenus effacés : {count}. Leurs inscriptions et leurs preuves demeurent.",
    "erased-but-here": "le contenu de l’inscription {entry} a été effacé par l’inscription {index}, et une copie "
    "est encore ici. Qui la détient peut être tenu de la détruire.",
    "refusals-hold": "joints : {count} ; tous sont signés par le journal.",
    "refusal-wrong": "{name} n’est pas un refus signé par le journal.",
    "time-latest": "le dernier point de contrôle a été attesté le {at}.",
    "time-unknown": "aucun quorum de témoins n’indique d’heure. Les dates des inscriptions sont les dires de "
    "leurs auteurs.",
    "time-backwards": "l’heure des témoins recule à la taille {size} : certaines horloges sont fausses.",
    "entry-between": "l’inscription {index} ({code_to_print}), {type} par {role}, a été enregistrée après le "
    "{after} et au plus tard le {until}.",
    "entry-before": "l’inscription {index} ({code_to_print}), {type} par {role}, a été enregistrée au plus "
    "tard le {until}.",
    "entry-untimed": "l’inscription {index} ({code_to_print}), {type} par {role} : aucun témoin ne dit quand.",
    "limits-whole": "qu’une inscription figure ici dit qui l’a signée et quand elle s’y trouvait, non que ce "
    "qu’elle dit soit vrai. Les autres lecteurs ne voient le même registre qu’autant que les "
    "témoins sont honnêtes.",
    "limits-part": "ceci est une partie du registre. Elle montre que ces inscriptions y figurent ; elle ne "
    "peut montrer que rien d’autre n’y figure : qu’une clé n’avait pas été révoquée, par "
    "exemple, ou qu’une inscription n’a pas été retirée.",
    "and-more": "et d’autres de cette sorte : {count}.",
    "not-canonical": "{name} n’est pas du JSON dans sa seule écriture : il a été modifié ou endommagé.",
    "signatures-hold": "inscriptions vérifiées : {count} ; chacune est signée par les clés que nomment ses "
    "manifestes. Si elles en avaient le droit, verify.py le vérifie.",
    "unchecked": "des signatures d’un genre inconnu de ce navigateur ont été laissées de côté : {names}.",
    "not-a-zip": "ce n’est pas un ZIP lisible sans équivoque. Décompressez-le et vérifiez le dossier.",
    "zip-entry": "le ZIP contient « {name} », dont le nom ou la compression n’existe dans aucun dossier. "
    "Il n’a pas été ouvert.",
    "file-damaged": "{name} ne peut être décompressé : le ZIP est endommagé.",
    "too-large": "décompressé, ceci aurait plus de {most} octets ; il n’a pas été ouvert.",
    "field-twice": "pour l’inscription {entry}, le champ {name} est montré deux fois.",
    "not-base64": "une donnée n’est pas du base64 dans sa seule écriture : elle a été modifiée ou "
    "endommagée.",
    "member": "le membre « {name} » n’est pas conforme au format.",
    "note-malformed": "un point de contrôle n’est pas conforme au format : il a été modifié ou endommagé.",
    "policy-quorum": "une politique ne dit pas qui doit signer.",
    "policy-key": "une clé d’une politique est inutilisable.",
    "too-long": "une donnée est plus longue que toutes celles d’un registre.",
}
