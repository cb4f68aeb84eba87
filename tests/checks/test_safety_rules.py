"""Rules of medical safety: each finds its fault at its place and leaves what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN, FACTS, FAMILY, edited
from rule_kit import findings, place, places_found

from edu_tui.checks.rules.known_names import BRANDS, DRUGS, REGISTERED, TRIALS
from edu_tui.checks.rules.spelling import meant_name

FACT, CHECKS, GLOSSARY = "content/facts.yaml", "content/checks.yaml", "content/glossary.md"
CLIN, FAM, QUIZZES, FAMQ = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md", "quizzes/timing-family.md"

MORE = """
IN-28:
  claim: Of the adults given the drug 22.8% were alive at two years.
  figures: ["22.8%", "2 years"]
  population: 326 adults with relapsed or refractory ALL
  source: hogan2025
  status: verified

CT-07:
  claim: After the infusion 81% were in remission.
  figures: ["81%"]
  population: 75 children and young adults infused, a study with a single arm
  source: hogan2025
  status: verified

QL-01:
  claim: The editorial hopes that new drugs will better the later life of survivors.
  figures: []
  population: survivors
  source: hogan2025
  status: seed
"""
LEDGER = {FACT: FACTS + MORE}
TWO_YEARS = {CHECKS: "review_months_most: 24\n"}


def told(words):
    """The change that says `words` on the page for families."""
    return edited(FAM, "About 66", f"{words}\n\nAbout 66") | LEDGER


def taught(words):
    """The change that says `words` on the page for clinicians."""
    return edited(CLIN, "A short lead.", words) | LEDGER


def explained(words):
    """The change that says `words` in the explanation of a question for clinicians."""
    return edited(QUIZZES, "From early to late [@RT-13].", words) | LEDGER


def reviewed(due, more="", path=CLIN):
    """The change that lets the review of a page come due on another day, and adds `more` to the page. The other page has no review."""
    pages = {CLIN: CLINICIAN, FAM: FAMILY}
    changed = {each: text.replace('{by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}', "null") for each, text in pages.items()}
    return changed | {path: pages[path].replace("due: 2099-03-01", f"due: {due}") + more}


SCALE = "\n".join(f"- {word}: almost never, often, almost always" for word in ("To walk", "To run", "To lift", "To sleep"))
ITEMS = "\n".join(f"- I feel {word}" for word in ("angry", "sad", "afraid", "tired"))
VACCINES = "".join(f"\n## Part {number}\n\nA vaccine by the current schedule.\n" for number in range(3))

# Each case: the rule, the change, the file, and the words at which the finding points.
CASES = [
    ("X01", taught("Two years later 22.8% were alive [@IN-28]."), CLIN, "22.8%"),
    ("X01", told("About 23 out of 100 were alive [@IN-28]."), FAM, "23 out of 100"),
    ("X01", explained("After relapse 22.8% were alive [@IN-28; @RT-13]."), QUIZZES, "22.8%"),
    ("X02", taught("The drug helps [@IN-28]."), CLIN, "IN-28"),
    ("X03", taught("Five-year survival was 49.5% [@RT-13]."), CLIN, "Five-year"),
    ("X03", taught("At five years 49.5% were alive [@RT-13]."), CLIN, "five years"),
    ("X03", edited(FAM, "## Why", "Five years on, 50 out of 100 were alive [@RT-13].\n\n## Why"), FAM, "Five years"),
    ("X04", taught("The cells led to a remission in 81% [@CT-07]."), CLIN, "led to"),
    ("X04", explained("The cells improved survival [@CT-07]."), QUIZZES, "improved"),
    ("X05", taught("New drugs will better the later life of survivors [@QL-01]."), CLIN, "QL-01"),
    ("X06", reviewed("2028-03-02") | TWO_YEARS, CLIN, "reviewed:"),
    ("X06", reviewed("2026-02-28"), CLIN, "reviewed:"),
    ("X06", reviewed("2027-03-02", VACCINES), CLIN, "reviewed:"),
    ("X07", taught("Live vaccines may begin at 24 months."), CLIN, "vaccines"),
    ("X07", taught("A guideline asks for an echocardiogram."), CLIN, "guideline"),
    ("X07", told("Your child gets shots."), FAM, "shots"),
    ("X08", told("It is 250 mg of the drug."), FAM, "250 mg"),
    ("X08", told("The pump runs at 2.5 mL per hour."), FAM, "2.5 mL per hour"),
    ("X08", edited(FAMQ, "- [x] No\n", "- [x] No, 2 tablets\n"), FAMQ, "2 tablets"),
    ("X09", told("Stop the steroid if your child cannot sleep."), FAM, "Stop the steroid"),
    ("X09", told("So give paracetamol for it."), FAM, "So give paracetamol"),
    ("X09", told("At night you can skip the dose."), FAM, "you can skip the dose"),
    ("X09", told("Take half of the pills tonight."), FAM, "Take half of the pills"),
    ("X09", told("You may pause the infusion for a walk."), FAM, "You may pause the infusion"),
    ("X09", edited(FAMQ, "> Right.", "> Right. Please double the dose."), FAMQ, "Please double the dose"),
    ("X10", told("It can bring a fever."), FAM, "fever"),
    ("X11", told("> **Call now:** Your child has a fever. Call at once."), FAM, "> **Call now:**"),
    ("X11", told("> **Call now:** A fever is for the team."), FAM, "> **Call now:**"),
    ("X12", taught("The trial ALLL1331."), CLIN, "ALLL1331"),
    ("X12", taught("The trial AALL1313."), CLIN, "AALL1313"),
    ("X12", taught("They gave mitozantrone."), CLIN, "mitozantrone"),
    ("X12", edited(CLIN, "Classify a relapse", "Classify blinatumamab"), CLIN, "blinatumamab"),
    ("X12", edited(FACT, "Survival after", "Vincistine and survival after"), FACT, "Vincistine"),
    ("X12", edited(QUIZZES, "[ ] 90%", "[ ] Idarubucin"), QUIZZES, "Idarubucin"),
    ("X13", taught("The trial ELIANA (NCT02228096)."), CLIN, "NCT02228096"),
    ("X13", taught("The trial NCT0243584."), CLIN, "NCT0243584"),
    ("X13", taught("ELIANA (NCT01234567)."), CLIN, "NCT01234567"),
    ("X14", taught("Up to 400 mg/dL.\n\n## Later\n\nUp to 4 g/L."), CLIN, "4 g/L"),
    ("X14", taught("Up to 1,200 cGy.\n\nUp to 12 Gy."), CLIN, "12 Gy"),
    ("X15", told("About 81 out of 100 were in remission [@CT-07]."), FAM, "81 out of 100"),
    ("X16", taught(f"The PedsQL asks:\n\n{ITEMS}"), CLIN, "- I feel angry"),
    ("X16", taught(f"The EQ-5D asks:\n\n{SCALE}"), CLIN, "- To walk"),
    ("X17", taught("This page is endorsed by the COG."), CLIN, "This page is endorsed by the COG"),
    ("X17", told("This is the official PDQ text."), FAM, "official PDQ text"),
    ("X17", edited(CLIN, "summary: What", "summary: A CDC-approved module. What"), CLIN, "CDC-approved module"),
    ("X18", taught("This module gives 1.5 contact hours."), CLIN, "1.5 contact hours"),
    ("X18", edited(QUIZZES, "Count from", "You earn CME credits. Count from"), QUIZZES, "earn CME credits"),
    ("X21", taught("This module reduces infections."), CLIN, "This module reduces infections"),
]


@pytest.mark.parametrize(("code", "changes", "path", "words"), CASES, ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)])
def test_each_rule_finds_its_fault_at_its_place(library_dir, code, changes, path, words):
    root = library_dir(changes)
    assert places_found(root, code) == [place(root, path, words)]


CALL = "> **Call now:** A fever? Call your team, day or night."
SAFE = [
    ("X01", taught("Two years later 22.8% of the adults were alive [@IN-28].")),
    ("X01", taught("In adults things differ.\n\nAfter relapse 22.8% were alive [@IN-28].")),
    ("X01", taught("After relapse 81% were in remission [@CT-07].")),  # young adults are of those we treat
    ("X01", edited(FACT, "AALL1331\n  source", "adults and children\n  source")),
    ("X02", taught("The drug helps [@IN-28; @RT-13].")),
    ("X02", taught("In adults the drug helps [@IN-28].")),
    ("X02", told("> **Call now:** Call your team for:\n>\n> - shaking [@IN-28]\n> - chills [@IN-28]")),
    ("X02", {CLIN: taught("The drug helps [@IN-28].")[CLIN], FACT: LEDGER[FACT].replace("refractory ALL", "refractory ALL; US label")}),
    ("X02", explained("The drug helps [@IN-28].")),  # the parts of a question share what they cite
    ("X03", taught("Five years after relapse 49.5% were alive [@RT-13].")),
    ("X02", taught("Among men and women the drug helps [@IN-28].")),
    ("X02", taught("In patients older than 18 years the drug helps [@IN-28].")),
    ("X03", taught("Of the children under five years and of those aged 9 years 49.5% survived [@RT-13].")),
    ("X03", taught("Years count from diagnosis.\n\nFive-year survival was 49.5% [@RT-13].")),
    ("X03", taught("In all 49.5% of the five-year-old children were alive. He is 5 years old [@RT-13].")),
    ("X03", taught("Three-year event-free survival was 49.5% [@RT-13].")),
    ("X03", taught("Treatment takes two years [@RT-13].")),
    ("X04", taught("The cells led to a remission in 49.5% [@RT-13; @CT-07].")),  # one of them had a group to compare with
    ("X04", taught("After the infusion 81% were in remission [@CT-07].")),
    ("X04", taught("This does not prove that the cells improved survival [@CT-07].")),
    ("X04", taught("The fever led to a longer stay [@CT-07].")),
    ("X05", taught("The editorial hopes for a better life of survivors [@QL-01].")),
    ("X05", taught("New drugs may better the life of survivors [@QL-01].")),
    ("X05", taught("So says the editorial:\n\nNew drugs will better the life of survivors [@QL-01].")),
    ("X05", taught("Survival rises [@RT-13; @QL-01].")),
    ("X06", reviewed("2028-03-01") | TWO_YEARS),
    ("X06", reviewed("2027-03-01", VACCINES)),
    ("X06", reviewed("2028-03-01", VACCINES[: len(VACCINES) // 3]) | TWO_YEARS),
    ("X07", taught("Live vaccines may begin at 24 months. Check the current schedule.")),
    ("X07", taught("Live vaccines may begin at 24 months.\n\n## Later\n\nVersions differ.")),
    ("X07", taught("Vaccines are another page's matter.")),
    ("X07", told("Your child gets shots. Ask your team before any of them.")),
    ("X08", told("On day 15 there are 38.0 °C, 26 out of 100, and 5 hours.")),
    ("X08", told("We take 5 ml of blood. Drink 200 ml of water.")),
    ("X08", taught("The dose is 15 mg.")),
    ("X08", edited(FAMQ, "- [ ] Yes\n", "- [ ] Yes, 2 tablets\n")),
    ("X09", told("Do not stop the steroid. Do not change the settings.")),
    ("X09", told("Stop the pump only when your team tells you. Give the date of the last drip. Take the list of drugs along.")),
    ("X09", told("The team can stop the drug. Start where you like.")),
    (
        "X09",
        told("Take a picture of the pump. Start a diary of all doses. Take a walk after the infusion. Change the bed before the chemo."),
    ),
    ("X09", told("Take your medicines along. Set an alarm for the pills. Turn off the alarm clock.")),
    ("X09", taught("Stop the steroid.")),
    ("X09", edited(FAMQ, "- [ ] Yes\n", "- [ ] Stop the steroid\n")),
    ("X10", told(f"It can bring a fever.\n\n{CALL}")),
    ("X10", told("It is a long day.")),
    ("X10", taught("It can bring a fever.")),
    ("X11", told(f"{CALL}\n\n> **Call now:** Shaking? Call at once.")),
    ("X11", told("> **Call now:** Contact your team.\n\n> **Call now:** Bring your child to the hospital.")),
    ("X11", taught("> **Call now:** A fever.")),
    (
        "X12",
        taught("AALL1331, AALL1332, AALL0932, ALLR3, ELIANA, Blincyto, blinatumomab's, Vincristine; asparaginases, anthracyclines, Elena."),
    ),
    ("X12", taught("They gave cyclosporin, cyclosporine or tioguanine.")),
    ("X12", taught("The trial ALLL1331.") | edited(GLOSSARY, "aliases: MRD", "aliases: MRD, ALLL1331")),
    ("X12", edited(FACT, "status: seed\n", "status: seed\n  caution: It prints ALLL1331, a slip.\n")),
    ("X13", taught("The trials ELIANA (NCT02435849) and ENSIGN (NCT02228096), and the trial NCT05748171.")),
    ("X13", taught("What ELIANA left open is asked by another trial (NCT01234567).")),
    ("X14", taught("Up to 400 mg/dL (4 g/L).\n\n## Later\n\nUp to 4 g/L.")),
    ("X14", taught("Up to 400 mg/dL.") | edited(QUIZZES, "Count from", "Up to 4 g/L. Count from")),
    ("X14", taught("Up to 400 mg/dL in 3 cGy, a Gy, mg and g.")),
    ("X15", told("About 66 out of 100 were alive [@RT-13; @CT-07].")),
    ("X15", told("About 81 out of 100 were in remission [@CT-07].") | explained("After the infusion [@CT-07].")),
    ("X16", taught(f"It asks:\n\n{ITEMS}")),
    ("X16", taught("The PedsQL measures four things:\n\n- the body\n- feelings\n- friends\n- school")),
    (
        "X17",
        taught("The trial was sponsored by the NCI, the guideline endorsed by the COG; a COG-endorsed guideline. PDQ summaries."),
    ),
    ("X18", taught("Your nurse planner decides on contact hours. It takes 5 hours.")),
    ("X18", taught("This page gives no contact hours and earns no CME credits.")),
    ("X21", taught("This page does not reduce deaths. This course of drugs reduces infections.")),
    ("X21", taught("This drug reduces infections. This module tells how the drug reduces infections.")),
]


@pytest.mark.parametrize(("code", "changes"), SAFE, ids=[f"{number}-{case[0]}" for number, case in enumerate(SAFE)])
def test_each_rule_leaves_what_is_no_fault(library_dir, code, changes):
    assert code not in [item[0] for item in findings(library_dir(changes))]


NAMES = sorted(name for name in {*TRIALS, *DRUGS, *BRANDS} if len(name) >= 6)
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


@given(st.sampled_from(NAMES))
def test_no_known_name_is_a_slip(name):
    assert [meant_name(form) for form in (name, name.upper(), f"{name}s")] == ["", "", ""]


@given(st.sampled_from(NAMES), st.data())
def test_every_slip_of_one_letter_is_seen(name, data):
    at = data.draw(st.integers(0, len(name) - 1))
    slip = data.draw(
        st.sampled_from(
            [name[:at] + name[at + 1 :], name[:at] + data.draw(LETTERS) + name[at:], name[:at] + data.draw(LETTERS) + name[at + 1 :]]
        )
    )
    known = {form for each in NAMES for form in (each.casefold(), f"{each.casefold()}s")}
    if len(slip) >= 6 and slip.casefold() not in known and not any(char.isdigit() for char in name):
        assert meant_name(slip)


@given(st.text(max_size=30))
def test_any_word_has_an_answer(word):
    assert meant_name(word) in {"", *TRIALS, *DRUGS, *BRANDS}


def test_numbers_of_trials_are_numbers_and_lead_to_known_ones():
    assert all(len(number) == 11 and number.startswith("NCT") and number[3:].isdigit() for number in REGISTERED)
    assert {name for name in REGISTERED.values() if not name.isdigit()} <= TRIALS
