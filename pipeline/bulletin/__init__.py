"""From cells to pages: text, tables and charts whose every number is bound to a cell."""
