"""The way through a plan: which place comes first in a step, and which comes after and before another."""

from __future__ import annotations

from typing import Protocol

import msgspec

from edu_tui.library.slides import Slide
from edu_tui.progress.sessions_events import END, Place
from edu_tui.progress.sessions_plan import Plan, PlanStep
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.views import form_pages, slide_at, step_slides


class Deck(Protocol):
    """How slides lie on the audience's screen."""

    def stops(self, slide: Slide) -> tuple[int, ...]:
        """After how many shown pieces the next key waits, rising; the last is all of them. A small screen adds the ends of its parts."""


class PlainDeck:
    """Slides that fit their screen: they stop where their author's lists do."""

    def stops(self, slide: Slide) -> tuple[int, ...]:
        """See `Deck`."""
        return slide.stops


class Course(msgspec.Struct, frozen=True):
    """A plan with the slides of its module, as they lie on a screen."""

    plan: Plan
    material: Material
    deck: Deck

    def first(self, step: PlanStep) -> Place:
        """The first stop of a step."""
        slides = step_slides(self.material, step)
        return Place(step.key, 1, self.deck.stops(slides[0])[0]) if slides else Place(step.key, min(1, self._pages(step)))

    def last(self, step: PlanStep) -> Place:
        """The last stop of a step."""
        slides = step_slides(self.material, step)
        return Place(step.key, len(slides), self.deck.stops(slides[-1])[-1]) if slides else Place(step.key, self._pages(step))

    def after(self, place: Place) -> Place | None:
        """The next stop, slide or step; None behind the last."""
        steps = self.plan.steps
        step = self.plan.step(place.step)
        if step is None:
            return self.first(steps[0]) if steps and place.step != END else None
        slides = step_slides(self.material, step)
        slide = slide_at(self.material, step, place)
        if slide is not None:
            later = [stop for stop in self.deck.stops(slide) if stop > place.shown]
            if later:
                return Place(step.key, slide.number, later[0])
            if slide.number < len(slides):
                return Place(step.key, slide.number + 1, self.deck.stops(slides[slide.number])[0])
        elif place.slide < self._pages(step):
            return Place(step.key, place.slide + 1)
        number = self.plan.place_of(step.key) + 1
        return self.first(steps[number]) if number < len(steps) else Place(END)

    def before(self, place: Place) -> Place | None:
        """The stop, slide or step before; None before the first."""
        steps = self.plan.steps
        if place.step == END:
            return self.last(steps[-1]) if steps else None
        step = self.plan.step(place.step)
        if step is None:
            return None
        slide = slide_at(self.material, step, place)
        if slide is not None:
            earlier = [stop for stop in self.deck.stops(slide) if stop < place.shown]
            if earlier:
                return Place(step.key, slide.number, earlier[-1])
            if slide.number > 1:
                slides = step_slides(self.material, step)
                return Place(step.key, slide.number - 1, self.deck.stops(slides[slide.number - 2])[-1])
        elif 1 < place.slide <= self._pages(step):
            return Place(step.key, place.slide - 1)
        number = self.plan.place_of(step.key)
        return self.last(steps[number - 1]) if number else None

    def _pages(self, step: PlanStep) -> int:
        return form_pages(self.material, self.plan, step)
