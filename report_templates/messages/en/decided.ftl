# Decisions of the office.

decided-lead = The office decided how the figures below are used. Each is shown as its source gives it. Who decided, and the reason in the office's own words, are in the data of the release.
decided-table = Figures used as decided by the office
    .subtitle = { $unit }; newest decision first
decided-head-used = As used
decided-head-decision = Decision
decided-note-cut = The newest { $rows } are shown; all are in the decisions of the release.
decided-on = { $use }; decided on { $day }
decided-use-hold = on hold
decided-use-lifted = used as reported
decided-use-kept_out = not used
decided-use-value = used with the value decided by the office
decided-use-withheld = not used as decided by the office either
decided-use-period = used for the period decided by the office
decided-use-due = used as { $when }
decided-use-for = used for { $when }
