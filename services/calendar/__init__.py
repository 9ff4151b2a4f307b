"""Sittings and due days in calendar programs (التقويم), as RFC 5545 has it."""
