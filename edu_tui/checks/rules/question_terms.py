"""Words of questions that had their day, or that are spelt in two ways."""

from __future__ import annotations

OUTDATED = {
    "acute lymphocytic leukaemia": "acute lymphoblastic leukaemia",
    "acute lymphocytic leukemia": "acute lymphoblastic leukemia",
    "lymphatic leukaemia": "lymphoblastic leukaemia",
    "acute non-lymphocytic leukaemia": "acute myeloid leukaemia",
    "common ALL antigen": "CD10",
    "mongolism": "Down syndrome",
    "mentally retarded": "with an intellectual disability",
    "mental retardation": "intellectual disability",
    "Pneumocystis carinii": "Pneumocystis jirovecii",
    "adriamycin": "doxorubicin",
    "daunomycin": "daunorubicin",
    "amethopterin": "methotrexate",
    "CRES": "ICANS",
    "GOT": "AST",
    "GPT": "ALT",
}
"""Terms that are no longer used, with those of today. Words in capitals are found in capitals only."""

SPELLINGS = (
    ("leukaem", "leukem"),
    ("paediatr", "pediatr"),
    ("haemat", "hemat"),
    ("haemo", "hemo"),
    ("anaemi", "anemi"),
    ("haemorrh", "hemorrh"),
    ("tumour", "tumor"),
    ("diarrhoea", "diarrhea"),
    ("oedema", "edema"),
    ("oesophag", "esophag"),
    ("anaesth", "anesth"),
    ("colour", "color"),
    ("centre", "center"),
    ("behaviour", "behavior"),
    ("favour", "favor"),
    ("neighbour", "neighbor"),
    ("fibre", "fiber"),
)
"""Beginnings of words, British and American."""

DISRESPECTFUL = {
    "suffer": (r"suffer(?:s|ed|ing)? from", "has"),
    "victim": (r"victims? of", "with, or who has"),
    "complain": (r"complain(?:s|ed|ing)? of", "reports, or says"),
    "den": (r"den(?:y|ies|ied) (?:any|having|pain|fever|drug|alcohol|use|symptoms?)", "has no, or reports no"),
    "complian": (r"non-?complian(?:t|ce)", "has not taken the drug, and why"),
    "failed": (
        r"(?:he|she|who|they|patients?|child|children|boys?|girls?)(?: has| have| had)? failed"
        r" (?:chemo\w*|treatment|therapy|(?:re-?)?induction|remission|to respond|blinatumomab|inotuzumab)",
        "the treatment did not work",
    ),
    "emic ": (r"leuka?emic (?:child|children|boys?|girls?|patients?|infants?|baby|babies)", "child with leukaemia"),
    "emics": (r"leuka?emics", "people with leukaemia"),
    "diabetic": (r"(?:a|the|these) diabetics?", "somebody with diabetes"),
    "epileptic": (r"(?:a|the|these) epileptics?", "somebody with epilepsy"),
    "handicapped": ("handicapped", "with a disability, named"),
    "crippled": ("crippled", "with a disability, named"),
    "retarded": ("retarded", "with a disability, named"),
    "unfortunate": (r"unfortunate (?:boy|girl|child|patient|family|parents)", "the word for the person alone"),
    "fight": (r"fight(?:s|ing)? (?:his|her|their|the|a) (?:leuka?emia|cancer|illness)", "is treated for"),
    "battle": (r"(?:lost|loses|losing|fights|fought) (?:his|her|their|the|a) battle", "what happened"),
    "bed blocker": (r"bed blockers?", "what was seen"),
    "frequent flyer": (r"frequent flyers?", "how often, and why"),
    "hysterical": ("hysterical", "what was seen"),
    "abuser": (r"(?:drug|alcohol) abusers?", "somebody who uses drugs"),
    "addict": (r"addicts?", "somebody who uses drugs"),
}
"""What is said of people as if they were their illness, their fault or their fate, with what says the same.

By a piece of text in small letters without which the words cannot stand: it is sought first, which takes next to no time.
"""

ORIGINS = frozenset(
    """
    caucasian hispanic latino latina asian oriental negro african aboriginal arab gypsy gypsies jewish black white brown coloured
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that tell from where somebody's family comes, or may."""

COLOURS = frozenset({"black", "white", "brown", "coloured"})
"""Those that do so in front of a word for a person only."""
