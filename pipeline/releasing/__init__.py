"""How an issue leaves the house: states, ledger, four eyes, embargo, corrections, withdrawal, backup."""
