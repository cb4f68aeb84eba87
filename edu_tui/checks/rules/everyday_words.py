"""Words that a family should not have to meet, with the everyday words for them. The choice is ours; a form that is used stands there."""

from __future__ import annotations

_OFFICIAL = """
administer, administers, administered, administering: give
administration of: giving
accordingly: so
additional: more
additionally: also
adequate: enough
adversely: badly
advantageous: useful
alleviate, alleviates, alleviated: ease
ameliorate, ameliorates: make better
anticipate, anticipates, anticipated: expect
approximately: about
as a consequence: so
assistance: help
at the present time: now
attempt to: try to
caregiver, caregivers: family
cease, ceases, ceased: stop
commence, commences, commenced, commencing: start
comply with: follow
component, components: part
comprises, comprise: has
concerning: about
consequently: so
considerable: large
constitutes, constitute: is
currently: now
deceased: dead
decrease in: drop in
demonstrate, demonstrates, demonstrated: show
determine whether: find out if
discontinue, discontinues, discontinued, discontinuing: stop
due to the fact that: because
elevated: high
elevation of: rise in
eliminate, eliminates, eliminated: get rid of
endeavour, endeavours: try
ensure that: make sure that
erroneous: wrong
establish whether: find out if
evaluate, evaluates, evaluated, evaluation: check
exacerbate, exacerbates, exacerbated: make worse
excessive: too much
expedite, expedites: speed up
experience difficulty: find it hard
facilitate, facilitates, facilitated: help
following completion of: after
frequently: often
furthermore: also
hence: so
identical: the same
implement, implements, implemented: carry out
in accordance with: as in
in addition to: besides
in conjunction with: with
in order to: to
in the absence of: without
in the course of: during
in the event of: if there is
in the event that: if
in the majority of cases: mostly
indicate that: show that
indicates that: shows that
inform, informs, informed us: tell
initial: first
initially: at first
initiate, initiates, initiated, initiating, initiation: start
inquire, inquires: ask
insufficient: not enough
it is important to note that: (leave it out)
likelihood: chance
magnitude: size
majority of: most
minimise, minimises, minimised: keep low
modification, modifications: change
modify, modifies, modified: change
moreover: also
necessitate, necessitates: call for
nevertheless: still
notify, notifies, notified: tell
numerous: many
observe for: watch for
obtain, obtains, obtained, obtaining: get
on a daily basis: each day
optimal: best
option of: choice of
parameter, parameters: (say what is measured)
permit, permits, permitted: let
persist, persists, persistent: last
prior to: before
probability: chance
proceed to: go to
provided that: if
purchase, purchases: buy
pursuant to: under
regarding: about
remainder: rest
request that: ask that
require, requires, required, requirement: need
reside, resides: live
retain, retains, retained: keep
select, selects, selected: choose
severity: how bad it is
subsequent: next
subsequent to: after
subsequently: then
substantial: large
sufficient: enough
terminate, terminates, terminated: end
thereafter: then
therefore: so
transmit, transmits, transmitted: send
upon: on
utilise, utilises, utilised, utilize, utilizes, utilized, utilisation, utilization: use
verify, verifies, verified: check
via: through
with regard to: about
with respect to: about
"""

_MEDICAL = """
abdomen, abdominal: belly
ablative: that clears the marrow
acute onset: sudden start
adverse effect, adverse effects, adverse event, adverse events, adverse reaction: side effect
aetiology, etiology: cause
ambulate, ambulatory: walk
analgesic, analgesics, analgesia: pain medicine
anaemic, anemic: low on red blood cells
antiemetic, antiemetics: medicine for feeling sick
antipyretic, antipyretics: fever medicine
asymptomatic: without signs
benign: not cancer
cardiac: of the heart
cerebral: of the brain
cessation: end
clinician, clinicians: doctor or nurse
coagulation: clotting
cognitive: of thinking and memory
comorbidity, comorbidities: other illness
complication, complications: problem
contraindicated: not safe here
contraindication, contraindications: reason not to give it
cranial: of the head
cytopenia, cytopenias: low blood counts
dermal: of the skin
deteriorate, deteriorates, deteriorated, deterioration: get worse
discharge instructions: what to do at home
dosage: how much
dyspnoea, dyspnea: trouble breathing
efficacious: that works
efficacy: how well it works
emesis: being sick
enteral: through the gut
erythema: redness
excrete, excretes, excreted: get rid of
febrile: with a fever
febrile neutropenia: fever with too few white cells
fatality, fatalities: death
haematological, haematologic, hematologic: of the blood
haemorrhage, hemorrhage: bleeding
haemorrhages, hemorrhages: bleedings
hepatic: of the liver
hypertension: high blood pressure
hypotension: low blood pressure
hypoxia: too little oxygen
immunocompromised, immunosuppressed: less able to fight germs
incidence: how often it comes
intravenous, intravenously: into a vein
ingest, ingests, ingested: swallow
inpatient: in hospital
lesion, lesions: damaged spot
lethargic, lethargy: very tired
long-term sequelae, sequelae: later effects
malaise: feeling ill
malignancy, malignancies: cancer
malignant: cancer
metabolise, metabolises: break down
modality, modalities: kind of treatment
monitor for: watch for
monotherapy: one drug alone
morbidity: illness
mortality: deaths
myeloablative: that clears the marrow
nausea: feeling sick
neurological, neurologic: of the brain and nerves
neurotoxicity: harm to the brain or nerves
neutropenia, neutropenic: too few white cells
nephrotoxicity: harm to the kidneys
hepatotoxicity: harm to the liver
cardiotoxicity: harm to the heart
toxicity, toxicities, toxic: harm
oedema, edema: swelling
oral mucositis, mucositis: sore mouth
outpatient: without a night in hospital
parenteral: through a vein
pathogen, pathogens: germ
physician, physicians: doctor
pneumonitis: inflamed lungs
postoperative: after the operation
prognosis: outlook
prognostic: about the outlook
progression-free: without getting worse
prophylactic, prophylactically, prophylaxis: to prevent it
pruritus: itching
pulmonary: of the lungs
pyrexia: fever
recurrence, recurrences: coming back
recurrent: that comes back
refractory: that does not go away with treatment
regimen, regimens: plan of drugs
renal: of the kidneys
respiratory distress: trouble breathing
risk-stratified, risk stratification: sorted by risk
salvage therapy, salvage treatment: treatment after a relapse
stomatitis: sore mouth
subcutaneous, subcutaneously: under the skin
symptomatic: with signs
symptomatology: signs
syncope: fainting
systemic: of the whole body
tachycardia: fast heartbeat
tachypnoea, tachypnea: fast breathing
thrombocytopenia: too few platelets
thrombosis: blood clot
tolerability: how well it is borne
topical: on the skin
vascular: of the blood vessels
venous access: a way into a vein
"""


def _table(text: str) -> dict[str, str]:
    """Each form with what to say for it."""
    lines = (line.partition(":") for line in text.split("\n") if line)
    return {form.strip(): plain.strip() for forms, _, plain in lines for form in forms.split(",")}


OFFICIAL = _table(_OFFICIAL)
"""Words of offices and papers, in small letters, with the everyday words: no explanation makes them right."""

EVERYDAY = _table(_MEDICAL)
"""Words of doctors, in small letters, with the everyday words. A family may learn one that its team will say, if it is explained."""
