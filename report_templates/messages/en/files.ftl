# The data files of the release with their hashes.

files-title = Data files with hashes
files-lead = These files hold the data of the release. A file is the one of this issue if its SHA-256 is the one printed here; the program sha256sum shows it.
files-elsewhere = The data files of the release and their hashes stand in the national issue, { $issue }. The cells that this issue prints and its numbers are embedded in its PDF as cells.csv and published_number.csv.
files-table = Data files of the release
files-head-file = File
files-head-holds = What it holds
files-head-bytes = Bytes
files-head-hash = SHA-256
files-note = Publications, workbooks and datapackage.json cannot stand here, as they repeat this list; manifest.json has the hash of every file.
files-cells-csv = Each printed cell, with its exact value
files-cells-parquet = The same cells as Parquet
files-cell-input-csv = What each cell was made of
files-published-number-csv = Each printed number, its cell and its place
files-findings-csv = What rules found about figures
files-decisions-csv = What persons of the office decided about figures
files-sources-csv = The sources behind the cells
files-esms-csv = Reference metadata of the indicators
files-triangles-csv = What the measures were known to be in each month
files-changes-csv = Cells that changed since the issue before, and why
files-methodology-versions-csv = Versions of figures that the indicator pages show
files-data-dictionary-md = What tables, columns and codes mean
files-sdmx-structure-2-1-xml = Structures for SDMX 2.1
files-sdmx-structure-3-0-xml = Structures for SDMX 3.0
files-sdmx-data-1-0-csv = The cells as SDMX-CSV 1.0
files-sdmx-data-2-0-csv = The cells as SDMX-CSV 2.0
files-sdmx-code-map-csv = The office's codes and those of the SDMX files
