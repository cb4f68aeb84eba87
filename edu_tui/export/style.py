"""The one style of all handouts: system fonts, black on white, boxes that differ by border and words, nothing cut between two pages.

Nothing depends on a background, because browsers leave backgrounds out when they print.
"""

from __future__ import annotations

BODY_POINTS, SMALL_POINTS = 12, 10
"""Sizes of letters in points."""

LARGE_POINTS = 18
"""The size of every letter in large print."""

_STYLE = """
@page { margin: 16mm 18mm 20mm;
  @bottom-left { content: "Education, not advice"; font-family: sans-serif; font-size: FOOTpt; color: #4f483c }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-family: sans-serif; font-size: FOOTpt; color: #4f483c } }
html { font-size: BODYpt; line-height: 1.45; color: #1b1712; background: #fff;
  font-family: "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, system-ui, sans-serif }
body { max-width: 42rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; break-after: avoid; margin: 1.4em 0 .4em }
h1 { font-size: 1.7em; margin-top: .1em }
h2 { font-size: 1.35em } h3 { font-size: 1.12em } h4, h5, h6 { font-size: 1em }
p, ul, ol, dl, table, pre, blockquote { margin: 0 0 .7em } p { orphans: 3; widows: 3 }
li { break-inside: avoid; margin-bottom: .25em } li > p { margin: 0 } li > p + p { margin-top: .5em }
ul, ol { padding-left: 1.6em } li > ul, li > ol { margin: .25em 0 0 }
a { color: #1d4a86; overflow-wrap: anywhere } a.term { color: inherit; text-decoration: underline dotted }
code, pre { font-family: ui-monospace, Consolas, "Liberation Mono", monospace; font-size: 1em } pre { white-space: pre-wrap }
table { border-collapse: collapse; width: 100%; font-size: SMALLpt } thead { display: table-header-group } tr { break-inside: avoid }
th, td { border: 1px solid #766d5e; padding: .3em .45em; text-align: left; vertical-align: top; overflow-wrap: anywhere }
.right { text-align: right } .center { text-align: center }
.quiet, .kind, footer, .sources, .footnotes, .words { font-size: SMALLpt; color: #4f483c }
.kind { margin: 0 } .review { font-weight: bold }
.cite { color: #4f483c } .cite a { color: inherit; text-decoration: none }
.box, .call-first, .words dl > div, figure, .question, blockquote, .footnotes > div { break-inside: avoid }
.box, .call-first { border: 1.5px solid #4f483c; padding: .6em .8em; margin: 0 0 .9em }
.box > :last-child, .call-first > :last-child, blockquote > :last-child { margin-bottom: 0 }
.label { font-weight: bold; margin-bottom: .2em }
.key-point { border-width: 2.5px } .caution { border: 2px solid #7d4300; border-left-width: 10px } .caution > .label { color: #7d4300 }
.call-now, .call-first { border: 4px solid #9a1515 } .call-now > .label, .call-first > h2 { color: #9a1515 }
.call-first > h2 { margin-top: 0; text-transform: uppercase } .call-first > div + div { border-top: 1px solid #9a1515; padding-top: .6em }
.not-known { border-style: dashed } .ask { border-style: dotted; border-width: 2.5px }
.teach-back { border-style: double; border-width: 4px } .notes { border-left-width: 6px }
blockquote { border-left: 3px solid #766d5e; margin-left: 0; padding-left: 1em }
.words { border-top: 1px solid #766d5e; padding-top: .4em; margin: 0 0 .9em } .words > :first-child { margin: 0 0 .3em; font-size: 1em }
dt { font-weight: bold; break-after: avoid } dd { margin: 0 0 .4em 1.2em } .words dl { margin: 0 }
.words dl > div { margin-bottom: .15em } .words dt, .words dd { display: inline; margin: 0 } .words dt::after { content: ":\\a0" }
.beside { table-layout: fixed } .beside tr { break-inside: auto } .beside th:last-child { width: 42% }
.fact { break-inside: avoid; margin-bottom: .6em } .fact p { margin: 0 0 .15em } .fact .quiet { padding-left: 1.6em }
.sources li, .footnotes p { margin-bottom: .3em } .footnotes { border-top: 1px solid #766d5e; padding-top: .4em }
footer { border-top: 1px solid #766d5e; margin-top: 2em; padding-top: .6em; break-inside: avoid } footer p { margin-bottom: .3em }
figure { margin: 1em 0 } figcaption { font-weight: bold; margin-bottom: .5em; break-after: avoid }
svg.chart { display: block; max-width: 100%; height: auto; font-family: inherit } .instead { display: none }
.tick { display: inline-block; width: .85em; height: .85em; border: 1.6px solid #1b1712; margin-right: .55em; text-align: center;
  line-height: .85em; vertical-align: -.08em }
ul.tasks, ol.options { list-style: none; padding-left: 0 } ul.tasks > li, ol.options > li { margin-bottom: .45em }
.letter { font-weight: bold; margin-right: .2em }
.gap { display: inline-block; width: 9em; max-width: 100%; height: 1.2em; border-bottom: 1.5px solid #1b1712; vertical-align: bottom }
.gap.short { width: 4em } .gap.long { width: 16em }
.line { height: 1.9em; border-bottom: 1px solid #4f483c; margin: 0 0 .3em }
.question { margin-bottom: 1.2em } .vignette { border-left: 6px solid #766d5e; padding-left: 1em; margin-bottom: 1em }
.right-answer { font-weight: bold } .feedback { margin: .1em 0 .5em 1.6em } .feedback > p { margin: 0 }
.tick.wide { width: 1.6em; height: 1.3em; vertical-align: -.3em } .votes td { width: 4.2em }
.votes .answer { width: auto } .narrow { width: 1%; white-space: nowrap }
.part { break-before: page } .form { margin: 0 0 1em }
.cards { display: table; width: 99%; table-layout: fixed; border-collapse: collapse }
.cards > div { display: table-row; break-inside: avoid }
.card { display: table-cell; border: 1.5px dashed #766d5e; text-align: center; height: 94mm; vertical-align: middle }
.card svg { width: 80mm; height: 80mm; max-width: 95% }
.whole .card { display: block; height: 190mm; border: 0; break-after: page; break-inside: avoid }
.whole .card:last-child { break-after: auto }
.whole .card svg { width: 170mm; height: 170mm; max-width: 100% }
@media screen and (max-width: 42rem) { svg.chart { display: none } .instead { display: block } .card svg { height: auto } }
@media print { body { max-width: none; padding: 0 } a { color: inherit } }
"""


def style(*, large: bool) -> str:
    """The style sheet; in `large` print no letter is smaller than `LARGE_POINTS`."""
    body, small = (LARGE_POINTS, LARGE_POINTS) if large else (BODY_POINTS, SMALL_POINTS)
    return _STYLE.replace("BODY", str(body)).replace("SMALL", str(small)).replace("FOOT", str(small if large else 9))


def letter_pixels(*, large: bool) -> float:
    """The size of letters in drawings, in CSS pixels of which 96 make 72 points."""
    return (LARGE_POINTS if large else BODY_POINTS) * 96 / 72
