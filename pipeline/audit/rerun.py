"""Makes one release in a place given by hand: what `crossfoot replay` runs as a process of its own.

python -m pipeline.audit.rerun ROOT VAR OFFICE KEY LANGUAGES TERRITORIES, the last two with commas between.
"""

import sys
from pathlib import Path

from pipeline.choice import Choice


def rerun(arguments: list[str]) -> None:
    """Take in, conform, edit, compute and publish a month in a clean place."""
    from pipeline import stages
    from pipeline.office import load_office
    from pipeline.project import Project
    from pipeline.window import parse_partition

    root, var, code, key, languages, territories = arguments
    office = load_office(Project(Path(root), Path(var)), code)
    month, asked = parse_partition(key)
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, month, asked)
    stages.compute(office, month, asked)
    choice = Choice(_listed(languages), _listed(territories))
    stages.publish(office, month, asked, choice=choice)


def _listed(joined: str) -> tuple[str, ...]:
    """List names that are joined by commas."""
    return tuple(name for name in joined.split(",") if name)


def main() -> int:
    """Run; a failure is one sentence on standard error."""
    from pipeline.errors import CrossfootError

    try:
        rerun(sys.argv[1:])
    except CrossfootError as error:
        sys.stderr.write(f"{error}\n")
        return int(error.exit_code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
