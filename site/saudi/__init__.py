"""Arabic text, Hijri dates, working days and identity numbers of Saudi Arabia; no Django."""
