"""Deliveries as they arrive: what is new, what was taken in, which months it touches, what is late."""
