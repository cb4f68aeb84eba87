"""Rules for questions and objectives: each finds its fault at its place and leaves what only looks like one."""

import pytest
from libraries import CLINICIAN, FACTS, FAMILY_QUIZ, QUIZ, edited
from question_writing import CHECKS, FACT, FAMQ, PLAIN, QUIZZES, asked, cloze, levels, objectives, quiz, typed
from rule_kit import findings, place, places_found

CLIN, FAM = "content/timing/clinician.md", "content/timing/family.md"

REST = "  population: ALL\n  source: hogan2025\n  status: verified\n"
CONTESTED = {FACT: f'{FACTS}\nRT-20:\n  claim: It came back.\n  figures: ["13%"]\n{REST}  doubts: [contested]\n'}
FIVE_FACTS = {FACT: FACTS + "".join(f"\nMO-0{number}:\n  claim: It is so.\n  figures: []\n{REST}" for number in range(5))}
CITED = "; ".join(f"@MO-0{n}" for n in range(5))
US = edited(CLIN, "A short lead.", "A leukaemia, the leukaemia. Tumour lysis, a tumour, the tumour.")
CASE = (
    "\n## A case\n\nid: rt-case\ntype: case\n\nA girl of six complains of pain.\n\n### Now\n\nid: rt-case-q1\nobjective: classify\n\n"
    "What comes first?\n\n- [x] A marrow test\n  > Yes [@RT-13].\n- [ ] A scan\n  > Not first.\n- [ ] A walk\n  > Not first.\n"
)
COMPARE = edited(CLIN, "Classify a relapse by time", "Compare two schemes")
DOUBLE = edited(CLIN, "Classify a relapse by time", "Compare two schemes and choose the one that fits")

# Each case: the rule, the change, the file, and the words at which the finding points ("¦" marks the place inside them).
CASES = [
    ("B10", asked("Which?", "*red", "blue") | {CHECKS: "review_months_most: 1000\n"}, QUIZZES, "- [x] red"),
    ("B10", asked("Which?", "*a", "b", "c", "d", "e", "eff"), QUIZZES, "- [ ] eff"),
    ("B10", asked("Which two?", "*red one", "*blue one"), QUIZZES, "- [x] red one"),
    ("B11", asked("Which?", "*a", "b", "c", "d", "eye"), QUIZZES, "- [ ] eye"),
    ("B12", asked("Which?", "*red", "blue", "None of the above"), QUIZZES, "None of the above"),
    ("B12", asked("Which?", "*red", "blue", "Both of these"), QUIZZES, "Both of these"),
    ("B12", asked("Which?", "*red", "blue", "Neither"), QUIZZES, "Neither"),
    ("B12", asked("Which?", "*I and II", "II, III and IV", "blue"), QUIZZES, "I and II"),
    ("B13", asked("What then?", "*It comes late", "It always comes", "It came once"), QUIZZES, "always"),
    ("B13", asked("What then?", "*It came late", "It came in all countries", "It came once"), QUIZZES, "all"),
    ("B14", asked("What then?", "*It never came", "It came late", "It came once"), QUIZZES, "never"),
    ("B15", asked("What then?", "It rarely came", "*It came late", "It came once"), QUIZZES, "rarely"),
    ("B16", asked("What then?", f"*red {'and green ' * 7}and blue", "blue", "pink"), QUIZZES, "- [x] red"),
    ("B17", asked("When?", "*After 9 days", "After 3 days", "After 6 days", keys="shuffle: false"), QUIZZES, "- [x] After 9"),
    ("B17", asked("When?", "*After 3 days", "After 6 days", "After 9 days"), QUIZZES, "- [x] After 3"),
    ("B18", asked("How much?", "*5 mg", "500 µg", "50 mg", keys="shuffle: false"), QUIZZES, "- [x] 5 mg"),
    ("B18", asked("How much?", "*25.8%", "50%", "70%", keys="shuffle: false"), QUIZZES, "- [x] 25.8%\n  > So it is."),
    ("B19", asked("What then?", "*Nobody can say", "50%", "70%"), QUIZZES, "- [x] Nobody"),
    ("B19", asked("What then?", '*"Call now"', "Wait a day", "Go for a walk"), QUIZZES, '- [x] "Call'),
    ("B19", asked("What then?", "*Call now.", "Wait a day", "Go for a walk"), QUIZZES, "- [x] Call now."),
    ("B19", asked("What?", "*Rest", f"Sleep {'and rest ' * 15}", "Wait", "Call"), QUIZZES, "- [x] Rest"),
    ("B20", asked("What?", "*steroid and cooling", "steroid and walking", "tablets and cooling"), QUIZZES, "- [x] steroid and cooling"),
    ("B21", asked("What?", "*The risk rises after it", "The risk falls after it", "A scan is due"), QUIZZES, "- [x] The risk rises"),
    ("B21", asked("What?", "He is not in remission", "*He is in remission", "A scan is due"), QUIZZES, "- [x] He is in"),
    ("B22", asked("Which test finds residual cells?", "*A search for residual ones", "A scan", "A walk"), QUIZZES, "for ¦residual ones"),
    ("B23", asked("He needs an:", "*antibody", "transplant", "echo"), QUIZZES, "- [ ] transplant"),
    ("B23", asked("Which three do you choose?", "*red", "*blue", "pink"), QUIZZES, "Which three"),
    ("B23", asked("Which of these are right for him?", "*red", "blue", "pink"), QUIZZES, "Which of these are"),
    ("B23", cloze("He has an [[relapse]] now."), QUIZZES, "an [[relapse"),
    ("B23", cloze("Which two words are missing? It [[went]] away."), QUIZZES, "Which two"),
    ("B24", quiz("What then?\n\n- [x] red\n  > So it is [@RT-13].\n- [ ] blue\n- [ ] pink\n  > It is not.\n"), QUIZZES, "- [ ] blue"),
    ("B24", quiz("What then?\n\n- [x] red\n  > So it is [@RT-13].\n- [ ] blue\n  > No.\n"), QUIZZES, "> No."),
    ("B24", edited(QUIZZES, "> **Explanation:** From early to late [@RT-13].\n", ""), QUIZZES, "Put the three"),
    ("B25", quiz("What then?\n\n- [x] red\n  > So it is.\n- [ ] blue\n  > It is not.\n"), QUIZZES, "What then?"),
    ("B26", edited(QUIZZES, "1. before 18 months", f"1. before{' and so on' * 7}"), QUIZZES, "1. before and"),
    ("B26", typed(f"so {'and so ' * 10}"), QUIZZES, "- [x] so and"),
    ("B27", FIVE_FACTS | asked("What then?", *PLAIN, explained=f"All of it [{CITED}]."), QUIZZES, "What then?"),
    ("J01", asked("Which of the drugs is not given?", *PLAIN), QUIZZES, "not given"),
    ("J01", asked("It is late. Which drug doesn't help?", *PLAIN), QUIZZES, "doesn't"),
    ("J01", asked("Which drugs are given except one?", *PLAIN), QUIZZES, "except"),
    ("J01", asked("Which step is least likely?", *PLAIN), QUIZZES, "least likely"),
    ("J01", asked("Which statement on him is wrong?", *PLAIN), QUIZZES, "wrong"),
    ("J02", asked("The first drug is", *PLAIN), QUIZZES, "The first drug"),
    ("J02", typed("late", "Give the word."), QUIZZES, "Give the word"),
    ("J03", asked("Which of the following is true?", *PLAIN), QUIZZES, "Which of the following is true?"),
    ("J03", asked("He is well. Which statement about him is correct?", *PLAIN), QUIZZES, "Which statement about"),
    ("J03", asked("He is well. Which thought is right?", *PLAIN), QUIZZES, "Which thought is right?"),
    ("J04", asked("Think of the previous question. What comes next?", *PLAIN), QUIZZES, "the previous question"),
    ("J04", asked("How is the drug that you chose given?", *PLAIN), QUIZZES, "that you chose"),
    ("J04", asked("What comes next?", "*red", "blue", "As in question 2"), QUIZZES, "question 2"),
    ("J05", asked("A boy has acute lymphocytic leukaemia. What then?", *PLAIN), QUIZZES, "acute lymphocytic leukaemia"),
    ("J05", asked("What rises?", "*The GPT", "The clock", "The sun"), QUIZZES, "GPT"),
    ("J06", US | asked("A boy has leukemia. What then?", *PLAIN), QUIZZES, "leukemia"),
    ("J06", US | asked("What then?", "*A scan", "A walk", "A tumor"), QUIZZES, "tumor"),
    ("J07", asked("What does the QXR list say?", *PLAIN), QUIZZES, "QXR"),
    ("J08", asked("A leukaemic boy is here. What then?", *PLAIN), QUIZZES, "leukaemic boy"),
    ("J08", asked("A girl who failed induction is here. What then?", *PLAIN), QUIZZES, "who failed induction"),
    ("J08", {QUIZZES: QUIZ + CASE}, QUIZZES, "complains of"),
    ("J09", asked("A Hispanic girl is here. What then?", *PLAIN), QUIZZES, "Hispanic"),
    (
        "J10",
        CONTESTED | asked("How often did it come back?", "*13%", "24%", "35%", keys="shuffle: false", explained="So it is [@RT-20]."),
        QUIZZES,
        "13%",
    ),
    ("O07", COMPARE | levels("remember", "understand"), CLIN, "classify:"),
    ("O08", levels(*["remember"] * 7, *["apply"] * 3), QUIZZES, "---"),
    ("O09", DOUBLE, CLIN, "classify:"),
    ("O10", objectives(6), CLIN, "objectives:"),
    (
        "O10",
        {CLIN: CLINICIAN.replace("objectives:\n  classify: Classify a relapse by time\n", "objectives: {}\n").replace(" .classify", "")},
        CLIN,
        "objectives:",
    ),
    ("O11", asked("Which mark does the drug bind?", "*the first", "the second", "the third", keys="bloom: apply"), QUIZZES, "Which mark"),
    ("O11", typed("late", "Which word is that?", keys="bloom: analyse"), QUIZZES, "Which word"),
]

SAFE = [
    ("B10", asked("Is it?", "*Yes", "No") | {CHECKS: ""}, 1),
    ("B10", asked("Which two?", "*red one", "*blue one", "pink one"), 0),
    ("B11", asked("Which?", "*a", "b", "c", "d"), 0),
    ("B11", asked("Which two?", "*a", "*b", "c", "d", "eye"), 0),
    ("B12", asked("How many?", "*None of the patients", "All of the 12", "Both boys of the trial"), 0),
    ("B12", asked("Who is it?", "*A and B", "blue", "Any of the others in it"), 0),
    ("B13", asked("What then?", "*It only comes late", "It always comes", "It came once"), 0),
    ("B13", asked("Who?", "*boys", "ALL alone", "Every 2 years", "All at once", "He must have gone"), 0),
    ("B13", asked("Who?", "*In relapse", "Overall", "Not all"), 0),
    ("B14", asked("When?", "*Not always", "Late", "Soon"), 0),
    ("B14", asked("Who?", "*Those with ALL", "boys", "girls"), 0),
    ("B15", asked("What?", "*He may go home", "It can be seen", "It might help"), 0),
    ("B15", asked("What?", "*More often in boys", "Less often than before", "As often as they like"), 0),
    ("B16", asked("What then?", f"*red {'and green ' * 6}and blue", "blue", "pink"), 0),
    ("B17", asked("When?", "*After 3 days", "After 6 days", "After 9 days", keys="shuffle: false"), 0),
    ("B17", asked("When?", "*After 9 days", "After 6 days", "After 3 days", keys="shuffle: false"), 0),
    ("B17", asked("When?", "*After 9 days", "After 3 days"), 0),
    ("B17", asked("Which?", "*For CD22", "For CD19", "For CD20"), 0),
    ("B17", asked("Which?", "*Chromosome 22", "Chromosome 9", "Chromosome 12"), 0),
    ("B17", asked("Which?", "*3 of 9 boys", "2 of 9 boys", "5 of 9 boys"), 0),
    ("B18", asked("How much?", "*25.8%", "49.5%", "70%", keys="shuffle: false"), 0),
    ("B18", asked("How long?", "*1 month", "6 months", "9 months", keys="shuffle: false"), 0),
    ("B19", asked("What then?", "*Nobody can say", "Wait a day", "70%"), 0),
    ("B19", asked("How many?", "*None", "1", "2"), 0),
    ("B19", asked("What?", "*Low", "Intermediate", "High"), 0),
    ("B20", asked("What?", "*steroid and cooling", "steroid and walking", "steroid and resting"), 0),
    ("B20", asked("What?", "*steroid and cooling", "tablets"), 0),
    ("B21", asked("What?", "*Low", "Intermediate", "High"), 0),
    (
        "B21",
        asked("What?", "*The risk rises after it", "The risk falls after it", "A scan is done before it", "A scan is done after it"),
        0,
    ),
    ("B21", asked("What?", "The risk rises after it", "The risk falls after it", "*A scan is due"), 0),
    ("B22", asked("Which test finds residual cells?", "*A search for residual ones", "A scan of residual ones", "A walk"), 0),
    ("B22", asked("What should a parent know first?", "*What parents know", "A scan", "A walk"), 0),
    ("B23", asked("He needs an:", "*antibody", "MRD test", "hour of rest", "18-gauge line"), 0),
    ("B23", asked("It is an:", "*honour", "hour", "EU rule"), 0),
    ("B23", asked("Which of the cells are killed?", "*The B cells", "The T cells", "The nerve cells"), 0),
    ("B23", asked("Which two do you choose?", "*red", "*blue", "pink"), 0),
    ("B23", asked("Which one do you choose?", "*red", "blue", "pink"), 0),
    ("B23", cloze("Which word is missing? He has a [[relapse]] now."), 0),
    ("B24", quiz("What?\n\n- [ ] red\n- [ ] blue\n", keys="type: poll"), 0),
    ("B25", quiz("What?\n\n- [ ] red\n- [ ] blue\n", keys="type: poll"), 0),
    ("B25", {FAMQ: FAMILY_QUIZ}, 0),
    ("B26", typed(f"so {'and so ' * 9}"), 0),
    ("B27", FIVE_FACTS | asked("What then?", *PLAIN, explained=f"All of it [{CITED}].".replace("@MO-00; ", "")), 0),
    ("B27", FIVE_FACTS | asked("Which two?", "*red", "*blue", "pink", explained=f"All of it [{CITED}]."), 0),
    ("J01", asked("Which two things are not known yet?", "*red", "*blue", "pink"), 0),
    ("J01", asked("Why is the drug not given?", *PLAIN), 0),
    ("J01", asked("What comes next for a child who has not reached remission?", *PLAIN), 0),
    ("J01", asked("It was not late. What is wrong with this slide?", *PLAIN), 0),
    ("J01", asked("What is the false negative rate?", *PLAIN), 0),
    ("J01", asked("What is false about her idea?", *PLAIN), 0),
    ("J01", asked("Which finding means that the test is wrong?", *PLAIN), 0),
    ("J01", quiz("Which would you not do?\n\n- [ ] red\n- [ ] blue\n", keys="type: poll"), 0),
    ("J02", asked("What comes first? Choose one.", *PLAIN), 0),
    ("J02", asked('A mother asks: "Is she cured?"', *PLAIN), 0),
    ("J02", cloze("It [[went]] away."), 0),
    ("J03", asked("A mother asks what it is. Which answer is right and kind?", *PLAIN), 0),
    ("J03", asked("Which statement may stand on a slide?", *PLAIN), 0),
    ("J04", asked("His mother has a question. What do you say to this question of hers?", *PLAIN), 0),
    ("J05", asked("What rises with the acute lymphoblastic leukaemia, GPTX or got?", *PLAIN), 0),
    ("J06", US | asked("A boy has leukaemia, says the Leukemia Society. What then?", *PLAIN), 0),
    ("J06", asked("A boy has leukemia. What then?", *PLAIN), 0),
    ("J07", asked("What do MRD, the US label and BCR::ABL1 say?", *PLAIN), 0),
    ("J07", asked("What does an MRI or a CT say of CD19 or CD7?", *PLAIN), 0),
    ("J07", asked("What does the quick list (QXR) say?", *PLAIN), 0),
    ("J07", edited(CLIN, "A short lead.", "There is a list, the QXR.") | asked("What does the QXR say?", *PLAIN), 0),
    ("J08", asked("The treatment failed, and a child with leukaemia is in pain. What then?", *PLAIN), 0),
    ("J09", asked("A boy with white cells of 12,000 plays on black ice. What then?", *PLAIN), 0),
    ("J10", CONTESTED | asked("How often did it come back in that trial?", "*13%", "24%", "35%", explained="So it is [@RT-20]."), 0),
    ("J10", CONTESTED | asked("How often did it come back?", "*25.8%", "13%", "35%", explained="So it is [@RT-20; @RT-13]."), 0),
    ("O07", COMPARE | levels("remember", "apply"), 0),
    ("O07", COMPARE | levels("remember", ""), 0),
    ("O07", levels("remember", "understand"), 0),
    ("O08", levels(*["remember"] * 6, *["apply"] * 4), 0),
    ("O08", levels(*["remember"] * 9), 0),
    ("O09", edited(CLIN, "Classify a relapse by time", "Compare marrow and blood, and the plan of both"), 0),
    ("O10", objectives(5), 0),
    ("O11", asked("Which of two drugs fits a boy with fits?", "*the first", "the second", "the third", keys="bloom: apply"), 0),
    ("O11", asked("A boy is 6. Which mark does the drug bind?", "*the first", "the second", "the third", keys="bloom: apply"), 0),
    ("O11", asked("Which mark does the drug bind?", "*the first", "the second", "the third", keys="bloom: remember"), 0),
]


@pytest.mark.parametrize(("code", "changes", "path", "words"), CASES, ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)])
def test_each_rule_for_questions_finds_its_fault_at_its_place(library_dir, code, changes, path, words):
    root = library_dir(changes)
    assert place(root, path, words, "## New") in places_found(root, code)


@pytest.mark.parametrize(("code", "changes", "others"), SAFE, ids=[f"{number}-{case[0]}" for number, case in enumerate(SAFE)])
def test_each_rule_for_questions_leaves_what_is_no_fault(library_dir, code, changes, others):
    assert [item[0] for item in findings(library_dir(changes))].count(code) == others
