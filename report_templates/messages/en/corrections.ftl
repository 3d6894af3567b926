# What an issue corrects, and exceptions from the rules of its release.

fact-correction = this issue corrects { $name }; see { $section }
fact-exceptions = Approval
fact-exception = with an exception; see { $section }
corrections-title = Corrections and exceptions
corrections-lead = This issue takes the place of issue { $name }, which stays available and points to this one.
corrections-what = Corrected: { $text }
corrections-right = In its place: { $text }
corrections-why = Reason: { $text }
corrections-since = Issue { $name } was released on { $released }. This correction was announced on { $announced }.
corrections-number = { $cell }: in { $before }; in this issue { $now }.
corrections-number-same = { $cell }: in { $before }; in this issue as before.
corrections-number-gone = { $cell }: in { $before }; in this issue not printed.
corrections-numbers-cut = The first { $shown } numbers are shown; the page "Corrections" of the site has all.
corrections-draft-what = Numbers that rest on figures of { $sources }. They are listed one by one.
corrections-draft-listed = Numbers that are listed one by one.
corrections-draft-none = When this was written, no other usable figure of the same series and period was known.
corrections-draft-next = The numbers of the issue that takes its place, listed one by one.
exceptions-second-person = This issue was approved with an exception from the rule that a second person approves it. Reason: { $text }
exceptions-open-stop = This issue was approved with an exception from the rule that no finding that stops an issue is open. Reason: { $text }
exceptions-without-vault = This issue was approved with an exception from the rule that it is kept encrypted until its hour. Reason: { $text }
exceptions-unchanged = This issue was approved with an exception from the rule that every number named as corrected is printed otherwise than before. Reason: { $text }
