"""Teaching sessions: planning one, checking the plan, leading it, and telling how it went.

`material` is what a library gives to a session. `plan` makes one and changes it (`plan_steps`, `timing`; `plan_choice` chooses
what fits the time), `plan_file` writes and reads plans,
`preflight` looks at one before people come. `session` leads: `TeachingSession` records each step (votes in `session_votes`, what is entered
about the room in `session_entries`, what both rest on in `session_base`), goes through the plan by `course`, and gives an `AudienceView`
(`views`: what may be drawn on the projector, and nothing else) and a `PresenterView` (`console`: the rest). `votes` has the rules of
voting, `room` what may be kept of people, `report` the data of the report with `gain`, `report_text` its words, `report_parts` the whole of
it as a document, `report_table` as a table, `report_compare` two of them side by side.
"""
