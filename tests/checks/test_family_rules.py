import pytest
from family_pages import FAM, FAMQ, PAGE, asked, page, said
from libraries import edited
from rule_kit import findings, place, places_found

CLIN = "content/timing/clinician.md"
NINE = "\n".join(f"- sign {letter}" for letter in "abcdefghi")
HALVES = "\n".join(f"- group {letter}\n  - sign {letter}" for letter in "abcdefghi")
PASSIVE = "Blood is taken. " * 15
TABLE = "| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |"
CALL = "> **Call now:** Does your child have a fever? Call your team at once, day or night."
KEY = "> **Key point:** A fever can mean an infection. Call your team at once, so that they can help [@RT-13].\n"
STEPS = "1. Call the number that your team gave you.\n2. Say who you are.\n3. Ask what to do, and say the answer back."
TEACH = "Tell us in your own words: what will you do if there is a fever?"
TICKS = "- [ ] I have a thermometer.\n- [ ] I have the number to call."
CHART = PAGE[PAGE.index("```chart") : PAGE.index("After a late")]
BARS = CHART.replace("icons\ntitle", "bars\ntitle").replace("of: 100\nicons:\n  - {label: alive, count: 66}\nrest: not alive\n", "{}")
DECIMALS = BARS.replace("{}", "bars:\n  - {label: a, value: 25.8}\n  - {label: b, value: 66}\n")
PERCENTS = BARS.replace("{}", 'unit: "%"\nbars:\n  - {label: a, value: 66}\n')
NUMBERS = "It took 3 days, 4 nights, 7 calls, 8 tests, 9 talks and 11 drives."


def quoted(label, words):
    return said(f"> **{label}:** {words}")


# Each case: the rule, the change, the file, and the words at which the finding points ("¦" marks the place inside them).
CASES = [
    ("W06", said("We sit by the bed and read a long book about the sun and the sea. " * 40), FAM, "---"),
    ("W07", said("One is here. Two are here. Three are here. Four are here. Five are here. Six are here."), FAM, "One is here"),
    ("W07", asked("One is here. Two are here. Three are here. Four are here. Five are here. Six are here."), FAMQ, "One is here"),
    ("W08", said("We sit by the bed. We read. " * 25), FAM, "We sit by the bed. We"),
    ("W09", said("Call prior to each meal."), FAM, "prior to"),
    ("W09", said("So it can\ndeteriorate at night."), FAM, "deteriorate"),
    ("W09", asked("A physician will tell you."), FAMQ, "physician"),
    ("W10", said(PASSIVE), FAM, "---"),
    ("W11", page("Call your team at once, so that", "Your team should be called at once, so that"), FAM, "be called at once"),
    ("W11", page("Call your team at once, day", "A doctor must be\n> told at once, day"), FAM, "be\n> told"),
    ("W12", said("It took 2.5 days."), FAM, "2.5"),
    ("W12", page(CHART, DECIMALS), FAM, "25.8"),
    ("W13", said("Of all children, 66% lived [@RT-13]."), FAM, "66%"),
    ("W13", said("One in five had it."), FAM, "One in five"),
    ("W13", page(CHART, PERCENTS), FAM, "unit:"),
    ("W13", said("Then twenty percent had it."), FAM, "twenty percent"),
    ("W13", asked("So 1 in 10 lived."), FAMQ, "1 in 10"),
    ("W14", said("Once it was 3 out of 20, which is few [@RT-13]."), FAM, "3 out of 20"),
    ("W14", page("of: 100", "of: 200"), FAM, "of: 200"),
    ("W14", said("Once it was 3 out of 1,000, which is few [@RT-13]."), FAM, "3 out of 1,000"),
    ("W15", said("A relapse is twice as likely then."), FAM, "twice as likely"),
    ("W15", said("There it comes three times more often."), FAM, "three times more"),
    ("W15", said("This cuts the risk in half."), FAM, "cuts the risk in half"),
    ("W15", said("Smoke doubles the risk."), FAM, "doubles the risk"),
    ("W16", said("Take the weight. Multiply it by two."), FAM, "Multiply"),
    ("W16", said("Then you need to work out how much is left."), FAM, "work out how"),
    ("W17", said("A fit is rare."), FAM, "rare"),
    ("W17", said("It is a rare side effect."), FAM, "rare"),
    ("W17", said("This often brings a rash."), FAM, "often"),
    ("W17", said("It was hard. Most of the children felt ill. It went away."), FAM, "Most of the children"),
    ("W17", asked("Usually this goes away."), FAMQ, "Usually"),
    ("W18", page(CHART, ""), FAM, "66 out of 100"),
    ("W18", said("In a trial 71 out of 100 lived [@RT-13]."), FAM, "71 out of 100"),
    ("W19", said(NUMBERS), FAM, "## What you can take along"),
    ("W20", said("They lost their battle."), FAM, "battle"),
    ("W20", said("We fight the cancer."), FAM, "fight the cancer"),
    ("W20", said("For children who failed chemo."), FAM, "failed chemo"),
    ("W20", said("Leukaemia patients rest."), FAM, "Leukaemia patients"),
    ("W20", asked("This is your own fault."), FAMQ, "is your own fault"),
    ("W21", said("Parents should call the team."), FAM, "Parents should"),
    ("W21", said("Then the family is asked to wait."), FAM, "the family is asked to"),
    ("W22", said("Do you understand this page?"), FAM, "Do you understand this page"),
    ("W22", quoted("Ask", "So far, any questions?"), FAM, "any questions"),
    ("W23", said("The red bars are the early ones."), FAM, "The red bars"),
    ("W23", edited(CLIN, "A short lead.", "Early ones are shown in dark blue."), CLIN, "shown in dark blue"),
    ("W23", said("In the chart the red line is the early ones."), FAM, "the red line"),
    ("Y01", page(KEY, ""), FAM, "## Why a fever"),
    ("Y01", {FAM: PAGE.replace(KEY, "").replace("> **Not known", f"{KEY}\n> **Not known")}, FAM, "## Why a fever"),
    ("Y02", page("infection. Call", "infection. It can be bad. It cannot wait. Call"), FAM, "> **Key point"),
    ("Y03", page("White blood", "> **Key point:** You can call.\n\nWhite blood"), FAM, "> **Key point:** You can"),
    (
        "Y04",
        page("A fever can mean an infection. Call your team at once, so that they can help [@RT-13].", "Fever in this block."),
        FAM,
        KEY[:14],
    ),
    ("Y05", {FAM: PAGE.replace(", so that they can help", "").replace("can mean", "is").replace("So each", "Each")}, FAM, "## Why a fever"),
    (
        "Y06",
        {FAM: PAGE.replace(CALL, "We sit by the bed. " * 10).replace(STEPS, "").replace(TICKS, "").replace("> **Ask:** Whom", "Whom")},
        FAM,
        "---",
    ),
    ("Y07", page(STEPS, STEPS.replace("1.", "-").replace("2.", "-").replace("3.", "-")), FAM, "- Call the number"),
    ("Y07", said("- First, call.\n- Then say it back."), FAM, "- First, call"),
    ("Y07", said("> Do this:\n>\n> - First, call.\n> - Then say it back."), FAM, "> - First, call"),
    ("Y08", said(NINE), FAM, "- sign a"),
    ("Y08", said("> " + NINE.replace("\n", "\n> ")), FAM, "> - sign a"),
    ("Y09", page(CALL, "> **Call now:** Fever is an emergency."), FAM, "> **Call now"),
    ("Y10", page(TICKS, ""), FAM, "each day"),
    ("Y11", page("**Teach-back:** ", ""), FAM, "---"),
    ("Y12", page(TEACH, "Are you ready for a fever?"), FAM, "> **Teach-back"),
    ("Y13", page("## What we saw", "## 2. Background:"), FAM, "2. Background"),
    ("Y13", page("After a late", "### Overview\n\nAfter a late"), FAM, "### ¦Overview"),
    ("Y14", page("## In short {#recap .tell}", "## What is new {#new .tell}"), FAM, "## What is new"),
    ("Y15", page("**Not known:** ", ""), FAM, "---"),
    ("Y16", said(TABLE), FAM, "| a | b"),
    ("Y17", page("alt: Of 100 children, about 66 were alive. The others were not.", "alt: Alive after a late relapse."), FAM, "alt:"),
    ("Y17", edited(CLIN, "alt: From 25.8% to 66.4%.", "alt: Three bars."), CLIN, "alt:"),
]

# What is near a fault, and is none.
SAFE = [
    ("W06", said("We sit by the bed and read. " * 40)),
    ("W07", said("One is here. Two are here. Three are here. Four are here. Five are here.")),
    ("W08", said("We sit by the bed. We read. " * 10 + "\n\n---\n\n" + "We sit by the bed. We read. " * 10)),
    ("W08", asked("We sit by the bed. We read. " * 30)),
    ("W09", said("The prior day. Nobody will select-and-go. It can be refractory (it does not go away with treatment). Approximate.")),
    ("W09", said("> **Notes:** Administer it prior to the meal.")),
    ("W09", said("The doctor will say febrile, which means hot; *febrile* means a fever.")),
    ("W10", said("You are tired. She is worried. They are called genes. The bag is red. He is in need. It is indeed a hundred. " * 3)),
    ("W11", page("A fever can", "The cells that can be seen are few. You are worried, and it is hard. A fever can")),
    ("W11", said("The team should be called.")),
    ("W11", page("A fever can", "Cells which are killed go. It is called a fit. A fever can")),
    ("W12", said("Call at 38.0 °C (100.4 °F) or more. Version 1.2.3 came at 10.30.1, see AALL1331.")),
    ("W10", said("You are loved. The line is broken, and the skin is torn. It is not known. " * 10)),
    ("W12", said("Come at 8.30 in the morning, or at 9.15 am, to ward 3.2. Call at 38.5 degrees, or 101.3 F.")),
    ("W13", said("We put one in two weeks later. Use a gel with 70% alcohol.")),
    ("W13", said("One in the team will call. We sat one in each corner. At 1 in the night. One in a row.")),
    ("W14", said("On 5 of the 28 days, on day 3 of 28, in block 2 of 10, see page 3 of 12.")),
    ("W14", said("Two out of three said so, 3 of 7 days. One cell among 10,000 cells.")),
    ("W15", said("A relapse is twice as likely then: about 2 out of 100, which is few [@RT-13].")),
    ("W15", said("Call three times. Take twice as much time. Half of them slept. It comes more often.")),
    ("W16", said("Divide the day into parts. The nurse will calculate the dose.")),
    ("W16", said("The cells divide. They multiply fast. We work out a plan with you. Nobody adds up.")),
    ("W17", said("A fit is rare. We do not have a number.")),
    ("W17", said("About 3 out of 100 had it, so it is rare.")),
    (
        "W17",
        said(
            "How often do you call? Never too often. Call as often as you like. It is less common. A few children came. Have a common cold."
        ),
    ),
    ("W17", said("Wash your hands often. You can call us as often as you want. We will call you often.")),
    ("W17", said("You have much in common. The common name is the drip. It is a home for rare diseases.")),
    ("W17", asked("Some children wait. Many parents fear this.")),
    ("W18", said("In a trial 71 out of 100 lived, so most did [@RT-13].")),
    ("W18", said("As we said, it was 66 out of 100, and 34 out of 100 [@RT-13].")),
    ("W18", said("On 3 of the 28 days we test. This is week 2 of 12.")),
    ("W18", asked("It was 71 out of 100 [@RT-13].")),
    ("W19", said(f"{NUMBERS.replace('and 11 drives', '')} In 2024 it was 38.0 °C in AALL1331, and so again 3 days.")),
    (
        "W20",
        said(
            "B cells help to fight germs. This is not your fault. No one is to blame. The treatment failed. It is for ALL children's wards."
        ),
    ),
    ("W20", said("The chemo did not work. Say it to normal cells, and beat the egg. Complain if you must.")),
    ("W20", said('Nobody lost the fight. It is not a battle. T cells fight the leukaemia. Some say "victim" or "battle".')),
    ("W20", said("You may complain about the food. There is nothing more to do today. Normal child care goes on.")),
    ("W21", said("Other families have to wait too. If patients need to wait, we say so. Most patients need to stay.")),
    ("W21", said("Parents can feel sad. Ask what a parent must pay. Your family has to wait.")),
    ("W22", said("Did we say it well? What questions do you have? Say so, if this is clear. You may understand it, or not. Is it far?")),
    ("W22", said("Is it clear fluid? Do you follow a diet?")),
    ("W23", said("The blue line of the catheter, the red lines on the skin, the red box on the wall.")),
    ("W23", said("A red eye, white beads with a few red ones, yellow skin, a blue line on the arm. White blood cells.")),
    ("Y01", page("## Why a fever", f"{KEY}\n## Why a fever")),
    ("Y02", page("White blood", "> **Caution:** One. Two. Three. Four. Five.\n\nWhite blood")),
    ("Y03", page("> **Not known", f"{KEY}\n> **Not known")),
    ("Y04", page("A fever can mean an infection. Call your team at once, so that they can help [@RT-13].", "Watching helps.")),
    ("Y04", page("A fever can mean an infection. Call your team at once, so that they can help [@RT-13].", "Relapse depends on time.")),
    ("Y07", said("- First line: drug A\n- Second line: drug B\n- Last week: none")),
    ("Y07", said("- First signs\n- A cough")),
    ("Y07", page(STEPS, "- [ ] call\n- [ ] ask")),
    ("Y08", said("\n".join(NINE.split("\n")[:7]))),
    ("Y08", said(HALVES)),
    ("Y08", said(NINE.replace("- sign", "- [ ] sign"))),
    ("Y08", said("> **Notes:** Say these.\n>\n> " + NINE.replace("\n", "\n> "))),
    ("Y09", page(CALL, "> **Call now:** For a fever, call at once.")),
    ("Y09", page(CALL, "> **Call now:** If there is a fever call the ward.")),
    ("Y09", page(CALL, "> **Call now:** A fit? Is your child hard to wake?")),
    ("Y10", page(TICKS, "| Day | Skin |\n|---|---|\n| Monday | |")),
    ("Y10", {FAM: PAGE.replace("- [ ] ", "- ").replace("Look at the skin each day.", "The marrow makes new cells each day.")}),
    ("Y11", page("> **Teach-back:**", "> **Teach-back:** Show us.\n\n> **Teach-back:**")),
    ("Y12", page(TEACH, "We want to be clear.\n>\n> Show us how you call.")),
    ("Y12", page(TEACH, "Please walk us through a night with a fever.")),
    ("Y13", page("## What we saw", "## Background noise")),
    ("Y14", page("## In short {#recap .tell}", "## What to remember {#last .tell}")),
    ("Y14", page("## In short {#recap .tell}", "## Summary: a fever cannot wait {#last .tell}")),
    ("Y14", page("## In short {#recap .tell}", "## The end {#recap .tell}")),
    ("Y16", said(TABLE.replace("| e |", "|").replace("---|\n", "\n").replace("| 5 |", "|"))),
    ("Y17", edited(CLIN, "alt: From 25.8% to 66.4%.", "alt: From 25.8% up to 66.4%.")),
]


def test_a_page_with_all_its_parts_has_no_fault(library_dir):
    assert [item for item in findings(library_dir({FAM: PAGE})) if item[0][0] in "WY"] == []


@pytest.mark.parametrize(("code", "changes", "path", "words"), CASES, ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)])
def test_each_rule_for_families_finds_its_fault_at_its_place(library_dir, code, changes, path, words):
    root = library_dir(changes)
    assert places_found(root, code) == [place(root, path, words)]


LOOSER = {
    "family_sentence_mean": CASES[0],
    "family_paragraph_sentences": CASES[1],
    "family_chunk_words": CASES[3],
    "family_passive_share": next(case for case in CASES if case[0] == "W10"),
    "family_section_numbers": next(case for case in CASES if case[0] == "W19"),
    "family_message_sentences": next(case for case in CASES if case[0] == "Y02"),
    "family_short_words": next(case for case in CASES if case[0] == "Y11"),
    "family_list_items": next(case for case in CASES if case[0] == "Y08"),
    "family_table_columns": next(case for case in CASES if case[0] == "Y16"),
}


@pytest.mark.parametrize(("name", "case"), LOOSER.items(), ids=LOOSER)
def test_a_library_sets_its_own_thresholds(name, case, library_dir):
    code, changes = case[:2]
    limit = 1 if name.endswith("share") else 999
    root = library_dir({**changes, "content/checks.yaml": f"{name}: {limit}\n"})
    assert code not in [item[0] for item in findings(root)]


@pytest.mark.parametrize(("code", "changes"), SAFE, ids=[f"{number}-{case[0]}" for number, case in enumerate(SAFE)])
def test_each_rule_for_families_leaves_what_is_no_fault(library_dir, code, changes):
    assert code not in [item[0] for item in findings(library_dir(changes))]
