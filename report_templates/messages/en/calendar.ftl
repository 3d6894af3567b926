# When the next issues are released, and who receives them earlier.

fact-next-release-moment = { $day }, { $hour } ({ $zone })

calendar-title = Release calendar and pre-release access
calendar-lead = The next issues are released on these days. Until its hour an issue is under embargo.
calendar-none = The day of the next release is not announced.
calendar-table = Next releases
calendar-head-issue = Issue
calendar-head-day = Day
calendar-head-hour = Hour
calendar-head-zone = Time zone
calendar-head-status = Status
calendar-month = { $month }
calendar-status-planned = planned
    .meaning = planned: the day may move.
calendar-status-confirmed = confirmed
    .meaning = confirmed: the day holds.
calendar-status-changed = changed
    .meaning = changed: the day holds and is another than was announced before.
calendar-cut = The first { $rows } are shown.
calendar-no-access = Nobody outside the office receives an issue before it is released.
calendar-access-lead = Outside the office an issue is given before its release to these roles alone, for the reasons stated and at most so many hours earlier.
calendar-access = Pre-release access
calendar-head-role = Role
calendar-head-reason = Reason
calendar-head-hours = Hours before
