"""Edit rules: declared as data, evaluated in SQL, their outcomes kept as findings."""
