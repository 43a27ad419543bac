"""Headings and short words of what is printed, in each language."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, Mapping[str, str]] = {
    "as-of": {"en": "as of {day}", "fr": "au {day}"},
    "from": {"en": "From: {standpoint}", "fr": "Point de vue : {standpoint}"},
    "known": {"en": "as known on {day}", "fr": "selon ce qu’on savait le {day}"},
    "coded": {"en": "coded by {names}", "fr": "codé par {names}"},
    "unreviewed": {
        "en": "NOT REVIEWED by anybody else",
        "fr": "PAS ENCORE RELU par d’autres",
    },
    "reviewed": {"en": "reviewed by {names}", "fr": "relu par {names}"},
    "fictional": {"en": "FICTIONAL, for training", "fr": "FICTIF, pour la formation"},
    "waits-for": {"en": "waits for {names}", "fr": "attend {names}"},
    "preparing": {"en": "in preparation", "fr": "en préparation"},
    "side-silent": {
        "en": "{side}: nothing of its own on record about it",
        "fr": "{side} : rien de sa part au dossier sur ce point",
    },
    "in-all": {"en": "in all", "fr": "en tout"},
    "others": {"en": "{name} with {n} others", "fr": "{name} avec {n} autres"},
    "changed": {"en": "Changed since {since}", "fr": "Changements depuis {since}"},
    "nothing-changed": {"en": "No standing changed.", "fr": "Aucun changement."},
    "news": {
        "en": "statements that became known: {n}",
        "fr": "déclarations devenues connues\u00a0: {n}",
    },
    "late-broken": {
        "en": "Late, not done, or told differently",
        "fr": "En retard, non fait, ou raconté différemment",
    },
    "contested": {"en": "Contested", "fr": "Contesté"},
    "contested-between": {
        "en": "Contested between the parties’ standpoints",
        "fr": "Contesté entre les points de vue des parties",
    },
    "blocked": {"en": "Blocked", "fr": "Bloqué"},
    "silent": {
        "en": "Owed, and nobody has said a word about it ({n})",
        "fr": "Dû, et personne n’en a dit un mot ({n})",
    },
    "not-reproducible": {
        "en": "No longer reproducible, for lack of what was entered ({n})",
        "fr": "N’est plus reproductible, faute de ce qui fut inscrit ({n})",
    },
    "missing-unplaced": {
        "en": "Entries whose body cannot be read",
        "fr": "Inscriptions dont le contenu ne peut être lu",
    },
    "side-missing": {
        "en": "{side}: nothing of its own can be read here; see what is missing",
        "fr": "{side}\u00a0: rien de sa part ne peut être lu ici\u202f; voir ce qui manque",
    },
    "accounts-missing": {
        "en": "What was said of it can no longer be read.",
        "fr": "Ce qui en a été dit ne peut plus être lu.",
    },
    "due-next": {"en": "Due before the next meeting", "fr": "Dû avant la prochaine réunion"},
    "nothing-due": {"en": "Nothing with a stated deadline.", "fr": "Rien qui ait une échéance."},
    "phases": {"en": "Phases", "fr": "Phases"},
    "meetings": {"en": "Meetings", "fr": "Réunions"},
    "last": {"en": "Last", "fr": "Dernière"},
    "next": {"en": "Next", "fr": "Prochaine"},
    "deeper": {"en": "Dig deeper", "fr": "Pour en savoir plus"},
    "more": {"en": "and {n} more", "fr": "et {n} autres"},
    "owed-by": {"en": "owed by {of} to {to}", "fr": "dû par : {of} · à : {to}"},
    "owed-by-alone": {"en": "owed by {of}", "fr": "dû par : {of}"},
    "text": {"en": "Text", "fr": "Texte"},
    "standing": {"en": "Standing", "fr": "État"},
    "accounts": {"en": "Accounts side by side", "fr": "Les versions côte à côte"},
    "no-accounts": {"en": "Nobody has spoken of it.", "fr": "Personne n’en a parlé."},
    "why": {"en": "Why", "fr": "Pourquoi"},
    "readings": {"en": "Readings and where each leads", "fr": "Lectures et où chacune mène"},
    "plain-text": {"en": "the plain text", "fr": "le texte seul"},
    "held-by": {"en": "held by {names}", "fr": "défendue par {names}"},
    "held-by-nobody": {"en": "held by nobody on record", "fr": "que personne n’a défendue"},
    "between": {"en": "From each side", "fr": "Selon chacun"},
    "would-change": {"en": "What would change it", "fr": "Ce qui changerait l’état"},
    "nothing-would": {
        "en": "No single finding would, nor any two together.",
        "fr": "Aucun constat seul, ni deux ensemble.",
    },
    "history": {"en": "History", "fr": "Historique"},
    "sources": {"en": "Sources", "fr": "Sources"},
    "verified-by": {"en": "verified by {names}", "fr": "vérifié par {names}"},
    "nobody-verifies": {"en": "verifier not stated", "fr": "vérificateur non précisé"},
    "then": {"en": "{left}; {right}", "fr": "{left}\u00a0; {right}"},
    "not-stated": {"en": "not stated", "fr": "non précisé"},
    "gaps": {"en": "Gaps and obstacles", "fr": "Lacunes et obstacles"},
    "axes": {
        "en": "duty {duty} · evidence {evidence} · extent {extent} · time {time}",
        "fr": "engagement {duty} · fait {evidence} · étendue {extent} · temps : {time}",
    },
    "agree": {"en": "The two standpoints agree.", "fr": "Les deux points de vue concordent."},
    "differ": {
        "en": "commitments that stand differently: {n}",
        "fr": "engagements vus différemment\u00a0: {n}",
    },
    "as-now": {"en": "as it stands", "fr": "état actuel"},
    "supposed": {"en": "supposing", "fr": "en supposant"},
    "no-change": {"en": "Nothing would change.", "fr": "Rien ne changerait."},
    "members": {"en": "Members", "fr": "Membres"},
    "observers": {"en": "Observers", "fr": "Observateurs"},
    "parties": {"en": "Parties", "fr": "Parties"},
    "mediators": {"en": "Mediators", "fr": "Médiateurs"},
    "life": {"en": "Life", "fr": "Vie"},
    "signing": {"en": "Wanted before signature", "fr": "Exigé avant la signature"},
    "disputed": {"en": "Disputed", "fr": "Contesté"},
    "links": {"en": "Links", "fr": "Liens"},
    "commitments": {"en": "Commitments", "fr": "Engagements"},
    "owes": {"en": "Owes", "fr": "Doit"},
    "is-owed": {"en": "Is owed", "fr": "Créancier de"},
    "offices": {"en": "Who speaks", "fr": "Qui parle"},
    "said": {"en": "Said", "fr": "A dit"},
    "attended": {"en": "Attended", "fr": "Présents"},
    "reviewed-items": {"en": "Reviewed", "fr": "Examiné"},
    "agreed": {"en": "Agreed", "fr": "Convenu"},
    "decisions": {"en": "Decisions", "fr": "Décisions"},
    "held": {"en": "held", "fr": "tenue"},
    "not-held": {"en": "planned, not held", "fr": "prévue, non tenue"},
    "stated": {"en": "left open by the texts: {n}", "fr": "laissé ouvert par les textes : {n}"},
    "errors": {"en": "errors: {n}", "fr": "erreurs : {n}"},
    "warnings": {"en": "warnings: {n}", "fr": "avertissements : {n}"},
    "cases": {
        "en": "{passed} passed, {failed} failed",
        "fr": "{passed} réussis, {failed} échoués",
    },
    "eve-of": {
        "en": "the eve of {meeting}, {day}",
        "fr": "la veille de la réunion ({meeting}), {day}",
    },
    "statement": {"en": "Statement", "fr": "Déclaration"},
    "day": {"en": "Day", "fr": "Jour"},
    "who": {"en": "Who", "fr": "Qui"},
    "range": {"en": "Range", "fr": "Fourchette"},
    "status-draft": {"en": "draft", "fr": "projet"},
    "status-proposed": {"en": "proposed", "fr": "proposé"},
    "status-adopted": {"en": "adopted", "fr": "adopté"},
    "status-initialled": {"en": "initialled", "fr": "paraphé"},
    "status-signed": {"en": "signed", "fr": "signé"},
    "status-in-force": {"en": "in force", "fr": "en vigueur"},
    "status-suspended": {"en": "suspended", "fr": "suspendu"},
    "status-resumed": {"en": "resumed", "fr": "repris"},
    "status-superseded": {"en": "superseded", "fr": "remplacé"},
    "status-terminated": {"en": "ended", "fr": "terminé"},
    "pair": {"en": "{left}: {right}", "fr": "{left}\u00a0: {right}"},
    "nothing-found": {"en": "Nothing found.", "fr": "Rien trouvé."},
}


def label(name: str, language: str, **values: object) -> str:
    """A heading or short word, with its values filled in.

    >>> label("owed-by-alone", "fr", of="RDC")
    'dû par : RDC'
    """
    return LABELS[name][language].format(**values)
