"""The calculation: from delivered files to a bulletin, without any orchestrator."""
