# The fixed words of the readers' site. Figures, names and imprints come from the releases and the office.

site-nav = This site
site-languages = Language
site-past = { $month }, as known { FORM($day, as: "in") }
site-size = { $count }{ "\u00a0" }kB
site-size-large = { $count }{ "\u00a0" }MB
site-form-html = web page
site-form-pdf = PDF
site-form-xlsx = workbook
site-form-of = { $form }, { $language }
site-sized = { $name } ({ $size })

## Names of pages

site-page-index = Latest issue
site-page-archive = Archive
site-page-indicators = Indicators
site-page-search = Search
site-page-calendar = Release calendar
site-page-corrections = Corrections
site-page-cite = How to cite
site-page-report = Report a problem
site-page-accessibility = Accessibility
site-page-about = About

## The first page

site-read = Read the bulletin
site-other-languages = In other languages:
site-data = Data:
site-all-files = All files of this issue
site-key-figures = Key figures
site-territories = Issues of territories
site-earlier = Earlier issues
site-earlier-all = All issues, with all their forms, are in the archive.
site-find = Each printed number has an id that stands in the lineage index at the end of the bulletin. The search leads from an id to where the number is printed and to what it was made from.
site-search-short = Number id, cell id or indicator

## The archive

site-archive-lead = Every issue by year, the newest first. An issue stays at its own address, which ends with its number; the address of a month shows its newest issue.
site-head-issue = Issue
site-head-bulletin = Bulletin
site-head-files = Files
site-files-of = Files of { $issue }
site-archive-past = Issues as known on a day
site-archive-past-lead = Editions that show what was known on an earlier day; they stand beside the issue of their month.

## The files of an issue

site-files-lead = The bulletins, data and evidence of this issue. A file is unchanged if its SHA-256 is the one given here and in manifest.json; SHA256SUMS lists all files of the issue, and “sha256sum -c SHA256SUMS” checks them.
site-address = The address of this issue, { $own }, does not change. The address of the month, { $month }, shows its newest issue.
site-files-bulletins = Bulletin
site-files-data = Data and evidence
site-files-indicators-lead = Methodology and figures of each indicator, as in this issue.
site-country = Country
site-head-language = Language
site-head-form = Form
site-head-file = File
site-head-size = Size
site-numbers = List of printed numbers
site-numbers-lead = Every number that this issue prints in this language, by its id, with links to its origin. It needs no scripts.
site-cite-issue = How to cite this issue

## Lists of printed numbers

site-numbers-title = Printed numbers, { $issue }
site-numbers-order = Each number that this issue prints, in the order of the ids. The link leads to the row that says where it comes from.
site-numbers-part = { $first } to { $last }
site-numbers-parts = Parts of the list
site-head-facet = Part of the figure
site-head-page = Page

## Indicators

site-indicators-lead = Each indicator of the newest issue, with its last figure, its series and its methodology.
site-head-code = Code
site-head-last = Last figure
site-head-status = Status
site-series = Series
site-series-full = All figures of the calculation behind the newest issue.
site-series-printed = Figures that the newest issue prints.
site-series-csv = { PLURAL($count) ->
        [one] { $shown } figure with its exact value, as CSV
       *[other] All { $shown } figures with exact values, as CSV
    }
site-series-left = { PLURAL($count) ->
        [one] Of { $shown } further territory the figures are in the CSV file.
       *[other] Of { $shown } further territories the figures are in the CSV file.
    }
site-series-none = The newest issue uses no figure of this indicator.
site-series-link = A figure that links leads to its row of origin. Withheld figures are in the CSV file with the status U.
site-status = Statuses, after the SDMX code list CL_OBS_STATUS
site-methodology = Methodology
site-methodology-lead = Definition, formula, figures with their origin, revisions, rules and limits, as in the issue of:
site-short = In short
site-head-presentation = Presentation
site-head-part = Part
site-chart = { $place }: { $presentation }, { $unit }
site-chart-says = Line chart, { $when }, { PLURAL($count) ->
        [one] { $shown } figure
       *[other] { $shown } figures
    }. Lowest { $low } ({ $low_when }), highest { $high } ({ $high_when }), last { $last } ({ $last_when }). All stand in the table below.

site-flag-ACCEPTED = rests on a figure accepted by the office
site-flag-ATTRIBUTED = rests on a figure used for another period by decision of the office
site-flag-CORRECTED = rests on a figure used with another value by decision of the office
site-flag-BREAK = the two figures that are compared lie on both sides of a break in the series
site-flag-GAP = the months between two known figures in one flow, never split
site-flag-MULTIPLE = the later figure is more than three times the earlier one
site-flag-NEGATIVE = the later year-to-date figure is smaller than the earlier one
site-flag-NEG_WITHIN_ROUNDING = smaller by no more than rounding explains
site-flag-PREV_REVISED_LATER = the earlier figure became known after the later one: mixed vintages
site-flag-ZERO = the figure repeats the earlier one

## Search

site-search-lead = Looks up the id of a printed number, as in { $number }, of a cell, as in { $cell }, or an indicator by words of its name. The beginning of a cell's id with its first two parts finds all cells of that series.
site-search-label = Number id, cell id or words of an indicator
site-search-find = Search
site-search-results = Result
site-search-none = No issue on this site prints a number or a cell with this id, and no indicator has this name.
site-search-found = { PLURAL($count) ->
        [one] Found in { $shown } place.
       *[other] Found in { $shown } places.
    }
site-search-more = { PLURAL($count) ->
        [one] The first { $most } of { $shown } cell are shown.
       *[other] The first { $most } of { $shown } cells are shown.
    }
site-search-unread = A part of the search index could not be loaded.
site-search-every = All numbers of this cell
site-search-no-script = Without scripts the numbers of each issue are in plain lists:
site-search-lists = Lists of printed numbers

## The calendar

site-calendar-published = Issues so far

## Corrections

site-corrections-lead = A correction is a new issue of a month: it has the next number and an address of its own; from then on the address of the month shows it. Revised figures of later months are not corrections; each issue lists its changes.
site-corrections-none = There are no corrections to the issues on this site.
site-drafts = For the office alone: this site shows drafts, which were not released.
site-state-draft = draft, not released
site-state-released = released
site-state-corrected = corrected
site-state-withdrawn = withdrawn
site-corrections-row = { $issue }: takes the place of an earlier issue of its month.
site-corrections-corrected = This issue was corrected on { $day }: another one takes its place, and its files stay available.
site-corrections-withdrawn = This issue was withdrawn on { $day }. It is not to be used; its files stay available.
site-corrections-released = Released on { $day }.
site-corrections-early = Released before its announced hour. Reason: { $text }
site-corrections-announced = Announced on { $day }.
site-corrections-old = Earlier issue
site-corrections-own = The issue
site-corrections-new = Issue that takes its place
site-corrections-newest = Newest issue of the month
site-corrections-numbers = Numbers that differ
site-corrections-number = Number
site-corrections-cell = Cell
site-corrections-before = Printed before
site-corrections-now = Printed now
site-corrections-not-printed = not printed
site-corrections-cut = The first { $shown } of { $count } numbers are shown; published_number.csv of both issues has all.
site-corrections-counts = Besides, counts of what came in and diagnostics that differ: { $shown }. They are in published_number.csv of both issues.

## How to cite

site-cite-lead = A citation names the office, the title, the month, the number of the issue and the day as of which its figures are known. A single number is cited with its id.
site-cite-address = The address of an issue does not change.
site-cite-no-address = This copy of the site names no public address. The SHA-256 is that of the issue's manifest.json, which lists the hash of each of its files: whoever has the files can see that they are the cited ones.
site-cite-newest = Newest issue
site-cite-number = A number of the newest issue
site-cite-all = All issues
site-cite-sealed = SHA-256 of manifest.json: { $hash }.
site-cite-one = { $text } Number { $id }.
site-cite-select = Text to copy

## Reporting a problem

site-report-lead = Please tell the office when a number, a text or a file looks different from its source, or cannot be used.
site-report-what = What helps to answer
site-report-issue = the issue, as in { $issue }
site-report-number = the id of the number, which its link shows and the lineage index lists, or the name of the file
site-report-expected = what you expected instead, and the source that states it, with its address or a copy
site-report-access = for a problem with access: the device, the browser or reader, and what you tried to do
site-report-then = The figure is compared with its source. If an issue changes, it gets the next number and is listed under Corrections.

## Accessibility

site-access-lead = The pages aim at WCAG 2.2, levels A and AA.
site-access-ways = What is done
site-access-keyboard = Pages can be used by keyboard alone, from a width of 360 pixels, and at 400 % zoom.
site-access-landmarks = Each page has landmarks, headings in order and a link that skips to the text.
site-access-tables = Tables have captions and heads; one that is wider than the window scrolls in a box of its own.
site-access-charts = Each chart has a text that says what it shows, and its numbers stand below it.
site-access-colour = No meaning is carried by colour alone; settings for more contrast and for forced colours are followed.
site-access-scripts = Everything but the search works without scripts; for the search there are plain lists.
site-access-languages = Each page names its language and leads to the same page in the other languages.
site-access-pdf = Bulletins as PDF are tagged (PDF/A-3a), with headings, table heads and alternative texts.
site-access-tested = How it is tested
site-access-tests = Each version of the software is checked with axe-core in Chromium at widths of 360 and 1280 pixels, and by keyboard. Tests by people who use assistive technology have not been recorded.
site-access-limits = Known limits
site-access-wide = Wide tables need scrolling on small windows.
site-access-long = The lineage index of an issue is long; the search is quicker.
site-access-small = Charts are drawn with small text on small windows and can be scrolled.
site-access-contact = To say what is difficult to use:

## About

site-about-office = Office
site-about-what = What is here
site-about-text = Monthly issues of a statistical bulletin, made from delivered figures by declared rules. Each printed number leads to the cell it was printed from and to the place in a source that states it. The same inputs give the same bytes.
site-about-names = Names and classifications
site-about-licence = Licence of the data
site-about-folder = This site is a folder of files. It sets no cookies, loads nothing from other hosts and counts no readers.
site-about-checked = A list of all its files, each with its SHA-256:
