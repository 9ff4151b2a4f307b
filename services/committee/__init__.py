"""The research committee's work (لجنة البحث): sittings, votes, decisions, their announcement."""
