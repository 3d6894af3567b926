"""What was known when: superseded files, withdrawals, changes between issues, revision triangles."""
