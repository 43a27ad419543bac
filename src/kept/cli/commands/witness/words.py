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
    "mirrors": {
        "en": "{origin}: {size} entries held as a mirror",
        "fr": "{origin}\u00a0: {size} inscriptions détenues comme miroir",
    },
    "stopped": {
        "en": "Stopped. What was cosigned is remembered.",
        "fr": "Arrêté. Ce qui a été contresigné reste en mémoire.",
    },
    "requested": {
        "en": "The request is in {out}: the witness is asked to go on from {known} entries "
        "to {size}. Carry it there, and its answer back: kept witness accept.",
        "fr": "La demande est dans {out}\u00a0: le témoin est prié de passer de {known} "
        "inscriptions à {size}. Portez-la-lui, et rapportez sa réponse\u00a0: "
        "kept witness accept.",
    },
    "cosigned": {
        "en": "Cosigned: {origin} with {size} entries. The answer is in {out}.",
        "fr": "Contresigné\u00a0: {origin} avec {size} inscriptions. La réponse est dans {out}.",
    },
    "not-cosigned": {
        "en": "Not cosigned: this witness knows {known} entries. The register must ask again, "
        "from that size: kept witness request --old {known}.",
        "fr": "Non contresigné\u00a0: ce témoin connaît {known} inscriptions. Le registre doit "
        "redemander à partir de là\u00a0: kept witness request --old {known}.",
    },
    "knows": {
        "en": "The witness knows {known} entries and has cosigned nothing. Ask it from there: "
        "kept witness request --old {known}.",
        "fr": "Le témoin connaît {known} inscriptions et n’a rien contresigné. Redemandez à "
        "partir de là\u00a0: kept witness request --old {known}.",
    },
    "knows-more": {
        "en": "The witness knows {known} entries, and here there are {size}: this copy of the "
        "register is an old one. Sign nothing more with it; get the entries from a mirror.",
        "fr": "Le témoin connaît {known} inscriptions, et il y en a {size} ici\u00a0: cette "
        "copie du registre est ancienne. Ne signez plus rien avec elle\u00a0; reprenez les "
        "inscriptions chez un miroir.",
    },
    "accepted": {
        "en": "Cosigned by {names}: the checkpoint of {size} entries.",
        "fr": "Contresigné par {names}\u00a0: le point de contrôle à {size} inscriptions.",
    },
    "published": {
        "en": "The checkpoint of {size} entries is published.",
        "fr": "Le point de contrôle à {size} inscriptions est publié.",
    },
    "waits": {
        "en": "The checkpoint of {size} entries waits for more witnesses.",
        "fr": "Le point de contrôle à {size} inscriptions attend d’autres témoins.",
    },
    "part": {
        "en": "What was added from {start} entries to {stop} is in {out}, without bodies.",
        "fr": "Ce qui a été ajouté de {start} à {stop} inscriptions est dans {out}, "
        "sans les contenus.",
    },
    "followed": {
        "en": "The mirror holds all {size} entries of {origin}, and has checked them.",
        "fr": "Le miroir détient les {size} inscriptions de {origin} et les a vérifiées.",
    },
    "same": {
        "en": "● {witness}: the same {size} entries, cosigned {at}",
        "fr": "● {witness}\u00a0: les mêmes {size} inscriptions, contresignées le {at}",
    },
    "behind": {
        "en": "○ {witness}: {size} entries, the beginning of these, cosigned {at}",
        "fr": "○ {witness}\u00a0: {size} inscriptions, le début de celles-ci, "
        "contresignées le {at}",
    },
    "ahead": {
        "en": "■ {witness}: {size} entries, more than here: this copy of the register is an old "
        "one. Sign nothing more with it.",
        "fr": "■ {witness}\u00a0: {size} inscriptions, plus qu’ici\u00a0: cette copie du "
        "registre est ancienne. Ne signez plus rien avec elle.",
    },
    "fork": {
        "en": "■ {witness}: ANOTHER HISTORY at {size} entries, signed by this log. "
        "kept ledger compare makes the proof of it.",
        "fr": "■ {witness}\u00a0: UNE AUTRE HISTOIRE à {size} inscriptions, signée par ce "
        "registre. kept ledger compare en fait la preuve.",
    },
    "unknown": {"en": "? {witness}: {why}", "fr": "? {witness}\u00a0: {why}"},
    "collected": {
        "en": "Put into the queue: {taken} of {held} entries held by the mirror. "
        "kept ledger publish takes them from there.",
        "fr": "Mis dans la file\u00a0: {taken} des {held} inscriptions détenues par le miroir. "
        "kept ledger publish les y prend.",
    },
    "without-body": {
        "en": "{without} more need their body: ask their authors to submit them with it.",
        "fr": "{without} autres ont besoin de leur contenu\u00a0: demandez à leurs auteurs de "
        "les soumettre avec lui.",
    },
    "held": {
        "en": "  holds {held} entries for authors: {overdue} overdue, {refused} refused",
        "fr": "  détient {held} inscriptions pour des auteurs\u00a0: {overdue} en retard, "
        "{refused} refusées",
    },
    "overdue": {
        "en": "  ■ left out: {entry}, here since {received}",
        "fr": "  ■ omise\u00a0: {entry}, ici depuis {received}",
    },
    "overtaken": {
        "en": "  ■ left out, though the register has a later entry of its author: {entry}, here "
        "since {received}",
        "fr": "  ■ omise, bien que le registre ait une inscription ultérieure de son auteur"
        "\u00a0: {entry}, ici depuis {received}",
    },
    "nothing": {"en": "? {witness}: {why}", "fr": "? {witness}\u00a0: {why}"},
    "unchecked": {
        "en": "● {witness}: {size} entries, signed by the log. Give the key of the witness "
        "(--witness) to check its own signature.",
        "fr": "● {witness}\u00a0: {size} inscriptions, signées par le registre. Donnez la clé du "
        "témoin (--witness) pour vérifier sa propre signature.",
    },
    "alone": {
        "en": "● {witness}: {size} entries, cosigned {at}",
        "fr": "● {witness}\u00a0: {size} inscriptions, contresignées le {at}",
    },
}

GRADES: Words = {
    "published": {"en": "Grade: published.", "fr": "Degré\u00a0: publié."},
    "witnessed": {"en": "Grade: witnessed.", "fr": "Degré\u00a0: attesté par les témoins."},
    "mutual": {"en": "Grade: mutual.", "fr": "Degré\u00a0: reconnu par les deux parties."},
}
