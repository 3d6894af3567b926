"""Which columns each column is made of, read from the SQL files."""
