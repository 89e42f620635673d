"""Where a case stands: its steps with what proves and what blocks them, its gates, and the phases on the way."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from takeovers.gates import Gate, Passage, passage
from takeovers.models import CaseScope, CaseTask, Evidence, GateOverride, Proof, TakeoverCase, TemplatePhase
from takeovers.proofs import Finding, finding_for_scope, findings

OF_A_SCOPE = (Proof.LIVE, Proof.INVENTORY)


class Stretch(NamedTuple):
    """A phase of the case, or of one of its scopes, with its steps."""

    phase: TemplatePhase
    scope: CaseScope | None
    tasks: Sequence[CaseTask]

    @property
    def settled(self) -> int:
        return sum(task.is_settled for task in self.tasks)

    @property
    def is_settled(self) -> bool:
        return self.settled == len(self.tasks)

    @property
    def next_due(self) -> date | None:
        return min((task.due_on for task in self.tasks if task.due_on and not task.is_settled), default=None)


class Standing:
    """A case on a day. Reads the rows once; everything else is told from them."""

    def __init__(self, case: TakeoverCase, day: date) -> None:
        self.case = case
        self.day = day

    @cached_property
    def scopes(self) -> list[CaseScope]:
        return list(self.case.scopes.select_related("transfer", "snapshot"))

    @cached_property
    def tasks(self) -> list[CaseTask]:
        rows = CaseTask.objects.filter(case=self.case).select_related("phase", "owner", "contact", "settled_by")
        return list(rows.prefetch_related("evidence"))

    @cached_property
    def overridden(self) -> set[tuple[str, int | None]]:
        return set(GateOverride.objects.filter(case=self.case).values_list("gate", "scope_id"))

    @cached_property
    def findings(self) -> dict[Proof, Finding]:
        return dict(findings(self.case, self.day))

    def passage(self, gate: Gate, scope: CaseScope | None) -> Passage:
        """Whether a gate is open for a scope, or for the case as a whole."""
        return passage(gate, scope.pk if scope else None, self.tasks, self.overridden)

    def passages(self) -> Iterator[tuple[Passage, CaseScope | None]]:
        """All gates that the case has, in the order in which one comes to them."""
        wanted = {task.needed_for for task in self.tasks if task.needed_for}
        for gate in Gate:
            if gate.value not in wanted:
                continue
            per_scope = any(task.needed_for == gate and task.scope_id for task in self.tasks)
            for scope in self.scopes if per_scope else [None]:
                yield self.passage(gate, scope), scope

    def finding(self, task: CaseTask) -> Finding | None:
        """What is on record about a step; None where nobody asks for a proof."""
        if not task.proof:
            return None
        proof = Proof(task.proof)
        if proof == Proof.FILE:
            kept = [file for file in task.evidence.all() if file.scan != Evidence.Scan.INFECTED]
            return Finding(bool(kept), "" if kept else "Es fehlt eine Datei als Nachweis.")
        if proof in OF_A_SCOPE:
            return self._finding_of_scopes(proof, task)
        return self.findings[proof]

    def hindrance(self, task: CaseTask) -> str:
        """Why a step cannot be done yet; nothing if it can."""
        if task.phase.behind:
            scope = next((row for row in self.scopes if row.pk == task.scope_id), None)
            gate = self.passage(Gate(task.phase.behind), scope)
            if not gate.is_open:
                return f"Erst nach der Freigabe „{gate.gate.label}“. Es fehlt: {'; '.join(gate.missing)}."
        found = self.finding(task)
        return "" if found is None or found.holds else found.text

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The phases in their order; those per scope once for each scope, one scope after the other."""
        general = self._by_phase(None)
        before = [row for row in general if row.phase.position < self._first_per_scope]
        after = [row for row in general if row.phase.position >= self._first_per_scope]
        return [*before, *(stretch for scope in self.scopes for stretch in self._by_phase(scope)), *after]

    def current(self) -> Stretch | None:
        """The first phase in which something is to be done."""
        return next((stretch for stretch in self.stretches if not stretch.is_settled), None)

    def next_tasks(self, most: int = 5) -> list[CaseTask]:
        """What can be done now, the most urgent first."""
        ready = [task for task in self.tasks if not task.is_settled and not self.hindrance(task)]
        return sorted(ready, key=lambda task: (task.due_on or date.max, task.phase.position, task.position))[:most]

    @property
    def settled(self) -> int:
        return sum(task.is_settled for task in self.tasks)

    @property
    def is_settled(self) -> bool:
        return self.settled == len(self.tasks)

    @cached_property
    def _first_per_scope(self) -> int:
        return min((task.phase.position for task in self.tasks if task.scope_id), default=10_000)

    def _by_phase(self, scope: CaseScope | None) -> list[Stretch]:
        own = [task for task in self.tasks if task.scope_id == (scope.pk if scope else None)]
        phases = sorted({task.phase for task in own}, key=lambda phase: phase.position)
        return [Stretch(phase, scope, [task for task in own if task.phase_id == phase.pk]) for phase in phases]

    def _finding_of_scopes(self, proof: Proof, task: CaseTask) -> Finding:
        """Of the step's own scope; of a step of the whole case, of all scopes."""
        concerned = [scope for scope in self.scopes if task.scope_id in {None, scope.pk}]
        if not concerned:
            return Finding(False, "Es ist noch keine Aufgabe eingetragen.")
        found = [(scope, finding_for_scope(proof, scope)) for scope in concerned]
        open_ = [f"{scope}: {one.text}" for scope, one in found if not one.holds]
        return Finding(not open_, " ".join(open_) or "; ".join(one.text for _, one in found))
