# The annex on how the indicators are made; the texts themselves are in the headers of the indicators.

methodology-title = Methodology of the indicators
methodology-table = Indicators with a number in this bulletin
    .subtitle = Each indicator has a page in the release, methodology/<code>.html, with figures, revisions, rules and limits; the full texts, with those left out here, are in esms.csv of the release
methodology-head = Methodology
methodology-lead = Revisions, where no other policy is named: { $revisions }
methodology-name = { $title } ({ $code })
methodology-formula = Formula: { $text }
methodology-unit = Unit: { $text }
methodology-coverage = Coverage: { $text }
methodology-price_basis = Prices: { $text }
methodology-revisions = Revisions: { $text }
methodology-reference = Reference: { $text }
