# The run certificate.

run-title = Run certificate
run-lead = Issue { $issue } of { $office } { FORM($month, as: "for") } was made of what was known { FORM($day, as: "in") }. The same inputs, code and software give the same bytes. The hashes of the data files stand in the section on data files.
run-no-commit = The code is named by the hashes of its files and by no commit, so that a commit that changes none of them leaves the issue as it is.
run-software = Software with which the issue was made
run-head-software = Software
run-head-version = Version
run-not-known = not known
run-parts = Inputs, code and typefaces
run-head-part = Part
run-head-hash = Hash
run-input-core = Edited figures
run-input-indicators = Indicators
run-previous = Manifest of the issue before
run-code-pipeline = Code of the calculation
run-code-sql = Queries
run-code-templates = Page templates
run-code-office = What the office declares
run-roots = Roots of the hash trees (RFC 6962, SHA-256)
run-root-inputs = Inputs
run-root-cells = Cells
run-roots-inputs = Entries of the inputs, sorted: a hash, two spaces and a name. All are in evidence.json, which is embedded in the PDF.
run-roots-cells = Entries of the cells: the lines of cells.csv after its head, each without its line feed.
run-root-data = Data files
run-roots-data = Entries of the data files, sorted: a hash, two spaces and a path. They are the files of this list and all files in the folder evidence; roots.json has the roots.
