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
    "entry": {
        "en": "To be signed: {kind}, in {origin}, as {role}, number {seq} under its first key.",
        "fr": "À signer\u00a0: {kind}, dans {origin}, en tant que {role}, numéro {seq} de sa "
        "première clé.",
    },
    "manifest": {
        "en": "Party {party}, manifest number {version}",
        "fr": "Partie {party}, manifeste numéro {version}",
    },
    "roots": {
        "en": "  above all: {keys}; {threshold} must sign",
        "fr": "  au-dessus de tout\u00a0: {keys}\u00a0; {threshold} doivent signer",
    },
    "next": {
        "en": "  may take their place: {keys}; {threshold} must sign then",
        "fr": "  peuvent les remplacer\u00a0: {keys}\u00a0; {threshold} doivent alors signer",
    },
    "recovery": {
        "en": "  if all is lost: {keys}; {threshold} must sign, and wait {days} days",
        "fr": "  si tout est perdu\u00a0: {keys}\u00a0; {threshold} doivent signer, "
        "et attendre {days} jours",
    },
    "role": {
        "en": "  {role}: {keys}; signs {scope}; last day {until}",
        "fr": "  {role}\u00a0: {keys}\u00a0; signe {scope}\u00a0; dernier jour {until}",
    },
    "revokes": {
        "en": "The key {key} of {party} ({id}) admits nothing any more from that entry on. What "
        "it signed before stays valid.",
        "fr": "La clé {key} de {party} ({id}) ne fait plus rien admettre à partir de cette "
        "inscription. Ce qu’elle a signé avant reste valable.",
    },
    "waits-for": {"en": "  not signed yet: {key}", "fr": "  pas encore signé\u00a0: {key}"},
    "has-signed": {"en": "  signed: {key}", "fr": "  signé\u00a0: {key}"},
    "to-sign": {
        "en": "It is in {out}. Have it signed by each of them: kept key sign {out} --key NAME.",
        "fr": "C’est dans {out}. Faites signer chacun d’eux\u00a0: kept key sign {out} --key NOM.",
    },
    "confirm": {"en": "Sign this?", "fr": "Signer ceci\u00a0?"},
    "signed": {
        "en": "Signed. {file} now goes to: {missing}.",
        "fr": "Signé. {file} va maintenant à\u00a0: {missing}.",
    },
    "complete": {
        "en": "Signed by all. Submit it: kept statement submit {file} --ledger FOLDER.",
        "fr": "Signé par tous. Soumettez-le\u00a0: kept statement submit {file} --ledger DOSSIER.",
    },
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
