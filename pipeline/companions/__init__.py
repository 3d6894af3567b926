"""What goes out beside a bulletin: its cells as files for other programs, described by one dictionary."""
