"""Names that are easily misspelt and dangerous to mistake: trials, drugs, and the registry numbers of trials."""

from __future__ import annotations

DRUGS = frozenset(
    {
        *("asparaginase", "pegaspargase", "calaspargase", "vincristine", "dexamethasone", "prednisone", "prednisolone"),
        *("methylprednisolone", "mitoxantrone", "idarubicin", "doxorubicin", "daunorubicin", "epirubicin", "methotrexate"),
        *("cytarabine", "mercaptopurine", "thioguanine", "tioguanine", "cyclophosphamide", "ifosfamide", "etoposide", "clofarabine"),
        *("nelarabine", "fludarabine", "bortezomib", "imatinib", "dasatinib", "ponatinib", "ruxolitinib", "venetoclax"),
        *("blinatumomab", "inotuzumab", "ozogamicin", "calicheamicin", "rituximab", "daratumumab", "epratuzumab", "tocilizumab"),
        *("siltuximab", "anakinra", "tisagenlecleucel", "brexucabtagene", "obecabtagene", "axicabtagene", "ciloleucel", "autoleucel"),
        *("busulfan", "treosulfan", "thiotepa", "melphalan", "defibrotide", "dexrazoxane", "levetiracetam", "rasburicase"),
        *("letermovir", "foscarnet", "caspofungin", "posaconazole", "voriconazole", "pentamidine", "allopurinol", "filgrastim"),
        *("ciclosporin", "cyclosporin", "cyclosporine", "tacrolimus", "sirolimus", "mycophenolate"),
    }
)
"""Drugs of the treatment of childhood leukaemia, in small letters, under each name that is in use."""

TRIALS = frozenset(
    {
        *("AALL0031", "AALL0232", "AALL0433", "AALL07P1", "AALL1131", "AALL1231", "AALL1331", "AALL1521", "AALL1621", "AALL1721"),
        *("AALL1731", "AALL1732", "ALLR3", "ASCT0431", "ITCC-059", "INTREALL", "UKALL", "ALL-REZ", "ELIANA", "ENSIGN", "CASSIOPEIA"),
        *("RIALTO", "INO-VATE", "TOWER", "BLAST", "FORUM", "FRALLE", "NOPHO", "ALLTogether1", "E1910", "CCLG", "MT103-205", "ECOG-ACRIN"),
    }
)
"""Trials and study groups that text on relapsed leukaemia names."""

BRANDS = frozenset({"Blincyto", "Besponsa", "Kymriah", "Tecartus", "Yescarta", "Aucatzyl", "Oncaspar", "Erwinase", "Rylaze", "Defitelio"})
"""Trade names of the drugs above."""

REGISTERED = {
    "NCT02435849": "ELIANA",
    "NCT02228096": "ENSIGN",
    "NCT02101853": "AALL1331",
    "NCT02393859": "20120215",
    "NCT02981628": "AALL1621",
    "NCT03959085": "AALL1732",
    "NCT01802814": "INTREALL",
    "NCT00114348": "ALL-REZ",
    "NCT00382109": "ASCT0431",
}
"""Trials by their number at ClinicalTrials.gov, as the registry has them: makers' pages have mixed some up."""
