"""What the commands of this group say."""

from kept.cli.saying import Words

WORDS: Words = {
    "listens": {
        "en": "Witness {name} answers at http://{host}:{port}/",
        "fr": "Le témoin {name} répond sur http://{host}:{port}/",
    },
    "key": {
        "en": "Its key, for the policies of registers:\n{vkey}",
        "fr": "Sa clé, pour les règles des registres\u00a0:\n{vkey}",
    },
    "log": {
        "en": "{origin}: {size} entries cosigned",
        "fr": "{origin}\u00a0: {size} inscriptions contresignées",
    },
    "stopped": {
        "en": "Stopped. What was cosigned is remembered.",
        "fr": "Arrêté. Ce qui a été contresigné reste en mémoire.",
    },
}
