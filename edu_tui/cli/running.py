"""From what was typed to the command that does it: each room is imported only when its command runs."""

from __future__ import annotations

from edu_tui.cli.errors import CommandError

TYPE_CHECKING = False  # see `errors`
if TYPE_CHECKING:
    import argparse

    from edu_tui.cli.places import Places


def run_app(places: Places, given: argparse.Namespace) -> int:
    """`edu-tui`; its exit code."""
    del given
    from edu_tui.cli.app import open_app

    return open_app(places)


def run_read(places: Places, given: argparse.Namespace) -> int:
    """`read`; its exit code."""
    from edu_tui.cli.read import read

    if given.notes and not given.plain:
        raise CommandError("Notes are for the one who leads, not for the screen: --notes goes with --plain.")
    if given.mine and (not given.plain or given.notes):
        raise CommandError("Your own notes go with --plain, and not with what is for a group: use --mine without --notes.")
    return read(places, given.module, given.audience, given.section, plain=given.plain, notes=given.notes, mine=given.mine)


def run_quiz(places: Places, given: argparse.Namespace) -> int:
    """`quiz`; its exit code."""
    from edu_tui.cli.quiz import quiz

    mode = given.mode or ("test" if given.form else "study")
    return quiz(places, given.name, mode, given.form, plain=given.plain, question=given.question)


def run_review(places: Places, given: argparse.Namespace) -> int:
    """`review`; its exit code."""
    from edu_tui.cli.review import Wish, review

    return review(places, given.audience, Wish(given.reviews, given.new, given.exam), plain=given.plain, count=given.count)


def run_test(places: Places, given: argparse.Namespace) -> int:
    """`test`; its exit code."""
    from edu_tui.cli.exam_taking import Wish, take_test

    if given.new and not given.plain:
        raise CommandError("In the app you give a test up by starting another one: --new goes with --plain.")
    wish = Wish(given.audience, given.modules, given.objectives, given.number, given.minutes, given.clock, given.pool, given.new)
    return take_test(places, wish, plain=given.plain)


def run_tests(places: Places, given: argparse.Namespace) -> int:
    """`tests`; its exit code."""
    from edu_tui.cli.exam_taking import past

    if len(given.tests) > 2:
        raise CommandError("Name one test, or two to see them side by side.")
    return past(places, given.tests, given.format)


def run_undo(places: Places, given: argparse.Namespace) -> int:
    """`undo`; its exit code."""
    del given
    from edu_tui.cli.undo import undo

    return undo(places)


def run_search(places: Places, given: argparse.Namespace) -> int:
    """`search`; its exit code."""
    from edu_tui.cli.search import search

    return search(places, given.words, given.format, given.limit)


def run_faults(places: Places, given: argparse.Namespace) -> int:
    """`faults`; its exit code."""
    from edu_tui.cli.faults import list_faults

    return list_faults(places, given.format, given.output, force=given.force)


def run_glossary(places: Places, given: argparse.Namespace) -> int:
    """`glossary`; its exit code."""
    from edu_tui.cli.glossary import glossary

    return glossary(places, " ".join(given.term), given.audience)


def run_check(places: Places, given: argparse.Namespace) -> int:
    """`check`; its exit code."""
    from edu_tui.cli.check import Wish, check

    _refuse_clashes(given)
    if given.rules is not None:
        from edu_tui.cli.rules import list_rules

        return list_rules(given.format, given.rules)
    if given.checklist:
        from edu_tui.cli.checklist import show_checklist

        return show_checklist(places, given.checklist)
    if given.against is not None:
        from edu_tui.cli.against import against

        return against(places, given.against, given.format)
    wish = Wish(tuple(given.paths), tuple(given.rule), given.severity, given.format, given.slides, given.waived)
    if given.fix:
        from edu_tui.cli.check_fix import fix

        return fix(places, wish, yes=given.yes)
    if given.watch:
        from edu_tui.cli.check_watch import watch

        return watch(places, wish)
    return check(places, wish)


def _refuse_clashes(given: argparse.Namespace) -> None:
    """Options of `check` that mean nothing together."""
    if given.yes and not given.fix:
        raise CommandError("--yes goes with --fix.")
    others = given.fix or given.watch or given.slides or given.waived or given.paths or given.rule
    if given.rules is not None and (others or given.checklist or given.against is not None):
        raise CommandError("--rules lists the rules and checks nothing: it goes with --format and no other option.")
    if given.checklist and (others or given.against is not None or given.format != "text"):
        raise CommandError("--checklist lists what people judge and checks nothing: it goes with no other option.")
    if given.against is not None and others:
        raise CommandError("--against holds the whole library to another state of it: it goes with --format and no other option.")
    if given.fix and (given.watch or given.slides or given.waived or given.format != "text"):
        raise CommandError("--fix goes with paths and --rule only.")
    if given.watch and (given.slides or given.waived or given.format != "text"):
        raise CommandError("--watch goes with paths, --rule and --severity only.")
    if given.waived and given.format not in ("text", "json"):
        raise CommandError("--waived is told as text or json; sarif holds what is waived anyway.")


def run_preview(places: Places, given: argparse.Namespace) -> int:
    """`preview`; its exit code."""
    from edu_tui.cli.preview import preview

    return preview(places, given.path)


def run_new(places: Places, given: argparse.Namespace) -> int:
    """`new`; its exit code."""
    from edu_tui.cli.new import Wish, new
    from edu_tui.library.modules import Audience

    if given.module and given.what != "library":
        raise CommandError("--module names the first module of a new library: it goes with edu-tui new library.")
    if given.audience and given.what == "library":
        raise CommandError("A library is for both audiences: --audience goes with edu-tui new module, quiz and question.")
    audience = Audience(given.audience) if given.audience else None
    return new(places, Wish(given.what, given.name, audience, given.type, given.title, given.module))


def run_import(places: Places, given: argparse.Namespace) -> int:
    """`import`; its exit code."""
    from edu_tui.cli.importing import Wish, import_questions, import_references
    from edu_tui.library.modules import Audience

    if given.form == "bibtex":
        if given.quiz or given.audience or given.output:
            raise CommandError("Sources go into content/references.json: --quiz, --audience and --output are for questions.")
        return import_references(places, given.path, write=given.write)
    if given.write:
        raise CommandError("--write is for bibtex. Questions are written with --quiz NAME or --output FILE.")
    audience = Audience(given.audience) if given.audience else None
    return import_questions(places, Wish(given.form, given.path, given.quiz, audience, given.output))


def run_lock(places: Places, given: argparse.Namespace) -> int:
    """`lock`; its exit code."""
    from edu_tui.cli.lock import Wish, lock

    return lock(places, Wish(tuple(given.same), given.recall, given.reason), check=given.check)


def run_facts(places: Places, given: argparse.Namespace) -> int:
    """`facts`; its exit code."""
    from edu_tui.cli.facts import Wish, facts

    deed = given.words[0] if given.words and given.words[0] in ("unused", "stale") else ""
    words = tuple(given.words[1:] if deed else given.words)
    wish = Wish(deed, words, given.status or "", given.doubts or "", given.source, given.module, given.population)
    return facts(places, wish, given.format)


def run_evidence(places: Places, given: argparse.Namespace) -> int:
    """`evidence`; its exit code."""
    from edu_tui.cli.evidence import evidence

    return evidence(places, given.fact, given.format)


def run_curriculum(places: Places, given: argparse.Namespace) -> int:
    """`curriculum`; its exit code."""
    from edu_tui.cli.curriculum import show_curriculum

    return show_curriculum(places, given.format)


def run_clinical_review(places: Places, given: argparse.Namespace) -> int:
    """`clinical-review`; its exit code."""
    from edu_tui.library.modules import Audience

    _refuse_halves(given)
    audience = Audience(given.audience) if given.audience else None
    if given.record:
        from edu_tui.cli.review_record import Signature, record_review

        return record_review(places, given.module, Signature(given.by, given.on, given.due, audience))
    if given.sheet:
        from edu_tui.cli.review_sheet import write_sheet

        return write_sheet(places, given.module, audience, given.output, force=given.force)
    from edu_tui.cli.clinical_review import show_clinical_review

    return show_clinical_review(places, given.module)


def _refuse_halves(given: argparse.Namespace) -> None:
    """Options of `clinical-review` that mean nothing together, or nothing without another."""
    if given.sheet and given.record:
        raise CommandError("A sheet is written before the review and recorded after it: give --sheet or --record.")
    if (given.sheet or given.record) and not given.module:
        raise CommandError("Say which module: edu-tui clinical-review MODULE --sheet, or --record.")
    if (given.by or given.on or given.due) and not given.record:
        raise CommandError("--by, --on and --due go with --record.")
    if (given.output or given.force) and not given.sheet:
        raise CommandError("--output and --force go with --sheet.")
    if given.audience and not (given.sheet or given.record):
        raise CommandError("--audience goes with --sheet and --record.")


def run_schema(places: Places, given: argparse.Namespace) -> int:
    """`schema`; its exit code."""
    del places
    from edu_tui.cli.schema import show_schema

    return show_schema(given.name)


def run_lsp(places: Places, given: argparse.Namespace) -> int:
    """`lsp`; its exit code."""
    del given
    from edu_tui.cli.lsp import serve

    return serve(places)


def run_progress(places: Places, given: argparse.Namespace) -> int:
    """`progress`; its exit code."""
    from edu_tui.cli.progress import progress

    return progress(places, given.format)


def run_merge(places: Places, given: argparse.Namespace) -> int:
    """`merge`; its exit code."""
    from edu_tui.cli.merge import merge

    return merge(places, given.paths)


def run_export(places: Places, given: argparse.Namespace) -> int:
    """`export`; its exit code."""
    if given.what == "progress":
        from edu_tui.cli.mydata import export_progress

        return export_progress(places, given.format, given.output, force=given.force)
    from edu_tui.cli.export_handout import Wish, export_handout

    wish = Wish(given.kind, given.format, given.paper, given.output, given.large_print, given.force)
    return export_handout(places, given.module, given.audience, wish)


def run_teach(places: Places, given: argparse.Namespace) -> int:
    """`teach`; its exit code."""
    if given.notes:
        from edu_tui.cli.teach_notes import teach_notes

        if given.module or given.plan:
            raise CommandError("--notes follows the session that runs: give no module and no plan with it.")
        return teach_notes(places)
    from edu_tui.cli.teach import Wish, teach

    return teach(places, Wish(given.module, given.audience, given.minutes, given.forms, given.plan, given.resume, given.plain))


def run_sessions(places: Places, given: argparse.Namespace) -> int:
    """`sessions`; its exit code."""
    from edu_tui.cli.sessions import Wish, sessions

    return sessions(places, given.deed, given.names, Wish(given.format, given.output, given.force, given.yes))


def run_items(places: Places, given: argparse.Namespace) -> int:
    """`items`; its exit code."""
    from edu_tui.cli.items import Wish, items

    return items(places, Wish(given.names, given.without_mine, given.format, given.output, given.force))


def run_learners(places: Places, given: argparse.Namespace) -> int:
    """`learners`; its exit code."""
    from edu_tui.cli.learners import learners

    return learners(places, given.deed, given.names)


def run_delete_my_data(places: Places, given: argparse.Namespace) -> int:
    """`delete-my-data`; its exit code."""
    from edu_tui.cli.mydata import delete_my_data

    return delete_my_data(places, given.yes)


def run_doctor(places: Places, given: argparse.Namespace) -> int:
    """`doctor`; its exit code."""
    del given
    from edu_tui.cli.doctor import doctor

    return doctor(places)
