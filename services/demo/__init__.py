"""The demo: five associations with their true facts, and words of the demo's own."""
