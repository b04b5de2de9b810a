"""The invented example of `lpse-docs demo`: two periods, made from the standards by rules. No person, act or firm in it.

Their adoption plans and schedules are kept as files in `plans/`, for a schedule needs the solver and its time.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files as packaged

from lpse_docs.cli.example.plan import PLANS
from lpse_docs.cli.example.proofs import collect
from lpse_docs.cli.example.store import content
from lpse_docs.cli.example.verdicts import assess
from lpse_docs.cli.example.writing import blind_text, register_text, scorecard_text
from lpse_docs.model.evidence import Evidence
from lpse_docs.model.standard import Standard

PLANNED = ("plan.yaml", "approved.yaml", "schedule.yaml")  # the second plan is not approved yet


def files(standards: Sequence[Standard], posts: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Every file of both periods, by path; `posts` are the posts that may own evidence."""
    earlier: tuple[Evidence, ...] = ()
    for plan in PLANS:
        folder = f"assessments/{plan.period}"
        scope = [item for item in standards if item.letter in plan.scope]
        register = collect(plan, scope, posts, earlier)
        verdicts = assess(plan, standards, scope, register)
        yield f"{folder}/scorecard.yaml", scorecard_text(verdicts.scorecard, plan, standards).encode()
        yield f"{folder}/evidence.yaml", register_text(register, plan).encode()
        for marks in verdicts.blind:
            yield f"{folder}/blind/{marks.assessor}.yaml", blind_text(marks, standards).encode()
        for item in register.evidence:
            if item.file:
                yield f"{folder}/evidence/{item.file}", content(item)
        for name in PLANNED:
            kept = packaged(__name__) / "plans" / plan.period / name
            if kept.is_file():
                yield f"{folder}/{name}", kept.read_bytes()
        earlier = register.evidence
