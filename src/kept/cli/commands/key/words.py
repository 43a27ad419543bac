"""What the commands of this group say."""

from kept.cli.saying import Words

WORDS: Words = {
    "made": {
        "en": "The key {name} is made. Its secret lies in {secret}; hand on only {public}.",
        "fr": "La clé {name} est faite. Son secret est dans {secret}\u00a0; "
        "ne transmettez que {public}.",
    },
    "clear": {
        "en": "The secret is not encrypted: whoever can read that file can sign.",
        "fr": "Le secret n’est pas chiffré\u00a0: qui peut lire ce fichier peut signer.",
    },
    "copy": {
        "en": "Keep a copy of the secret and its passphrase apart, offline. Nobody can restore it.",
        "fr": "Gardez une copie du secret et sa phrase secrète à part, hors ligne. "
        "Personne ne peut le rétablir.",
    },
    "key": {"en": "{name} ({purpose})\n  {text}", "fr": "{name} ({purpose})\n  {text}"},
    "id": {"en": "  id {id}", "fr": "  identifiant {id}"},
    "vkey": {"en": "  {vkey}", "fr": "  {vkey}"},
    "none": {
        "en": "There are no keys in {folder}. kept key new NAME makes one.",
        "fr": "Il n’y a pas de clé dans {folder}. kept key new NOM en fait une.",
    },
}

PURPOSES: Words = {
    "log": {"en": "signs a register", "fr": "signe un registre"},
    "witness": {"en": "cosigns as a witness", "fr": "contresigne comme témoin"},
    "role": {"en": "signs in a role", "fr": "signe dans une fonction"},
    "root": {"en": "stands above the roles of a party", "fr": "est au-dessus des fonctions"},
}
