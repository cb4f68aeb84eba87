"""What a learner did: events, the store that keeps them, and the state folded from them.

`events` are the truth. `store` keeps them (`learners` says where), `state` folds them; `mastery` and `schedule` draw conclusions,
`health` looks after the files. Beneath the store: `journal` and `records` (one line an answer), `snapshot`
and `checkpoint` (progress.json), `backups` and `quarantine`, `reading` (putting all of these together again), `tables` (TinyDB), and
`files`, through which every system call goes. Between computers and out of them: `merging`, `exporting`, `deleting`, `presence` (who has
the folder open) and `clock`. Teaching sessions: `sessions` (those of this computer), `sessions_store` (one of them), `sessions_plan`,
`sessions_events`, `sessions_state` and `sessions_fold`.
"""
