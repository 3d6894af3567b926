"""What an auditor does with a finished release folder, offline: vouch, trace, compare, sample, replay.

Nothing here reads the lake, the warehouse or an office's folder, and nothing changes a release.
"""
