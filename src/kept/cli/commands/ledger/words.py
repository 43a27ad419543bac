"""What the commands of this group say."""

from kept.cli.saying import Words

WORDS: Words = {
    "begun": {
        "en": "The register {origin} has begun in {folder}, with {size} entries: who keeps it, "
        "and who may do what for it.",
        "fr": "Le registre {origin} est ouvert dans {folder}, avec {size} inscriptions\u00a0: qui le "
        "tient, et qui peut y faire quoi.",
    },
    "keys": {
        "en": "Its keys lie in {keys}: {names}. Keep copies apart; whoever has them can sign as "
        "the register.",
        "fr": "Ses clés sont dans {keys}\u00a0: {names}. Gardez-en des copies à part\u00a0; qui "
        "les a peut signer pour le registre.",
    },
    "log-key": {
        "en": "Witnesses and readers know it by this key; hand it to them in person: {vkey}",
        "fr": "Témoins et lecteurs le reconnaissent à cette clé ; remettez-la en main "
        "propre : {vkey}",
    },
    "no-witness": {
        "en": "No witness co-signs it yet: readers have nobody's word but the keeper's that all "
        "of them see the same register.",
        "fr": "Aucun témoin ne le cosigne encore\u00a0: seul son gardien répond que tous les "
        "lecteurs voient le même registre.",
    },
    "waits": {
        "en": "Nothing is published yet: too few witnesses have co-signed. Start them, then run "
        "kept ledger publish.",
        "fr": "Rien n’est encore publié\u00a0: trop peu de témoins ont cosigné. Démarrez-les, "
        "puis lancez kept ledger publish.",
    },
    "manifest-next": {
        "en": "{party} now names its roles and keys: kept key manifest.",
        "fr": "{party} nomme maintenant ses fonctions et ses clés\u00a0: kept key manifest.",
    },
    "text-entered": {
        "en": "The text of the process is entered, with the digest of each of its files.",
        "fr": "Le texte du processus est inscrit, avec l’empreinte de chacun de ses fichiers.",
    },
    "statements": {
        "en": "Statements entered: {new} new, {changed} corrected; {same} were there already.",
        "fr": "Déclarations inscrites : {new} nouvelles, {changed} corrigées ; {same} y "
        "étaient déjà.",
    },
    "gone": {
        "en": "The process no longer has {count} statements that stay in the register: {names}. "
        "What was entered is not taken out; kept statement retract takes it back.",
        "fr": "Le processus n’a plus {count} déclarations qui restent au registre : {names}. "
        "Rien n’en est retiré ; kept statement retract les révoque.",
    },
    "held": {
        "en": "Not entered: {names}. Statements about the same were erased, and these may be "
        "they. If not, enter them with --again ID.",
        "fr": "Pas inscrites : {names}. Des déclarations sur les mêmes points ont été effacées, "
        "et ce sont peut-être elles. Sinon, inscrivez-les avec --again ID.",
    },
    "nothing-new": {
        "en": "There was nothing new to enter.",
        "fr": "Il n’y avait rien de nouveau à inscrire.",
    },
    "published": {
        "en": "The register now has {size} entries, {grade}.",
        "fr": "Le registre compte maintenant {size} inscriptions, {grade}.",
    },
    "admitting": {"en": "Admitting", "fr": "Admission"},
    "refused": {
        "en": "Refused, entry {entry}…: {sentence}",
        "fr": "Refus, inscription {entry}… : {sentence}",
    },
    "admitted": {
        "en": "Entries admitted: {count}.",
        "fr": "Inscriptions admises : {count}.",
    },
    "silent-witness": {
        "en": "{witness} has not co-signed: {why}",
        "fr": "{witness} n’a pas cosigné : {why}",
    },
    "grade-published": {
        "en": "published by its keeper, not witnessed",
        "fr": "publié par son gardien, sans témoins",
    },
    "grade-witnessed": {
        "en": "witnessed by a quorum",
        "fr": "attesté par un quorum de témoins",
    },
    "grade-mutual": {
        "en": "witnessed by a quorum, both parties among them",
        "fr": "attesté par un quorum de témoins, les deux parties comprises",
    },
    "empty": {
        "en": "The register {origin} has published nothing yet.",
        "fr": "Le registre {origin} n’a encore rien publié.",
    },
    "stands": {
        "en": "The register {origin} has {size} entries, {grade}.",
        "fr": "Le registre {origin} compte {size} inscriptions, {grade}.",
    },
    "root": {"en": "Root: {root}", "fr": "Racine : {root}"},
    "witness-signed": {
        "en": "  {witness} co-signed at {at}",
        "fr": "  {witness} a cosigné à {at}",
    },
    "witness-missing": {
        "en": "  {witness} has not co-signed this checkpoint",
        "fr": "  {witness} n’a pas cosigné ce point de contrôle",
    },
    "waiting": {
        "en": "Submissions that wait to be admitted: {count}. kept ledger publish admits them.",
        "fr": "Dépôts en attente d’admission : {count}. kept ledger publish les admet.",
    },
    "indexing": {"en": "Indexing", "fr": "Indexation"},
    "indexed": {
        "en": "The index is built again: {size} entries, all found under the signed root.",
        "fr": "L’index est refait : {size} inscriptions, toutes sous la racine signée.",
    },
    "building": {"en": "Building columns", "fr": "Mise en colonnes"},
    "built": {
        "en": "The columns of {statements} statements are built, for whoever may see what is "
        "{clearance}. {size} entries were read and checked.",
        "fr": "Les colonnes de {statements} déclarations sont faites, pour qui peut voir ce qui est "
        "{clearance}. {size} inscriptions ont été lues et vérifiées.",
    },
    "built-already": {
        "en": "The columns are up to date with {size} entries; nothing was done.",
        "fr": "Les colonnes sont à jour, avec {size} inscriptions\u00a0; rien n’a été fait.",
    },
    "not-in-columns": {"en": "Left out: {what}", "fr": "Laissé de côté\u00a0: {what}"},
    "columns-light": {
        "en": "Columns need NumPy and Arrow, and {name} is not installed. Start kept by its "
        "launcher, ./kept, which installs them when a command needs them.",
        "fr": "Les colonnes demandent NumPy et Arrow, et {name} n’est pas installé. Lancez kept "
        "par son lanceur, ./kept, qui les installe quand une commande en a besoin.",
    },
    "backed-up": {
        "en": "{target} is up to date with {size} entries. The keys to its bodies are in {keys}: "
        "keep them elsewhere, and make no copy of them that you could not destroy.",
        "fr": "{target} est à jour, avec {size} inscriptions. Les clés de ses textes sont dans "
        "{keys} : gardez-les ailleurs, sans copie que vous ne pourriez détruire.",
    },
    "restored": {
        "en": "{folder} holds the register again, with {size} entries. The witnesses are asked "
        "what they know before it signs: kept ledger publish {folder}.",
        "fr": "{folder} contient de nouveau le registre, avec {size} inscriptions. Les témoins "
        "sont interrogés avant qu’il ne signe : kept ledger publish {folder}.",
    },
    "bundle-whole": {
        "en": "{out} holds the whole register: {size} entries, and the words of {bodies} of them.",
        "fr": "{out} contient tout le registre\u00a0: {size} inscriptions, et le texte de {bodies} "
        "d’entre elles.",
    },
    "bundle-part": {
        "en": "{out} holds {count} of the {size} entries, each with its proof, and the words of "
        "{bodies}. A part shows what is in the register, not what is not.",
        "fr": "{out} contient {count} des {size} inscriptions, chacune avec sa preuve, et le texte "
        "de {bodies}. Une partie montre ce qui est au registre, non ce qui n’y est pas.",
    },
    "bundle-check": {
        "en": "Anybody checks it with Python alone: take verify.py out of it, and run "
        "python3 verify.py {out}",
        "fr": "Chacun le vérifie avec Python seul\u00a0: sortez-en verify.py, puis lancez "
        "python3 verify.py {out}",
    },
    "compare-same": {
        "en": "The same: both show the register {origin} with the same {large} entries.",
        "fr": "Identiques\u00a0: les deux montrent le registre {origin} avec les mêmes {large} "
        "inscriptions.",
    },
    "compare-consistent": {
        "en": "One history: the {large} entries of {origin} begin with the same {small} entries.",
        "fr": "Une seule histoire\u00a0: les {large} inscriptions de {origin} commencent par les "
        "mêmes {small} inscriptions.",
    },
    "compare-unproven": {
        "en": "This cannot be told from these files alone: one has {small} entries, the other "
        "{large}. Compare with the folder, or a whole bundle, of the one with {large}.",
        "fr": "Ces fichiers seuls ne le disent pas\u00a0: l’un a {small} inscriptions, l’autre "
        "{large}. Comparez avec le répertoire, ou un dossier entier, de celui qui en a {large}.",
    },
    "compare-fork": {
        "en": "TWO HISTORIES. The log {origin} has signed both, and they cannot both be true. The "
        "proof is in {proof}: hand it to all parties and witnesses; anybody can check it.",
        "fr": "DEUX HISTOIRES. Le registre {origin} a signé les deux, et elles ne peuvent être "
        "vraies toutes deux. La preuve est dans {proof}\u00a0: remettez-la à toutes les parties et "
        "à tous les témoins\u00a0; chacun peut la vérifier.",
    },
    "entry": {
        "en": "Entry {index} of the register {origin}: {what}.",
        "fr": "Inscription {index} du registre {origin}\u00a0: {what}.",
    },
    "entry-code": {"en": "  code {code}\n  {entry}", "fr": "  code {code}\n  {entry}"},
    "entry-signed": {
        "en": "  signed by {role}, who dates it {claimed}",
        "fr": "  signée par {role}, qui la date du {claimed}",
    },
    "entry-signed-several": {
        "en": "  signed by {role} with {count} keys, and dated by them {claimed}",
        "fr": "  signée par {role} avec {count} clés, et datée par eux du {claimed}",
    },
    "recorded-between": {
        "en": "  recorded after {after} and by {until}, as the witnesses’ clocks show",
        "fr": "  inscrite après {after} et au plus tard à {until}, selon l’heure des témoins",
    },
    "recorded-by": {
        "en": "  recorded by {until}, as the witnesses’ clocks show",
        "fr": "  inscrite au plus tard à {until}, selon l’heure des témoins",
    },
    "recorded-unknown": {
        "en": "  recorded when: no witness has seen it, so only its author’s date is known",
        "fr": "  inscrite quand\u00a0? aucun témoin ne l’a vue, seule la date de son auteur est "
        "connue",
    },
    "entry-about": {"en": "  about {about}", "fr": "  au sujet de {about}"},
    "spoken-of": {
        "en": "Entry {index} ({role}) speaks of it: {what}.",
        "fr": "L’inscription {index} ({role}) en parle\u00a0: {what}.",
    },
    "words-shown": {"en": "Its words, for {level}:", "fr": "Son texte, pour {level}\u00a0:"},
    "words-fields": {"en": "Shown of it so far:", "fr": "Dévoilé jusqu’ici\u00a0:"},
    "words-erased": {
        "en": "Its words were erased. The entry itself stays.",
        "fr": "Son texte a été effacé. L’inscription elle-même reste.",
    },
    "words-withheld": {
        "en": "Its words are for {level}; they are not shown here.",
        "fr": "Son texte est pour {level}\u00a0; il n’est pas montré ici.",
    },
    "words-sealed": {
        "en": "Its words are sealed: only its author has them, until it discloses them.",
        "fr": "Son texte est scellé\u00a0: seul son auteur le possède, jusqu’à ce qu’il le dévoile.",
    },
    "words-absent": {
        "en": "Its words are not in this copy of the register.",
        "fr": "Son texte n’est pas dans cette copie du registre.",
    },
}
