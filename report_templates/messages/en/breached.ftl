# Changes beyond the declared policy.

breached-table = Changes that the declared policy does not provide for
    .subtitle = { $unit }; newest period first
breached-note = A change that the policy does not provide for holds the release until the office gives a reason. The reasons, in the office's own words, are in decisions.csv.
breached-head-before = Before
breached-head-now = Now
breached-head-change = The change is
breached-head-reason = Reason given
breached-policy_cycle = not in a month that the policy names
breached-policy_size = larger than the policy names
breached-policy_cycle_and_size = not in a month, and larger, than the policy names
breached-not-yet = not yet
